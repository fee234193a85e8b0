"""What the charts of the trust page come to, in a sentence, and their numbers as tables."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_cards.study.share import wilson
from roadmap_cards.study.statistics import Said, Span, Table
from roadmap_cards.study.statistics_words import as_percent, upper_first
from roadmap_cards.study.trust import ENOUGH_ANSWERS, ENOUGH_REVIEWS, ReliabilityBin, SurenessShare
from roadmap_cards.study.wording import counted, percent

LONGER = {Span.MONTH: Span.QUARTER, Span.QUARTER: Span.YEAR, Span.YEAR: Span.ALL}
"""Where to look next when a span holds too little; behind all of it there is nothing."""

WHY = "Of fewer nobody could tell what is an error and what is chance."
WHY_LATE = f"A review is late after at least one and a half times the wait that was planned. {WHY}"

WHEN = {
    Span.MONTH: "in the last 30 days",
    Span.QUARTER: "in the last 3 months",
    Span.YEAR: "in the last 12 months",
    Span.ALL: "so far",
}


def reliability(
    bins: Sequence[ReliabilityBin],
    answers: int,
    recalled: int,
    bias: float,
    span: Span,
    *,
    late: bool,
) -> Said:
    """Say by how much predictions are off, as far as chance lets one tell."""
    rows = tuple(
        (
            as_percent(one.predicted),
            as_percent(one.recalled / one.answers),
            as_percent(one.low),
            as_percent(one.high),
            one.recalled,
            one.answers,
        )
        for one in bins
    )
    table = Table(("Said %", "Recalled %", "Low %", "High %", "Recalled", "Reviews"), rows)
    which = "late review" if late else "review"
    note = f"{counted(answers, which)} of learned cards {WHEN[span]}"
    missing = max(0, ENOUGH_REVIEWS - answers)
    if missing:
        return Said(_lacking(answers, span, late=late), note, table, missing)
    return Said(_off(answers, recalled, bias, late=late), note, table)


def _lacking(answers: int, span: Span, *, late: bool) -> str:
    """Say what is missing, and how much of it there is."""
    there = f"{'is' if answers == 1 else 'are'} {answers}" if answers else "are none"
    which = "Late reviews" if late else "Reviews"
    return f"{which} tell this; there {there} {WHEN[span]}, it takes {ENOUGH_REVIEWS}"


def _off(answers: int, recalled: int, bias: float, *, late: bool) -> str:
    points = round(abs(bias) * 100)
    what = "Late reviews:" if late else "Forecasts are"
    if not points:
        return f"{what} right to the point"
    off = f"{what} off by {counted(points, 'point')}"
    low, high = wilson(recalled, answers)
    if low <= recalled / answers + bias <= high:
        return f"{off}, which may be chance"
    return f"{off}; you remember {'less' if bias > 0 else 'more'} than was said"


def sureness(shares: Sequence[SurenessShare], span: Span) -> Said:
    """Say whether who was sure was right, and who guessed was not."""
    rows = tuple(
        (one.words, one.right, one.asked, as_percent(_share(one)), as_percent(one.low), as_percent(one.high))
        for one in shares
    )
    table = Table(("Handed in", "Right", "Answers", "Right %", "Low %", "High %"), rows)
    note = f"{counted(sum(one.asked for one in shares), 'answer')} in quizzes {WHEN[span]}"
    sure, guessing = shares
    told = []
    if sure.asked >= ENOUGH_ANSWERS:
        told.append(f"when you are sure, {percent(_share(sure))} is right")
    if guessing.asked >= ENOUGH_ANSWERS:
        told.append(f"when you guess, {percent(_share(guessing))}{'' if told else ' is right'}")
    if told:
        return Said(upper_first("; ".join(told)), note, table)
    most = max(sure.asked, guessing.asked)
    given = f"{most} {'was' if most == 1 else 'were'}" if most else "none was"
    as_what = "sure" if sure.asked >= guessing.asked else "guessing"
    finding = f"Quiz answers tell this; {given} given {as_what} {WHEN[span]}, it takes {ENOUGH_ANSWERS}"
    return Said(finding, note, table, ENOUGH_ANSWERS - most)


def _share(one: SurenessShare) -> float:
    return one.right / one.asked if one.asked else 0.0
