"""The projects of a level, the nearest one opened."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.ahead_words import projects_finding
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.project_block import INSET, ProjectBlock
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.gui.widgets.text import Text

if TYPE_CHECKING:
    from roadmap_cards.library.projects import ProjectReadiness


class ProjectsPanel(Panel):
    """`review_asked` carries ids of items, `item_asked` one item to be shown on the map."""

    review_asked = Signal(object)
    item_asked = Signal(int)

    def __init__(self, theme: Theme, level: str, parent: QWidget | None = None) -> None:
        """Make the panel of a level, called by its short name; `show_projects` fills it."""
        super().__init__(theme, padding=24 - INSET, parent=parent)
        self._theme = theme
        self._level = level
        self.blocks: list[ProjectBlock] = []
        self._roving = RovingFocus(self)
        self._finding = Text(theme, level, "heading", wrap=True)
        head = QHBoxLayout()
        head.setContentsMargins(INSET, 14, INSET, 0)
        head.addWidget(self._finding)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.content.addLayout(head)
        self.content.addLayout(self._rows)
        self.content.addStretch(1)

    def show_projects(self, projects: Sequence[ProjectReadiness]) -> None:
        """Show these projects; those that were open stay open, at first the nearest one is."""
        opened = {block.project.title for block in self.blocks if block.is_open}
        if not self.blocks:
            opened = nearest(projects)
        focused = next((block.project.title for block in self.blocks if block.row.hasFocus()), "")
        finding = projects_finding(self._level, [(one.title, one.held, one.items) for one in projects])
        self._finding.setText(finding)
        self.setAccessibleName(finding)
        for block in self.blocks:
            self._rows.removeWidget(block)
            block.hide()
            block.deleteLater()
        self.blocks = [ProjectBlock(self._theme, one, parent=self) for one in projects]
        for block in self.blocks:
            block.review_asked.connect(self.review_asked)
            block.item_asked.connect(self.item_asked)
            block.toggled.connect(self._draw_lines)
            self._rows.addWidget(block)
            if block.project.title in opened:
                block.open_row()
            if block.project.title == focused:
                block.row.setFocus()
        self._draw_lines()
        self._roving.set_controls([block.row for block in self.blocks])

    def _draw_lines(self) -> None:
        """Part the rows by lines, but above an opened one, which has an edge of its own."""
        for block, below in pairwise(self.blocks):
            block.set_lined(not below.is_open)


def nearest(projects: Sequence[ProjectReadiness]) -> set[str]:
    """Return the title of the project that is nearest to being ready, of which something is held."""
    begun = [one for one in projects if not one.ready and one.held]
    return {max(begun, key=lambda one: one.share).title} if begun else set()
