"""The forgetting curve of a card in days from today: what was, which answers lifted it, where it goes.

That of an item is the mean of its cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from roadmap_cards.study.card import Learned, Memory, New
from roadmap_cards.study.forgetting import Parameters, recall_after
from roadmap_cards.study.history import LogKind, LogRow
from roadmap_cards.study.schedule import DEFAULT, recall_curve, retrievability

Point = tuple[float, float]
"""Days from today (negative in the past) and recall, from 0 to 1."""

SHORTEST_FORECAST, LONGEST_FORECAST = 7, 365
"""Days."""

FORECAST_POINTS = 32

MEAN_POINTS = 240
"""About how many points the past of a mean has, however many answers divide it."""


@dataclass(frozen=True, slots=True)
class Curve:
    """`past` ends today, `forecast` begins today; `reviews` are what was left just before each answer."""

    past: tuple[Point, ...] = ()
    reviews: tuple[Point, ...] = ()
    forecast: tuple[Point, ...] = ()


def curve(rows: Iterable[LogRow], memory: Memory, today: int, parameters: Parameters = DEFAULT) -> Curve:
    """Return the curve of a card with this memory from the rows of its log that count, oldest first.

    The forecast looks ahead as far as the memory is stable, a week at least and a year at most.
    """
    if isinstance(memory, New):
        return Curve()
    answers = _answers(rows)
    past = tuple((day - today, recall) for day, recall in recall_curve(answers, today, parameters))
    days = _days_ahead(memory.stability)
    forecast = tuple((float(day), retrievability(memory, today + day, parameters)) for day in days)
    return Curve(past, _reviews(answers, today, parameters), forecast)


def mean_curve(
    cards: Sequence[tuple[Iterable[LogRow], Memory]], today: int, parameters: Parameters = DEFAULT
) -> Curve:
    """Return the curve of an item from the log and the memory of each of its cards.

    On any day it is the mean recall of the cards seen by then. The forecast looks as far ahead as their
    memories are stable on average.
    """
    learned = [memory for _, memory in cards if isinstance(memory, Learned)]
    histories = [found for rows, memory in cards if isinstance(memory, Learned) and (found := _forward(rows))]
    if not learned:
        return Curve()
    ahead = _days_ahead(sum(memory.stability for memory in learned) / len(learned))
    forecast = tuple(
        (
            float(day),
            sum(retrievability(memory, today + day, parameters) for memory in learned) / len(learned),
        )
        for day in ahead
    )
    days = sorted({day for history in histories for day, _ in history if day < today} | {today})
    samples = max(2, MEAN_POINTS // len(days))
    past: list[Point] = []
    reviews: list[Point] = []
    for start, end in pairwise(days):
        # What stands after the answers of `start`; the end of the stretch is what those of `end` met.
        standing = [last for history in histories if (last := _last(history, start))]
        gaps = ((end - start) * (sample / samples) ** 2 for sample in range(samples + 1))
        past += [(start + gap - today, _mean(standing, start + gap, parameters)) for gap in gaps]
        if end < today:
            reviews.append(past[-1])
    if past and any(history[-1][0] >= today for history in histories):
        reviews.append(past[-1])
        past.append(forecast[0])
    return Curve(tuple(past), tuple(reviews), forecast)


def _days_ahead(stability: float) -> list[int]:
    """Return the days from today on which a forecast has its points."""
    ahead = min(max(round(stability), SHORTEST_FORECAST), LONGEST_FORECAST)
    return [*range(0, ahead, max(1, ahead // FORECAST_POINTS)), ahead]


def _forward(rows: Iterable[LogRow]) -> list[tuple[int, float]]:
    """Return study day and stability of each answer, with days that never run backwards."""
    answers = _answers(rows)
    days = accumulate((day for day, _ in answers), max)
    return [(day, stability) for day, (_, stability) in zip(days, answers, strict=True)]


def _last(history: Sequence[tuple[int, float]], day: int) -> tuple[int, float] | None:
    """Return the last answer up to a day."""
    return next((answer for answer in reversed(history) if answer[0] <= day), None)


def _mean(answers: Sequence[tuple[int, float]], day: float, parameters: Parameters) -> float:
    return sum(recall_after(day - last, stability, parameters) for last, stability in answers) / len(answers)


def _answers(rows: Iterable[LogRow]) -> list[tuple[int, float]]:
    """Return study day and stability of each answer since the card was last set back to new."""
    answers: list[tuple[int, float]] = []
    for row in rows:
        if row.kind is LogKind.RESET:
            answers.clear()
        elif row.moved and row.stability is not None:
            answers.append((row.day, row.stability))
    return answers


def _reviews(answers: list[tuple[int, float]], today: int, parameters: Parameters) -> tuple[Point, ...]:
    """Return the recall that the first answer of each day met; the very first answer met none."""
    found: list[Point] = []
    for index in range(1, len(answers)):
        day = answers[index][0]
        if day > max(earlier for earlier, _ in answers[:index]):
            _, recall = recall_curve(answers[:index], day, parameters, samples=1)[-1]
            found.append((float(day - today), recall))
    return tuple(found)
