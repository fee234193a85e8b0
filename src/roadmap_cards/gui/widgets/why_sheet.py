"""The side sheet that says why a card is asked, with its curve and its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import IconButton
from roadmap_cards.gui.widgets.drawing import painter_on
from roadmap_cards.gui.widgets.recall_chart import RecallCurve, RecallHistory
from roadmap_cards.gui.widgets.text import Text

WIDTH = 440
Point = tuple[float, float]


class Told(Protocol):
    """What the sheet shows; see library.explanation.Explanation."""

    @property
    def sentence(self) -> str: ...
    @property
    def facts(self) -> Sequence[tuple[str, str]]: ...
    @property
    def history(self) -> Sequence[tuple[str, str, str]]: ...
    @property
    def past(self) -> tuple[Point, ...]: ...
    @property
    def reviews(self) -> tuple[Point, ...]: ...
    @property
    def forecast(self) -> tuple[Point, ...]: ...
    @property
    def target(self) -> float: ...


class WhySheet(QWidget):
    """Lies over the right of its host; I, Esc or its button close it, and the keyboard goes back."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        """Stay hidden until there is something to explain."""
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._before: QWidget | None = None
        self.setAccessibleName("Why this card")
        self._close = IconButton(theme, "close", "Close", "I")
        self._close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.addWidget(Text(theme, "Why this card", "heading"), 1)
        head.addWidget(self._close)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 20, 20, 20)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._area, 1)
        host.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def show_explanation(self, told: Told) -> None:
        """Show why, and take the keyboard until it is closed."""
        inside = QWidget()
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(16)
        column.addWidget(Text(self._theme, told.sentence, "item", wrap=True))
        if told.past or told.forecast:
            curve = RecallCurve(self._theme)
            curve.set_history(RecallHistory(told.past, told.reviews, told.forecast, told.target))
            curve.setMinimumHeight(180)
            column.addWidget(curve)
        if told.facts:
            column.addLayout(self._table(told.facts))
        if told.history:
            column.addWidget(Text(self._theme, "History", "heading"))
            column.addLayout(self._table(told.history))
        column.addStretch(1)
        self._area.setWidget(inside)
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self._close.setFocus()

    def close_sheet(self) -> None:
        """Close, and give the keyboard back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def _table(self, rows: Sequence[tuple[str, ...]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for number, row in enumerate(rows):
            for at, words in enumerate(row):
                grid.addWidget(Text(self._theme, words, "label", "ink2" if at == 0 else "ink"), number, at)
        grid.setColumnStretch(len(rows[0]) - 1, 1)
        return grid

    def _place(self) -> None:
        width = WIDTH if self._host.width() >= 2 * WIDTH else self._host.width()
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_I}:
            self.close_sheet()
        else:
            event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour("surface"))
            painter.fillRect(QRectF(0, 0, 1, self.height()), self._theme.colour("line2"))
