"""The look over a quiz before it is handed in or left: what is answered, marked and open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import ActionButton, PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.focus_bar import FocusBar
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.question_grid import QuestionGrid
from roadmap_cards.gui.widgets.quiz_marks import cells_of, ticks_of
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.quiz_clock import clock_words
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_sitting import QuizSitting

WIDEST = 620
LISTED = 12
"""Numbers of questions that are listed in a sentence."""


class HandInPage(Page):
    """`back_asked` goes on with the quiz, `handed_in` lets it count, `left` leaves it for later.

    `question_asked` goes to a question, by its number from 0.
    """

    back_asked = Signal()
    handed_in = Signal()
    left = Signal()
    question_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._all = False
        self._bar = FocusBar(theme, "Go back to the questions")
        self._bar.back.connect(self.back_asked)
        self._headline = Text(theme, "", "title", wrap=True)
        self._sentence = Text(theme, "", "body", "ink2", wrap=True)
        self._panel = Panel(theme, "Questions", "A click goes to a question")
        self._grid = QuestionGrid(theme)
        self._grid.chosen.connect(self.question_asked)
        self._panel.content.addWidget(self._grid)
        self._hand_in = PrimaryButton(theme, "Hand in")
        self._hand_in.clicked.connect(self.handed_in)
        self._back = SecondaryButton(theme, "Go back", "Esc", height=52)
        self._back.clicked.connect(self.back_asked)
        self._leave = ActionButton(theme, "Leave for later", "L")
        self._leave.clicked.connect(self.left)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        for button in (self._hand_in, self._back, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addWidget(self._headline)
        column.addWidget(self._sentence)
        column.addSpacing(8)
        column.addWidget(self._panel)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        middle.setLayout(column)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 16)
        self.body.addWidget(self._bar)
        self.body.addLayout(row, 1)

    def show_sitting(
        self, sitting: QuizSitting, drafts: Collection[int] = (), *, hides_time: bool = False
    ) -> None:
        """Show how far a quiz has come; `drafts` are answers, by question from 0, that were not handed in."""
        count, answered = len(sitting.questions), sitting.answered
        self._all = answered == count
        self._bar.set_path((sitting.quiz.title, "Look over"))
        self._bar.set_ticks(ticks_of(sitting.questions, None, exam=sitting.exam))
        self._bar.set_note(clock_words(sitting.left) if sitting.left is not None and not hides_time else "")
        self._headline.setText(
            f"All {count} questions answered" if self._all else f"{answered} of {count} questions answered"
        )
        self._sentence.setText(_sentence(sitting, drafts))
        self._grid.show_cells(cells_of(sitting.questions, exam=sitting.exam), sitting.place)
        self._hand_in.set_words(self._hand_in_words(sitting))
        self._hand_in.set_key("Enter" if self._all else "H")
        self._back.set_key("Esc" if self._all else "Enter")

    def _hand_in_words(self, sitting: QuizSitting) -> str:
        return "Hand in" if sitting.answered or sitting.exam else "Give it up"

    def commands(self) -> Sequence[Command]:
        hand_in, back = (("Enter", "H"), ("Esc",)) if self._all else (("H",), ("Enter", "Esc"))
        return [
            Command(self._hand_in.words, hand_in, self.handed_in.emit, "Quiz"),
            Command("Go back to the questions", back, self.back_asked.emit, "Quiz"),
            Command("Leave for later", ("L",), self.left.emit, "Quiz"),
            Command("All keys", ("?",), self.help_asked.emit, "Quiz"),
        ]

    def first_focus(self) -> QWidget | None:
        return self._hand_in if self._all else self._back


def _sentence(sitting: QuizSitting, drafts: Collection[int]) -> str:
    """Return what is open, not handed in and marked, and what comes of it."""
    rows = sitting.questions
    open_ones = [number for number, row in enumerate(rows, start=1) if not row.response.answered]
    marked = [number for number, row in enumerate(rows, start=1) if row.marked]
    sentences = []
    if open_ones:
        has = "has" if len(open_ones) == 1 else "have"
        wrong = f" and count{'s' if len(open_ones) == 1 else ''} as wrong" if sitting.exam else ""
        questions = counted(len(open_ones), "question")
        sentences.append(f"{questions} {has} no answer{wrong}: {_listed(open_ones)}.")
    if drafts:
        sentences.append(f"Chosen, but not handed in: {_listed([place + 1 for place in sorted(drafts)])}.")
    if marked:
        sentences.append(f"Marked: {_listed(marked)}.")
    sentences.append(
        "Left for later, it waits here with every answer."
        if open_ones
        else "Handed in, it counts: one undo takes it back as a whole."
    )
    return " ".join(sentences)


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:LISTED]))
    more = len(numbers) - LISTED
    return f"{shown} and {counted(more, 'more', 'more')}" if more > 0 else shown
