"""Sitting at a quiz: answering, leaving and coming back, handing in."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from quiz_desk import (
    BETA,
    EXAM,
    GUESSING,
    HEAD,
    PRACTICE,
    SURE,
    UNKNOWN,
    QuizDesk,
    entry,
    learn,
    left_behind,
    memories,
    name_of,
    replayed,
    right,
    start,
    turn_to,
)
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.quiz_sitting import KEEP_EVERY
from roadmap_cards.study.day import HOUR
from roadmap_cards.study.history import LONGEST_ANSWER
from roadmap_cards.study.question import Given
from roadmap_cards.study.quiz import Mode, Sureness


@pytest.fixture
def desk(tmp_path: Path) -> QuizDesk:
    return QuizDesk(tmp_path)


# --- One at a time


def test_only_one_quiz_is_under_way_at_a_time(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = start(desk, library)
        with pytest.raises(ProblemError, match="still under way"):
            start(desk, library)
        assert desk.rows("SELECT count(*) FROM quiz") == [(1,)]
        sitting.answer((), UNKNOWN)
        number = sitting.hand_in()
        assert number is not None
        start(desk, library, seed=2)
        with pytest.raises(ProblemError, match="still under way"):
            library.quizzes.retry(library.quizzes.result(number), Random(3))


def test_nothing_to_ask_is_said_and_begins_nothing(desk: QuizDesk) -> None:
    with desk.open() as library:
        with pytest.raises(ProblemError, match="no question to ask"):
            library.quizzes.start(desk.wish(topics=frozenset()), Random(1))
        assert library.quizzes.under_way() is None
        with pytest.raises(LookupError):
            library.quizzes.resume()


def test_a_quiz_asks_every_entry_once_and_keeps_what_it_asked(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = start(desk, library)
    asked = desk.rows("SELECT count(DISTINCT entry_id), count(*), count(DISTINCT seed) FROM quiz_question")
    assert asked == [(9, 9, 9)]
    assert {name_of(sitting) for sitting.place in range(9)} >= {"ape-order", "axe-gaps", "bee-pick"}


# --- Leaving and coming back


@pytest.mark.parametrize("mode", list(Mode))
def test_a_quiz_that_was_left_is_found_as_it_was(desk: QuizDesk, mode: Mode) -> None:
    with desk.open() as library:
        sitting = start(desk, library, mode)
        for place, sureness in ((0, SURE), (2, GUESSING), (5, UNKNOWN)):
            sitting.go(place)
            sitting.spend(7_000)
            sitting.answer(right(sitting), sureness)
        sitting.toggle_mark()
        sitting.go(7)
        sitting.spend(KEEP_EVERY)
        seen = left_behind(sitting)
    with desk.open() as library:
        row = library.quizzes.under_way()
        assert row is not None
        assert row.mode is mode
        again = library.quizzes.resume()
        assert left_behind(again) == seen
        assert again.answered == 3
        assert again.used == 26_000
        again.go(6)
        assert again.answer(right(again), SURE)
        number = again.hand_in()
        assert number is not None
        assert library.quizzes.result(number).score.right == 3
        assert replayed(library) == memories(library)


def test_every_step_is_told_by_its_name(desk: QuizDesk) -> None:
    told: list[str] = []
    with desk.open() as library:
        sitting = start(desk, library)
        library.listen(lambda change: told.append(change.name))
        turn_to(sitting, "ant-legs")
        sitting.toggle_mark()
        sitting.answer(("six legs",), SURE)
        sitting.overrule()
    assert told == ["Mark question", "Answer question", "Overrule answer"]


@pytest.mark.parametrize("mark", [False, True])
def test_a_crash_gives_back_no_more_than_a_few_seconds(desk: QuizDesk, mark: bool) -> None:
    """Time is kept as it passes, whatever else is done meanwhile."""
    with desk.open() as library:
        sitting = start(desk, library, EXAM)
        for _ in range(60):
            sitting.spend(1_000)
            if mark:
                sitting.toggle_mark()
            [(kept,)] = desk.rows("SELECT used FROM quiz")
            assert sitting.used - kept < KEEP_EVERY
        assert sitting.used == 60_000


def test_the_time_on_a_question_is_not_lost_when_the_program_is_closed(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = start(desk, library, EXAM)
        sitting.spend(20_000)
        sitting.go(1)
        sitting.spend(12_000)
    with desk.open() as library:
        sitting = library.quizzes.resume()
        sitting.spend(3_000)
        sitting.answer(right(sitting), SURE)
        sitting.go(0)
        sitting.answer(right(sitting), SURE)
        assert [row.response.duration for row in sitting.questions[:2]] == [20_000, 15_000]
        assert sitting.used == 35_000


@pytest.mark.parametrize("tick", [1_000, 8 * HOUR])
def test_who_leaves_a_practice_open_did_not_think_all_night(desk: QuizDesk, tick: int) -> None:
    """Of a clock that ticks, and of one that is looked at when somebody comes back."""
    with desk.open() as library:
        sitting = start(desk, library)
        sitting.spend(10_000)
        sitting.answer(right(sitting), SURE)
        sitting.go(1)
        for _ in range(500):
            sitting.spend(tick)
        sitting.answer(right(sitting), SURE)
        number = sitting.hand_in()
        assert number is not None
        result = library.quizzes.result(number)
        assert result.quiz.used == 10_000 + LONGEST_ANSWER
        assert [row.response.duration for row in result.questions] == [10_000, LONGEST_ANSWER]


def test_a_quiz_survives_that_its_deck_is_written_anew(desk: QuizDesk) -> None:
    """An entry that vanished can still be answered; one that is new is not asked."""
    with desk.open() as library:
        learn(library, "bee-wings")
        desk.wait(5)
        start(desk, library)
    desk.load(
        {
            "beta": HEAD.format(topic="beta", title="Beta")
            + "\n## Bees\n"
            + entry("new", "typed", "Q: a?\nA: b")
        }
    )
    with desk.open() as library:
        sitting = library.quizzes.resume()
        assert len(sitting.questions) == 9
        turn_to(sitting, "bee-wings")
        assert sitting.answer(("4",), SURE)
        number = sitting.hand_in()
        assert number is not None
        assert library.quizzes.result(number).score.right == 1
    desk.load({"beta": BETA})
    with desk.open() as library:
        assert replayed(library) == memories(library)


# --- Marking, from the deck file to the answer


@pytest.mark.parametrize(
    ("name", "given", "is_right"),
    [
        ("ant-legs", ("6",), True),
        ("ant-legs", (" SIX ",), True),
        ("ant-legs", ("7",), False),
        ("ant-pick", ("six",), True),
        ("ant-pick", ("four",), False),
        ("axe-multi", ("handle", "blade"), True),
        ("axe-multi", ("handle",), False),
        ("axe-multi", ("handle", "blade", "wheel"), False),
        ("ape-order", ("wake", "eat", "sleep", "dream"), True),
        ("ape-order", ("eat", "wake", "sleep", "dream"), False),
        ("ape-code", ("ape\n",), True),
        ("ape-code", ("Ape",), False),
    ],
)
def test_an_answer_is_marked_at_once(desk: QuizDesk, name: str, given: Given, is_right: bool) -> None:
    with desk.open() as library:
        sitting = start(desk, library)
        turn_to(sitting, name)
        assert sitting.answer(given, SURE) is is_right
        assert sitting.current.response.right is is_right
        assert sitting.current.response.given == given


def test_all_gaps_of_a_number_are_asked_for(desk: QuizDesk) -> None:
    with desk.open() as library:
        found = {}
        for seed in range(12):
            sitting = start(desk, library, seed=seed)
            turn_to(sitting, "axe-gaps")
            variant = sitting.current.question.variant
            given = ("axe", "handle") if variant == "c1" else ("blade",)
            found[variant] = sitting.answer(given, SURE)
            sitting.hand_in()
        assert found == {"c1": True, "c2": True}


def test_not_knowing_is_never_right_and_keeps_no_answer(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = start(desk, library)
        assert not sitting.answer(right(sitting), UNKNOWN)
        response = sitting.current.response
        assert (response.given, response.right, response.unknown, response.answered) == (
            (),
            False,
            True,
            True,
        )


# --- Practice


def test_in_practice_an_answer_is_final(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = start(desk, library)
        turn_to(sitting, "ant-legs")
        sitting.answer(("7",), SURE)
        with pytest.raises(ValueError, match="final"):
            sitting.answer(("6",), SURE)
        assert sitting.current.response.right is False
        assert sitting.left is None


def test_a_typed_answer_that_was_meant_right_can_be_overruled(desk: QuizDesk) -> None:
    with desk.open() as library:
        learn(library, "ant-legs")
        desk.wait(9)
        sitting = start(desk, library)
        turn_to(sitting, "ant-legs")
        sitting.answer(("sixx",), SURE)
        sitting.overrule()
        assert sitting.current.response.right is True
        number = sitting.hand_in()
        assert number is not None
        result = library.quizzes.result(number)
        assert (result.score.right, [one.effect.value for one in result.moved]) == (1, ["later"])
        assert [row.response.given for row in result.questions] == [("sixx",)]  # the others were left out


@pytest.mark.parametrize(
    ("mode", "name", "given", "sureness"),
    [
        (EXAM, "ant-legs", ("sixx",), SURE),
        (PRACTICE, "ant-legs", (), UNKNOWN),
        (PRACTICE, "ant-pick", ("four",), SURE),
        (PRACTICE, "ape-order", ("eat", "wake", "sleep", "dream"), SURE),
    ],
)
def test_nothing_else_can_be_overruled(
    desk: QuizDesk, mode: Mode, name: str, given: Given, sureness: Sureness
) -> None:
    """An option that was picked and an order cannot be meant otherwise."""
    with desk.open() as library:
        sitting = start(desk, library, mode)
        turn_to(sitting, name)
        sitting.answer(given, sureness)
        with pytest.raises(ValueError, match="overruled"):
            sitting.overrule()
        assert sitting.current.response.right is False


def test_a_practice_without_an_answer_is_forgotten(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = start(desk, library)
        sitting.spend(9_000)
        assert sitting.hand_in() is None
        assert sitting.hand_in() is None
        assert library.quizzes.under_way() is None
        assert desk.rows("SELECT (SELECT count(*) FROM quiz), (SELECT count(*) FROM quiz_question)") == [
            (0, 0)
        ]
        assert library.undo_name is None
        start(desk, library)


# --- Exam


def test_in_an_exam_an_answer_can_be_changed_until_the_end(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = start(desk, library, EXAM)
        turn_to(sitting, "ant-legs")
        for given, sureness in ((("7",), SURE), ((), UNKNOWN), (("6",), GUESSING)):
            sitting.spend(5_000)
            sitting.answer(given, sureness)
        response = sitting.current.response
        assert (response.given, response.sureness, response.right) == (("6",), GUESSING, True)
        assert (response.duration, sitting.answered) == (15_000, 1)


def test_an_exam_can_be_gone_through_in_any_order(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = start(desk, library, EXAM)
        assert sitting.next_open() == 1
        for place in (1, 2, 8):
            sitting.go(place)
            sitting.answer(right(sitting), SURE)
        assert sitting.next_open() == 0
        sitting.go(0)
        assert sitting.next_open() == 3
        sitting.go(99)
        assert sitting.place == 8
        assert sitting.toggle_mark()
        sitting.go(0)
        sitting.go(8)
        assert sitting.current.marked
        assert not sitting.toggle_mark()
        for place in (0, 3, 4, 5, 6, 7):
            sitting.go(place)
            sitting.answer((), UNKNOWN)
        assert sitting.next_open() is None


def test_the_time_of_an_exam_is_that_of_its_questions_and_runs_out(desk: QuizDesk) -> None:
    """Eight questions of 75 seconds and one of 120 about code."""
    with desk.open() as library:
        sitting = start(desk, library, EXAM)
        assert sitting.quiz.allowed == 8 * 75_000 + 120_000
        sitting.answer(right(sitting), SURE)
        sitting.spend(720_000 - 1)
        assert (sitting.left, sitting.time_is_out) == (1, False)
        sitting.spend(1_500)
        assert (sitting.left, sitting.time_is_out) == (0, True)
        number = sitting.hand_in()
        assert number is not None
        result = library.quizzes.result(number)
        assert result.quiz.timed_out
        assert (result.score.right, result.score.wrong, result.score.unanswered) == (1, 0, 8)
        assert result.quiz.used == 720_000


def test_an_exam_handed_in_empty_is_kept(desk: QuizDesk) -> None:
    with desk.open() as library:
        number = start(desk, library, EXAM).hand_in()
        assert number is not None
        assert library.quizzes.result(number).score.unanswered == 9
        assert len(library.quizzes.history()) == 1
