"""One tick for each card of the session: where it stands is seen without reading a number."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on


class Tick(StrEnum):
    """What became of a card; the values are tokens of the theme."""

    PASSED = "data"
    MISSED = "again"
    NOW = "accent"
    UNSEEN = "unseen"


WORST_FIRST = (Tick.NOW, Tick.MISSED, Tick.PASSED, Tick.UNSEEN)
NARROW = 4.0
"""Pixels a card below which ticks give up their gaps and share columns."""


class SessionTicks(QWidget):
    """The row of ticks. A missed one has a notch and the present one is taller, so colour is not all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ticks: tuple[Tick, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_ticks(())
        theme.changed.connect(self.update)

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        self._ticks = tuple(ticks)
        words = summary(self._ticks)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._ticks:
            return
        step = self.width() / len(self._ticks)
        with painter_on(self) as painter:
            if step < NARROW:
                self._paint_columns(painter, step)
            else:
                self._paint_ticks(painter, step)

    def _paint_ticks(self, painter: QPainter, step: float) -> None:
        gap = 3 if step >= 9 else 1
        for place, tick in enumerate(self._ticks):
            rect = QRectF(place * step, 2, step - gap, 6)
            if tick is Tick.NOW:
                rect.adjust(0, -2, 0, 2)
            draw_box(painter, rect, min(3.0, rect.width() / 2), self._theme.colour(tick))
            if tick is Tick.MISSED and step >= 9:
                notch = QRectF(rect.center().x() - 1, rect.top(), 2, rect.height())
                painter.fillRect(notch, self._theme.colour("canvas"))

    def _paint_columns(self, painter: QPainter, step: float) -> None:
        """Let several cards share a column two pixels wide, which shows what most needs to be seen."""
        for left in range(0, self.width(), 2):
            first = int(left / step)
            here = self._ticks[first : max(first + 1, int((left + 2) / step))]
            worst = min(here, key=WORST_FIRST.index, default=Tick.UNSEEN)
            painter.fillRect(QRectF(left, 2, 2, 6), self._theme.colour(worst))
        if Tick.NOW in self._ticks:
            now = self._ticks.index(Tick.NOW) * step
            painter.fillRect(QRectF(now, 0, 4, 10), self._theme.colour(Tick.NOW))


def summary(ticks: Sequence[Tick]) -> str:
    """Return the row in words: "18 of 48, 3 missed"."""
    answered = sum(tick in (Tick.PASSED, Tick.MISSED) for tick in ticks)
    missed = sum(tick is Tick.MISSED for tick in ticks)
    return f"{answered} of {len(ticks)}" + (f", {missed} missed" if missed else "")
