"""Anki's templates: fields put into HTML. Nothing in them is executed, and what is not known is nothing.

https://docs.ankiweb.net/templates/fields.html and https://docs.ankiweb.net/templates/generation.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from roadmap_cards.anki.notes.cloze_import import cloze_side
from roadmap_cards.anki.notes.html_tokens import attributes

LONGEST_TEMPLATE = 200_000
LONGEST_SIDE = 1_000_000
"""Characters; what lies behind them is left out."""

SPECIAL = ("FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID")
"""What a template can name beside the fields of its note."""

_TAG = re.compile(r"\{\{([^{}]*)\}\}")
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_OPAQUE = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_OPAQUE_END = re.compile(r"</(?:script|style)[^<>]*>", re.IGNORECASE)
_FRONT_SIDE = re.compile(r"\{\{\s*FrontSide\s*\}\}")
_RULE = re.compile(r"<hr\b([^<>]*)>", re.IGNORECASE)
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
# Tags that change nothing of the text between them.
_WRAPPER = re.compile(r"(?:\s|</?(?:div|span|center|section|font)(?:\s[^<>]*)?>)*", re.IGNORECASE)


class _Do(Enum):
    TEXT = auto()
    FIELD = auto()
    IF = auto()
    IF_NOT = auto()


class _Step(NamedTuple):
    """`name` is a text or the name of a field; a condition that does not hold goes on at step `to`."""

    do: _Do
    name: str
    filters: tuple[str, ...] = ()
    to: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """A template, ready to be filled in.

    `fields` are the names of what it shows, `conditions` those that it asks about; `hints`, `typed` and
    `clozes` the fields that stand in it as such. `only` is its one field, where nothing but that is shown.
    """

    steps: tuple[_Step, ...]
    fields: frozenset[str]
    conditions: frozenset[str]
    hints: tuple[str, ...]
    typed: tuple[str, ...]
    clozes: tuple[str, ...]
    only: str
    scripts: bool


class Filled(NamedTuple):
    """A side of a card as HTML. `shows`: any field in it was not empty; if none, there is no card."""

    html: str
    shows: bool


@lru_cache(maxsize=512)
def compiled(source: str) -> Side:
    """Return a template ready to be filled in. One that is broken is read as far as it makes sense."""
    scripts = _SCRIPT.search(source) is not None
    source = _without_unseen(source[:LONGEST_TEMPLATE])
    steps: list[_Step] = []
    opened: list[tuple[str, int]] = []
    written = 0
    for tag in _TAG.finditer(source):
        if written < tag.start():
            steps.append(_Step(_Do.TEXT, source[written : tag.start()]))
        written = tag.end()
        inside = tag[1].strip()
        sign, name = inside[:1], inside[1:].strip()
        if sign in {"#", "^"}:
            opened.append((name, len(steps)))
            steps.append(_Step(_Do.IF if sign == "#" else _Do.IF_NOT, name))
        elif sign == "/":
            if opened and opened[-1][0] == name:
                _, start = opened.pop()
                steps[start] = steps[start]._replace(to=len(steps))
        elif sign:
            *filters, name = (part.strip() for part in inside.split(":"))
            steps.append(_Step(_Do.FIELD, name, tuple(reversed(filters))))
    if written < len(source):
        steps.append(_Step(_Do.TEXT, source[written:]))
    for _, start in opened:
        steps[start] = steps[start]._replace(to=len(steps))
    return _side(tuple(steps), scripts=scripts)


def _side(steps: tuple[_Step, ...], *, scripts: bool) -> Side:
    fields = [step for step in steps if step.do is _Do.FIELD]

    def named(filter_name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(step.name for step in fields if filter_name in step.filters))

    others = "".join(step.name for step in steps if step.do is _Do.TEXT)
    bare = len(fields) == 1 and not fields[0].filters and _WRAPPER.fullmatch(others) is not None
    conditions = frozenset(step.name for step in steps if step.do in {_Do.IF, _Do.IF_NOT})
    return Side(
        steps,
        frozenset(step.name for step in fields),
        conditions,
        named("hint"),
        named("type"),
        named("cloze"),
        fields[0].name if bare and not conditions else "",
        scripts,
    )


def fill(side: Side, values: Mapping[str, str], *, number: int = 0, answering: bool = False) -> Filled:
    """Return a side with its fields, by name, as HTML.

    On the front (not `answering`) a field to be typed and a hint are not shown. `number` is the gap of a
    cloze that is asked for; with 0, gaps are left as they are.
    """
    written: list[str] = []
    length = at = 0
    shows = False
    while at < len(side.steps) and length < LONGEST_SIDE:
        step = side.steps[at]
        at += 1
        text = step.name
        if step.do is _Do.FIELD:
            text = values.get(step.name, "")
            filled = not is_empty(text)
            shows = shows or (filled and step.name not in SPECIAL)
            text = _filtered(text, step.filters, number, answering=answering) if filled else ""
        elif step.do is not _Do.TEXT:
            holds = not is_empty(values.get(step.name, "")) or (number > 0 and step.name == f"c{number}")
            at = at if holds is (step.do is _Do.IF) else step.to
            text = ""
        written.append(text)
        length += len(text)
    return Filled("".join(written)[:LONGEST_SIDE], shows)


def is_empty(field: str) -> bool:
    """Tell whether a field is empty in the eyes of Anki, for which line breaks are nothing."""
    return not field or ((field[0] in "< \n\t\r") and _EMPTY.fullmatch(field) is not None)


def answer_source(front: str, back: str, *, whole: bool = False) -> str:
    """Return the part of the back's template that answers: what stands there beside the question.

    With `whole`, the question is part of the answer, as in a cloze.
    """
    apart = _FRONT_SIDE.sub("", back)
    whole = whole or apart != back
    rule = next((tag for tag in _RULE.finditer(apart) if attributes(tag[1]).get("id") == "answer"), None)
    if rule is None:
        return apart if whole else apart.strip().removeprefix(front.strip())
    before = apart[: rule.start()] if whole else ""
    return f"{before}<p></p>{apart[rule.end() :]}" if before.strip() else apart[rule.end() :]


def _without_unseen(source: str) -> str:
    """Return a template without comments, scripts and styles; one that never ends goes to the next one."""
    first, *rest = source.split("<!--")
    source = "".join((first, *(piece.partition("-->")[2] for piece in rest)))
    first, *rest = _OPAQUE.split(source)
    return "".join((first, *("".join(_OPAQUE_END.split(piece, maxsplit=1)[1:]) for piece in rest)))


def _filtered(text: str, filters: tuple[str, ...], number: int, *, answering: bool) -> str:
    for name in filters:
        match name:
            case "text":
                text = _ANY_TAG.sub("", text)
            case "hint" | "type" if not answering or "cloze" in filters:
                return ""
            case "cloze" | "cloze-only" if number:
                text = cloze_side(text, number, revealed=answering)
            case "furigana" | "kanji" | "kana":
                text = _reading(text, name)
            case _ if name.startswith("tts"):
                return ""
            case _:
                pass
    return text


def _reading(text: str, name: str) -> str:
    """Return text with readings in brackets, ` 漢字[かんじ]`, as both, or as one of the two.

    https://docs.ankiweb.net/templates/fields.html#ruby-characters
    """
    first, *rest = text.split("[")
    written = [first]
    for piece in rest:
        reading, closed, behind = piece.partition("]")
        before = written.pop()
        cut = max(before.rfind(" "), before.rfind(">")) + 1
        word = before[cut:]
        if not closed or not word or reading.startswith("sound:"):
            written.append(f"{before}[{piece}")
            continue
        shown = {"kanji": word, "kana": reading}.get(name, f"{word}({reading})")
        written += before[:cut].removesuffix(" "), shown, behind
    return "".join(written)
