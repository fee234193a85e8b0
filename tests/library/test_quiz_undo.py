"""One undo takes a whole quiz back, one redo brings it again; the log always adds up to what is stored."""

from __future__ import annotations

import sqlite3
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
    Answer,
    Answers,
    QuizDesk,
    card,
    effects,
    learn,
    memories,
    replayed,
    take,
)
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.library import Library
from roadmap_cards.study.card import Rating
from roadmap_cards.study.history import LogKind
from roadmap_cards.study.honest_rule import Effect
from roadmap_cards.study.quiz import Mode, Sureness


@pytest.fixture
def desk(tmp_path: Path) -> QuizDesk:
    desk = QuizDesk(tmp_path)
    with desk.open() as library:
        learn(library, "ant-legs", "ape-code", "axe-gaps#c1", "axe-gaps#c2", "bee-wings")
    desk.wait(30)
    return desk


ANSWERS: Answers = {
    "ant-legs": WRONG,
    "ape-code": SURE,
    "axe-gaps": GUESSING,
    "bee-wings": UNKNOWN,
    "ape-order": SURE,
}


@pytest.mark.parametrize("mode", [PRACTICE, EXAM])
def test_undo_takes_the_whole_quiz_back_and_redo_brings_it_again(desk: QuizDesk, mode: Mode) -> None:
    with desk.open() as library:
        before = memories(library)
        result = take(library, desk.wish(mode=mode), ANSWERS)
        after = memories(library)
        assert sum(before[key] != after[key] for key in before) == 3
        assert replayed(library) == after
        assert [past.quiz.id for past in library.quizzes.history()] == [result.quiz.id]
        assert not result.taken_back
        for _ in range(3):
            assert library.undo_name == f"Hand in “{result.quiz.title}”"
            assert library.undo() is not None
            assert memories(library) == replayed(library) == before
            assert library.quizzes.history() == []
            taken = library.quizzes.result(result.quiz.id)
            assert taken.taken_back
            assert (taken.moved, taken.effects) == ((), {})
            assert taken.score == result.score
            assert library.quizzes.under_way() is None
            assert library.redo() is not None
            assert memories(library) == replayed(library) == after
            assert library.quizzes.result(result.quiz.id) == result
            assert [past.quiz.id for past in library.quizzes.history()] == [result.quiz.id]


def test_undo_voids_every_row_of_the_quiz_and_deletes_none(desk: QuizDesk) -> None:
    with desk.open() as library:
        take(library, desk.wish(), ANSWERS)
        written = desk.rows("SELECT id FROM review WHERE question_id IS NOT NULL AND kind = 'answer'")
        library.undo()
        voided = desk.rows("SELECT voids FROM review WHERE kind = ? ORDER BY voids", LogKind.VOID.value)
    assert len(written) == 4
    assert voided == written


def test_what_was_taken_back_was_never_asked(desk: QuizDesk) -> None:
    with desk.open() as library:
        take(library, desk.wish(), ANSWERS)
        assert library.quizzes.catalogue().mistakes(desk.wish()) == 2
        assert len(library.quizzes.facts()) == 5
        library.undo()
        catalogue = library.quizzes.catalogue()
        assert {one.last_asked for one in catalogue.candidates} == {None}
        assert catalogue.mistakes(desk.wish()) == 0
        assert library.quizzes.facts() == []
        assert library.progress.statistics().today.answers == 0


def test_a_quiz_that_was_taken_back_frees_its_cards_for_another_one_today(desk: QuizDesk) -> None:
    with desk.open() as library:
        take(library, desk.wish(), {"ant-legs": WRONG})
        library.undo()
        assert effects(take(library, desk.wish(), {"ant-legs": SURE})) == {"ant-legs": Effect.LATER}
        assert replayed(library) == memories(library)


def test_starting_and_answering_are_no_steps_of_their_own(desk: QuizDesk) -> None:
    with desk.open() as library:
        learn(library, "ant-fact")
        sitting = library.quizzes.start(desk.wish(mode=EXAM), Random(1))
        sitting.answer(("x",), SURE)
        sitting.toggle_mark()
        sitting.go(3)
        assert library.undo_name == "Answer card"
        sitting.hand_in()
        assert library.undo_name == f"Hand in “{sitting.quiz.title}”"
        library.undo()
        assert library.undo_name == "Answer card"


def test_a_card_reviewed_after_the_quiz_is_taken_back_first(desk: QuizDesk) -> None:
    with desk.open() as library:
        before = memories(library)
        take(library, desk.wish(), ANSWERS)
        learn(library, "ant-legs", rating=Rating.GOOD)
        assert replayed(library) == memories(library)
        assert library.undo_name == "Answer card"
        library.undo()
        library.undo()
        assert memories(library) == replayed(library) == before


def test_a_quiz_whose_cards_were_changed_elsewhere_stays_as_it_is(desk: QuizDesk) -> None:
    with desk.open() as library:
        result = take(library, desk.wish(), ANSWERS)
        desk.write("UPDATE card SET flag = 1 WHERE id = ?", card(library, "ant-legs"))
        after = memories(library)
        with pytest.raises(ProblemError, match="changed again since"):
            library.undo()
        assert memories(library) == replayed(library) == after
        assert library.quizzes.result(result.quiz.id).quiz.counted


def test_a_card_on_the_screen_while_a_quiz_moved_it_is_answered_as_it_is_now(desk: QuizDesk) -> None:
    """The review page stands open at a card; the same card comes in a quiz; then the page is answered."""
    with desk.open() as library:
        asked = library.reviews.ask(card(library, "ant-legs"))
        take(library, desk.wish(), {"ant-legs": WRONG})
        kept = library.reviews.answer(asked, Rating.GOOD, 3_000)
        assert kept.reps == 3
        assert memories(library) == replayed(library)
        assert memories(library)["tiny/alpha/ant-legs#main"] == kept


def test_the_log_adds_up_after_months_of_reviews_quizzes_and_undo(desk: QuizDesk) -> None:
    rng = Random(11)
    names = ["ant-legs", "ant-fact", "ape-code", "axe-gaps#c1", "axe-gaps#c2", "bee-wings"]
    answers: list[Answer | Sureness] = [SURE, SURE, GUESSING, UNKNOWN, WRONG]
    with desk.open() as library:
        for _ in range(25):
            desk.wait(rng.randrange(4))
            learn(library, *rng.sample(names, 2), rating=rng.choice(list(Rating)))
            picked = ["ant-legs", "ant-pick", "ape-code", "axe-gaps", "axe-multi", "bee-wings", "bee-pick"]
            take(
                library,
                desk.wish(mode=rng.choice(list(Mode))),
                {name: rng.choice(answers) for name in rng.sample(picked, 4)},
            )
            for _ in range(rng.choice([0, 0, 1, 2])):
                library.undo()
            if rng.random() < 0.5:
                library.redo()
            assert memories(library) == replayed(library)
        assert_no_easy_and_no_hard(library)


def assert_no_easy_and_no_hard(library: Library) -> None:
    file = sqlite3.connect(library.path)
    grades = file.execute(
        "SELECT DISTINCT rating FROM review WHERE question_id IS NOT NULL AND kind = 'answer'"
    )
    assert {grade for (grade,) in grades} == {1, 3}
    file.close()
