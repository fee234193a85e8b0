"""An entry as a note of one of our four types: which type, and what stands in its fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_cards.anki import notetypes
from roadmap_cards.anki.content import FIELD_SEPARATOR
from roadmap_cards.anki.writing.cloze_html import cloze_html
from roadmap_cards.anki.writing.field_html import Picture, escaped, field_html
from roadmap_cards.anki.writing.field_parts import (
    options_html,
    sources_html,
    steps_html,
    verdicts_html,
    where_html,
)
from roadmap_cards.study.answer import expected_output
from roadmap_cards.study.card import (
    Basic,
    Body,
    Choice,
    Cloze,
    Entry,
    Face,
    Faces,
    Multi,
    Order,
    Output,
    Reversible,
    Typed,
    variants,
)
from roadmap_cards.study.plain_text import plain


@dataclass(frozen=True, slots=True)
class OutgoingNote:
    """A note to be written. `type_key` is that of `notetypes`; `ordinals` are the cards, with their variants.

    The variant of a question that makes no card here is empty. `suffix` tells apart the notes of one entry.
    """

    type_key: str
    fields: str
    ordinals: tuple[tuple[int, str], ...]
    suffix: str = ""


def notes_of(entry: Entry, key: str, path: tuple[str, ...], picture: Picture) -> list[OutgoingNote]:
    """Return the notes of an entry: one, but for what came from Anki with several cards of its own kind."""
    rest = (
        field_html(entry.why, picture),
        field_html(entry.more, picture),
        field_html(entry.hint, picture),
        where_html(path),
        sources_html(entry.sources),
        "",
    )
    if isinstance(entry.body, Faces):
        return [
            _note(notetypes.BASIC, (*_face(face, picture), *rest, key), ((0, variant),), variant)
            for face, variant in zip(entry.body.faces, variants(entry.body), strict=True)
        ]
    type_key, own = _own_fields(entry.body, picture)
    if isinstance(entry.body, Cloze):
        ordinals = tuple((int(variant[1:]) - 1, variant) for variant in variants(entry.body))
    else:
        ordinals = tuple(enumerate(variants(entry.body) or ("",)))
    return [_note(type_key, (*own, *rest, key), ordinals, "")]


def _note(
    type_key: str, fields: Iterable[str], ordinals: tuple[tuple[int, str], ...], suffix: str
) -> OutgoingNote:
    return OutgoingNote(
        type_key,
        FIELD_SEPARATOR.join(field.replace(FIELD_SEPARATOR, "") for field in fields),
        ordinals,
        suffix,
    )


def _face(face: Face, picture: Picture) -> tuple[str, str, str]:
    return field_html(face.front, picture), field_html(face.back, picture), ""


def _own_fields(body: Body, picture: Picture) -> tuple[str, tuple[str, ...]]:
    """Return the note type of a body and the fields before those that all types have."""
    match body:
        case Basic():
            return notetypes.BASIC, (field_html(body.prompt, picture), field_html(body.answer, picture), "")
        case Typed():
            return notetypes.BASIC, (
                field_html(body.prompt, picture),
                field_html(body.answer, picture),
                escaped(plain(body.answer)),
            )
        case Output():
            printed = expected_output(body.answer)
            # Anki compares one line.
            typed = escaped(printed) if "\n" not in printed else ""
            return notetypes.BASIC, (
                field_html(body.prompt, picture),
                field_html(body.answer, picture),
                typed,
            )
        case Reversible():
            return notetypes.REVERSED, (field_html(body.term, picture), field_html(body.definition, picture))
        case Cloze():
            return notetypes.CLOZE, (cloze_html(body.text, picture),)
        case Choice() | Multi():
            return notetypes.CHOICE, (
                field_html(body.prompt, picture),
                options_html((option.text for option in body.options), picture),
                verdicts_html(body.options, picture),
            )
        case Order():
            return notetypes.CHOICE, (
                field_html(body.prompt, picture),
                options_html(sorted(body.steps), picture),
                steps_html(body.steps, picture),
            )
        case Faces():
            raise ValueError("each face is a note of its own")
