"""Import: the place to drop a file, what it would bring, how far the work is, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import SecondaryButton
from roadmap_cards.gui.widgets.drop_zone import DropZone
from roadmap_cards.gui.widgets.exchange_words import imported_words
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.preview_view import PreviewView
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.work_bar import WorkBar
from roadmap_cards.library.exchange import Imported, ImportPreview

NOTHING = (
    "Nothing is read yet",
    "A package of Anki, a table of notes or a backup. "
    "You see what it would bring before anything changes here.",
)


class ImportPanel(Panel):
    """`choose_asked`, `import_asked`, `undo_asked` tell what the person wants, `left` that it is not now."""

    choose_asked = Signal()
    import_asked = Signal()
    undo_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show that nothing is read yet."""
        super().__init__(theme, "Import")
        self.zone = DropZone(theme)
        self.view = PreviewView(theme)
        self.bar = WorkBar(theme)
        self.undo = SecondaryButton(theme, "Undo", "Ctrl Z", compact=True)
        self._title = Text(theme, "", "strong", wrap=True)
        self._line = Text(theme, "", "body", "ink2", wrap=True)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addStretch(1)
        for part in (self._title, self._line):
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._words = words
        self._sides = QVBoxLayout()
        for side in (words, self.view, self.bar):
            self._sides.addWidget(side)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        self._row.addWidget(self.zone)
        self._row.addLayout(self._sides, 1)
        self.content.addLayout(self._row, 1)
        self.zone.choose.clicked.connect(self.choose_asked)
        self.view.import_asked.connect(self.import_asked)
        self.view.left.connect(self.left)
        self.undo.clicked.connect(self.undo_asked)
        self.show_nothing()

    @property
    def controls(self) -> Sequence[QWidget]:
        """What Tab stops at, in its order."""
        return [self.zone.choose, self.bar.cancel, *self.view.controls, self.undo]

    def show_nothing(self) -> None:
        """Say what can be read."""
        self._say(*NOTHING)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what a file would bring."""
        self.view.show_preview(preview)
        self._show(self.view)

    def show_work(self, words: str) -> None:
        """Show the bar while something is read or taken in."""
        self.bar.begin(words)
        self._show(self.bar)

    def show_imported(self, imported: Imported, name: str) -> None:
        """Say what came in, and offer to take it back where that can be done."""
        self._say(f"{imported_words(imported)}.", f"From {name}{', in one step' * imported.can_undo}.")
        self.undo.setVisible(imported.can_undo)

    def arrange(self, *, stacked: bool, narrow: bool) -> None:
        """Put the place to drop above the rest where the page is not wide."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self.zone.arrange(upright=not stacked)
        self.view.arrange(stacked=narrow)

    def _say(self, title: str, line: str) -> None:
        self._title.setText(title)
        self._line.setText(line)
        self.undo.hide()
        self._show(self._words)

    def _show(self, shown: QWidget) -> None:
        for side in (self._words, self.view, self.bar):
            side.setVisible(side is shown)
