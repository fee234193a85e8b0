"""What is said after an answer: right or wrong in words and shape, the right answer, why, and the source."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.card_parts import Block, Role
from roadmap_cards.gui.widgets.card_sheet import reason_blocks
from roadmap_cards.gui.widgets.diff_view import DifferenceView
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.icon_view import IconView
from roadmap_cards.gui.widgets.source_link import SourceLink
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.answer import difference
from roadmap_cards.study.card import Choice, Multi, Order
from roadmap_cards.study.question import Question, compared_answer, right_answer
from roadmap_cards.study.quiz import Response, Sureness
from roadmap_cards.study.quiz_wording import answer_words


class Feedback(QWidget):
    """Below an answer. `source` opens where the fact comes from; its key is the page's."""

    def __init__(
        self,
        theme: Theme,
        formulas: FormulaCache,
        question: Question,
        response: Response,
        *,
        overruled: bool = False,
    ) -> None:
        """Say what became of an answer that was just handed in; `overruled`: the person says it was right."""
        super().__init__()
        self._theme = theme
        self._compares = response.right is not True or overruled
        self._right = response.right is True
        self.source = SourceLink(theme)
        verdict, meaning = answer_words(response), meaning_of(response)
        self._colour = "good" if self._right else "again"
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconView(theme, "check" if self._right else "close", self._colour, 22, 2.6))
        self.verdict = Text(theme, verdict, "heading", self._colour)
        head.addWidget(self.verdict)
        head.addWidget(Text(theme, meaning, "body", "ink2"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 4, 0, 4)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._answers(theme, formulas, question, response))
        if reasons := reason_blocks(question.entry):
            column.addWidget(_parts(theme, formulas, reasons))
        column.addWidget(self.source)
        self.source.show_citations(question.entry.sources)  # shown without a parent it would be a window
        self.setAccessibleName(" ".join(part for part in (verdict, meaning) if part))

    def _answers(
        self, theme: Theme, formulas: FormulaCache, question: Question, response: Response
    ) -> QVBoxLayout:
        """Show what was typed against what was expected; options and steps show that themselves."""
        column = QVBoxLayout()
        column.setSpacing(8)
        body = question.body
        if isinstance(body, Choice | Multi | Order):
            return column
        right = right_answer(body, question.variant)
        plainly = compared_answer(body, question.variant)
        for number, (wanted, expected) in enumerate(zip(right, plainly, strict=True)):
            given = response.given[number] if number < len(response.given) else ""
            compared = bool(given) and self._compares
            if compared:
                column.addWidget(DifferenceView(theme, difference(expected, given)))
            # The comparison is plain text: a formula is shown as one as well.
            another = bool(given) and body.kind == "typed" and _folded(given) != _folded(expected)
            if another or (self._compares and (not compared or "$" in wanted)):
                shown = f"```text\n{wanted}\n```" if body.kind == "output" else f"Right: {wanted}"
                column.addWidget(_parts(theme, formulas, [Block(shown)]))
        return column

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            bar = QRectF(0, 4, 4, self.height() - 8)
            draw_box(painter, bar, 2, self._theme.colour(self._colour))


def meaning_of(response: Response) -> str:
    """Return what an answer means, where that is not plain."""
    match response.right, response.sureness:
        case True, Sureness.GUESSING:
            return "Noted; the schedule stays."
        case _, Sureness.UNKNOWN:
            return "Now you can."
        case False, Sureness.SURE:
            return "Worth a second look."
        case _:
            return ""


def _folded(text: str) -> str:
    """Return a text as typed answers are read: without regard to case and spaces."""
    return " ".join(text.split()).casefold()


def _parts(theme: Theme, formulas: FormulaCache, blocks: list[Block]) -> CardLabel:
    label = CardLabel(theme, formulas, "", Role.SMALL, ground="canvas")
    label.show_parts(blocks)
    return label
