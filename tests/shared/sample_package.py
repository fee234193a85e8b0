"""A small package of ours, as values that a test changes before they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roadmap_cards.anki.content import (
    FIELD_SEPARATOR,
    AnkiCard,
    AnkiDeck,
    Answer,
    Head,
    Note,
    NoteType,
    Preset,
)
from roadmap_cards.anki.ids import guid_of, stable_id
from roadmap_cards.anki.notetypes import notetypes
from roadmap_cards.anki.writing.package_writer import Written, write_package
from roadmap_cards.work import Report, unheard

DAY = 86_400
CREATED = 1_700_000_000 - 1_700_000_000 % DAY + 4 * 3600
"""Four in the morning, UTC, in November 2023: day 0 of the packages."""
EDITED = 1_750_000_000
FIRST_ID = 1_740_000_000_000
DECK = stable_id("deck", "middle/attention")
PRESET = stable_id("preset", "1")
WEIGHTS = (*(0.1 + number / 10 for number in range(20)), 0.15)


@dataclass
class SamplePackage:
    """Notes of our four types, with a card in every state and its answers."""

    notes: list[Note] = field(default_factory=list)
    cards: list[AnkiCard] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    media: dict[str, Path] = field(default_factory=dict)
    types: Mapping[str, NoteType] = field(default_factory=notetypes)
    deck: str = "Roadmap::Middle::Attention"

    def add(
        self, key: str, notetype: str, *fields: str, tags: str = "", edited: int = EDITED
    ) -> tuple[AnkiCard, ...]:
        """Add a note with new cards; the fields that are not given are empty."""
        type_ = self.types[notetype]
        number = len(self.notes)
        note = Note(
            FIRST_ID + number * 10,
            guid_of(key, notetype),
            type_.id,
            edited,
            tags,
            FIELD_SEPARATOR.join((*fields, *[""] * (len(type_.fields) - len(fields) - 1), key)),
        )
        ordinals = range(3) if type_.cloze else range(len(type_.templates))
        cards = tuple(
            AnkiCard(note.id + at, note.id, DECK, at, edited, 0, 0, number, 0, 0, 0, 0, 0, 0, 0, 0, "{}")
            for at in ordinals
            if not type_.cloze or f"{{{{c{at + 1}::" in note.fields
        )
        self.notes.append(note)
        self.cards += cards
        return cards

    def answer(self, card: AnkiCard, state: AnkiCard, at: int) -> None:
        """Put a card into another state, with one answer at this second."""
        self.cards[self.cards.index(card)] = state
        self.answers.append(Answer(at * 1000 + len(self.answers), card.id, 3, 10, 0, 500, 8000, 0))

    def edit(self, number: int, edited: int, **changed: str) -> None:
        """Change fields, by their names, and tags of a note."""
        note = self.notes[number]
        names = next(type_.fields for type_ in self.types.values() if type_.id == note.notetype)
        values = dict(zip(names, note.fields.split(FIELD_SEPARATOR), strict=True))
        tags = changed.pop("tags", note.tags)
        self.notes[number] = note._replace(
            changed=edited, tags=tags, fields=FIELD_SEPARATOR.join((values | changed).values())
        )

    def head(self) -> Head:
        names = self.deck.split("::")
        above = {
            stable_id("deck", name): AnkiDeck(stable_id("deck", name), name)
            for name in ("::".join(names[:count]) for count in range(1, len(names)))
        }
        return Head(
            CREATED,
            0,
            4,
            {type_.id: type_ for type_ in self.types.values()},
            above | {DECK: AnkiDeck(DECK, self.deck, "What attention is.", preset=PRESET)},
            {PRESET: Preset(PRESET, "Roadmap Cards", WEIGHTS, 0.88, (1.0, 10.0), (10.0,), 3650, 7, 300)},
            EDITED * 1000,
        )

    def write(self, path: Path, report: Report = unheard) -> Written:
        return write_package(path, self.head(), self.notes, self.cards, self.answers, self.media, report)


def studied_package(today: int) -> SamplePackage:
    """Return a package with a card in every state; `today` is a day number, review cards are due later."""
    package = SamplePackage()
    (new,) = package.add("new", "basic", "What is new?", "Everything.", tags=" middle attention ")
    assert new.queue == 0
    states: dict[str, dict[str, Any]] = {
        "learning": {"type": 1, "queue": 1, "due": CREATED + today * DAY + 30_000, "left": 2, "lapses": 0},
        "learning-later": {"type": 1, "queue": 3, "due": today + 1, "left": 1},
        "review": {"type": 2, "queue": 2, "due": today + 9, "interval": 12, "factor": 2500},
        "relearning": {"type": 3, "queue": 3, "due": today + 1, "interval": 3, "factor": 2500, "lapses": 2},
        "suspended": {"type": 2, "queue": -1, "due": today + 4, "interval": 5, "factor": 2500},
        "buried": {"type": 2, "queue": -3, "due": today + 2, "interval": 5, "factor": 2500, "flags": 3},
    }
    for number, (key, state) in enumerate(states.items()):
        (card,) = package.add(key, "basic", f"What is {key}?", "A state.")
        last = CREATED + (today - 3) * DAY
        data = f'{{"s":{12.3456 + number},"d":{5.123 + number / 10:.3f},"lrt":{last}}}'
        package.answer(card, card._replace(reps=4, data=data, **state), last)
    package.add("term", "reversed", "Softmax", "A map onto shares.")
    package.add("gaps", "cloze", "{{c1::Query}} meets {{c2::key::what}}.")
    package.add("choice", "choice", "Which?", "<ol><li>a</li><li>b</li></ol>", "<p>a</p>")
    return package
