"""The quizzes that were handed in, newest first; each can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import Button, LinkButton
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_line, draw_text, text_width
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.quiz_past import PastQuizLine
from roadmap_cards.study.day import date_of

HEIGHT = 48
FEW = 8
"""Quizzes that are shown; the others on request."""
BATCH = 40
"""Rows that are made in one go: more than a window has room for, few enough that nobody waits."""


class _Row(Button):
    def __init__(self, theme: Theme, line: PastQuizLine, date: str, parent: QWidget, *, first: bool) -> None:
        self.line = line
        self._date = date
        self._first = first
        self._shown = line.title
        super().__init__(theme, line.title, radius=9, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)  # else, while a list grows, all of it is squeezed into its old height
        parts = [line.title, date, line.score, line.verdict.lower()]
        self.setAccessibleName(", ".join(part for part in parts if part))

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as much of the title as there is room for; the tool tip then has all of it."""
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        room = self.width() - text_width(self._theme.font("small"), self._date) - 12
        metrics = QFontMetricsF(self._theme.font("label_strong"))
        self._shown = metrics.elidedText(self.line.title, Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if self._shown == self.line.title else self.line.title)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, line = self._theme, self.line
        bold, label, small = (theme.font(name) for name in ("label_strong", "label", "small"))
        right = self.width()
        bold.setUnderline(self.underMouse() or self.isDown())
        with self._begin() as painter:
            draw_text(painter, QPointF(0, 20), self._shown, bold, theme.colour("ink"))
            bold.setUnderline(False)
            draw_text(painter, QPointF(right, 20), self._date, small, theme.colour("ink3"), RIGHT)
            draw_text(painter, QPointF(0, 38), line.score, label, theme.colour("ink2"))
            if line.passed is not None:
                colour = theme.colour("good" if line.passed else "again")
                draw_text(painter, QPointF(right, 38), line.verdict, bold, colour, RIGHT)
                at = QRectF(right - text_width(bold, line.verdict) - 20, 25, 16, 16)
                draw_icon(painter, "check" if line.passed else "close", at, colour, stroke=2.4)
            if not self._first:
                draw_line(painter, QPointF(0, 0.5), QPointF(right, 0.5), theme.colour("line"))


class _Batch(QWidget):
    """Rows that are made, and shown, in one go: one by one, each would have all others laid out again."""

    def __init__(self, theme: Theme, lines: Sequence[PastQuizLine], today: int, *, first: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = [
            _Row(theme, line, date_words(line.day, today), self, first=first and line is lines[0])
            for line in lines
        ]
        for row in self.rows:
            column.addWidget(row)


class PastQuizzes(Panel):
    """The rows: arrows move, Enter opens. `opened` carries the number of a quiz."""

    opened = Signal(int)
    resized = Signal()
    """All quizzes are shown now, or only the last ones."""

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet; `show_quizzes` fills the panel."""
        super().__init__(theme, "Past quizzes")
        self._lines: tuple[PastQuizLine, ...] = ()
        self._today = 0
        self._is_whole = False
        self._few = FEW
        self._batches: list[_Batch] = []
        self._list = QWidget()
        self._roving = RovingFocus(self._list)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._growing = QTimer(self)
        self._growing.setSingleShot(True)
        self._growing.setInterval(0)
        self._growing.timeout.connect(self._grow)
        self._nothing = Text(
            theme, "What you hand in is kept here, with its score.", "body", "ink2", wrap=True
        )
        self.more = LinkButton(theme, "", "L")
        self.more.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more.clicked.connect(self.toggle_all)
        self.content.setSpacing(8)
        for part in (self._nothing, self._list, self.more):
            self.content.addWidget(part)
        self.content.addStretch(1)

    @property
    def controls(self) -> Sequence[QWidget]:
        """The rows and the link below them, for the order of Tab."""
        return [*self._rows, self.more]

    @property
    def _rows(self) -> list[_Row]:
        return [row for batch in self._batches for row in batch.rows]

    def show_quizzes(self, lines: Sequence[PastQuizLine], today: int) -> None:
        """Show these quizzes, newest first; the same ones as before are left alone, keyboard and all."""
        if tuple(lines) == self._lines and today == self._today:
            return
        self._lines, self._today = tuple(lines), today
        self._keep(0)
        self._show()

    @property
    def is_whole(self) -> bool:
        """Whether all quizzes are shown."""
        return self._is_whole

    def set_few(self, few: int) -> None:
        """Show so many quizzes where not all are shown."""
        if few != self._few:
            self._few = few
            self._show()

    def toggle_all(self) -> None:
        """Show all quizzes, or the last few alone."""
        self._is_whole = not self._is_whole
        self._show()
        self.resized.emit()

    def _show(self) -> None:
        number = len(self._lines)
        self._nothing.setVisible(not number)
        self._list.setVisible(bool(number))
        self.more.setVisible(number > self._few)
        self.more.set_words(f"Show the last {self._few}" if self._is_whole else f"Show all {number}")
        self.set_note(str(number) if number else "")
        self._keep(self._wanted)
        self._grow()

    @property
    def _wanted(self) -> int:
        """How many rows there are to be."""
        return len(self._lines) if self._is_whole else min(self._few, len(self._lines))

    def _keep(self, number: int) -> None:
        """Keep so many rows at most."""
        for row in self._rows[number:]:
            if row.hasFocus():
                self.more.setFocus()
        while (surplus := len(self._rows) - number) > 0:
            batch = self._batches[-1]
            if surplus >= len(batch.rows):
                self._batches.pop()
                batch.hide()
                batch.deleteLater()
                continue
            for row in batch.rows[-surplus:]:
                batch.rows.remove(row)
                row.hide()
                row.deleteLater()

    def _grow(self) -> None:
        """Make the next rows; many are made bit by bit, so that the window stays awake."""
        made = len(self._rows)
        lines = self._lines[made : min(made + BATCH, self._wanted)]
        if lines:
            batch = _Batch(self._theme, lines, self._today, first=not made)
            for row in batch.rows:
                row.clicked.connect(lambda _checked, number=row.line.id: self.opened.emit(number))
            self._batches.append(batch)
            self._column.addWidget(batch)
        rows = self._rows
        self._roving.set_controls(rows)
        for row in rows:
            if row.hasFocus():
                self._roving.enter_at(row)
        for before, after in pairwise([*rows[max(0, made - 1) :], self.more]):
            QWidget.setTabOrder(before, after)
        if len(rows) < self._wanted:
            self._growing.start()


def date_words(day: int, today: int) -> str:
    """Return a study day as it stands in a list: “Today”, “12 Nov”, with the year where it is another."""
    if day == today:
        return "Today"
    if day == today - 1:
        return "Yesterday"
    return written(day, "d MMM" if date_of(day).year == date_of(today).year else "d MMM yyyy")
