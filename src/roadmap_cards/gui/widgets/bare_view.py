"""A list or tree that paints its rows itself: what it stands on shows through."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractItemView


def show_ground_through(view: QAbstractItemView) -> None:
    """Let the platform's style paint neither the ground nor the chosen row."""
    palette = QPalette(view.palette())
    for role in (QPalette.ColorRole.Highlight, QPalette.ColorRole.Base):
        palette.setColor(role, QColor(Qt.GlobalColor.transparent))
    view.setPalette(palette)
    view.viewport().setAutoFillBackground(False)
