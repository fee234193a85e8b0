"""The strip below the map: the item in hand, its number and state, its forgetting curve, its cards."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.breadcrumb import Breadcrumb
from roadmap_cards.gui.widgets.button import PrimaryButton
from roadmap_cards.gui.widgets.card_lines import CardLines
from roadmap_cards.gui.widgets.drawing import text_width
from roadmap_cards.gui.widgets.elided_text import ElidedText
from roadmap_cards.gui.widgets.flow import FlowLayout
from roadmap_cards.gui.widgets.item_strip_title import ItemTitle
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
from roadmap_cards.library.past import Scenario
from roadmap_cards.study.mastery import Lens

if TYPE_CHECKING:
    from roadmap_cards.gui.widgets.hex_layout import Cell
    from roadmap_cards.library.items import ItemDetails
    from roadmap_cards.library.map import MapItem

HEIGHT = 152

AROUND, LINE = 38, 18
"""Pixels around the lines beside the number, and of each, where there is no room for the cards.

The height follows from what is looked at and not from the item, so that walking does not move the map.
"""

WITH_CURVE = 860
"""Pixels from which there is room for the curve."""

REVIEW = "Review these"
CARDS_WIDTH, BUTTON_WIDTH = 300, 176
BESIDE_FIGURE = 16
THAT_DAY = "that day"
"""What another day is called where the head of the page has its date and there is no room for it here."""

WITH_CARDS = 560
"""Pixels from which there is room for the cards; below it they stand on the topic's page alone."""


UNBROKEN = "\N{NO-BREAK SPACE}"


def unbroken(words: str) -> str:
    """Return words that stay on one line, such as a date."""
    return words.replace(" ", UNBROKEN)


class ItemStrip(Panel):
    """Shows one item at once and its details when they are known. `review_asked`: its cards are wanted."""

    review_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=20, parent=parent)
        self._theme = theme
        self._cell: Cell | None = None
        self._curved = False
        self._lens_in_force = Lens.MASTERY
        self._away = False
        self._roomy = True
        self._date = ""
        self._nothing: tuple[MapItem, ItemDetails] | None = None
        """The item as it is today, and its details, where no card of it can be studied."""
        self.setFixedHeight(HEIGHT)
        self._path = Breadcrumb(theme)
        self._item_title = ItemTitle(theme)
        self._figure = ElidedText(theme, "title")
        self._lens = Text(theme, "", "label", "ink2", wrap=True)
        self._state = Text(theme, "", "label_strong")
        self._due = Text(theme, "", "label_strong", "accent")
        self._right = QWidget()
        self._curve = RecallCurve(theme)
        self._cards = CardLines(theme)
        self._review = PrimaryButton(theme, REVIEW, "R", compact=True)
        self._review.clicked.connect(self.review_asked)
        self._reason = Text(theme, "", "label", "ink2", wrap=True)
        self._column = self._words()
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addLayout(self._column, 10)
        row.addWidget(self._curve, 9)
        row.addWidget(self._card_column())
        self.content.addLayout(row, 1)
        self._place_title()

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
        numbers.setSpacing(BESIDE_FIGURE)
        numbers.addWidget(self._figure)
        numbers.addLayout(beside, 1)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._path)
        column.addWidget(self._item_title)
        column.addStretch(1)
        column.addLayout(numbers)
        return column

    def _card_column(self) -> QWidget:
        place = self._right
        place.setFixedWidth(CARDS_WIDTH)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._cards)
        column.addStretch(1)
        column.addWidget(self._review)
        column.addWidget(self._reason, 0, Qt.AlignmentFlag.AlignBottom)
        return place

    # --- What is shown

    def show_item(
        self, cell: Cell, lens: Lens, today: int, day: int, scenario: Scenario = Scenario.STOP
    ) -> None:
        """Show what the map of a study day knows of an item. What can be done with it is done today.

        Whatever way ahead the map shows, the curve goes on without a review, and says so.
        """
        self._cell, self._lens_in_force = cell, lens
        self._away = day != today
        self._date = short_date(day) if self._away else ""
        item = cell.item
        self._path.set_path((cell.level.title, cell.topic.title, cell.section.title))
        self._item_title.set_title(item.title)
        figure = share_words(item.mastery, lens)
        # Not a label: one that ends with a percent sign takes more room than its words.
        self._figure.setFixedWidth(ceil(text_width(self._theme.font("title"), figure)) + 1)
        self._figure.set_text(figure)
        self._figure.setVisible(lens.shows(item.mastery))
        self._show_lens()
        self._state.setText(state_words(item))
        self._due.setText(due_words(item, "by then" if self._away else "today"))
        self._due.setVisible(bool(item.due))
        alone = day > today and scenario is not Scenario.STOP
        curve_date = f"{self._date}, {Scenario.STOP.value}" if alone else self._date
        self._curve.mark_day(day - today if self._away else None, curve_date)
        self._cards.set_away(self._away)
        self._review.set_words(f"{REVIEW} today" if self._away else REVIEW)
        self._show_reason()

    def _show_reason(self) -> None:
        """Say why nothing of the item can be studied today."""
        self._reason.setVisible(self._nothing is not None)
        if self._nothing is not None:
            self._reason.setText(nothing_to_review(*self._nothing, away=self._away))

    def _show_lens(self) -> None:
        """Say what the number is, and of which day; the strip is as high as that asks for."""
        if self._cell is None:
            return
        date = self._date if self._roomy or not self._date else THAT_DAY
        words = lens_words(self._cell.item, self._lens_in_force, unbroken(date))
        self._lens.setText(f"{words[:1].upper()}{words[1:]}" if self._figure.isHidden() else words)
        self._lens.setVisible(bool(words))
        if not self._roomy:
            lines = 4 if self._lens_in_force is Lens.QUIZ else 3
            self.setFixedHeight(AROUND + lines * LINE)

    def show_details(self, details: ItemDetails, lens: Lens, item: MapItem) -> None:
        """Show the curve and the cards of the item, which is `item` today."""
        if self._cell is None:
            return
        curve = details.curve
        self._curved = bool(curve.past or curve.forecast)
        if self._curved:
            self._curve.set_history(RecallHistory(curve.past, curve.reviews, curve.forecast, details.target))
        self._show_curve()
        self._cards.set_cards(details.cards, lens, item.title)
        plan = details.plan
        can_review = bool(plan.cards or plan.waiting)
        self._review.setVisible(can_review)
        self._nothing = None if can_review else (item, details)
        self._show_reason()

    @property
    def words(self) -> list[str]:
        """All that the strip says now."""
        parts: tuple[ElidedText | Text, ...]
        parts = (self._figure, self._lens, self._state, self._due, self._reason)
        said = [part.text().replace(UNBROKEN, " ") for part in parts if part.isVisibleTo(self)]
        return [self._item_title.title, *said, *self._cards.lines]

    @property
    def can_review(self) -> bool:
        """Whether cards of the item can be studied today."""
        return self._review.isVisibleTo(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= WITH_CARDS
        self._cards.setVisible(roomy)
        self._right.setFixedWidth(CARDS_WIDTH if roomy else BUTTON_WIDTH)
        if roomy is not self._roomy:
            self._roomy = roomy
            self._place_title()
        self._show_lens()
        self._show_curve()

    def _place_title(self) -> None:
        """Put the title above its number, or where there is little room across the strip."""
        self._item_title.set_style("item" if self._roomy else "strong", "ink")
        self._item_title.set_most_lines(2 if self._roomy else 1)
        self._path.setVisible(self._roomy)
        self.content.removeWidget(self._item_title)
        self._column.removeWidget(self._item_title)
        if self._roomy:
            self._column.insertWidget(1, self._item_title)
            self.setFixedHeight(HEIGHT)
        else:
            self.content.insertWidget(0, self._item_title)
        self.content.setSpacing(12 if self._roomy else 2)
        box = self.layout()
        if box is not None:
            edge = 12 if self._roomy else 8
            box.setContentsMargins(20, edge, 20, edge)

    def _show_curve(self) -> None:
        self._curve.setVisible(self._curved and self.width() >= WITH_CURVE)
