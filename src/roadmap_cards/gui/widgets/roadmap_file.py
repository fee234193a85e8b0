"""The roadmap file that a person chooses in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

ENDINGS = (".md", ".markdown")
FILTER = "Roadmaps in Markdown (*.md *.markdown);;All files (*)"


def ask_for_roadmap_file(parent: QWidget, folder: str, chosen: Callable[[Path], object]) -> QFileDialog:
    """Let a person choose a file, beginning in `folder`; `chosen` is called with it. Nothing waits."""
    dialog = QFileDialog(parent, "Open a roadmap file", folder, FILTER)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog
