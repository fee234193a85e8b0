"""One of several values, chosen from a list that drops down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, draw_text, middle_baseline, painter_on, text_width
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.icons import draw_icon


class ChoiceField(QComboBox):
    """A combo box as wide as its longest value; `activated` tells what the person chose."""

    def __init__(
        self, theme: Theme, options: Sequence[str], at: int = 0, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.addItems(list(options))
        self.setCurrentIndex(at)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        wears_ring(self, 10)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        font = self._theme.font("body")
        widest = max((text_width(font, self.itemText(at)) for at in range(self.count())), default=0.0)
        return QSize(round(widest) + 54, 40)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the page; a value is never changed by the way

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font("body")
        line = self._theme.colour("ink2" if self.underMouse() else "line2")
        with painter_on(self) as painter:
            draw_box(painter, QRectF(self.rect()), 10, self._theme.colour("raised"), line)
            at = QPointF(14, middle_baseline(font, self.height() / 2))
            draw_text(painter, at, self.currentText(), font, self._theme.colour("ink"))
            arrow = QRectF(self.width() - 30, self.height() / 2 - 9, 18, 18)
            draw_icon(painter, "down", arrow, self._theme.colour("ink2"))
