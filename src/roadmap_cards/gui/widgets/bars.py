"""Rows of a label, a bar and a number: what is due, topic by topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_box, painter_on
from roadmap_cards.gui.widgets.elided_text import ElidedText
from roadmap_cards.gui.widgets.legend import Legend, LegendMark
from roadmap_cards.gui.widgets.text import Text

BAR_WIDTH = 84
BETWEEN = 2
"""Pixels between the two parts of a bar."""


@dataclass(frozen=True, slots=True)
class TopicLoad:
    """How many cards of a topic are to be reviewed and how many are new; `quiet` for a row of leftovers."""

    label: str
    reviews: int
    new: int = 0
    quiet: bool = False

    @property
    def cards(self) -> int:
        return self.reviews + self.new


class LoadBar(QWidget):
    """Reviews and new cards end to end; `full` is the number of cards that fills the width."""

    def __init__(self, theme: Theme, load: TopicLoad, full: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._load = load
        self._full = max(1, full)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{load.label}: {load.reviews} reviews, {load.new} new")
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(BAR_WIDTH, 7)

    def paintEvent(self, _event: QPaintEvent) -> None:
        both = self._load.reviews > 0 and self._load.new > 0
        room = self.width() - (BETWEEN if both else 0)
        left = 0.0
        with painter_on(self) as painter:
            for cards, token in ((self._load.reviews, "data"), (self._load.new, "accent")):
                if cards:
                    width = max(3.0, room * cards / self._full)
                    draw_box(painter, QRectF(left, 0, width, 7), 2, self._theme.colour(token))
                    left += width + BETWEEN


class TopicBars(QWidget):
    """The rows, the longest bar filling its column, and what the two colours mean."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = QWidget()
        self._legend = Legend(theme, (LegendMark("data", "review"), LegendMark("accent", "new")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self._place = QHBoxLayout()
        self._place.addWidget(self._rows)
        layout.addLayout(self._place)
        layout.addStretch(1)
        layout.addWidget(self._legend)

    def set_rows(self, rows: Sequence[TopicLoad]) -> None:
        """Show these topics in this order."""
        old, self._rows = self._rows, QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        full = max((load.cards for load in rows), default=1)
        for number, load in enumerate(rows):
            label = ElidedText(self._theme, "label", "ink2" if load.quiet else "ink")
            label.set_text(load.label)
            count = Text(self._theme, str(load.cards), "label_strong")
            count.setMinimumWidth(22)
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, number, 0)
            grid.addWidget(LoadBar(self._theme, load, full), number, 1)
            grid.addWidget(count, number, 2)
        self._place.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        self._legend.setVisible(any(load.new for load in rows))
        described = "; ".join(f"{load.label}: {load.reviews} reviews, {load.new} new" for load in rows)
        self.setAccessibleName(described)
