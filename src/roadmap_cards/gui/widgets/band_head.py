"""The head of a level on the map: its title, how much is held, at the other end what it needs to be ready."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_line, draw_text, text_width
from roadmap_cards.gui.widgets.hex_layout import Band
from roadmap_cards.study.wording import counted, listed

if TYPE_CHECKING:
    from roadmap_cards.library.map import MapLevel

SHORTEST_RULE = 24.0
"""Pixels of the line that keeps both ends apart."""

BEFORE_HELD, AROUND_RULE = 10.0, 14.0


def paused_words(level: MapLevel, paused: Collection[int]) -> str:
    """Return which topics of a level stay paused, as a clause; `paused` are ids, of other levels too."""
    titles = [topic.title for topic in level.topics if topic.id in paused]
    if not titles:
        return ""
    named = listed(titles) if len(titles) <= 2 else counted(len(titles), "topic")
    return f"{named} {'stays' if len(titles) == 1 else 'stay'} paused"


def paint_band(
    painter: QPainter, theme: Theme, band: Band, left: float, right: float, paused: Collection[int] = ()
) -> None:
    """Paint the head of a level from `left` to `right`; `paused` as for `paused_words`."""
    strong, small = theme.font("strong"), theme.font("small")
    title = band.level.title
    draw_text(painter, QPointF(left, band.baseline), title, strong, theme.colour("ink"))
    left += text_width(strong, title) + BEFORE_HELD
    draw_text(painter, QPointF(left, band.baseline), band.held, small, theme.colour("ink3"))
    left += text_width(small, band.held) + AROUND_RULE
    words = ready_words(theme, band, right - left, paused_words(band.level, paused))
    if words:
        font = theme.font("small_strong") if band.readiness.ready else small
        colour = theme.colour("ink" if band.readiness.ready else "ink3")
        draw_text(painter, QPointF(right, band.baseline), words, font, colour, RIGHT)
        right -= text_width(font, words) + AROUND_RULE
    y = round(band.baseline - 4.5) + 0.5
    draw_line(painter, QPointF(left, y), QPointF(right, y), theme.colour("line"))


def ready_words(theme: Theme, band: Band, room: float, paused: str = "") -> str:
    """Return whether a level is ready, or what is missing, in as many words as there is room for.

    Before it stands what stays `paused`, for a level may wait for that; where there is no room for both, that
    is told alone. The tool tip of the line, and what a screen reader says of it, have each condition with its
    numbers.
    """
    font = theme.font("small_strong" if band.readiness.ready else "small")
    room -= SHORTEST_RULE + AROUND_RULE
    lines = [*band.readiness.heads]
    if paused:
        lines = [*(f"{paused}. {line}" for line in lines), paused, *lines]
    return next((line for line in lines if text_width(font, line) <= room), "")
