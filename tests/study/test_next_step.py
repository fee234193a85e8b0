"""What an item is told about its next state, and what a lens shows of it."""

from __future__ import annotations

import pytest

from roadmap_cards.study.mastery import CardMemory, Lens, next_step, of_item

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
        ([CardMemory(90, 0.95)], "Held: every card lasts 21 days or more; the weakest lasts 90."),
    ],
)
def test_the_sentence_names_what_the_next_state_asks_for(cards: list[CardMemory], sentence: str) -> None:
    assert next_step(cards) == sentence


def test_each_lens_shows_its_own_share() -> None:
    item = of_item([CardMemory(8, 0.8), NEVER])
    assert [lens.value for lens in Lens] == ["Mastery", "Recall", "Coverage"], "Mastery comes first"
    assert Lens.COVERAGE.share(item) == 0.5
    assert Lens.RECALL.share(item) == pytest.approx(0.8)
    assert Lens.MASTERY.share(item) == pytest.approx(item.mastery)
    assert 0 < Lens.MASTERY.share(item) < 0.4
