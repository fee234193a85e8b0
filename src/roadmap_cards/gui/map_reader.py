"""The maps of the collection, read by a worker of their own so that the window never waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.background import Background
from roadmap_cards.library.map import RoadmapMap, read_maps


class MapReader(QObject):
    """Holds the newest maps. `changed` says that others came, `failed` why none can.

    It has a worker of its own: that of the program reads decks and draws formulas, which takes longer than
    a person waits for a map. Whoever asks while one is being read gets it read once more, and no oftener.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.maps: Sequence[RoadmapMap] = ()
        self.is_filled = False
        self._background = Background(self)
        self._reading = False
        self._stopped = False
        self._wanted: tuple[Path, int] | None = None

    @property
    def is_reading(self) -> bool:
        """Whether newer maps are on their way."""
        return self._reading

    def read(self, path: Path, day: int) -> None:
        """Read the maps of the collection at `path` as they are on a study day."""
        if self._stopped:
            return
        self._wanted = (path, day)
        if not self._reading:
            self._begin()

    def stop(self) -> None:
        """Wait for what is being read and read no more."""
        self._stopped, self._wanted = True, None
        self._background.stop()

    def _begin(self) -> None:
        if self._wanted is None:
            return
        path, day = self._wanted
        self._wanted = None
        self._reading = True
        self._background.run(lambda: read_maps(path, day), self._take, self._refuse)

    def _take(self, maps: Sequence[RoadmapMap]) -> None:
        self._reading = False
        newer = not self.is_filled or maps != self.maps
        self.maps, self.is_filled = maps, True
        self._begin()
        if newer:
            self.changed.emit()

    def _refuse(self, error: BaseException) -> None:
        self._reading = False
        self._begin()
        if not isinstance(error, ProblemError):
            raise error
        self.failed.emit(str(error))
