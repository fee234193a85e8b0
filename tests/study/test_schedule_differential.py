"""The same histories through fsrs-rs, the engine of Anki: the same FSRS-6 in another language."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import fsrs_rs_python as rs

from roadmap_cards.study.card import NEW, Learned, Memory, Rating, Stage
from roadmap_cards.study.day import HOUR, Moment
from roadmap_cards.study.schedule import DEFAULT, Schedule, interval_for

OTHER_ENGINE = rs.FSRS(list(DEFAULT.weights))
SCHEDULES = [Schedule(target_recall=target) for target in (0.70, 0.80, 0.90, 0.95, 0.99)]
CARD = uuid.UUID(int=7)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a history: the memory it met, what it made of it, and the study days in between."""

    before: Memory
    elapsed: int
    after: Learned
    rating: Rating
    schedule: Schedule


def history(rng: random.Random, length: int) -> Iterator[Answer]:
    """Answer a card as a person does: often on the due day or late, sometimes early or again the same day."""
    schedule = rng.choice(SCHEDULES)
    memory: Memory = NEW
    day = rng.randrange(9000, 9400)
    for _ in range(length):
        rating = rng.choices(list(Rating), [15, 15, 55, 15])[0]
        elapsed = 0
        if isinstance(memory, Learned):
            late = rng.choice([0, 0, 0, 1, 3, 40])
            elapsed = rng.choice([0, rng.randrange(1, 400), *[memory.interval + late] * 4])
        day += elapsed
        after = schedule.outcomes(memory, CARD, Moment(day * 24 * HOUR, 0, day))[rating - 1].memory
        yield Answer(memory, elapsed, after, rating, schedule)
        memory = after


def assert_agrees(answers: list[Answer]) -> None:
    reviews = [rs.FSRSReview(int(answer.rating), answer.elapsed) for answer in answers]
    states = OTHER_ENGINE.historical_memory_states(rs.FSRSItem(reviews))
    assert len(states) == len(answers)
    for answer, state in zip(answers, states, strict=True):
        own = answer.after
        # Plain comparisons: pytest.approx alone would take as long as the engines.
        assert abs(own.stability - state.stability) < 1e-4 * state.stability, answers
        assert abs(own.difficulty - state.difficulty) < 1e-3, answers


def test_ten_thousand_histories_agree() -> None:
    rng = random.Random(20260301)
    same_day = later = 0
    for _ in range(10_000):
        answers = list(history(rng, rng.randrange(1, 5)))
        assert_agrees(answers)
        same_day += sum(answer.elapsed == 0 for answer in answers[1:])
        later += sum(answer.elapsed > 0 for answer in answers)
    assert same_day > 5_000
    assert later > 5_000


def test_long_histories_agree() -> None:
    rng = random.Random(1)
    for _ in range(40):
        assert_agrees(list(history(rng, 60)))


def test_intervals_agree_to_a_day() -> None:
    rng = random.Random(2)
    compared = 0
    for _ in range(500):
        for answer in history(rng, 6):
            target = answer.schedule.target_recall
            before = answer.before
            state = (
                rs.MemoryState(before.stability, before.difficulty) if isinstance(before, Learned) else None
            )
            following = OTHER_ENGINE.next_states(state, target, answer.elapsed)
            other = [following.again, following.hard, following.good, following.easy][answer.rating - 1]
            if answer.after.stage is Stage.REVIEW:
                compared += 1
                own = min(36_500, interval_for(answer.after.stability, target))
                assert abs(round(own) - min(36_500, round(other.interval))) <= 1
    assert compared > 1_000
