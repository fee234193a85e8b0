"""The forgetting curve of a card in days from today: what was, which answers lifted it, where it goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_cards.study.card import Memory, New
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.history import LogKind, LogRow
from roadmap_cards.study.schedule import DEFAULT, recall_curve, retrievability

Point = tuple[float, float]
"""Days from today (negative in the past) and recall, from 0 to 1."""

SHORTEST_FORECAST, LONGEST_FORECAST = 7, 365
"""Days."""

FORECAST_POINTS = 32


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
    ahead = min(max(round(memory.stability), SHORTEST_FORECAST), LONGEST_FORECAST)
    step = max(1, ahead // FORECAST_POINTS)
    days = [*range(0, ahead, step), ahead]
    forecast = tuple((float(day), retrievability(memory, today + day, parameters)) for day in days)
    return Curve(past, _reviews(answers, today, parameters), forecast)


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
