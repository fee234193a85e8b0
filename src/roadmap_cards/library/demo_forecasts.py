"""What the program would have told the learner of the demo collection, month by month, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.ahead_reading import Glance, Source, levels_ahead, source_of
from roadmap_cards.library.demo_calendar import new_limit_on
from roadmap_cards.library.forecast_keeping import forecast_rows
from roadmap_cards.settings import Learning
from roadmap_cards.storage.ahead import ForecastRow
from roadmap_cards.storage.today import peek
from roadmap_cards.study.day import moment

MONTH = 30
"""Days from one forecast to the next; the first comes after two of them."""

LIVES, AHEAD = 60, 90
"""Lives and days that each forecast looks at: fewer than today's, for there are many of them."""


def past_forecasts(
    path: Path, today: datetime, days: int, paused: int, paused_since: int
) -> list[ForecastRow]:
    """Return the forecasts of a story of `days` days that ends on the morning of `today`.

    `paused` is the topic (an id) that rests since a day of the story.
    """
    connection = peek(path)
    if connection is None:
        raise ProblemError(f"{path} cannot be read just now.", hint="Look at the rights of its folder.")
    with closing(connection):
        source = source_of(connection, moment(today).day)
        return list(_told(source, today, days, paused, paused_since))


def _told(
    source: Source, today: datetime, days: int, paused: int, paused_since: int
) -> Iterator[ForecastRow]:
    for number in range(2 * MONTH, days, MONTH):
        present = moment(today - timedelta(days=days - number))
        awake = frozenset({paused}) if number < paused_since else frozenset[int]()
        glance = Glance(runs=LIVES, horizon=AHEAD, today=False, awake=awake)
        learning = Learning(new_per_day=new_limit_on(number))
        levels = levels_ahead(source, present.day, learning, glance)
        yield from forecast_rows(levels, present.day, present.at)
