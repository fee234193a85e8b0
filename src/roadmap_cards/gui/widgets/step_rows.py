"""Steps to be put in order: Alt with an arrow moves one, a digit sends it to its place, so does the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.answer_box import RADIUS, BoxLook, draw_answer_box
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.drawing import CENTRE, draw_text, middle_baseline, painter_on
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.question import Given

LEFT = 18
LOWEST = 50
VERDICTS = {BoxLook.RIGHT: ("check", "good"), BoxLook.WRONG: ("close", "again")}


class StepRow(QPushButton):
    """A step with the number of its place. Dragging it calls `dragged` with the height of the pointer."""

    dragged = Signal(int)
    moved = Signal(int)

    def __init__(self, theme: Theme, formulas: FormulaCache, step: str) -> None:
        super().__init__()
        self._theme = theme
        self._look = BoxLook.OPEN
        self._explained = False
        self._place = 0
        self.step = step
        self._text = CardLabel(theme, formulas, step, ground="raised")
        self._verdict = Text(theme, "", "label_strong", "ink2")
        self._verdict.hide()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wears_ring(self, RADIUS)
        row = QHBoxLayout(self)
        row.setContentsMargins(LEFT + 36, 14, 18, 10)
        row.setSpacing(12)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._verdict, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self.update)

    def set_place(self, place: int, count: int) -> None:
        """Show that it stands at this place, from 1, of `count`."""
        self._place = place
        self.setAccessibleName(f"Place {place} of {count}: {plain(self.step)}")
        self.update()

    def explain(self, look: BoxLook, verdict: str) -> None:
        """Show whether it stands in its place; it can be moved no more."""
        self._explained = True
        self._look = look
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._text.set_ground(look.ground)
        self._verdict.set_style("label_strong", VERDICTS[look][1])
        self._verdict.setText(verdict)
        self._verdict.show()
        self.setAccessibleName(f"{self.accessibleName()}, {verdict}")
        self.update()

    @property
    def explained(self) -> bool:
        """Whether it is marked, and so can be moved no more."""
        return self._explained

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return QSize(320, max(LOWEST, layout.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self._place + (1 if event.key() == Qt.Key.Key_Down else -1))
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and not self._explained:
            self.dragged.emit(self.mapToParent(event.position().toPoint()).y())

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = BoxLook.CHOSEN if self.isDown() and not self._explained else self._look
        hot = self.underMouse() and not self._explained
        font = self._theme.font("strong")
        with painter_on(self) as painter:
            draw_answer_box(painter, self._theme, QRectF(self.rect()), look, hot=hot)
            middle = self._text.y() + self._text.first_line_middle()
            if self._look in VERDICTS:
                icon, colour = VERDICTS[self._look]
                mark = QRectF(LEFT, middle - 10, 20, 20)
                draw_icon(painter, icon, mark, self._theme.colour(colour), stroke=2.6)
            else:
                at = QPointF(LEFT + 10, middle_baseline(font, middle))
                draw_text(painter, at, str(self._place), font, self._theme.colour("ink2"), CENTRE)


class StepRows(QWidget):
    """The steps in the order they were put in."""

    def __init__(self, theme: Theme, formulas: FormulaCache, steps: Sequence[str]) -> None:
        super().__init__()
        self.rows = [StepRow(theme, formulas, step) for step in steps]
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
        return tuple(row.step for row in self.rows)

    def choose(self, given: Given) -> None:
        """Put the steps in this order, as they were handed in before."""
        if sorted(given) == sorted(self.given):
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
