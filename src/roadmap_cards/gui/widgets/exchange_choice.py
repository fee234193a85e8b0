"""What a person chose to export, as a value, and the order that it comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from roadmap_cards.library.exchange import ExportOrder, Format, LevelSize, Scope, Sizes, TopicSize

OWN = ""
"""The key of the level that stands for a person's own decks."""


class Part(StrEnum):
    """Which part of the collection goes out."""

    WHOLE = "whole"
    LEVEL = "level"
    TOPICS = "topics"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which switches a format knows: what it has no room for, and what it always holds, is not asked.

    `part` says whether a part of the collection can be chosen.
    """

    part: bool = True
    schedule: bool = False
    by_topic: bool = False
    questions: bool = False


ASKED = {
    Format.ANKI: Asked(schedule=True, by_topic=True, questions=True),
    Format.CSV: Asked(by_topic=True, questions=True),
    Format.TSV: Asked(by_topic=True, questions=True),
    Format.MARKDOWN: Asked(),
    Format.JSON: Asked(part=False),
}

HOLDS_SCHEDULE = frozenset({Format.ANKI, Format.JSON})
HOLDS_QUESTIONS = frozenset({Format.MARKDOWN, Format.JSON})
"""Formats of our own, in which a question is a question."""


@dataclass(frozen=True, slots=True)
class ExchangeChoice:
    """All choices of the page. `level` is looked at for a level as well as for its topics."""

    format: Format = Format.ANKI
    part: Part = Part.WHOLE
    level: str = OWN
    topics: frozenset[int] = frozenset()
    words: str = ""
    schedule: bool = True
    by_topic: bool = True
    questions: bool = False

    def with_topics(self, topics: frozenset[int], *, ticked: bool) -> ExchangeChoice:
        """Tick these topics, or leave them out."""
        return replace(self, topics=self.topics | topics if ticked else self.topics - topics)


def settled(choice: ExchangeChoice, sizes: Sizes) -> ExchangeChoice:
    """Return the choice without levels and topics that are not there (any more)."""
    keys = [level.key for level in sizes.levels]
    level = choice.level if choice.level in keys else next(iter(keys), OWN)
    there = frozenset(topic.id for topic in sizes.topics)
    return replace(choice, level=level, topics=choice.topics & there)


def topics_of(sizes: Sizes, level: str) -> list[TopicSize]:
    """Return the topics of a level."""
    return [topic for topic in sizes.topics if topic.level == level]


def level_called(sizes: Sizes, key: str) -> LevelSize | None:
    """Return the level with this key."""
    return next((level for level in sizes.levels if level.key == key), None)


def problem(choice: ExchangeChoice, sizes: Sizes) -> str:
    """Return why nothing is to be exported yet; empty where something is."""
    if not ASKED[choice.format].part:
        return ""
    if choice.part is Part.TOPICS and not choice.topics:
        return "No topic is chosen. Tick at least one."
    if choice.part is Part.WORDS and not choice.words.split():
        return "No word is typed yet. Type what must stand in a card."
    if choice.part is Part.LEVEL and level_called(sizes, choice.level) is None:
        return "There is no level to choose."
    return ""


def order_of(choice: ExchangeChoice, sizes: Sizes) -> ExportOrder:
    """Return the order that a choice comes to, where it has no `problem`."""
    form, asked = choice.format, ASKED[choice.format]
    return ExportOrder(
        form,
        _scope(choice, sizes) if asked.part else Scope(),
        schedule=choice.schedule if asked.schedule else form in HOLDS_SCHEDULE,
        by_topic=choice.by_topic if asked.by_topic else True,
        questions=choice.questions if asked.questions else form in HOLDS_QUESTIONS,
    )


def _scope(choice: ExchangeChoice, sizes: Sizes) -> Scope:
    match choice.part:
        case Part.LEVEL if choice.level != OWN:
            return Scope(level=choice.level)
        case Part.LEVEL:  # own decks are in no level: they are named one by one
            return Scope(topics=frozenset(topic.id for topic in topics_of(sizes, OWN)))
        case Part.TOPICS:
            return Scope(topics=choice.topics)
        case Part.WORDS:
            return Scope(words=" ".join(choice.words.split()))
        case _:
            return Scope()


def cards_in(choice: ExchangeChoice, sizes: Sizes) -> int:
    """Return how many cards the ticked topics have."""
    return sum(topic.cards for topic in sizes.topics if topic.id in choice.topics)


def name_of(choice: ExchangeChoice, sizes: Sizes) -> str:
    """Return what a file of this choice would be called, without an ending."""
    name = ""
    level = level_called(sizes, choice.level)
    if choice.part is Part.LEVEL and level is not None:
        name = level.title
    elif choice.part is Part.TOPICS and len(choice.topics) == 1:
        name = next(topic.title for topic in sizes.topics if topic.id in choice.topics)
    if not ASKED[choice.format].part:
        name = "Roadmap Cards backup"
    return _as_file_name(name) or "Roadmap Cards"


def _as_file_name(title: str) -> str:
    """Return a title without what no file can be called on some system; Anki's own file name is no name."""
    kept = "".join("-" if sign in '/\\:*?"<>|' else sign for sign in title if sign.isprintable())
    name = kept.strip(" .")[:80].strip(" .")
    return "" if name.lower() == "collection" else name
