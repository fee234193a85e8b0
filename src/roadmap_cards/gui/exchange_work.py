"""The work on exports and imports that the window asks for, done with the library."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_cards.library.clock import Clock
from roadmap_cards.library.exchange import (
    Exported,
    ExportOrder,
    Imported,
    ImportPreview,
    Prospect,
    Sizes,
)
from roadmap_cards.library.library import Library, second_library
from roadmap_cards.paths import DataFolder
from roadmap_cards.work import Report

if TYPE_CHECKING:
    from roadmap_cards.library.imports import Incoming, TakenIn
    from roadmap_cards.library.whole_import import WholeCollection

PACKAGE = "Roadmap Cards.apkg"


class ExchangeWork:
    """An `ExchangeDesk` on one collection. What the worker does opens the collection a second time."""

    def __init__(self, folder: DataFolder, library: Library, now: Clock) -> None:
        """`library` is the window's own."""
        self._folder = folder
        self._library = library
        self._now = now
        self._found: Incoming | WholeCollection | None = None
        """The file that was read last: what is taken in is what was shown."""
        self._taken: TakenIn | None = None

    def sizes(self) -> Sizes:
        """Return what there is to export."""
        return self._library.exports.sizes()

    def prospect(self, order: ExportOrder) -> Prospect:
        """Return what an order would come to."""
        with self._second() as library:
            return library.exports.prospect(order)

    def export(self, order: ExportOrder, path: Path, report: Report) -> Exported:
        """Write a file."""
        with self._second() as library:
            return library.exports.write(order, path, self._folder, report)

    def anki_answers(self) -> bool:
        """Return whether Anki, with its add-on, answers on this machine."""
        from roadmap_cards.anki.connect import answers  # noqa: PLC0415  (loaded when it is wanted)

        return answers()

    def send(self, order: ExportOrder, report: Report) -> Exported:
        """Hand a package to the Anki that runs here."""
        from roadmap_cards.anki.connect import import_package  # noqa: PLC0415  (as above)

        with tempfile.TemporaryDirectory(prefix="roadmap-cards-") as scratch:
            path = Path(scratch) / PACKAGE
            exported = self.export(order, path, report)
            report("Anki reads it", 0, 0)
            import_package(path)
        return replace(exported, path=None)

    def read(self, path: Path, report: Report) -> ImportPreview:
        """Read a file and say what it would bring."""
        self.close()
        with self._second() as library:
            self._found = library.imports.read(path, self._scratch(), report)
        return self._found.preview

    def take_in(self, preview: ImportPreview, report: Report) -> Imported:
        """Take in what was read."""
        found = self._found
        assert found is not None
        assert found.preview == preview
        with self._second() as library:
            self._taken = library.imports.take_in(found, self._folder, report)
        self.close()
        return self._taken.imported

    def took_in(self) -> None:
        """Have the window's library take note of it, so that it can undo it."""
        taken, self._taken = self._taken, None
        assert taken is not None
        if taken.step is not None:
            self._library.done_elsewhere(taken.step, taken.change)
        elif taken.change.tables:
            self._library.loaded_elsewhere(taken.change)

    def close(self) -> None:
        """Let go of the file that was read last."""
        if self._found is not None:
            self._found.close()
            self._found = None

    def _scratch(self) -> Path:
        """Return where a package is unpacked: beside the collection, where there is room for it."""
        return self._folder.root

    @contextmanager
    def _second(self) -> Iterator[Library]:
        library = second_library(self._folder, self._now)
        try:
            yield library
        finally:
            library.close()
