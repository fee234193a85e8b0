"""What a box or chip has in common that is drawn by ourselves: all of its area takes clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # a class has one Qt base; the button's own comes after this one


class WholeArea(_Button):
    """To stand before the Qt class of a button: `class _Row(WholeArea, QCheckBox)`.

    A click anywhere counts, the pointer is seen, and Enter is left to the page's main button, whatever a
    desktop makes of it: only Space ticks.
    """

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.update()
