"""Handing a quiz in: once, whole or not at all, and asking its mistakes again."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from quiz_desk import (
    EXAM,
    GUESSING,
    PRACTICE,
    SURE,
    UNKNOWN,
    WRONG,
    Answers,
    QuizDesk,
    learn,
    left_behind,
    memories,
    name_of,
    replayed,
    right,
    start,
    take,
    turn_to,
)
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.library import Library
from roadmap_cards.study.card import Rating


@pytest.fixture
def desk(tmp_path: Path) -> QuizDesk:
    return QuizDesk(tmp_path)


# --- Handed in is handed in


def test_handing_in_twice_counts_once(desk: QuizDesk) -> None:
    """Two strokes of Enter, or the clock running out while the button is pressed."""
    with desk.open() as library:
        learn(library, "ant-legs")
        desk.wait(9)
        sitting = start(desk, library, EXAM)
        turn_to(sitting, "ant-legs")
        sitting.answer(("7",), SURE)
        number = sitting.hand_in()
        assert number is not None
        result, rows = library.quizzes.result(number), desk.rows("SELECT * FROM review")
        assert sitting.hand_in() == number
        assert library.quizzes.result(number) == result
        assert desk.rows("SELECT * FROM review") == rows
        library.undo()
        assert library.undo_name == "Answer card"


@pytest.mark.parametrize(("left", "out"), [(0, True), (1, False)])
def test_an_exam_says_itself_whether_its_time_was_out(desk: QuizDesk, left: int, out: bool) -> None:
    """However it is handed in, also later and as it is."""
    with desk.open() as library:
        sitting = start(desk, library, EXAM)
        sitting.spend((sitting.left or 0) - left)
        sitting.keep_time()
    with desk.open() as library:
        assert library.quizzes.hand_in_as_it_is() is not None
        assert library.quizzes.history()[0].quiz.timed_out is out


def test_a_quiz_that_is_open_in_two_places_counts_once(desk: QuizDesk) -> None:
    with desk.open() as library:
        first = start(desk, library, EXAM)
        first.answer(right(first), SURE)
        second = library.quizzes.resume()
        number = first.hand_in()
        assert number is not None
        result = library.quizzes.result(number)
        assert second.hand_in() == number
        assert library.quizzes.result(number) == result


def test_nothing_can_be_changed_after_handing_in(desk: QuizDesk) -> None:
    """It would no longer be what was counted, and the quiz could not be taken back any more."""
    with desk.open() as library:
        sitting = start(desk, library, EXAM)
        sitting.answer(right(sitting), SURE)
        number = sitting.hand_in()
        assert number is not None
        result = library.quizzes.result(number)
        with pytest.raises(ValueError, match="handed in"):
            sitting.answer(("x",), SURE)
        with pytest.raises(ValueError, match="handed in"):
            sitting.toggle_mark()
        sitting.spend(60_000)
        sitting.go(1)
        sitting.keep_time()
        assert library.quizzes.result(number) == result
        assert library.undo() is not None


# --- What cannot be written


@pytest.mark.parametrize(
    ("trouble", "words"), [("full", "disk that holds"), ("read-only", "cannot be written")]
)
def test_a_quiz_that_cannot_be_saved_stays_under_way_and_counts_nothing(
    desk: QuizDesk, trouble: str, words: str
) -> None:
    with desk.open() as library:
        learn(library, "ant-legs", "ape-code", "bee-wings")
        desk.wait(9)
        sitting = start(desk, library, EXAM)
        for name in ("ant-legs", "ape-code", "bee-wings"):
            turn_to(sitting, name)
            sitting.answer(*WRONG)
        writing = library._database._write
        if trouble == "full":
            fill_the_disk(library)
        else:
            writing.exec_driver_sql("PRAGMA query_only = ON")
            writing.rollback()
        step, before, rows = library.undo_name, memories(library), desk.rows("SELECT * FROM review")
        seen = left_behind(sitting)
        with pytest.raises(ProblemError, match=words):
            sitting.hand_in()
        assert memories(library) == before
        assert desk.rows("SELECT * FROM review") == rows
        assert library.quizzes.history() == []
        assert library.undo_name == step
        assert left_behind(library.quizzes.resume()) == seen
        for setting in ("max_page_count = 1000000", "query_only = OFF"):
            writing.exec_driver_sql(f"PRAGMA {setting}")
            writing.rollback()
        number = sitting.hand_in()
        assert number is not None
        assert len(library.quizzes.result(number).moved) == 3
        assert memories(library) == replayed(library) != before


def fill_the_disk(library: Library) -> None:
    """Let the file of the collection grow no further, and review until there is no room for another row."""
    writing = library._database._write
    pages = writing.exec_driver_sql("PRAGMA page_count").scalar_one()
    writing.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    writing.rollback()
    with pytest.raises(ProblemError, match="disk that holds"):
        learn(library, *["ant-fact"] * 500, rating=Rating.AGAIN)


def test_an_answer_that_cannot_be_saved_leaves_the_one_before(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = start(desk, library, EXAM)
        turn_to(sitting, "ant-legs")
        sitting.answer(("6",), SURE)
        desk.write("CREATE TRIGGER no BEFORE UPDATE ON quiz BEGIN SELECT RAISE(ABORT, 'no'); END")
        with pytest.raises(Exception, match="no"):
            sitting.answer(("7",), SURE)
        desk.write("DROP TRIGGER no")
        assert sitting.current.response.given == ("6",)
        assert library.quizzes.resume().questions[sitting.place].response.given == ("6",)


# --- Again


def test_mistakes_can_be_asked_again_at_once(desk: QuizDesk) -> None:
    with desk.open() as library:
        answers: Answers = {
            "ant-pick": WRONG,
            "ape-order": UNKNOWN,
            "bee-wings": SURE,
            "axe-gaps": GUESSING,
        }
        result = take(library, desk.wish(mode=EXAM), answers)
        again = library.quizzes.retry(result, Random(5))
        assert (again.quiz.mode, again.quiz.allowed) == (PRACTICE, None)
        assert {name_of(again) for again.place in range(len(again.questions))} == {
            "ant-legs",
            "ant-pick",
            "ant-pick-again",
            "ape-code",
            "ape-order",
            "axe-multi",
            "bee-pick",
        }
        assert again.quiz.title == f"{result.quiz.title}, again"
        again.place = 0
        again.answer((), UNKNOWN)
        number = again.hand_in()
        assert number is not None
        third = library.quizzes.retry(library.quizzes.result(number), Random(6))
        assert third.quiz.title == again.quiz.title


def test_where_all_was_right_or_is_gone_there_is_nothing_to_ask_again(desk: QuizDesk) -> None:
    with desk.open() as library:
        result = take(library, desk.wish(), {}, only=False)
        with pytest.raises(ProblemError, match="no mistake"):
            library.quizzes.retry(result, Random(1))
        result = take(library, desk.wish(), {"ant-legs": WRONG})
        desk.write("UPDATE entry SET retired = 1")
        with pytest.raises(ProblemError, match="no question"):
            library.quizzes.retry(result, Random(1))
        assert library.quizzes.under_way() is None
