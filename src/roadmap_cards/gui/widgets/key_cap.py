"""The little key that stands beside every action."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import (
    CENTRE,
    draw_box,
    draw_line,
    draw_text,
    middle_baseline,
    painter_on,
    text_width,
)

HEIGHT = 20
RADIUS = 5


def key_width(theme: Theme, key: str) -> int:
    """Return the width of a key cap in pixels: a square, or as wide as its legend needs."""
    return max(HEIGHT, round(text_width(theme.font("key"), key)) + 12)


def draw_key_cap(painter: QPainter, theme: Theme, corner: QPointF, key: str, colour: str = "ink2") -> None:
    """Draw a raised key with its upper left at `corner`."""
    rect = QRectF(corner.x(), corner.y(), key_width(theme, key), HEIGHT)
    draw_box(painter, rect, RADIUS, theme.colour("raised"), theme.colour("line"))
    foot = rect.bottom() - 0.5
    draw_line(painter, QPointF(rect.left() + 4, foot), QPointF(rect.right() - 4, foot), theme.colour("line2"))
    _draw_legend(painter, theme, rect, key, theme.colour(colour))


def draw_key_tint(painter: QPainter, theme: Theme, corner: QPointF, key: str, colour: QColor) -> None:
    """Draw a flat key in a tint of the text on a button, with its upper left at `corner`."""
    rect = QRectF(corner.x(), corner.y(), key_width(theme, key), HEIGHT)
    tint = QColor(colour)
    tint.setAlpha(38)
    draw_box(painter, rect, RADIUS, tint)
    _draw_legend(painter, theme, rect, key, colour)


def _draw_legend(painter: QPainter, theme: Theme, rect: QRectF, key: str, colour: QColor) -> None:
    font = theme.font("key")
    # The foot of the key belongs to its side: its face, and so its legend, is a pixel higher than the middle.
    at = QPointF(rect.center().x(), middle_baseline(font, rect.center().y() - 1))
    draw_text(painter, at, key, font, colour, CENTRE)


class KeyCap(QWidget):
    """A key cap as a widget of its own, for rows of text."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Key {key}")
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(key_width(self._theme, self._key), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            draw_key_cap(painter, self._theme, QPointF(0, 0), self._key)
