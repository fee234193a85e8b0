"""Steps to be put in order: Alt with an arrow moves one, a digit sends it to its place, so does the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.answer_box import BoxLook
from roadmap_cards.gui.widgets.answer_row import LEFT, MARK, AnswerRow
from roadmap_cards.gui.widgets.drawing import CENTRE, draw_text, middle_baseline
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.question import Given


class StepRow(AnswerRow):
    """A step with the number of its place.

    `dragged` tells the height of the pointer that drags it, `moved` the place that keys send it to, from 1.
    """

    dragged = Signal(int)
    moved = Signal(int)

    def __init__(self, theme: Theme, formulas: FormulaCache, step: str) -> None:
        super().__init__(theme, formulas, step)
        self.step = step
        self._place = 0
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(LEFT + MARK + 16, 14, 18, 10)
        row.setSpacing(12)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._verdict, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_place(self, place: int, count: int) -> None:
        """Show that it stands at this place, from 1, of `count`."""
        self._place = place
        self.setAccessibleName(f"Place {place} of {count}: {plain(self.step)}")
        self.update()

    def explain(self, look: BoxLook, verdict: str) -> None:
        """Show whether it stands in its place."""
        self.show_verdict(look, verdict)
        self.setAccessibleName(f"{self.accessibleName()}, {verdict}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self._place + (1 if event.key() == Qt.Key.Key_Down else -1))
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and not self.explained:
            self.dragged.emit(self.mapToParent(event.position().toPoint()).y())

    def draw_mark(self, painter: QPainter, mark: QRectF, *, hot: bool) -> None:
        font = self._theme.font("strong")
        at = QPointF(mark.center().x(), middle_baseline(font, mark.center().y()))
        colour = self._theme.colour("ink" if hot else "ink2")
        draw_text(painter, at, str(self._place), font, colour, CENTRE)


class StepRows(QWidget):
    """The steps in the order they were put in; one that nobody touched is no answer."""

    def __init__(self, theme: Theme, formulas: FormulaCache, steps: Sequence[str]) -> None:
        super().__init__()
        self.rows = [StepRow(theme, formulas, step) for step in steps]
        self._touched = False
        self._roving = RovingFocus(self, upright=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for row in self.rows:
            row.moved.connect(lambda place, row=row: self.send(row, place))
            row.dragged.connect(lambda height, row=row: self._drag(row, height))
        self._lay_out()

    @property
    def given(self) -> Given:
        """The steps in their order, or nothing while it is the one they were shown in."""
        return tuple(row.step for row in self.rows) if self._touched else ()

    def choose(self, given: Given) -> None:
        """Put the steps in this order, as they were handed in before."""
        if sorted(given) == sorted(row.step for row in self.rows):
            self._touched = True
            left = list(self.rows)
            rows = []
            for step in given:
                row = next(row for row in left if row.step == step)
                left.remove(row)
                rows.append(row)
            self.rows = rows
            self._lay_out()

    def press(self, number: int) -> None:
        """Send the step that has the keyboard to the place with this number, from 1."""
        focused = next((row for row in self.rows if row.hasFocus()), None)
        if focused is not None:
            self.send(focused, number)

    def send(self, row: StepRow, place: int) -> None:
        """Move a step to a place, counted from 1; the others make room."""
        if row.explained or not 1 <= place <= len(self.rows):
            return
        self._touched = True
        focused = row.hasFocus()
        self.rows.remove(row)
        self.rows.insert(place - 1, row)
        self._lay_out()
        if focused:
            row.setFocus()

    def explain(self, right: Given) -> None:
        """Show of each step whether it stands in its place."""
        for place, row in enumerate(self.rows):
            if row.step == right[place]:
                row.explain(BoxLook.RIGHT, "In its place")
            else:
                row.explain(BoxLook.WRONG, f"Belongs to place {right.index(row.step) + 1}")

    def _drag(self, row: StepRow, height: int) -> None:
        place = sum(other.geometry().center().y() < height for other in self.rows if other is not row) + 1
        if self.rows[place - 1] is not row:
            self.send(row, place)

    def _lay_out(self) -> None:
        for place, row in enumerate(self.rows, start=1):
            self._column.removeWidget(row)
            self._column.addWidget(row)
            row.set_place(place, len(self.rows))
        self._roving.set_controls(self.rows)
        if self.rows:
            self.setFocusProxy(self.rows[0])
