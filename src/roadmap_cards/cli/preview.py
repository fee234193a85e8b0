"""`preview`: what is to be painted. The painting is the window's part; here nothing loads Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from roadmap_cards.cli.command_line import parser
from roadmap_cards.library.topic_deck import TopicDeck, read_topic
from roadmap_cards.paths import data_folder


@dataclass(frozen=True, slots=True)
class Preview:
    """The deck whose cards are painted, the folder for the pictures, one entry or all, per cent of text."""

    topic: TopicDeck
    out: Path
    only: str | None
    size: int


def read_preview(arguments: list[str]) -> Preview:
    """Read the arguments and the deck; ProblemError says what is wrong with either."""
    options = parser().read(arguments)
    topic = read_topic(options.topic, data_folder(options.data).decks)
    return Preview(topic, options.out, options.only, options.size)
