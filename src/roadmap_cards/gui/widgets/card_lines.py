"""A few cards of an item, each a small hexagon and its front in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_text, middle_baseline, painter_on
from roadmap_cards.gui.widgets.item_words import card_due_words
from roadmap_cards.gui.widgets.map_cell import LEFT_OUT, UNSEEN, CellPainter, CellShape
from roadmap_cards.study.mastery import Lens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmap_cards.library.items import CardLine

LINE = 26
CELL = 15.0
BEFORE_WORDS = 24


class CardLines(QWidget):
    """At most so many lines; where there are more cards, the last one counts them."""

    def __init__(self, theme: Theme, most: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._most = most
        self._cards: Sequence[CardLine] = ()
        self._lens = Lens.MASTERY
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Cards")
        theme.changed.connect(self.update)

    def set_cards(self, cards: Sequence[CardLine], lens: Lens) -> None:
        self._cards, self._lens = cards, lens
        self.setAccessibleDescription(
            "; ".join(f"{card.front}, {card_due_words(card)}" for card in cards) or "No cards"
        )
        self.update()

    @property
    def lines(self) -> list[str]:
        """The words of each line."""
        shown = [card.front for card in self._cards]
        if len(shown) > self._most:
            shown = [*shown[: self._most - 1], f"and {len(shown) - self._most + 1} more"]
        return shown

    def sizeHint(self) -> QSize:
        return QSize(260, self._most * LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._most * LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = self._theme.font("label")
        metrics = QFontMetricsF(font)
        lines = self.lines
        counting = len(lines) < len(self._cards)
        # Quizzes ask questions: a card has no share of its own there, and an outline would deny its item's.
        marked = self._lens is not Lens.QUIZ
        left = BEFORE_WORDS if marked else 0
        cells = CellPainter(self._theme)
        with painter_on(self) as painter:
            for number, words in enumerate(lines):
                middle = number * LINE + LINE / 2
                last = counting and number == len(lines) - 1
                if not last and marked:
                    card = self._cards[number]
                    cell = CellShape(QPointF(CELL / 2 + 1, middle), CELL)
                    look = self._lens.tint(card.mastery) if card.memory.seen else UNSEEN
                    cells.draw(painter, LEFT_OUT if card.suspended else look, [cell])
                room = self.width() - left
                shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
                colour = self._theme.colour("ink2" if last else "ink")
                at = QPointF(left, middle_baseline(font, middle))
                draw_text(painter, at, shown, font, colour)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = event.pos().y() // LINE
            if 0 <= at < min(len(self._cards), len(self.lines)):
                QToolTip.showText(event.globalPos(), self._cards[at].front, self)
            return True
        return super().event(event)
