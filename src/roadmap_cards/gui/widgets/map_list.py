"""The mastery map as a list: levels, topics, sections and items in numbers, for reading and sorting."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.band_head import paused_words
from roadmap_cards.gui.widgets.drawing import painter_on
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.item_words import share_words, state_words
from roadmap_cards.gui.widgets.map_cell import UNSEEN, CellPainter, CellShape, look_of
from roadmap_cards.study.mastery import HELD, Lens, Mastery, State

if TYPE_CHECKING:
    from roadmap_cards.library.map import MapItem, RoadmapMap

LENSES = tuple(Lens)
SHARES = range(1, len(LENSES) + 1)
"""The columns of the lenses, each with its share."""

STATE, DUE, CARDS = range(SHARES.stop, SHARES.stop + 3)
NUMBERS = (*SHARES, DUE, CARDS)
"""The columns that stand at the right."""

COLUMNS = ("Roadmap", *(lens.value for lens in LENSES), "State", "Due", "Cards")
WIDTHS = (74, 66, 80, 62, 82, 104, 52, 60)
"""Pixels of the columns after the first, which takes what is left; each has room for its arrow."""

ALL_COLUMNS = 712
"""Pixels from which there is room for the columns of all lenses."""

DUE_TOO, CARDS_TOO = 520, 600
"""Pixels from which there is room for what is due, and for the number of cards; titles need it more."""

INDENT, SMALL_INDENT = 14, 8
"""Pixels that each step down the roadmap is set in, and where there is little room."""

STATES = tuple(State)
ARROWS = {Qt.SortOrder.AscendingOrder: "↑", Qt.SortOrder.DescendingOrder: "↓"}
SORT = int(Qt.ItemDataRole.UserRole)
NOTES = {
    (int(Qt.ItemDataRole.ToolTipRole), STATE),
    (int(Qt.ItemDataRole.AccessibleDescriptionRole), 0),
}
"""Where the note of a row is asked for: role and column."""

ICON = 16

Index = QModelIndex | QPersistentModelIndex

STYLE = """
QTreeView {{
    color: {ink}; background: {surface}; border: 1px solid {line}; border-radius: 14px;
    padding: 6px; outline: 0;
}}
QTreeView::item {{ min-height: 28px; padding: 0 6px; border: none; }}
QTreeView::item:hover {{ background: {sunken}; }}
QTreeView::item:selected {{ color: {ink}; background: {accent_bg}; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{
    color: {ink2}; background: {surface}; border: none; border-bottom: 1px solid {line};
    padding: 6px; font-size: 12px;
}}
"""


@dataclass(slots=True)
class Row:
    """A level, topic, section or item as one line; `item` is 0 but for items, `topic` 0 for levels.

    `note` says of a level how far it is from being ready, and what held means.
    """

    title: str
    mastery: Mastery
    state: str
    rank: int | None
    due: int
    cards: int
    topic: int = 0
    item: MapItem | None = None
    above: Row | None = None
    place: int = 0
    rows: list[Row] = field(default_factory=list)
    note: str = ""


def _rows(roadmap: RoadmapMap, paused: Collection[int] = ()) -> list[Row]:
    levels: list[Row] = []
    for level in roadmap.levels:
        of_level = _group(level.title, level.mastery, list(level.items), 0, None, levels)
        still = paused_words(level, paused)
        of_level.note = "\n".join([*level.readiness.conditions, *([f"{still}."] if still else []), HELD])
        for topic in level.topics:
            of_topic = _group(topic.title, topic.mastery, list(topic.items), topic.id, of_level)
            for section in topic.sections:
                of_section = _group(section.title, section.mastery, section.items, topic.id, of_topic)
                for item in section.items:
                    _item(item, topic.id, of_section)
    return levels


def _group(
    title: str,
    mastery: Mastery,
    items: Sequence[MapItem],
    topic: int,
    above: Row | None,
    levels: list[Row] | None = None,
) -> Row:
    held = sum(item.state is not None and item.state.held for item in items)
    row = Row(
        title,
        mastery,
        f"{held} of {mastery.items} held",
        held,
        sum(item.due for item in items),
        sum(item.cards for item in items),
        topic,
        above=above,
    )
    beside = above.rows if above is not None else levels if levels is not None else []
    row.place = len(beside)
    beside.append(row)
    return row


def _item(item: MapItem, topic: int, above: Row) -> None:
    rank = None if item.state is None or not item.written else STATES.index(item.state)
    above.rows.append(
        Row(
            item.title,
            item.mastery,
            state_words(item),
            rank,
            item.due,
            item.cards,
            topic,
            item,
            above,
            len(above.rows),
        )
    )


def _renew(rows: Sequence[Row], others: Sequence[Row]) -> None:
    """Give rows the numbers of others of the same shape; indexes of a model go on holding them."""
    for row, other in zip(rows, others, strict=True):
        row.mastery, row.state, row.rank = other.mastery, other.state, other.rank
        row.due, row.item, row.note = other.due, other.item, other.note
        _renew(row.rows, other.rows)


class MapModel(QAbstractItemModel):
    """The rows of a map, read-only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels: list[Row] = []
        self._icon: Callable[[Row], QIcon] | None = None
        self._nothing = math.inf

    def set_map(self, roadmap: RoadmapMap, icon: Callable[[Row], QIcon], paused: Collection[int]) -> None:
        """Show a map; `icon` draws what stands before the title of a row."""
        self.beginResetModel()
        self._levels = _rows(roadmap, paused)
        self._icon = icon
        self.endResetModel()

    def show_day(self, roadmap: RoadmapMap, paused: Collection[int]) -> None:
        """Give every row what it is on another day. Who asks shows it: no row moves, so none tells."""
        _renew(self._levels, _rows(roadmap, paused))

    def put_nothing(self, order: Qt.SortOrder) -> None:
        """Let what has no number come last in this order: else what was never seen would head a list."""
        self._nothing = math.inf if order is Qt.SortOrder.AscendingOrder else -math.inf

    def row_of(self, index: Index) -> Row | None:
        """Return the row at an index."""
        return index.internalPointer() if index.isValid() else None

    def index_of(self, item: int) -> QModelIndex:
        """Return the place of an item."""
        for level in self._levels:
            for topic in level.rows:
                for section in topic.rows:
                    for row in section.rows:
                        if row.item is not None and row.item.id == item:
                            return self.createIndex(row.place, 0, row)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        if parent.isValid() and parent.column():
            return 0  # what is below a row hangs on its title
        row = self.row_of(parent)
        return len(self._levels) if row is None else len(row.rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return len(COLUMNS)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if parent.isValid() and parent.column():
            return QModelIndex()
        above = self.row_of(parent)
        beside = self._levels if above is None else above.rows
        return self.createIndex(row, column, beside[row]) if 0 <= row < len(beside) else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # PySide also has parent()
        row = self.row_of(index)
        above = row.above if row is not None else None
        return self.createIndex(above.place, 0, above) if above is not None else QModelIndex()

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.row_of(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row, index.column())
        if role == SORT:
            value = _value(row, index.column())
            return self._nothing if value is None else value
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and self._icon is not None:
            return self._icon(row)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            return row.title
        if row.note and (role, index.column()) in NOTES:
            return row.note
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == STATE and row.item is None:
            return HELD
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def _words(row: Row, column: int) -> str:
    if column in SHARES:
        return share_words(row.mastery, LENSES[column - SHARES.start])
    if column == STATE:
        return row.state
    if column == DUE:
        return str(row.due) if row.due else ""
    if column == CARDS:
        return str(row.cards) if row.cards else ""
    return row.title


def _value(row: Row, column: int) -> str | float | None:
    """Return what a row is sorted by, None where it has nothing to be sorted by."""
    if column in SHARES:
        lens = LENSES[column - SHARES.start]
        return lens.share(row.mastery) if lens.shows(row.mastery) else None
    return {STATE: row.rank, DUE: row.due, CARDS: row.cards}.get(column, row.title.lower())


class _Sorted(QSortFilterProxyModel):
    """Sorts rows within what they lie in: items in a section, topics in a level, each by its own number.

    Which column, and which way, stands in its title: Qt's own arrow would lie over the words.
    """

    def __init__(self, rows: MapModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setSourceModel(rows)
        self.setSortRole(SORT)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._rows.put_nothing(order)
        super().sort(column, order)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        words = super().headerData(section, orientation, role)
        sorts = orientation is Qt.Orientation.Horizontal and section == self.sortColumn()
        if role == Qt.ItemDataRole.DisplayRole and sorts:
            return f"{words} {ARROWS[self.sortOrder()]}"
        return words


class _Plain(QStyledItemDelegate):
    """Rows without Qt's own focus frame: the selected row is marked, and the ring is around the list."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class MapList(QTreeView):
    """The list. `selected` carries the item a person went to, `opened` a topic and the item to begin with."""

    selected = Signal(int)
    opened = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._roadmap: RoadmapMap | None = None
        self._lens = Lens.MASTERY
        self._icons: dict[int, QIcon] = {}
        self._rows = MapModel(self)
        self._sorted = _Sorted(self._rows, self)
        self.setModel(self._sorted)
        self.setAccessibleName("Mastery map as a list")
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Plain(self))
        self.setIconSize(QSize(ICON, ICON))
        self.setIndentation(INDENT)
        wears_ring(self, 14)
        header = self.header()
        header.setStretchLastSection(False)
        for column, width in enumerate(WIDTHS, start=1):
            header.resizeSection(column, width)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorClearable(True)
        header.setSortIndicatorShown(False)
        self.activated.connect(self._open)
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self._dress)
        self._dress()

    def set_map(self, roadmap: RoadmapMap, lens: Lens, paused: Collection[int] = ()) -> None:
        """Show a map; what is open and selected stays so. `paused` as for `show_day`."""
        if roadmap is self._roadmap and lens is self._lens:
            return
        item, same = self.item, self._roadmap is not None and self._roadmap.id == roadmap.id
        open_rows = self._open_rows() if same else set()
        self._roadmap, self._lens = roadmap, lens
        self._rows.set_map(roadmap, self._icon, paused)
        self._show_columns()
        for at in range(self._sorted.rowCount()):
            level = self._sorted.index(at, 0)
            if not same or (self._title(level),) in open_rows:
                self.expand(level)
            for number in range(self._sorted.rowCount(level)):
                topic = self._sorted.index(number, 0, level)
                if (self._title(level), self._title(topic)) in open_rows:
                    self.expandRecursively(topic)
        if item:
            self.select(item)

    def show_day(self, roadmap: RoadmapMap, paused: Collection[int] = ()) -> None:
        """Show the same roadmap as it is on another day; what is open and selected stays so.

        `paused` are the topics of which it is to be said that they stay so until that day. It takes longer
        than a frame, so it is for a day that one stays on.
        """
        if roadmap is not self._roadmap and self._roadmap is not None:
            self._roadmap = roadmap
            self._rows.show_day(roadmap, paused)
            self._sorted.invalidate()
            self.viewport().update()

    def select(self, item: int) -> None:
        """Select an item without telling, and open what it lies in."""
        index = self._sorted.mapFromSource(self._rows.index_of(item))
        if not index.isValid() or item == self.item:
            return
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        self.setCurrentIndex(index)
        selection.blockSignals(blocked)
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self.scrollTo(index)
        self.viewport().update()

    @property
    def item(self) -> int:
        """The item of the present row, or 0."""
        row = self._row(self.currentIndex())
        return row.item.id if row is not None and row.item is not None else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Letters, digits and Space are the page's keys; Qt would search the list for them.
        text = event.text()
        typed = text.strip() and text.isprintable() and text not in "+-*"
        if typed or event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_columns()
        super().resizeEvent(event)

    def _show_columns(self) -> None:
        """Show the shares through all lenses, or where there is no room for them through the chosen one.

        What there is still no room for is in the strip below, and in the map.
        """
        width = self.width()
        self.setColumnHidden(DUE, width < DUE_TOO)
        self.setColumnHidden(CARDS, width < CARDS_TOO)
        self.setIndentation(INDENT if width >= DUE_TOO else SMALL_INDENT)
        for column, lens in zip(SHARES, LENSES, strict=True):
            self.setColumnHidden(column, width < ALL_COLUMNS and lens is not self._lens)

    def _row(self, index: QModelIndex) -> Row | None:
        return self._rows.row_of(self._sorted.mapToSource(index))

    def _title(self, index: QModelIndex) -> str:
        return str(index.data())

    def _open_rows(self) -> set[tuple[str, ...]]:
        """Return the titles of levels, and of levels and topics, that are open."""
        found: set[tuple[str, ...]] = set()
        for at in range(self._sorted.rowCount()):
            level = self._sorted.index(at, 0)
            if self.isExpanded(level):
                found.add((self._title(level),))
            for number in range(self._sorted.rowCount(level)):
                topic = self._sorted.index(number, 0, level)
                if self.isExpanded(topic):
                    found.add((self._title(level), self._title(topic)))
        return found

    def _tell(self, current: QModelIndex) -> None:
        row = self._row(current)
        if row is not None and row.item is not None:
            self.selected.emit(row.item.id)

    def _open(self, index: QModelIndex) -> None:
        row = self._row(index)
        if row is not None and row.topic:
            self.opened.emit(row.topic, row.item.id if row.item is not None else 0)

    def _icon(self, row: Row) -> QIcon:
        """Return the hexagon of a row in the tint of the lens."""
        if row.item is not None:
            look = look_of(row.item, self._lens)
        else:
            look = self._lens.tint(row.mastery) if self._lens.shows(row.mastery) else UNSEEN
        if look not in self._icons:
            self._icons[look] = self._drawn(look)
        return self._icons[look]

    def _drawn(self, look: int) -> QIcon:
        ratio = self.devicePixelRatioF()
        icon = QPixmap(QSize(ICON, ICON) * ratio)
        icon.setDevicePixelRatio(ratio)
        icon.fill(Qt.GlobalColor.transparent)
        with painter_on(icon) as painter:
            cell = CellShape(QPointF(ICON / 2, ICON / 2), ICON - 1.0)
            CellPainter(self._theme).draw(painter, look, [cell])
        whole = QIcon(icon)
        whole.addPixmap(icon, QIcon.Mode.Selected)  # Qt would tint it
        return whole

    def _dress(self) -> None:
        self._icons.clear()
        self.setFont(self._theme.font("label"))
        self.setStyleSheet(STYLE.format_map(self._theme.tokens))
