"""The panel of a quiz's mistakes: how many there are, of which sort, and each of them to open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.inner_scroll import GUTTER, InnerScroll
from roadmap_cards.gui.widgets.mistake_list import INSET, MistakeList
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.quiz_wording import mistake_words

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_result import QuizResult

PADDING = 24
LEAST = 320
"""Pixels of the list that are to be seen where it scrolls inside the panel."""
NUMBERS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]


class MistakesPanel(Panel):
    """In a wide window the list scrolls inside the panel; in a narrow one the page does."""

    def __init__(self, theme: Theme, formulas: FormulaCache, result: QuizResult) -> None:
        # An opened mistake reaches beyond the text of the panel, so the padding is put inside.
        super().__init__(theme, padding=PADDING - INSET, gutter=PADDING - INSET)
        title = Text(theme, to_look_at(len(result.mistakes)), "heading", wrap=True)
        # Its height follows from its width; else it would ask for what it took one word a line.
        title.setMinimumHeight(title.fontMetrics().height())
        head = QHBoxLayout()
        head.setContentsMargins(INSET, INSET, PADDING, 0)
        head.setSpacing(16)
        head.addWidget(title, 1)
        head.addWidget(Text(theme, mistake_words(result.score), "label", "ink2"))
        self.list = MistakeList(theme, formulas, result.mistakes)
        self.inner = InnerScroll(self.list, LEAST, GUTTER)
        self.content.addLayout(head)
        self.content.addWidget(self.inner, 1)
        self.setAccessibleName(title.text())


def to_look_at(number: int) -> str:
    """Return how many mistakes there are: “Nine to look at”."""
    return f"{NUMBERS[number - 1] if 0 < number <= len(NUMBERS) else number} to look at"
