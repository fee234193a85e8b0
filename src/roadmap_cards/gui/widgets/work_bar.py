"""How far long work is: what is being done, a bar, and the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import SecondaryButton
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on
from roadmap_cards.gui.widgets.text import Text

THICK = 8


class _Bar(QProgressBar):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(120, THICK)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, THICK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        share = self.value() / self.maximum() if self.maximum() else 0.0
        with painter_on(self) as painter:
            draw_box(painter, QRectF(self.rect()), THICK / 2, self._theme.colour("unseen"))
            if share > 0:
                filled = QRectF(0, 0, max(THICK, self.width() * min(1.0, share)), THICK)
                draw_box(painter, filled, THICK / 2, self._theme.colour("data"))


class WorkBar(QWidget):
    """`cancelled` tells that the person wants no more of it. `upright` is for a narrow place."""

    cancelled = Signal()

    def __init__(self, theme: Theme, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Text(theme, "", "label", "ink2", wrap=True)
        self._bar = _Bar(theme)
        self.cancel = SecondaryButton(theme, "Cancel", "Esc", compact=True)
        self.cancel.clicked.connect(self.cancelled)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        column.addStretch(1)
        directions = QBoxLayout.Direction
        row = QBoxLayout(directions.TopToBottom if upright else directions.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12 if upright else 16)
        row.addLayout(column, 1)
        row.addWidget(self.cancel)

    @property
    def words(self) -> str:
        """What is being done, and how far it is."""
        return self._words.text()

    def begin(self, words: str) -> None:
        """Show work of which nothing is known yet."""
        self.cancel.setEnabled(True)
        self.show_progress(words, 0, 0)

    def show_progress(self, doing: str, done: int, of: int) -> None:
        """Show how far it is; out of 0 means that nobody knows how much there is."""
        far = f": {done:,} of {of:,}" if of else " …"
        self._words.setText(f"{doing}{far}")
        self._bar.setRange(0, max(1, of))
        self._bar.setValue(min(done, of))
        self._bar.setAccessibleName(doing)

    def show_stopping(self) -> None:
        """Say that it was asked to stop, and will in a moment."""
        self.cancel.setEnabled(False)
        self._words.setText("Stopping …")
