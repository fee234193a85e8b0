"""The notes of a file that was read, a row each; of thousands only those in sight are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.bare_view import show_ground_through
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_box, draw_line, draw_text, middle_baseline
from roadmap_cards.gui.widgets.exchange_words import FATE_WORDS
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.library.exchange import Arrival, Fate

Index = QModelIndex | QPersistentModelIndex

SIGNS = {Fate.NEW: ("plus", "good"), Fate.HERE: ("check", "ink2"), Fate.CANNOT: ("close", "hard")}
ONE_LINE, TWO_LINES = 28, 48
"""Heights of a row in pixels."""

ROOMY = 520
"""Pixels from which text, kind and outcome stand on one line."""

FEWEST, MOST = 4, 7
"""Rows in sight: fewer than the fewest leave room, more than the most are scrolled to."""

BEFORE_TEXT = 28
MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class ArrivalModel(QAbstractListModel):
    """The rows, read-only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arrivals: Sequence[Arrival] = ()

    def set_arrivals(self, arrivals: Sequence[Arrival]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._arrivals = arrivals
        self.endResetModel()

    def arrival(self, row: int) -> Arrival:
        """Return the note of a row."""
        return self._arrivals[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._arrivals)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        arrival = self._arrivals[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return arrival.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{arrival.text}\n{arrival.kind}: {arrival.outcome}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{FATE_WORDS[arrival.fate]}: {arrival.text}, {arrival.kind}, {arrival.outcome}"
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: ArrivalList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._view.viewport().width(), self._view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        theme, arrival = self._theme, self._view.rows.arrival(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index == self._view.currentIndex() and self._view.hasFocus():
            draw_box(painter, QRectF(rect), 6, theme.colour("accent_bg"))
        foot = rect.bottom() + 0.5
        draw_line(painter, QPointF(rect.left(), foot), QPointF(rect.right(), foot), theme.colour("line"))
        icon, colour = SIGNS[arrival.fate]
        sign = QRectF(rect.left() + 4, rect.top() + ONE_LINE / 2 - 8, 16, 16)
        draw_icon(painter, icon, sign, theme.colour(colour), stroke=2.4)
        if self._view.is_roomy:
            self._paint_one_line(painter, rect, arrival)
        else:
            self._paint_two_lines(painter, rect, arrival)
        painter.restore()

    def _paint_one_line(self, painter: QPainter, rect: QRect, arrival: Arrival) -> None:
        left, right = rect.left() + BEFORE_TEXT, rect.right() - 2
        room = right - left
        middle = rect.top() + ONE_LINE / 2
        outcome = self._words(painter, arrival.outcome, QPointF(right, middle), room * 0.34, side=RIGHT)
        self._words(painter, arrival.kind, QPointF(left + room * 0.50, middle), room * 0.50 - outcome - 16)
        self._words(painter, arrival.text, QPointF(left, middle), room * 0.48, _ink(arrival))

    def _paint_two_lines(self, painter: QPainter, rect: QRect, arrival: Arrival) -> None:
        left, room = rect.left() + BEFORE_TEXT, float(rect.width() - BEFORE_TEXT - 2)
        self._words(painter, arrival.text, QPointF(left, rect.top() + 14), room, _ink(arrival))
        below = f"{arrival.kind}: {arrival.outcome}"
        self._words(painter, below, QPointF(left, rect.top() + 33), room)

    def _words(
        self,
        painter: QPainter,
        words: str,
        at: QPointF,
        room: float,
        colour: str = "ink2",
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> float:
        """Write as many words as there is room for, their middle at a height; return how wide they are."""
        font = self._theme.font("label")
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        baseline = QPointF(at.x(), middle_baseline(font, at.y()))
        draw_text(painter, baseline, shown, font, self._theme.colour(colour), side)
        return metrics.horizontalAdvance(shown)


class ArrivalList(QListView):
    """Rows with a sign each. Arrows move; Enter and letters are the page's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ArrivalModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(theme, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Notes in the file")
        show_ground_through(self)
        wears_ring(self, 6)
        theme.changed.connect(self.viewport().update)

    @property
    def is_roomy(self) -> bool:
        """Whether a row is one line."""
        return self.width() >= ROOMY

    @property
    def row_height(self) -> int:
        return ONE_LINE if self.is_roomy else TWO_LINES

    def show_arrivals(self, arrivals: Sequence[Arrival]) -> None:
        """Show these rows from the first on."""
        self.rows.set_arrivals(arrivals)
        self.scrollToTop()
        self._take_room()

    def _take_room(self) -> None:
        """Be as high as the rows, within reason."""
        rows = max(FEWEST, min(MOST, self.rows.rowCount()))
        self.setFixedHeight(rows * self.row_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if (event.oldSize().width() >= ROOMY) is not self.is_roomy:
            self.scheduleDelayedItemsLayout()
        self._take_room()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()


def _ink(arrival: Arrival) -> str:
    return "ink2" if arrival.fate is Fate.CANNOT else "ink"
