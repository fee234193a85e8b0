"""Where a collection goes and what comes in: the files that a person chooses in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from roadmap_cards.library.exchange import Format

PACKAGES = (".apkg", ".colpkg")
TEXTS = (".csv", ".tsv", ".txt", ".json")
CARD_ENDINGS = (*PACKAGES, *TEXTS)
"""What is read as cards, chosen or dropped."""

IMPORT_FILTER = f"Cards ({' '.join('*' + ending for ending in CARD_ENDINGS)});;All files (*)"
FILTERS = {
    Format.ANKI: "Anki package (*.apkg)",
    Format.CSV: "Commas (*.csv);;Tabs (*.tsv)",
    Format.JSON: "Backup (*.json)",
}
"""Of the formats that are a file; Markdown is a folder."""


def ask_for_cards(parent: QWidget, folder: str, chosen: Callable[[Path], object]) -> QFileDialog:
    """Let a person choose a file to import, beginning in `folder`; `chosen` is called with it."""
    dialog = QFileDialog(parent, "Import cards", folder, IMPORT_FILTER)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _opened(dialog, chosen)


def ask_where(
    parent: QWidget, form: Format, folder: str, name: str, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Let a person choose where to write; `name` is proposed, without its ending.

    For a folder they choose the one that it will stand in: `chosen` is called with that and the name.
    """
    if form is Format.MARKDOWN:
        dialog = QFileDialog(parent, "Export: the folder to put it in", folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return _opened(dialog, lambda above: chosen(above / name))
    dialog = QFileDialog(parent, "Export", folder, FILTERS[form])
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(form.value)
    dialog.filterSelected.connect(lambda words: dialog.setDefaultSuffix(_ending(words)))
    dialog.selectFile(f"{name}.{form.value}")
    return _opened(dialog, chosen)


def format_of(path: Path, form: Format) -> Format:
    """Return what to write: text with tabs, where the person gave it that ending."""
    return Format.TSV if form is Format.CSV and path.suffix.lower() == ".tsv" else form


def _opened(dialog: QFileDialog, chosen: Callable[[Path], object]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog


def _ending(words: str) -> str:
    """Return the ending that a filter names, without its dot."""
    return words.rpartition("*.")[2].rstrip(")")
