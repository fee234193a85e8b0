"""Words that stay on one line, cut where there is no room; the whole of them is in the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.text import Text

NARROWEST = 40


class ElidedText(Text):
    """A label for names of any length in columns of a given width."""

    def __init__(
        self,
        theme: Theme,
        whole: str,
        style: str = "body",
        colour: str = "ink",
        *,
        parent: QWidget | None = None,
    ) -> None:
        self._whole = whole
        super().__init__(theme, whole, style, colour, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(whole)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._whole) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(NARROWEST, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)
