"""The head of the map: which roadmap it shows on which day, through which lens, and what hexagons mean."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.choice_field import ChoiceField
from roadmap_cards.gui.widgets.drawing import text_width
from roadmap_cards.gui.widgets.map_legend import MapLegend
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.time_line_words import as_of, short_date
from roadmap_cards.library.past import Scenario
from roadmap_cards.study.mastery import Lens

ONE_LINE = 990
"""Pixels from which title, legend and lenses stand on one line."""

TWO_LINES = 560
"""Pixels from which title and lenses have room to spare; below it they are smaller and closer."""

TODAY = "today"
WIDEST, WIDEST_SHORT = "28 September 2026, at your pace", "28 Mar 2026"
"""What may stand below the title: room is kept for it, so that nothing moves while days go by."""

LENS_GAP = 8
"""Pixels at least between the small title and the lenses."""

CHOICE_ABOVE = 646
"""Pixels from which the choice of a roadmap stands beside the title."""

NOT_ASKED = "No quiz answered lately. A hexagon takes colour once you answer a question about it."


class MapHead(QWidget):
    """The head. `lens_chosen` carries the lens that is wanted, `roadmap_chosen` the number of a roadmap."""

    lens_chosen = Signal(object)
    roadmap_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lens = Lens.MASTERY
        self._asked = False
        self._filled = False
        self._titles: list[str] = []
        self._choice: ChoiceField | None = None
        self._legend = MapLegend(theme, named=False)
        self._note = Text(theme, NOT_ASKED, "label", "ink2", wrap=True)
        self._title = Text(theme, "", "item")
        self._day = Text(theme, "", "label", "ink2")
        self._dated, self._dated_short = TODAY, TODAY
        self._heading = QWidget()
        heading = QVBoxLayout(self._heading)
        heading.setContentsMargins(0, 0, 0, 0)
        heading.setSpacing(0)
        heading.addWidget(self._title)
        heading.addWidget(self._day)
        self._lenses = Segment(theme, [lens.value for lens in Lens], "Lens")
        self._lenses.chosen.connect(lambda number: self.lens_chosen.emit(tuple(Lens)[number]))
        for option in self._lenses.controls:
            option.installEventFilter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._line = QHBoxLayout()
        self._line.addWidget(self._heading, 0, middle)
        self._line.addStretch(0)
        self._below = QVBoxLayout()
        self._below.setSpacing(8)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._line)
        self._column.addLayout(self._below)
        self._place()
        self._show_meaning()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leave Space to the page: arrows and digits choose a lens already."""
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if space:
            event.ignore()
        return space

    def set_day(self, day: int, today: int, scenario: Scenario) -> None:
        """Say of what study day the map is, and if it is one ahead, what is done until then."""
        self._dated, self._dated_short = TODAY, TODAY
        if day != today:
            self._dated, self._dated_short = as_of(day, today, scenario), short_date(day)
        self._legend.show_due(known=day >= today)
        self._show_title()

    @property
    def title(self) -> str:
        """Which map it is, such as “Recall, 19 October 2025”."""
        return f"{self._lens.value}, {self._dated}"

    @property
    def _narrow(self) -> bool:
        return self.width() < TWO_LINES

    def _show_title(self) -> None:
        self._title.setText(self._lens.value if self._narrow else _titled(self._lens))
        self._day.setText(self._dated_short if self._narrow else self._dated)
        self._heading.setAccessibleName(self.title)

    def set_lens(self, lens: Lens) -> None:
        """Show which lens holds, and what it means."""
        self._lens = lens
        self._lenses.set_chosen(tuple(Lens).index(lens))
        self._legend.set_lens(lens)
        self._show_title()
        self._show_meaning()

    def set_map(self, *, filled: bool, asked: bool) -> None:
        """Tell whether there is a map, and whether a quiz asked anything of it."""
        self._filled, self._asked = filled, asked
        self._lenses.setVisible(filled)
        self._show_meaning()

    def set_roadmaps(self, titles: Sequence[str], at: int) -> None:
        """Offer these roadmaps, if there are several."""
        wanted = list(titles) if len(titles) > 1 else []
        if wanted != self._titles:
            self._titles = wanted
            if self._choice is not None:
                self._take_out(self._choice)
                self._choice.hide()
                self._choice.deleteLater()
                self._choice = None
            if wanted:
                self._choice = ChoiceField(self._theme, wanted, at, "Roadmap")
                self._choice.activated.connect(self.roadmap_chosen)
            self._place()
        if self._choice is not None:
            self._choice.setCurrentIndex(at)

    def _show_meaning(self) -> None:
        """Show what the tints mean, or that there are none yet, and what would bring them."""
        nothing = self._lens is Lens.QUIZ and not self._asked
        self._legend.setVisible(self._filled and not nothing)
        self._note.setVisible(self._filled and nothing)

    def _place(self) -> None:
        """Put everything on one line, or on as many as the width asks for."""
        parts = (self._choice, self._legend, self._note, self._lenses)
        for part in parts:
            if part is not None:
                self._take_out(part)
        middle = Qt.AlignmentFlag.AlignVCenter
        narrow = self._narrow
        styles = ("heading", "small") if narrow else ("item", "label")
        self._title.set_style(styles[0], "ink")
        self._day.set_style(styles[1], "ink2")
        title, day = (self._theme.font(style) for style in styles)
        titles = [lens.value if narrow else _titled(lens) for lens in Lens]
        dated = text_width(day, WIDEST_SHORT if narrow else WIDEST)
        widest = ceil(max(dated, *(text_width(title, words) for words in titles))) + 1
        self._heading.setFixedWidth(widest)
        self._show_title()
        self._line.setSpacing(LENS_GAP if narrow else 11)
        self._column.setSpacing(4 if narrow else 10)
        beside = self.width() >= ONE_LINE and self._choice is None
        for part in (self._legend, self._note):
            if beside:
                self._line.insertWidget(1, part, 1, middle)
            else:
                self._below.addWidget(part)
        if widest + LENS_GAP + self._lenses.sizeHint().width() > self.width():
            self._below.insertWidget(0, self._lenses, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._line.addWidget(self._lenses, 0, middle)
        if self._choice is not None and self.width() >= CHOICE_ABOVE:
            self._line.insertWidget(1, self._choice, 0, middle)
        elif self._choice is not None:
            self._below.insertWidget(0, self._choice)

    def _take_out(self, part: QWidget) -> None:
        self._line.removeWidget(part)
        self._below.removeWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)


def _titled(lens: Lens) -> str:
    return f"{lens.value} map"
