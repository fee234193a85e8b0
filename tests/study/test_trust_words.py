"""The trust page says by how much forecasts are off, whether that may be chance, and where it cannot tell."""

from __future__ import annotations

import pytest

from roadmap_cards.study.statistics import Span
from roadmap_cards.study.trust import bin_of, is_late
from roadmap_cards.study.trust_charts import PredictionSum, reliability, sureness


def found(answers: int, recalled: int, predicted: float, *, late: bool = False) -> str:
    sums = [PredictionSum(5, late, answers, recalled, predicted * answers, 1.0)] if answers else []
    return reliability(sums, Span.YEAR, late=late).said.finding


def test_forecasts_are_off_by_points() -> None:
    assert found(5000, 4500, 0.902) == "Forecasts are right to the point"
    assert found(5000, 4500, 0.912) == "Forecasts are off by 1 point; you remember less than was said"
    assert found(5000, 4500, 0.87) == "Forecasts are off by 3 points; you remember more than was said"
    assert found(200, 180, 0.92) == "Forecasts are off by 2 points, which may be chance"
    late = found(400, 300, 0.85, late=True)
    assert late == "Late reviews: off by 10 points; you remember less than was said"
    assert found(400, 300, 0.75, late=True) == "Late reviews: right to the point"


def test_where_reviews_are_too_few_it_says_how_many_there_are_and_how_many_it_takes() -> None:
    assert found(0, 0, 0.9) == "Reviews tell this; there are none in the last 12 months, it takes 200"
    late = "Late reviews tell this; there are 199 in the last 12 months, it takes 200"
    assert found(199, 180, 0.9, late=True) == late


def test_bins_hold_what_was_said_and_what_happened() -> None:
    sums = [PredictionSum(5, False, 90, 80, 79.0, 30.0), PredictionSum(5, True, 10, 9, 8.5, 3.0)]
    made = reliability(sums, Span.ALL)
    (one,) = made.bins
    assert (one.answers, one.recalled) == (100, 89)
    assert one.predicted == pytest.approx(0.875)
    assert made.bias == pytest.approx(-0.015)
    assert made.rmse == pytest.approx(0.015)
    assert made.log_loss == pytest.approx(0.33)
    assert reliability([], Span.ALL).answers == 0


def test_a_stretch_begins_at_its_edge_and_late_at_half_again_the_interval() -> None:
    assert (bin_of(0.49), bin_of(0.5), bin_of(0.96), bin_of(0.9599)) == (0, 1, 8, 7)
    assert is_late(15, 10)
    assert not is_late(14, 10)
    assert not is_late(1, 0), "in its steps a card is not late"


@pytest.mark.parametrize(
    ("answers", "finding"),
    [
        ({}, "Quiz answers tell this; none was given sure in the last 12 months, it takes 20"),
        ({"sure": (18, 19)}, "Quiz answers tell this; 19 were given sure in the last 12 months, it takes 20"),
        ({"sure": (90, 100)}, "When you are sure, 90 % is right"),
        ({"guessing": (10, 20)}, "When you guess, 50 % is right"),
        ({"sure": (90, 100), "guessing": (10, 20)}, "When you are sure, 90 % is right; when you guess, 50 %"),
    ],
)
def test_sureness_is_held_against_what_was_right(answers: dict[str, tuple[int, int]], finding: str) -> None:
    assert sureness(answers, Span.YEAR).said.finding == finding
