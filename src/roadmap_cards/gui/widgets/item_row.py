"""An item of a topic as a row: hexagon, title, three small bars, state; opened, its cards below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.action_line import Action, ActionLine
from roadmap_cards.gui.widgets.button import Button
from roadmap_cards.gui.widgets.card_table import CardTable
from roadmap_cards.gui.widgets.drawing import (
    RIGHT,
    draw_box,
    draw_line,
    draw_text,
    middle_baseline,
    painter_on,
)
from roadmap_cards.gui.widgets.item_words import nothing_to_review, spoken, state_words
from roadmap_cards.gui.widgets.map_cell import CellPainter, CellShape, look_of
from roadmap_cards.gui.widgets.mastery_equation import draw_bar
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.mastery import Lens
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.library.items import ItemDetails
    from roadmap_cards.library.map import MapItem

HEIGHT = 48
HEX = 24.0
BEFORE_TITLE = 36
STATE = 78.0
BAR, BETWEEN_BARS = 34.0, 6.0
BARS = 3 * BAR + 2 * BETWEEN_BARS
INSET = 14
"""Pixels by which an opened row's box is wider than the row, on either side."""


def bar_lefts(width: float) -> list[float]:
    """Return where the three bars begin in a row of a width."""
    first = width - STATE - BARS
    return [first + number * (BAR + BETWEEN_BARS) for number in range(3)]


class ItemHead(QWidget):
    """What the columns of the rows below are: a section's title, its mastery, and the names of the bars."""

    def __init__(self, theme: Theme, title: str, figure: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title, self._figure = title, figure
        self.setAccessibleName(f"{title}, mastery {figure}")
        self.setToolTip(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(360, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        heading, label, small = (self._theme.font(name) for name in ("heading", "label", "small"))
        y = middle_baseline(heading, self.height() / 2)
        lefts = bar_lefts(self.width())
        metrics = QFontMetricsF(heading)
        quiet = self._theme.colour("ink2")
        with painter_on(self) as painter:
            room = lefts[0] - QFontMetricsF(label).horizontalAdvance(self._figure) - 24
            title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
            draw_text(painter, QPointF(0, y), title, heading, self._theme.colour("ink"))
            at = QPointF(metrics.horizontalAdvance(title) + 12, y)
            draw_text(painter, at, self._figure, label, quiet)
            for left, words in zip(lefts, ("seen", "recall", "lasts"), strict=True):
                draw_text(painter, QPointF(left, y), words, small, quiet)
            draw_text(painter, QPointF(self.width(), y), "state", small, quiet, RIGHT)


class ItemRow(Button):
    """The row itself. A click, Enter or Space opens and closes it; `focused` tells that the keyboard came."""

    focused = Signal()

    def __init__(self, theme: Theme, item: MapItem, parent: QWidget | None = None) -> None:
        self.item = item
        super().__init__(theme, item.title, radius=9, parent=parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(spoken(item, Lens.MASTERY))

    def sizeHint(self) -> QSize:
        return QSize(360, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        item = self.item
        font = self._theme.font("label_strong" if self.isChecked() else "label")
        middle = self.height() / 2
        y = middle_baseline(font, middle)
        lefts = bar_lefts(self.width())
        cell = CellShape(QPointF(HEX / 2, middle), HEX)
        cells = CellPainter(self._theme)
        with self._begin() as painter:
            cells.draw(painter, look_of(item, Lens.MASTERY), [cell])
            if item.due:
                cells.draw_due(painter, cell)
            words = state_words(item)
            mastery = item.mastery
            if item.written and item.state is not None:
                room = lefts[0] - BEFORE_TITLE - 12
                for left, share in zip(
                    lefts, (mastery.coverage, mastery.recall, mastery.durability), strict=True
                ):
                    draw_bar(painter, self._theme, QRectF(left, middle - 3, BAR, 6), share)
            else:
                room = self.width() - BEFORE_TITLE - QFontMetricsF(font).horizontalAdvance(words) - 16
            colour = self._theme.colour("ink" if item.seen or self.underMouse() else "ink2")
            title = QFontMetricsF(font).elidedText(item.title, Qt.TextElideMode.ElideRight, room)
            self.setToolTip(item.title if title != item.title else "")
            draw_text(painter, QPointF(BEFORE_TITLE, y), title, font, colour)
            at = QPointF(self.width(), y)
            draw_text(painter, at, words, self._theme.font("label"), colour, RIGHT)


class ItemBlock(QWidget):
    """A row with what opens below it. `review_asked`: the cards of the item are wanted."""

    review_asked = Signal()

    def __init__(
        self, theme: Theme, item: MapItem, *, last: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._last = last
        self._opened: QWidget | None = None
        self.row = ItemRow(theme, item)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(INSET, 2, INSET, 2)
        self._column.setSpacing(0)
        self._column.addWidget(self.row)
        theme.changed.connect(self.update)

    @property
    def is_open(self) -> bool:
        return self._opened is not None

    def open_with(self, details: ItemDetails) -> None:
        """Show the cards of the item, what its next state asks for, and what can be done."""
        self.close_row()
        item = self.row.item
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(BEFORE_TITLE, 0, 0, 12)
        column.setSpacing(10)
        if details.cards:
            column.addWidget(CardTable(self._theme, details.cards))
        if details.next_step:
            column.addWidget(Text(self._theme, details.next_step, "label", "ink2", wrap=True))
        cards = len(details.plan.cards) + len(details.plan.waiting)
        if cards:
            these = "Review this one" if cards == 1 else f"Review these {cards}"
            actions = ActionLine(self._theme, [Action("review", these, "Shift R")])
            actions.chosen.connect(lambda _name: self.review_asked.emit())
            column.addWidget(actions)
        else:
            reason = nothing_to_review(item, details)
            column.addWidget(Text(self._theme, reason, "label", "ink2", wrap=True))
        self._column.addWidget(inside)
        self._opened = inside
        self.row.setChecked(True)
        self.row.setAccessibleDescription(f"Open, {counted(len(details.cards), 'card')}")
        self.update()

    def close_row(self) -> None:
        """Show the row alone."""
        if self._opened is not None:
            self._column.removeWidget(self._opened)
            self._opened.hide()
            self._opened.deleteLater()
            self._opened = None
        self.row.setChecked(False)
        self.row.setAccessibleDescription("Closed")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            if self.is_open:
                box = QRectF(self.rect())
                draw_box(painter, box, 12, self._theme.colour("canvas"), self._theme.colour("line"))
                middle = 2 + HEIGHT / 2
                draw_box(painter, QRectF(0, middle - 12, 3, 24), 1.5, self._theme.colour("accent"))
            elif not self._last:
                foot = self.height() - 0.5
                ends = QPointF(INSET, foot), QPointF(self.width() - INSET, foot)
                draw_line(painter, *ends, self._theme.colour("line"))
