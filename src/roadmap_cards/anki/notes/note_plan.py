"""What the notes of a type become here, found out once for each type from its fields and templates."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_cards.anki.content import NoteType
from roadmap_cards.anki.notes.templates import SPECIAL, Side, answer_source, compiled

NOT_SHOWN = "this kind is not shown here"
IMAGE_OCCLUSION = 6
"""Anki's number of the built-in type whose gaps are parts of a picture."""


@dataclass(frozen=True, slots=True)
class NotePlan:
    """How a note of this type is read. `sides` are front and answer of each card, by its ordinal.

    `mirrored`: two cards, each of which asks what the other one answers. `unused` are the fields that no side
    shows. `scripts`: a template has one; `special`: one names more than fields. `trouble` says why the notes
    cannot come.
    """

    type: NoteType
    sides: tuple[tuple[Side, Side], ...]
    mirrored: bool
    unused: tuple[str, ...]
    scripts: bool
    special: bool
    trouble: str = ""


def plan_of(notetype: NoteType) -> NotePlan:
    """Return the plan for a type."""
    sources = [
        (card.front, answer_source(card.front, card.back, whole=notetype.cloze))
        for card in notetype.templates
    ]
    sides = tuple((compiled(front), compiled(answer)) for front, answer in sources)
    whole = [compiled(card.back) for card in notetype.templates]
    hidden = frozenset(name for front, _ in sides for name in front.hints)
    # A hint of one card is kept as such; of several, it might give away the other one.
    shown = frozenset().union(*(side.fields for pair in sides for side in pair))
    if len(sides) > 1:
        shown -= hidden - frozenset().union(*(answer.fields for _, answer in sides))
    # A field that only decides whether a card is made says nothing by itself.
    shown |= frozenset().union(*(side.conditions for pair in sides for side in pair))
    unused = tuple(name for name in notetype.fields if name not in shown and name not in SPECIAL)
    return NotePlan(
        notetype,
        sides,
        mirrored=len(sources) == 2 and _mirrored(sources),
        unused=unused,
        scripts=any(side.scripts for side in (*whole, *(front for front, _ in sides))),
        special=any(
            not (side.fields | side.conditions).isdisjoint(SPECIAL) for pair in sides for side in pair
        ),
        trouble=NOT_SHOWN if not sides or _is_occlusion(notetype) else "",
    )


def _mirrored(sources: list[tuple[str, str]]) -> bool:
    (front, answer), (other_front, other_answer) = (
        [" ".join(side.split()) for side in card] for card in sources
    )
    return "" not in {front, other_front} and front == other_answer.strip() and other_front == answer.strip()


def _is_occlusion(notetype: NoteType) -> bool:
    return notetype.stock == IMAGE_OCCLUSION or (
        notetype.cloze and any("image-occlusion" in card.front for card in notetype.templates)
    )
