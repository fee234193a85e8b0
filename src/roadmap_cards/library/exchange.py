"""What goes out of a collection and what comes in, as values: orders, what they come to, what was done."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from roadmap_cards.study.card import Entry


class Format(StrEnum):
    """What a collection can be written as. The value is the ending of the file, but for a folder."""

    ANKI = "apkg"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "md"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of the collection goes out; all of it where nothing is said.

    What is said must hold together. `level` is `roadmap/level`; `topics` and `cards` are ids (empty: any);
    `words` must all stand in an entry.
    """

    level: str = ""
    topics: frozenset[int] = frozenset()
    words: str = ""
    cards: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What to write. With `schedule`: due days, memory and every answer. `by_topic`: a deck for each topic.

    `questions`: choice and ordering questions too, which Anki can show but not grade.
    """

    format: Format = Format.ANKI
    scope: Scope = field(default_factory=Scope)
    schedule: bool = True
    by_topic: bool = True
    questions: bool = False


@dataclass(frozen=True, slots=True)
class LevelSize:
    """A level with its number of cards, in roadmap order. `key` is `roadmap/level`, empty for own decks."""

    key: str
    title: str
    cards: int


@dataclass(frozen=True, slots=True)
class TopicSize:
    """A topic with its number of cards; `level` is the key of its level, `key` is `roadmap/topic`."""

    id: int
    title: str
    level: str
    cards: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Sizes:
    """What there is to export. Questions that make no card are not among the cards."""

    cards: int
    levels: tuple[LevelSize, ...]
    topics: tuple[TopicSize, ...]


@dataclass(frozen=True, slots=True)
class SampleCard:
    """A card as it will be shown elsewhere, with the names of the decks above it.

    `variant` is empty for a question that makes no card here.
    """

    decks: tuple[str, ...]
    entry: Entry
    variant: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prospect:
    """What an order would come to. `size` is about how many bytes the file will have.

    `answers` and `scheduled` count the log rows and the cards with a memory that go along, 0 without
    schedule. `choices` and `orders` are the questions in scope, whether they go along or not; `retired` the
    cards that were published and are gone.
    """

    notes: int
    cards: int
    answers: int
    scheduled: int
    choices: int
    orders: int
    retired: int
    pictures: int
    size: int
    samples: tuple[SampleCard, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written where; `path` is None for what was handed to Anki itself.

    `changed` are sentences about what could not be written as it is.
    """

    path: Path | None
    notes: int
    cards: int
    answers: int
    changed: tuple[str, ...] = ()


class Fate(StrEnum):
    """What becomes of a note that comes in."""

    NEW = "new"
    HERE = "here"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A note of a file that was read: its first words, what kind it is, what will become of it and why.

    `outcome` is a clause: “goes in with 6 answers”, “same text, stays as it is”, “this kind is not shown
    here”.
    """

    fate: Fate
    text: str
    kind: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file would bring, before anything is changed.

    `source` says what was read (“164 notes from Anki”), `into` where it goes. `answers` counts what comes
    into the log, `home` those among them that were given elsewhere on cards of this collection. `warnings`
    are sentences about what is lost on the way. `changes` says whether there is anything to import.
    """

    path: Path
    source: str
    into: str
    arrivals: tuple[Arrival, ...]
    answers: int
    home: int
    warnings: tuple[str, ...]
    changes: bool

    def count(self, fate: Fate) -> int:
        """Return how many notes meet this fate."""
        return sum(arrival.fate is fate for arrival in self.arrivals)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in; `can_undo` says whether it is a step that can be taken back."""

    notes: int
    updated: int
    answers: int
    pictures: int
    can_undo: bool = True
