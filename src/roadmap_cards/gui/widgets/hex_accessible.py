"""The mastery map for screen readers: a list whose children are the hexagons, each with its words.

Where there is nothing to return, Qt expects a null pointer, which is None here; its stubs leave that out.
"""

from __future__ import annotations

import weakref
from functools import cache
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from roadmap_cards.gui.widgets.hex_layout import Cell


@runtime_checkable
class Spoken(Protocol):
    """What can be said of a map: its hexagons, which is selected, and the words of each."""

    @property
    def cells(self) -> tuple[Cell, ...]: ...
    @property
    def at(self) -> int | None: ...
    def spoken(self, at: int) -> str: ...


class AccessibleMap(QAccessibleInterface):
    """The map as a list. It does not keep its widget alive."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = weakref.ref(widget)
        self._children: dict[int, AccessibleCell] = {}

    @property
    def widget(self) -> QWidget:
        widget = self._widget()
        assert widget is not None, "asked of a map that is gone"
        return widget

    @property
    def map(self) -> Spoken:
        widget = self.widget
        assert isinstance(widget, Spoken)
        return widget

    def isValid(self) -> bool:
        widget = self._widget()
        return widget is not None and shiboken6.isValid(widget)

    def object(self) -> QObject:
        return self.widget

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self.widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        above = self.widget.parentWidget()
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def childCount(self) -> int:
        return len(self.map.cells)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        if index not in self._children:
            self._children[index] = AccessibleCell(self, index)
        return self._children[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        point = QPointF(self.widget.mapFromGlobal(QPoint(x, y)))
        boxes = (cell.shape.filled.boundingRect() for cell in self.map.cells)
        return self.child(next((at for at, box in enumerate(boxes) if box.contains(point)), -1))

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self.child(self.map.at) if self.map.at is not None else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, AccessibleCell) else -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.List

    def rect(self) -> QRect:
        return QRect(self.widget.mapToGlobal(QPoint(0, 0)), self.widget.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        state.focused = self.widget.hasFocus()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Description:
            return self.widget.accessibleDescription()
        return self.widget.accessibleName() if kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Stay as it is."""


class AccessibleCell(QAccessibleInterface):
    """A hexagon as an entry of the list."""

    def __init__(self, above: AccessibleMap, index: int) -> None:
        super().__init__()
        self._above = above
        self.index = index

    def isValid(self) -> bool:
        return self._above.isValid() and self.index < self._above.childCount()

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._above.window()

    def parent(self) -> QAccessibleInterface:
        return self._above

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        box = self._above.map.cells[self.index].shape.filled.boundingRect().toAlignedRect()
        return QRect(self._above.widget.mapToGlobal(box.topLeft()), box.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.selectable = True
        state.selected = self._above.map.at == self.index
        state.focused = state.selected and self._above.widget.hasFocus()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        return self._above.map.spoken(self.index) if kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Stay as it is."""


@cache
def make_accessible(class_name: str) -> None:
    """Tell Qt, once, how to speak of widgets of this class, which are `Spoken`."""
    kept: list[AccessibleMap] = []

    def speak_of(key: str, thing: QObject) -> QAccessibleInterface | None:
        if key != class_name or not isinstance(thing, QWidget):
            return None
        # Qt deletes it with its widget, and knows nothing of Python's references: if Python let go of it
        # first, or of a child that a screen reader has met, Qt would be left with a dead pointer.
        kept.append(AccessibleMap(thing))
        return kept[-1]

    QAccessible.installFactory(speak_of)
