"""A short list to tick, in columns, with a box for all of it above; each row has a quiet note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.check_box import SIDE, draw_check
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_text, middle_baseline, painter_on, text_width
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.gui.widgets.whole_area import WholeArea

HEIGHT = 30
BEFORE_TITLE = SIDE + 10
STATES = {
    True: Qt.CheckState.Checked,
    False: Qt.CheckState.Unchecked,
    None: Qt.CheckState.PartiallyChecked,
}


@dataclass(frozen=True, slots=True)
class TickChoice:
    """A row: its name for the program, its title, a note such as the number of questions.

    `ticked` is None where only a part of what it stands for is.
    """

    name: str
    title: str
    note: str = ""
    ticked: bool | None = True


class _Row(WholeArea, QCheckBox):
    def __init__(self, theme: Theme, *, strong: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._style = "strong" if strong else "body"
        self.choice = TickChoice("", "")
        self._shown = ""
        self.setTristate(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wears_ring(self, 7)
        theme.changed.connect(self.update)

    def show_choice(self, choice: TickChoice) -> None:
        self.choice = choice
        self.setCheckState(STATES[choice.ticked])
        self.setAccessibleName(f"{choice.title}, {choice.note}" if choice.note else choice.title)
        self.updateGeometry()
        self._shorten()

    def _shorten(self) -> None:
        """Take as much of the title as there is room for; the tool tip then has all of it."""
        room = self.width() - BEFORE_TITLE - self._note_room()
        metrics = QFontMetricsF(self._theme.font(self._style))
        self._shown = metrics.elidedText(self.choice.title, Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if self._shown == self.choice.title else self.choice.title)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def nextCheckState(self) -> None:
        # Whoever ticks what is ticked in part wants all of it; a part is never chosen as such.
        whole = self.checkState() is Qt.CheckState.Checked
        self.setCheckState(Qt.CheckState.Unchecked if whole else Qt.CheckState.Checked)

    def sizeHint(self) -> QSize:
        title = text_width(self._theme.font(self._style), self.choice.title)
        return QSize(BEFORE_TITLE + round(title) + 2 + self._note_room(), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(BEFORE_TITLE + 60 + self._note_room(), HEIGHT)

    def _note_room(self) -> int:
        note = text_width(self._theme.font("label"), self.choice.note)
        return round(note) + 12 if self.choice.note else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, state = self._theme, self.checkState()
        font, quiet = theme.font(self._style), theme.font("label")
        middle = self.height() / 2
        with painter_on(self) as painter:
            draw_check(
                painter,
                theme,
                QRectF(0, (self.height() - SIDE) / 2, SIDE, SIDE),
                checked=state is Qt.CheckState.Checked,
                partly=state is Qt.CheckState.PartiallyChecked,
                hot=self.underMouse(),
            )
            colour = theme.colour("ink2" if state is Qt.CheckState.Unchecked else "ink")
            at = QPointF(BEFORE_TITLE, middle_baseline(font, middle))
            draw_text(painter, at, self._shown, font, colour)
            at = QPointF(self.width(), middle_baseline(quiet, middle))
            draw_text(painter, at, self.choice.note, quiet, theme.colour("ink3"), RIGHT)


class TickList(QWidget):
    """Rows with boxes, read down each column. Arrows move, Space ticks.

    `ticked` carries the name of a row and whether it is ticked now; the box for all of them has no name.
    """

    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Show nothing yet; `name` is what a screen reader calls the group."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._theme = theme
        self._columns = 2
        self._all: _Row | None = None
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(0)
        self._roving = RovingFocus(self)

    @property
    def controls(self) -> Sequence[QWidget]:
        """The rows, for the order of Tab."""
        return [*([self._all] if self._all else []), *self._rows]

    def show_rows(self, rows: Sequence[TickChoice], whole: TickChoice | None = None) -> None:
        """Show these rows and, above them, the box for all; the same rows as before keep the keyboard."""
        same = [row.name for row in rows] == [row.choice.name for row in self._rows]
        if not same or (whole is None) is not (self._all is None):
            self._make(len(rows), whole=whole is not None)
        for row, choice in zip(self._rows, rows, strict=True):
            row.show_choice(choice)
        if self._all is not None and whole is not None:
            self._all.show_choice(whole)

    def set_columns(self, columns: int) -> None:
        """Set the rows in so many columns."""
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _make(self, count: int, *, whole: bool) -> None:
        for old in (*self._rows, *([self._all] if self._all else [])):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._all = _Row(self._theme, strong=True) if whole else None
        self._rows = [_Row(self._theme) for _ in range(count)]
        for row in (*([self._all] if self._all else []), *self._rows):
            row.clicked.connect(self._teller(row))
        self._roving.set_controls(list(self.controls))
        self._arrange()

    def _teller(self, row: _Row) -> Callable[[], None]:
        return lambda: self.ticked.emit(row.choice.name, row.checkState() is Qt.CheckState.Checked)

    def _arrange(self) -> None:
        for row in self.controls:
            self._grid.removeWidget(row)
        columns = self._columns
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        first = 0
        if self._all is not None:
            self._grid.addWidget(self._all, 0, 0, 1, columns)
            first = 1
        lines = max(1, ceil(len(self._rows) / columns))
        for number, row in enumerate(self._rows):
            column, line = divmod(number, lines)
            self._grid.addWidget(row, first + line, column)
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()
