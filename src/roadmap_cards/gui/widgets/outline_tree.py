"""The outline as a tree: fold, move, tick, by key and by pointer."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.bare_view import show_ground_through
from roadmap_cards.gui.widgets.check_box import draw_check
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_box, draw_text, middle_baseline, text_width
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.outline_model import OutlineModel, amount, row_at
from roadmap_cards.gui.widgets.outline_rows import Kind, OutlineRows, Row, Tick
from roadmap_cards.roadmap.outline import Roadmap

ROW = 30
BOX = 18
GAP = 10
INDENT = 22
EDGE = 12
"""Pixels that stay free at the right of a row."""

MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
"""The keys that are the tree's own besides Space; all others are the page's."""

STYLES = {
    Kind.LEVEL: ("strong", "ink"),
    Kind.ASIDES: ("strong", "ink2"),
    Kind.TOPIC: ("body", "ink"),
    Kind.SECTION: ("label_strong", "ink2"),
    Kind.ITEM: ("label", "ink"),
}


class _Painter(QStyledItemDelegate):
    """Paints box, title and count of a row; the ground below them is the tree's."""

    def __init__(self, theme: Theme, hovered: Callable[[], Row | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hovered = hovered

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW)

    def editorEvent(
        self,
        _event: QEvent,
        _model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Leave ticking to the tree: the box is not where the style believes it."""
        return False

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = row_at(index)
        if row is None:
            return
        rect: QRect = option.rect
        middle = rect.y() + rect.height() / 2
        off = row.tick is Tick.OFF
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(box_in(rect))
        hot = row is self._hovered()
        checked, partly = row.tick is Tick.ON, row.tick is Tick.PARTLY
        draw_check(painter, self._theme, box, checked=checked, partly=partly, hot=hot)
        right = rect.right() + 1 - EDGE
        if count := amount(row):
            font = self._theme.font("label" if row.chosen < row.items else "label_strong")
            colour = self._theme.colour("ink3" if off else "ink2")
            at = QRectF(rect).topRight()
            at.setX(right)
            at.setY(middle_baseline(font, middle))
            draw_text(painter, at, count, font, colour, RIGHT)
            right -= round(text_width(font, count)) + 16
        style, colour_token = STYLES[row.kind]
        font = self._theme.font(style)
        left = box.right() + GAP
        title = QFontMetricsF(font).elidedText(row.title, Qt.TextElideMode.ElideRight, right - left)
        at = QRectF(rect).topLeft()
        at.setX(left)
        at.setY(middle_baseline(font, middle))
        draw_text(painter, at, title, font, self._theme.colour("ink3" if off else colour_token))
        painter.restore()


class OutlineTree(QTreeView):
    """Shows the rows of a roadmap; arrows move and fold, Space ticks. `ticked` tells of every tick."""

    ticked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pressed: QModelIndex | None = None
        self._hover: Row | None = None
        self.outline = OutlineModel(OutlineRows(Roadmap("", "", ())), self)
        self.setModel(self.outline)
        self.setItemDelegate(_Painter(theme, lambda: self._hover, self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName("What to learn")
        # The ground of the current row is painted below, over its whole width.
        show_ground_through(self)
        wears_ring(self, 9)
        theme.changed.connect(self.viewport().update)

    # --- What is shown

    def show_roadmap(self, roadmap: Roadmap, left_out: Collection[str] = ()) -> None:
        """Show a roadmap with its levels unfolded and everything ticked but what has one of these keys."""
        old = self.outline
        self._hover = self._pressed = None
        self.outline = OutlineModel(OutlineRows(roadmap, left_out), self)
        self.outline.ticked.connect(self.ticked)
        self.setModel(self.outline)
        old.deleteLater()
        self.fold_topics()
        self.setCurrentIndex(self.outline.index(0, 0))

    @property
    def row(self) -> Row | None:
        """The row the keyboard is on."""
        return row_at(self.currentIndex())

    def go_to(self, row: Row) -> None:
        """Unfold what is above a row, and put the keyboard's place on it."""
        index = self.outline.index_of(row)
        self.setCurrentIndex(index)
        self.scrollTo(index, QTreeView.ScrollHint.PositionAtCenter)

    def toggle(self) -> None:
        """Tick the row the keyboard is on, or leave it out."""
        self.outline.toggle(self.currentIndex())

    @property
    def is_unfolded(self) -> bool:
        """Whether any topic shows what is in it."""
        return any(self.isExpanded(self.outline.index_of(row)) for root in self._roots() for row in root.rows)

    def fold_topics(self) -> None:
        """Show levels and topics alone."""
        current = self.row
        self.expandToDepth(0)
        while current is not None and current.parent is not None and current.parent.parent is not None:
            current = current.parent
        if current is not None:
            self.setCurrentIndex(self.outline.index_of(current))

    def _roots(self) -> list[Row]:
        return self.outline.rows.roots

    # --- Keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.toggle()
        elif event.key() in MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._box_under(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        released = self._box_under(event.position().toPoint())
        if released is not None and released == self._pressed:
            self.outline.toggle(released)
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Two quick clicks into a box are two ticks; elsewhere they fold.
        self._pressed = self._box_under(event.position().toPoint())
        if self._pressed is None:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._box_under(event.position().toPoint())
        hover = None if index is None else row_at(index)
        if hover is not self._hover:
            self._hover = hover
            self.viewport().update()
        super().mouseMoveEvent(event)

    def _box_under(self, point: QPoint) -> QModelIndex | None:
        """Return the row whose box is at this place, with a little room around it."""
        index = self.indexAt(point)
        box = box_in(self.visualRect(index)).adjusted(-5, -6, 5, 6)
        return index if index.isValid() and box.contains(point) else None

    # --- Painting

    def drawRow(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index == self.currentIndex():
            top = self.visualRect(self.currentIndex()).top()
            rect = QRectF(0, top, self.viewport().width(), ROW)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_box(painter, rect, 8, self._theme.colour("accent_bg"))
            draw_box(painter, QRectF(0, top + 6, 3, ROW - 12), 1.5, self._theme.colour("accent"))
            painter.restore()
        super().drawRow(painter, option, index)

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not self.outline.rowCount(index):
            return
        icon = "down" if self.isExpanded(index) else "forward"
        place = QRectF(rect.right() - 18, rect.y() + rect.height() / 2 - 8, 16, 16)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_icon(painter, icon, place, self._theme.colour("ink2"))
        painter.restore()


def box_in(rect: QRect) -> QRect:
    """Return where the box of a row stands, whose part without the branches is `rect`."""
    return QRect(rect.x() + 2, rect.y() + (rect.height() - BOX) // 2, BOX, BOX)
