"""What remembering more or less would cost, in words and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmap_cards.study.statistics import Said, Table
from roadmap_cards.study.wording import percent

if TYPE_CHECKING:
    from roadmap_cards.library.ahead import CostPoint, RecallCost

NOTE = "minutes a day over the next year for each recall you may ask for, simulated on your own cards"
WAITING = "Simulating a year of your reviews …"


def minutes_words(minutes: float) -> str:
    """Return minutes a day as they are read: whole from ten on, with a decimal below."""
    return f"{minutes:.0f} min" if minutes >= 10 else f"{minutes:.1f}".removesuffix(".0") + " min"


def point_words(point: CostPoint) -> str:
    """Return what a target takes."""
    return f"{minutes_words(point.minutes)} and {point.reviews:.0f} reviews a day"


def cost_said(cost: RecallCost) -> Said:
    """Return the chart in words, with its numbers."""
    points = cost.points
    table = Table(
        ("Recall asked for, %", "Minutes a day", "Reviews a day", "Known after a year, %"),
        tuple(
            (
                round(point.target * 100),
                round(point.minutes, 1),
                round(point.reviews),
                round(point.recall * 100),
            )
            for point in points
        ),
    )
    if not points:
        return Said(
            "No card to reckon with yet",
            "Learn your first cards, and this shows what they will ask.",
            table,
            1,
        )
    now = min(points, key=lambda point: abs(point.target - cost.target))
    finding = f"To remember {percent(now.target)} takes about {minutes_words(now.minutes)} a day"
    return Said(finding, NOTE, table, 0)


def difference_words(now: CostPoint, chosen: CostPoint) -> str:
    """Return what another target would change, against what is in force."""
    if chosen.target == now.target:
        return (
            f"{percent(now.target)} is what you ask for: {now.reviews:.0f} reviews a day, and "
            f"{percent(now.recall)} of your cards known after a year. Arrow keys try another."
        )
    minutes = chosen.minutes - now.minutes
    change = f"{minutes_words(abs(minutes))} {'more' if minutes > 0 else 'less'} a day"
    return (
        f"{percent(chosen.target)} takes {minutes_words(chosen.minutes)} a day, {change}, and leaves "
        f"{percent(chosen.recall)} of your cards known after a year instead of {percent(now.recall)}."
    )
