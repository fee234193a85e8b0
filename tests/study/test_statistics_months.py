"""A month is answered in one sentence, whatever was done in it."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap_cards.study.day import MINUTE, date_of, day_of
from roadmap_cards.study.statistics import Held
from roadmap_cards.study.statistics_charts import AnswerSum, DaySum
from roadmap_cards.study.statistics_months import hours, month_ends, month_starts, months

TODAY = day_of(date(2026, 11, 23))
AUGUST, OCTOBER = day_of(date(2026, 8, 1)), day_of(date(2026, 10, 1))


def said(
    reviews: list[AnswerSum], days: dict[int, DaySum], first: int | None, held: list[Held] | None = None
) -> dict[str, str]:
    """Return what is said of each month, by year and month."""
    found = months(reviews, days, held or [], first, TODAY)
    return {f"{date_of(month.start):%Y-%m}": month.said for month in found}


def test_a_month_says_its_days_reviews_recall_and_time() -> None:
    reviews = [AnswerSum(AUGUST + 3, 3, 3, 870, 1), AnswerSum(AUGUST + 9, 2, 1, 142, 1)]
    reviews += [AnswerSum(AUGUST + 9, 0, 1, 50, 1), AnswerSum(AUGUST - 1, 3, 1, 10, 1)]
    days = {AUGUST + at: DaySum(40, 13 * MINUTE) for at in range(24)}
    held = [Held(at, 375) for at in range(13)]
    found = said(reviews, days, AUGUST - 30, held)
    assert found["2026-08"] == (
        "August: 24 days studied, 1,012 reviews, 86 % recalled (84 to 88), 5 h 12 min; "
        "9 of 375 items held at its end"
    )
    assert found["2026-09"] == "September: no study; 10 of 375 items held at its end"
    assert found["2026-11"] == "November so far: no study; 12 of 375 items held"
    assert found["2025-11"] == "November 2025: nothing yet"


def test_a_month_of_new_cards_alone_says_nothing_of_recall() -> None:
    days = {OCTOBER: DaySum(3, 20_000)}
    found = said([AnswerSum(OCTOBER, 0, 3, 3, 20_000)], days, OCTOBER)
    assert found["2026-10"] == "October: 1 day studied, under a minute"
    assert found["2026-09"] == "September: nothing yet"


def test_what_lies_before_the_months_of_the_calendar_is_in_none() -> None:
    old = month_starts(TODAY)[0] - 1
    found = months([AnswerSum(old, 3, 3, 9, 1)], {old: DaySum(9, MINUTE)}, [], old, TODAY)
    assert not any(month.days or month.recalls.asked for month in found)


def test_months_are_those_that_the_days_of_the_calendar_are_in() -> None:
    starts, ends = month_starts(TODAY), month_ends(TODAY)
    assert date_of(starts[0]) == date(2025, 11, 1)
    assert (len(starts), ends[-1]) == (13, TODAY)
    assert all(after == before + 1 for before, after in zip(ends[:-1], starts[1:], strict=True))


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0.2, "under a minute"), (48, "48 min"), (59.6, "1 h"), (312.4, "5 h 12 min"), (120, "2 h")],
)
def test_time_is_said_in_hours_and_minutes(minutes: float, words: str) -> None:
    assert hours(minutes) == words
