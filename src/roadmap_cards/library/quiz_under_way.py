"""Where the quiz under way stands, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_cards.study.day import MINUTE
from roadmap_cards.study.quiz import Mode
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_sitting import QuizSitting
    from roadmap_cards.storage.quizzes import QuizRow


@dataclass(frozen=True, slots=True)
class QuizUnderWay:
    """A quiz that was begun: `place` is the present question, from 0; `left` milliseconds, None: no limit.

    It has no `questions` where all of them were rewritten meanwhile.
    """

    title: str
    exam: bool
    place: int
    questions: int
    answered: int
    left: int | None

    @property
    def is_void(self) -> bool:
        """Whether nothing is left of it when it is handed in now: a practice without any answer."""
        return not self.exam and not self.answered


def standing(sitting: QuizSitting) -> QuizUnderWay:
    """Return where a quiz stands."""
    return QuizUnderWay(
        title=sitting.quiz.title,
        exam=sitting.exam,
        place=sitting.place,
        questions=len(sitting.questions),
        answered=sitting.answered,
        left=sitting.left,
    )


def emptied(quiz: QuizRow) -> QuizUnderWay:
    """Return where a quiz stands of whose questions none is left."""
    return QuizUnderWay(quiz.title, quiz.mode is Mode.EXAM, 0, 0, 0, None)


def place_words(quiz: QuizUnderWay) -> str:
    """Return where one is: “Question 8 of 20, 13 min left.”"""
    if not quiz.questions:
        return "Its questions were rewritten meanwhile: there is nothing left to ask."
    where = f"Question {quiz.place + 1} of {quiz.questions}"
    if quiz.left is None:
        return f"{where}."
    if quiz.left == 0:
        return f"{where}; the time is up."
    left = f"{round(quiz.left / MINUTE)} min" if quiz.left >= MINUTE else "less than a minute"
    return f"{where}, {left} left."


def hand_in_words(quiz: QuizUnderWay) -> str:
    """Return what handing it in now does."""
    if not quiz.questions:
        return ""
    stands = "The clock stands still while you are away. " if quiz.exam else ""
    if quiz.is_void:
        return f"{stands}Nothing is answered yet."
    open_ones = quiz.questions - quiz.answered
    if not open_ones:
        return f"{stands}Every question has an answer."
    it, counts, is_ = ("it", "counts", "is") if open_ones == 1 else ("they", "count", "are")
    then = f"{counts} as wrong" if quiz.exam else f"{is_} left out"
    return f"{stands}{counted(open_ones, 'question')} {is_} open: handed in now, {it} {then}."
