"""What an item is told about its next state, and what a lens shows of it."""

from __future__ import annotations

import pytest

from roadmap_cards.study.mastery import (
    CardMemory,
    Lens,
    Mastery,
    QuizEvidence,
    durability,
    next_step,
    of_item,
)

NEVER = CardMemory()


@pytest.mark.parametrize(
    ("cards", "sentence"),
    [
        ([], ""),
        ([NEVER, NEVER], "Learning begins with its first card."),
        (
            [CardMemory(40, 0.95), NEVER],
            "Familiar when every card lasts 7 days; 1 of 2 was never seen.",
        ),
        (
            [CardMemory(40, 0.95), NEVER, NEVER],
            "Familiar when every card lasts 7 days; 2 of 3 were never seen.",
        ),
        (
            [CardMemory(40, 0.95), CardMemory(6.9, 0.9)],
            "Familiar when every card lasts 7 days; the weakest lasts 6.",
        ),
        ([CardMemory(0.4, 0.9)], "Familiar when every card lasts 7 days; the weakest lasts less than one."),
        (
            [CardMemory(40, 0.95), CardMemory(30, 0.61)],
            "Familiar again when every card is recalled at 70 %; the weakest is at 61 %.",
        ),
        (
            [CardMemory(40, 0.95), CardMemory(20.9, 0.9)],
            "Solid when every card lasts 21 days; the weakest lasts 20.",
        ),
        (
            [CardMemory(40, 0.95), CardMemory(30, 0.74)],
            "Solid when every card is recalled at 80 %; the weakest is at 74 %.",
        ),
        (
            [CardMemory(40, 0.95), CardMemory(30, 0.798)],
            "Solid when every card is recalled at 80 %; the weakest is at 79 %.",
        ),
        (
            [CardMemory(90, 0.95), CardMemory(43.9, 0.847)],
            "Mastered when every card lasts 60 days (the weakest 43), every card is recalled at 85 % (the "
            "weakest at 84 %) and there is a right, sure answer to a choice or ordering question on a day "
            "without a review of it.",
        ),
        (
            [CardMemory(90, 0.95), CardMemory(43.9, 0.9)],
            "Mastered when every card lasts 60 days (the weakest 43) and there is a right, sure answer to a "
            "choice or ordering question on a day without a review of it.",
        ),
        (
            [CardMemory(90, 0.95)],
            "Mastered when there is a right, sure answer to a choice or ordering question on a day without a "
            "review of it.",
        ),
    ],
)
def test_the_sentence_names_what_the_next_state_asks_for(cards: list[CardMemory], sentence: str) -> None:
    assert next_step(cards) == sentence


@pytest.mark.parametrize(
    ("cards", "sentence"),
    [
        ([CardMemory(43, 0.95)], "Mastered when every card lasts 60 days (the weakest 43)."),
        ([CardMemory(90, 0.82)], "Mastered when every card is recalled at 85 % (the weakest at 82 %)."),
        (
            [CardMemory(300, 0.95), CardMemory(90, 0.95)],
            "Mastered: every card lasts 60 days or more, and a quiz confirms it; the weakest lasts 90.",
        ),
        ([CardMemory(6, 0.95)], "Familiar when every card lasts 7 days; the weakest lasts 6."),
    ],
)
def test_what_a_quiz_has_proved_is_not_asked_for_again(cards: list[CardMemory], sentence: str) -> None:
    assert next_step(cards, proved=True) == sentence


def test_each_lens_shows_its_own_share() -> None:
    item = of_item([CardMemory(8, 0.8), NEVER], QuizEvidence(asked=4, right=3))
    assert [lens.value for lens in Lens] == ["Mastery", "Recall", "Stability", "Quiz", "Coverage"]
    assert Lens.QUIZ.share(item) == 0.75
    assert Lens.COVERAGE.share(item) == 0.5
    assert Lens.RECALL.share(item) == pytest.approx(0.8)
    assert Lens.STABILITY.share(item) == pytest.approx(durability(8))
    assert Lens.MASTERY.share(item) == pytest.approx(item.mastery)
    assert 0 < Lens.MASTERY.share(item) < 0.4


def test_a_lens_has_nothing_to_show_of_what_was_never_seen_or_never_asked() -> None:
    asked, seen = of_item([NEVER], QuizEvidence(asked=1, right=0)), of_item([CardMemory(8, 0.8)])
    assert [lens for lens in Lens if lens.shows(asked)] == [Lens.QUIZ]
    assert [lens for lens in Lens if lens.shows(seen)] == [lens for lens in Lens if lens is not Lens.QUIZ]
    assert not any(lens.shows(Mastery(items=1)) for lens in Lens)
