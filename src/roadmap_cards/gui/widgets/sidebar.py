"""The sidebar: the name, the pages that exist, and what stands apart at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import Button
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_box, draw_line, draw_text, painter_on, text_width
from roadmap_cards.gui.widgets.drawing import middle_baseline as baseline_at
from roadmap_cards.gui.widgets.icons import draw_icon
from roadmap_cards.gui.widgets.logo import Logo
from roadmap_cards.gui.widgets.roving_focus import RovingFocus

WIDTH = 208
ENTRY_WIDTH = WIDTH - 24
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class SidebarEntry:
    """A page: its name for the program, its words, its icon (see icons.ICONS) and a badge such as "48"."""

    name: str
    words: str
    icon: str
    badge: str = ""


class EntryButton(Button):
    """One entry; long words wrap."""

    def __init__(self, theme: Theme, entry: SidebarEntry, parent: QWidget | None = None) -> None:
        self._icon = entry.icon
        self._badge = entry.badge
        super().__init__(theme, entry.words, radius=9, parent=parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    def set_badge(self, badge: str) -> None:
        self._badge = badge
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self.words}, {self._badge}" if self._badge else self.words)

    def _words_room(self) -> int:
        badge = text_width(self._theme.font("small_strong"), self._badge)
        return ENTRY_WIDTH - 46 - 16 - (round(badge) + 8 if self._badge else 0)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("strong"))
        needed = metrics.boundingRect(QRect(0, 0, self._words_room(), 1000), int(WRAPPED), self.words)
        return QSize(ENTRY_WIDTH, max(38, needed.height() + 16))

    def nextCheckState(self) -> None:
        """Stay as it is: the page that comes, comes from the program."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        active, hot = self.isChecked(), self.underMouse()
        words = self._theme.colour("ink" if active or hot else "ink2")
        middle = self.height() / 2
        with self._begin() as painter:
            if active:
                draw_box(
                    painter, QRectF(self.rect()), 9, self._theme.colour("surface"), self._theme.colour("line")
                )
                draw_box(painter, QRectF(0, middle - 9, 3, 18), 1.5, self._theme.colour("accent"))
            elif hot or self.isDown():
                draw_box(painter, QRectF(self.rect()), 9, self._theme.colour("surface", 130))
            draw_icon(painter, self._icon, QRectF(14, middle - 10, 20, 20), words)
            painter.setFont(self._theme.font("strong"))
            painter.setPen(words)
            painter.drawText(QRect(46, 0, self._words_room(), self.height()), int(WRAPPED), self.words)
            if self._badge:
                font = self._theme.font("small_strong")
                at = QPointF(self.width() - 16, baseline_at(font, middle))
                draw_text(painter, at, self._badge, font, self._theme.colour("accent"), RIGHT)


class Sidebar(QWidget):
    """Entries above and, apart, below. Arrows move, Enter or Space goes; `chosen` carries the name."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        entries: Sequence[SidebarEntry],
        bottom: Sequence[SidebarEntry] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: dict[str, EntryButton] = {}
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Pages")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 15, 12, 20)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(9, 0, 0, 0)
        head.addWidget(Logo(theme))
        layout.addLayout(head)
        layout.addSpacing(24)
        for entry in entries:
            layout.addWidget(self._button(entry))
        layout.addStretch(1)
        for entry in bottom:
            layout.addWidget(self._button(entry))
        self._roving = RovingFocus(self)
        self._roving.set_controls(list(self._entries.values()))
        theme.changed.connect(self.update)

    def set_active(self, name: str) -> None:
        """Mark the page that is shown; an unknown name marks none."""
        for other, button in self._entries.items():
            button.setChecked(other == name)
        if name in self._entries:
            self._roving.enter_at(self._entries[name])
            self.setFocusProxy(self._entries[name])

    def set_badge(self, name: str, badge: str) -> None:
        self._entries[name].set_badge(badge)

    def _button(self, entry: SidebarEntry) -> EntryButton:
        button = EntryButton(self._theme, entry, self)
        button.clicked.connect(lambda _checked, name=entry.name: self.chosen.emit(name))
        self._entries[entry.name] = button
        return button

    def paintEvent(self, _event: QPaintEvent) -> None:
        edge = self.width() - 0.5
        with painter_on(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour("sunken"))
            draw_line(painter, QPointF(edge, 0), QPointF(edge, self.height()), self._theme.colour("line"))
