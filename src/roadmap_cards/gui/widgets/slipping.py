"""Slipping soonest: items that are being forgotten, with their recall now and in a few days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import LinkButton
from roadmap_cards.gui.widgets.drawing import draw_box, draw_text, painter_on
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text

ROW, BAR, BAR_TOP = 48, 6, 21
LOST = 95
"""How strong, of 255, the part of a bar is that will be lost."""


@dataclass(frozen=True, slots=True)
class SlippingItem:
    """An item with its recall now and later, from 0 to 1; `ready` says that a card of it is due today."""

    id: int
    title: str
    now: float
    later: float
    ready: bool


@dataclass(frozen=True, slots=True)
class RestingTopic:
    """A topic that is paused, with the recall of what was seen of it, from 0 to 1."""

    id: int
    title: str
    recall: float


class SlippingRow(QWidget):
    """A title, a bar (what will be remembered in full colour, what will be lost paler) and both numbers."""

    def __init__(self, theme: Theme, item: SlippingItem, day: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._item = item
        self._foretold = f"{item.now * 100:.0f} % now, {item.later * 100:.0f} % by {day}"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{item.title}: {self._foretold}")
        self.setToolTip(item.title)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(180, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        bold, small = self._theme.font("label_strong"), self._theme.font("small")
        title = QFontMetricsF(bold).elidedText(self._item.title, Qt.TextElideMode.ElideRight, self.width())
        with painter_on(self) as painter:
            draw_text(painter, QPointF(0, 13), title, bold, self._theme.colour("ink"))
            draw_box(painter, QRectF(0, BAR_TOP, self.width(), BAR), BAR / 2, self._theme.colour("unseen"))
            for share, strength in ((self._item.now, LOST), (self._item.later, 255)):
                part = QRectF(0, BAR_TOP, max(BAR, self.width() * share), BAR)
                draw_box(painter, part, BAR / 2, self._theme.colour("data", strength))
            at = QPointF(0, ROW - 4)
            draw_text(painter, at, self._foretold, small, self._theme.colour("ink2"))


class SlippingPanel(Panel):
    """The rows, and what can be done about them. `review_asked` says that they are wanted first.

    `topic_asked` carries the id of a paused topic that the person wants to see.
    """

    review_asked = Signal()
    topic_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Slipping soonest")
        self._items: tuple[SlippingItem, ...] = ()
        self._rows = QWidget()
        self.review = LinkButton(theme, "Review these first", "S")
        self.review.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.review.clicked.connect(self.review_asked)
        self._not_due = Text(theme, "Not due yet", "label", "ink2")
        self._resting: tuple[RestingTopic, ...] = ()
        self._rests = Text(theme, "", "small", "ink2", wrap=True)
        self.resume = LinkButton(theme, "")
        self.resume.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.resume.clicked.connect(self._ask_topic)
        self._place = QVBoxLayout()
        self._place.addWidget(self._rows)
        self.content.addLayout(self._place)
        self.content.addStretch(1)
        self.content.addWidget(self.review)
        self.content.addWidget(self._not_due)
        self.content.addWidget(self._rests)
        self.content.addWidget(self.resume)

    def show_items(
        self, items: Sequence[SlippingItem], day: str, resting: Sequence[RestingTopic] = ()
    ) -> None:
        """Show these items, the worst first; `day` names the weekday that recall is foretold for.

        `resting` are the topics that are paused, the one that is forgotten most first.
        """
        self._items = tuple(items)
        old, self._rows = self._rows, QWidget()
        rows = QVBoxLayout(self._rows)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        for item in items:
            rows.addWidget(SlippingRow(self._theme, item, day))
        self._place.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        ready = sum(item.ready for item in items)
        self.review.setVisible(bool(ready))
        self.review.set_words(_offer(ready, len(items)))
        self._not_due.setVisible(bool(items) and not ready)
        self._resting = tuple(resting)
        for part in (self._rests, self.resume):
            part.setVisible(bool(resting))
        if resting:
            self._rests.setText(_rests(resting))
            self.resume.set_words(f"See {resting[0].title}")

    def _ask_topic(self) -> None:
        if self._resting:
            self.topic_asked.emit(self._resting[0].id)

    @property
    def ready(self) -> tuple[int, ...]:
        """The items of which a card is due today."""
        return tuple(item.id for item in self._items if item.ready)


def _offer(ready: int, items: int) -> str:
    """Return what the button does: only what is due can be reviewed."""
    if ready < items:
        return f"Review the {ready} due first" if ready > 1 else "Review the one due first"
    return f"Review these {ready} first" if ready > 1 else "Review this first"


def _rests(topics: Sequence[RestingTopic]) -> str:
    """Return what becomes of the topics that are paused."""
    first, *others = topics
    also = f", and {len(others)} more" if others else ""
    return f"Paused: {first.title}, recall {first.recall * 100:.0f} %{also}"
