"""The answer that a page begins with: a word or a date in large type, and the sentences that ground it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text


class AnswerPanel(Panel):
    """`show_answer` fills it; the sentence is what a screen reader calls the panel."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._figure = Text(theme, "", "display")
        self._sentence = Text(theme, "", "heading", wrap=True)
        self._more = Text(theme, "", "label", "ink2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addWidget(self._sentence)
        words.addWidget(self._more)
        words.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(24)
        self._line.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addLayout(words, 1)
        self.content.addLayout(self._line)

    def show_answer(self, figure: str, sentence: str, more: str = "") -> None:
        """Say the answer, why, and what follows."""
        self._figure.setText(figure)
        self._sentence.setText(sentence)
        self._sentence.setMinimumHeight(0)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setAccessibleName(f"{figure}. {sentence}")
        self.setAccessibleDescription(more)
        self.show()

    def keep_room(self, words: str) -> None:
        """Stand where the answer will, saying what is waited for."""
        self.show_answer("…", words, " ")
        self._sentence.setMinimumHeight(2 * self._sentence.fontMetrics().lineSpacing())

    @property
    def sentence(self) -> str:
        """The one sentence that answers."""
        return self._sentence.text()

    def set_beside(self, beside: bool) -> None:
        """Let the sentences stand beside the answer, or below it where there is little room."""
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._line.setSpacing(24 if beside else 4)
