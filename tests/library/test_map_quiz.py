"""What quizzes add to the map: the share that is right, the proof that makes an item Mastered, readiness."""

from __future__ import annotations

from collections.abc import Collection
from random import Random
from typing import TYPE_CHECKING

import pytest

from roadmap_cards.library.first_look import FirstLook
from roadmap_cards.library.map import MapLevel, passed_exams, read_maps
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.study.card import (
    KINDS,
    Basic,
    Body,
    Choice,
    Cloze,
    Multi,
    Option,
    Order,
    Output,
    Rating,
    Reversible,
    Typed,
    variants,
)
from roadmap_cards.study.mastery import EVIDENCE_DAYS, State
from roadmap_cards.study.question import RECOGNITION, right_answer
from roadmap_cards.study.quiz import EXAM_SIZE, Mode, Sureness, Wish
from roadmap_cards.study.readiness import EXAM_DAYS

if TYPE_CHECKING:
    from tests.library.conftest import Study

    from roadmap_cards.storage.quizzes import QuestionRow

CHOICE = """
### {name}
kind: choice
difficulty: 1
sources: book

Q: What is {name}?
Options:
- [x] Right
  > It is.
- [ ] Wrong
  > It is not.
- [ ] Also wrong
  > Neither.
- [ ] Wrong too
  > Nor this.
"""

CARD = """
### {name}
kind: {kind}
difficulty: 1
sources: book

Q: What is {name}?
A: It.
"""


def card(name: str, kind: str = "basic") -> str:
    return CARD.format(name=name, kind=kind)


def choices(*names: str) -> str:
    return "".join(CHOICE.format(name=name) for name in names)


ALPHA = (
    f"\n# One\n\n## Ants\n{card('ant-legs')}{card('ant-eyes', 'typed')}{choices('ant-home', 'ant-food')}"
    f"\n## Apes\n{card('ape-arms')}\n## Axes\n{choices('axe-head')}"
)
"""Ants: two cards, one of which a quiz can ask too, and two choice questions. Axes: a question, no card."""

GAMMA = f"\n# One\n\n## Gnus\n{card('gnu-horns')}{choices(*(f'gnu-{number}' for number in range(EXAM_SIZE)))}"
"""One card, and enough questions for an exam of the level Senior."""


@pytest.fixture
def study(study: Study) -> Study:
    study.rewrite("alpha", ALPHA)
    study.rewrite("gamma", GAMMA)
    return study


def topic(study: Study, title: str) -> int:
    return study.id("topic", title)


def name_of(row: QuestionRow) -> str:
    return row.key.rpartition("/")[2]


def answer_all(
    sitting: QuizSitting,
    wrong: Collection[str] = (),
    *,
    sureness: Sureness = Sureness.SURE,
    only: Collection[str] | None = None,
) -> None:
    """Answer the questions right but for those named; `only` leaves others without an answer."""
    for place, row in enumerate(sitting.questions):
        if only is None or name_of(row) in only:
            sitting.go(place)
            body = row.question.body
            given = right_answer(body, row.question.variant)
            sitting.answer(("Wrong",) if name_of(row) in wrong else given, sureness)


def quiz(
    study: Study,
    title: str = "Alpha",
    wrong: Collection[str] = (),
    *,
    sureness: Sureness = Sureness.SURE,
    only: Collection[str] | None = None,
    kinds: Collection[str] = ("choice",),
    mode: Mode = Mode.PRACTICE,
    hand_in: bool = True,
) -> None:
    """Ask all questions of a topic."""
    wish = Wish(frozenset({topic(study, title)}), None, mode, kinds=frozenset(kinds), again=True)
    with study.open() as library:
        sitting = library.quizzes.start(wish, Random(1))
        answer_all(sitting, wrong, sureness=sureness, only=only)
        if hand_in:
            sitting.hand_in()


def counts(study: Study, title: str) -> tuple[int, int]:
    """Return how many questions of an item were asked, and how many are right."""
    found = study.item(title).quiz
    return found.asked, found.right


# --- The share that is right -------------------------------------------------------------------------


def test_nothing_is_asked_before_the_first_quiz(study: Study) -> None:
    (tiny,) = study.maps()
    assert not tiny.asked
    assert counts(study, "Ants") == (0, 0)


def test_the_share_of_an_item_is_that_of_its_questions(study: Study) -> None:
    quiz(study, wrong={"ant-food", "axe-head"})
    assert counts(study, "Ants") == (2, 1)
    assert counts(study, "Axes") == (1, 0)
    assert counts(study, "Apes") == (0, 0), "it has no question"
    (tiny,) = study.maps()
    alpha = next(tiny.topics)
    assert tiny.asked
    assert alpha.mastery.asked == 2
    assert alpha.mastery.quiz == pytest.approx(0.25)


def test_of_each_question_the_latest_answer_counts(study: Study) -> None:
    quiz(study, wrong={"ant-food", "ant-home"})
    study.wait(20)
    quiz(study, only={"ant-food"})
    assert counts(study, "Ants") == (2, 1)
    study.wait(20)
    quiz(study, wrong={"ant-food"}, only={"ant-food"})
    assert counts(study, "Ants") == (2, 0)


def test_an_answer_is_forgotten_after_half_a_year(study: Study) -> None:
    quiz(study)
    study.wait(EVIDENCE_DAYS)
    assert counts(study, "Ants") == (2, 2)
    study.wait(1)
    assert counts(study, "Ants") == (0, 0)


def test_i_do_not_know_is_not_right_and_no_answer_is_none(study: Study) -> None:
    quiz(study, only={"ant-home"}, sureness=Sureness.UNKNOWN)
    assert counts(study, "Ants") == (1, 0)


def test_a_practice_counts_at_once_and_an_exam_when_it_is_handed_in(study: Study) -> None:
    quiz(study, only={"ant-home"}, hand_in=False)
    assert counts(study, "Ants") == (1, 1)
    with study.open() as library:
        library.quizzes.resume().hand_in()
    quiz(study, "Gamma", mode=Mode.EXAM, hand_in=False)
    assert counts(study, "Gnus") == (0, 0), "the map does not tell what the exam keeps to itself"
    with study.open() as library:
        library.quizzes.resume().hand_in()
    assert counts(study, "Gnus") == (EXAM_SIZE, EXAM_SIZE)


def test_a_quiz_that_is_taken_back_leaves_the_map(study: Study) -> None:
    with study.open() as library:
        wish = Wish(frozenset({topic(study, "Alpha")}), None, kinds=frozenset({"choice"}))
        sitting = library.quizzes.start(wish, Random(1))
        answer_all(sitting)
        sitting.hand_in()
        assert counts(study, "Ants") == (2, 2)
        library.undo()
    assert counts(study, "Ants") == (0, 0)


def test_a_question_that_is_withdrawn_is_no_evidence_any_more(study: Study) -> None:
    quiz(study, wrong={"ant-food"})
    study.rewrite("alpha", ALPHA.replace(choices("ant-food"), ""))
    assert counts(study, "Ants") == (1, 1)


# --- The proof ---------------------------------------------------------------------------------------


def remember(study: Study, *names: str) -> None:
    """Review cards until they are Mastered but for the proof, the last time on an earlier day."""
    for _ in range(4):
        study.answer(*names)
        study.wait(30)


def test_a_right_and_sure_answer_on_another_day_makes_an_item_mastered(study: Study) -> None:
    remember(study, "ant-legs", "ant-eyes")
    assert study.item("Ants").state is State.SOLID
    quiz(study)
    assert study.item("Ants").state is State.MASTERED
    (tiny,) = study.maps()
    assert tiny.held == 1


@pytest.mark.parametrize("sureness", [Sureness.GUESSING, Sureness.UNKNOWN])
def test_a_guess_proves_nothing(study: Study, sureness: Sureness) -> None:
    remember(study, "ant-legs", "ant-eyes")
    quiz(study, sureness=sureness)
    assert study.item("Ants").state is State.SOLID


def test_a_wrong_answer_proves_nothing(study: Study) -> None:
    remember(study, "ant-legs", "ant-eyes")
    quiz(study, wrong={"ant-home", "ant-food"})
    assert study.item("Ants").state is State.SOLID


def test_what_reviews_ask_too_is_no_other_format(study: Study) -> None:
    remember(study, "ant-legs", "ant-eyes")
    quiz(study, kinds=("typed",))
    assert counts(study, "Ants") == (1, 1)
    assert study.item("Ants").state is State.SOLID


def test_a_review_of_the_item_on_the_same_day_gives_the_answer_away(study: Study) -> None:
    remember(study, "ant-legs", "ant-eyes")
    study.answer("ant-eyes")
    quiz(study)
    assert study.item("Ants").state is State.SOLID


def test_a_review_of_another_item_gives_nothing_away_nor_does_a_later_one(study: Study) -> None:
    remember(study, "ant-legs", "ant-eyes")
    study.answer("ape-arms")
    quiz(study)
    study.answer("ant-legs")
    assert study.item("Ants").state is State.MASTERED


def test_a_review_that_was_taken_back_gives_nothing_away(study: Study) -> None:
    remember(study, "ant-legs", "ant-eyes")
    with study.open() as library:
        library.reviews.answer(library.reviews.ask(study.card(library, "ant-eyes")), Rating.EASY, 9_000)
        library.undo()
    quiz(study)
    assert study.item("Ants").state is State.MASTERED


def test_a_proof_holds_half_a_year(study: Study) -> None:
    quiz(study)
    remember(study, "ant-legs", "ant-eyes")
    study.wait(EVIDENCE_DAYS - 4 * 30)
    study.answer("ant-legs", "ant-eyes")
    assert study.item("Ants").state is State.MASTERED
    study.wait(1)
    assert study.item("Ants").state is State.SOLID


def test_one_item_by_itself_tells_the_same_as_the_map(study: Study) -> None:
    remember(study, "ant-legs", "ant-eyes")
    quiz(study, only={"axe-head"})
    with study.open() as library:
        assert "a right, sure answer" in library.items.details(study.id("item", "Ants")).next_step
    quiz(study)
    with study.open() as library:
        assert library.items.details(study.id("item", "Ants")).next_step.startswith("Mastered: ")


def test_only_kinds_that_make_no_card_are_another_format() -> None:
    # A question without a card of its own has no variant: that is how the map finds what proves an item.
    options = (Option("Yes", True, ""), Option("No", False, ""))
    bodies: list[Body] = [
        Basic("Q", "A"),
        Reversible("Q", "A"),
        Cloze("{{c1::A}}"),
        Typed("Q", "A"),
        Output("Q", "A"),
        Choice("Q", options),
        Multi("Q", options),
        Order("Q", ("A", "B")),
    ]
    assert [body.kind for body in bodies] == list(KINDS)
    assert {body.kind for body in bodies if not variants(body)} == RECOGNITION


# --- Readiness ---------------------------------------------------------------------------------------


def senior(study: Study) -> MapLevel:
    return study.maps()[0].levels[1]


def exam(study: Study, wrong: int = 0) -> None:
    """Hand in the exam of the level Senior with so many wrong answers."""
    wish = Wish(frozenset({topic(study, "Gamma")}), EXAM_SIZE, Mode.EXAM, level="tiny/senior", again=True)
    with study.open() as library:
        sitting = library.quizzes.start(wish, Random(1))
        answer_all(sitting, {name_of(row) for row in sitting.questions[:wrong]})
        sitting.hand_in()


def test_a_level_is_ready_when_it_is_known_and_its_exam_is_passed(study: Study) -> None:
    assert not senior(study).readiness.ready
    remember(study, "gnu-horns")
    study.answer("gnu-horns")
    assert senior(study).readiness.lines[0] == "Ready when its exam is passed"
    exam(study)
    assert senior(study).readiness.lines == ("Ready",)
    assert not study.maps()[0].levels[0].readiness.ready


def test_a_passed_exam_counts_for_its_time(study: Study) -> None:
    exam(study)
    assert senior(study).exam_age == 0
    study.wait(EXAM_DAYS)
    assert senior(study).exam_age == EXAM_DAYS
    remember(study, "gnu-horns")
    study.answer("gnu-horns")
    assert senior(study).readiness.lines[0] == "Ready when its exam is passed again (last 7 months ago)"


def test_a_failed_exam_does_not_count_nor_undo_a_passed_one(study: Study) -> None:
    exam(study, wrong=20)
    assert senior(study).exam_age is None
    exam(study, wrong=2)
    study.wait(3)
    exam(study, wrong=20)
    assert senior(study).exam_age == 3


def test_the_map_passes_the_same_exams_as_the_history_of_quizzes(study: Study) -> None:
    for wrong in (8, 9, 10, 12):
        exam(study, wrong)
        with study.open() as library:
            passed = passed_exams(library._database.plain).get("tiny/senior")
        assert senior(study).exam_age == (None if passed is None else study.day - passed)
        study.wait(1)


def test_an_exam_that_is_taken_back_does_not_count(study: Study) -> None:
    exam(study)
    study.wait(1)
    wish = Wish(frozenset({topic(study, "Gamma")}), EXAM_SIZE, Mode.EXAM, level="tiny/senior", again=True)
    with study.open() as library:
        sitting = library.quizzes.start(wish, Random(1))
        answer_all(sitting)
        sitting.hand_in()
        assert senior(study).exam_age == 0
        library.undo()
        assert senior(study).exam_age == 1


# --- From outside ------------------------------------------------------------------------------------


def test_a_worker_and_a_first_look_read_it_from_the_file_alone(study: Study) -> None:
    remember(study, "gnu-horns", "ant-legs", "ant-eyes")
    quiz(study)
    exam(study)
    assert read_maps(study.folder.database, study.day) == study.maps()
    today = FirstLook(study.folder.database, study.now).take()
    assert today is not None
    assert sum(climb.held for climb in today.climbs) == 2
