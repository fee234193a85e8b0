"""An answer in a box that says by colour, shape and words what it is: yours, or the right one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.answer_box import BoxLook
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.text import Text

ICON = 18
RADIUS = 10
BEFORE, BEHIND = 14 + ICON + 10, 12
AROUND = BEFORE + BEHIND
"""Pixels beside an answer."""
VERDICT_ICONS = {BoxLook.RIGHT: ("check", "good"), BoxLook.WRONG: ("close", "again")}
"""The icon that says how an answer went, and the token of its colour."""


class VerdictBox(QWidget):
    """`answer` is what is inside, below the words; `look` is RIGHT or WRONG."""

    def __init__(self, theme: Theme, look: BoxLook, words: str, answer: Sequence[QWidget]) -> None:
        super().__init__()
        self._theme = theme
        self._look = look
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(Text(theme, words, "small", "ink2"))
        for part in answer:
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(BEFORE, 8, BEHIND, 6)
        row.addLayout(column)
        row.setAlignment(column, Qt.AlignmentFlag.AlignTop)
        said = [part.accessibleName() for part in answer]
        self.setAccessibleName(f"{words}: {', '.join(said)}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self._theme.colour(self._look.line)
        with painter_on(self) as painter:
            ground = self._theme.colour(self._look.ground)
            draw_box(painter, QRectF(self.rect()), RADIUS, ground, line, 1.5)
            icon, colour = VERDICT_ICONS[self._look]
            at = QRectF(13, (self.height() - ICON) / 2, ICON, ICON)
            draw_icon(painter, icon, at, self._theme.colour(colour), stroke=2.4)
