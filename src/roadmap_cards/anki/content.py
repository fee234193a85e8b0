"""What an Anki package holds, as values. The reader makes them, the writer takes them.

`Note`, `AnkiCard` and `Answer` are rows as they stand in Anki's tables (schema 11): there can be millions.
Ids of notes, cards and answers are Unix milliseconds; other times are Unix seconds, where not said otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

FIELD_SEPARATOR = "\x1f"
"""Stands between the fields of a note."""

DECK_SEPARATOR = "::"
"""Stands between the names of a deck and the deck above it."""

SUSPENDED, BURIED_BY_SCHEDULE, BURIED_BY_PERSON = -1, -2, -3
"""The queues of cards that are set aside."""


@dataclass(frozen=True, slots=True)
class Template:
    """The two sides of a card, as Anki's templates in HTML. `id` is 0 where the package gives none."""

    name: str
    front: str
    back: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class NoteType:
    """What fields a note has and which cards are made of them.

    `stock` is Anki's number of the built-in type it comes from: 0 unknown, 1 basic, 2 reversed, 3 optional
    reversed, 4 typing, 5 cloze, 6 image occlusion. `field_ids` are empty where the package gives none.
    """

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    css: str = ""
    cloze: bool = False
    stock: int = 0
    changed: int = 0
    sort_field: int = 0
    field_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AnkiDeck:
    """A deck; `name` holds the names of all decks above it too, joined by `::`. `preset` is an id."""

    id: int
    name: str
    description: str = ""
    filtered: bool = False
    preset: int = 1
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Preset:
    """How a deck is scheduled. Steps are minutes; `weights` are those of FSRS: 17, 19 or 21, or none."""

    id: int
    name: str
    weights: tuple[float, ...] = ()
    target_recall: float = 0.9
    learning_steps: tuple[float, ...] = (1.0, 10.0)
    relearning_steps: tuple[float, ...] = (10.0,)
    maximum_interval: int = 36500
    new_per_day: int = 20
    reviews_per_day: int = 200
    changed: int = 0


class Note(NamedTuple):
    """A note. `tags` is one string with spaces around each, `fields` are joined by FIELD_SEPARATOR."""

    id: int
    guid: str
    notetype: int
    changed: int
    tags: str
    fields: str


class AnkiCard(NamedTuple):
    """A card.

    `type`: 0 new, 1 learning, 2 review, 3 relearning. `queue`: -3 and -2 buried, -1 suspended, 0 new, 1
    learning (`due` is a time), 2 review (`due` is a day number), 3 learning across days (a day number).
    `data` is JSON with FSRS's memory: `s` stability in days, `d` difficulty, `lrt` the time of the last
    answer.
    """

    id: int
    note: int
    deck: int
    ordinal: int
    changed: int
    type: int
    queue: int
    due: int
    interval: int
    factor: int
    reps: int
    lapses: int
    left: int
    original_due: int
    original_deck: int
    flags: int
    data: str


class Answer(NamedTuple):
    """A row of the review log. `interval` is in days or, negative, in seconds; `duration` in milliseconds.

    `kind` is the state that the answer met: 0 learning or new, 1 review, 2 relearning, 3 filtered; 4 is set
    by hand (then `rating` is 0; with `factor` 0 it sets the card back to new), 5 rescheduled.
    """

    id: int
    card: int
    rating: int
    interval: int
    last_interval: int
    factor: int
    duration: int
    kind: int


@dataclass(frozen=True, slots=True)
class Head:
    """All that a package says about its notes and cards as a whole.

    `created` is the moment from which day numbers count; `minutes_west` the zone's distance west of UTC
    then (None where the package does not say); `rollover` the hour at which a day begins; `changed` the
    newest edit in milliseconds. `schema` is the version of the tables.
    """

    created: int
    minutes_west: int | None
    rollover: int
    notetypes: Mapping[int, NoteType]
    decks: Mapping[int, AnkiDeck]
    presets: Mapping[int, Preset]
    changed: int = 0
    schema: int = 11


@dataclass(frozen=True, slots=True)
class Content:
    """What a package holds but for its files. `media` are their names, by the name inside the package."""

    head: Head
    notes: Sequence[Note]
    cards: Sequence[AnkiCard]
    answers: Sequence[Answer]
    media: Mapping[str, str] = field(default_factory=dict)
