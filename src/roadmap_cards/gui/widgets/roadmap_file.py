"""Which file a person means: one that is chosen in a dialog, or one that is dropped onto the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from roadmap_cards.errors import ProblemError

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


def dropped_file(paths: Sequence[str]) -> Path:
    """Return the roadmap file among what is being dropped; ProblemError where that cannot be opened.

    `paths` are empty where what is dropped is not on this machine.
    """
    if not paths or not all(paths):
        raise ProblemError("Only files on this machine can be opened here.", hint="Save it first.")
    if len(paths) > 1:
        raise ProblemError(f"These are {len(paths)} files; one roadmap is opened at a time.")
    path = Path(paths[0])
    if path.is_dir():
        raise ProblemError(f"{path.name} is a folder.", hint="Drop the roadmap file that is in it.")
    if path.suffix.lower() not in ENDINGS:
        raise ProblemError(
            f"{path.name} is not a Markdown file (.md).",
            hint="Only roadmaps in Markdown are opened here.",
        )
    return path
