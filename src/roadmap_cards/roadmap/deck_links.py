"""What the cards of one file say of each other: needs, tests and formerly.

The links are read from the lines themselves, so that a card with a flaw elsewhere is checked as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from roadmap_cards.roadmap.deck_models import QUIZ_KINDS, SLUG
from roadmap_cards.roadmap.deck_scanner import Heading, RawCard
from roadmap_cards.roadmap.titles import comparable
from roadmap_cards.roadmap.wording import Report, proposal, quoted

_LINK = re.compile(rf"(?:(?P<topic>{SLUG})/)?(?P<card>{SLUG})")


def check_links(cards: Sequence[RawCard], topic: str, report: Report) -> None:
    """Report links to cards that are not in this file or not fit for it, and prerequisites in a circle."""
    by_id: dict[str, RawCard] = {}
    for raw in cards:
        if raw.id in by_id:
            first = by_id[raw.id].line
            report(
                raw.line, f"the id {quoted(raw.id)} is already used on line {first}; give this card its own"
            )
        by_id.setdefault(raw.id, raw)
    needs: dict[str, list[str]] = {}
    for raw in cards:
        needed_here = _links(raw, "needs", topic)
        needs.setdefault(raw.id, needed_here)
        for needed in needed_here:
            if needed not in by_id:
                remedy = proposal(needed, by_id)
                report(raw.line_of("needs"), f"“needs: {needed}”: no such card in this file; {remedy}")
        for former in _links(raw, "formerly", topic):
            if former in by_id:
                message = f"“formerly: {former}”: a card of this file bears that id now; leave it out"
                report(raw.line_of("formerly"), message)
        if _kind(raw) in QUIZ_KINDS:
            for tested in _links(raw, "tests", topic):
                _check_tested(raw, tested, by_id, report)
    for circle in circles(needs):
        top = min(circle, key=lambda card: by_id[card].line)
        report(by_id[top].line_of("needs"), circle_sentence(circle, top))


def _links(raw: RawCard, key: str, topic: str) -> list[str]:
    """Return the ids in a key that point into this file; what is no link at all is reported by the models."""
    parts = raw.meta[key].text.split(",") if key in raw.meta else []
    links = [link for part in parts if (link := _LINK.fullmatch(part.strip()))]
    return [link["card"] for link in links if link["topic"] in {None, topic}]


def _check_tested(raw: RawCard, tested: str, by_id: Mapping[str, RawCard], report: Report) -> None:
    line, link = raw.line_of("tests"), f"“tests: {tested}”"
    target = by_id.get(tested)
    if target is None:
        recall = [
            card.id
            for card in by_id.values()
            if _kind(card) not in QUIZ_KINDS and _place(card) == _place(raw)
        ]
        report(line, f"{link}: no such card in this file; {proposal(tested, recall)}")
    elif _kind(target) in QUIZ_KINDS:
        report(line, f"{link}: that is a question for a quiz itself; name a recall card of the same item")
    elif _place(target) != _place(raw):
        report(line, f"{link}: that card belongs to another item; name a recall card of the same item")


def _kind(card: RawCard) -> str:
    return card.meta["kind"].text if "kind" in card.meta else ""


def _place(card: RawCard) -> tuple[str, str]:
    return (_title(card.section), _title(card.item))


def _title(heading: Heading | None) -> str:
    return comparable(heading.title) if heading else ""


def circle_sentence(circle: Sequence[str], first: str) -> str:
    """Tell a circle of prerequisites, beginning with the card at which it is reported."""
    at = circle.index(first)
    turned = [*circle[at:], *circle[:at], first]
    if len(circle) == 1:
        return f"{quoted(first)} needs itself; leave that out"
    return f"cards need each other in a circle: {' → '.join(turned)}; take one of these “needs” away"


def circles(needs: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return the circles in a graph of prerequisites, each once and in order."""
    found: list[list[str]] = []
    finished: set[str] = set()
    for start in needs:
        trail: list[str] = []
        on_trail: set[str] = set()
        waiting = [iter((start,))]
        while waiting:
            card = next(waiting[-1], None)
            if card is None:
                waiting.pop()
                if trail:
                    finished.add(trail[-1])
                    on_trail.discard(trail.pop())
            elif card in on_trail:
                found.append(trail[trail.index(card) :])
            elif card not in finished and card in needs:
                trail.append(card)
                on_trail.add(card)
                waiting.append(iter(needs[card]))
    return found
