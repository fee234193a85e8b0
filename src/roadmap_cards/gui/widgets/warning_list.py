"""What was repaired, skipped or left aside in a file, by line; choosing one leads to its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from roadmap_cards.errors import Flaw
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.bare_view import show_ground_through
from roadmap_cards.gui.widgets.drawing import draw_box, draw_text
from roadmap_cards.gui.widgets.focus_ring import wears_ring

LINE = Qt.ItemDataRole.UserRole
LEFT = 76
"""Pixels from the left where the sentences begin, after “line 1,234”."""

AROUND = 7
MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        room = QRect(0, 0, max(60, width - LEFT - AROUND), 1000)
        metrics = QFontMetrics(self._theme.font("label"))
        return QSize(width, metrics.boundingRect(room, int(WRAPPED), _sentence(index)).height() + 2 * AROUND)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        font = self._theme.font("label")
        metrics = QFontMetrics(font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index == self._view.currentIndex():
            draw_box(painter, QRectF(rect), 8, self._theme.colour("accent_bg"))
            bar = QRectF(rect.x(), rect.y() + 6, 3, rect.height() - 12)
            draw_box(painter, bar, 1.5, self._theme.colour("accent"))
        line = index.data(LINE)
        where = f"line {line:,}" if line else "the file"
        at = QPointF(rect.x() + 10, rect.y() + AROUND + metrics.ascent())
        draw_text(painter, at, where, font, self._theme.colour("ink3"))
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink"))
        room = rect.adjusted(LEFT, AROUND, -AROUND, 0)
        painter.drawText(room, int(WRAPPED), _sentence(index))
        painter.restore()


class WarningList(QListWidget):
    """`chosen` carries the line of a warning that was moved to or clicked."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Painter(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Warnings by line")
        show_ground_through(self)
        wears_ring(self, 9)
        theme.changed.connect(self.viewport().update)
        self.itemClicked.connect(self._tell)

    def show_warnings(self, warnings: Sequence[Flaw]) -> None:
        """Show these warnings; none is chosen at first."""
        self.clear()
        for warning in warnings:
            item = QListWidgetItem(warning.message)
            item.setData(LINE, warning.line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"line {warning.line}: {warning.message}")
            self.addItem(item)

    def sizeHint(self) -> QSize:
        """Two or three warnings; the others are scrolled to."""
        return QSize(240, 96)

    def step(self, by: int) -> None:
        """Choose the next warning, or the one before."""
        if self.count():
            at = self.currentRow() + by if self.currentRow() >= 0 else 0 if by > 0 else self.count() - 1
            self.setCurrentRow(max(0, min(self.count() - 1, at)))
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            super().keyPressEvent(event)
            self._tell()
        else:
            event.ignore()

    def _tell(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.chosen.emit(item.data(LINE))


def _sentence(index: QModelIndex | QPersistentModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.DisplayRole))
