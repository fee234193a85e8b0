"""Study as it may go on: days of reviews and new cards, many lives at once, on arrays.

A life is simulated as the program would lead it: on a study day first what is due, most at risk first, then
new cards, as far as the minutes reach. Whether a card is recalled is drawn from the chance that FSRS-6 gives
it, shifted where this learner's own past says so; a card that is forgotten is relearnt the same day. What the
simulation leaves out: that two cards of one entry never share a day, and quizzes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from roadmap_cards.study import vector_schedule as fsrs
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.vector_schedule import AGAIN, EASY, GOOD, HARD, Reals, Wholes

NEVER = 2**30
"""The due day of a card that is not asked at all: its topic rests."""

STEPS_LEFT = {AGAIN: 2, HARD: 2, GOOD: 1, EASY: 0}
"""How many more answers (Good) a new card gets on its first day after its very first one."""


@dataclass(frozen=True, slots=True, eq=False)
class SimCards:
    """Cards as arrays of one length, in any order but for the new ones: those stand as they will be met.

    `stability` in days (0: new), `difficulty` from 1 to 10 (of a new card anything), study days. A card with
    the due day NEVER is not asked, and not met where it is new; of any other new card it means nothing.
    """

    stability: Reals
    difficulty: Reals
    last_day: Wholes
    due_day: Wholes

    def __len__(self) -> int:
        return len(self.stability)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a person studies.

    `minutes` on a study day at most, `share` of days that are studied (0 to 1), `new` cards a study day at
    most (2.5: two or three), then what a review takes, a new card with its repeats, and what a forgotten card
    takes besides, in seconds. `reviews` caps the reviews of a day. `grades` are the shares of Hard, Good and
    Easy among what is recalled, `first_grades` those of all four at the first meeting.
    """

    minutes: float
    share: float
    new: float
    review_seconds: float
    new_seconds: float
    lapse_seconds: float
    reviews: int | None = None
    grades: tuple[float, float, float] = (0.10, 0.75, 0.15)
    first_grades: tuple[float, float, float, float] = (0.35, 0.10, 0.45, 0.10)


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Every answer that moved a card, once for each day, in order of days: arrays of one length.

    `run` and `card` count from 0, `day` is a study day, `stability` that after the day, in days.
    """

    run: NDArray[np.int64]
    card: NDArray[np.int64]
    day: NDArray[np.int64]
    stability: Reals


@dataclass(frozen=True, slots=True, eq=False)
class Simulated:
    """What the lives came to: by run and day the seconds spent, reviews and new cards.

    `stability` and `last_day` are those after the last day, by run and card. `events` where they were asked.
    """

    seconds: Reals
    reviews: NDArray[np.int64]
    new: NDArray[np.int64]
    stability: Reals
    last_day: Wholes
    events: Events | None = None


OnDay: TypeAlias = Callable[[int, Reals, Wholes], bool | None]
"""Called in the morning of each day with the study day, and by run and card stability (0: new) and last day.

True ends the simulation there. The arrays are lent: they change with the next day.
"""


def simulate(
    cards: SimCards,
    pace: Pace,
    parameters: Parameters,
    target_recall: float | Reals,
    today: int,
    days: int,
    rng: np.random.Generator,
    runs: int = 1,
    shift: Reals | None = None,
    on_day: OnDay | None = None,
    record: bool = False,
    studied: NDArray[np.bool_] | None = None,
    new: Reals | None = None,
) -> Simulated:
    """Go through `days` study days, the first of which is `today`, in `runs` lives.

    `target_recall` is one for all, or one for each run. `shift` moves the chance of recall of each run, in
    logits; `studied` says on which days each run studies (runs x days), where `pace.share` is not to draw it,
    and `new` how many cards a day each run meets at most, where that is not `pace.new`.
    """
    most_new = np.full(runs, float(pace.new)) if new is None else new
    life = _Lives(cards, pace, most_new, parameters, target_recall, rng, runs, shift, record)
    if studied is None:
        studied = rng.random((runs, days)) < pace.share
    seconds = np.zeros((runs, days))
    reviews, met = np.zeros((runs, days), np.int64), np.zeros((runs, days), np.int64)
    for number in range(days):
        if on_day and on_day(today + number, life.stability, life.last_day):
            break
        if studied[:, number].any():
            done = life.study(today + number, studied[:, number])
            seconds[:, number], reviews[:, number], met[:, number] = done
    return Simulated(seconds, reviews, met, life.stability, life.last_day, life.events())


class _Lives:
    """The cards of all runs, one after the other in flat arrays, as days go by."""

    def __init__(
        self,
        cards: SimCards,
        pace: Pace,
        new: Reals,
        parameters: Parameters,
        target_recall: float | Reals,
        rng: np.random.Generator,
        runs: int,
        shift: Reals | None,
        record: bool,
    ) -> None:
        """Begin each run with the cards as they are."""
        self._pace, self._parameters, self._rng, self._runs = pace, parameters, rng, runs
        self._cards, self._new = len(cards), new
        self._stability = np.tile(cards.stability.astype(np.float64), runs)
        self._difficulty = np.tile(cards.difficulty.astype(np.float64), runs)
        self._last = np.tile(cards.last_day.astype(np.int32), runs)
        is_new = cards.stability <= 0
        self._due = np.tile(np.where(is_new, NEVER, cards.due_day).astype(np.int32), runs)
        self._to_meet = np.flatnonzero(is_new & (cards.due_day < NEVER))
        self._met = np.zeros(runs, np.int64)
        self._odds = None if shift is None else np.exp(shift)
        self._reach = fsrs.reaches(np.broadcast_to(np.asarray(target_recall, np.float64), runs), parameters)
        self._first = _first_days(parameters)
        self._most = _most_reviews(pace)
        self._grades = np.cumsum(pace.grades) / sum(pace.grades)
        self._first_grades = np.cumsum(pace.first_grades) / sum(pace.first_grades)
        self._recorded: list[tuple[NDArray[np.int64], int, Reals]] | None = [] if record else None

    @property
    def stability(self) -> Reals:
        return self._stability.reshape(self._runs, self._cards)

    @property
    def last_day(self) -> NDArray[np.int32]:
        return self._last.reshape(self._runs, self._cards)

    def study(
        self, day: int, studied: NDArray[np.bool_]
    ) -> tuple[Reals, NDArray[np.int64], NDArray[np.int64]]:
        """Study one day in the runs that do, and return seconds, reviews and new cards of each run."""
        due, run, elapsed = self._at_risk(day, studied)
        chance = fsrs.recall(elapsed, self._stability[due], self._parameters)
        if self._odds is not None:
            odds = self._odds[run] * chance
            chance = odds / (1 - chance + odds)
        recalled = self._rng.random(len(due)) < chance
        taken = self._pace.review_seconds + np.where(recalled, 0.0, self._pace.lapse_seconds)
        fitting = self._fitting(run, elapsed / self._stability[due], taken)
        if fitting is not None:
            due, run, elapsed = due[fitting], run[fitting], elapsed[fitting]
            recalled, taken = recalled[fitting], taken[fitting]
        self._review(due, run, elapsed, recalled, day)
        seconds = np.bincount(run, taken, self._runs)
        new = self._meet(day, np.where(studied, self._pace.minutes * 60 - seconds, 0.0))
        return (
            seconds + new * self._pace.new_seconds,
            np.bincount(run, minlength=self._runs),
            new,
        )

    def events(self) -> Events | None:
        """Return what was recorded, if anything was to be."""
        if self._recorded is None:
            return None
        places = [place for place, _, _ in self._recorded]
        place = np.concatenate(places) if places else np.zeros(0, np.int64)
        return Events(
            run=place // self._cards if self._cards else place,
            card=place % self._cards if self._cards else place,
            day=np.repeat([day for _, day, _ in self._recorded], [len(found) for found in places]).astype(
                np.int64
            ),
            stability=np.concatenate([after for _, _, after in self._recorded])
            if places
            else np.zeros(0, np.float64),
        )

    def _at_risk(
        self, day: int, studied: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
        """Return what is due, with its runs and the days since its last answer, run by run.

        Where more is due than can fit into a day at all, only what is most at risk is looked at further.
        """
        due = np.flatnonzero(self._due <= day)
        run = due // self._cards
        if not studied.all():
            kept = studied[run]
            due, run = due[kept], run[kept]
        elapsed = np.maximum(day - self._last[due], 0)
        asked = np.bincount(run, minlength=self._runs)
        if self._most is None or not (asked > self._most).any():
            return due, run, elapsed
        risk, ends = elapsed / self._stability[due], np.cumsum(asked)
        kept = np.ones(len(due), np.bool_)
        for crowded in np.flatnonzero(asked > self._most):
            begin, end = ends[crowded] - asked[crowded], ends[crowded]
            kept[begin:end] = False
            kept[begin + np.argpartition(-risk[begin:end], self._most - 1)[: self._most]] = True
        return due[kept], run[kept], elapsed[kept]

    def _fitting(self, run: NDArray[np.int64], risk: Reals, taken: Reals) -> NDArray[np.int64] | None:
        """Return which of the due cards fit into the day, most at risk first; None where all do."""
        most = self._pace.reviews
        budget = self._pace.minutes * 60
        asked = np.bincount(run, minlength=self._runs)
        over = np.bincount(run, taken, self._runs) > budget
        if most is not None:
            over |= asked > most
        if not over.any():
            return None
        crowded = over[run]
        places = np.flatnonzero(crowded)
        places = places[np.lexsort((-risk[places], run[places]))]
        counts = asked[over]
        starts = np.repeat(np.cumsum(counts) - counts, counts)
        spent = np.cumsum(taken[places])
        before = np.concatenate(([0.0], spent))[starts]
        rank = np.arange(len(places)) - starts
        # One card always fits, as in a session.
        fits = (spent - before <= budget) | (rank == 0)
        if most is not None:
            fits &= rank < most
        return np.sort(np.concatenate((np.flatnonzero(~crowded), places[fits])))

    def _review(
        self,
        due: NDArray[np.int64],
        run: NDArray[np.int64],
        elapsed: NDArray[np.int32],
        recalled: NDArray[np.bool_],
        day: int,
    ) -> None:
        if not len(due):
            return
        said = np.searchsorted(self._grades, self._rng.random(len(due))) + HARD
        rating = np.where(recalled, np.minimum(said, EASY), AGAIN)
        state = fsrs.after(self._stability[due], self._difficulty[due], rating, elapsed, self._parameters)
        forgotten = ~recalled
        if forgotten.any():
            again = (state[0][forgotten], state[1][forgotten])
            good, same_day = np.full(len(again[0]), GOOD), np.zeros(len(again[0]), np.int64)
            state[0][forgotten], state[1][forgotten] = fsrs.after(*again, good, same_day, self._parameters)
        self._store(due, run, *state, day)

    def _meet(self, day: int, seconds: Reals) -> NDArray[np.int64]:
        """Meet new cards as the day and the seconds left of it allow, and return how many in each run."""
        allowed = np.floor(self._new + self._rng.random(self._runs))
        fitting = np.floor(np.maximum(seconds, 0.0) / self._pace.new_seconds)
        count = np.minimum(np.minimum(allowed, fitting), len(self._to_meet) - self._met).astype(np.int64)
        total = int(count.sum())
        if total:
            run = np.repeat(np.arange(self._runs), count)
            place = np.arange(total) - np.repeat(np.cumsum(count) - count, count)
            cards = run * self._cards + self._to_meet[self._met[run] + place]
            said = np.minimum(np.searchsorted(self._first_grades, self._rng.random(total)), EASY - 1)
            self._store(cards, run, self._first[0][said], self._first[1][said], day)
            self._met += count
        return count

    def _store(
        self, cards: NDArray[np.int64], run: NDArray[np.int64], stability: Reals, difficulty: Reals, day: int
    ) -> None:
        self._stability[cards], self._difficulty[cards], self._last[cards] = stability, difficulty, day
        days = fsrs.fuzzed(fsrs.whole_days(stability * self._reach[run]), self._rng)
        self._due[cards] = day + days
        if self._recorded is not None:
            self._recorded.append((cards, day, stability))


def _most_reviews(pace: Pace) -> int | None:
    """Return how many reviews a day can hold, None where nothing bounds them."""
    bounds = [] if pace.reviews is None else [pace.reviews]
    if isfinite(pace.minutes):
        # One card always fits, as in a session.
        bounds.append(1 + int(pace.minutes * 60 / pace.review_seconds))
    return max(1, min(bounds)) if bounds else None


def _first_days(parameters: Parameters) -> tuple[Reals, Reals]:
    """Return stability and difficulty on the evening of a card's first day, for each first rating."""
    ratings = np.arange(AGAIN, EASY + 1)
    stability, difficulty = fsrs.first(ratings, parameters)
    for step in range(max(STEPS_LEFT.values())):
        going = np.array([left > step for left in STEPS_LEFT.values()])
        number = int(going.sum())
        stability[going], difficulty[going] = fsrs.after(
            stability[going],
            difficulty[going],
            np.full(number, GOOD),
            np.zeros(number, np.int64),
            parameters,
        )
    return stability, difficulty
