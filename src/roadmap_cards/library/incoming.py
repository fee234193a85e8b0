"""What becomes of each note of a package: which entry it is here, what of it is new, what is written.

Nothing is read from a file and nothing is written here: the plan is made from values, and is a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from roadmap_cards.anki.content import FIELD_SEPARATOR, AnkiCard, Answer, Content
from roadmap_cards.anki.history import StudyDays, is_answer
from roadmap_cards.anki.ids import guid_of
from roadmap_cards.anki.notes.mapping import MappedNote
from roadmap_cards.anki.notetypes import notetypes
from roadmap_cards.library.exchange import Arrival, Fate
from roadmap_cards.storage.imports import KnownEntry
from roadmap_cards.study.wording import counted

FIRST_WORDS = 160
_TAG = re.compile(r"<[^>]*>")
_GAP = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Collection:
    """What an import must know of a collection: its entries, its cards by entry and variant, its answers."""

    entries: Sequence[KnownEntry]
    cards: Mapping[tuple[int, str], int]
    answers: Mapping[int, set[int]]


@dataclass(frozen=True, slots=True)
class IncomingCard:
    """A card of a note that comes in. `here` is its number, None for a new one; `answers` are new here."""

    here: int | None
    variant: str
    card: AnkiCard
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class IncomingNote:
    """A note with what becomes of it. `entry` is what it is here, None for nothing yet.

    `fresh`: it goes in as a whole. `edited`: its text was edited in Anki since it came in. `answers` is how
    many it brings.
    """

    mapped: MappedNote
    entry: KnownEntry | None
    fresh: bool
    edited: bool
    cards: tuple[IncomingCard, ...]
    answers: int

    @property
    def changes(self) -> bool:
        """Whether it brings anything."""
        return bool(self.mapped.entry) and (
            self.fresh or self.edited or any(card.answers or card.here is None for card in self.cards)
        )


def incoming(
    content: Content, mapped: Iterable[MappedNote], here: Collection, now: int
) -> list[IncomingNote]:
    """Return what becomes of each note. Answers later than `now` (UTC milliseconds) are left out."""
    find = _finder(here.entries)
    cards: dict[int, list[AnkiCard]] = {}
    for card in content.cards:
        cards.setdefault(card.note, []).append(card)
    answers: dict[int, list[Answer]] = {}
    for answer in content.answers:
        if 0 < answer.id <= now:
            answers.setdefault(answer.card, []).append(answer)
    return [_one(note, find(note), cards.get(note.note.id, ()), answers, here) for note in mapped]


def _finder(entries: Sequence[KnownEntry]) -> Callable[[MappedNote], KnownEntry | None]:
    """Return what finds the entry that a note is: by our key, by its guid, or by the guid that we gave it."""
    by_key = {entry.key: entry for entry in entries}
    by_guid = {entry.guid: entry for entry in entries if entry.guid}
    given: dict[str, KnownEntry] = {}

    def find(note: MappedNote) -> KnownEntry | None:
        found = by_key.get(note.key) if note.key else None
        found = found or by_guid.get(note.note.guid)
        if found is None and entries:
            if not given:
                # Hashing each key is only worth its time where the simpler ways have failed.
                given.update((guid_of(entry.key, kind), entry) for entry in entries for kind in notetypes())
            found = given.get(note.note.guid)
        return found

    return find


def _one(
    note: MappedNote,
    entry: KnownEntry | None,
    cards: Sequence[AnkiCard],
    answers: Mapping[int, list[Answer]],
    here: Collection,
) -> IncomingNote:
    fresh = entry is None or entry.withdrawn
    edited = entry is not None and entry.imported and not fresh and note.note.changed > entry.changed
    found: list[IncomingCard] = []
    for card in cards:
        variant = note.variants.get(card.ordinal)
        if variant is None:
            continue
        number = here.cards.get((entry.id, variant)) if entry is not None else None
        if number is None and not (fresh or (entry is not None and entry.imported)):
            continue  # the deck file says which cards its entries have
        given = answers.get(card.id, [])
        if number is not None and not fresh:
            given = _unknown(given, here.answers.get(number))
        found.append(IncomingCard(number, variant, card, given))
    brought = sum(is_answer(answer) for card in found for answer in card.answers)
    return IncomingNote(note, entry, fresh, edited, tuple(found), brought)


def _unknown(answers: list[Answer], known: set[int] | None) -> list[Answer]:
    """Return the answers that are not in the log; an export may have moved one by a millisecond or two."""
    if not known:
        return answers
    if known.issuperset([answer.id for answer in answers]):
        return []
    return [
        answer
        for answer in answers
        if is_answer(answer) and not (answer.id in known or answer.id - 1 in known or answer.id - 2 in known)
    ]


def arrival(note: IncomingNote) -> Arrival:
    """Return a note as the preview shows it."""
    mapped = note.mapped
    text = first_words(mapped.note.fields)
    if mapped.entry is None:
        return Arrival(Fate.CANNOT, text, mapped.kind, mapped.reason)
    answers = counted(note.answers, "answer")
    if note.fresh:
        outcome = f"goes in with {answers}" if note.answers else "goes in as new"
        return Arrival(Fate.NEW, text, mapped.kind, outcome)
    if note.answers:
        return Arrival(
            Fate.HERE, text, mapped.kind, f"{answers} {'comes' if note.answers == 1 else 'come'} home"
        )
    if note.edited:
        return Arrival(Fate.HERE, text, mapped.kind, "takes the text that was edited in Anki")
    if any(card.here is None for card in note.cards):
        return Arrival(Fate.HERE, text, mapped.kind, "gets a new card")
    return Arrival(Fate.HERE, text, mapped.kind, "is here, stays as it is")


def first_words(fields: str) -> str:
    """Return the beginning of a note in one line, without what is only there for a browser."""
    # Marks are taken out by pattern: to read a hundred thousand notes as HTML would take a minute.
    piece = fields[: FIRST_WORDS * 8]
    text = _GAP.sub(r"[\1]", _TAG.sub(" ", piece.replace(FIELD_SEPARATOR, " ", 0).split(FIELD_SEPARATOR)[0]))
    line = " ".join(unescape(text).split())
    if not line:
        line = " ".join(unescape(_TAG.sub(" ", piece.replace(FIELD_SEPARATOR, " "))).split())
    return line if len(line) <= FIRST_WORDS else f"{line[: FIRST_WORDS - 1].rstrip()}…"


def study_days(offset_at: Callable[[int], int], turn: int) -> StudyDays:
    """Return the study days of a zone."""
    return StudyDays(offset_at, turn)
