"""The strip below the map: the item in hand, its number and state, its forgetting curve, its cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.breadcrumb import Breadcrumb
from roadmap_cards.gui.widgets.button import PrimaryButton
from roadmap_cards.gui.widgets.card_lines import CardLines
from roadmap_cards.gui.widgets.flow import FlowLayout
from roadmap_cards.gui.widgets.item_words import (
    due_words,
    lens_words,
    nothing_to_review,
    share_words,
    state_words,
)
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.recall_chart import RecallCurve, RecallHistory
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.time_line_words import short_date
from roadmap_cards.study.mastery import Lens

if TYPE_CHECKING:
    from roadmap_cards.gui.widgets.hex_layout import Cell
    from roadmap_cards.library.items import ItemDetails
    from roadmap_cards.library.map import MapItem

HEIGHT, LOW = 152, 112
"""Pixels of the strip, and where there is no room for the cards."""

WITH_CURVE = 860
"""Pixels from which there is room for the curve."""

REVIEW = "Review these"
CARDS_WIDTH, BUTTON_WIDTH = 300, 176
WITH_CARDS = 560
"""Pixels from which there is room for the cards; below it they stand on the topic's page alone."""


class ItemStrip(Panel):
    """Shows one item at once and its details when they are known. `review_asked`: its cards are wanted."""

    review_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=20, parent=parent)
        self._theme = theme
        self._cell: Cell | None = None
        self._curved = False
        self._away = False
        self.setFixedHeight(HEIGHT)
        self._path = Breadcrumb(theme)
        self._title = Text(theme, "", "item", wrap=True)
        self._figure = Text(theme, "", "title")
        self._figure.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._lens = Text(theme, "", "label", "ink2", wrap=True)
        self._state = Text(theme, "", "label_strong")
        self._due = Text(theme, "", "label_strong", "accent")
        self._right = QWidget()
        self._curve = RecallCurve(theme)
        self._cards = CardLines(theme)
        self._review = PrimaryButton(theme, REVIEW, "R", compact=True)
        self._review.clicked.connect(self.review_asked)
        self._reason = Text(theme, "", "label", "ink2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addLayout(self._words(), 10)
        row.addWidget(self._curve, 9)
        row.addWidget(self._card_column())
        self.content.addLayout(row, 1)

    def _words(self) -> QVBoxLayout:
        state = FlowLayout(across=8, down=0)
        state.addWidget(self._state)
        state.addWidget(self._due)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addStretch(1)
        beside.addWidget(self._lens)
        beside.addLayout(state)
        beside.addStretch(1)
        numbers = QHBoxLayout()
        numbers.setSpacing(10)
        numbers.addWidget(self._figure)
        numbers.addLayout(beside, 1)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._path)
        column.addWidget(self._title)
        column.addStretch(1)
        column.addLayout(numbers)
        return column

    def _card_column(self) -> QWidget:
        place = self._right
        place.setFixedWidth(CARDS_WIDTH)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._cards)
        column.addStretch(1)
        column.addWidget(self._review)
        column.addWidget(self._reason, 0, Qt.AlignmentFlag.AlignBottom)
        return place

    # --- What is shown

    def show_item(self, cell: Cell, lens: Lens, today: int, day: int) -> None:
        """Show what the map of a study day knows of an item. What can be done with it is done today."""
        self._cell = cell
        self._away = day != today
        date = short_date(day) if self._away else ""
        item = cell.item
        self._path.set_path((cell.level.title, cell.topic.title, cell.section.title))
        self._title.setText(item.title)
        self._figure.setText(share_words(item.mastery, lens))
        self._figure.setVisible(lens.shows(item.mastery))
        words = lens_words(item, lens, date)
        self._lens.setText(f"{words[:1].upper()}{words[1:]}" if self._figure.isHidden() else words)
        self._lens.setVisible(bool(words))
        self._state.setText(state_words(item))
        self._due.setText(due_words(item, "by then" if self._away else "today"))
        self._due.setVisible(bool(item.due))
        self._curve.mark_day(day - today if self._away else None, date)
        self._review.set_words(f"{REVIEW} today" if self._away else REVIEW)

    def show_details(self, details: ItemDetails, lens: Lens, item: MapItem) -> None:
        """Show the curve and the cards of the item, which is `item` today."""
        if self._cell is None:
            return
        curve = details.curve
        self._curved = bool(curve.past or curve.forecast)
        if self._curved:
            self._curve.set_history(RecallHistory(curve.past, curve.reviews, curve.forecast, details.target))
        self._show_curve()
        self._cards.set_cards(details.cards, lens)
        plan = details.plan
        self._review.setVisible(bool(plan.cards or plan.waiting))
        self._reason.setVisible(not self._review.isVisibleTo(self))
        self._reason.setText(nothing_to_review(item, details))

    @property
    def words(self) -> list[str]:
        """All that the strip says now."""
        parts = (self._title, self._figure, self._lens, self._state, self._due, self._reason)
        return [part.text() for part in parts if part.isVisibleTo(self)] + self._cards.lines

    @property
    def can_review(self) -> bool:
        """Whether cards of the item can be studied today."""
        return self._review.isVisibleTo(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= WITH_CARDS
        self._cards.setVisible(roomy)
        self._right.setFixedWidth(CARDS_WIDTH if roomy else BUTTON_WIDTH)
        self._title.set_style("item" if roomy else "strong", "ink")
        self.setFixedHeight(HEIGHT if roomy else LOW)
        self._path.setVisible(roomy)
        box = self.layout()
        if box is not None:
            box.setContentsMargins(20, 14 if roomy else 10, 20, 14 if roomy else 10)
        self._show_curve()

    def _show_curve(self) -> None:
        self._curve.setVisible(self._curved and self.width() >= WITH_CURVE)
