"""How sure the answers of a quiz were, against whether they were right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import (
    CENTRE,
    draw_box,
    draw_line,
    draw_text,
    middle_baseline,
    painter_on,
)

HEAD = 20
ROW, CELL = 32, 27
CELL_WIDTH, BETWEEN = 88.0, 8.0
NARROWEST_LABEL = 84


@dataclass(frozen=True, slots=True)
class SureRow:
    """How many answers of one sort were right and wrong; None where the question does not arise.

    `sure` marks the row whose wrong answers deserve a second look.
    """

    words: str
    right: int | None
    wrong: int
    sure: bool = False


class SurenessTable(QWidget):
    """Rows by sureness, columns right and wrong. “Sure, but wrong” is outlined."""

    def __init__(self, theme: Theme, rows: Sequence[SureRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = tuple(rows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(_spoken(row) for row in rows))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(280, HEAD + ROW * len(self._rows) - (ROW - CELL))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = min(CELL_WIDTH, (self.width() - NARROWEST_LABEL - BETWEEN) / 2)
        wrong = self.width() - width
        right = wrong - BETWEEN - width
        small, label = self._theme.font("small"), self._theme.font("label")
        with painter_on(self) as painter:
            for left, words in ((right, "right"), (wrong, "wrong")):
                at = QPointF(left + width / 2, middle_baseline(small, 7))
                draw_text(painter, at, words, small, self._theme.colour("ink2"), CENTRE)
            for number, row in enumerate(self._rows):
                top = HEAD + ROW * number
                at = QPointF(0, middle_baseline(label, top + CELL / 2))
                draw_text(painter, at, row.words, label, self._theme.colour("ink"))
                self._draw_right(painter, QRectF(right, top, width, CELL), row)
                self._draw_wrong(painter, QRectF(wrong, top, width, CELL), row)

    def _draw_right(self, painter: QPainter, cell: QRectF, row: SureRow) -> None:
        if row.right is None:
            middle, ends = cell.center(), QPointF(6, 0)
            draw_line(painter, middle - ends, middle + ends, self._theme.colour("ink3"))
        elif row.sure and row.right:
            self._draw_cell(painter, cell, row.right, "good_bg", "good")
        else:
            self._draw_cell(painter, cell, row.right, "sunken", "ink")

    def _draw_wrong(self, painter: QPainter, cell: QRectF, row: SureRow) -> None:
        if row.sure and row.wrong:
            self._draw_cell(painter, cell, row.wrong, "again_bg", "again", outline="again")
        else:
            self._draw_cell(painter, cell, row.wrong, "sunken", "ink")

    def _draw_cell(
        self, painter: QPainter, cell: QRectF, number: int, ground: str, ink: str, outline: str = ""
    ) -> None:
        line = self._theme.colour(outline) if outline else None
        draw_box(painter, cell, 7, self._theme.colour(ground), line, 1.5)
        font = self._theme.font("label_strong")
        at = QPointF(cell.center().x(), middle_baseline(font, cell.center().y()))
        draw_text(painter, at, str(number), font, self._theme.colour(ink if number else "ink3"), CENTRE)


def _spoken(row: SureRow) -> str:
    right = "" if row.right is None else f"{row.right} right, "
    return f"{row.words}: {right}{row.wrong} wrong"
