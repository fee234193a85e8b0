"""The forgetting curve of a card in days from today: what was, which answers lifted it, where it goes.

That of an item is the mean of its cards. A refit bends the curve on its day and leaves what lies before it
as it was: each stretch is drawn with the parameters that were in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from roadmap_cards.study.card import Learned, Memory, New
from roadmap_cards.study.forgetting import Parameters, decay_and_factor, recall_after
from roadmap_cards.study.history import LogKind, LogRow, Source
from roadmap_cards.study.schedule import DEFAULT, recall_curve, retrievability

Point = tuple[float, float]
"""Days from today (negative in the past) and recall, from 0 to 1."""

SHORTEST_FORECAST, LONGEST_FORECAST = 7, 365
"""Days."""

FORECAST_POINTS = 32

MEAN_POINTS = 240
"""About how many points the past of a mean has, however many answers divide it."""

_Fading = tuple[int, float, float, float]
"""The study day of the answer that a stability counts from, that stability in days, D and F of its curve."""


Versions = Mapping[int, Parameters]
"""The parameters that rows of the log name, by their id."""

NO_VERSIONS: Versions = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Curve:
    """`past` ends today, `forecast` begins today; `reviews` are what was left just before each answer."""

    past: tuple[Point, ...] = ()
    reviews: tuple[Point, ...] = ()
    forecast: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a card from a study day on: since when it is forgotten, and how fast.

    `last` is the study day of the answer that the stability (in days) counts from; it is earlier than `day`
    after a refit.
    """

    day: int
    last: int
    stability: float
    parameters: Parameters

    @property
    def is_answer(self) -> bool:
        return self.day == self.last

    def recall(self, day: float) -> float:
        """Return the recall on a day, from 0 to 1."""
        return recall_after(day - self.last, self.stability, self.parameters)


def curve(
    rows: Iterable[LogRow],
    memory: Memory,
    today: int,
    parameters: Parameters = DEFAULT,
    versions: Versions = NO_VERSIONS,
) -> Curve:
    """Return the curve of a card with this memory from the rows of its log that count, oldest first.

    The forecast follows `parameters` and looks ahead as far as the memory is stable, a week at least and a
    year at most. So does the past, where `versions` do not have what a row names.
    """
    if isinstance(memory, New):
        return Curve()
    history = _history(rows, parameters, versions)
    ends = [*(known.day for known in history[1:]), today]
    past = tuple(
        (day - today, recall)
        for known, end in zip(history, ends, strict=bool(history))
        for day, recall in _stretch(known, min(end, today))
    )
    days = _days_ahead(memory.stability)
    forecast = tuple((float(day), retrievability(memory, today + day, parameters)) for day in days)
    return Curve(past, _reviews(history, today), forecast)


def mean_curve(
    cards: Sequence[tuple[Iterable[LogRow], Memory]],
    today: int,
    parameters: Parameters = DEFAULT,
    versions: Versions = NO_VERSIONS,
) -> Curve:
    """Return the curve of an item from the log and the memory of each of its cards.

    On any day it is the mean recall of the cards seen by then. The forecast looks as far ahead as their
    memories are stable on average. `parameters` and `versions` are as in `curve`.
    """
    learned = [memory for _, memory in cards if isinstance(memory, Learned)]
    histories = [
        found
        for rows, memory in cards
        if isinstance(memory, Learned) and (found := _history(rows, parameters, versions))
    ]
    if not learned:
        return Curve()
    ahead = _days_ahead(sum(memory.stability for memory in learned) / len(learned))
    decay, factor = decay_and_factor(parameters)
    forecast = tuple(
        (
            float(day),
            # As `retrievability` has it, with the shape of the curve looked up once.
            sum(
                (1 + factor * max(0, today + day - memory.last_day) / memory.stability) ** decay
                for memory in learned
            )
            / len(learned),
        )
        for day in ahead
    )
    days = sorted({known.day for history in histories for known in history if known.day < today} | {today})
    answered = {known.day for history in histories for known in history if known.is_answer}
    samples = max(2, MEAN_POINTS // len(days))
    past: list[Point] = []
    reviews: list[Point] = []
    fading = [_by_day(history) for history in histories]
    standing: list[_Fading | None] = [None] * len(histories)
    for start, end in pairwise(days):
        # What stands after the answers of `start`; the end of the stretch is what those of `end` met.
        for at, lasts in enumerate(fading):
            standing[at] = lasts.get(start, standing[at])
        seen = [one for one in standing if one is not None]
        gaps = ((end - start) * (sample / samples) ** 2 for sample in range(samples + 1))
        past += [(start + gap - today, _mean(seen, start + gap)) for gap in gaps]
        if end < today and end in answered:
            reviews.append(past[-1])
    if past and any(history[-1].day >= today for history in histories):
        if max(answered) >= today:
            reviews.append(past[-1])
        past.append(forecast[0])
    return Curve(tuple(past), tuple(reviews), forecast)


def _days_ahead(stability: float) -> list[int]:
    """Return the days from today on which a forecast has its points."""
    ahead = min(max(round(stability), SHORTEST_FORECAST), LONGEST_FORECAST)
    return [*range(0, ahead, max(1, ahead // FORECAST_POINTS)), ahead]


def _history(rows: Iterable[LogRow], parameters: Parameters, versions: Versions) -> list[_Known]:
    """Return what came to be known of a card since it was last set back to new, with days in order.

    Who travels west may answer on an earlier study day than before; here days never run backwards.
    """
    known: list[_Known] = []
    in_force: Parameters | None = None
    for row in rows:
        if row.kind is LogKind.RESET:
            known.clear()
        elif row.moved and row.stability is not None:
            # What Anki's own weights reckoned is forgotten along the curve that is in force here.
            if row.source is not Source.ANKI and row.parameters is not None:
                in_force = versions.get(row.parameters, parameters)
            day = max(row.day, known[-1].day) if known else row.day
            refit = row.kind is LogKind.REFIT and bool(known)
            last = known[-1].last if refit else day
            known.append(_Known(day, last, row.stability, in_force or parameters))
    return known


def _stretch(known: _Known, end: int) -> list[Point]:
    """Return points (study day, recall) from the day on which something came to be known to `end`."""
    if known.day >= end:
        return []
    points = recall_curve([(known.last, known.stability)], end, known.parameters)
    if known.is_answer:
        return points
    return [(float(known.day), known.recall(known.day)), *(point for point in points if point[0] > known.day)]


def _by_day(history: Sequence[_Known]) -> dict[int, _Fading]:
    """Return how a card is forgotten from each day on which something came to be known of it."""
    return {
        known.day: (known.last, known.stability, *decay_and_factor(known.parameters)) for known in history
    }


def _mean(standing: Sequence[_Fading], day: float) -> float:
    # As `recall_after` has it. An item of many cards asks this tens of thousands of times.
    recalls = [
        (1 + factor * (day - last) / stability) ** decay for last, stability, decay, factor in standing
    ]
    return float(sum(recalls) / len(recalls))


def _reviews(history: Sequence[_Known], today: int) -> tuple[Point, ...]:
    """Return the recall that the first answer of each day met; the very first answer met none."""
    return tuple(
        (float(known.day - today), before.recall(known.day))
        for before, known in pairwise(history)
        if known.is_answer and known.day > before.last
    )
