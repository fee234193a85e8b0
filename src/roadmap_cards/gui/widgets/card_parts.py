"""A card as the parts its view is given, and how each kind of part is set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from roadmap_cards.gui.theme import Tokens


class Role(StrEnum):
    """What a part of a card is for, which decides how its text looks."""

    QUESTION = "question"
    PROSE = "prose"
    COMPACT = "compact"
    """As small as SMALL and as dark as PROSE: answers side by side."""
    SMALL = "small"
    RULE = "rule"
    """A hairline; its text is not read."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a card: its Markdown and its role."""

    markdown: str
    role: Role = Role.PROSE


RULE = Block("", Role.RULE)
"""The hairline between question and answer."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the same card looks different with: colours, size of text in per cent, width of the column.

    `media` is the folder of the deck's pictures, None for a deck without.
    """

    tokens: Tokens
    card_size: int
    width: float
    media: Path | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """How a role is set: pixels at 100 per cent, line height in multiples of the font's own, colour."""

    pixels: int
    line: float
    colour: str


SETTINGS = {
    Role.QUESTION: Setting(25, 1.18, "ink"),
    Role.PROSE: Setting(18, 1.30, "ink"),
    Role.COMPACT: Setting(15, 1.20, "ink"),
    Role.SMALL: Setting(15, 1.30, "ink2"),
    Role.RULE: Setting(18, 1.0, "ink"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """Code or a placeholder inside a sentence: painted behind the characters from `start` to before `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Panel:
    """Something painted behind the text blocks `first` to `last`: left edge, padding above and below."""

    kind: Literal["code", "quote", "rule"]
    first: int
    last: int
    left: float
    padding: float = 0.0
