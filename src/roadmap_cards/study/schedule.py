"""When a card comes back: FSRS-6 on study days, with a fuzz of our own.

The only importer of `fsrs`. The engine counts days as blocks of 24 hours and draws its fuzz from the global
random numbers; here a day is a study day (see study.day), and the fuzz follows from the card alone, so that
the interval on a button is the one that will be stored.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from itertools import accumulate
from math import floor, inf, isfinite
from typing import TypeAlias

import fsrs
from fsrs.scheduler import DEFAULT_PARAMETERS

from roadmap_cards.study.card import Learned, Memory, New, Rating, Stage
from roadmap_cards.study.day import Moment, day_of
from roadmap_cards.study.forgetting import Parameters, days_until, recall_after

STABILITY_RANGE = (0.001, 36_500.0)
"""Days. The engine knows only the lower end; the upper one is that of fsrs-rs, the engine of Anki."""

MILLISECOND = timedelta(milliseconds=1)

LEARNING_STEPS = (timedelta(minutes=1), timedelta(minutes=10))
RELEARNING_STEPS = (timedelta(minutes=10),)

FUZZ_FROM = 2.5
"""Days; a shorter interval is never moved."""
FUZZ_SHARES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, inf, 0.05))
"""The share of each stretch of an interval (from day, to day) that it may be moved by, both ways."""

LAST_DAY = day_of(date.max)
"""The last study day that has a calendar date; nothing is due after it."""

VIRTUAL_LAST_ANSWER = datetime.min.replace(tzinfo=UTC)
"""The engine sees only differences of times; from here on no study day is out of the calendar's reach."""

STAGES = {
    fsrs.State.Learning: Stage.LEARNING,
    fsrs.State.Review: Stage.REVIEW,
    fsrs.State.Relearning: Stage.RELEARNING,
}
STATES = {stage: state for state, stage in STAGES.items()}
RATINGS = tuple(zip(Rating, fsrs.Rating, strict=True))


DEFAULT = Parameters(1, DEFAULT_PARAMETERS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rating makes of a card: what its button shows, and what is stored if it is chosen."""

    rating: Rating
    memory: Learned


Outcomes: TypeAlias = tuple[Outcome, Outcome, Outcome, Outcome]
"""Again, Hard, Good and Easy, in this order."""


# --- Forgetting --------------------------------------------------------------------------------------


def retrievability(memory: Memory, day: int, parameters: Parameters = DEFAULT) -> float:
    """Return the chance (0 to 1) that a card is recalled on a study day; 0 for a card never answered."""
    if isinstance(memory, New):
        return 0.0
    return recall_after(max(0, day - memory.last_day), memory.stability, parameters)


def interval_for(stability: float, target_recall: float, parameters: Parameters = DEFAULT) -> float:
    """Return after how many days recall falls to `target_recall`: the inverse of `retrievability`."""
    return days_until(target_recall, stability, parameters)


def recall_curve(
    answers: Sequence[tuple[int, float]], horizon: int, parameters: Parameters = DEFAULT, samples: int = 24
) -> list[tuple[float, float]]:
    """Return points (study day, recall) to draw a card's forgetting curve with, up to the day `horizon`.

    `answers` are the study day of each answer and the stability in days after it, oldest first. Each answer
    lifts recall to 1, so its day stands there twice; of several answers on one day the last counts. Between
    two answers lie `samples` points, closer together at the beginning, where the curve is steep.
    """
    # Who travels west may answer on an earlier study day than before; the curve never runs backwards.
    days = [*accumulate((day for day, _ in answers), max), horizon]
    points: list[tuple[float, float]] = []
    for index, (_, stability) in enumerate(answers):
        start, end = days[index], min(days[index + 1], horizon)
        if start < end:
            gaps = ((end - start) * (sample / samples) ** 2 for sample in range(samples + 1))
            points += [(start + gap, recall_after(gap, stability, parameters)) for gap in gaps]
    return points


def are_sound(weights: Sequence[float]) -> bool:
    """Tell whether these are 21 weights that the engine accepts: it knows the range of each."""
    try:
        fsrs.Scheduler(tuple(weights))
    except (ValueError, TypeError):
        return False
    return all(map(isfinite, weights))


# --- Scheduling --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Schedule:
    """The rule that says when a card comes back.

    `target_recall` (0.70 to 0.99) is the chance of recall at which a card is due, `maximum_interval` in days
    the longest wait (at least 4, so that Hard, Good and Easy can differ). Raises ValueError outside these
    ranges and for weights that FSRS-6 does not allow.
    """

    parameters: Parameters = DEFAULT
    target_recall: float = 0.9
    maximum_interval: int = 36_500
    _engine: fsrs.Scheduler = field(init=False, repr=False, compare=False)
    _reach: float = field(init=False, repr=False, compare=False)
    """Days until recall has fallen to the target, for each day of stability."""

    def __post_init__(self) -> None:
        """Check the ranges and build the engine once."""
        if not 0.70 <= self.target_recall <= 0.99:
            raise ValueError(f"target recall {self.target_recall} is not between 0.70 and 0.99")
        if self.maximum_interval < 4:
            raise ValueError(f"a maximum interval of {self.maximum_interval} days is under 4")
        engine = fsrs.Scheduler(
            self.parameters.weights,
            desired_retention=self.target_recall,
            learning_steps=LEARNING_STEPS,
            relearning_steps=RELEARNING_STEPS,
            maximum_interval=self.maximum_interval,
            enable_fuzzing=False,
        )
        object.__setattr__(self, "_engine", engine)
        object.__setattr__(self, "_reach", interval_for(1.0, self.target_recall, self.parameters))

    def outcomes(self, memory: Memory, card: uuid.UUID, moment: Moment) -> Outcomes:
        """Return what each of the four ratings, given at `moment`, makes of a card; the same every time.

        `card` and the number of its answers so far determine the fuzz.
        """
        before, now = _virtual(memory, moment)
        factor = _fuzz_factor(memory, card)
        outcomes: list[Outcome] = []
        shortest = 1
        for rating, engine_rating in RATINGS:
            after, _ = self._engine.review_card(before, engine_rating, now)
            stability = _stability(after)
            days = 0
            if after.state is fsrs.State.Review:
                # Each longer outcome needs a day of its own below the maximum.
                longest = self.maximum_interval - (Rating.EASY - rating)
                days = self._interval(stability, factor, shortest, longest)
                shortest = days + 1
            outcomes.append(Outcome(rating, _learned(memory, rating, after, stability, days, now, moment)))
        again, hard, good, easy = outcomes
        return again, hard, good, easy

    def _interval(self, stability: float, factor: float, shortest: int, longest: int) -> int:
        """Return the fuzzed interval in days: every day of its range is equally likely."""
        whole = min(max(round(stability * self._reach), 1), self.maximum_interval)
        low, high = _fuzz_range(whole)
        low = min(max(low, shortest), longest)
        high = min(max(high, shortest), longest)
        return low + floor(factor * (high - low + 1))


def _virtual(memory: Memory, moment: Moment) -> tuple[fsrs.Card, datetime]:
    """Return the card as the engine knows it and the time of the answer, in days of 24 hours that it counts.

    An answer on an earlier study day than the last (a clock set back, a journey west) counts as the same day.
    """
    if isinstance(memory, New):
        now = VIRTUAL_LAST_ANSWER
        return fsrs.Card(card_id=0, state=fsrs.State.Learning, step=0, due=now), now
    now = VIRTUAL_LAST_ANSWER + timedelta(days=max(0, moment.day - memory.last_day))
    card = fsrs.Card(
        card_id=0,
        state=STATES[memory.stage],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=now,
        last_review=VIRTUAL_LAST_ANSWER,
    )
    return card, now


def _learned(
    before: Memory,
    rating: Rating,
    after: fsrs.Card,
    stability: float,
    interval: int,
    now: datetime,
    moment: Moment,
) -> Learned:
    """Return the memory after an answer, in real time and study days again."""
    reps, lapses = (0, 0) if isinstance(before, New) else (before.reps, before.lapses)
    forgotten = isinstance(before, Learned) and before.stage is Stage.REVIEW and rating is Rating.AGAIN
    return Learned(
        stage=STAGES[after.state],
        step=after.step,
        stability=stability,
        difficulty=_known(after.difficulty),
        last_at=moment.at,
        last_day=moment.day,
        due_at=None if interval else moment.at + (after.due - now) // MILLISECOND,
        due_day=min(moment.day + interval, LAST_DAY),
        interval=interval,
        reps=reps + 1,
        lapses=lapses + forgotten,
    )


def _stability(card: fsrs.Card) -> float:
    lowest, highest = STABILITY_RANGE
    return min(max(_known(card.stability), lowest), highest)


def _known(value: float | None) -> float:
    """Return a value that the engine leaves open only before the first answer."""
    if value is None:
        raise ValueError("the engine returned a card without a memory")
    return value


# --- Fuzz --------------------------------------------------------------------------------------------


def _fuzz_factor(memory: Memory, card: uuid.UUID) -> float:
    """Return where in its range an interval falls, from 0 to just under 1: the same for all four ratings.

    A hash rather than a random number: it survives a restart, and every machine finds the same day.
    """
    reps = 0 if isinstance(memory, New) else memory.reps
    digest = blake2b(card.bytes + reps.to_bytes(4, "big"), digest_size=8).digest()
    # A float holds 53 bits exactly; with all 64 the quotient could be rounded up to 1.
    return float((int.from_bytes(digest, "big") >> 11) / 2**53)


def _fuzz_range(days: int) -> tuple[int, int]:
    """Return the shortest and the longest interval that `days` may become.

    Cards learnt together would come back together for ever; the ranges are those of py-fsrs and Anki.
    """
    if days < FUZZ_FROM:
        return days, days
    spread = 1.0
    for start, end, share in FUZZ_SHARES:
        if days > start:
            spread += share * (min(days, end) - start)
    return round(days - spread), round(days + spread)
