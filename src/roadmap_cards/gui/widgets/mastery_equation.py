"""Mastery as an equation that a person can follow: coverage x recall now x durability, each as a bar."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import (
    CENTRE,
    RIGHT,
    draw_box,
    draw_text,
    middle_baseline,
    painter_on,
    text_width,
)
from roadmap_cards.gui.widgets.map_cell import UNSEEN, CellPainter, CellShape
from roadmap_cards.study.mastery import Mastery, band
from roadmap_cards.study.wording import percent

ONE_LINE = 780
"""Pixels from which the sum and its factors stand on one line."""

HEX = 52.0
LINE_HEIGHT = 72
BETWEEN = 44.0
"""Pixels between two factors, for the sign that joins them."""


class MasteryEquation(QWidget):
    """The number with its hexagon, and the three shares that make it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mastery = Mastery()
        self._note = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def set_mastery(self, mastery: Mastery, note: str) -> None:
        """Show a mastery; `note` is said below it, such as “28 of 30 cards seen”."""
        self._mastery, self._note = mastery, note
        factors = ", ".join(f"{name} {percent(share)}" for name, _, share in self._factors())
        self.setAccessibleName(f"Mastery {percent(mastery.mastery)}: {factors}. {note}")
        self.update()

    def _factors(self) -> list[tuple[str, str, float]]:
        mastery = self._mastery
        return [
            ("coverage", "share of cards seen", mastery.coverage),
            ("recall now", "chance to know one today", mastery.recall),
            ("durability", "full at three months", mastery.durability),
        ]

    def heightForWidth(self, width: int) -> int:
        return LINE_HEIGHT if width >= ONE_LINE else 2 * LINE_HEIGHT

    def sizeHint(self) -> QSize:
        return QSize(ONE_LINE, LINE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, LINE_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        one_line = self.width() >= ONE_LINE
        with painter_on(self) as painter:
            end = self._paint_sum(painter)
            left, middle = (end + 20, LINE_HEIGHT / 2) if one_line else (0.0, LINE_HEIGHT * 1.5)
            sign = self._theme.font("item")
            quiet = self._theme.colour("ink2")
            if one_line:
                at = QPointF(left, middle_baseline(sign, middle))
                draw_text(painter, at, "=", sign, quiet, CENTRE)
                left += 24
            width = (self.width() - left - 2 * BETWEEN) / 3
            for number, (name, caption, share) in enumerate(self._factors()):
                if number:
                    at = QPointF(left + BETWEEN / 2, middle_baseline(sign, middle))
                    draw_text(painter, at, "×", sign, quiet, CENTRE)
                    left += BETWEEN
                self._paint_factor(painter, QRectF(left, middle - 24, width, 48), name, caption, share)
                left += width

    def _paint_sum(self, painter: QPainter) -> float:
        """Paint the hexagon, the number and its note; return where they end."""
        middle = LINE_HEIGHT / 2
        cell = CellShape(QPointF(HEX / 2, middle), HEX)
        cells = CellPainter(self._theme)
        cells.draw(painter, band(self._mastery.mastery) if self._mastery.seen else UNSEEN, [cell])
        display, strong, small = (self._theme.font(name) for name in ("display", "label_strong", "small"))
        figure = percent(self._mastery.mastery)
        left = HEX + 16
        at = QPointF(left, middle_baseline(display, middle))
        draw_text(painter, at, figure, display, self._theme.colour("ink"))
        left += text_width(display, figure) + 16
        draw_text(painter, QPointF(left, middle - 4), "mastery", strong, self._theme.colour("ink"))
        draw_text(painter, QPointF(left, middle + 14), self._note, small, self._theme.colour("ink2"))
        return left + max(text_width(strong, "mastery"), text_width(small, self._note))

    def _paint_factor(self, painter: QPainter, box: QRectF, name: str, caption: str, share: float) -> None:
        strong, small = self._theme.font("label_strong"), self._theme.font("small")
        ink = self._theme.colour("ink")
        draw_text(painter, QPointF(box.left(), box.top() + 11), name, strong, ink)
        draw_text(painter, QPointF(box.right(), box.top() + 11), percent(share), strong, ink, RIGHT)
        draw_bar(painter, self._theme, QRectF(box.left(), box.top() + 20, box.width(), 8), share)
        if text_width(small, caption) <= box.width():
            at = QPointF(box.left(), box.bottom())
            draw_text(painter, at, caption, small, self._theme.colour("ink2"))


def draw_bar(painter: QPainter, theme: Theme, rect: QRectF, share: float) -> None:
    """Draw a share as a bar on its track."""
    radius = rect.height() / 2
    draw_box(painter, rect, radius, theme.colour("sunken" if not theme.contrast else "line"))
    if share > 0:
        filled = QRectF(rect.topLeft(), rect.bottomRight())
        filled.setWidth(max(rect.height(), rect.width() * share))
        draw_box(painter, filled, radius, theme.colour("data"))
