"""People whose forgetting is not what the program thinks: their lives with its schedule, many at once.

Each has weights a little unlike the defaults and cards that suit them more or less. The program sees their
answers alone, and schedules with the defaults. Days are counted from the first; a life is a row of arrays.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from roadmap_cards.library.demo_learner import CHANGED, STRENGTH_SPREAD
from roadmap_cards.study import vector_schedule as fsrs
from roadmap_cards.study.calibration import Predictions
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.study.simulation import Pace, SimCards
from roadmap_cards.study.vector_schedule import Reals

NEVER = 1 << 30
REVIEW, NEW, LAPSE = 15.0, 60.0, 20.0
"""Seconds."""

GRADES = np.array((0.1, 0.9, 1.0))
"""Hard, Good and Easy of what is recalled, added up."""

CHANGE_EVERY, CHANGE = 30, 0.3
"""Days after which somebody takes on more new cards or fewer, by a factor with this deviation of its log."""

PAUSE = 0.004
"""How often a day is the first of a pause, which lasts PAUSE_DAYS."""
PAUSE_DAYS = (4, 11)


@dataclass(slots=True)
class Learners:
    """Lives that begin with cards never seen, met in their order; `study` goes on with a day."""

    number: int
    cards: int
    rng: np.random.Generator
    minutes: Reals = field(init=False)
    share: Reals = field(init=False)
    new: Reals = field(init=False)
    day: int = 0
    stability: Reals = field(init=False)
    difficulty: Reals = field(init=False)
    last: NDArray[np.int64] = field(init=False)
    due: NDArray[np.int64] = field(init=False)
    met: NDArray[np.int64] = field(init=False)
    studied: list[NDArray[np.bool_]] = field(default_factory=list)
    introduced: list[NDArray[np.int64]] = field(default_factory=list)
    reviews: list[tuple[int, NDArray[np.int64], Reals, NDArray[np.bool_]]] = field(default_factory=list)
    """Of each day: the day, life, recall predicted and whether the card was known, of each review."""
    _natures: list[Parameters] = field(init=False)
    _true: tuple[Reals, Reals] = field(init=False)
    _strength: Reals = field(init=False)
    _away: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        """Draw who they are."""
        shape, rng = (self.number, self.cards), self.rng
        self.minutes = rng.uniform(10, 25, self.number)
        self.share = rng.uniform(0.65, 1.0, self.number)
        self.new = rng.uniform(2, 6, self.number)
        self.stability, self.difficulty = np.zeros(shape), np.zeros(shape)
        self.last, self.due = np.zeros(shape, np.int64), np.full(shape, NEVER)
        self.met, self._away = np.zeros(self.number, np.int64), np.zeros(self.number, np.int64)
        self._natures = [self._nature() for _ in range(self.number)]
        self._true = np.ones(shape), np.full(shape, 5.0)
        self._strength = rng.lognormal(0.0, STRENGTH_SPREAD, shape)

    def _nature(self) -> Parameters:
        """Return weights that differ from the defaults like those of the demo's learner, or the other way."""
        power = self.rng.uniform(-1.0, 2.0)
        weights = [weight * CHANGED.get(index, 1.0) ** power for index, weight in enumerate(DEFAULT.weights)]
        return Parameters(0, tuple(weights))

    def study(self) -> None:
        """Live a day."""
        rng = self.rng
        if self.day % CHANGE_EVERY == CHANGE_EVERY - 1:
            self.new *= rng.lognormal(0.0, CHANGE, self.number)
        begins = (self._away == 0) & (rng.random(self.number) < PAUSE)
        self._away = np.where(begins, rng.integers(*PAUSE_DAYS, self.number), np.maximum(self._away - 1, 0))
        here = (self._away == 0) & (rng.random(self.number) < self.share)
        self.studied.append(here)
        introduced = np.zeros(self.number, np.int64)
        for life in np.flatnonzero(here).tolist():
            left = self._review(life, self.minutes[life] * 60)
            count = int(min(self.new[life] + rng.random(), left // NEW, self.cards - self.met[life]))
            if count > 0:
                self._meet(life, np.arange(self.met[life], self.met[life] + count))
                introduced[life] = count
        self.introduced.append(introduced)
        self.day += 1

    def _review(self, life: int, seconds: float) -> float:
        """Go through what is due, and return the seconds that are left."""
        due = np.flatnonzero(self.due[life] <= self.day)
        stability = self.stability[life, due]
        elapsed = self.day - self.last[life, due]
        due, elapsed = (part[np.argsort(-elapsed / stability)] for part in (due, elapsed))
        true = self._true[0][life, due] * self._strength[life, due]
        known = self.rng.random(len(due)) < fsrs.recall(elapsed, true, self._natures[life])
        spent = np.cumsum(REVIEW + LAPSE * ~known)
        asked = spent <= seconds
        due, elapsed, known = due[asked], elapsed[asked], known[asked]
        if not len(due):
            return seconds
        predicted = fsrs.recall(elapsed, self.stability[life, due], DEFAULT)
        self.reviews.append((self.day, np.full(len(due), life), predicted, known))
        rating = np.where(known, 2 + np.searchsorted(GRADES, self.rng.random(len(due))), 1)
        self._answer(life, due, rating, elapsed)
        self._answer(life, due[~known], np.full(int((~known).sum()), 3), elapsed[~known] * 0)
        self._plan(life, due)
        return float(seconds - spent[asked][-1])

    def _meet(self, life: int, cards: NDArray[np.int64]) -> None:
        rating = self.rng.choice([1, 2, 3, 4], len(cards), p=[0.4, 0.1, 0.4, 0.1])
        self.stability[life, cards], self.difficulty[life, cards] = fsrs.first(rating, DEFAULT)
        self._true[0][life, cards], self._true[1][life, cards] = fsrs.first(rating, self._natures[life])
        for step in (1, 2):
            again = cards[rating < 5 - 2 * step] if step == 2 else cards[rating < 4]
            self._answer(life, again, np.full(len(again), 3), np.zeros(len(again), np.int64))
        self.met[life] += len(cards)
        self._plan(life, cards)

    def _answer(
        self, life: int, cards: NDArray[np.int64], rating: NDArray[np.int64], elapsed: NDArray[np.int64]
    ) -> None:
        told = self.stability[life, cards], self.difficulty[life, cards]
        self.stability[life, cards], self.difficulty[life, cards] = fsrs.after(
            *told, rating, elapsed, DEFAULT
        )
        held = self._true[0][life, cards], self._true[1][life, cards]
        self._true[0][life, cards], self._true[1][life, cards] = fsrs.after(
            *held, rating, elapsed, self._natures[life]
        )

    def _plan(self, life: int, cards: NDArray[np.int64]) -> None:
        self.last[life, cards] = self.day
        interval = fsrs.fuzzed(fsrs.interval(self.stability[life, cards], 0.9, DEFAULT), self.rng)
        self.due[life, cards] = self.day + interval

    # --- What the program knows of them

    def seen_cards(self, life: int) -> SimCards:
        return SimCards(
            self.stability[life].copy(),
            self.difficulty[life].copy(),
            self.last[life].copy(),
            np.where(self.stability[life] > 0, self.due[life], 0),
        )

    def pace(self, life: int, days: int = 28) -> Pace:
        """Return the pace of the last days, as it is measured."""
        studied = np.array(self.studied[-days:])[:, life]
        introduced = np.array(self.introduced[-days:])[:, life]
        many = max(1, int(studied.sum()))
        return Pace(
            minutes=float(self.minutes[life]),
            share=float(studied.mean()),
            new=float(introduced.sum() / many) or float(self.new[life]),
            review_seconds=REVIEW,
            new_seconds=NEW,
            lapse_seconds=LAPSE,
            grades=(0.1, 0.8, 0.1),
            first_grades=(0.4, 0.1, 0.4, 0.1),
        )

    def predictions(self, life: int) -> Predictions:
        """Return what was predicted of this one's reviews so far, and what happened."""
        days = np.concatenate([np.full(len(lives), day) for day, lives, _, _ in self.reviews])
        lives, predicted, known = (np.concatenate([row[part] for row in self.reviews]) for part in (1, 2, 3))
        own = lives == life
        return Predictions(days[own], predicted[own], known[own])
