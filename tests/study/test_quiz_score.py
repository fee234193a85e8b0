"""The score of a quiz, with the arithmetic done by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_cards.study.quiz import Response, Sureness
from roadmap_cards.study.quiz_score import (
    Pace,
    Score,
    by_topic,
    corrected,
    paces,
    score,
    sureness_counts,
    verdict,
)

steady = settings(derandomize=True, deadline=None, max_examples=200)

RIGHT = Response(1, "choice", False, 0.25, 75_000, ("a",), Sureness.SURE, True, 10_000)
WRONG = replace(RIGHT, right=False)
UNKNOWN = replace(WRONG, given=(), sureness=Sureness.UNKNOWN)
OPEN = replace(RIGHT, given=(), sureness=None, right=None, duration=0)

guesses = st.sampled_from([0.0, 1 / 24, 1 / 15, 1 / 5, 1 / 4, 1 / 3, 1 / 2])
responses = st.builds(
    lambda base, guess, topic: replace(base, guess=guess, topic=topic),
    st.sampled_from([RIGHT, WRONG, UNKNOWN, OPEN]),
    guesses,
    st.integers(1, 3),
)
quizzes = st.lists(responses, min_size=1, max_size=60)


def quiz(right: int, asked: int, guess: float = 0.0, topic: int = 1) -> list[Response]:
    """Return a quiz with so many right answers of so many, and the others wrong."""
    return [replace(RIGHT if number < right else WRONG, guess=guess, topic=topic) for number in range(asked)]


# --- By hand


def test_a_quiz_of_mixed_questions_by_hand() -> None:
    """Eight right of ten; blind, 4 x 1/4 + 2 x 1/5 + 4 x 0 = 1.4 would be: (8 - 1.4) / (10 - 1.4)."""
    chances = (0.25, 0.25, 0.25, 0.25, 0.2, 0.2, 0, 0, 0, 0)
    rights = (1, 1, 1, 0, 1, 1, 1, 1, 1, 0)
    found = score(
        [
            replace(RIGHT if right else WRONG, guess=chance)
            for chance, right in zip(chances, rights, strict=True)
        ]
    )
    assert (found.asked, found.right, found.wrong) == (10, 8, 2)
    assert found.raw == pytest.approx(0.8)
    assert found.corrected == pytest.approx(6.6 / 8.6)
    z = 1.6448536269514722
    spread = z * sqrt(0.8 * 0.2 / 10 + z * z / 400)
    low = (0.8 + z * z / 20 - spread) / (1 + z * z / 10)
    high = (0.8 + z * z / 20 + spread) / (1 + z * z / 10)
    assert found.low == pytest.approx((low * 10 - 1.4) / 8.6)
    assert found.high == pytest.approx((high * 10 - 1.4) / 8.6)


def test_unknown_wrong_and_unanswered_are_counted_apart_and_none_is_right() -> None:
    found = score([RIGHT, RIGHT, WRONG, UNKNOWN, UNKNOWN, UNKNOWN, OPEN, OPEN, OPEN, OPEN])
    assert (found.asked, found.right, found.wrong, found.unknown, found.unanswered) == (10, 2, 1, 3, 4)
    assert found.raw == pytest.approx(0.2)


def test_who_is_right_no_more_often_than_by_chance_knows_nothing() -> None:
    assert score(quiz(10, 40, 0.25)).corrected == 0
    assert score(quiz(5, 40, 0.25)).corrected == 0
    assert score(quiz(40, 40, 0.25)).corrected == 1


def test_a_quiz_without_questions_is_no_pass() -> None:
    found = score([])
    assert (found.asked, found.raw, found.corrected) == (0, 0, 0)
    assert not verdict(found, {}).passed


def test_where_any_answer_is_right_nothing_is_shown() -> None:
    assert corrected(3, 3, 3.0) == 0


# --- The pass mark


@pytest.mark.parametrize(
    ("right", "asked", "guess", "passed"),
    [
        (28, 40, 0.0, True),
        (27, 40, 0.0, False),
        (31, 40, 0.25, True),  # (31 - 10) / 30 = 0.7
        (30, 40, 0.25, False),
        (32, 40, 1 / 3, True),  # (32 - 40/3) / (80/3) = 0.7
        (40, 50, 1 / 3, True),  # (40 - 50/3) / (100/3) = 0.7
        (39, 50, 1 / 3, False),
    ],
)
def test_seventy_percent_of_what_is_known_passes(right: int, asked: int, guess: float, passed: bool) -> None:
    responses = quiz(right, asked, guess)
    assert verdict(score(responses), by_topic(responses)).passed is passed


@pytest.mark.parametrize(
    ("asked", "right", "guess", "short"),
    [
        (4, 2, 0.0, False),
        (4, 1, 0.0, True),
        (3, 0, 0.0, False),
        (4, 2, 0.25, True),  # (2 - 1) / 3
        (36, 24, 1 / 3, False),  # (24 - 12) / 24 = 0.5
        (36, 23, 1 / 3, True),
    ],
)
def test_every_topic_of_four_questions_needs_half(asked: int, right: int, guess: float, short: bool) -> None:
    responses = [*quiz(200, 200, topic=7), *quiz(right, asked, guess, topic=8)]
    found = verdict(score(responses), by_topic(responses))
    assert found.short_topics == ((8,) if short else ())
    assert found.passed is not short


def test_the_mark_is_met_exactly_however_the_chances_add_up() -> None:
    """Thirds and fifths have no exact number in the machine; a score of just 70 or 50 % counts."""
    for options in range(2, 32):
        for asked in range(4, 61):
            for right in range(asked + 1):
                exact = (right - Fraction(asked, options)) / (asked - Fraction(asked, options))
                if exact not in {Fraction(7, 10), Fraction(1, 2)}:
                    continue
                found = score(quiz(right, asked, 1 / options))
                whole = verdict(found, {1: found})
                assert whole.passed is (exact == Fraction(7, 10))
                assert whole.short_topics == ()


@pytest.mark.parametrize(
    ("low", "middle", "high", "close"),
    [
        (0.60, 0.70, 0.79, True),
        (0.60, 0.65, 0.70, True),
        (0.60, 0.65, 0.699, False),
        (0.70, 0.80, 0.90, False),
        (0.699, 0.80, 0.90, True),
    ],
)
def test_it_is_too_close_where_the_mark_lies_within_the_interval(
    low: float, middle: float, high: float, close: bool
) -> None:
    assert verdict(Score(40, 28, 0, 0, 0.7, middle, low, high), {}).too_close is close


def test_topics_come_in_the_order_of_the_quiz_each_with_its_own_score() -> None:
    responses = [*quiz(1, 2, topic=5), *quiz(2, 2, topic=3), *quiz(0, 1, topic=5)]
    found = by_topic(responses)
    assert list(found) == [5, 3]
    assert (found[5].right, found[5].asked, found[3].right, found[3].asked) == (1, 3, 2, 2)


# --- Sureness and pace


def test_sureness_is_counted_against_what_was_right() -> None:
    guessing = replace(RIGHT, sureness=Sureness.GUESSING)
    assert sureness_counts([RIGHT, RIGHT, WRONG, guessing, UNKNOWN, OPEN]) == {
        (Sureness.SURE, True): 2,
        (Sureness.SURE, False): 1,
        (Sureness.GUESSING, True): 1,
        (Sureness.UNKNOWN, False): 1,
        (None, False): 1,
    }


def test_the_pace_of_code_is_told_apart_and_leaves_out_what_was_not_answered() -> None:
    code = replace(RIGHT, code=True, allowed=120_000, duration=50_001)
    assert paces([RIGHT, replace(WRONG, duration=21_000), OPEN, code]) == (
        Pace(False, 2, 15_500, 75_000),
        Pace(True, 1, 50_001, 120_000),
    )
    assert paces([code, replace(OPEN, code=False)]) == (Pace(True, 1, 50_001, 120_000),)
    assert paces([OPEN]) == ()


# --- Whatever was answered


@steady
@given(quizzes)
def test_shares_are_shares_and_the_interval_holds_the_score(answered: list[Response]) -> None:
    for found in (score(answered), *by_topic(answered).values()):
        assert 0 <= found.low <= found.corrected <= found.high <= 1
        assert found.corrected <= found.raw <= 1
        assert found.right + found.wrong + found.unknown + found.unanswered == found.asked


@steady
@given(quizzes, st.data())
def test_one_more_right_answer_never_lowers_anything(answered: list[Response], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(answered) - 1))
    better = [
        replace(one, right=True, sureness=Sureness.SURE) if n == at else one for n, one in enumerate(answered)
    ]
    before, after = score(answered), score(better)
    assert after.raw >= before.raw
    assert after.corrected >= before.corrected
    assert after.low >= before.low
    assert after.high >= before.high
    passed = verdict(before, by_topic(answered)).passed
    assert not passed or verdict(after, by_topic(better)).passed


@steady
@given(quizzes)
def test_the_order_of_the_questions_does_not_matter(answered: list[Response]) -> None:
    one, other = score(answered), score(answered[::-1])
    assert (one.right, one.asked, one.unknown) == (other.right, other.asked, other.unknown)
    assert one.corrected == pytest.approx(other.corrected, abs=1e-12)
