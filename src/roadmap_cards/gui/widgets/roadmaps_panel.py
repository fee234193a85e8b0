"""The roadmaps of the collection, and the way to another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import SecondaryButton
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.roadmap_desk import KnownRoadmap
from roadmap_cards.gui.widgets.setting_row import SettingRow
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.wording import counted

OPEN_KEY = "Ctrl O"
OPEN_WORDS = "Open a roadmap file …"


class RoadmapsPanel(Panel):
    """Lists roadmaps. `open_asked` tells that the person wants to open a file with another."""

    open_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Roadmaps", parent=parent)
        self._theme_of_rows = theme
        self._rows: QWidget | None = None
        self.content.setSpacing(0)
        self._open = SecondaryButton(theme, OPEN_WORDS, OPEN_KEY, compact=True)
        self._open.clicked.connect(self.open_asked)
        self._way = SettingRow(
            theme,
            "Another roadmap",
            "Any Markdown file with headings and lists. You see what was understood before decks are made.",
            self._open,
            last=True,
        )
        self._open.setAccessibleName(OPEN_WORDS)
        self.content.addWidget(self._way)

    def show_roadmaps(self, known: Sequence[KnownRoadmap]) -> None:
        """Show these roadmaps, made anew."""
        if self._rows is not None:
            self.content.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for one in known:
            column.addWidget(_row(self._theme_of_rows, one))
        self.content.insertWidget(0, self._rows)
        self.set_note(str(len(known)) if known else "")


def _row(theme: Theme, known: KnownRoadmap) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 10, 0, 6)
    line.setSpacing(24)
    title = Text(theme, known.title, "strong", wrap=True)
    note = Text(
        theme,
        f"{counted(known.items, 'item')}, {counted(known.topics, 'topic')} with cards",
        "label",
        "ink2",
    )
    line.addWidget(title, 1, Qt.AlignmentFlag.AlignTop)
    line.addWidget(note, 0, Qt.AlignmentFlag.AlignTop)
    return row
