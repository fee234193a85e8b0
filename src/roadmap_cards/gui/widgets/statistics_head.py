"""The head of the four pages that look back and ahead: their title, and the way from one to the other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.gui.widgets.text import Text

PARTS = {"study": "Study", "trust": "Trust", "schedule": "Schedule", "ahead": "Ahead"}
"""The parts by name: what was done, whether to believe it, how cards come back, and where it goes."""

GAP = 24
"""Pixels between what stands on one line."""


class StatisticsHead(QWidget):
    """Title and parts, and what a page puts at the right.

    `part_asked` carries the name of a part; `part_switched` the same where it was chosen with the switch,
    which then keeps the keyboard.
    """

    part_asked = Signal(str)
    part_switched = Signal(str)

    def __init__(self, theme: Theme, part: str, parent: QWidget | None = None) -> None:
        """Stand on the page of `part`, one of PARTS."""
        super().__init__(parent)
        self._names = tuple(PARTS)
        self._part = part
        self._right: QWidget | None = None
        self._title = Text(theme, "Statistics", "title")
        self._parts = Segment(theme, tuple(PARTS.values()), "Part of the statistics", self._names.index(part))
        self._parts.chosen.connect(self._go)
        self._line = QHBoxLayout()
        self._line.setSpacing(GAP)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._line.addWidget(self._title, 0, middle)
        self._line.addWidget(self._parts, 0, middle)
        self._line.addStretch(1)
        self._below = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._line)
        column.addLayout(self._below)

    def set_right(self, control: QWidget) -> None:
        """Put a control at the right, or below where the line is too short for it."""
        self._right = control
        self._place()

    @property
    def parts(self) -> Segment:
        """The control that leads to the other parts."""
        return self._parts

    def step(self, by: int) -> None:
        """Ask for the next part (1) or the one before (-1), round and round."""
        at = (self._names.index(self._part) + by) % len(self._names)
        self.part_asked.emit(self._names[at])

    def _go(self, number: int) -> None:
        # This head stays on its page: when one comes back, its own part is chosen.
        self._parts.set_chosen(self._names.index(self._part))
        self.part_switched.emit(self._names[number])

    def _place(self) -> None:
        if self._right is None:
            return
        self._line.removeWidget(self._right)
        self._below.removeWidget(self._right)
        needed = sum(part.sizeHint().width() for part in (self._title, self._parts, self._right)) + 2 * GAP
        if self.width() >= needed:
            self._line.addWidget(self._right, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._below.addWidget(self._right, 0, Qt.AlignmentFlag.AlignLeft)

    def minimumSizeHint(self) -> QSize:
        """Whatever stands at the right can go below: it must not keep a window from being narrow."""
        first = self._title.sizeHint().width() + GAP + self._parts.sizeHint().width()
        right = self._right.sizeHint().width() if self._right is not None else 0
        return QSize(max(first, right), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)
