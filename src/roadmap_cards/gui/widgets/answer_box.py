"""The box around what can be answered with, an option or a step, and how it looks when it is marked."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box

RADIUS = 12


class _Colours(NamedTuple):
    ground: str
    line: str
    width: float


class BoxLook(Enum):
    """How a box looks: its colours, and how strong its outline is."""

    OPEN = _Colours("raised", "line2", 1)
    CHOSEN = _Colours("accent_bg", "accent", 2)
    RIGHT = _Colours("good_bg", "good", 2)
    WRONG = _Colours("again_bg", "again", 2)
    QUIET = _Colours("surface", "line", 1)

    @property
    def ground(self) -> str:
        """The token of the colour inside the box."""
        return self.value.ground

    @property
    def line(self) -> str:
        """The token of its outline."""
        return self.value.line


def draw_answer_box(painter: QPainter, theme: Theme, rect: QRectF, look: BoxLook, *, hot: bool) -> None:
    """Draw the box; `hot` says that the pointer is over it and it can be chosen."""
    line = "ink2" if hot and look is BoxLook.OPEN else look.line
    draw_box(painter, rect, RADIUS, theme.colour(look.ground), theme.colour(line), look.value.width)
