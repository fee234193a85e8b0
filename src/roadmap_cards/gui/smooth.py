"""Motion without a stutter: Python's search for cyclic garbage waits until what moves has come to rest.

With a collection in memory one search takes several frames. Hardly anything of what a frame makes is cyclic,
and all else is freed at once as ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Signal

REST = 200
"""Milliseconds without a movement after which there is time again."""


class Smooth(QObject):
    """Is told of every movement. `rested` says that there was none for a while."""

    rested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self._rest)

    def moved(self) -> None:
        """Take note that something moves."""
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Come to rest now; to be called before what moves is hidden."""
        if self._timer.isActive():
            self._timer.stop()
            self._rest()

    def _rest(self) -> None:
        gc.enable()
        self.rested.emit()
