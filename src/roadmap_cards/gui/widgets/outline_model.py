"""The rows of an outline for Qt: one column with a box to tick in each row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from roadmap_cards.gui.widgets.outline_rows import Kind, OutlineRows, Row, Tick
from roadmap_cards.study.wording import counted

Index = QModelIndex | QPersistentModelIndex

NOWHERE = QModelIndex()

STATES = {
    Tick.OFF: Qt.CheckState.Unchecked,
    Tick.PARTLY: Qt.CheckState.PartiallyChecked,
    Tick.ON: Qt.CheckState.Checked,
}


class OutlineModel(QAbstractItemModel):
    """Shows OutlineRows and ticks them. `ticked` tells that something else is chosen now."""

    ticked = Signal()

    def __init__(self, rows: OutlineRows, parent: QObject | None = None) -> None:
        """Show these rows; they belong to the model from now on."""
        super().__init__(parent)
        self.rows = rows

    # --- What Qt asks

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        siblings = self._below(parent)
        if column or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, column, siblings[row])

    def parent(self, index: Index = NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject has another
        row = row_at(index)
        return QModelIndex() if row is None or row.parent is None else self.index_of(row.parent)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return len(self._below(parent))

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = row_at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.CheckStateRole:
                return STATES[row.tick]
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.title}\nline {row.line:,}" if row.line else row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = row_at(index)
        if row is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        row.set(on=Qt.CheckState(value) is Qt.CheckState.Checked)
        above = row
        while above.parent is not None:
            above = above.parent
            self._tell(above, above)
        self._tell(row, row)
        self._tell_below(row)
        self.ticked.emit()
        return True

    # --- What the page asks

    def index_of(self, row: Row) -> QModelIndex:
        """Return where a row stands."""
        return self.createIndex(row.place, 0, row)

    def toggle(self, index: Index) -> None:
        """Tick a row with everything below it; one that is wholly ticked is left out."""
        row = row_at(index)
        if row is not None:
            state = Qt.CheckState.Unchecked if row.tick is Tick.ON else Qt.CheckState.Checked
            self.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    def set_all(self, *, on: bool) -> None:
        """Tick everything inside the levels, or leave everything out."""
        self.rows.set_all(on=on)
        for root in self.rows.roots:
            self._tell(root, root)
            self._tell_below(root)
        self.ticked.emit()

    def _below(self, parent: Index) -> list[Row]:
        row = row_at(parent)
        return self.rows.roots if row is None else row.rows

    def _tell_below(self, row: Row) -> None:
        for above in row.walk():
            if above.rows:
                self._tell(above.rows[0], above.rows[-1])

    def _tell(self, first: Row, last: Row) -> None:
        self.dataChanged.emit(self.index_of(first), self.index_of(last), [Qt.ItemDataRole.CheckStateRole])


def row_at(index: Index) -> Row | None:
    """Return the row an index stands for; None for what is above all rows."""
    row = index.internalPointer() if index.isValid() else None
    return row if isinstance(row, Row) else None


def amount(row: Row) -> str:
    """Return how much of a row is chosen: “15”, or “12 of 15”; nothing for an item."""
    if row.kind is Kind.ITEM or not row.items:
        return ""
    return f"{row.items:,}" if row.chosen == row.items else f"{row.chosen:,} of {row.items:,}"


def spoken(row: Row) -> str:
    """Return a row as a screen reader says it; the tick it says by itself."""
    if row.kind is Kind.ITEM:
        return row.title
    return f"{row.title}, {row.kind}, {row.chosen:,} of {counted(row.items, 'item')} chosen"
