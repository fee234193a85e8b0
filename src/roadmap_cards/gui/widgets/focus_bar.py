"""The head of a page without a sidebar: the way back, where one is, how far one has come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.breadcrumb import Breadcrumb
from roadmap_cards.gui.widgets.button import IconButton
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.ticks import SessionTicks, Tick


class FocusBar(QWidget):
    """Back (Esc), the path, a note at the right, and the ticks of the session below."""

    back = Signal()

    def __init__(self, theme: Theme, back_words: str = "Back", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Breadcrumb(theme)
        self._note = Text(theme, "", "label_strong", "ink2")
        self._ticks = SessionTicks(theme)
        button = IconButton(theme, "back", back_words, "Esc")
        button.setObjectName("back")
        button.clicked.connect(self.back)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(button)
        row.addWidget(self._path, 1)
        row.addWidget(self._note)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 28, 0)
        head.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 13, 0, 8)
        layout.setSpacing(7)
        layout.addLayout(head)
        below = QHBoxLayout()
        below.setContentsMargins(28, 0, 28, 0)
        below.addWidget(self._ticks)
        layout.addLayout(below)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_path(self, path: Sequence[str]) -> None:
        self._path.set_path(path)

    def set_note(self, note: str, colour: str = "ink2") -> None:
        """Show a note; `colour` is a token."""
        self._note.setText(note)
        self._note.set_style("label_strong", colour)

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        self._ticks.set_ticks(ticks)
