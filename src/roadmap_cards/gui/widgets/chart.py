"""What all charts share: a picture painted once, and marks to go to and to point at, each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, draw_text, painter_on, text_width
from roadmap_cards.gui.widgets.focus_ring import wears_ring

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""How the keyboard comes to a chart that then shows its first mark: not where a page begins, unasked."""

LINE = 17
"""Pixels between the two lines of a label."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something one can go to: where the pointer finds it, the point its label hangs at, and what it says.

    `title` names it, such as a day; `words` are its value.
    """

    reach: QRectF
    at: QPointF
    title: str
    words: str

    @property
    def spoken(self) -> str:
        return f"{self.title}: {self.words}"


class Chart(QWidget):
    """A chart `high` pixels high. A kind of chart says what is drawn (`draw`) and what can be met (`place`).

    It draws onto `surface`, and only when data, size or theme change: what the pointer and the keyboard point
    at is painted over that picture. Left and right go through the marks; what up and down do is `beside`.
    `turned` says that something else is pointed at, or nothing any more.
    """

    turned = Signal()

    def __init__(self, theme: Theme, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._high = high
        self._marks: tuple[Mark, ...] | None = None
        self._base = QPixmap()
        self._at: int | None = None
        self._hot: int | None = None
        self._summary = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wears_ring(self, 6)
        theme.changed.connect(self.renew)

    # --- What a kind of chart says of itself

    def draw(self, painter: QPainter) -> None:
        """Draw all of the chart but what is pointed at, into the widget's size."""
        raise NotImplementedError

    def place(self) -> Sequence[Mark]:
        """Return what one can go to, in the order that one goes, at the widget's size."""
        raise NotImplementedError

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        """Draw what shows which mark is meant; the label comes by itself."""
        draw_box(painter, mark.reach.adjusted(-1, -1, 1, 1), 4, None, self._theme.colour("ink"), 1.6)

    def beside(self, at: int, down: int) -> int | None:
        """Return the mark above (-1) or below (1) a mark, None where these keys are not the chart's."""
        _ = at, down
        return None

    def spoken(self, at: int) -> str:
        """Return what a screen reader says of a mark."""
        return self.marks[at].spoken

    def begin_at(self) -> int:
        """Return the mark that the keyboard comes to first."""
        return len(self.marks) - 1

    # --- What is shown

    def set_spoken(self, name: str, summary: str) -> None:
        """Say what a screen reader calls the chart, and what it adds while no mark is pointed at."""
        self.setAccessibleName(name)
        self._summary = summary
        self._describe()

    def renew(self) -> None:
        """Draw anew what has changed; a mark that is gone is no longer pointed at."""
        self._marks = None
        self._base = QPixmap()
        self._hot = None
        if self._at is not None and self._at >= len(self.marks):
            self._at = None
        self._show_turn()

    def forget_place(self) -> None:
        """Begin at the first place again when the keyboard comes: other numbers are shown."""
        self._at = None
        self.renew()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What one can go to."""
        if self._marks is None:
            self._marks = tuple(self.place())
        return self._marks

    @property
    def pointed(self) -> Mark | None:
        """What the pointer is on, else what the keyboard is on."""
        at = self._hot if self._hot is not None else self._at if self.hasFocus() else None
        return self.marks[at] if at is not None else None

    def sizeHint(self) -> QSize:
        return QSize(440, self._high)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.renew()

    # --- Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._base.isNull() or self._base.devicePixelRatio() != ratio:
            self._base = QPixmap(self.size() * ratio)
            self._base.setDevicePixelRatio(ratio)
            self._base.fill(self._theme.colour("surface"))
            with painter_on(self._base) as painter:
                self.draw(painter)
        with painter_on(self) as painter:
            painter.drawPixmap(0, 0, self._base)
            self.draw_hot(painter)
            mark = self.pointed
            if mark is not None:
                self.draw_pointed(painter, mark)
                self._draw_label(painter, mark)

    def draw_hot(self, painter: QPainter) -> None:
        """Draw what else answers to the pointer; the label of a mark lies over it."""

    def label_box(self, mark: Mark) -> QRectF:
        """Return where the label of a mark lies."""
        bold, font = self._theme.font("small_strong"), self._theme.font("small")
        width = max(text_width(bold, mark.title), text_width(font, mark.words)) + 20
        height = 2 * LINE + 12
        left = min(max(mark.at.x() - width / 2, 1.0), self.width() - width - 1)
        top = mark.at.y() - height - 10
        if top < 1:  # no room above: beside it
            top = min(max(mark.at.y() - height / 2, 1.0), self.height() - height - 1)
            right = mark.reach.right() + 8
            left = right if right + width < self.width() else max(1.0, mark.reach.left() - 8 - width)
        return QRectF(round(left), round(top), round(width), height)

    def _draw_label(self, painter: QPainter, mark: Mark) -> None:
        bold, font = self._theme.font("small_strong"), self._theme.font("small")
        box = self.label_box(mark)
        draw_box(painter, box, 7, self._theme.colour("raised"), self._theme.colour("line2"))
        baseline = box.top() + 6 + (LINE + QFontMetricsF(bold).capHeight()) / 2
        ink = self._theme.colour("ink")
        draw_text(painter, QPointF(box.left() + 10, baseline), mark.title, bold, ink)
        draw_text(painter, QPointF(box.left() + 10, baseline + LINE), mark.words, font, ink)

    # --- Pointer

    def mark_at(self, where: QPointF) -> int | None:
        """Return the number of the mark at a point."""
        return next((at for at, mark in enumerate(self.marks) if mark.reach.contains(where)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.mark_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._point(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.mark_at(event.position())
        if at is not None:
            self._go(at)

    def _point(self, at: int | None) -> None:
        if at != self._hot:
            self._hot = at
            self.update()
            self.turned.emit()

    # --- Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        target = self._target(key) if self.marks and not held else None
        if target is None:
            super().keyPressEvent(event)
        else:
            self._hot = None
            self._go(target)

    def _target(self, key: Qt.Key) -> int | None:
        at = self._at if self._at is not None else self.begin_at()
        last = len(self.marks) - 1
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return last
        if key not in ARROWS:
            return None
        across, down = ARROWS[key]
        return self.beside(at, down) if down else self.along(at, across)

    def along(self, at: int, across: int) -> int:
        """Return the mark before (-1) or after (1) a mark."""
        return min(max(at + across, 0), len(self.marks) - 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._at is None and self.marks and event.reason() in BY_KEY:
            self._at = self.begin_at()
        self._show_turn()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._show_turn()
        super().focusOutEvent(event)

    def _go(self, at: int) -> None:
        self._at = at
        self._show_turn()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.spoken(at)))

    def _show_turn(self) -> None:
        self._describe()
        self.update()
        self.turned.emit()

    def _describe(self) -> None:
        there = self._at is not None and self.hasFocus() and self._at < len(self.marks)
        self.setAccessibleDescription(
            self.spoken(self._at) if there and self._at is not None else self._summary
        )
