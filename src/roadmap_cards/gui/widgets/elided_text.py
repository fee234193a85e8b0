"""Words on one line, shortened where there is no room; the tool tip has them whole."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_text, painter_on


class ElidedText(QWidget):
    """`style` names one of theme.TYPE, `colour` a token."""

    def __init__(self, theme: Theme, style: str, colour: str = "ink", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._style, self._colour = theme, style, colour
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def text(self) -> str:
        """Return the whole text, not what there is room for."""
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._theme.font(self._style))
        return QSize(round(metrics.horizontalAdvance(self._text)) + 2, round(metrics.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font(self._style)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        with painter_on(self) as painter:
            at = QPointF(0, (self.height() - metrics.height()) / 2 + metrics.ascent())
            draw_text(painter, at, shown, font, self._theme.colour(self._colour))
