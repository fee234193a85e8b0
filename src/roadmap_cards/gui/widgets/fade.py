"""The one motion of a page: what is new fades in and rises by 6 px. Nothing ever waits for it."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsEffect, QWidget

from roadmap_cards.gui.theme import Theme

LASTS = 160
"""Milliseconds."""

RISE = 6.0
"""Pixels."""

LARGEST = 1 << 20
"""Pixels: more than any widget has."""

AHEAD = 24
"""Milliseconds of the way that the first picture has behind it: it shows something at once."""


class _Fade(QGraphicsEffect):
    """Paints its widget lower and fainter by what is left of the way."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._left = 1.0
        self._standing = 0
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.setDuration(LASTS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._advance)
        self._animation.finished.connect(lambda: self.setEnabled(False))

    def begin(self, standing: int) -> None:
        self._animation.stop()
        self._standing = standing
        self.setEnabled(True)
        self._animation.start()
        self._animation.setCurrentTime(AHEAD)

    def _advance(self, left: float) -> None:
        self._left = left
        self.update()

    def boundingRectFor(self, source: QRectF | QRect) -> QRectF:
        return QRectF(source).adjusted(0, 0, 0, RISE)

    def draw(self, painter: QPainter) -> None:
        offset = QPoint()
        pixmap = self.sourcePixmap(Qt.CoordinateSystem.LogicalCoordinates, offset)
        if self._standing:
            painter.save()
            painter.setClipRect(QRect(offset, QSize(self._width(), self._standing)))
            painter.drawPixmap(offset, pixmap)
            painter.restore()
            below = QPoint(offset.x(), offset.y() + self._standing)
            painter.setClipRect(QRect(below, QSize(self._width(), LARGEST)))
        painter.setOpacity(1 - self._left)
        painter.drawPixmap(QPointF(offset) + QPointF(0, RISE * self._left), pixmap)

    def _width(self) -> int:
        return round(self.sourceBoundingRect().width()) + 1


def fade_in(widget: QWidget, theme: Theme, *, standing: int = 0) -> None:
    """Let a widget appear in 160 ms, or at once where motion is off. It takes input from the first moment.

    Of its pixels the first `standing` from the top do not move: they show what they showed before.

    Scroll areas inside it need viewports that do not fill their background: as with any graphics effect, Qt
    paints opaque ones past it.
    """
    if not theme.moves:
        return
    effect = widget.graphicsEffect()
    if not isinstance(effect, _Fade):
        effect = _Fade(widget)
        widget.setGraphicsEffect(effect)
    effect.begin(standing)
