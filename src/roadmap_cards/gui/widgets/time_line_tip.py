"""Tool tips of the line of time come above its panel: below the pointer they would lie over the slider."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

BELOW_POINT, AROUND = 18, 16
"""Pixels that Qt puts a tool tip below the point it is given, and around its words: near enough."""

APART = 4


class TipAbove(QObject):
    """Shows the tool tips of some widgets above another one, in which they lie."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel

    def take(self, *widgets: QWidget) -> None:
        """Show the tool tips of these so from now on."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        if isinstance(watched, QWidget) and watched.toolTip():
            edge = self._panel.mapToGlobal(QPoint()).y() - APART
            high = QFontMetrics(QToolTip.font()).lineSpacing() + AROUND
            QToolTip.showText(
                QPoint(event.globalPos().x(), edge - high - BELOW_POINT), watched.toolTip(), watched
            )
            _keep_above(edge)
        return True


def _keep_above(edge: int) -> None:
    """Move the tool tip up where it is higher than one line: only now its size is known."""
    for tip in QApplication.topLevelWidgets():
        if tip.inherits("QTipLabel") and tip.isVisible():
            tip.move(tip.x(), min(tip.y(), edge - tip.height()))
