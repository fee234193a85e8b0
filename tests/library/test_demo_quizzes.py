"""The made-up answers of the demo collection are ones that somebody could give."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from quiz_desk import UNKNOWN, QuizDesk, start, turn_to
from roadmap_cards.library.demo_quizzes import made_up_answer
from roadmap_cards.study.question import is_right, right_answer


@pytest.mark.parametrize("name", ["ant-legs", "ape-code", "ape-order", "axe-gaps"])
def test_a_wrong_answer_fills_all_there_is_to_fill(tmp_path: Path, name: str) -> None:
    desk = QuizDesk(tmp_path)
    for seed in range(8):
        with desk.open() as library:
            sitting = start(desk, library, seed=seed)
            turn_to(sitting, name)
            question = sitting.current.question
            sitting.hand_in()
        given, sureness = made_up_answer(question, 0.0, Random(seed))
        right = right_answer(question.body, question.variant)
        assert not is_right(question.body, question.variant, given)
        if sureness is not UNKNOWN:
            assert len(given) == len(right)
            if name == "ape-order":
                assert sorted(given) == sorted(right)
