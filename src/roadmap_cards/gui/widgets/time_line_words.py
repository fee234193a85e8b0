"""What the line of time says: what is held, how far a day is from today, how sure the way ahead is."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.library.past import Scenario
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmap_cards.library.past import CoursePoint, Travel

READING = "Your reviews are being replayed …"
NOTHING_YET = "The way ahead is drawn after your first review."

LATE_ENOUGH = 50
"""Late reviews from which the way ahead has a band."""


def held_on(travel: Travel, day: int, scenario: Scenario) -> int:
    """Return how many items are held on a day."""
    course: Sequence[CoursePoint] = travel.past if day <= travel.today else travel.ahead[scenario]
    place = bisect_right(course, day, key=lambda point: point.day)
    return course[max(0, place - 1)].held


def full_date(day: int) -> str:
    """Return a day such as “7 August 2026”."""
    return written(day, "d MMMM yyyy")


def short_date(day: int) -> str:
    """Return a day such as “7 Aug 2026”."""
    return written(day, "d MMM yyyy")


def distance(day: int, today: int) -> str:
    """Return how far a day is from today."""
    if day == today:
        return "today"
    apart = counted(abs(day - today), "day")
    return f"in {apart}" if day > today else f"{apart} ago"


def sureness(travel: Travel, scenario: Scenario) -> str:
    """Return how sure the way ahead is."""
    if travel.rough:
        return f"Rough: a band is drawn from {LATE_ENOUGH} late reviews on; you have {travel.late:,}."
    day, low, high = travel.band[scenario][-1]
    held = f"{low:.0f} to {high:.0f}" if f"{low:.0f}" != f"{high:.0f}" else f"{low:.0f}"
    return (
        f"By {full_date(day)}: {held} held, 9 times in 10; "
        f"measured on {counted(travel.late, 'late review')} of yours."
    )


def as_of(day: int, today: int, scenario: Scenario) -> str:
    """Return the day of a map, and what is done until then, such as “7 May 2027, if you stop”."""
    return f"{full_date(day)}, {scenario.value}" if day > today else full_date(day)


def described(travel: Travel, day: int, scenario: Scenario) -> str:
    """Return a day on the line as a screen reader says it."""
    held = counted(held_on(travel, day, scenario), "item")
    said = f"{as_of(day, travel.today, scenario)}, {distance(day, travel.today)}: {held} held."
    return f"{said} {sureness(travel, scenario)}" if day > travel.today else said
