"""A few cards of an item, each a small hexagon and its front in one line."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_dot, draw_text, middle_baseline, painter_on
from roadmap_cards.gui.widgets.item_words import card_due_words
from roadmap_cards.gui.widgets.map_cell import LEFT_OUT, UNSEEN, CellPainter, CellShape
from roadmap_cards.study.mastery import Lens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmap_cards.library.items import CardLine

LINE = 21
CELL = 15.0
BEFORE_WORDS = 24
BULLET = 2.0

FEWEST_ALIKE = 3
"""Words that two fronts begin with alike, from which they are left out of the lower one."""


class CardLines(QWidget):
    """At most so many lines; where there are more cards, the last one counts them."""

    def __init__(self, theme: Theme, most: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._most = most
        self._cards: Sequence[CardLine] = ()
        self._lens = Lens.MASTERY
        self._title = ""
        self._away = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Cards")
        theme.changed.connect(self.update)

    def set_cards(self, cards: Sequence[CardLine], lens: Lens, title: str = "") -> None:
        """Show the cards of the item with this title as they are today."""
        self._cards, self._lens, self._title = cards, lens, title
        self._describe()

    def set_away(self, away: bool) -> None:
        """Tell whether all around is of another day: then no tint claims to be of that day too."""
        if away is not self._away:
            self._away = away
            self._describe()

    def _describe(self) -> None:
        words = "; ".join(f"{card.front}, {card_due_words(card)}" for card in self._cards) or "No cards"
        self.setAccessibleDescription(f"Today: {words}" if self._away else words)
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
        quiet = self._theme.colour("ink3")
        with painter_on(self) as painter:
            for number, words in enumerate(lines):
                middle = number * LINE + LINE / 2
                last = counting and number == len(lines) - 1
                if not last and marked:
                    card = self._cards[number]
                    centre = QPointF(CELL / 2 + 1, middle)
                    if self._away:
                        draw_dot(painter, centre, BULLET, quiet, quiet, 0)
                    else:
                        look = self._lens.tint(card.mastery) if card.memory.seen else UNSEEN
                        shape = CellShape(centre, CELL)
                        cells.draw(painter, LEFT_OUT if card.suspended else look, [shape])
                room = self.width() - left
                long = not last and metrics.horizontalAdvance(words) > room
                apart = told_apart(words, lines[:number], self._title) if long else words
                shown = metrics.elidedText(apart, Qt.TextElideMode.ElideRight, room)
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


def told_apart(front: str, above: Sequence[str], title: str) -> str:
    """Return a front without what is read beside it already, for a line too short for all of it.

    That is the title of its item, and the words that a front above begins with as well.
    """
    if title and re.search(re.escape(title), front, re.IGNORECASE):
        return re.sub(re.escape(title), "…", front, flags=re.IGNORECASE)
    words = front.split()
    alike = max((_alike(words, other.split()) for other in above), default=0)
    return " ".join(["…", *words[alike:]]) if FEWEST_ALIKE <= alike < len(words) else front


def _alike(words: Sequence[str], others: Sequence[str]) -> int:
    """Return how many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False)))
