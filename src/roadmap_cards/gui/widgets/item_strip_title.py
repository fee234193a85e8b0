"""The title of an item in one line or two, shortened where there is no room; the tool tip has it whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.hex_layout import MOST_TITLE_LINES, wrap_title
from roadmap_cards.gui.widgets.text import Text


class ItemTitle(Text):
    """A title that takes the width it is given."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", "item", parent=parent)
        self._title = ""
        self._most_lines = MOST_TITLE_LINES
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def title(self) -> str:
        """The whole title, not what there is room for."""
        return self._title

    def set_title(self, title: str) -> None:
        if title != self._title:
            self._title = title
            self.setAccessibleName(title)
            self._fit()

    def set_most_lines(self, lines: int) -> None:
        """Take one line, or two where the title asks for them."""
        self._most_lines = lines
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetricsF(self.font())
        if self._most_lines == 1:
            shown = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, self.width())
        else:
            shown = "\n".join(wrap_title(self._title, metrics, self.width()))
        self.setText(shown)
        self.setToolTip("" if shown.split() == self._title.split() else self._title)
