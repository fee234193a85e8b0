"""What opens below a mistake: both answers, why the one is right and the other is not, and the source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.fonts import MONO, SERIF
from roadmap_cards.gui.theme import Theme, Type, make_font
from roadmap_cards.gui.widgets.answer_box import BoxLook
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.card_parts import SETTINGS, Role
from roadmap_cards.gui.widgets.diff_view import DifferenceLine
from roadmap_cards.gui.widgets.drawing import text_width
from roadmap_cards.gui.widgets.elided_text import ElidedText
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.mistake_row import BEFORE_PROMPT, BESIDE, wants_a_second_look
from roadmap_cards.gui.widgets.source_link import SourceLink
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.verdict_box import AROUND, VerdictBox
from roadmap_cards.study.answer import Piece, difference
from roadmap_cards.study.card import Body, Choice, Multi, Order
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.question import Given, compared_answer, right_answer
from roadmap_cards.study.quiz_wording import answer_words

if TYPE_CHECKING:
    from roadmap_cards.storage.quizzes import QuestionRow

BETWEEN = 10
INDENT = 24
"""Pixels that the number of a step takes, or the dot before an option."""
NARROWEST = 220
LABELS = 54
"""Pixels of the words before the reasons."""


class MistakeDetails(QWidget):
    """Everything about one mistake but its prompt."""

    def __init__(self, theme: Theme, formulas: FormulaCache, question: QuestionRow) -> None:
        super().__init__()
        self._theme = theme
        self._formulas = formulas
        # With a parent: what is shown without one is a window.
        self.source = SourceLink(theme, self)
        self.source.show_citations(question.question.entry.sources)
        body, given = question.question.body, question.response.given
        # What a question asked before it was rewritten, nobody knows: only the answer to it is left.
        known = not question.changed
        self._typed = bool(given) and known and not isinstance(body, Choice | Multi | Order)
        right = right_answer(body, question.question.variant) if known else ()
        words, strong = answer_words(question.response), wants_a_second_look(question.response)
        topic = ElidedText(theme, "label", "ink2")
        topic.set_text(question.question.place.topic)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(topic, 1)
        state = Text(theme, words, "label_strong" if strong else "label", "again" if strong else "ink2")
        head.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(BEFORE_PROMPT, 2, BESIDE, 2)
        column.setSpacing(10)
        column.addLayout(head)
        self._shown = (*given, *right)
        self._listed = INDENT if len(right) > 1 and not self._typed else 0
        self._answers = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._answers.setSpacing(BETWEEN)
        self._add_answers(body, given, right, compared_answer(body, question.question.variant))
        column.addLayout(self._answers)
        reasons = [("Why", why(body, question.question.entry.why)), ("Not yours", not_yours(body, given))]
        column.addLayout(self._reasons([(words, text) for words, text in reasons if text]))
        column.addWidget(self.source)
        theme.changed.connect(self._arrange)

    def _add_answers(self, body: Body, given: Given, right: Given, plainly: Given) -> None:
        if self._typed:
            typed, expected = compared(plainly, given)
            self._add_box(BoxLook.WRONG, [_line(self._theme, pieces) for pieces in typed])
            self._add_box(BoxLook.RIGHT, [_line(self._theme, pieces) for pieces in expected])
            return
        for look, answer in ((BoxLook.WRONG, given), (BoxLook.RIGHT, right)):
            if answer:
                text = listed(answer, body)
                label = CardLabel(self._theme, self._formulas, text, Role.COMPACT, ground=look.ground)
                self._add_box(look, [label])

    def _add_box(self, look: BoxLook, answer: Sequence[QWidget]) -> None:
        words = "Your answer" if look is BoxLook.WRONG else "Right answer"
        self._answers.addWidget(VerdictBox(self._theme, look, words, answer), 1)

    def _reasons(self, reasons: Sequence[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, LABELS)
        for number, (words, text) in enumerate(reasons):
            label = Text(self._theme, words, "label_strong")
            label.setContentsMargins(0, 2, 0, 0)
            grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(
                CardLabel(self._theme, self._formulas, text, Role.COMPACT, ground="canvas"), number, 1
            )
        return grid

    def _width(self, answer: str) -> float:
        """Return how wide an answer is, about; what has formulas or blocks of code is wide."""
        if any(mark in answer for mark in ("```", "$")) and not self._typed:
            return inf
        mono = "`" in answer or self._typed
        pixels = SETTINGS[Role.COMPACT].pixels * (1.0 if self._typed else self._theme.card_size / 100)
        font = make_font(Type(MONO if mono else SERIF, round(pixels)))
        lines = answer.splitlines() if self._typed else [plain(answer)]
        return max((text_width(font, line) for line in lines), default=0.0) + self._listed + 8

    def minimumSizeHint(self) -> QSize:
        # Answers side by side are no reason to stay wide: they can go below each other.
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the answers side by side where both fit, else below each other."""
        room = (self.width() - BEFORE_PROMPT - BESIDE - BETWEEN) / 2 - AROUND
        directions = QBoxLayout.Direction
        beside = max(map(self._width, self._shown), default=0.0) <= room
        self._answers.setDirection(directions.LeftToRight if beside else directions.TopToBottom)


def listed(answer: Given, body: Body) -> str:
    """Return an answer as Markdown: steps numbered, several options as a list."""
    if isinstance(body, Order):
        return "\n".join(f"{number}. {step}" for number, step in enumerate(answer, start=1))
    if isinstance(body, Multi) and len(answer) > 1:
        return "\n".join(f"- {text}" for text in answer)
    if body.kind == "output":
        return "\n".join(("```text", *answer, "```"))
    return ", ".join(answer)


def compared(right: Given, given: Given) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """Return what was typed and what was expected, gap by gap, each as what is the same and what is not."""
    typed, expected = [], []
    for wanted, text in zip_longest(right, given, fillvalue=""):
        pieces = difference(wanted.rstrip(), text)
        typed.append([piece for piece in pieces if piece.kind != "missing"])
        expected.append([piece for piece in pieces if piece.kind != "extra"])
    return typed, expected


def _line(theme: Theme, pieces: Sequence[Piece]) -> DifferenceLine:
    # With nothing in common there are no marks: all over, they would say nothing.
    same = [Piece(piece.text, "same") for piece in pieces]
    line = DifferenceLine(theme, pieces if any(piece.kind == "same" for piece in pieces) else same)
    line.setAccessibleName("".join(piece.text for piece in pieces))
    return line


def why(body: Body, reason: str) -> str:
    """Return why the right answer is right: as the entry says, else as its options do."""
    if reason or not isinstance(body, Choice | Multi):
        return reason
    return " ".join(option.why for option in body.options if option.correct and option.why)


def not_yours(body: Body, given: Given) -> str:
    """Return why each option that was chosen is wrong; where there are several, by its name."""
    if not isinstance(body, Choice | Multi):
        return ""
    wrong = [one for one in body.options if one.text in given and not one.correct and one.why]
    if len(wrong) == 1:
        return wrong[0].why
    return "\n".join(f"- {one.text}: {one.why}" for one in wrong)
