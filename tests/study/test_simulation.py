"""Simulated lives keep the rules of study: what is due first, within the minutes, as often as it is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from roadmap_cards.study import vector_schedule
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.study.simulation import NEVER, Pace, SimCards, Simulated, simulate
from roadmap_cards.study.vector_schedule import Reals, Wholes

TODAY = 9_000
PACE = Pace(minutes=20, share=1.0, new=4, review_seconds=15, new_seconds=60, lapse_seconds=20)


def cards(seen: int, new: int) -> SimCards:
    rng = np.random.default_rng(seen)
    stability = np.concatenate((np.exp(rng.uniform(0, 5, seen)), np.zeros(new)))
    last = TODAY - rng.integers(1, 30, seen + new)
    due = np.maximum(last + np.maximum(1, stability).astype(np.int64), TODAY)
    return SimCards(stability, rng.uniform(2, 9, seen + new), last, due)


def lived(
    of: SimCards, pace: Pace = PACE, days: int = 90, target: float | Reals = 0.9, runs: int = 3, seed: int = 5
) -> Simulated:
    return simulate(of, pace, DEFAULT, target, TODAY, days, np.random.default_rng(seed), runs, record=True)


def test_a_day_never_takes_longer_than_its_minutes() -> None:
    crowded = cards(900, 200)
    found = lived(crowded)
    assert found.seconds.max() <= PACE.minutes * 60
    assert found.reviews[:, 0].min() > 30
    assert found.new[:, 0].max() == 0  # reviews fill the first days
    assert lived(crowded, replace(PACE, reviews=25)).reviews.max() == 25


def test_new_cards_are_met_in_their_order_and_no_more_than_a_day_allows() -> None:
    found = lived(cards(0, 100))
    assert found.new.max() == 4
    assert found.new.sum(axis=1).tolist() == [100, 100, 100]
    events = found.events
    assert events is not None
    own = events.run == 1
    card, day = events.card[own], events.day[own]
    met = [int(day[card == number].min()) for number in range(100)]
    assert met == sorted(met)


def test_half_a_card_a_day_is_one_every_other_day() -> None:
    found = lived(cards(0, 500), replace(PACE, new=1.5), days=200)
    assert set(np.unique(found.new)) == {1, 2}
    assert found.new.mean() == pytest.approx(1.5, abs=0.1)


def test_a_day_off_leaves_everything_as_it_was() -> None:
    found = lived(cards(200, 50), replace(PACE, share=0.5), days=100)
    worked = found.seconds > 0
    assert 0.4 < worked.mean() < 0.6
    assert not found.reviews[~worked].any()
    assert not found.new[~worked].any()


def test_reviews_are_recalled_as_often_as_is_asked_for_and_a_shift_moves_that() -> None:
    studied = cards(600, 0)
    easy = replace(PACE, minutes=600)

    def recalled(shift: float) -> float:
        found = simulate(
            studied, easy, DEFAULT, 0.9, TODAY, 200, np.random.default_rng(3), 4, np.full(4, shift)
        )
        lapses = (found.seconds.sum() - found.reviews.sum() * PACE.review_seconds) / PACE.lapse_seconds
        return float(1 - lapses / found.reviews.sum())

    assert recalled(0.0) == pytest.approx(0.9, abs=0.015)
    assert 0.77 < recalled(-0.7) < 0.83  # nine in ten, less 0.7 logits, are 82 %
    assert recalled(0.7) > 0.93


def test_a_higher_target_asks_for_more_reviews_side_by_side() -> None:
    found = lived(cards(400, 0), replace(PACE, minutes=600), 300, np.array([0.75, 0.9, 0.96]))
    few, usual, many = found.reviews.sum(axis=1).tolist()
    assert few * 1.3 < usual < many / 1.3


def test_what_rests_is_neither_asked_nor_met() -> None:
    some = cards(100, 100)
    due = some.due_day.copy()
    due[::2] = NEVER
    found = lived(replace(some, due_day=due))
    events = found.events
    assert events is not None
    assert set(np.unique(events.card % 2)) == {1}
    assert (found.stability[:, ::2] == some.stability[::2]).all()


def test_events_tell_the_same_story_as_the_memories_at_the_end() -> None:
    some = cards(150, 40)
    found = lived(some)
    events = found.events
    assert events is not None
    assert (np.diff(events.day) >= 0).all()
    stability = np.tile(some.stability, (3, 1))
    last = np.tile(some.last_day, (3, 1))
    for run, card, day, after in zip(events.run, events.card, events.day, events.stability, strict=True):
        stability[run, card], last[run, card] = after, day
    assert (stability == found.stability).all()
    assert (last == found.last_day).all()


def test_most_at_risk_comes_first() -> None:
    some = cards(400, 0)
    risk = (TODAY - some.last_day) / some.stability
    found = lived(replace(some, due_day=np.full(400, TODAY)), replace(PACE, minutes=10), days=1, runs=1)
    events = found.events
    assert events is not None
    asked = np.zeros(400, np.bool_)
    asked[events.card] = True
    assert 20 < asked.sum() < 45
    assert risk[asked].min() >= risk[~asked].max()


def test_the_same_chance_makes_the_same_lives_and_another_makes_others() -> None:
    some = cards(200, 50)
    one, again, other = lived(some), lived(some), lived(some, seed=6)
    assert (one.stability == again.stability).all()
    assert not (one.stability == other.stability).all()


def test_one_looks_on_in_the_morning_and_may_end_it() -> None:
    looks: list[tuple[int, float]] = []

    def look(day: int, stability: Reals, last: Wholes) -> bool:
        assert last.max() < day
        looks.append((day, float(stability.sum())))
        return day == TODAY + 3

    some = cards(50, 20)
    found = simulate(some, PACE, DEFAULT, 0.9, TODAY, 30, np.random.default_rng(1), on_day=look)
    assert [day for day, _ in looks] == [TODAY, TODAY + 1, TODAY + 2, TODAY + 3]
    assert looks[0][1] == pytest.approx(some.stability.sum())
    assert not found.seconds[:, 3:].any()


def test_a_new_card_ends_its_first_day_as_its_steps_leave_it() -> None:
    found = lived(cards(0, 40), replace(PACE, first_grades=(0, 0, 1, 0)), days=1, runs=1)
    good = np.array([3])
    first = vector_schedule.first(good, DEFAULT)
    after, _ = vector_schedule.after(*first, good, np.array([0]), DEFAULT)
    assert found.stability[found.stability > 0].tolist() == [after[0]] * 4
