"""A cloze field of Anki: as our cloze where both read the same gaps, else as the sides of each card.

Anki ends a gap at the first `}}` and lets gaps stand inside gaps and hide for several cards (`{{c1,2::…}}`);
`study.cloze` counts braces and knows neither. https://docs.ankiweb.net/editing.html#cloze-deletion
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from roadmap_cards.anki.notes.html_markdown import Converted, to_markdown
from roadmap_cards.study import cloze

_MARK = re.compile(r"\{\{c(?P<numbers>\d{1,9}(?:,\d{1,9}){0,8})::|(?P<end>\}\})|(?P<hint>::)")

DEEPEST = 8
"""Gaps inside gaps; what lies deeper is text."""

HIGHEST = 499
"""The highest number of a gap that makes a card in Anki."""


@dataclass(slots=True)
class _Open:
    """A gap that was begun: what stands in it so far, and its hint as soon as one begins."""

    numbers: tuple[int, ...]
    shown: list[str] = field(default_factory=list)
    hint: list[str] | None = None


def cloze_markdown(html: str) -> Converted | None:
    """Return a field as a cloze of ours, its numbers kept; None where that would hide something else."""
    expected = _simple_gaps(html)
    if not expected:
        return None
    converted = to_markdown(html, cloze=True)
    found = [(gap.number, bool(gap.hint)) for gap in cloze.gaps(converted.markdown) if gap.hidden.strip()]
    return converted if found == expected else None


def gap_numbers(html: str) -> tuple[int, ...]:
    """Return the numbers for which Anki makes a card, ascending."""
    found = {int(number) for mark in _MARK.finditer(html) for number in (mark["numbers"] or "0").split(",")}
    return tuple(sorted(number for number in found if 0 < number <= HIGHEST))


def cloze_side(html: str, number: int, *, revealed: bool) -> str:
    """Return a field as Anki shows it on a card, as HTML: the gap of this number hidden, or bold."""
    outside: list[str] = []
    opened: list[_Open] = []
    too_deep = written = 0
    for mark in _MARK.finditer(html):
        around = opened[-1] if opened else None
        target = outside if around is None else around.shown if around.hint is None else around.hint
        target.append(html[written : mark.start()])
        written = mark.end()
        if mark["numbers"]:
            if len(opened) < DEEPEST:
                opened.append(_Open(tuple(map(int, mark["numbers"].split(",")))))
            else:
                too_deep += 1
        elif mark["hint"] and around is not None and around.hint is None and not too_deep:
            around.hint = []
        elif mark["end"] and too_deep:
            too_deep -= 1
        elif mark["end"] and around is not None:
            opened.pop()
            (opened[-1].shown if opened else outside).append(_gap(around, number, revealed=revealed))
        else:
            target.append(mark[0])
    for around in opened:  # never closed: the text stays
        outside += around.shown
    return "".join((*outside, html[written:]))


def _gap(gap: _Open, number: int, *, revealed: bool) -> str:
    if number not in gap.numbers:
        return "".join(gap.shown)
    if revealed:
        return f"<b>{''.join(gap.shown)}</b>"
    return f"&#91;{''.join(gap.hint or ()).strip() or '…'}]"


def _simple_gaps(html: str) -> list[tuple[int, bool]]:
    """Return each gap with whether it has a hint; empty where there is none, or one that we do not know."""
    found: list[tuple[int, bool]] = []
    number, hinted = 0, False
    for mark in _MARK.finditer(html):
        if mark["numbers"]:
            if number or not mark["numbers"].isdigit() or not 0 < int(mark["numbers"]) <= HIGHEST:
                return []
            number, hinted = int(mark["numbers"]), False
        elif mark["hint"]:
            hinted = hinted or bool(number)
        elif number:
            found.append((number, hinted))
            number = 0
    return [] if number else found
