"""A note of a type that is not ours: one of our kinds where it fits, else cards that stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType

from roadmap_cards.anki.notes.cloze_import import cloze_markdown, cloze_side, gap_numbers
from roadmap_cards.anki.notes.html_markdown import Converted, to_markdown
from roadmap_cards.anki.notes.losses import Loss
from roadmap_cards.anki.notes.note_plan import NotePlan
from roadmap_cards.anki.notes.templates import Side, fill, is_empty
from roadmap_cards.study.card import Basic, Body, Cloze, Face, Faces, Reversible, Typed, variants
from roadmap_cards.study.plain_text import plain

EMPTY_FRONT = "its front is empty"
NO_GAP = "it has no gap"
LONGEST_TYPED = 200

_MAIN: Mapping[int, str] = MappingProxyType({0: "main"})
BOTH: Mapping[int, str] = MappingProxyType({0: "forward", 1: "reverse"})


@dataclass(slots=True)
class Reading:
    """What a note comes to. `body` is None where it cannot come, and then `reason` says why.

    `variants` are our names of its cards, by their ordinals in Anki.
    """

    body: Body | None = None
    variants: Mapping[int, str] = field(default_factory=lambda: _MAIN)
    hint: str = ""
    why: str = ""
    more: str = ""
    reason: str = ""
    pictures: dict[str, None] = field(default_factory=dict)
    lost: list[Loss] = field(default_factory=list)

    def markdown(self, html: str) -> str:
        """Return HTML as Markdown, and keep in mind what it shows and loses."""
        converted = to_markdown(html)
        if converted.pictures or converted.lost:
            self.keep(converted)
        return converted.markdown

    def keep(self, converted: Converted) -> None:
        """Keep in mind what a text shows and loses."""
        self.pictures |= dict.fromkeys(converted.pictures)
        self.lost += converted.lost

    def add(self, text: str) -> None:
        """Put a text below all that is shown with the answer."""
        if text:
            self.more = f"{self.more}\n\n{text}" if self.more else text


def read_note(plan: NotePlan, values: Mapping[str, str]) -> Reading:
    """Return a note of a type that is not ours; `values` are its fields and what else templates can name."""
    reading = Reading()
    if plan.trouble:
        reading.reason = plan.trouble
        return reading
    if plan.type.cloze:
        _cloze(reading, plan, values)
    elif len(plan.sides) == 1:
        _single(reading, plan, values)
    else:
        _several(reading, plan, values)
    if reading.body is not None:
        add_fields(reading, ((name, values.get(name, "")) for name in plan.unused))
    return reading


def add_fields(reading: Reading, named: Iterable[tuple[str, str]]) -> None:
    """Put fields that no card shows, each under its name, below all that is shown with the answer."""
    for name, html in named:
        if not is_empty(html) and (text := reading.markdown(html)):
            title = f"**{to_markdown(escape(name, quote=False)).markdown.strip()}**:"
            reading.add(f"{title} {text}" if "\n" not in text else f"{title}\n\n{text}")


def _single(reading: Reading, plan: NotePlan, values: Mapping[str, str]) -> None:
    """Read a note with one card: typed where Anki asks to type a short answer, else basic."""
    front, back = plan.sides[0]
    prompt = _side(reading, front, values)
    if not prompt:
        reading.reason = EMPTY_FRONT
        return
    for name in front.hints:
        reading.hint = "\n\n".join(filter(None, (reading.hint, reading.markdown(values.get(name, "")))))
    typed = next((values.get(name, "") for name in front.typed), "")
    if typed and (body := _typed(prompt, typed)):
        reading.body = body
        rest = fill(back, _without(values, front.fields), answering=True)
        reading.add(reading.markdown(rest.html) if rest.shows else "")
        return
    answer = _side(reading, back, values, answering=True)
    if typed and not set(front.typed) & back.fields:
        answer = "\n\n".join(filter(None, (reading.markdown(typed), answer)))
    reading.body = Basic(prompt, answer)


def _typed(prompt: str, html: str) -> Typed | None:
    """Return a card whose answer is typed; None where nobody could type it alike."""
    answer = to_markdown(html)
    said = plain(answer.markdown)
    if not said or len(said) > LONGEST_TYPED or "\n" in answer.markdown or answer.pictures or answer.lost:
        return None
    # Marks and backslashes are compared too, and `/…/` would be read as a pattern.
    also = said != answer.markdown and not (len(said) > 2 and said[0] == said[-1] == "/")
    return Typed(prompt, answer.markdown, (said,) if also else ())


def _several(reading: Reading, plan: NotePlan, values: Mapping[str, str]) -> None:
    """Read a note with several cards: asked both ways if they mirror each other, else as they stand."""
    fronts = [_side(reading, front, values) for front, _ in plan.sides]
    if plan.mirrored and all(fronts):
        reading.body, reading.variants = Reversible(fronts[0], fronts[1], bare=True), BOTH
        return
    faces = tuple(
        Face(front, _side(reading, back, values, answering=True), number)
        for number, (front, (_, back)) in enumerate(zip(fronts, plan.sides, strict=True), start=1)
        if front
    )
    # A sound that two cards have is one sound.
    reading.lost = [loss for field_html in values.values() for loss in to_markdown(field_html).lost]
    _faces(reading, faces, EMPTY_FRONT)


def _cloze(reading: Reading, plan: NotePlan, values: Mapping[str, str]) -> None:
    """Read a cloze: as ours, or where that would hide something else as one card for each of its gaps."""
    front, back = plan.sides[0]
    text = fill(front, values)
    numbers = gap_numbers(text.html)
    if not numbers:
        reading.reason = NO_GAP
        return
    converted = None if _by_card(front) else cloze_markdown(text.html)
    rest = fill(back, _without(values, front.fields), answering=True)
    beside = reading.markdown(rest.html) if rest.shows else ""
    if converted is None:
        reading.markdown(text.html)
        faces = tuple(
            Face(
                to_markdown(fill(front, values, number=number).html).markdown,
                to_markdown(fill(back, values, number=number, answering=True).html).markdown,
                number,
            )
            for number in numbers
        )
        _faces(reading, faces, NO_GAP)
        return
    reading.keep(converted)
    reading.body = Cloze(converted.markdown)
    reading.variants = {number - 1: f"c{number}" for number in numbers}
    reading.add(beside)


def gap_faces(reading: Reading, html: str, numbers: Iterable[int]) -> None:
    """Read a field with gaps as one card for each of them."""
    reading.markdown(html)
    faces = tuple(
        Face(
            to_markdown(cloze_side(html, number, revealed=False)).markdown,
            to_markdown(cloze_side(html, number, revealed=True)).markdown,
            number,
        )
        for number in numbers
    )
    _faces(reading, faces, NO_GAP)


def _by_card(front: Side) -> bool:
    """Tell whether a template shows different things for different gaps."""
    return any(re.fullmatch(r"c\d+", name) for name in front.conditions)


def _faces(reading: Reading, faces: tuple[Face, ...], reason: str) -> None:
    if not faces:
        reading.reason = reason
        return
    reading.body = Faces(faces)
    reading.variants = {
        face.number - 1: variant for face, variant in zip(faces, variants(reading.body), strict=True)
    }


def _without(values: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    return {name: text for name, text in values.items() if name not in names}


def _side(reading: Reading, side: Side, values: Mapping[str, str], *, answering: bool = False) -> str:
    """Return a side as Markdown; a front without any field that says something is empty."""
    if side.only:
        html = values.get(side.only, "")
        return "" if is_empty(html) else reading.markdown(html)
    filled = fill(side, values, answering=answering)
    return reading.markdown(filled.html) if filled.shows or answering else ""
