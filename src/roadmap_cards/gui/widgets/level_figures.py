"""A short list of levels: the name of each, and at its right what there is to say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import (
    RIGHT,
    draw_box,
    draw_text,
    middle_baseline,
    painter_on,
    text_width,
)

ROW = 26
STEP, LEAST_STEP = 14.0, 7.0
"""Pixels from one square to the next: as many as there is room for, within these; the gap is a third."""
GAP = 14.0
"""Pixels between a name, its squares and its words."""


@dataclass(frozen=True, slots=True)
class LevelFigure:
    """A level's name with words, or with how many of so many checks fell `inside`."""

    name: str
    words: str
    inside: int = 0
    of: int = 0


class LevelFigures(QWidget):
    """One row a level. Checks are squares, full for those inside; where one row has no room, none has any."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[LevelFigure, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_figures(self, rows: Sequence[LevelFigure]) -> None:
        self._rows = tuple(rows)
        self.setAccessibleName("; ".join(f"{row.name}: {row.words}" for row in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, ROW * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, ROW * len(self._rows))

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font("label")
        step = self._step(font)
        with painter_on(self) as painter:
            for number, row in enumerate(self._rows):
                middle = ROW * (number + 0.5)
                baseline = middle_baseline(font, middle)
                right = self.width() - text_width(font, row.words)
                at = QPointF(self.width(), baseline)
                draw_text(painter, at, row.words, font, self._theme.colour("ink2"), RIGHT)
                if row.of and step:
                    right -= GAP + step * row.of - step / 3
                    self._draw_squares(painter, row, QPointF(right, middle), step)
                name = QFontMetricsF(font).elidedText(row.name, Qt.TextElideMode.ElideRight, right - 12)
                draw_text(painter, QPointF(0, baseline), name, font, self._theme.colour("ink"))

    def _step(self, font: QFont) -> float:
        """Return the pixels from square to square, in all rows the same; 0 where there is no room for any."""
        rooms = [
            (self.width() - text_width(font, row.name) - text_width(font, row.words) - 2 * GAP) / row.of
            for row in self._rows
            if row.of
        ]
        step = min([STEP, *rooms])
        return step if step >= LEAST_STEP else 0.0

    def _draw_squares(self, painter: QPainter, row: LevelFigure, at: QPointF, step: float) -> None:
        side = step * 2 / 3
        for square in range(row.of):
            box = QRectF(at.x() + square * step, at.y() - side / 2, side, side)
            if square < row.inside:
                draw_box(painter, box, 3, self._theme.colour("data"))
            else:
                draw_box(painter, box, 3, None, self._theme.colour("line2"), 1.2)
