"""The recurrence agrees with the engine on every step of any history."""

from __future__ import annotations

import uuid
from random import Random

import pytest

from roadmap_cards.study.card import NEW, Learned, Memory
from roadmap_cards.study.day import Moment
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.recurrence import Recurrence, difficulty_of_ease
from roadmap_cards.study.schedule import DEFAULT, Schedule

CARD = uuid.UUID(int=7)
FITTED = Parameters(2, (*(weight * 1.07 for weight in DEFAULT.weights[:20]), 0.21))


@pytest.mark.parametrize("parameters", [DEFAULT, FITTED], ids=["default", "fitted"])
def test_stability_and_difficulty_are_those_of_the_engine(parameters: Parameters) -> None:
    rng, schedule, recurrence = Random(6), Schedule(parameters), Recurrence(parameters)
    for _ in range(300):
        memory: Memory = NEW
        day = 9000
        for _ in range(rng.randint(1, 15)):
            gap = rng.choice([0, 0, 1, 2, 9, 40, 700])
            day += gap
            rating = rng.randint(1, 4)
            if isinstance(memory, Learned):
                found = recurrence.after(memory.stability, memory.difficulty, rating, gap)
            else:
                found = recurrence.first(rating)
            memory = schedule.outcomes(memory, CARD, Moment(day * 86_400_000, 0, day))[rating - 1].memory
            assert found == pytest.approx((memory.stability, memory.difficulty), rel=1e-12)


def test_an_easy_card_of_sm2_is_less_difficult_than_a_hard_one() -> None:
    easy, usual, hard = (difficulty_of_ease(ease, 30, 0.9, DEFAULT) for ease in (3.0, 2.5, 1.3))
    assert 1 <= easy < usual < hard <= 10


def test_the_difficulty_of_an_ease_makes_stability_grow_by_that_ease() -> None:
    difficulty = difficulty_of_ease(2.1, 30, 0.9, DEFAULT)
    stability, _ = Recurrence(DEFAULT).after(30, difficulty, 3, 30)
    assert stability == pytest.approx(30 * 2.1, rel=0.01)
