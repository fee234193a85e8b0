"""A note type as the JSON that is kept of it, so that its notes can go back to Anki as they came."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter

from roadmap_cards.anki.content import NoteType


@cache
def _notetypes() -> TypeAdapter[NoteType]:
    return TypeAdapter(NoteType)


def as_json(notetype: NoteType) -> str:
    """Return a note type as the text that is stored."""
    return _notetypes().dump_json(notetype).decode()


def notetype_of(content: str) -> NoteType:
    """Return the note type that `as_json` wrote."""
    return _notetypes().validate_json(content)
