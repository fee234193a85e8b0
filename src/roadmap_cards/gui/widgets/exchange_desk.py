"""What the window asks of a collection that goes elsewhere, or that something comes into.

The window is given an `ExchangeDesk`; the values of `library.exchange` are all that passes between the two.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from roadmap_cards.library.exchange import (
    Exported,
    ExportOrder,
    Imported,
    ImportPreview,
    Prospect,
    Sizes,
)
from roadmap_cards.work import Report


class ExchangeDesk(Protocol):
    """The work of export and import.

    `sizes` and `took_in` are called on the window's thread and are quick, all else on the worker. What takes
    a `Report` may raise CancelledError, whatever is called on the worker ProblemError.
    """

    def sizes(self) -> Sizes:
        """Return what there is to export."""
        ...

    def prospect(self, order: ExportOrder) -> Prospect:
        """Return what an order would come to; nothing is written."""
        ...

    def export(self, order: ExportOrder, path: Path, report: Report) -> Exported:
        """Write a file, or for Markdown a folder; where it fails, nothing is left of it."""
        ...

    def anki_answers(self) -> bool:
        """Tell whether Anki answers on this machine, with the add-on that takes packages."""
        ...

    def send(self, order: ExportOrder, report: Report) -> Exported:
        """Hand a package to Anki itself."""
        ...

    def read(self, path: Path, report: Report) -> ImportPreview:
        """Read a file and return what it would bring; nothing is changed."""
        ...

    def take_in(self, preview: ImportPreview, report: Report) -> Imported:
        """Take in what was read, in one step."""
        ...

    def took_in(self) -> None:
        """Let the window's own library take note of what came in, with its step to undo."""
        ...
