"""The sentence that says why a card is asked is true for every state of the card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap_cards.study.card import NEW, Basic, Card, Citation, Entry, Learned, Memory, Place, Rating, Stage
from roadmap_cards.study.day import HOUR, MINUTE, Moment
from roadmap_cards.study.reason import reason

ENTRY = Entry("softmax", "", "", Basic("What?", "That."), 1, (Citation("A paper", "https://example.org"),))
DAY = 9800
NOW = Moment(DAY * 24 * HOUR + 8 * HOUR, 0, DAY)
KNOWN = Learned(
    stage=Stage.REVIEW,
    step=None,
    stability=12.0,
    difficulty=5.0,
    last_at=NOW.at - 12 * 24 * HOUR,
    last_day=DAY - 12,
    due_at=None,
    due_day=DAY,
    interval=12,
    reps=4,
    lapses=0,
)
STEP = replace(
    KNOWN,
    stage=Stage.LEARNING,
    step=1,
    last_at=NOW.at - 10 * MINUTE,
    last_day=DAY,
    due_at=NOW.at,
    due_day=DAY,
    interval=0,
)


def card(memory: Memory, correction: str = "", topic: str = "Attention Mechanism") -> Card:
    place = Place("llm", "Middle", topic, "", "")
    return Card(1, "llm/attention/softmax#main", "main", ENTRY, place, memory, correction=correction)


def test_a_new_card_names_its_topic() -> None:
    assert reason(card(NEW), NOW, 0.0, 0.9) == "New: the next card of Attention Mechanism."
    assert reason(card(NEW, topic=""), NOW, 0.0, 0.9) == "New: not seen before."


@pytest.mark.parametrize(
    ("recall", "late", "said"),
    [
        (0.861, 0, "Recall fell to 86 %; you asked for 90 %."),
        (0.898, 0, "Recall fell to 90 %, as you asked."),
        (0.83, 1, "Recall fell to 83 %; you asked for 90 %. It was due yesterday."),
        (0.7, 12, "Recall fell to 70 %; you asked for 90 %. It was due 12 days ago."),
        (0.921, 0, "Recall is 92 %: days are spread a little around the 90 % you asked for."),
    ],
)
def test_a_due_card_compares_recall_with_the_target(recall: float, late: int, said: str) -> None:
    memory = replace(KNOWN, due_day=DAY - late)
    assert reason(card(memory), NOW, recall, 0.9, last=Rating.GOOD, scheduled_for=0.9) == said


def test_a_lowered_target_is_named_as_the_reason() -> None:
    said = reason(card(KNOWN), NOW, 0.95, 0.8, last=Rating.GOOD, scheduled_for=0.95)
    assert said == "Recall is 95 %: when it was planned, you asked for 95 %."


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (20_000, "You missed it less than a minute ago."),
        (MINUTE, "You missed it 1 minute ago."),
        (10 * MINUTE, "You missed it 10 minutes ago."),
        (3 * HOUR, "You missed it 3 hours ago."),
    ],
)
def test_a_missed_card_says_when(gone: int, said: str) -> None:
    memory = replace(STEP, stage=Stage.RELEARNING, step=0, last_at=NOW.at - gone)
    assert reason(card(memory), NOW, 1.0, 0.9, last=Rating.AGAIN) == said


def test_a_step_left_open_yesterday_says_so() -> None:
    memory = replace(STEP, last_at=NOW.at - 20 * HOUR, last_day=DAY - 1)
    assert reason(card(memory), NOW, 0.9, 0.9, last=Rating.AGAIN) == "You missed it yesterday."


def test_a_card_in_its_first_steps_was_not_missed() -> None:
    said = reason(card(STEP), NOW, 1.0, 0.9, last=Rating.GOOD)
    assert said == "Learning: you answered it 10 minutes ago, and it has not left its first steps."


def test_a_step_that_comes_early_says_why() -> None:
    memory = replace(STEP, due_at=NOW.at + MINUTE)
    said = reason(card(memory), NOW, 1.0, 0.9, last=Rating.AGAIN)
    assert said == "You missed it 10 minutes ago. Nothing else is left, so it comes a little early."


def test_a_hard_answer_after_a_miss_is_no_miss() -> None:
    memory = replace(STEP, stage=Stage.RELEARNING, step=0)
    said = reason(card(memory), NOW, 1.0, 0.9, last=Rating.HARD)
    assert said == "Learning again after a miss: you answered it 10 minutes ago."


def test_a_correction_comes_before_everything_else() -> None:
    said = reason(card(KNOWN, correction="This."), NOW, 0.7, 0.9, last=Rating.GOOD)
    assert said == "Corrected: its answer was changed since you saw it 12 days ago."


def test_a_card_that_is_not_due_is_not_called_due() -> None:
    memory = replace(KNOWN, due_day=DAY + 3)
    assert reason(card(memory), NOW, 0.97, 0.9) == "Ahead of its day: it is due in 3 days."
