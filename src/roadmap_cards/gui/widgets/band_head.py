"""The head of a level on the map: its title, how much is held, at the other end what it needs to be ready."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_line, draw_text, text_width
from roadmap_cards.gui.widgets.hex_layout import Band

SHORTEST_RULE = 24.0
"""Pixels of the line that keeps both ends apart."""

BEFORE_HELD, AROUND_RULE = 10.0, 14.0


def paint_band(painter: QPainter, theme: Theme, band: Band, left: float, right: float) -> None:
    """Paint the head of a level from `left` to `right`."""
    strong, small = theme.font("strong"), theme.font("small")
    title = band.level.title
    draw_text(painter, QPointF(left, band.baseline), title, strong, theme.colour("ink"))
    left += text_width(strong, title) + BEFORE_HELD
    draw_text(painter, QPointF(left, band.baseline), band.held, small, theme.colour("ink3"))
    left += text_width(small, band.held) + AROUND_RULE
    words = ready_words(theme, band, right - left)
    if words:
        font = theme.font("small_strong") if band.readiness.ready else small
        colour = theme.colour("ink" if band.readiness.ready else "ink3")
        draw_text(painter, QPointF(right, band.baseline), words, font, colour, RIGHT)
        right -= text_width(font, words) + AROUND_RULE
    y = round(band.baseline - 4.5) + 0.5
    draw_line(painter, QPointF(left, y), QPointF(right, y), theme.colour("line"))


def ready_words(theme: Theme, band: Band, room: float) -> str:
    """Return whether a level is ready, or what is missing, in as many words as there is room for.

    The tool tip of the line, and what a screen reader says of it, have each condition with its numbers.
    """
    font = theme.font("small_strong" if band.readiness.ready else "small")
    room -= SHORTEST_RULE + AROUND_RULE
    return next((line for line in band.readiness.heads if text_width(font, line) <= room), "")
