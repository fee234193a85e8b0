"""How sure a share is: the Wilson score interval against its definition and published values."""

from __future__ import annotations

from math import sqrt

import pytest

from roadmap_cards.study.share import Z_90, wilson


def test_nothing_tried_tells_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_published_value() -> None:
    # 81 of 263 with 95 %: R. G. Newcombe, “Two-sided confidence intervals for the single proportion” (1998).
    assert wilson(81, 263, z=1.959964) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@pytest.mark.parametrize(("successes", "trials"), [(1, 4), (9, 10), (45, 50), (200, 1000)])
def test_the_bounds_are_where_the_score_test_turns(successes: int, trials: int) -> None:
    share = successes / trials
    for bound in wilson(successes, trials):
        assert abs(share - bound) == pytest.approx(Z_90 * sqrt(bound * (1 - bound) / trials))


def test_the_interval_stays_within_nought_and_one_and_shrinks_with_trials() -> None:
    low, high = wilson(10, 10)
    assert 0.7 < low < high == 1.0
    assert wilson(0, 10)[0] == 0.0
    widths = [high - low for low, high in (wilson(n * 9, n * 10) for n in (1, 10, 100))]
    assert widths == sorted(widths, reverse=True)
