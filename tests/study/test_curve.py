"""The curve of a card: it meets today, it shows what each answer met, and goes down when left alone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from itertools import pairwise

import pytest

from roadmap_cards.study.card import NEW, Learned, Memory, Rating
from roadmap_cards.study.curve import LONGEST_FORECAST, curve
from roadmap_cards.study.day import HOUR, MINUTE, Moment
from roadmap_cards.study.history import LogKind, LogRow, log_row
from roadmap_cards.study.schedule import Schedule, retrievability

CARD = uuid.UUID("6f2b8f0a-6d0c-5a39-9d0f-2f6f4c1f7a11")
FIRST = 9800


def studied(*answers: tuple[int, Rating]) -> tuple[list[LogRow], Memory]:
    """Answer a card on days after the first one; several on one day are ten minutes apart."""
    memory: Memory = NEW
    rows: list[LogRow] = []
    for number, (day, rating) in enumerate(answers):
        now = Moment((FIRST + day) * 24 * HOUR + number * 10 * MINUTE, 0, FIRST + day)
        outcome = Schedule().outcomes(memory, CARD, now)[rating - 1]
        rows.append(replace(log_row(1, memory, outcome, now, 5000, Schedule()), id=number + 1))
        memory = outcome.memory
    return rows, memory


def test_a_new_card_has_no_curve() -> None:
    found = curve([], NEW, FIRST)
    assert (found.past, found.reviews, found.forecast) == ((), (), ())


def test_past_and_forecast_meet_today() -> None:
    rows, memory = studied((0, Rating.EASY), (10, Rating.GOOD))
    today = FIRST + 25
    found = curve(rows, memory, today)
    assert found.past[0] == (-25.0, 1.0)
    assert found.past[-1] == pytest.approx((0.0, retrievability(memory, today)))
    assert found.forecast[0] == pytest.approx(found.past[-1])
    assert all(later[1] < earlier[1] for earlier, later in pairwise(found.forecast))


def test_each_answer_after_the_first_shows_the_recall_it_met() -> None:
    rows, memory = studied((0, Rating.EASY), (10, Rating.GOOD), (40, Rating.GOOD))
    found = curve(rows, memory, FIRST + 50)
    assert [day for day, _ in found.reviews] == [-40.0, -10.0]
    first = rows[0].stability
    assert first is not None
    assert isinstance(memory, Learned)
    met = retrievability(replace(memory, stability=first, last_day=FIRST), FIRST + 10)
    assert found.reviews[0][1] == pytest.approx(met)


def test_several_answers_of_one_day_are_one_review() -> None:
    rows, memory = studied((0, Rating.GOOD), (0, Rating.GOOD), (3, Rating.AGAIN), (3, Rating.GOOD))
    found = curve(rows, memory, FIRST + 4)
    assert [day for day, _ in found.reviews] == [-1.0]


def test_a_day_that_ran_backwards_is_drawn_all_the_same() -> None:
    rows, memory = studied((1, Rating.EASY), (0, Rating.GOOD), (1, Rating.GOOD))
    found = curve(rows, memory, FIRST + 2)
    assert found.reviews == ()
    assert found.past[-1][0] == 0.0


def test_a_first_answer_today_has_only_a_forecast() -> None:
    rows, memory = studied((0, Rating.GOOD))
    found = curve(rows, memory, FIRST)
    assert found.past == ()
    assert found.forecast[0] == (0.0, 1.0)
    assert found.forecast[-1][0] == 7.0


def test_what_was_before_a_reset_is_left_out() -> None:
    rows, memory = studied((0, Rating.EASY), (10, Rating.GOOD))
    reset = replace(rows[0], id=0, kind=LogKind.RESET, stability=None)
    found = curve([rows[0], reset, rows[1]], memory, FIRST + 12)
    assert found.past[0] == (-2.0, 1.0)
    assert found.reviews == ()


def test_a_very_stable_card_is_foretold_for_a_year() -> None:
    rows, memory = studied((0, Rating.EASY))
    assert isinstance(memory, Learned)
    found = curve(rows, replace(memory, stability=4000.0), FIRST + 3)
    assert found.forecast[-1][0] == LONGEST_FORECAST
    assert len(found.forecast) < 50
