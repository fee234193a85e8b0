"""The one motion of a page: what is new fades in and rises by 6 px. Nothing ever waits for it."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRect, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsEffect, QWidget

from roadmap_cards.gui.theme import Theme

LASTS = 160
"""Milliseconds."""

RISE = 6.0
"""Pixels."""


class _Fade(QGraphicsEffect):
    """Paints its widget lower and fainter by what is left of the way."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._left = 1.0
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.setDuration(LASTS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._advance)
        self._animation.finished.connect(lambda: self.setEnabled(False))

    def begin(self) -> None:
        self._animation.stop()
        self._left = 1.0
        self.setEnabled(True)
        self._animation.start()

    def _advance(self, left: float) -> None:
        self._left = left
        self.update()

    def boundingRectFor(self, source: QRectF | QRect) -> QRectF:
        return QRectF(source).adjusted(0, 0, 0, RISE)

    def draw(self, painter: QPainter) -> None:
        offset = QPoint()
        pixmap = self.sourcePixmap(Qt.CoordinateSystem.LogicalCoordinates, offset)
        painter.setOpacity(1 - self._left)
        painter.drawPixmap(QPointF(offset) + QPointF(0, RISE * self._left), pixmap)


def fade_in(widget: QWidget, theme: Theme) -> None:
    """Let a widget appear in 160 ms, or at once where motion is off. It takes input from the first moment.

    Scroll areas inside it need viewports that do not fill their background: as with any graphics effect, Qt
    paints opaque ones past it.
    """
    if not theme.moves:
        return
    effect = widget.graphicsEffect()
    if not isinstance(effect, _Fade):
        effect = _Fade(widget)
        widget.setGraphicsEffect(effect)
    effect.begin()
