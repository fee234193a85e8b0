"""Where a file to import comes in: dropped anywhere on the window, or chosen here."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import SecondaryButton
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on
from roadmap_cards.gui.widgets.exchange_file import CARD_ENDINGS
from roadmap_cards.gui.widgets.icon_view import IconView
from roadmap_cards.gui.widgets.text import Text

CORNER = 12
WIDTH = 240
"""Pixels, where it stands beside something."""


class DropZone(QWidget):
    """A dashed box. The window takes what is dropped; the box says so."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.choose = SecondaryButton(theme, "Choose", "Ctrl O", compact=True)
        self._icon = IconView(theme, "open", "ink2", side=30, stroke=1.5)
        self._title = Text(theme, "Drop a file here", "strong", wrap=True)
        self._endings = Text(theme, "  ".join(CARD_ENDINGS), "label", "ink2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._endings)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.addStretch(1)
        self._box.addWidget(self._icon)
        self._box.addLayout(words)
        self._box.addWidget(self.choose)
        self._box.addStretch(1)
        self.arrange(upright=True)
        theme.changed.connect(self.update)

    def arrange(self, *, upright: bool) -> None:
        """Put the parts one below the other in the middle, or side by side."""
        directions, sides = QBoxLayout.Direction, Qt.AlignmentFlag
        self._box.setDirection(directions.TopToBottom if upright else directions.LeftToRight)
        self._box.setSpacing(12)
        self._box.setContentsMargins(16, 12, 16, 12)
        across = sides.AlignHCenter if upright else sides.AlignVCenter
        for part in (self._icon, self.choose):
            self._box.setAlignment(part, across)
        for text in (self._title, self._endings):
            text.setAlignment(sides.AlignHCenter if upright else sides.AlignLeft)
        for at, wide in ((0, upright), (2, not upright), (4, upright)):
            self._box.setStretch(at, int(wide))
        across_policy = QSizePolicy.Policy.Fixed if upright else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across_policy, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with painter_on(self) as painter:
            draw_box(painter, rect, CORNER, self._theme.colour("canvas"))
            pen = QPen(self._theme.colour("line2"), 1.5)
            pen.setDashPattern([5, 4])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), CORNER - 1, CORNER - 1)
