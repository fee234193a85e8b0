"""From the notes of Anki to entries: what each one becomes here, or why it cannot come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from roadmap_cards.anki.content import DECK_SEPARATOR, FIELD_SEPARATOR, AnkiCard, Content, Head, Note
from roadmap_cards.anki.ids import guid_of
from roadmap_cards.anki.notes.losses import Loss
from roadmap_cards.anki.notes.note_bodies import Reading, read_note
from roadmap_cards.anki.notes.note_plan import NotePlan, plan_of
from roadmap_cards.anki.notes.own_notes import OwnType, own_type, read_own
from roadmap_cards.anki.tags import PLACE_TAG
from roadmap_cards.study.card import Citation, Entry
from roadmap_cards.work import Report

LONGEST_NOTE = 1_000_000
"""Characters of all fields together; nobody studies a card of this size."""

DEFAULT_DECK = 1
"""The deck that every collection of Anki has: where notes without a card belong."""

_KEY = re.compile(r"[\w.-]+/[\w.-]+/[\w.-]+")
_STEP = 2000
"""Notes from one report of how far the work is to the next."""


@dataclass(frozen=True, slots=True)
class MappedNote:
    """A note, and the entry that it becomes; None where it cannot come, and then `reason` says why.

    `deck` is the id of the one that most of its cards are in (of a filtered deck: where they belong), `kind`
    the name of its type in Anki. `variants` are our names of its cards, by their ordinals; a card that is
    not among them has no counterpart. `key` is that of our own entry which went out as this note, else
    empty. `pictures` are names of files; `lost` has an element for each thing that does not come along.
    """

    note: Note
    deck: int
    kind: str
    entry: Entry | None
    variants: Mapping[int, str]
    key: str
    pictures: tuple[str, ...]
    lost: tuple[Loss, ...]
    reason: str


def map_notes(content: Content, report: Report) -> tuple[MappedNote, ...]:
    """Return what becomes of each note, in their order.

    Raises CancelledError where the person wants no more of it.
    """
    decks = _decks(content.cards)
    types = {number: _Type(content.head, number) for number in content.head.notetypes}
    mapped: list[MappedNote] = []
    for done, note in enumerate(content.notes):
        if done % _STEP == 0:
            report("Reading notes", done, len(content.notes))
        deck = decks.get(note.id, DEFAULT_DECK)
        found = types.get(note.notetype)
        if found is None:
            mapped.append(MappedNote(note, deck, "", None, {}, "", (), (), "its note type is missing"))
        elif len(note.fields) > LONGEST_NOTE:
            reason = "it is longer than a card can be"
            mapped.append(MappedNote(note, deck, found.plan.type.name, None, {}, "", (), (), reason))
        else:
            mapped.append(found.mapped(note, deck))
    report("Reading notes", len(mapped), len(mapped))
    return tuple(mapped)


class _Type:
    """A note type, with what was found out about it."""

    def __init__(self, head: Head, number: int) -> None:
        self.plan: NotePlan = plan_of(head.notetypes[number])
        self._own: OwnType | None = own_type(head.notetypes[number])
        self._decks = head.decks
        # Said once: it is the type that has the script, not each of its notes.
        self._unsaid = [Loss.SCRIPT] if self.plan.scripts and self._own is None else []

    def mapped(self, note: Note, deck: int) -> MappedNote:
        """Return a note of this type."""
        fields = note.fields.split(FIELD_SEPARATOR)
        tags: Sequence[str] = note.tags.split()
        sources: tuple[Citation, ...] = ()
        key = ""
        if self._own:
            reading, sources = read_own(self._own, fields)
            key = self._own.values(fields)["Source ID"].strip()
            # Anki's “Create Copy” copies the key as well; the guid tells the copy from the note.
            ours = _KEY.fullmatch(key) and note.guid == guid_of(key, self._own.key)
            key = key if ours else ""
            tags = [tag for tag in tags if f"{tag}::".split("::", 1)[0] != PLACE_TAG]
        else:
            reading = read_note(self.plan, self._values(note, fields, deck))
        lost: tuple[Loss, ...] = ()
        if reading.body is not None:
            lost = (*reading.lost, *self._unsaid)
            self._unsaid = []
        return MappedNote(
            note,
            deck,
            self.plan.type.name,
            _entry(note, key, reading, tuple(dict.fromkeys(tags)), sources),
            reading.variants if reading.body else {},
            key,
            tuple(reading.pictures),
            lost,
            reading.reason,
        )

    def _values(self, note: Note, fields: Sequence[str], deck: int) -> dict[str, str]:
        """Return what a template can name. A card has no other name than its type and its deck here."""
        values = dict(zip(self.plan.type.fields, fields, strict=False))
        if self.plan.special:
            name = self._decks[deck].name if deck in self._decks else ""
            values |= {
                "FrontSide": "",
                "Tags": escape(" ".join(note.tags.split())),
                "Type": escape(self.plan.type.name),
                "Deck": escape(name),
                "Subdeck": escape(name.rpartition(DECK_SEPARATOR)[2]),
            }
        return values


def _entry(
    note: Note, key: str, reading: Reading, tags: tuple[str, ...], sources: tuple[Citation, ...]
) -> Entry | None:
    if reading.body is None:
        return None
    return Entry(
        # Of the guid, which stays when the note is edited or moved.
        id=key.rpartition("/")[2] or f"n{sha256(note.guid.encode()).hexdigest()[:16]}",
        section="",
        item="",
        body=reading.body,
        difficulty=1,
        sources=sources,
        tags=tags,
        hint=reading.hint,
        why=reading.why,
        more=reading.more,
    )


def _decks(cards: Sequence[AnkiCard]) -> dict[int, int]:
    """Return the deck that most cards of each note are in; of two with as many, the one met first."""
    decks: dict[int, int] = {}
    torn: dict[int, Counter[int]] = {}
    for card in cards:
        deck = card.original_deck or card.deck
        if decks.setdefault(card.note, deck) != deck:
            torn[card.note] = Counter()
    if torn:
        for card in cards:
            if card.note in torn:
                torn[card.note][card.original_deck or card.deck] += 1
        decks.update((note, counts.most_common(1)[0][0]) for note, counts in torn.items())
    return decks
