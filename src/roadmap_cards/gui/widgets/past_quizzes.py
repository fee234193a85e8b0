"""The quizzes that were handed in, newest first; each can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import Button, LinkButton
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_line, draw_text, text_width
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.day import date_of
from roadmap_cards.study.quiz import Mode
from roadmap_cards.study.wording import percent

if TYPE_CHECKING:
    from roadmap_cards.library.quizzes import PastQuiz

HEIGHT = 48
FEW = 8
"""Quizzes that are shown; the others on request."""


@dataclass(frozen=True, slots=True)
class PastQuizLine:
    """A quiz in a line: its number, name, study day and score in words; `passed` is None for practice."""

    id: int
    title: str
    day: int
    score: str
    passed: bool | None


class _Row(Button):
    def __init__(self, theme: Theme, line: PastQuizLine, date: str, *, last: bool) -> None:
        self.line = line
        self._date = date
        self._last = last
        super().__init__(theme, line.title, radius=9)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        parts = [line.title, date, line.score, _verdict(line.passed).lower()]
        self.setAccessibleName(", ".join(part for part in parts if part))

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, line = self._theme, self.line
        bold, label, small = (theme.font(name) for name in ("label_strong", "label", "small"))
        right = self.width()
        bold.setUnderline(self.underMouse() or self.isDown())
        with self._begin() as painter:
            room = right - text_width(small, self._date) - 12
            title = QFontMetricsF(bold).elidedText(line.title, Qt.TextElideMode.ElideRight, room)
            self.setToolTip("" if title == line.title else line.title)
            draw_text(painter, QPointF(0, 20), title, bold, theme.colour("ink"))
            bold.setUnderline(False)
            draw_text(painter, QPointF(right, 20), self._date, small, theme.colour("ink3"), RIGHT)
            draw_text(painter, QPointF(0, 38), line.score, label, theme.colour("ink2"))
            if line.passed is not None:
                colour = theme.colour("good" if line.passed else "again")
                words = _verdict(line.passed)
                draw_text(painter, QPointF(right, 38), words, bold, colour, RIGHT)
                at = QRectF(right - text_width(bold, words) - 20, 25, 16, 16)
                draw_icon(painter, "check" if line.passed else "close", at, colour, stroke=2.4)
            if not self._last:
                foot = self.height() - 0.5
                draw_line(painter, QPointF(0, foot), QPointF(right, foot), theme.colour("line"))


def line_of(past: PastQuiz) -> PastQuizLine:
    """Return a past quiz as a line; practice is neither passed nor failed."""
    score = past.score
    words = f"{score.right} of {score.asked}, corrected {percent(score.corrected)}"
    passed = past.verdict.passed if past.quiz.mode is Mode.EXAM else None
    return PastQuizLine(past.quiz.id, past.quiz.title, past.quiz.day, words, passed)


def _verdict(passed: bool | None) -> str:
    return {True: "Passed", False: "Not passed", None: ""}[passed]


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
        self._list = QWidget()
        self._rows: list[_Row] = []
        self._place = QVBoxLayout()
        self._place.addWidget(self._list)
        self._nothing = Text(
            theme, "What you hand in is kept here, with its score.", "body", "ink2", wrap=True
        )
        self.more = LinkButton(theme, "", "L")
        self.more.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more.clicked.connect(self.toggle_all)
        self.content.setSpacing(8)
        self.content.addWidget(self._nothing)
        self.content.addLayout(self._place)
        self.content.addWidget(self.more)
        self.content.addStretch(1)

    @property
    def controls(self) -> Sequence[QWidget]:
        """The rows and the link below them, for the order of Tab."""
        return [*self._rows, self.more]

    def show_quizzes(self, lines: Sequence[PastQuizLine], today: int) -> None:
        """Show these quizzes, newest first; the same ones as before are left alone, keyboard and all."""
        if tuple(lines) == self._lines and today == self._today:
            return
        self._lines, self._today = tuple(lines), today
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
        lines = self._lines if self._is_whole else self._lines[: self._few]
        old, self._list = self._list, QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = [
            _Row(self._theme, line, date_words(line.day, self._today), last=line is lines[-1])
            for line in lines
        ]
        for row in self._rows:
            row.clicked.connect(lambda _checked, number=row.line.id: self.opened.emit(number))
            column.addWidget(row)
        RovingFocus(self._list).set_controls(self._rows)
        self._place.replaceWidget(old, self._list)
        old.hide()
        old.deleteLater()
        for before, after in pairwise(self.controls):
            QWidget.setTabOrder(before, after)
        self._nothing.setVisible(not lines)
        self._list.setVisible(bool(lines))
        self.more.setVisible(len(self._lines) > self._few)
        self.more.set_words(
            f"Show the last {self._few}" if self._is_whole else f"Show all {len(self._lines)}"
        )
        self.set_note(str(len(self._lines)) if self._lines else "")


def date_words(day: int, today: int) -> str:
    """Return a study day as it stands in a list: “Today”, “12 Nov”, with the year where it is another."""
    if day == today:
        return "Today"
    if day == today - 1:
        return "Yesterday"
    return written(day, "d MMM" if date_of(day).year == date_of(today).year else "d MMM yyyy")
