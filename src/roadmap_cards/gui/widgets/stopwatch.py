"""Time that passes while something is on the screen, told second by second."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

TICK = 1000
"""Milliseconds between two looks at the clock."""


class Stopwatch(QObject):
    """`passed` tells the milliseconds that went by since it was last told, each second and at `look`."""

    passed = Signal(int)

    def __init__(self, seconds: Callable[[], float], parent: QObject) -> None:
        """`seconds` is the clock; only its differences count."""
        super().__init__(parent)
        self._seconds = seconds
        self._since: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look)

    @property
    def runs(self) -> bool:
        return self._since is not None

    def run(self) -> None:
        """Let time pass from now on, if it does not already."""
        if self._since is None:
            self._since = self._seconds()
            self._timer.start()

    def stop(self) -> None:
        """Let time stand; what went by since the last look does not count."""
        self._timer.stop()
        self._since = None

    def look(self) -> None:
        """Tell what has gone by."""
        if self._since is not None:
            now = self._seconds()
            gone, self._since = round((now - self._since) * 1000), now
            self.passed.emit(max(0, gone))
