"""Waivers: `<!-- lint-ok: code reason -->` below a heading, for what a rule cannot know.

A waiver holds for what stands below the same heading, up to the next one: an entry, or an item itself. One
above the first heading holds for the front matter and the deck as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from roadmap_cards.errors import Flaw
from roadmap_cards.roadmap.lint_rules.rule import Rule
from roadmap_cards.roadmap.lint_rules.subject import DeckFile
from roadmap_cards.roadmap.wording import proposal, quoted
from roadmap_cards.study.code_block import Fence, closes, opening

_WAIVER = re.compile(r"<!--\s*lint-ok:\s*(?P<code>[^\s>]*)\s*(?P<reason>.*?)\s*-->\s*$")
SHORTEST_REASON = 8
CARDS_FOR_ONE = 10
"""Entries of a shipped deck for which it may have one waiver."""

WAIVER = Rule(
    "waiver",
    "E",
    "a waiver without a reason, of a rule that does not exist or cannot be waived, or that waives nothing",
    "",
    "write <!-- lint-ok: code reason --> below the heading of the entry",
)
BUDGET = Rule(
    "waiver-budget",
    "E",
    "more than one waiver for ten entries",
    "what is waived is looked at by nobody",
    "mend some of the cards",
    shipped_only=True,
)


@dataclass(frozen=True, slots=True)
class _Waiver:
    line: int
    heading: int
    code: str
    reason: str


def apply_waivers(
    file: DeckFile, flaws: Sequence[Flaw], waivable: Collection[str], *, shipped: bool
) -> tuple[list[Flaw], int]:
    """Return the flaws of a file that stand, with those of its waivers, and how many were waived."""
    scanned = file.scanned
    headings = sorted(
        [heading.line for heading in (*scanned.sections, *scanned.items)]
        + [card.line for card in scanned.cards]
    )

    def heading_of(line: int) -> int:
        at = bisect_right(headings, line)
        return headings[at - 1] if at else 0

    waivers = [
        _Waiver(line, heading_of(line), found["code"], found["reason"]) for line, found in _found(file.lines)
    ]
    good = {(waiver.heading, waiver.code) for waiver in waivers if _is_good(waiver, waivable)}
    standing: list[Flaw] = []
    used: set[tuple[int, str]] = set()
    for flaw in flaws:
        place = (heading_of(flaw.line), flaw.code)
        if place in good:
            used.add(place)
        else:
            standing.append(flaw)
    waived = len(flaws) - len(standing)
    for waiver in waivers:
        used_here = (waiver.heading, waiver.code) in used
        standing += (
            replace(flaw, warning=not shipped) for flaw in _complaint(file, waiver, waivable, used=used_here)
        )
    most = max(1, len(file.deck.entries) // CARDS_FOR_ONE)
    if shipped and len(waivers) > most:
        message = f"{len(waivers)} waivers for {len(file.deck.entries)} entries, over {most}"
        standing.append(Flaw(file.where, waivers[most].line, message, BUDGET.code, remedy=BUDGET.remedy))
    return standing, waived


def _is_good(waiver: _Waiver, waivable: Collection[str]) -> bool:
    return waiver.code in waivable and len(waiver.reason) >= SHORTEST_REASON


def _complaint(file: DeckFile, waiver: _Waiver, waivable: Collection[str], *, used: bool) -> Iterator[Flaw]:
    remedy = WAIVER.remedy
    if not waiver.code:
        message = "this waiver names no rule"
    elif waiver.code not in waivable:
        message = f"no rule {quoted(waiver.code)} can be waived"
        remedy = proposal(waiver.code, waivable)
    elif len(waiver.reason) < SHORTEST_REASON:
        message = f"this waiver of {quoted(waiver.code)} gives no reason"
        remedy = "say in a few words why the rule is wrong here"
    elif not used:
        message = f"this waiver of {quoted(waiver.code)} waives nothing here"
        remedy = "delete it"
    else:
        return
    yield Flaw(file.where, waiver.line, message, WAIVER.code, remedy=remedy)


def _found(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Return the comments that are waivers, with their lines; what stands in code is none."""
    fence: Fence | None = None
    for number, line in enumerate(lines, start=1):
        if fence is not None:
            fence = None if closes(fence, line) else fence
        elif (fence := opening(line)) is None and (found := _WAIVER.match(line)):
            yield number, found
