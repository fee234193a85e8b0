"""The curve of an item: the mean of its cards, from the first answer to where the forecast ends."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from roadmap_cards.study.card import NEW, Memory, Rating
from roadmap_cards.study.curve import curve, mean_curve
from roadmap_cards.study.day import HOUR, MINUTE, Moment
from roadmap_cards.study.history import LogRow, log_row
from roadmap_cards.study.schedule import Schedule, retrievability

FIRST = 9800
TODAY = FIRST + 30


def studied(*answers: tuple[int, Rating]) -> tuple[list[LogRow], Memory]:
    """Answer a card on days after the first one."""
    memory: Memory = NEW
    rows: list[LogRow] = []
    for number, (day, rating) in enumerate(answers):
        now = Moment((FIRST + day) * 24 * HOUR + number * 10 * MINUTE, 0, FIRST + day)
        outcome = Schedule().outcomes(memory, uuid.UUID(int=1), now)[rating - 1]
        rows.append(replace(log_row(1, memory, outcome, now, 5000, Schedule()), id=number + 1))
        memory = outcome.memory
    return rows, memory


def test_an_item_that_was_never_seen_has_no_curve() -> None:
    assert mean_curve([([], NEW), ([], NEW)], TODAY).past == ()


def test_the_mean_of_one_card_is_its_own_curve() -> None:
    card = studied((0, Rating.EASY), (10, Rating.GOOD))
    alone, mean = curve(*card, TODAY), mean_curve([card], TODAY)
    assert mean.past[0] == (-30.0, 1.0)
    assert mean.past[-1] == pytest.approx(alone.past[-1])
    assert mean.reviews[0] == pytest.approx(alone.reviews[0])
    assert [recall for _, recall in mean.forecast] == pytest.approx([recall for _, recall in alone.forecast])


def test_today_it_is_the_mean_recall_of_the_cards_that_were_seen() -> None:
    one = studied((0, Rating.EASY), (12, Rating.GOOD))
    other = studied((5, Rating.GOOD), (8, Rating.AGAIN))
    found = mean_curve([one, other, ([], NEW)], TODAY)
    now = (retrievability(one[1], TODAY) + retrievability(other[1], TODAY)) / 2
    assert found.past[-1] == pytest.approx((0.0, now))
    assert found.forecast[0] == pytest.approx((0.0, now))


def test_a_card_counts_from_its_first_answer_on() -> None:
    old, young = studied((0, Rating.GOOD)), studied((20, Rating.GOOD))
    found = mean_curve([old, young], TODAY)
    before = [recall for day, recall in found.past if day == -10.0]
    assert before[0] == pytest.approx(retrievability(old[1], FIRST + 20)), "alone, as the young one is met"
    assert before[1] == pytest.approx((before[0] + 1) / 2), "and with it, just answered"


def test_an_answer_of_today_lifts_the_curve_to_where_the_forecast_begins() -> None:
    card = studied((0, Rating.GOOD), (30, Rating.GOOD))
    found = mean_curve([card], TODAY)
    assert found.past[-1] == found.forecast[0] == (0.0, 1.0)
    assert found.reviews[-1][0] == 0.0
    assert found.reviews[-1][1] < 0.9


def test_what_was_seen_today_for_the_first_time_has_only_a_forecast() -> None:
    found = mean_curve([studied((30, Rating.GOOD))], TODAY)
    assert found.past == ()
    assert found.forecast[0] == (0.0, 1.0)
