"""The clock of an exam in words."""

from __future__ import annotations

import pytest

from roadmap_cards.study.quiz_clock import clock_words, pace_words, warning_words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (0, "0:00"),
        (1, "0:01"),  # the last second is not over before it is
        (59_000, "0:59"),
        (60_000, "1:00"),
        (822_000, "13:42"),
        (3_725_000, "1:02:05"),
    ],
)
def test_what_is_left_reads_like_a_clock(left: int, words: str) -> None:
    assert clock_words(left) == words


def test_the_pace_is_told_where_it_makes_a_difference() -> None:
    assert pace_words(600_000, 20_000, 1, 10) == (
        "10 min for 10 questions",
        "You are 40 s ahead of an even pace. Pause with P; the question is covered while the clock stands.",
    )
    assert "Pause with Alt P;" in pace_words(600_000, 20_000, 1, 10, pause_key="Alt P")[1]
    assert "You are 2 min behind an even pace." in pace_words(600_000, 240_000, 2, 10)[1]
    assert "An even pace so far." in pace_words(600_000, 65_000, 1, 10)[1]
    assert "An even pace so far." in pace_words(600_000, 0, 0, 10)[1]


@pytest.mark.parametrize(
    ("before", "left", "words"),
    [
        (301_000, 300_000, "5 minutes left."),
        (300_000, 299_000, ""),
        (61_000, 59_000, "1 minute left."),
        (400_000, 50_000, "1 minute left."),
        (30_000, 29_000, ""),
    ],
)
def test_a_warning_comes_once_for_each_mark(before: int, left: int, words: str) -> None:
    assert warning_words(before, left) == words
