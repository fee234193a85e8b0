"""The band around a date holds what becomes of it, for people whose forgetting the program does not know."""

from __future__ import annotations

from math import log1p

import numpy as np

from forgetful_learners import Learners
from roadmap_cards.study import vector_schedule
from roadmap_cards.study.calibration import calibrate
from roadmap_cards.study.forecast import CHECK_DAYS, LevelForecast, Levels, forecast
from roadmap_cards.study.mastery import FULL_DURABILITY
from roadmap_cards.study.readiness import LEVEL_COVERAGE, LEVEL_MASTERY, TOPIC_MASTERY
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.study.vector_schedule import Reals

LEARNERS = 20
TOPICS, ITEMS, OF_ITEM = 5, 10, 4
CARDS = TOPICS * ITEMS * OF_ITEM
LEVELS = Levels(
    topic=np.arange(CARDS) // (ITEMS * OF_ITEM),
    weight=np.full(CARDS, 1 / OF_ITEM),
    items=np.full(TOPICS, float(ITEMS)),
    level=np.zeros(TOPICS, np.int64),
)
RUNS = 120
BEFORE, LONGEST = 45, 300
"""Days that are studied before the forecast, and after it at most."""

ENOUGH = 0.70
"""The share of what happens that a band of 10 to 90 % has to hold."""

WIDE = 60
"""Days: a band as wide as this would hold anything, and say nothing."""


def test_at_least_seven_of_ten_dates_and_checks_fall_inside_the_band() -> None:
    dates, checks, widths = inside_of_band(seed=2026)
    assert len(dates) == len(checks) == LEARNERS
    assert sum(dates) / LEARNERS >= ENOUGH, dates
    assert sum(checks) / LEARNERS >= ENOUGH, checks
    assert np.median(widths) < WIDE


def inside_of_band(seed: int) -> tuple[list[bool], list[bool], list[int]]:
    """Return of each learner whether the true date, and the mastery a month later, fell inside the band.

    The third are the widths of the bands of dates, in days.
    """
    learners = Learners(LEARNERS, CARDS, np.random.default_rng(seed))
    for _ in range(BEFORE):
        learners.study()
    told = [told_of(learners, life, seed) for life in range(LEARNERS)]
    ready, mastery = lived(learners)
    dates = [
        (one.low or LONGEST + BEFORE) <= day and (one.high is None or day <= one.high)
        for one, day in zip(told, ready, strict=True)
    ]
    checks = [
        one.check_low <= share <= one.check_high for one, share in zip(told, mastery.tolist(), strict=True)
    ]
    end = BEFORE + LONGEST
    return dates, checks, [(one.high or end) - (one.low or end) for one in told]


def told_of(learners: Learners, life: int, seed: int) -> LevelForecast:
    (one,) = forecast(
        learners.seen_cards(life),
        LEVELS,
        learners.pace(life),
        calibrate(learners.predictions(life)),
        DEFAULT,
        0.9,
        learners.day,
        np.random.default_rng(seed + life),
        runs=RUNS,
        horizon=LONGEST,
    )
    return one


def lived(learners: Learners) -> tuple[list[int], Reals]:
    """Live on, and return the day each is ready (the end where none is), and the mastery on the check day."""
    ready = [BEFORE + LONGEST] * LEARNERS
    mastery = np.zeros(LEARNERS)
    for day in range(BEFORE, BEFORE + LONGEST):
        shares, seen = by_topic(learners, day)
        if day == BEFORE + CHECK_DAYS:
            mastery = shares.mean(axis=1)
        for life in range(LEARNERS):
            whole, least = shares[life].mean(), shares[life].min()
            is_ready = whole >= LEVEL_MASTERY and least >= TOPIC_MASTERY and seen[life] >= LEVEL_COVERAGE
            if is_ready and ready[life] > day:
                ready[life] = day
        if day > BEFORE + CHECK_DAYS and max(ready) < day:
            break
        learners.study()
    return ready, mastery


def by_topic(learners: Learners, day: int) -> tuple[Reals, Reals]:
    """Return mastery by life and topic, and the share of cards seen by life, reckoned in another way."""
    seen = learners.stability > 0
    stability = np.where(seen, learners.stability, 1.0)
    recall = vector_schedule.recall(day - learners.last, stability, DEFAULT)
    lasting = np.minimum(np.log1p(stability) / log1p(FULL_DURABILITY), 1.0)
    items = (np.where(seen, recall * lasting, 0.0)).reshape(LEARNERS, TOPICS, ITEMS, OF_ITEM).mean(axis=3)
    return items.mean(axis=2), seen.mean(axis=1)
