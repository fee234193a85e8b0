"""A chart's heading is what it comes to: a sentence that is right for one, for many, and for too few."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cards.study import statistics_charts as charts
from roadmap_cards.study import statistics_words as words
from roadmap_cards.study.day import MINUTE, date_of, day_of
from roadmap_cards.study.queue import Pace
from roadmap_cards.study.statistics import Course
from roadmap_cards.study.statistics_charts import AnswerSum, DaySum

TODAY = day_of(date(2026, 11, 23))
FIRST = day_of(date(2026, 3, 2))


def a_year(*studied: int, minutes: float = 13.0) -> str:
    days = {day: DaySum(20, int(minutes * MINUTE)) for day in studied}
    return charts.calendar(days, min(studied, default=None), TODAY).said.finding


def test_the_calendar_counts_the_days_since_the_first() -> None:
    studied = [FIRST, *range(TODAY - 225, TODAY)]
    assert len(set(studied)) == 226
    assert a_year(*studied) == "You studied on 226 of 266 days, 13 minutes each"
    assert a_year(*studied, TODAY) == "You studied on 227 of 267 days, 13 minutes each"
    assert a_year(TODAY) == "You studied on 1 of 1 day, 13 minutes"
    assert a_year(TODAY - 1, TODAY, minutes=1) == "You studied on 2 of 2 days, 1 minute each"
    assert a_year(TODAY - 1, TODAY, minutes=0.3) == "You studied on 2 of 2 days, under a minute each"


def test_a_year_without_study_says_so() -> None:
    said = charts.calendar({}, TODAY - 500, TODAY).said
    assert (said.finding, said.missing) == ("You did not study in the last 12 months", 0)


@pytest.mark.parametrize(
    ("answers", "finding"),
    [
        (0, "20 more reviews and this chart can be drawn"),
        (12, "8 more reviews and this chart can be drawn"),
        (19, "1 more review and this chart can be drawn"),
    ],
)
def test_too_few_reviews_are_counted_down(answers: int, finding: str) -> None:
    reviews = [AnswerSum(TODAY, 2, 3, answers, 1000)] if answers else []
    said = charts.retention(reviews, TODAY - 6, TODAY, 0.9).said
    assert (said.finding, said.missing) == (finding, 20 - answers)


@pytest.mark.parametrize(
    ("right", "asked", "finding"),
    [
        (4660, 5272, "You remember 88 %, 2 points under what you asked"),
        (4745, 5272, "You remember 90 %, as you asked"),
        (4900, 5272, "You remember 93 %, 3 points over what you asked"),
        (53, 60, "You remember 88 %; the 90 % you asked is within chance"),
    ],
)
def test_retention_is_held_against_what_was_asked(right: int, asked: int, finding: str) -> None:
    reviews = [AnswerSum(TODAY, 3, 3, right, 1), AnswerSum(TODAY - 40, 2, 1, asked - right, 1)]
    found = charts.retention(reviews, TODAY - 60, TODAY, 0.9)
    assert found.said.finding == finding
    assert (found.total.right, found.total.asked) == (right, asked)


def test_new_cards_and_cards_in_steps_are_no_retention() -> None:
    reviews = [AnswerSum(TODAY, phase, 1, 30, 1) for phase in (0, 1)]
    assert charts.retention(reviews, TODAY - 6, TODAY, 0.9).total.asked == 0


@given(st.integers(0, 6), st.integers(0, charts.WEEKS_UP_TO - 1))
def test_weeks_begin_on_mondays_as_in_the_calendar(weekday: int, length: int) -> None:
    today = TODAY + weekday
    unit, (first, *mondays) = charts.parts_of(today - length, today)
    assert (unit, first) == ("week", today - length)
    assert all(date_of(day).weekday() == 0 for day in mondays)
    starts = [first, *mondays, today + 1]
    assert all(0 < after - before <= 7 for before, after in pairwise(starts))


def test_parts_are_weeks_then_months_then_quarters_then_years() -> None:
    assert date_of(TODAY).weekday() == 0
    assert charts.parts_of(TODAY - 29, TODAY) == ("week", [TODAY - day for day in (29, 28, 21, 14, 7, 0)])
    assert charts.parts_of(TODAY, TODAY) == ("week", [TODAY])
    assert charts.parts_of(TODAY - 6, TODAY) == ("week", [TODAY - 6, TODAY])
    unit, starts = charts.parts_of(FIRST, TODAY)
    assert (unit, [date_of(day).isoformat() for day in starts[:3]]) == (
        "month",
        ["2026-03-02", "2026-04-01", "2026-05-01"],
    )
    unit, starts = charts.parts_of(TODAY - 1000, TODAY)
    assert (unit, date_of(starts[1]).isoformat()) == ("quarter", "2024-04-01")
    unit, starts = charts.parts_of(TODAY - 4000, TODAY)
    assert (unit, date_of(starts[1]).isoformat()) == ("year", "2016-01-01")


def test_what_is_due_is_a_mean_of_minutes() -> None:
    pace = Pace(review=60_000, new=60_000)
    due = charts.due({TODAY: 10.0, TODAY + 1: 20.0}, [0] * 30, pace, TODAY, 15, 100)
    assert due.said.finding == "Due: 1 minute a day for 30 days"
    assert due.said.note == "reviews and what comes back of them; 1 day over your 15 minutes"
    due = charts.due({}, [9] * 10 + [0] * 20, pace, TODAY, 15, 100)
    assert due.said.finding == "Due: 3 minutes a day for 30 days"
    assert due.said.note == "with 9 new cards a day for 10 days and what comes back"
    assert charts.due({}, [0] * 30, pace, TODAY, 15, 100).said.finding == "Nothing is due for 30 days"
    assert charts.due({}, [0] * 30, pace, TODAY, 15, 4).said.missing == 16


def test_time_is_by_the_day_studied_and_by_the_answer() -> None:
    days = {TODAY: DaySum(60, 10 * MINUTE), TODAY - 3: DaySum(40, 10 * MINUTE)}
    said = charts.time_use(days, TODAY - 6, TODAY).said
    assert said.finding == "10 minutes a day, 12 seconds an answer"
    assert said.note == "on 2 days with answers since 17 November"
    hasty = charts.time_use({TODAY: DaySum(60, 20_000)}, TODAY, TODAY).said
    assert hasty.finding == "Under a minute a day, 1 second an answer"


def test_grades_say_what_was_missed() -> None:
    reviews = [AnswerSum(TODAY, 2, 1, 2, 1), AnswerSum(TODAY, 2, 3, 18, 1), AnswerSum(TODAY, 3, 3, 10, 1)]
    said = charts.grades(reviews, TODAY, TODAY).said
    assert said.finding == "You missed 10 % of young cards and 0 % of mature cards"
    assert said.table.rows[2] == ("Young", 2, 0, 18, 0)
    assert said.note == f"30 review answers since 23 November; {words.PHASES_SAID}"
    assert charts.grades([AnswerSum(TODAY, 0, 3, 20, 1)], TODAY, TODAY).said.finding == (
        "No learned card was asked"
    )


def test_stabilities_say_what_half_of_them_reach() -> None:
    said = charts.stabilities([0, 0, 0, 20, 10, 0, 0, 1], 20.7).said
    assert said.finding == "Half of your memories last 21 days or more"
    assert said.table.rows[0] == ("0 to 1", 0)
    assert said.table.rows[-1] == ("365 and more", 1)
    few = charts.stabilities([12, 0, 0, 0, 0, 0, 0, 0], 0.4).said
    assert few.finding == "8 more cards and this chart can be drawn"
    assert charts.stabilities([20, 0, 0, 0, 0, 0, 0, 0], 0.4).said.finding == (
        "Half of your memories last less than a day"
    )


def course(title: str, share: float, ready: float = 0.8) -> Course:
    return Course(title, ((TODAY - 1, 0.0), (TODAY, share)), ready)


@pytest.mark.parametrize(
    ("shares", "finding"),
    [
        ((0.75, 0.54), "Junior is 5 points from ready"),
        ((0.7551, 0.54), "Junior is 4 points from ready"),
        ((0.799, 0.54), "Junior is 1 point from ready"),
        ((0.8, 0.54), "Junior has the mastery it needs; Middle is 26 points from ready"),
        ((0.9, 0.85), "Junior and Middle have the mastery they need"),
    ],
)
def test_mastery_says_how_far_the_next_level_is(shares: tuple[float, float], finding: str) -> None:
    courses = [course("Junior", shares[0]), course("Middle", shares[1])]
    said = charts.mastery(courses, FIRST, TODAY, 100).said
    assert said.finding == finding
    assert said.note == "mastery by level since 2 March; ready at 80 %"
    assert said.table.columns == ("Day", "Junior %", "Middle %")
    assert said.table.rows[-1][0] == "2026-11-23"


@given(st.floats(0, 1), st.sampled_from([0.6, 0.8, 0.95]))
def test_the_distance_is_what_lies_between_the_figures_that_are_shown(share: float, ready: float) -> None:
    finding = charts.mastery([course("Junior", share, ready)], FIRST, TODAY, 100).said.finding
    shown = int(words.mastery_words(share, ready).removesuffix(" %"))
    mark = round(ready * 100)
    assert abs(shown - share * 100) < 1
    if shown < mark:
        assert finding == f"Junior is {mark - shown} point{'s' * (mark - shown != 1)} from ready"
    else:
        assert share >= ready - words.ROUNDING
        assert finding == "Junior has the mastery it needs"


def test_without_a_roadmap_there_is_no_mastery_to_draw() -> None:
    said = charts.mastery([], FIRST, TODAY, 0).said
    assert said.finding == "No roadmap holds these cards, so there is no mastery of it"


def test_courses_are_looked_at_on_sixty_days_at_most_and_end_today() -> None:
    days = charts.course_days(FIRST, TODAY)
    assert (len(days), days[0], days[-1]) == (60, FIRST, TODAY)
    assert days == sorted(set(days))
    assert charts.course_days(TODAY - 2, TODAY) == [TODAY - 2, TODAY - 1, TODAY]
    assert charts.course_days(TODAY, TODAY) == [TODAY]


def test_a_first_day_is_named_with_its_year_only_where_it_is_another() -> None:
    assert words.since(FIRST, TODAY) == "since 2 March"
    assert words.since(day_of(date(2025, 10, 5)), TODAY) == "since October 2025"
