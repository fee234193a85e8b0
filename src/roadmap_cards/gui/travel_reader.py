"""Roadmaps through time, read by a worker of their own: neither the window nor a map waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.background import Background
from roadmap_cards.library.past import Travel
from roadmap_cards.library.travels import read_travels
from roadmap_cards.settings import Learning


class TravelReader(QObject):
    """Holds the newest travels. `changed` says that others came, `failed` why none can.

    Replaying the log takes longer than reading a map, so it is done only where somebody looks, and only
    after `expire` has said that something happened since.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.travels: Sequence[Travel] = ()
        self._background = Background(self)
        self._reading = False
        self._expired = True
        self._stopped = False
        self._wanted: tuple[Path, int, Learning] | None = None
        self._day: int | None = None

    @property
    def is_reading(self) -> bool:
        """Whether newer travels are on their way."""
        return self._reading

    def expire(self) -> None:
        """Take note that the travels are not the newest any more."""
        self._expired = True

    def read(self, path: Path, day: int, learning: Learning) -> None:
        """Read the travels of the collection at `path` as of a study day, if there are newer ones."""
        if self._stopped or not (self._expired or day != self._day):
            return
        self._expired, self._day = False, day
        self._wanted = (path, day, learning)
        if not self._reading:
            self._begin()

    def stop(self) -> None:
        """Wait for what is being read and read no more."""
        self._stopped, self._wanted = True, None
        self._background.stop()

    def _begin(self) -> None:
        if self._wanted is None:
            return
        path, day, learning = self._wanted
        self._wanted = None
        self._reading = True
        self._background.run(lambda: read_travels(path, day, learning), self._take, self._refuse)

    def _take(self, travels: Sequence[Travel]) -> None:
        self._reading = False
        self.travels = travels
        self._begin()
        self.changed.emit()

    def _refuse(self, error: BaseException) -> None:
        self._reading, self._expired = False, True
        self._begin()
        if not isinstance(error, ProblemError):
            raise error
        self.failed.emit(str(error))
