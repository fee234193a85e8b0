"""How long the questions of a quiz took, against the time they were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPaintEvent
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

ROW = 24
BEFORE_BAR = 60
GAP = 16


@dataclass(frozen=True, slots=True)
class PaceRow:
    """A sort of questions, its time in words, and how full its time was (None: it had no limit)."""

    words: str
    time: str
    filled: float | None


class PaceRows(QWidget):
    """One row a sort: its name, a bar that time fills, and the time in words."""

    def __init__(self, theme: Theme, rows: Sequence[PaceRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = tuple(rows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(f"{row.words}: {row.time}" for row in rows))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(280, ROW * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, ROW * len(self._rows))

    def paintEvent(self, _event: QPaintEvent) -> None:
        font, colour = self._theme.font("label"), self._theme.colour
        times = max((text_width(font, row.time) for row in self._rows), default=0.0)
        full = self.width() - BEFORE_BAR - GAP - times
        with painter_on(self) as painter:
            for number, row in enumerate(self._rows):
                middle = ROW * (number + 0.5)
                y = middle_baseline(font, middle)
                draw_text(painter, QPointF(0, y), row.words, font, colour("ink"))
                draw_text(painter, QPointF(self.width(), y), row.time, font, colour("ink2"), RIGHT)
                if row.filled is not None and full > 0:
                    draw_box(painter, QRectF(BEFORE_BAR, middle - 4, full, 8), 4, colour("sunken"))
                    width = max(8.0, full * min(1.0, row.filled))
                    over = row.filled > 1
                    draw_box(
                        painter,
                        QRectF(BEFORE_BAR, middle - 4, width, 8),
                        4,
                        colour("hard" if over else "data"),
                    )
