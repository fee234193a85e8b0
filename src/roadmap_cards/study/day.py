"""Study days: the day a moment belongs to. A day turns at 04:00 local time, not at midnight.

A study day is a whole number: days since 2000-01-01 of the local date of (time - turn). The time zone is the
machine's at the moment of the answer; whoever travels keeps the days that were written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

EPOCH = date(2000, 1, 1).toordinal()
SECOND = 1000
"""Milliseconds in a second."""
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as the log keeps it.

    `at` is UTC in milliseconds since 1970, `offset` the zone's distance from UTC in minutes, `day` the
    study day.
    """

    at: int
    offset: int
    day: int


def moment(now: datetime, turn: int = 4) -> Moment:
    """Return the moment of an aware, local `now`; the study day turns at `turn` o'clock (0 to 23)."""
    offset = now.utcoffset()
    if offset is None:
        raise ValueError("a moment needs a time with its zone")
    at = int((now - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))
    wall_clock = now.replace(tzinfo=None) - timedelta(hours=turn)
    return Moment(at, int(offset / timedelta(minutes=1)), wall_clock.date().toordinal() - EPOCH)


def date_of(day: int) -> date:
    """Return the calendar date of a study day."""
    return date.fromordinal(day + EPOCH)


def day_of(calendar_date: date) -> int:
    """Return the study day of a calendar date."""
    return calendar_date.toordinal() - EPOCH
