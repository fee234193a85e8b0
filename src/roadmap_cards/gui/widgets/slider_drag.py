"""Whether a slider follows the pointer: it was taken and is being moved, rather than pressed at a place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSlider


class SliderDrag(QObject):
    """Watches a slider. A press that goes to a place is no drag until the pointer moves on."""

    def __init__(self, slider: QAbstractSlider) -> None:
        super().__init__(slider)
        self._slider = slider
        self._moved = False
        slider.installEventFilter(self)

    @property
    def goes_on(self) -> bool:
        return self._moved and self._slider.isSliderDown()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress:
            self._moved = False
        elif event.type() is QEvent.Type.MouseMove:
            self._moved = True
        return super().eventFilter(watched, event)
