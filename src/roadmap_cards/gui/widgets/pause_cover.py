"""What covers a question while the clock stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import PrimaryButton
from roadmap_cards.gui.widgets.canvas import Canvas
from roadmap_cards.gui.widgets.text import Text


class PauseCover(Canvas):
    """Says that time stands still; `go_on_asked` ends that."""

    go_on_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._button = PrimaryButton(theme, "Go on", "P")
        self._button.clicked.connect(self.go_on_asked)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for words, style, colour in (
            ("Paused", "title", "ink"),
            ("The clock stands still, and the question is covered. Take your time.", "body", "ink2"),
        ):
            text = Text(theme, words, style, colour, wrap=True)
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        column.addSpacing(12)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def first_focus(self) -> QWidget:
        return self._button
