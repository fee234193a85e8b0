"""Words on one line, shortened where there is no room; the tool tip then has them whole."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_text, painter_on

NARROWEST = 40


class ElidedText(QWidget):
    """`style` names one of theme.TYPE, `colour` a token."""

    def __init__(self, theme: Theme, style: str, colour: str = "ink", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._style, self._colour = theme, style, colour
        self._text = self._shown = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def text(self) -> str:
        """Return the whole text, not what there is room for."""
        return self._text

    @property
    def shown(self) -> str:
        """What there is room for."""
        return self._shown

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._shorten()

    def _shorten(self) -> None:
        metrics = QFontMetricsF(self._theme.font(self._style))
        self._shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if self._shown == self._text else self._text)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._theme.font(self._style))
        return QSize(round(metrics.horizontalAdvance(self._text)) + 3, round(metrics.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(NARROWEST, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font(self._style)
        metrics = QFontMetricsF(font)
        with painter_on(self) as painter:
            at = QPointF(0, (self.height() - metrics.height()) / 2 + metrics.ascent())
            draw_text(painter, at, self._shown, font, self._theme.colour(self._colour))
