"""The side sheet that says why a card is asked, with its curve, its history and the cards beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import IconButton
from roadmap_cards.gui.widgets.drawing import painter_on
from roadmap_cards.gui.widgets.fade import fade_in
from roadmap_cards.gui.widgets.focus_ring import lies_above_ring
from roadmap_cards.gui.widgets.rating_bar import COLOURS, WORDS
from roadmap_cards.gui.widgets.recall_chart import Point, RecallCurve, RecallHistory
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.card import Rating
from roadmap_cards.study.wording import counted, days, duration, percent

WIDTH = 440
CURVE_HEIGHT = 176
SCROLLED_BY = 40
"""Pixels that an arrow key scrolls by."""


class Answer(Protocol):
    """An answer of the past; `duration` and `step` in milliseconds, `interval` in days."""

    @property
    def day(self) -> date: ...
    @property
    def rating(self) -> Rating: ...
    @property
    def duration(self) -> int: ...
    @property
    def interval(self) -> int: ...
    @property
    def step(self) -> int: ...


class Neighbour(Protocol):
    """Another card of the item, with its recall now (None: never seen)."""

    @property
    def front(self) -> str: ...
    @property
    def recall(self) -> float | None: ...


class Curve(Protocol):
    """Points of the forgetting curve: days from today and recall."""

    @property
    def past(self) -> tuple[Point, ...]: ...
    @property
    def reviews(self) -> tuple[Point, ...]: ...
    @property
    def forecast(self) -> tuple[Point, ...]: ...


class Told(Protocol):
    """What the sheet shows. Stability is in days, difficulty runs from 1 to 10, recall from 0 to 1."""

    @property
    def sentence(self) -> str: ...
    @property
    def recall(self) -> float | None: ...
    @property
    def target(self) -> float: ...
    @property
    def stability(self) -> float | None: ...
    @property
    def difficulty(self) -> float | None: ...
    @property
    def answers(self) -> int: ...
    @property
    def lapses(self) -> int: ...
    @property
    def history(self) -> Sequence[Answer]: ...
    @property
    def curve(self) -> Curve: ...
    @property
    def item(self) -> str: ...
    @property
    def neighbours(self) -> Sequence[Neighbour]: ...
    @property
    def misconception(self) -> date | None: ...


class _Sheet(QWidget):
    """The surface at the right, with a line where it ends."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour("surface"))
            painter.fillRect(QRectF(0, 0, 1, self.height()), self._theme.colour("line2"))


class WhySheet(QWidget):
    """Covers its host, dim at the left; the keyboard stays inside until it is closed, then goes back.

    I, Esc, its button and a click beside it close it. Arrows and PgUp PgDn scroll.
    """

    def __init__(self, theme: Theme, host: QWidget) -> None:
        """Stay hidden until there is something to explain."""
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._before: QWidget | None = None
        self.setAccessibleName("Why this card")
        self._sheet = _Sheet(theme, self)
        self._close = IconButton(theme, "close", "Close", "Esc")
        self._close.clicked.connect(self.close_sheet)
        self._close.installEventFilter(self)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 12, 0)
        head.addWidget(Text(theme, "Why this card", "label_strong", "ink3"), 1)
        head.addWidget(self._close)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self._sheet)
        layout.setContentsMargins(28, 16, 4, 16)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._area, 1)
        host.installEventFilter(self)
        lies_above_ring(self)
        theme.changed.connect(self.update)
        self.hide()

    def show_explanation(self, told: Told) -> None:
        """Show why, and take the keyboard until it is closed."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 24, 8)
        column.setSpacing(0)
        column.addWidget(Text(self._theme, told.sentence, "item", wrap=True))
        if told.misconception is not None:
            column.addSpacing(8)
            words = f"In a quiz on {_written(told.misconception)} you were sure of another answer."
            column.addWidget(Text(self._theme, words, "body", "again", wrap=True))
        for part in (self._memory(told), self._history(told.history), self._neighbours(told)):
            if part is not None:
                column.addSpacing(22)
                column.addLayout(part)
        column.addStretch(1)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)  # setWidget turns it on
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        fade_in(inside, self._theme)
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told.sentence))

    def close_sheet(self) -> None:
        """Close, and give the keyboard back to where it was."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    # --- Its parts

    def _memory(self, told: Told) -> QLayout | None:
        """Return recall now, the forgetting curve, and what the schedule knows of the card."""
        if told.recall is None or told.stability is None or told.difficulty is None:
            return None
        column = QVBoxLayout()
        column.setSpacing(14)
        curve = RecallCurve(self._theme)
        curve.set_history(
            RecallHistory(told.curve.past, told.curve.reviews, told.curve.forecast, told.target)
        )
        curve.setFixedHeight(CURVE_HEIGHT)
        column.addWidget(curve)
        lapses = "once" if told.lapses == 1 else counted(told.lapses, "time") if told.lapses else "never"
        facts = (
            ("recall now", percent(told.recall)),
            ("stability", days(round(told.stability)) if told.stability >= 1 else "under a day"),
            ("difficulty", f"{told.difficulty:.1f} of 10"),
            ("answers", str(told.answers)),
            ("forgotten", lapses),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        for number, (name, value) in enumerate(facts):
            grid.addWidget(Text(self._theme, name, "small", "ink3"), 0, number)
            grid.addWidget(Text(self._theme, value, "label_strong"), 1, number)
            grid.setColumnStretch(number, 1)
        column.addLayout(grid)
        return column

    def _history(self, history: Sequence[Answer]) -> QLayout | None:
        """Return a row for each answer, the newest first."""
        if not history:
            return None
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Text(self._theme, "History", "heading"), 0, 0)
        for at, name in ((1, "grade"), (2, "time"), (3, "interval")):
            grid.addWidget(Text(self._theme, name, "small", "ink3"), 0, at, _side(at))
        for row, answer in enumerate(history, start=1):
            cells = (
                Text(self._theme, _written(answer.day), "label", "ink2"),
                Text(self._theme, WORDS[answer.rating], "label_strong", COLOURS[answer.rating]),
                Text(self._theme, duration(answer.duration), "label", "ink2"),
                Text(
                    self._theme, days(answer.interval) if answer.interval else duration(answer.step), "label"
                ),
            )
            for at, cell in enumerate(cells):
                grid.addWidget(cell, row, at, _side(at))
        return grid

    def _neighbours(self, told: Told) -> QLayout | None:
        """Return the other cards of the item, each with its recall now."""
        if not told.neighbours:
            return None
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Text(self._theme, f"Also about {told.item}", "heading", wrap=True), 0, 0)
        top = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        grid.addWidget(Text(self._theme, "recall now", "small", "ink3"), 0, 1, _side(1))
        for row, card in enumerate(told.neighbours, start=1):
            grid.addWidget(Text(self._theme, card.front, "label", "ink2", wrap=True), row, 0)
            if card.recall is None:
                grid.addWidget(Text(self._theme, "not seen", "label", "ink3"), row, 1, top)
            else:
                grid.addWidget(Text(self._theme, percent(card.recall), "label_strong"), row, 1, top)
        return grid

    # --- Place and keys

    def _place(self) -> None:
        self.setGeometry(self._host.rect())
        width = WIDTH if self.width() >= 1.75 * WIDTH else self.width()
        self._sheet.setGeometry(self.width() - width, 0, width, self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        # A button takes the arrow keys for moving the focus; here there is nowhere to go.
        if watched is self._close and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._scroll(event.key())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_I):
            self.close_sheet()
        event.accept()

    def _scroll(self, key: int) -> bool:
        """Scroll by an arrow or a page, if that is what the key means; return whether it is."""
        bar = self._area.verticalScrollBar()
        page = self._area.viewport().height() - SCROLLED_BY
        steps = {
            Qt.Key.Key_Up: -SCROLLED_BY,
            Qt.Key.Key_Down: SCROLLED_BY,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(key), 0)
        bar.setValue(bar.value() + step)
        return bool(step)

    def focusNextPrevChild(self, _on: bool) -> bool:
        """Keep Tab inside: its button is all there is to go to."""
        self._close.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour("canvas", 150))


def _side(column: int) -> Qt.AlignmentFlag:
    """Return how a cell is aligned: words in the first column to the left, the others to the right."""
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _written(day: date) -> str:
    """Return a date in English: the names of strftime would be those of the desktop's language."""
    return QLocale.c().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
