"""A field for an answer of several lines, such as what a program prints."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from roadmap_cards.gui.fonts import MONO
from roadmap_cards.gui.theme import Type, make_font

LINES = 4


class AnswerLines(QPlainTextEdit):
    """Enter begins a new line; `done` tells that Ctrl Enter was pressed. Tab leaves the field."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = make_font(Type(MONO, 14))
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Your answer, line by line")
        self.setPlaceholderText("Type what it prints, then Ctrl Enter")
        self.setFixedHeight(round(QFontMetricsF(font).lineSpacing() * LINES) + 22)

    def text(self) -> str:
        return self.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        held = event.modifiers()
        if enter and held & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # the page's: a quiz takes a guess as sure after all
        elif enter and held & Qt.KeyboardModifier.ControlModifier:
            if held & Qt.KeyboardModifier.ShiftModifier:
                event.ignore()  # the page's: a quiz takes it as a guess
            else:
                self.done.emit()
        else:
            super().keyPressEvent(event)
