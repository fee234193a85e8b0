"""A chart as a file: its picture as PNG, or its numbers as CSV; the ending that is chosen says which."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSaveFile
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from roadmap_cards.errors import ProblemError
from roadmap_cards.study.statistics import Table

FILTERS = "Picture (*.png);;Numbers (*.csv)"
ENDINGS = (".png", ".csv")


def write_chart(path: Path, picture: Callable[[], QImage], table: Table) -> None:
    """Write a chart, whole or not at all.

    Raises ProblemError where the ending says neither picture nor numbers, and where the place cannot be
    written to.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ProblemError(
            f"{path.name} is neither a picture nor a table.", hint="Let its name end in .png or .csv."
        )
    write_whole(path, png(picture()) if ending == ".png" else comma_separated(table))


def png(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(held, QByteArray(b"png")).write(image)  # into memory, where nothing can be full
    return bytes(held.data().data())


def comma_separated(table: Table) -> bytes:
    """Return a table as CSV, its columns' names first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue().encode()


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the place and move there when all is written, so that nothing half-written is left."""
    file = QSaveFile(str(path))
    written = (
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        and file.write(QByteArray(data)) == len(data)
        and file.commit()
    )
    if not written:
        raise ProblemError(
            f"The chart could not be saved as {path}: {file.errorString().lower()}.",
            hint="Free some space there, or choose another folder.",
        )


def ask_where(parent: QWidget, proposed: Path, chosen: Callable[[Path], object]) -> QFileDialog:
    """Let a person choose a place and an ending; `proposed` is where it begins, and its name."""
    dialog = QFileDialog(parent, "Save the chart", str(proposed.parent), FILTERS)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposed.suffix.removeprefix("."))
    dialog.filterSelected.connect(lambda words: _take_ending(dialog, words))
    dialog.selectFile(proposed.name)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog


def _take_ending(dialog: QFileDialog, words: str) -> None:
    """Let the name that stands there end as the chosen kind of file does."""
    ending = words.rpartition("*.")[2].rstrip(")")
    dialog.setDefaultSuffix(ending)
    for name in dialog.selectedFiles()[:1]:
        if Path(name).suffix.lower() in ENDINGS:
            dialog.selectFile(Path(name).with_suffix(f".{ending}").name)
