"""The keys of the page, in groups, over everything else: `?` opens it, Esc or `?` closes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import IconButton
from roadmap_cards.gui.widgets.drawing import draw_shadow, painter_on
from roadmap_cards.gui.widgets.focus_ring import lies_above_ring
from roadmap_cards.gui.widgets.key_cap import KeyCap, key_width
from roadmap_cards.gui.widgets.page import KeyGroup
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text

WIDEST = 760
AROUND = 32
"""Pixels that stay free around the sheet."""

TWO_COLUMNS = 560
"""The width from which the groups stand in two columns."""


class KeySheet(QWidget):
    """Covers its host; the keyboard stays inside until it is closed, then goes back to where it was."""

    closed = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._groups: tuple[KeyGroup, ...] = ()
        self._columns = 2
        self._page = QWidget()
        self._focus_before: QWidget | None = None
        self.setAccessibleName("Keys")
        self._panel = Panel(theme, corner=18, parent=self)
        self._close = IconButton(theme, "close", "Close", "Esc")
        self._close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.addWidget(Text(theme, "Keys", "title"), 1)
        head.addWidget(self._close)
        self._panel.content.addLayout(head)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName("List of keys")
        self._area.viewport().setAutoFillBackground(False)
        self._panel.content.addWidget(self._area, 1)
        host.installEventFilter(self)
        lies_above_ring(self)
        self.hide()
        theme.changed.connect(self.update)

    def open_sheet(self, groups: Sequence[KeyGroup]) -> None:
        """Show these groups and take the keyboard."""
        self._groups = tuple(groups)
        self._focus_before = QApplication.focusWidget()
        self._fill(2)
        self.show()
        self._place()
        self.raise_()
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        if self.isVisible():
            self.hide()
            if self._focus_before is not None and self._focus_before.isVisible():
                self._focus_before.setFocus(Qt.FocusReason.PopupFocusReason)
            self._focus_before = None
            self.closed.emit()

    def _fill(self, columns: int) -> None:
        self._columns = columns
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 12, 8)
        row.setSpacing(40)
        lanes = [QVBoxLayout() for _ in range(columns)]
        filled = [0] * columns
        for group in self._groups:
            shortest = filled.index(min(filled))
            lanes[shortest].addLayout(self._group(group))
            filled[shortest] += len(group.keys) + 2
        for lane in lanes:
            lane.setSpacing(20)
            lane.addStretch(1)
            row.addLayout(lane, 1)
        self._page = page
        self._area.setWidget(page)
        page.setAutoFillBackground(False)

    def _group(self, group: KeyGroup) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Text(self._theme, group.title, "heading"), 0, 0, 1, 2)
        for number, (key, words) in enumerate(group.keys, start=1):
            cap = KeyCap(self._theme, key)
            grid.addWidget(cap, number, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(self._theme, words, "label", "ink2", wrap=True), number, 1)
        keys = (key_width(self._theme, key) for group in self._groups for key, _ in group.keys)
        grid.setColumnMinimumWidth(0, max(keys, default=0))
        return grid

    def _place(self) -> None:
        self.setGeometry(self._host.rect())
        width = min(WIDEST, self.width() - 2 * AROUND)
        columns = 2 if width >= TWO_COLUMNS and len(self._groups) > 1 else 1
        if columns != self._columns:
            self._fill(columns)
        page = self._page
        inner = width - 48
        needed = page.heightForWidth(inner) if page.hasHeightForWidth() else page.sizeHint().height()
        height = min(needed + 110, self.height() - 2 * AROUND)
        corner = QPoint((self.width() - width) // 2, (self.height() - height) // 2)
        self._panel.setGeometry(QRect(corner.x(), corner.y(), width, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.text() == "?":
            self.close_sheet()
        event.accept()

    def focusNextPrevChild(self, _on: bool) -> bool:
        """Keep Tab inside: it goes between the list, which scrolls, and the closing button."""
        other = self._area if self._close.hasFocus() else self._close
        other.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour("canvas", 215))
            if not self._theme.dark:
                draw_shadow(painter, QRectF(self._panel.geometry()), self._panel.corner)
