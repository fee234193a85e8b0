"""What the figures of the trust page mean, for somebody who has never met them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import text_width
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.trust import Reliability
from roadmap_cards.study.trust_verdict import FigureWords, compared, figures, what_is_compared


class TrustFigures(Panel):
    """Each figure in large type, its name and its meaning beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "What the figures mean", parent=parent)
        self._theme = theme
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(14)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[Text, Text, Text]] = []
        self._compared = Text(theme, "", "label", "ink2", wrap=True)
        self.content.addWidget(self._compared)
        self.content.addLayout(self._grid)
        self.content.addStretch(1)

    def show_reliability(self, found: Reliability) -> None:
        """Explain these figures."""
        self.set_title(compared(found))
        self._compared.setText(what_is_compared(found))
        rows = figures(found)
        wide = max(text_width(self._theme.font("item"), one.figure) for one in rows)
        self._grid.setColumnMinimumWidth(0, round(wide) + 2)
        for number, one in enumerate(rows):
            if number == len(self._rows):
                self._rows.append(self._add(number))
            self._fill(self._rows[number], one)

    def _add(self, number: int) -> tuple[Text, Text, Text]:
        figure = Text(self._theme, "", "item")
        name = Text(self._theme, "", "label_strong")
        meaning = Text(self._theme, "", "label", "ink2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(meaning)
        self._grid.addWidget(figure, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(words, number, 1)
        return figure, name, meaning

    def _fill(self, row: tuple[Text, Text, Text], one: FigureWords) -> None:
        for text, words in zip(row, (one.figure, one.name, one.meaning), strict=True):
            text.setText(words)
