"""When the learner of the demo collection studies: 400 days with days off, two holidays and a journey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from random import Random

from roadmap_cards.study.day import Moment, date_of, moment

HOLIDAYS = (range(131, 148), range(262, 272))
"""Days without any study; all days here count from the first one, which is 0."""

JOURNEY = range(205, 222)
JOURNEY_TIME = timedelta(hours=7)
"""Days spent in another zone, and how far its clock is from that at home."""

COMEBACK_DAYS = 4
"""Days after a holiday on which there is more time and nothing much new."""

LAST_DAYS = 4
"""Days before the last morning that are all studied, so that it has a usual amount to do."""

MOST_MINUTES = 20

DAY_OFF = (0.07, 0.13)
"""How often a day is left out: Monday to Friday, and at the weekend."""

MORNING_LOST = 0.02
"""How often the learner only comes to it after midnight."""

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Sitting:
    """A time to study: the day of the story, when it begins, for how long, and the day's new cards."""

    number: int
    start: Moment
    minutes: int
    new_limit: int


def new_limit_on(number: int) -> int:
    """Return how many new cards a day the learner has set at that time."""
    changes = ((0, 6), (40, 4), (90, 3), (190, 1), (245, 2), (328, 3), (365, 4))
    return [limit for since, limit in changes if since <= number][-1]


def sittings(today: datetime, days: int, rng: Random) -> Iterator[Sitting]:
    """Yield the sittings of the `days` study days before that of `today`, oldest first.

    `today` is aware of its zone, which is the one at home.
    """
    first = moment(today).day - days
    for number in range(days):
        start = _start(today, first + number, number, rng)
        off = rng.random() < DAY_OFF[date_of(start.day).weekday() >= SATURDAY]
        minutes = rng.choice((10, 15, 15, 15, 20))
        comeback = any(0 <= number - holiday.stop < COMEBACK_DAYS for holiday in HOLIDAYS)
        at_the_end = number >= days - LAST_DAYS
        if (off and not at_the_end) or any(number in holiday for holiday in HOLIDAYS):
            continue
        yield Sitting(
            number,
            start,
            MOST_MINUTES if comeback or at_the_end else minutes,
            1 if comeback else new_limit_on(number),
        )


def _start(today: datetime, day: int, number: int, rng: Random) -> Moment:
    """Return when the study of a day begins, in the zone where the learner is."""
    date = date_of(day)
    weekend = date.weekday() >= SATURDAY
    begin = datetime.combine(date, time(8 if weekend else 7), today.tzinfo)
    begin += timedelta(minutes=rng.randrange(5, 90 if weekend else 50), seconds=rng.randrange(60))
    if rng.random() < MORNING_LOST:
        # Half past midnight is still the same study day.
        begin = begin.replace(hour=0, minute=30) + timedelta(days=1)
    if number in JOURNEY:
        home = begin.utcoffset() or timedelta()
        away = -JOURNEY_TIME if home >= timedelta() else JOURNEY_TIME
        begin = begin.replace(tzinfo=timezone(home + away))
    return moment(begin)
