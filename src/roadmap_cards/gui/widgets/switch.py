"""A switch: something that goes along or not, changed at once."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import DISABLED
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.whole_area import WholeArea

WIDTH, HEIGHT = 38, 22
GAP = 3
"""Pixels between the knob and the edge."""


class Switch(WholeArea, QCheckBox):
    """Space switches. `name` is what a screen reader says; on is filled, off an outline with a grey knob."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        wears_ring(self, HEIGHT // 2)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, on, radius = self._theme, self.isChecked(), HEIGHT / 2
        line = theme.colour("ink2" if self.underMouse() else "line2")
        with painter_on(self) as painter:
            painter.setOpacity(1.0 if self.isEnabled() else DISABLED)
            if on:
                draw_box(painter, QRectF(self.rect()), radius, theme.colour("action"))
            else:
                draw_box(painter, QRectF(self.rect()), radius, theme.colour("sunken"), line)
            knob = radius - GAP
            at = QPointF(WIDTH - radius if on else radius, radius)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("on_action") if on else line)
            painter.drawEllipse(at, knob, knob)
