"""Decks go on being written while quizzes are under way and after them: nothing breaks or is made up."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from quiz_desk import ALPHA, EXAM, SURE, QuizDesk, effects, take, turn_to
from roadmap_cards.errors import ProblemError
from roadmap_cards.study.quiz import Sureness


@pytest.fixture
def desk(tmp_path: Path) -> QuizDesk:
    return QuizDesk(tmp_path)


def rewritten(deck: str, name: str, kind: str, text: str) -> str:
    """Return a deck whose entry of that name has become one of another kind."""
    head, found, rest = deck.partition(f"### {name}\n")
    assert found
    _, separator, after = rest.partition("\n###")
    return f"{head}{found}kind: {kind}\ndifficulty: 1\nsources: book\n\n{text}\n{separator}{after}"


def test_a_result_says_that_a_question_was_rewritten_and_keeps_its_number(desk: QuizDesk) -> None:
    with desk.open() as library:
        result = take(library, desk.wish(), {"ant-legs": SURE, "ant-pick": SURE})
    desk.load({"alpha": rewritten(ALPHA, "ant-pick", "basic", "Q: What is an ant?\nA: An insect.")})
    with desk.open() as library:
        again = library.quizzes.result(result.quiz.id)
        (changed,) = [row for row in again.questions if row.changed]
        [before] = [row for row in result.questions if row.key == changed.key]
        assert changed.position == before.position
        assert changed.key.endswith("/ant-pick")
        assert "rewritten" in changed.question.entry.body.prompt  # type: ignore[union-attr]
        assert again.score == result.score
        assert [past.score for past in library.quizzes.history()] == [result.score]


def test_a_question_that_was_rewritten_is_left_out_of_a_quiz_under_way(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = library.quizzes.start(desk.wish(mode=EXAM), Random(1))
        asked = len(sitting.questions)
        turn_to(sitting, "ape-order")
        place = sitting.current.position
        numbers = {row.key: row.position for row in sitting.questions}
    desk.load({"alpha": rewritten(ALPHA, "ape-order", "basic", "Q: What is an ape?\nA: A mammal.")})
    with desk.open() as library:
        sitting = library.quizzes.resume()
        assert len(sitting.questions) == asked - 1
        assert not any(row.key.endswith("/ape-order") for row in sitting.questions)
        assert sitting.current.position == min(
            (row.position for row in sitting.questions if row.position > place), default=asked - 2
        )
        for at in range(len(sitting.questions)):
            sitting.go(at)
            sitting.answer((), Sureness.UNKNOWN)
        number = sitting.hand_in()
        assert number is not None
        result = library.quizzes.result(number)
        assert result.score.asked == asked - 1
        assert {row.key: row.position for row in result.questions}.items() <= numbers.items()


def test_a_quiz_of_which_nothing_is_left_says_so_and_can_be_ended(desk: QuizDesk) -> None:
    with desk.open() as library:
        library.quizzes.start(desk.wish(kinds=frozenset({"order"})), Random(1))
    desk.load({"alpha": rewritten(ALPHA, "ape-order", "basic", "Q: What is an ape?\nA: A mammal.")})
    with desk.open() as library:
        with pytest.raises(ProblemError, match="rewritten"):
            library.quizzes.resume()
        assert library.quizzes.hand_in_as_it_is() is None
        assert library.quizzes.under_way() is None


def test_mistakes_that_were_rewritten_are_not_asked_again(desk: QuizDesk) -> None:
    with desk.open() as library:
        result = take(library, desk.wish(kinds=frozenset({"order"}), mode=EXAM), {})
        assert result.score.unanswered == 1
    desk.load({"alpha": rewritten(ALPHA, "ape-order", "basic", "Q: What is an ape?\nA: A mammal.")})
    with desk.open() as library, pytest.raises(ProblemError, match="no question"):
        library.quizzes.retry(library.quizzes.result(result.quiz.id), Random(1))


def test_what_was_rewritten_after_its_answer_moves_no_card_of_another_meaning(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = library.quizzes.start(desk.wish(), Random(1))
        turn_to(sitting, "ant-pick")
        sitting.answer(("six",), SURE)
    desk.load({"alpha": rewritten(ALPHA, "ant-pick", "basic", "Q: What is an ant?\nA: An insect.")})
    with desk.open() as library:
        number = library.quizzes.resume().hand_in()
        assert number is not None
        result = library.quizzes.result(number)
        assert set(effects(result)) == {"ant-pick"}
        assert result.moved == ()
