"""What is studied: entries of a deck, the cards they make, and what is remembered of each card.

An **entry** is one `###` of a deck file, its body says which of eight kinds it is; or it came from elsewhere,
and may be of a ninth. A **card** is one scheduled variant of an entry (a reversible entry has two, a cloze
one per number). Choice, multi and order entries are questions for a quiz and make no card.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import Literal, TypeAlias

from roadmap_cards.study import cloze

CARD_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "roadmap-cards")


class Rating(IntEnum):
    """How well a card was remembered; the numbers are those of FSRS and of Anki."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


# --- The kinds ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Basic:
    """A question and its answer."""

    prompt: str
    answer: str
    kind: Literal["basic"] = "basic"


@dataclass(frozen=True, slots=True)
class Reversible:
    """A term and its definition, asked in both directions.

    A `bare` one is shown as it stands, without the words of the question; no deck file has it.
    """

    term: str
    definition: str
    bare: bool = False
    kind: Literal["reversible"] = "reversible"


@dataclass(frozen=True, slots=True)
class Cloze:
    """A sentence with gaps in Anki's syntax, one card for each number."""

    text: str
    kind: Literal["cloze"] = "cloze"


@dataclass(frozen=True, slots=True)
class Typed:
    """A question whose answer is typed. `accept` holds further answers; `/…/` is a regular expression.

    `tolerance` is the absolute difference within which a number counts as right.
    """

    prompt: str
    answer: str
    accept: tuple[str, ...] = ()
    tolerance: float | None = None
    kind: Literal["typed"] = "typed"


@dataclass(frozen=True, slots=True)
class Output:
    """Predict what a program prints: `prompt` holds one python block, `answer` one text block."""

    prompt: str
    answer: str
    kind: Literal["output"] = "output"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice question, with the reason why it is right or wrong."""

    text: str
    correct: bool
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with exactly one right option."""

    prompt: str
    options: tuple[Option, ...]
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class Multi:
    """A question where all right options are to be chosen."""

    prompt: str
    options: tuple[Option, ...]
    kind: Literal["multi"] = "multi"


@dataclass(frozen=True, slots=True)
class Order:
    """Steps to be put in order; they stand in the right one."""

    prompt: str
    steps: tuple[str, ...]
    kind: Literal["order"] = "order"


@dataclass(frozen=True, slots=True)
class Face:
    """One card of `Faces`. `number` is that of its card, 0 for its place among them, counted from 1.

    The number stays when another card of the entry comes or goes.
    """

    front: str
    back: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Faces:
    """Cards that are shown as they stand, whatever they have to do with one another.

    What comes from another program and is none of our kinds. It is not among KINDS: a deck file says what an
    entry teaches, and its cards follow from that.
    """

    faces: tuple[Face, ...]
    kind: Literal["faces"] = "faces"


Body: TypeAlias = Basic | Reversible | Cloze | Typed | Output | Choice | Multi | Order | Faces
KINDS = ("basic", "reversible", "cloze", "typed", "output", "choice", "multi", "order")
"""The kinds that a deck file can hold."""


# --- Entries and decks ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation:
    """A source of an entry and the place in it (`3.2.1`), empty where the whole work is meant."""

    title: str
    url: str
    year: int | None = None
    where: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One `###` of a deck file. `section` and `item` are the titles it stands under; `line` counts from 1.

    `needs` and `tests` name other entries, as `entry-id` of the same file or `topic/entry-id`; `formerly`
    names ids under which this entry was published before. `version` rises only when the fact itself changed.
    """

    id: str
    section: str
    item: str
    body: Body
    difficulty: int
    sources: tuple[Citation, ...]
    tags: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    tests: str | None = None
    formerly: tuple[str, ...] = ()
    version: int = 1
    as_of: date | None = None
    draft: bool = False
    hint: str = ""
    why: str = ""
    more: str = ""
    verify: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck file: the cards of one topic of one roadmap. `draft` decks are shown, never scheduled.

    `retired` names entries (`entry-id`) and cards (`entry-id#variant`) that were published and are gone.
    """

    roadmap: str
    topic: str
    title: str
    entries: tuple[Entry, ...]
    draft: bool = False
    language: str = "en"
    retired: tuple[str, ...] = ()


def variants(body: Body) -> tuple[str, ...]:
    """Return the names of the cards that a body makes, in order; none for a quiz-only kind."""
    match body:
        case Basic() | Typed() | Output():
            return ("main",)
        case Reversible():
            return ("forward", "reverse")
        case Cloze():
            return tuple(f"c{number}" for number in cloze.numbers(body.text))
        case Faces():
            return tuple(f"card{face.number or place}" for place, face in enumerate(body.faces, start=1))
        case _:
            return ()


def card_key(roadmap: str, topic: str, entry_id: str, variant: str) -> str:
    """Return a card's key, `roadmap/topic/entry-id#variant`: its identity, whatever its text becomes."""
    return f"{roadmap}/{topic}/{entry_id}#{variant}"


def card_uuid(key: str) -> uuid.UUID:
    """Return the UUID5 of a card's key: the same in every collection."""
    return uuid.uuid5(CARD_NAMESPACE, key)


# --- Memory ---------------------------------------------------------------------------------------


class Stage(StrEnum):
    """Where a card that was answered at least once stands in FSRS."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class New:
    """A card that was never answered."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What FSRS knows of a card after its latest answer.

    `stability` is in days, `difficulty` runs from 1 to 10; `step` counts the minutes-long steps of learning.
    Times are UTC milliseconds, days are study days (see study.day). A card in a minutes-long step is due at
    `due_at`; any other on `due_day`, and its `due_at` is None. `interval` is in days, 0 within a day.
    """

    stage: Stage
    step: int | None
    stability: float
    difficulty: float
    last_at: int
    last_day: int
    due_at: int | None
    due_day: int
    interval: int
    reps: int
    lapses: int


Memory: TypeAlias = New | Learned
NEW = New()


# --- A card as the person meets it ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands in the roadmap, as titles; empty where a card of one's own has no such place."""

    roadmap: str = ""
    level: str = ""
    topic: str = ""
    section: str = ""
    item: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(title for title in (self.level, self.topic, self.section, self.item) if title)


@dataclass(frozen=True, slots=True)
class Card:
    """A card with all that the review page shows of it.

    `id` is its number in this collection. `buried_until` is the study day it comes back on (0: not buried).
    `flag` is 0 (none) to 4. `correction` is the former answer, set while a corrected card was not yet seen.
    """

    id: int
    key: str
    variant: str
    entry: Entry
    place: Place
    memory: Memory
    suspended: bool = False
    buried_until: int = 0
    flag: int = 0
    correction: str = ""
    uuid: uuid.UUID = field(default=uuid.UUID(int=0))
