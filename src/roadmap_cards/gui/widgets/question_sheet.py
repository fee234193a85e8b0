"""A question of a quiz with room for its answer: options, steps or fields, and what is said afterwards."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.answer_fields import AnswerFields
from roadmap_cards.gui.widgets.canvas import Canvas
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.card_parts import Role
from roadmap_cards.gui.widgets.feedback import Feedback
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.option_rows import OptionRows
from roadmap_cards.gui.widgets.step_rows import StepRows
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.answer import expected_output
from roadmap_cards.study.card import Choice, Cloze, Multi, Order, Output
from roadmap_cards.study.question import (
    Given,
    Question,
    asked_gaps,
    options,
    place_gives_away,
    right_answer,
    steps,
)
from roadmap_cards.study.quiz import Response, Sureness
from roadmap_cards.study.sides import front, kind_name

HINTS = {
    "multi": "All the right ones and no other: there are no half points.",
    "order": "Alt with an arrow moves a step, a digit sends it to its place; it can be dragged, too.",
}
"""What is said below the prompt, by kind."""

HANDED_IN = {
    Sureness.SURE: "Handed in as sure",
    Sureness.GUESSING: "Handed in as a guess",
    Sureness.UNKNOWN: "Handed in as not known",
}
"""What is said of an answer of an exam, which can be changed until the end."""

WIDEST = 760
"""Pixels of a line of text."""


class QuestionSheet(Canvas):
    """Shows one question at a time.

    `lines_done` tells that Ctrl Enter ended an answer of several lines, `source_asked` that the source is to
    be opened.
    """

    lines_done = Signal()
    source_asked = Signal()

    def __init__(self, theme: Theme, formulas: FormulaCache) -> None:
        super().__init__(theme)
        self._formulas = formulas
        self._question: Question | None = None
        self._answer: OptionRows | StepRows | AnswerFields | None = None
        self.feedback: Feedback | None = None
        self.number = Text(theme, "", "label_strong", "accent")
        self.kind = Text(theme, "", "label", "ink2")
        self._stands = Text(theme, "", "label", "ink2")
        self._prompt = CardLabel(theme, formulas, "", Role.QUESTION, ground="canvas")
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addWidget(self.number)
        head.addWidget(self.kind, 1)
        head.addWidget(self._stands)
        self._column = QVBoxLayout()
        self._column.setSpacing(14)
        self._column.addLayout(head)
        self._column.addWidget(self._prompt)
        self._hint = Text(theme, "", "label", "ink2", wrap=True)
        self._column.addWidget(self._hint)
        self._room = QVBoxLayout()
        self._room.setSpacing(16)
        self._column.addLayout(self._room)
        self._column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        middle.setLayout(self._column)
        self._column.setContentsMargins(4, 6, 4, 12)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(middle, 1)

    # --- Showing

    def show_question(self, question: Question, number: int, response: Response) -> None:
        """Show a question, with the answer that was handed in before, if any."""
        self._question = question
        self.number.setText(f"Question {number}")
        place = question.place
        aged = f" \u00b7 as of {question.entry.as_of:%B %Y}" if question.entry.as_of else ""
        topic = "" if place_gives_away(question) else f" \u00b7 {place.topic}"
        self.kind.setText(f"{kind_name(question.body, question.variant)}{topic}{aged}")
        self._stands.setText(HANDED_IN[response.sureness] if response.sureness else "")
        self._prompt.show_text(front(question.body, question.variant or "main"), Role.QUESTION)
        self._hint.setText(HINTS.get(question.body.kind, ""))
        self._hint.setVisible(bool(self._hint.text()))
        self._clear()
        self._answer = self._answer_room(question)
        self._answer.choose(response.given)
        self._room.addWidget(self._answer)

    def explain(self, response: Response, *, overruled: bool = False) -> None:
        """Show what became of the answer; it can be changed no more. `overruled`: by the person."""
        question, answer = self._question, self._answer
        assert question is not None
        if isinstance(answer, OptionRows):
            answer.explain()
        elif isinstance(answer, StepRows):
            answer.explain(right_answer(question.body, question.variant))
        elif answer is not None:
            answer.close_fields()
        self._stands.setText("")
        self._hint.hide()
        self.kind.setText(f"{kind_name(question.body, question.variant)} \u00b7 {question.place.topic}")
        self._drop_feedback()
        self.feedback = Feedback(self._theme, self._formulas, question, response, overruled=overruled)
        self.feedback.source.clicked.connect(self.source_asked)
        self._room.addWidget(self.feedback)

    def _answer_room(self, question: Question) -> OptionRows | StepRows | AnswerFields:
        body = question.body
        match body:
            case Choice() | Multi():
                single = isinstance(body, Choice)
                return OptionRows(self._theme, self._formulas, options(question), single=single)
            case Order():
                return StepRows(self._theme, self._formulas, steps(question))
            case Cloze():
                fields = AnswerFields(self._theme, len(asked_gaps(body, question.variant)))
            case Output():
                many = "\n" in expected_output(body.answer).strip("\n")
                fields = AnswerFields(self._theme, lines=many, code=True)
            case _:
                fields = AnswerFields(self._theme)
        fields.done.connect(self.lines_done)
        return fields

    def _clear(self) -> None:
        self._drop_feedback()
        if self._answer is not None:
            self._room.removeWidget(self._answer)
            self._answer.hide()
            self._answer.deleteLater()
            self._answer = None

    def _drop_feedback(self) -> None:
        if self.feedback is not None:
            self._room.removeWidget(self.feedback)
            self.feedback.hide()
            self.feedback.deleteLater()
            self.feedback = None

    # --- Answering

    @property
    def given(self) -> Given:
        """The answer as it stands; empty where nothing was chosen or typed."""
        return self._answer.given if self._answer is not None else ()

    def choose(self, given: Given) -> None:
        """Put in what was chosen before, and not handed in."""
        if self._answer is not None:
            self._answer.choose(given)

    @property
    def has_others(self) -> bool:
        """Whether options can say on demand why they are wrong."""
        return isinstance(self._answer, OptionRows)

    def explain_others(self) -> None:
        """Let the options that nobody took say why they are wrong."""
        if isinstance(self._answer, OptionRows):
            self._answer.explain_others()

    @property
    def typed(self) -> bool:
        """Whether the answer is typed, so that letters and digits belong to it."""
        return isinstance(self._answer, AnswerFields)

    @property
    def many_lines(self) -> bool:
        """Whether the answer has several lines, so that Enter belongs to it."""
        return isinstance(self._answer, AnswerFields) and self._answer.many

    @property
    def steps_shown(self) -> bool:
        return isinstance(self._answer, StepRows)

    @property
    def choices(self) -> int:
        """How many options or steps have a digit."""
        return len(self._answer.rows) if isinstance(self._answer, OptionRows | StepRows) else 0

    def press(self, number: int) -> None:
        """Choose an option or place a step, as its digit does."""
        if isinstance(self._answer, OptionRows | StepRows):
            self._answer.press(number)

    def first_focus(self) -> QWidget | None:
        """Return where an answer begins."""
        return self._answer
