"""The sheet of a card: what it asks, room for a typed answer, the answer below it, its source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.answer_lines import AnswerLines
from roadmap_cards.gui.widgets.button import IconButton
from roadmap_cards.gui.widgets.card_parts import RULE, Block, Role
from roadmap_cards.gui.widgets.card_view import GUTTER, CardView
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.source_link import SourceLink
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.answer import expected_output
from roadmap_cards.study.card import Body, Citation, Entry, Output, Typed
from roadmap_cards.study.sides import back, front, kind_name

SHEET_WIDTH = 760
"""Pixels; with the margins inside it makes lines of about 75 characters."""
SPACING = 10


class CardSheet(Panel):
    """Front and back stand on one sheet, so nothing jumps when the answer is shown."""

    def __init__(self, theme: Theme, formulas: FormulaCache, media: Path | None = None) -> None:
        """`media` is the folder that pictures may come from."""
        super().__init__(theme, corner=18, padding=40, gutter=GUTTER)
        self.kind = Text(theme, "", "label_strong", "accent")
        self.aged = Text(theme, "", "label", "ink3")
        self.flag = IconButton(theme, "flag", "Flag", colour="ink3")
        self.view = CardView(theme, formulas, media)
        self.field = QLineEdit()
        self.field.setAccessibleName("Your answer")
        self.field.setPlaceholderText("Type your answer, then Enter")
        self.lines = AnswerLines()
        self.source = SourceLink(theme)
        self.memory = Text(theme, "", "label", "ink3")
        self._comparison = QVBoxLayout()
        self._difference: QWidget | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        # The text reaches as far as all else: only its view stands in the gutter too.
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, GUTTER, 0)
        head.setSpacing(12)
        head.addWidget(self.kind)
        head.addStretch(1)
        head.addWidget(self.aged)
        head.addWidget(self.flag)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.source)
        foot.addStretch(1)
        foot.addWidget(self.memory)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, GUTTER, 0)
        below.setSpacing(SPACING)
        below.addWidget(self.field)
        below.addWidget(self.lines)
        below.addLayout(self._comparison)
        below.addLayout(foot)
        self.content.setSpacing(SPACING)
        self.content.addLayout(head)
        self.content.addWidget(self.view, 1)
        self.content.addLayout(below)

    def show_head(self, entry: Entry, variant: str) -> None:
        """Say above the question what the card asks to do, and how old the fact is."""
        self.kind.setText(kind_name(entry.body, variant))
        self.aged.setText(f"as of {entry.as_of:%B %Y}" if entry.as_of else "")

    def offer_fields(self, body: Body) -> None:
        """Leave room for a typed answer, in one line or in several; none for a card that is thought of."""
        self.field.setVisible(is_one_line(body))
        self.field.clear()
        self.lines.setVisible(isinstance(body, Output) and not is_one_line(body))
        self.lines.clear()

    def hide_fields(self) -> None:
        self.field.hide()
        self.lines.hide()

    def show_sources(self, sources: Sequence[Citation]) -> None:
        """Name the sources."""
        self.source.show_citations(sources)

    def show_comparison(self, view: QWidget | None) -> None:
        """Show what was typed against what was expected, in the place of what stood there before."""
        if self._difference is not None:
            self._comparison.removeWidget(self._difference)
            self._difference.hide()
            self._difference.deleteLater()
        self._difference = view
        if view is not None:
            self._comparison.addWidget(view)


def front_blocks(entry: Entry, variant: str, hint: str = "") -> list[Block]:
    """Return the question, with a hint below it where one was asked for."""
    blocks = [Block(front(entry.body, variant), Role.QUESTION)]
    if hint:
        blocks.append(Block(f"Hint: {hint}", Role.SMALL))
    return blocks


def back_blocks(entry: Entry, variant: str, correction: str = "") -> list[Block]:
    """Return the question and below a rule the answer and the reason; first what a corrected card said."""
    blocks = [*front_blocks(entry, variant), RULE]
    if correction:
        blocks.append(Block(f"*This card was corrected. Before, it said:* {correction}", Role.SMALL))
    blocks.append(Block(back(entry.body, variant), Role.PROSE))
    return [*blocks, *reason_blocks(entry)]


def reason_blocks(entry: Entry) -> list[Block]:
    """Return what stands below an answer: why it is so, and more."""
    return [Block(text, Role.SMALL) for text in (entry.why, entry.more) if text]


def is_one_line(body: Body) -> bool:
    """Tell whether the answer is typed in one line."""
    if isinstance(body, Output):
        return "\n" not in expected_output(body.answer).strip("\n")
    return isinstance(body, Typed)
