"""Statistics as values, made up: a learner of 266 days, so that charts can be seen without a collection."""

from __future__ import annotations

from datetime import date
from math import sqrt
from random import Random

from roadmap_cards.study.day import day_of
from roadmap_cards.study.statistics import (
    Calendar,
    Course,
    DayStudy,
    DueDay,
    DueForecast,
    GradeMix,
    Grades,
    Held,
    MasteryCourse,
    MonthStudy,
    Phase,
    Place,
    Retention,
    Said,
    Scope,
    Share,
    Span,
    Stabilities,
    StabilityBin,
    Statistics,
    Table,
    TimePart,
    TimeUse,
)
from roadmap_cards.study.statistics_months import month_ends, month_starts, sentence

TODAY = day_of(date(2026, 11, 23))
FIRST = day_of(date(2026, 3, 2))
MONTHS = tuple(day_of(date(2026, month, 1)) for month in range(3, 12))
PLACES = (
    Place(Scope(), "Everything"),
    Place(Scope(level=1), "Junior"),
    Place(Scope(topic=11), "Python Basics", "Junior"),
    Place(Scope(topic=12), "Deep Learning Frameworks and the Training of Networks", "Junior"),
    Place(Scope(level=2), "Middle"),
)


def made_statistics(
    *, span: Span = Span.YEAR, scope: Scope = PLACES[0].scope, missing: int = 0
) -> Statistics:
    """Return a whole page; `missing` reviews are short for the charts of reviews."""
    rng = Random(7)
    days = tuple(
        DayStudy(day, round(minutes * 2.4), minutes)
        for day in range(TODAY - 364, TODAY + 1)
        for minutes in [_minutes(day, rng)]
    )
    return Statistics(
        day=TODAY,
        span=span,
        scope=scope,
        places=PLACES,
        calendar=_calendar(days),
        due=_due(),
        retention=_retention(missing),
        time=_time(missing),
        grades=_grades(missing),
        stabilities=_stabilities(),
        mastery=_mastery(),
    )


def nothing() -> Statistics:
    """Return the page of a collection in which nothing was answered yet."""
    some = made_statistics()
    days = tuple(DayStudy(day.day, 0, 0.0) for day in some.calendar.days)
    said = Said("Nothing studied yet", "", Table(("Day", "Minutes"), ()), 20)
    calendar = Calendar(said, days, None)
    return Statistics(
        TODAY,
        some.span,
        some.scope,
        some.places,
        calendar,
        some.due,
        _retention(20),
        _time(20),
        _grades(20),
        some.stabilities,
        some.mastery,
    )


def _minutes(day: int, rng: Random) -> float:
    if day < FIRST or rng.random() < 0.12:
        return 0.0
    return max(1.0, rng.gauss(9 + 6 * min(1, (day - FIRST) / 200), 3.6))


def _calendar(days: tuple[DayStudy, ...]) -> Calendar:
    studied = [day for day in days if day.answers]
    rows = tuple((f"day {day.day}", day.answers, round(day.minutes, 1)) for day in days)
    minutes = sum(day.minutes for day in studied) / len(studied)
    finding = f"You studied on {len(studied)} of {TODAY - FIRST + 1} days, {minutes:.0f} minutes each"
    said = Said(finding, "", Table(("Day", "Answers", "Minutes"), rows))
    return Calendar(said, days, FIRST, _months(days))


def _months(days: tuple[DayStudy, ...]) -> tuple[MonthStudy, ...]:
    ends = month_ends(TODAY)
    found = []
    for at, (start, end) in enumerate(zip(month_starts(TODAY), ends, strict=True)):
        studied = [day for day in days if start <= day.day <= end and day.answers]
        recalls, held = _share(start, 0.88, max(1, sum(day.answers for day in studied))), Held(9 * at, 375)
        minutes = sum(day.minutes for day in studied)
        words = sentence(start, len(studied), recalls, minutes, held, TODAY, begun=end >= FIRST)
        found.append(MonthStudy(start, len(studied), recalls, minutes, held, words))
    return tuple(found)


def _due() -> DueForecast:
    first = (14, 15, 11, 17, 12, 10, 13, 12, 14, 11, 13, 12, 9, 11, 10)
    last = (12, 11, 9, 10, 11, 8, 10, 9, 9, 8, 10, 9, 8, 8, 9)
    days = tuple(DueDay(TODAY + at, 3 * each, float(each), 9) for at, each in enumerate((*first, *last)))
    rows = tuple((f"day {day.day}", day.reviews, day.minutes) for day in days)
    said = Said(
        "Due: 11 minutes a day for 30 days",
        "reviews and 9 new a day until Distributed Training is done",
        Table(("Day", "Reviews", "Minutes"), rows),
    )
    return DueForecast(said, days, 15)


def _share(start: int, share: float, asked: int) -> Share:
    z = 1.645
    middle = (share + z * z / 2 / asked) / (1 + z * z / asked)
    reach = z * sqrt(share * (1 - share) / asked + z * z / 4 / asked / asked) / (1 + z * z / asked)
    return Share(start, round(share * asked), asked, middle - reach, middle + reach)


def _retention(missing: int) -> Retention:
    shares = (0.868, 0.879, 0.886, 0.893, 0.884, 0.897, 0.899, 0.903, 0.908)
    asked = (310, 452, 520, 640, 380, 690, 780, 860, 640)
    parts = tuple(map(_share, MONTHS, shares, asked))
    right = sum(part.right for part in parts)
    total = _share(MONTHS[0], right / sum(asked), sum(asked))
    rows = tuple((f"{part.start}", part.right, part.asked) for part in parts)
    said = Said(
        _lacking(missing) or "You remember 90 %, as you asked",
        "" if missing else "reviews by month since March, each with its 90 % interval",
        Table(("Month", "Recalled", "Reviews"), rows),
        missing,
    )
    return Retention(said, () if missing else parts, total, 0.9)


def _lacking(missing: int) -> str:
    return f"{missing} more reviews show what you remember" if missing else ""


def _time(missing: int) -> TimeUse:
    minutes = (9.2, 10.4, 11.0, 12.8, 10.1, 13.9, 14.4, 15.2, 13.1)
    seconds = (14.2, 12.9, 11.8, 10.9, 11.3, 10.2, 9.6, 9.1, 8.7)
    parts = tuple(map(TimePart, MONTHS, minutes, seconds))
    rows = tuple((f"{part.start}", part.minutes_a_day, part.seconds_an_answer) for part in parts)
    finding = _lacking(missing) or "A card takes 8.7 seconds, 5.5 fewer than in March"
    note = "" if missing else "minutes on days studied, seconds an answer, by month"
    return TimeUse(Said(finding, note, Table(("Month", "Minutes", "Seconds"), rows), missing), parts)


def _grades(missing: int) -> Grades:
    mixes = (
        GradeMix(Phase.NEW, (310, 122, 905, 61)),
        GradeMix(Phase.STEPS, (401, 90, 1240, 22)),
        GradeMix(Phase.YOUNG, (288, 140, 1390, 110)),
        GradeMix(Phase.MATURE, (211, 170, 2120, 380)),
    )
    rows = tuple((str(mix.phase), *mix.counts) for mix in mixes)
    finding = _lacking(missing) or "Good is your answer to 73 % of mature cards"
    note = "" if missing else "answers by what the card was, in the last 12 months"
    table = Table(("Card", "Again", "Hard", "Good", "Easy"), rows)
    return Grades(Said(finding, note, table, missing), mixes)


def _stabilities() -> Stabilities:
    edges = (0, 1, 3, 7, 14, 30, 61, 122, 365)
    cards = (14, 52, 91, 160, 240, 310, 205, 96, 22)
    bins = tuple(
        StabilityBin(low, edges[at + 1] if at + 1 < len(edges) else None, cards[at])
        for at, low in enumerate(edges)
    )
    rows = tuple((one.low, one.cards) for one in bins)
    finding, note = (
        "Half of your memories last 5 weeks or more",
        "seen cards by stability: days to 90 % recall",
    )
    return Stabilities(Said(finding, note, Table(("From days", "Cards"), rows)), bins, 36.0)


def _mastery() -> MasteryCourse:
    def course(title: str, end: float, start: float, power: float) -> Course:
        days = [round(FIRST + (TODAY - FIRST) * at / 59) for at in range(60)]
        rise = [max(0.0, (at / 59 - start) / (1 - start)) ** power * end for at in range(60)]
        return Course(title, tuple(zip(days, rise, strict=True)), 0.8)

    courses = (
        course("Junior", 0.75, 0, 0.75),
        course("Middle", 0.54, 0.36, 0.9),
        course("Senior", 0.06, 0.8, 1.1),
        course("Expert", 0.01, 0.9, 1.0),
    )
    rows = tuple(
        (course.title, f"day {day}", round(share, 3)) for course in courses for day, share in course.points
    )
    said = Said(
        "Junior is 5 points from ready",
        "mastery by level since March; ready at 80 %",
        Table(("Level", "Day", "Mastery"), rows),
    )
    return MasteryCourse(said, courses)
