"""The questions of a quiz as numbered hexagons: which are answered, which is shown, which are marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import CENTRE, draw_dot, draw_text, middle_baseline, painter_on
from roadmap_cards.gui.widgets.hexagon import hexagon

WIDE, NARROW = 54.0, 38.0
"""Pixels from one hexagon to the next."""

FEW = 20
"""Questions that are shown in the wide hexagons."""


class CellState(StrEnum):
    """What became of a question, in words."""

    OPEN = "open"
    ANSWERED = "answered"
    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class GridCell:
    """A question of the grid."""

    state: CellState
    marked: bool = False


class QuestionGrid(QWidget):
    """A click on a hexagon goes to its question: `chosen` tells its number, from 0. Keys are the page's."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells: tuple[GridCell, ...] = ()
        self._now: int | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def show_cells(self, cells: Sequence[GridCell], now: int | None) -> None:
        """Show the questions; `now` is the one on the page, None for none."""
        resized = len(cells) != len(self._cells)
        self._cells, self._now = tuple(cells), now
        self.setAccessibleName(summary(cells))
        self.setAccessibleDescription(f"Question {now + 1} is shown" if now is not None else "")
        if resized:
            self.updateGeometry()
        self.update()

    # --- Where a hexagon stands

    @property
    def _pitch(self) -> float:
        return WIDE if len(self._cells) <= FEW else NARROW

    def _columns(self, width: int) -> int:
        return max(1, int((width - self._pitch / 2) / self._pitch))

    def centre_of(self, number: int) -> QPointF:
        """Return where the hexagon of a question stands."""
        row, column = divmod(number, self._columns(self.width()))
        shift = self._pitch / 2 if row % 2 else 0.0
        down = self._pitch * math.sqrt(3) / 2
        return QPointF(self._pitch * (column + 0.5) + shift, self._radius + 4 + row * down)

    @property
    def _radius(self) -> float:
        return self._pitch / math.sqrt(3)

    def heightForWidth(self, width: int) -> int:
        rows = math.ceil(len(self._cells) / self._columns(width)) if self._cells else 0
        down = self._pitch * math.sqrt(3) / 2
        return round(2 * self._radius + 8 + max(0, rows - 1) * down)

    def sizeHint(self) -> QSize:
        return QSize(352, self.heightForWidth(352))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 60)

    # --- Doing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (number := self.at(event.position())) is not None:
            self.chosen.emit(number)

    def at(self, point: QPointF) -> int | None:
        """Return the number of the question at a point, from 0, or None."""
        for number in range(len(self._cells)):
            distance = point - self.centre_of(number)
            if math.hypot(distance.x(), distance.y()) < self._pitch * 0.48:
                return number
        return None

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            for number, cell in enumerate(self._cells):
                self._draw(painter, number, cell)
            for number, cell in enumerate(self._cells):
                if cell.marked:
                    at = self.centre_of(number) + QPointF(0.30, -0.36) * self._pitch
                    draw_dot(painter, at, 4.5, self._theme.colour("accent"), self._theme.colour("surface"))

    def _draw(self, painter: QPainter, number: int, cell: GridCell) -> None:
        now = number == self._now
        ground, line, ink = {
            CellState.OPEN: ("surface", "line2", "ink2"),
            CellState.ANSWERED: ("data", "data", "surface"),
            CellState.RIGHT: ("data", "data", "surface"),
            CellState.WRONG: ("again_bg", "again", "again"),
        }[cell.state]
        if now:
            line = "accent"
            if cell.state is CellState.OPEN:
                ground, ink = "accent_bg", "accent"
        pen = QPen(self._theme.colour(line), 2.4 if now else 1.6 if cell.state is CellState.WRONG else 1.0)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour(ground))
        centre = self.centre_of(number)
        painter.drawPolygon(hexagon(centre, self._pitch - 7))
        font = self._theme.font("label_strong" if self._pitch == WIDE else "small_strong")
        baseline = QPointF(centre.x(), middle_baseline(font, centre.y()))
        draw_text(painter, baseline, str(number + 1), font, self._theme.colour(ink), CENTRE)


def summary(cells: Sequence[GridCell]) -> str:
    """Return the grid in words: “7 answered, 1 marked”."""
    answered = sum(cell.state is not CellState.OPEN for cell in cells)
    marked = sum(cell.marked for cell in cells)
    return f"{answered} answered" + (f", {marked} marked" if marked else "")
