"""The cards of an item, one a line: front, kind, recall, and when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import RIGHT, draw_text, middle_baseline, painter_on
from roadmap_cards.gui.widgets.item_words import card_due_words
from roadmap_cards.study.wording import percent

if TYPE_CHECKING:
    from roadmap_cards.library.items import CardLine

LINE, TWO_LINES = 28, 42
DUE, RECALL, KIND = 84.0, 46.0, 118.0
"""Pixels of each column from the right; the front takes what is left."""

ONE_LINE = 520
"""Pixels from which the kind stands beside the front, not below it."""


class CardTable(QWidget):
    """Lines to read; the tool tip has a front whole, a screen reader all of them."""

    def __init__(self, theme: Theme, cards: Sequence[CardLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards = cards
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Cards")
        self.setAccessibleDescription("; ".join(", ".join(line) for line in self.lines))
        theme.changed.connect(self.update)

    @property
    def lines(self) -> list[tuple[str, str, str, str]]:
        """The words of each card: front, kind, recall, when it comes back."""
        return [
            (
                card.front,
                card.kind,
                percent(card.memory.recall) if card.memory.seen else "–",
                card_due_words(card),
            )
            for card in self._cards
        ]

    def heightForWidth(self, width: int) -> int:
        return len(self._cards) * (LINE if width >= ONE_LINE else TWO_LINES)

    def sizeHint(self) -> QSize:
        return QSize(ONE_LINE, LINE * len(self._cards))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, LINE * len(self._cards))

    @property
    def _line(self) -> int:
        return LINE if self.width() >= ONE_LINE else TWO_LINES

    def paintEvent(self, _event: QPaintEvent) -> None:
        label, strong, small = (self._theme.font(name) for name in ("label", "label_strong", "small"))
        metrics = QFontMetricsF(label)
        ink, quiet, accent = (self._theme.colour(token) for token in ("ink", "ink2", "accent"))
        right = float(self.width())
        one_line = self._line == LINE
        front_room = right - DUE - RECALL - (KIND if one_line else 0.0) - 12
        with painter_on(self) as painter:
            for number, (front, kind, recall, due) in enumerate(self.lines):
                y = middle_baseline(label, number * self._line + LINE / 2)
                shown = metrics.elidedText(front, Qt.TextElideMode.ElideRight, front_room)
                draw_text(painter, QPointF(0, y), shown, label, ink)
                if one_line:
                    shown = metrics.elidedText(kind, Qt.TextElideMode.ElideRight, KIND - 8)
                    draw_text(painter, QPointF(front_room + 12, y), shown, label, quiet)
                else:
                    draw_text(painter, QPointF(0, y + 17), kind, small, quiet)
                draw_text(painter, QPointF(right - DUE, y), recall, label, ink, RIGHT)
                font, colour = (strong, accent) if due == "due" else (label, quiet)
                draw_text(painter, QPointF(right, y), due, font, colour, RIGHT)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = event.pos().y() // self._line
            if 0 <= at < len(self._cards):
                QToolTip.showText(event.globalPos(), self._cards[at].front, self)
            return True
        return super().event(event)
