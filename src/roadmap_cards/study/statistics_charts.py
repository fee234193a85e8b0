"""From sums by study day to the charts of the statistics page: pure functions, one for each chart."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import inf
from typing import NamedTuple

from roadmap_cards.study import statistics_words as words
from roadmap_cards.study.day import MINUTE, SECOND, date_of, day_of
from roadmap_cards.study.queue import Pace
from roadmap_cards.study.share import wilson
from roadmap_cards.study.statistics import (
    PHASES,
    Calendar,
    Course,
    DayStudy,
    DueDay,
    DueForecast,
    GradeMix,
    Grades,
    MasteryCourse,
    Phase,
    Retention,
    Share,
    Stabilities,
    StabilityBin,
    TimePart,
    TimeUse,
)

YEAR = 365
DUE_DAYS = 30
WEEKS_UP_TO = 100
"""Days up to which a span is shown in weeks."""

CALENDAR_PARTS = (("month", 1, 750.0), ("quarter", 3, 3000.0), ("year", 12, inf))
"""In what a longer one is shown: the name, its months, and up to how many days."""

STABILITY_EDGES = (1, 3, 7, 21, 60, 120, 365)
"""Days at which one bar of stabilities ends; what a state of the map asks for (7, 21, 60) is among them."""

COURSE_POINTS = 60


class AnswerSum(NamedTuple):
    """Answers of reviews on a day, of cards in one phase (its place in PHASES) and of one rating (1 to 4).

    `duration` is in milliseconds.
    """

    day: int
    phase: int
    rating: int
    answers: int
    duration: int


class DaySum(NamedTuple):
    """Answers on a day, and milliseconds."""

    answers: int
    duration: int


def days_of(reviews: Iterable[AnswerSum], quizzes: Mapping[int, DaySum]) -> dict[int, DaySum]:
    """Return the answers of any kind by study day; days without any are not there."""
    answers: dict[int, int] = defaultdict(int)
    durations: dict[int, int] = defaultdict(int)
    for day, _, _, number, duration in reviews:
        answers[day] += number
        durations[day] += duration
    for day, of_day in quizzes.items():
        answers[day] += of_day.answers
        durations[day] += of_day.duration
    return {day: DaySum(number, durations[day]) for day, number in answers.items() if number}


# --- Looking back ------------------------------------------------------------------------------------


def calendar(days: Mapping[int, DaySum], first: int | None, today: int) -> Calendar:
    """Return the rolling year of these days; `first` is the first study day ever, None for none."""
    year = range(today - YEAR + 1, today + 1)
    nothing = DaySum(0, 0)
    shown = tuple(
        DayStudy(day, found.answers, found.duration / MINUTE)
        for day in year
        for found in [days.get(day, nothing)]
    )
    return Calendar(words.calendar(shown, first, today), shown, first)


class Parts(NamedTuple):
    """A stretch of days in parts: what they are called, and the first day of each."""

    unit: str
    starts: list[int]


def parts_of(first: int, today: int) -> Parts:
    """Return the weeks, months, quarters or years from `first` up to today, oldest first.

    All are those of the calendar, weeks from Monday on; the oldest and the newest may be cut short.
    """
    length = today - first + 1
    if length <= WEEKS_UP_TO:
        monday = first + 7 - date_of(first).weekday()
        return Parts("week", [first, *range(monday, today + 1, 7)])
    unit, months = next(form for form in CALENDAR_PARTS if length <= form[2])[:2]
    starts = [first]
    then = date_of(first)
    month = then.year * 12 + (then.month - 1) // months * months + months
    while (start := day_of(date(month // 12, month % 12 + 1, 1))) <= today:
        starts.append(start)
        month += months
    return Parts(unit, starts)


def retention(reviews: Iterable[AnswerSum], first: int, today: int, target: float) -> Retention:
    """Return how many reviews of learned cards were recalled, from `first` on."""
    unit, starts = parts_of(first, today)
    sums = [[0, 0] for _ in starts]
    for day, phase, rating, answers, _ in reviews:
        if day >= first and PHASES[phase] in {Phase.YOUNG, Phase.MATURE}:
            of_part = sums[bisect_right(starts, day) - 1]
            of_part[0] += answers * (rating > 1)
            of_part[1] += answers
    parts = tuple(_share(start, *of_part) for start, of_part in zip(starts, sums, strict=True) if of_part[1])
    total = _share(first, sum(right for right, _ in sums), sum(asked for _, asked in sums))
    return Retention(words.retention(parts, total, target, unit, today), parts, total, target)


def _share(start: int, right: int, asked: int) -> Share:
    return Share(start, right, asked, *wilson(right, asked))


def time_use(days: Mapping[int, DaySum], first: int, today: int) -> TimeUse:
    """Return the time that days studied and answers took, from `first` on."""
    starts = parts_of(first, today).starts
    sums = [[0, 0, 0] for _ in starts]
    for day, (answers, duration) in days.items():
        if day >= first:
            of_part = sums[bisect_right(starts, day) - 1]
            for place, value in enumerate((1, answers, duration)):
                of_part[place] += value
    parts = tuple(
        TimePart(start, duration / MINUTE / studied, duration / SECOND / answers)
        for start, (studied, answers, duration) in zip(starts, sums, strict=True)
        if studied
    )
    studied, answers, duration = (sum(column) for column in zip(*sums, strict=True))
    return TimeUse(words.time_use(parts, studied, answers, duration / MINUTE, first, today), parts)


def grades(reviews: Iterable[AnswerSum], first: int, today: int) -> Grades:
    """Return how often each grade was given in each phase, from `first` on."""
    counts = [[0, 0, 0, 0] for _ in PHASES]
    for day, phase, rating, answers, _ in reviews:
        if day >= first:
            counts[phase][rating - 1] += answers
    mixes = tuple(
        GradeMix(phase, (again, hard, good, easy))
        for phase, (again, hard, good, easy) in zip(PHASES, counts, strict=True)
    )
    return Grades(words.grades(mixes, first, today), mixes)


# --- As it stands ------------------------------------------------------------------------------------


def stabilities(cards: Sequence[int], middle: float) -> Stabilities:
    """Return how long memories last, from the cards between STABILITY_EDGES and the median in days."""
    edges: tuple[float | None, ...] = (0, *STABILITY_EDGES, None)
    bins = tuple(
        StabilityBin(low or 0, high, number)
        for low, high, number in zip(edges, edges[1:], cards, strict=False)
    )
    return Stabilities(words.stabilities(bins, middle), bins, middle)


def due(
    reviews: Mapping[int, float], new: Sequence[int], pace: Pace, today: int, goal: int, known: int
) -> DueForecast:
    """Return what the days ahead ask for: reviews by study day, and new cards, from today on.

    `pace` is how long a card takes; `known` is how many cards and answers there are to go by.
    """
    shown = tuple(
        DueDay(day, round(asked), (asked * pace.review + fresh * pace.new) / MINUTE, fresh)
        for day, fresh in enumerate(new, start=today)
        for asked in [reviews.get(day, 0.0)]
    )
    return DueForecast(words.due(shown, known, goal), shown, goal)


def course_days(first: int, today: int) -> list[int]:
    """Return the days at which mastery is looked at: evenly from `first` to today, which is the last."""
    length = today - first
    count = min(COURSE_POINTS, length + 1)
    if count <= 1:
        return [today]
    return [first + round(length * number / (count - 1)) for number in range(count)]


def mastery(courses: Sequence[Course], first: int, today: int, known: int) -> MasteryCourse:
    """Return mastery over time; `known` is how many cards and answers there are to go by."""
    return MasteryCourse(words.mastery(courses, first, today, known), tuple(courses))
