"""Three hexagons and the name."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_text, middle_baseline, painter_on, text_width
from roadmap_cards.gui.widgets.hexagon import hexagon

NAME = "Roadmap Cards"
CELLS = ((0.0, -8.7, "m3"), (-7.5, 4.3, "m2"), (7.5, 4.3, "m4"))
"""Centre and tint of each hexagon, around the middle of a mark 30 px high."""


def draw_mark(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """Draw the three hexagons as large as `rect` allows."""
    scale = min(rect.width(), rect.height()) / 30
    painter.setPen(Qt.PenStyle.NoPen)
    for x, y, token in CELLS:
        painter.setBrush(theme.colour(token))
        painter.drawPolygon(hexagon(rect.center() + QPointF(x, y) * scale, 13.6 * scale))


def window_icon(theme: Theme) -> QIcon:
    """Return the mark as the icon of a window, in the sizes that desktops ask for."""
    icon = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        with painter_on(pixmap) as painter:
            draw_mark(painter, theme, QRectF(0, 0, side, side))
        icon.addPixmap(pixmap)
    return icon


class Logo(QWidget):
    """The mark and the name beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(NAME)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(38 + round(text_width(self._theme.font("strong"), NAME)), 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font("strong")
        with painter_on(self) as painter:
            draw_mark(painter, self._theme, QRectF(0, 1, 30, 30))
            baseline = middle_baseline(font, 17)
            draw_text(painter, QPointF(37, baseline), NAME, font, self._theme.colour("ink"))
