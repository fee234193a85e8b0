"""What the five tints of the climb mean, with the signs that stand beside them: not seen, due today."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_dot, draw_text, middle_baseline, painter_on, text_width
from roadmap_cards.gui.widgets.flow import FlowLayout
from roadmap_cards.gui.widgets.hexagon import hexagon
from roadmap_cards.study.mastery import BANDS

TINTS = ("faint", "young", "fair", "steady", "firm")
"""The words for the tints m0 to m4."""

HEIGHT = 18
MARK = 12


class _Sign(QWidget):
    """A mark and its words. `token` is a tint, `unseen` for the outline or `accent` for the dot."""

    def __init__(self, theme: Theme, token: str, words: str, meaning: str) -> None:
        super().__init__()
        self._theme = theme
        self._token = token
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{words}: {meaning}")
        self.setToolTip(meaning)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(MARK + 7 + round(text_width(self._theme.font("small"), self._words)), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        font, colour = self._theme.font("small"), self._theme.colour(self._token)
        middle = QPointF(MARK / 2, HEIGHT / 2)
        with painter_on(self) as painter:
            if self._token == "accent":
                draw_dot(painter, middle, 3.6, colour, self._theme.colour("surface"))
            else:
                outlined = self._token == "unseen"
                painter.setPen(QPen(self._theme.colour("line2" if outlined else self._token), 1))
                painter.setBrush(colour)
                painter.drawPolygon(hexagon(middle, MARK - 1))
            at = QPointF(MARK + 6, middle_baseline(font, HEIGHT / 2))
            draw_text(painter, at, self._words, font, self._theme.colour("ink2"))


class TintLegend(QWidget):
    """The signs side by side, wrapping where there is no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(across=14, down=2, parent=self)
        for number, words in enumerate(TINTS):
            flow.addWidget(_Sign(theme, f"m{number}", words, _range(number)))
        flow.addWidget(_Sign(theme, "unseen", "not seen", "no card was answered yet"))
        flow.addWidget(_Sign(theme, "accent", "due today", "reviews wait; more of them are a larger dot"))


def _range(number: int) -> str:
    """Return what a tint stands for, such as “70 to 82 %: recall now times how long it lasts”."""
    edges = [f"{edge * 100:.0f}" for edge in BANDS]
    between = (f"{low} to {high} %" for low, high in pairwise(edges))
    shares = (f"under {edges[0]} %", *between, f"{edges[-1]} % or more")
    return f"{shares[number]}: recall now times how long it lasts"
