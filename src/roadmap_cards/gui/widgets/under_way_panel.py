"""The quiz that is under way: where one is, and the two things that can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.day import MINUTE

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_sitting import QuizSitting


@dataclass(frozen=True, slots=True)
class QuizUnderWay:
    """A quiz that was begun: `place` is the present question, from 0; `left` milliseconds, None: no limit."""

    title: str
    exam: bool
    place: int
    questions: int
    answered: int
    left: int | None


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


class UnderWayPanel(Panel):
    """`go_on_asked` and `hand_in_asked` say what the person wants."""

    go_on_asked = Signal()
    hand_in_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the frame; `show_quiz` fills it."""
        super().__init__(theme)
        self._now = Text(theme, "Under way", "label_strong", "accent")
        self._headline = Text(theme, "", "title", wrap=True)
        self._line = Text(theme, "", "lead", "ink2", wrap=True)
        self._state = Text(theme, "", "label", "ink2", wrap=True)
        self.go_on = PrimaryButton(theme, "Go on", "Enter")
        self.go_on.clicked.connect(self.go_on_asked)
        self.hand_in = SecondaryButton(theme, "Hand it in as it is", "H")
        self.hand_in.clicked.connect(self.hand_in_asked)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._now)
        words.addWidget(self._headline)
        words.addWidget(self._line)
        words.addSpacing(8)
        words.addWidget(self._state)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(16)
        for button in (self.hand_in, self.go_on):
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._buttons.addStretch(0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        self._row.addLayout(words, 1)
        self._row.addLayout(self._buttons)
        self.content.addLayout(self._row)

    def show_quiz(self, quiz: QuizUnderWay) -> None:
        """Show this quiz."""
        self._headline.setText(quiz.title)
        self._line.setText(place_words(quiz))
        self._state.setText(_what_handing_in_does(quiz))
        self.hand_in.set_words("Drop it" if _is_void(quiz) else "Hand it in as it is")
        self.setAccessibleName(f"{quiz.title} is under way")

    def arrange(self, *, stacked: bool) -> None:
        """Put the buttons below the words, what leads first, or beside them, what leads at the edge."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self._buttons.removeWidget(self.go_on)
        self._buttons.insertWidget(0 if stacked else 1, self.go_on, 0, Qt.AlignmentFlag.AlignVCenter)
        self._buttons.setStretch(2, int(stacked))


def place_words(quiz: QuizUnderWay) -> str:
    """Return where one is: “Question 8 of 20, 13 min left.”"""
    where = f"Question {quiz.place + 1} of {quiz.questions}"
    if quiz.left is None:
        return f"{where}."
    if quiz.left == 0:
        return f"{where}; the time is up."
    left = f"{round(quiz.left / MINUTE)} min" if quiz.left >= MINUTE else "less than a minute"
    return f"{where}, {left} left."


def _is_void(quiz: QuizUnderWay) -> bool:
    """Tell whether nothing is left of it when it is handed in now: a practice without any answer."""
    return not quiz.exam and not quiz.answered


def _what_handing_in_does(quiz: QuizUnderWay) -> str:
    stands = "The clock stands still while you are away. " if quiz.exam else ""
    if _is_void(quiz):
        return f"{stands}Nothing is answered yet."
    open_ones = quiz.questions - quiz.answered
    if not open_ones:
        return f"{stands}Every question has an answer."
    if open_ones == 1:
        return f"{stands}1 question is open: handed in now, it counts as wrong."
    return f"{stands}{open_ones} questions are open: handed in now, they count as wrong."
