"""A check box in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, draw_text, middle_baseline, painter_on, text_width
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.icons import draw_icon

SIDE = 20


def draw_check(
    painter: QPainter, theme: Theme, rect: QRectF, *, checked: bool, hot: bool, partly: bool = False
) -> None:
    """Draw the box itself, in ink with a tick when checked, with a dash when only `partly`."""
    if checked or partly:
        draw_box(painter, rect, 5, theme.colour("action"))
        mark = "check" if checked else "minus"
        draw_icon(painter, mark, rect.adjusted(1, 1, -1, -1), theme.colour("on_action"), stroke=2.6)
    else:
        draw_box(painter, rect, 5, theme.colour("raised"), theme.colour("ink2" if hot else "line2"))


class CheckBox(QCheckBox):
    """Space toggles. Without words it is only the box, and `name` is what a screen reader says."""

    def __init__(
        self, theme: Theme, words: str = "", *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._theme = theme
        self._words = words
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or words)
        wears_ring(self, 5)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        words = round(text_width(self._theme.font("body"), self._words)) + 10 if self._words else 0
        return QSize(SIDE + words, SIDE + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font("body")
        with painter_on(self) as painter:
            box = QRectF(0, (self.height() - SIDE) / 2, SIDE, SIDE)
            draw_check(painter, self._theme, box, checked=self.isChecked(), hot=self.underMouse())
            at = QPointF(SIDE + 10, middle_baseline(font, self.height() / 2))
            draw_text(painter, at, self._words, font, self._theme.colour("ink"))
