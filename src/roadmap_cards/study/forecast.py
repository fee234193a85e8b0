"""When a level is ready: the days between which it will be, from many simulated lives.

The date speaks of memory and coverage alone (mastery of the level, cards seen, no weak topic, see
`readiness`); an exam is passed by taking it. What is uncertain differs from life to life: what is forgotten,
by how much recall is off what the weights predict, on how many days one studies and how much one takes on.
So the band is as wide as what is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log1p

import numpy as np
from numpy.typing import NDArray

from roadmap_cards.study import vector_schedule
from roadmap_cards.study.calibration import Calibration
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.mastery import FULL_DURABILITY
from roadmap_cards.study.readiness import LEVEL_COVERAGE, LEVEL_MASTERY, ROUNDING, TOPIC_MASTERY
from roadmap_cards.study.simulation import Pace, SimCards, simulate
from roadmap_cards.study.vector_schedule import Reals, Wholes

RUNS = 200
HORIZON = 730
"""Study days ahead beyond which no date is told."""

SAMPLED = 7
"""Lives are looked at every so many days; between two looks mastery goes on in a straight line."""

CHECK_DAYS = 30
"""Days after which a forecast is held against what became of it."""

BAND = (0.10, 0.50, 0.90)
"""The shares of lives in which a level is ready by the low, the middle and the high day."""

HABIT_WEIGHT = 14
"""Days that a share of study days is as sure as: neighbouring days are too alike to count each of 28."""


HABIT_DRIFT = 0.3
"""How much more or less somebody takes on in the months to come, as the deviation of its logarithm."""


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """How cards add up to the levels of roadmaps.

    `topic` is the number of each card's topic among those that have items, from 0 on, -1 for a card that
    counts for none; `weight` what it counts there: 1 / cards of its item. `items` counts the items of each
    topic, `level` gives its level, from 0 on; each level has a topic.
    """

    topic: Wholes
    weight: Reals
    items: Reals
    level: Wholes

    @property
    def number(self) -> int:
        return int(self.level.max(initial=-1)) + 1


@dataclass(frozen=True, slots=True)
class LevelForecast:
    """The study days between which a level will be ready, and one it most likely is; None beyond HORIZON.

    `course` gives its mastery (0 to 1) on study days, in the middle of all lives. On `check_day` it will lie
    between `check_low` and `check_high`, in eight lives of ten.
    """

    ready: bool
    low: int | None
    mid: int | None
    high: int | None
    course: tuple[tuple[int, float], ...]
    check_day: int
    check_low: float
    check_high: float


def forecast(
    cards: SimCards,
    levels: Levels,
    pace: Pace,
    calibration: Calibration,
    parameters: Parameters,
    target_recall: float,
    today: int,
    rng: np.random.Generator,
    runs: int = RUNS,
    horizon: int = HORIZON,
    awaited: Collection[int] | None = None,
) -> list[LevelForecast]:
    """Return when each level will be ready; those not `awaited` (None: all are) may end without a date."""
    waiting = np.array([awaited is None or level in awaited for level in range(levels.number)], np.bool_)
    watch = _Watch(levels, waiting, parameters, today, horizon)
    shares = rng.beta(1 + pace.share * HABIT_WEIGHT, 1 + (1 - pace.share) * HABIT_WEIGHT, (runs, 1))
    simulate(
        cards,
        pace,
        parameters,
        target_recall,
        today,
        horizon + 1,
        rng,
        runs=runs,
        shift=calibration.shift + calibration.spread * rng.standard_normal(runs),
        on_day=watch.look,
        studied=rng.random((runs, horizon + 1)) < shares,
        new=pace.new * rng.lognormal(0.0, HABIT_DRIFT, runs),
    )
    return watch.forecasts()


@dataclass(slots=True)
class _Watch:
    """Looks at the lives every few mornings."""

    levels: Levels
    awaited: NDArray[np.bool_]
    parameters: Parameters
    today: int
    horizon: int
    _days: list[int] = field(default_factory=list)
    _mastery: list[Reals] = field(default_factory=list)
    """By look: mastery by life and level."""
    _margins: list[Reals] = field(default_factory=list)
    """By look: how far the worst condition is above its mark (below 0: not ready), by life and level."""
    _ready: NDArray[np.bool_] | None = None
    _order: Wholes = field(init=False)
    """The cards that count, in the order of their topics."""
    _filled: Wholes = field(init=False)
    _begin: Wholes = field(init=False)
    """The topics that have cards, and where in that order each begins."""

    def __post_init__(self) -> None:
        """Bring the cards into the order of topics."""
        topic = self.levels.topic
        self._order = np.argsort(topic, kind="stable")[int((topic < 0).sum()) :]
        self._filled, self._begin = np.unique(topic[self._order], return_index=True)

    def look(self, day: int, stability: Reals, last_day: Wholes) -> bool:
        """Take note of a morning; True where there is nothing more to wait for."""
        ahead = day - self.today
        if ahead % SAMPLED and ahead not in {CHECK_DAYS, self.horizon}:
            return False
        mastery, margin = self._stand(day, stability, last_day)
        self._days.append(day)
        self._mastery.append(mastery)
        self._margins.append(margin)
        self._ready = margin >= 0 if self._ready is None else self._ready | (margin >= 0)
        return ahead >= CHECK_DAYS and bool(self._ready[:, self.awaited].all())

    def forecasts(self) -> list[LevelForecast]:
        return [self._forecast(level) for level in range(self.levels.number)]

    def _stand(self, day: int, stability: Reals, last_day: Wholes) -> tuple[Reals, Reals]:
        """Return mastery and margin by life and level."""
        stability, last_day = stability[:, self._order], last_day[:, self._order]
        seen = stability > 0
        known = np.where(seen, stability, 1.0)
        weight = np.where(seen, self.levels.weight[self._order], 0.0)
        recalled = vector_schedule.recall(np.maximum(day - last_day, 0), known, self.parameters)
        lasting = np.minimum(np.log1p(known) / log1p(FULL_DURABILITY), 1.0)
        kept, covered = self._by_topic(weight * recalled * lasting), self._by_topic(weight)
        mastery, margin = np.empty((2, len(stability), self.levels.number))
        for level in range(self.levels.number):
            topics = self.levels.level == level
            items = self.levels.items[topics]
            mastery[:, level] = kept[:, topics].sum(axis=1) / items.sum()
            conditions = (
                mastery[:, level] - LEVEL_MASTERY,
                covered[:, topics].sum(axis=1) / items.sum() - LEVEL_COVERAGE,
                (kept[:, topics] / items).min(axis=1) - TOPIC_MASTERY,
            )
            margin[:, level] = np.minimum.reduce(conditions) + ROUNDING
        return mastery, margin

    def _by_topic(self, of_cards: Reals) -> Reals:
        """Return the sums of each topic by life, from values of cards in the order of topics."""
        sums = np.zeros((len(of_cards), len(self.levels.items)))
        if len(self._filled):
            sums[:, self._filled] = np.add.reduceat(of_cards, self._begin, axis=1)
        return sums

    def _forecast(self, level: int) -> LevelForecast:
        mastery = np.array([look[:, level] for look in self._mastery])
        margins = np.array([look[:, level] for look in self._margins])
        low, mid, high = (_day(value) for value in _shares(_crossings(self._days, margins)))
        check = self._days.index(self.today + CHECK_DAYS)
        below, above = np.quantile(mastery[check], (BAND[0], BAND[2]))
        middle = np.median(mastery, axis=1)
        return LevelForecast(
            ready=bool((margins[0] >= 0).all()),
            low=None if low is None else floor(low),
            mid=None if mid is None else round(mid),
            high=None if high is None else ceil(high),
            course=tuple(zip(self._days, middle.tolist(), strict=True)),
            check_day=self.today + CHECK_DAYS,
            check_low=float(below),
            check_high=float(above),
        )


def _crossings(days: Sequence[int], margins: Reals) -> Reals:
    """Return the day on which the margin of each life first reaches 0, infinite where it never does."""
    reached = margins >= 0
    first = reached.argmax(axis=0)
    runs = np.arange(margins.shape[1])
    before = np.maximum(first - 1, 0)
    below, above = margins[before, runs], margins[first, runs]
    at = np.array(days, np.float64)
    part = np.where(first > 0, -below / np.where(above > below, above - below, 1.0), 0.0)
    crossed = at[before] + part * (at[first] - at[before])
    return np.where(reached.any(axis=0), crossed, np.inf)


def _shares(days: Reals) -> list[float]:
    """Return the days by which the shares of BAND are ready."""
    found: list[float] = np.quantile(days, BAND, method="nearest").tolist()
    return found


def _day(value: float) -> float | None:
    return value if np.isfinite(value) else None
