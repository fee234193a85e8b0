"""A list of topics to tick, each with a quiet note: where to start, what to study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.check_box import SIDE, draw_check
from roadmap_cards.gui.widgets.drawing import (
    RIGHT,
    draw_box,
    draw_line,
    draw_text,
    middle_baseline,
    painter_on,
    text_width,
)
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.whole_area import WholeArea

PADDING = 12

LOWEST = 40
"""Pixels of a row whose title has one line."""

WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic: its name for the program, its title, a note such as "57 cards", the group it stands in."""

    name: str
    title: str
    note: str = ""
    chosen: bool = False
    group: str = ""


class _Row(WholeArea, QCheckBox):
    """A topic. Of a long list Qt asks for hundreds of heights at a time: each is measured once."""

    def __init__(self, theme: Theme, choice: TopicChoice) -> None:
        super().__init__()
        self._theme = theme
        self.choice = choice
        self._title_width = round(text_width(theme.font("body"), choice.title)) + 2
        note = round(text_width(theme.font("label"), choice.note))
        self._note_room = note + 16 if choice.note else 0
        self._heights: dict[int, int] = {}
        self.setChecked(choice.chosen)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{choice.title}, {choice.note}" if choice.note else choice.title)
        wears_ring(self, 9)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._title_left() + self._title_width + self._note_room + PADDING, LOWEST)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._title_left() + 120 + self._note_room + PADDING, LOWEST)

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._height(self._title_room(width))
        return height

    def _height(self, title_room: int) -> int:
        """Return how high the row is, in pixels, where the title has so much room."""
        if self._title_width <= title_room:
            return LOWEST
        metrics = QFontMetrics(self._theme.font("body"))
        room = QRect(0, 0, title_room, 1000)
        return max(LOWEST, metrics.boundingRect(room, int(WRAPPED), self.choice.title).height() + 18)

    def _title_left(self) -> int:
        return PADDING + SIDE + PADDING

    def _title_room(self, width: int) -> int:
        return width - self._title_left() - self._note_room - PADDING

    def paintEvent(self, _event: QPaintEvent) -> None:
        hot = self.underMouse()
        with painter_on(self) as painter:
            if hot:
                draw_box(painter, QRectF(self.rect()), 9, self._theme.colour("line", 90))
            box = QRectF(PADDING, (self.height() - SIDE) / 2, SIDE, SIDE)
            draw_check(painter, self._theme, box, checked=self.isChecked(), hot=hot)
            painter.setFont(self._theme.font("body"))
            painter.setPen(self._theme.colour("ink"))
            room = QRect(self._title_left(), 0, self._title_room(self.width()), self.height())
            painter.drawText(room, int(WRAPPED), self.choice.title)
            font = self._theme.font("label")
            at = QPointF(self.width() - PADDING, middle_baseline(font, self.height() / 2))
            draw_text(painter, at, self.choice.note, font, self._theme.colour("ink3"), RIGHT)
            foot = self.height() - 0.5
            draw_line(
                painter,
                QPointF(self._title_left(), foot),
                QPointF(self.width() - PADDING, foot),
                self._theme.colour("line"),
            )


class TopicChooser(QWidget):
    """Rows with check boxes under the headings of their groups. Arrows move, Space toggles.

    `chosen_changed` carries the names of all chosen topics, in the order of the rows.
    """

    chosen_changed = Signal(tuple)

    def __init__(self, theme: Theme, choices: Sequence[TopicChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        group = ""
        for choice in choices:
            if choice.group != group:
                group = choice.group
                heading = Text(theme, group, "label_strong", "ink2", wrap=True)
                heading.setContentsMargins(PADDING, 12 if self._rows else 0, PADDING, 4)
                layout.addWidget(heading)
            row = _Row(theme, choice)
            row.toggled.connect(self._tell)
            layout.addWidget(row)
            self._rows.append(row)
        RovingFocus(self).set_controls(self._rows)
        if self._rows:
            self.setFocusProxy(self._rows[0])

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the chosen topics."""
        return tuple(row.choice.name for row in self._rows if row.isChecked())

    def choose(self, names: Sequence[str]) -> None:
        """Tick exactly these; it tells once if that changes anything."""
        before = self.chosen
        for row in self._rows:
            row.blockSignals(True)
            row.setChecked(row.choice.name in names)
            row.blockSignals(False)
            row.update()
        if self.chosen != before:
            self._tell()

    def _tell(self) -> None:
        self.chosen_changed.emit(self.chosen)
