"""Months as a whole: from sums by study day to their numbers, and each in a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from roadmap_cards.study.day import MINUTE, date_of, day_of
from roadmap_cards.study.share import wilson
from roadmap_cards.study.statistics import PHASES, Held, MonthStudy, Phase, Share
from roadmap_cards.study.statistics_charts import YEAR, AnswerSum, DaySum
from roadmap_cards.study.statistics_words import MONTHS
from roadmap_cards.study.wording import counted, percent

LEARNED = (Phase.YOUNG, Phase.MATURE)


def month_starts(today: int) -> tuple[int, ...]:
    """Return the first days of the months that the calendar of a year up to today touches, oldest first."""
    first, last = date_of(today - YEAR + 1), date_of(today)
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(day_of(date(number // 12, number % 12 + 1, 1)) for number in numbers)


def month_ends(today: int) -> tuple[int, ...]:
    """Return the last days of the same months; of the present one that is today."""
    return (*(start - 1 for start in month_starts(today)[1:]), today)


def months(
    reviews: Iterable[AnswerSum],
    days: Mapping[int, DaySum],
    held: Sequence[Held],
    first: int | None,
    today: int,
) -> tuple[MonthStudy, ...]:
    """Return the months of the calendar from the sums of their days.

    `held` is what was held on `month_ends`, empty where no roadmap tells; `first` is the first study day.
    """
    starts = month_starts(today)
    recalls: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for day, phase, rating, answers, _ in reviews:
        if day >= starts[0] and PHASES[phase] in LEARNED:
            of_month = recalls[bisect_right(starts, day) - 1]
            of_month[0] += answers * (rating > 1)
            of_month[1] += answers
    spent: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for day, found in days.items():
        if day >= starts[0]:
            of_month = spent[bisect_right(starts, day) - 1]
            of_month[0] += 1
            of_month[1] += found.duration
    made = []
    for number, (start, end) in enumerate(zip(starts, month_ends(today), strict=True)):
        right, asked = recalls[number]
        studied, duration = spent[number]
        share = Share(start, right, asked, *wilson(right, asked))
        at_end = held[number] if held else None
        begun = first is not None and first <= end
        said = sentence(start, studied, share, duration / MINUTE, at_end, today, begun=begun)
        made.append(MonthStudy(start, studied, share, duration / MINUTE, at_end, said))
    return tuple(made)


def sentence(
    start: int,
    days: int,
    recalls: Share,
    minutes: float,
    held: Held | None,
    today: int,
    *,
    begun: bool,
) -> str:
    """Return a month in a sentence: “August: 24 days studied, 1,012 reviews, 86 % recalled (84 to 88), 5 h”.

    `begun` says whether anything had been studied by its end.
    """
    name = _name(start, today)
    if not days:
        told = f"{name}: {'no study' if begun else 'nothing yet'}"
    else:
        parts = [counted(days, "day") + " studied"]
        if recalls.asked:
            band = f"{recalls.low * 100:.0f} to {recalls.high * 100:.0f}"
            parts += [counted(recalls.asked, "review"), f"{percent(recalls.share)} recalled ({band})"]
        told = f"{name}: {', '.join([*parts, hours(minutes)])}"
    if held is None or not begun:
        return told
    at_end = "" if _is_now(start, today) else " at its end"
    return f"{told}; {held.items:,} of {counted(held.of, 'item')} held{at_end}"


def hours(minutes: float) -> str:
    """Return a time as one adds it up: “5 h 12 min”, “48 min”, “under a minute”."""
    whole, rest = divmod(round(minutes), 60)
    parts = [f"{whole:,} h"] * bool(whole) + [f"{rest} min"] * bool(rest)
    return " ".join(parts) or "under a minute"


def _name(start: int, today: int) -> str:
    then = date_of(start)
    month = MONTHS[then.month - 1]
    if _is_now(start, today):
        return f"{month} so far"
    return month if then.year == date_of(today).year else f"{month} {then.year}"


def _is_now(start: int, today: int) -> bool:
    then, now = date_of(start), date_of(today)
    return (then.year, then.month) == (now.year, now.month)
