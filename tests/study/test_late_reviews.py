"""What late reviews tell of a learner who forgets otherwise than the curve."""

from __future__ import annotations

import numpy as np
import pytest

from made_moves import FIRST, STEEPER, Row, moves
from roadmap_cards.study.forgetting import recall_after
from roadmap_cards.study.late_reviews import late_reviews, shift
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.study.timeline import threads


def review(card: int, day: int, *, recalled: bool = True, parameters: int = 1) -> Row:
    return Row(card, day, 20, parameters, interval=10, reviewed=True, recalled=recalled)


def test_late_is_half_as_long_again_as_was_promised() -> None:
    rows = [
        Row(1, FIRST, 10, interval=10),
        Row(2, FIRST, 10, interval=10),
        Row(3, FIRST, 10, interval=10),
        Row(4, FIRST, 10, interval=0),
        review(1, FIRST + 14, recalled=True),
        review(2, FIRST + 15, recalled=False),
        review(3, FIRST + 40, recalled=True),
        review(4, FIRST + 40, recalled=True),
    ]
    predicted, recalled = late_reviews(threads(moves(rows), {1: DEFAULT}))
    assert predicted.tolist() == pytest.approx([recall_after(days, 10, DEFAULT) for days in (15, 40)])
    assert recalled.tolist() == [False, True]


def test_a_refit_between_promise_and_review_changes_what_was_predicted_not_what_was_promised() -> None:
    rows = [
        Row(1, FIRST, 10, interval=10),
        Row(1, FIRST + 12, 6, 2, refit=True),
        review(1, FIRST + 20, parameters=2),
    ]
    predicted, _ = late_reviews(threads(moves(rows), {1: DEFAULT, 2: STEEPER}))
    assert predicted.tolist() == pytest.approx([recall_after(20, 6, STEEPER)])


def test_an_answer_that_is_no_review_tells_nothing() -> None:
    rows = [Row(1, FIRST, 10, interval=10), Row(1, FIRST + 50, 10), review(2, FIRST + 99)]
    predicted, _ = late_reviews(threads(moves(rows), {1: DEFAULT}))
    assert not len(predicted)


@pytest.mark.parametrize("truth", [-0.8, 0.0, 0.5])
def test_the_interval_of_the_shift_holds_the_truth_about_nine_times_in_ten(truth: float) -> None:
    rng = np.random.default_rng(11)
    inside = 0
    for _ in range(200):
        predicted = rng.uniform(0.5, 0.9, 120)
        odds = np.log(predicted / (1 - predicted)) + truth
        low, high = shift(predicted, rng.random(120) < 1 / (1 + np.exp(-odds)))
        inside += low <= truth <= high
    assert 170 <= inside <= 190


def test_more_reviews_make_it_surer() -> None:
    few, many = (shift(np.full(count, 0.8), np.arange(count) % 5 > 0) for count in (50, 5000))
    assert few[0] < many[0] < 0 < many[1] < few[1]


def test_who_recalls_everything_is_not_taken_to_know_everything() -> None:
    low, high = shift(np.full(60, 0.9), np.ones(60, np.bool_))
    assert 0 < low < high < 6
