"""Numbers in the words that a person reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap_cards.study import wording
from roadmap_cards.study.card import Learned, Stage
from roadmap_cards.study.day import HOUR, MINUTE

MEMORY = Learned(
    stage=Stage.REVIEW,
    step=None,
    stability=9.0,
    difficulty=5.0,
    last_at=1_000,
    last_day=10,
    due_at=None,
    due_day=19,
    interval=9,
    reps=1,
    lapses=0,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (30, "30 days"),
        (31, "1 month"),
        (46, "1.5 months"),
        (61, "2 months"),
        (364, "12 months"),
        (365, "1 year"),
        (383, "1 year"),
        (384, "1.1 years"),
        (730, "2 years"),
        (36_500, "99.9 years"),
    ],
)
def test_days_are_told_in_the_unit_that_suits_them(number: int, words: str) -> None:
    assert wording.days(number) == words


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (0, "0 s"),
        (9_400, "9 s"),
        (59_400, "59 s"),
        (59_600, "1 min"),
        (MINUTE, "1 min"),
        (10 * MINUTE, "10 min"),
        (HOUR - 1, "1 h"),
        (HOUR, "1 h"),
        (HOUR + 30 * MINUTE, "1.5 h"),
    ],
)
def test_a_duration_never_has_sixty_of_a_unit(milliseconds: int, words: str) -> None:
    assert wording.duration(milliseconds) == words


def test_a_wait_is_told_in_minutes_within_a_day_and_in_days_after_it() -> None:
    assert wording.wait(MEMORY) == "9 days"
    assert wording.wait(replace(MEMORY, due_at=1_000 + 10 * MINUTE, interval=0)) == "10 min"


def test_one_thing_is_no_plural() -> None:
    assert wording.counted(1, "card") == "1 card"
    assert wording.counted(0, "card") == "0 cards"
    assert wording.counted(2, "entry", "entries") == "2 entries"
    assert wording.counted(12_345, "card") == "12,345 cards"


def test_a_share_is_a_whole_percentage() -> None:
    assert [wording.percent(share) for share in (0.0, 0.896, 1.0)] == ["0 %", "90 %", "100 %"]


@pytest.mark.parametrize(
    ("day", "words"),
    [(101, "today"), (100, "today"), (99, "yesterday"), (98, "2 days ago"), (69, "1 month ago")],
)
def test_a_day_past_is_told_from_today(day: int, words: str) -> None:
    assert wording.ago(day, today=100) == words
