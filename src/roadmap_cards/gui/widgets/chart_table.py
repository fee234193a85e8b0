"""The numbers of a chart in rows: what a screen reader reads, and what a person looks up exactly."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.study.statistics import Table

ROW = 28
"""Pixels of a row."""

ROOM, LEAST_ROOM = 24, 17
"""Pixels between the widest words of a column and the next column, and where there is little room."""

MANY = 10
"""Rows that are seen at once of a long table."""

LONG = 24
"""Letters from which words in a cell may be cut, so that they have a tool tip."""

GUTTER = 18
"""Pixels for the scroll bar."""

Index = QModelIndex | QPersistentModelIndex

STYLE = """
QTableView {{ color: {ink}; background: {surface}; border: none; outline: 0; }}
QTableView::item {{ padding: 0 10px 0 6px; border: none; }}
QTableView::item:hover {{ background: {sunken}; }}
QTableView::item:selected {{ color: {ink}; background: {accent_bg}; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{
    color: {ink2}; background: {surface}; border: none; border-bottom: 1px solid {line};
    padding: 4px 13px 4px 9px; font-size: 12px;
}}
"""


class _Rows(QAbstractTableModel):
    """A table, read-only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = Table((), ())

    @property
    def table(self) -> Table:
        return self._table

    def set_table(self, table: Table) -> None:
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        value = self._table.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(value, str) and len(value) >= LONG:
            return value
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._table.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.columns[section]
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        """Return where a column's words stand: numbers at the right."""
        numbers = any(not isinstance(row[column], str) for row in self._table.rows[:1])
        side = Qt.AlignmentFlag.AlignRight if numbers else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class _Plain(QStyledItemDelegate):
    """Cells without Qt's own focus frame: the selected row is marked, and the ring is around the table."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class ChartTable(QTableView):
    """The table; arrows walk over it, and Tab leaves it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = _Rows(self)
        self._given = self._rows.table
        self._wide: list[int] = []
        self._least = 0
        self.setModel(self._rows)
        self.setItemDelegate(_Plain(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        wears_ring(self, 6)
        theme.changed.connect(self._dress)
        self._dress()

    def set_table(self, table: Table) -> None:
        """Show these rows, each column as wide as its words; a column without any is left out."""
        if table is self._given:
            return
        self._given = table
        shown = filled_columns(table)
        self._rows.set_table(shown)
        header = self.horizontalHeader()
        self._wide = [self._width_of(shown, column) for column in range(len(shown.columns))]
        for column in range(len(shown.columns)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.setMaximumWidth(sum(self._wide) + len(self._wide) * ROOM + GUTTER)
        self._fit()

    def _width_of(self, table: Table, column: int) -> int:
        cells = (cell_words(row[column]) for row in table.rows)
        words = [table.columns[column], *cells]
        return max(self.fontMetrics().horizontalAdvance(word) for word in words)

    def set_least(self, high: int) -> None:
        """Be so high at least, and as high as many rows need; a long table ends below a whole row."""
        self._least = high
        self._fit()

    @property
    def least(self) -> int:
        return self._least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Bring the columns together where they have little room, and keep room for the bar below them."""
        if not self._wide:
            return
        rows, header = self._rows.rowCount(), self.horizontalHeader()
        head = header.sizeHint().height()
        seen = min(rows, max(MANY, (self._least - head) // ROW))
        scrolls = self._least < head + ROW * rows and seen < rows
        spare = self.width() - sum(self._wide) - scrolls * self.verticalScrollBar().sizeHint().width()
        room = min(ROOM, max(LEAST_ROOM, spare // len(self._wide)))
        for column, wide in enumerate(self._wide):
            header.resizeSection(column, wide + room)
        bar = self.horizontalScrollBar().sizeHint().height() if spare < room * len(self._wide) else 0
        high = max(self._least, head + ROW * rows + bar) if seen == rows else head + ROW * seen + bar
        if high != self.minimumHeight() or high != self.maximumHeight():
            self.setFixedHeight(high)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the row that the keyboard is on, at first the top one."""
        super().focusInEvent(event)
        current = self.currentIndex()
        self.setCurrentIndex(current if current.isValid() else self._rows.index(0, 0))
        self.selectRow(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Letters and digits are the page's keys here: there is nothing to be typed.
        if event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setStyleSheet(STYLE.format_map(self._theme.tokens))
        self.setFont(self._theme.font("label"))


def filled_columns(table: Table) -> Table:
    """Return a table without the columns in which no row says anything."""
    kept = [
        at for at in range(len(table.columns)) if not table.rows or any(row[at] != "" for row in table.rows)
    ]
    if len(kept) == len(table.columns):
        return table
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return Table(tuple(table.columns[at] for at in kept), rows)


def cell_words(value: str | float) -> str:
    """Return a value as it is read: thousands parted, at most two decimals."""
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
