"""Fields for an answer that is typed: one, one for each gap, or several lines for what a program prints."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from roadmap_cards.gui.fonts import MONO
from roadmap_cards.gui.theme import Theme, Type, make_font
from roadmap_cards.gui.widgets.answer_lines import AnswerLines
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.question import Given


class AnswerFields(QWidget):
    """`done` tells that Ctrl Enter ended an answer of several lines."""

    done = Signal()

    def __init__(self, theme: Theme, count: int = 1, *, lines: bool = False, code: bool = False) -> None:
        """Offer `count` fields of one line each, or one of several `lines`; `code` is typed as code."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        self._fields: list[QLineEdit] = []
        self._lines: AnswerLines | None = None
        if lines:
            self._lines = AnswerLines()
            self._lines.done.connect(self.done)
            grid.addWidget(self._lines, 0, 1)
        for number in range(0 if lines else count):
            field = QLineEdit()
            field.setAccessibleName("Your answer" if count == 1 else f"Your answer, gap {number + 1}")
            field.setPlaceholderText("Type your answer, then Enter" if count == 1 else "")
            if code:
                field.setFont(make_font(Type(MONO, 14)))
            if count > 1:
                grid.addWidget(Text(theme, f"Gap {number + 1}", "label", "ink2"), number, 0)
            grid.addWidget(field, number, 1)
            self._fields.append(field)
        for control in self._controls:
            control.installEventFilter(self)
        self.setFocusProxy(self._controls[0])

    @property
    def many(self) -> bool:
        """Whether the answer has several lines."""
        return self._lines is not None

    @property
    def _controls(self) -> list[QWidget]:
        return [*self._fields, *([self._lines] if self._lines else [])]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leave keys with Alt to the page: a field would write their letter down."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            held = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
            if held == Qt.KeyboardModifier.AltModifier:
                event.ignore()
                return True
        return False

    @property
    def given(self) -> Given:
        """What was typed, one text for each field; nothing at all is no answer."""
        texts = (self._lines.text(),) if self._lines else tuple(field.text() for field in self._fields)
        return texts if any(text.strip() for text in texts) else ()

    def choose(self, given: Given) -> None:
        """Fill in what was handed in before."""
        if self._lines is not None:
            self._lines.setPlainText(given[0] if given else "")
            self._lines.moveCursor(QTextCursor.MoveOperation.End)
        for field, text in zip(self._fields, given, strict=False):
            field.setText(text)

    def close_fields(self) -> None:
        """Let nothing more be typed."""
        for control in self._controls:
            control.setEnabled(False)
