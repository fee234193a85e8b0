"""What becomes of each note of a package: which entry it is here, what of it is new, what is written.

Nothing is read from a file and nothing is written here: the plan is made from values, and is a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape

from roadmap_cards.anki.content import FIELD_SEPARATOR, AnkiCard, Answer, Content
from roadmap_cards.anki.history import is_answer, is_reset
from roadmap_cards.anki.ids import guid_of
from roadmap_cards.anki.notes.mapping import MappedNote
from roadmap_cards.anki.notetypes import notetypes
from roadmap_cards.library.exchange import Arrival, Fate
from roadmap_cards.storage.known_notes import KnownCard, KnownEntry
from roadmap_cards.study.card import variants
from roadmap_cards.study.wording import counted

FIRST_WORDS = 160
_TAG = re.compile(r"<[^>]*>")
_GAP = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Collection:
    """What an import must know of a collection: its entries, the cards of each by variant, their answers."""

    entries: Sequence[KnownEntry]
    cards: Mapping[int, Mapping[str, KnownCard]]
    answers: Mapping[int, set[int]]


@dataclass(frozen=True, slots=True)
class IncomingCard:
    """A card of a note that comes in.

    `here` is its number, None for one that never was here. `whole`: it goes in with all that Anki knows of
    it; else only `answers`, which are those that the log does not have.
    """

    here: int | None
    variant: str
    card: AnkiCard
    answers: list[Answer]
    whole: bool


@dataclass(frozen=True, slots=True)
class IncomingNote:
    """A note with what becomes of it. `entry` is what it is here, None for nothing yet.

    `fresh`: it goes in as a whole. `edited`: its text was edited in Anki since it came in. `here` are the
    cards that its entry has or had, by variant; `answers` is how many it brings, `uncounted` how many it has
    on a question that makes no card here.
    """

    mapped: MappedNote
    entry: KnownEntry | None
    fresh: bool
    edited: bool
    here: Mapping[str, KnownCard]
    cards: tuple[IncomingCard, ...]
    answers: int
    uncounted: int

    @property
    def changes(self) -> bool:
        """Whether it brings anything."""
        return bool(self.mapped.entry) and (
            self.fresh or self.edited or any(card.answers or card.whole for card in self.cards)
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
    return [_one(note, find(note), cards.get(note.note.id, ()), answers, here) for note in _once(mapped)]


def _once(mapped: Iterable[MappedNote]) -> Iterator[MappedNote]:
    """Let only the first of several notes with one guid come: here it is what a note is known by."""
    seen: set[str] = set()
    for note in mapped:
        if note.note.guid in seen:
            yield replace(note, entry=None, reason="another note of the file has the same id")
        else:
            seen.add(note.note.guid)
            yield note


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
    collection: Collection,
) -> IncomingNote:
    fresh = entry is None or entry.gone
    edited = entry is not None and not fresh and _is_edited(note, entry)
    here = collection.cards.get(entry.id, {}) if entry is not None else {}
    rewritten = variants(note.entry.body) if note.entry is not None and (fresh or edited) else ()
    found: list[IncomingCard] = []
    uncounted = 0
    for card in cards:
        variant = note.variants.get(card.ordinal, "")
        known = here.get(variant)
        given = answers.get(card.id, [])
        if note.entry is not None and not variants(note.entry.body):
            uncounted += sum(map(is_answer, given))
        logged = collection.answers.get(known.id) if known is not None else None
        if known is None or (not known.live and not logged):
            # What cards an entry has, its text says: that of the file only where it is taken over.
            if variant in rewritten:
                found.append(IncomingCard(known.id if known else None, variant, card, given, whole=True))
        else:
            found.append(IncomingCard(known.id, variant, card, _not_in_log(given, logged), whole=False))
    brought = sum(is_answer(answer) for card in found for answer in card.answers)
    return IncomingNote(note, entry, fresh, edited, here, tuple(found), brought, uncounted)


def _is_edited(note: MappedNote, entry: KnownEntry) -> bool:
    """Tell whether a note that came from Anki was edited there since, and says something else now."""
    if not entry.imported or note.note.changed <= entry.changed:
        return False
    return entry.note is None or entry.note != (note.note.tags, note.note.fields)


def _not_in_log(answers: list[Answer], known: set[int] | None) -> list[Answer]:
    """Return the answers and resets that the log does not have.

    An export may have moved one by a millisecond or two: in Anki its time is its id.
    """
    if known is None or not answers:
        return answers
    if known.issuperset([answer.id for answer in answers]):
        return []
    return [
        answer
        for answer in answers
        if (is_answer(answer) or is_reset(answer)) and known.isdisjoint(range(answer.id - 2, answer.id + 1))
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
    if any(card.whole for card in note.cards):
        return Arrival(Fate.HERE, text, mapped.kind, "gets a new card")
    if note.entry is not None and not note.entry.imported and mapped.note.changed > note.entry.changed:
        outcome = "was edited in Anki; here the text stays that of the deck"
        return Arrival(Fate.HERE, text, mapped.kind, outcome)
    return Arrival(Fate.HERE, text, mapped.kind, "is here, stays as it is")


def first_words(fields: str) -> str:
    """Return the beginning of a note in one line, without what is only there for a browser."""
    # Marks are taken out by pattern: to read a hundred thousand notes as HTML would take a minute.
    piece = fields[: FIRST_WORDS * 8]
    text = _GAP.sub(r"[\1]", _TAG.sub(" ", piece.split(FIELD_SEPARATOR)[0]))
    line = " ".join(unescape(text).split())
    if not line:
        line = " ".join(unescape(_TAG.sub(" ", piece.replace(FIELD_SEPARATOR, " "))).split())
    return line if len(line) <= FIRST_WORDS else f"{line[: FIRST_WORDS - 1].rstrip()}…"
