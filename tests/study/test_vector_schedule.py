"""FSRS-6 on arrays against the schedule of the program, answer by answer."""

from __future__ import annotations

import uuid
from random import Random

import numpy as np
import pytest

from roadmap_cards.study import vector_schedule
from roadmap_cards.study.card import NEW, Learned, Rating, Stage
from roadmap_cards.study.day import HOUR, Moment
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.schedule import DEFAULT, Schedule, interval_for, retrievability

CARD = uuid.UUID(int=3)
DAY = 9_000

OTHER = Parameters(
    2, tuple(weight * (1.1 if place % 2 else 0.95) for place, weight in enumerate(DEFAULT.weights))
)


def learned(stability: float, difficulty: float) -> Learned:
    return Learned(Stage.REVIEW, None, stability, difficulty, 0, DAY, None, DAY + 1, 1, 3, 0)


@pytest.mark.parametrize("parameters", [DEFAULT, OTHER])
def test_thousands_of_answers_leave_the_memory_that_the_schedule_leaves(parameters: Parameters) -> None:
    rng, number = Random(11), 3_000
    stability = np.array([10 ** rng.uniform(-3, 4.5) for _ in range(number)])
    difficulty = np.array([rng.choice((1.0, 10.0, rng.uniform(1, 10))) for _ in range(number)])
    elapsed = np.array([rng.choice((0, 1, rng.randrange(2, 2_000))) for _ in range(number)])
    rating = np.array([rng.randint(1, 4) for _ in range(number)])
    schedule = Schedule(parameters)
    found = vector_schedule.after(stability, difficulty, rating, elapsed, parameters)
    for place in range(number):
        day = DAY + int(elapsed[place])
        memory = learned(float(stability[place]), float(difficulty[place]))
        outcome = schedule.outcomes(memory, CARD, Moment(day * 24 * HOUR, 0, day))[rating[place] - 1].memory
        assert abs(found[0][place] - outcome.stability) <= 1e-9 * outcome.stability
        assert abs(found[1][place] - outcome.difficulty) <= 1e-9 * outcome.difficulty
    assert (elapsed == 0).sum() > 500
    assert (rating == 1).sum() > 500


def test_first_answers_and_recall_are_those_of_the_schedule() -> None:
    stability, difficulty = vector_schedule.first(np.arange(1, 5), DEFAULT)
    for outcome in Schedule().outcomes(NEW, CARD, Moment(0, 0, DAY)):
        assert stability[outcome.rating - 1] == outcome.memory.stability
        assert difficulty[outcome.rating - 1] == pytest.approx(outcome.memory.difficulty, rel=1e-12)
    days = np.array([0, 1, 30, 5_000])
    recall = vector_schedule.recall(days, np.full(4, 12.5), OTHER)
    told = [retrievability(learned(12.5, 5.0), DAY + day, OTHER) for day in days.tolist()]
    assert recall == pytest.approx(told, rel=1e-12)


@pytest.mark.parametrize("target", [0.70, 0.90, 0.97])
def test_an_interval_is_the_days_until_recall_falls_to_the_target(target: float) -> None:
    stability = np.array([10**power for power in np.linspace(-3, 4.5, 400)])
    for place, days in enumerate(vector_schedule.interval(stability, target, OTHER).tolist()):
        exact = interval_for(float(stability[place]), target, OTHER)
        assert days == min(max(round(exact), 1), 36_500)


def test_fuzz_moves_an_interval_as_far_as_the_schedule_moves_that_of_any_card() -> None:
    for stability, elapsed in ((2.0, 2), (6.0, 6), (30.0, 30)):
        after, _ = vector_schedule.after(
            np.array([stability]), np.array([5.0]), np.array([3]), np.array([elapsed]), DEFAULT
        )
        day = DAY + elapsed
        moment, memory = Moment(day * 24 * HOUR, 0, day), learned(stability, 5.0)
        cards = [uuid.UUID(int=number) for number in range(3_000)]
        told = {Schedule().outcomes(memory, card, moment)[Rating.GOOD - 1].memory.interval for card in cards}
        whole = np.repeat(vector_schedule.interval(after, 0.9, DEFAULT), 3_000)
        moved = vector_schedule.fuzzed(whole, np.random.default_rng(4))
        assert set(moved.tolist()) == told
    assert set(vector_schedule.fuzzed(np.array([1, 2] * 50), np.random.default_rng(4)).tolist()) == {1, 2}
