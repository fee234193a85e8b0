"""How the first answers of a session were graded, as one stacked bar."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on
from roadmap_cards.gui.widgets.legend import Legend, LegendMark
from roadmap_cards.gui.widgets.rating_bar import COLOURS, WORDS
from roadmap_cards.study.card import Rating

BETWEEN = 3
LEAST = 3
"""Pixels that even one answer among thousands gets."""


class _StackedBar(QWidget):
    def __init__(self, theme: Theme, counts: Mapping[Rating, int]) -> None:
        super().__init__()
        self._theme = theme
        self._counts = counts
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = [(rating, count) for rating, count in self._counts.items() if count]
        total = sum(count for _, count in shown)
        room = self.width() - BETWEEN * (len(shown) - 1) - LEAST * len(shown)
        left = 0.0
        with painter_on(self) as painter:
            for rating, count in shown:
                width = LEAST + room * count / total
                draw_box(painter, QRectF(left, 0, width, 10), 3, self._theme.colour(COLOURS[rating]))
                left += width + BETWEEN


class GradeMix(QWidget):
    """The bar, and below it each grade in words with its number."""

    def __init__(self, theme: Theme, counts: Mapping[Rating, int], parent: QWidget | None = None) -> None:
        """Show how often each grade was given; only grades that stand in `counts` are listed."""
        super().__init__(parent)
        ordered = {rating: counts[rating] for rating in sorted(counts)}
        marks = [LegendMark(COLOURS[rating], f"{WORDS[rating]} {count}") for rating, count in ordered.items()]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(_StackedBar(theme, ordered))
        layout.addWidget(Legend(theme, marks, "label_strong", "ink", across=26))
        self.setAccessibleName(", ".join(mark.words for mark in marks))
