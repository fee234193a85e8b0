"""The note types of an import, kept so that their notes can go back to Anki as they came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from roadmap_cards.anki.content import NoteType
from roadmap_cards.anki.notetype_json import as_json, notetype_of
from roadmap_cards.library.incoming import IncomingNote
from roadmap_cards.storage import imports as queries
from roadmap_cards.storage.exports import anki_notetypes
from roadmap_cards.storage.transaction import Transaction


def kept_types(
    tx: Transaction, notetypes: Mapping[int, NoteType], notes: Iterable[IncomingNote]
) -> dict[int, int]:
    """Keep the types of these notes and return the number under which each is kept: its own, if it is free.

    A type of another shape may have the same number: the notes that it has here would not fit the new one.
    """
    here = {number: notetype_of(content) for number, content in anki_notetypes(tx.plain).items()}
    wanted = {note.mapped.note.notetype for note in notes if not note.mapped.key}
    numbers: dict[int, int] = {}
    for number in sorted(wanted & notetypes.keys()):
        notetype = notetypes[number]
        free = number
        while free in here and _shape(here[free]) != _shape(notetype):
            free += 1
        numbers[number] = free
        here[free] = replace(notetype, id=free)
    queries.store_notetypes(tx, {number: as_json(here[number]) for number in numbers.values()})
    return numbers


def _shape(notetype: NoteType) -> tuple[object, ...]:
    """Return what a note must fit: how many fields and cards there are, and of which kind."""
    return len(notetype.fields), len(notetype.templates), notetype.cloze
