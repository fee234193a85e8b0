"""What a file would bring: its notes by what becomes of them, what is lost on the way, where it goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.arrival_list import ArrivalList
from roadmap_cards.gui.widgets.button import SecondaryButton
from roadmap_cards.gui.widgets.exchange_words import FATE_WORDS, import_words, preview_line
from roadmap_cards.gui.widgets.icon_view import IconView
from roadmap_cards.gui.widgets.key_cap import KeyCap
from roadmap_cards.gui.widgets.level_chips import Chip, LevelChips
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.exchange import Fate, ImportPreview

EVERY = "all"
FATES = tuple(Fate)


class PreviewView(QWidget):
    """`import_asked` tells that the person wants it, `left` that they do not."""

    import_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show nothing until `show_preview`."""
        super().__init__()
        self._theme = theme
        self._preview: ImportPreview | None = None
        self._at = EVERY
        self._name = Text(theme, "", "strong", wrap=True)
        self._source = Text(theme, "", "label", "ink2", wrap=True)
        self._chips = LevelChips(theme, "Notes by what becomes of them")
        self._into = Text(theme, "", "label", "ink2", wrap=True)
        self.list = ArrivalList(theme)
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(4)
        self._line = Text(theme, "", "label", "ink2", wrap=True)
        self.take = SecondaryButton(theme, "Import", "Alt I", compact=True)
        self.leave = SecondaryButton(theme, "Not now", "Alt N", compact=True)
        self._filters = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._chips.chosen.connect(self._choose)
        self.take.clicked.connect(self.import_asked)
        self.leave.clicked.connect(self.left)

    def _lay_out(self) -> None:
        name = QVBoxLayout()
        name.setSpacing(2)
        name.addWidget(self._name)
        name.addWidget(self._source)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(self._chips)
        chips.addWidget(KeyCap(self._theme, "V"), 0, Qt.AlignmentFlag.AlignVCenter)
        chips.addStretch(1)
        self._filters.setSpacing(12)
        self._filters.addLayout(chips, 3)
        self._filters.addWidget(self._into, 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        self._foot.setSpacing(12)
        self._foot.addWidget(self._line, 1)
        self._foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(name)
        column.addLayout(self._filters)
        column.addWidget(self.list)
        column.addLayout(self._warnings)
        column.addStretch(1)
        column.addLayout(self._foot)

    @property
    def controls(self) -> Sequence[QWidget]:
        """What Tab stops at, in its order."""
        return [*self._chips.controls, self.list, self.leave, self.take]

    @property
    def filters(self) -> Sequence[Chip]:
        """All notes, and those of each fate that there are."""
        preview = self._preview
        if preview is None:
            return []
        every = f"All {len(preview.arrivals):,}"
        counts = {fate: preview.count(fate) for fate in FATES}
        return [
            Chip(EVERY, every, every, ""),
            *(
                Chip(fate.value, f"{FATE_WORDS[fate]} {count:,}", f"{FATE_WORDS[fate]} {count:,}", "")
                for fate, count in counts.items()
                if count
            ),
        ]

    def show_preview(self, preview: ImportPreview) -> None:
        """Show a file that was read; nothing of it is here yet."""
        self._preview, self._at = preview, EVERY
        self._name.setText(preview.path.name)
        self._source.setText(f"{preview.source}, read just now, nothing changed yet")
        self._into.setText(f"into {preview.into}" if preview.into else "")
        self._show_warnings(preview.warnings)
        self._line.setText(preview_line(preview))
        self.take.set_words(import_words(preview))
        self.take.setEnabled(preview.changes)
        self._show_rows()

    def next_filter(self) -> None:
        """Show the notes of the next fate, after the last all of them."""
        names = [chip.name for chip in self.filters]
        self._choose(names[(names.index(self._at) + 1) % len(names)])

    def arrange(self, *, stacked: bool) -> None:
        """Put below each other what does not fit side by side."""
        directions = QBoxLayout.Direction
        for row in (self._filters, self._foot):
            row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft if stacked else Qt.AlignmentFlag.AlignRight
        self._into.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def _choose(self, name: str) -> None:
        self._at = name
        self._show_rows()

    def _show_rows(self) -> None:
        if self._preview is not None:
            self._chips.show_chips(self.filters, self._at)
            self.list.show_arrivals(
                [arrival for arrival in self._preview.arrivals if self._at in (EVERY, arrival.fate.value)]
            )

    def _show_warnings(self, sentences: Sequence[str]) -> None:
        while (item := self._warnings.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for sentence in sentences:
            self._warnings.addWidget(_Warning(self._theme, sentence))


class _Warning(QWidget):
    def __init__(self, theme: Theme, sentence: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconView(theme, "warning", "hard", side=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(theme, sentence, "label", "ink2", wrap=True), 1)
