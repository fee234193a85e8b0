"""What the charts of the trust page come to, in a sentence, and their numbers as tables."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_cards.study.share import wilson
from roadmap_cards.study.statistics import Said, Span, Table
from roadmap_cards.study.statistics_words import as_percent, upper_first
from roadmap_cards.study.trust import ENOUGH_ANSWERS, ENOUGH_REVIEWS, ReliabilityBin, SurenessShare
from roadmap_cards.study.wording import counted, percent

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
        finding = f"{counted(missing, f'more {which}')} and this says something"
        return Said(finding, note, table, missing)
    return Said(_off(answers, recalled, bias, late=late), note, table)


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
    missing = ENOUGH_ANSWERS - max(sure.asked, guessing.asked)
    return Said(f"{counted(missing, 'more answer')} in quizzes and this says something", note, table, missing)


def _share(one: SurenessShare) -> float:
    return one.right / one.asked if one.asked else 0.0
