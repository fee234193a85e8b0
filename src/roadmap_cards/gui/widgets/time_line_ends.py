"""Where the two ways ahead lead: what is held at the end of each, and which of them the map follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import draw_line, draw_text, middle_baseline, painter_on, text_width
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.time_line import DASHES
from roadmap_cards.gui.widgets.time_line_words import sureness
from roadmap_cards.library.past import Scenario

if TYPE_CHECKING:
    from roadmap_cards.library.past import Travel

ORDER = (Scenario.PACE, Scenario.STOP)
"""From top to bottom, as the lines lie."""

SAMPLE, GAP = 18, 6
"""Pixels of the line before the words, and between both."""

LINE = 20
SHORT = {Scenario.PACE: "at pace", Scenario.STOP: "if stopped"}
"""The words where there is little room."""


class _Way(QRadioButton):
    def __init__(self, theme: Theme, scenario: Scenario, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scenario = scenario
        self._held = 0
        self._brief = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wears_ring(self, 4)
        theme.changed.connect(self.update)

    def set_held(self, held: int, sure: str) -> None:
        self._held = held
        self.setAccessibleName(f"The map ahead {self._scenario.value}: {held} held at the end")
        self.setToolTip(sure)
        self.setAccessibleDescription(sure)
        self.updateGeometry()
        self.update()

    def set_brief(self, *, brief: bool) -> None:
        self._brief = brief
        self.updateGeometry()
        self.update()

    def _words(self) -> str:
        return f"{self._held} {SHORT[self._scenario] if self._brief else self._scenario.value}"

    def sizeHint(self) -> QSize:
        width = text_width(self._theme.font("small_strong"), self._words())
        return QSize(SAMPLE + GAP + round(width) + 1, LINE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            event.ignore()  # arrows choose already; Space plays
        else:
            super().keyPressEvent(event)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        chosen = self.isChecked()
        font = self._theme.font("small_strong" if chosen else "small")
        ink = "ink" if chosen or self.underMouse() else "ink2"
        middle = self.height() / 2
        with painter_on(self) as painter:
            y = round(middle) + 0.5
            colour = self._theme.colour("data" if chosen else "ink3")
            ends = QPointF(0, y), QPointF(SAMPLE, y)
            draw_line(painter, *ends, colour, 2 if chosen else 1.5, DASHES[self._scenario])
            at = QPointF(SAMPLE + GAP, middle_baseline(font, middle))
            draw_text(painter, at, self._words(), font, self._theme.colour(ink))


class TimeLineEnds(QWidget):
    """Both ways, of which one is chosen, and whether they are rough. `chosen` carries a Scenario."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways = {scenario: _Way(theme, scenario, self) for scenario in ORDER}
        self._rough = Text(theme, "rough", "small", "ink2")
        self._rough.setContentsMargins(SAMPLE + GAP, 0, 0, 0)
        self.setAccessibleName("The way ahead")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addStretch(1)
        for scenario, way in self._ways.items():
            column.addWidget(way)
            way.clicked.connect(lambda _checked, scenario=scenario: self.chosen.emit(scenario))
        column.addWidget(self._rough)
        column.addStretch(1)
        self._roving = RovingFocus(self, lambda number: self.chosen.emit(ORDER[number]))
        self._roving.set_controls(list(self._ways.values()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.set_scenario(Scenario.STOP)

    @property
    def told(self) -> tuple[QWidget, ...]:
        """What has a tool tip."""
        return (*self._ways.values(), self._rough)

    def set_travel(self, travel: Travel) -> None:
        """Show where a roadmap is led."""
        for scenario, way in self._ways.items():
            way.set_held(travel.ahead[scenario][-1].held, sureness(travel, scenario))
        self._rough.setVisible(travel.rough)
        self._rough.setToolTip(sureness(travel, Scenario.STOP))

    def set_scenario(self, scenario: Scenario) -> None:
        """Mark the way that the map follows, without telling."""
        self._ways[scenario].setChecked(True)
        self._roving.enter_at(self._ways[scenario])

    def set_brief(self, *, brief: bool) -> None:
        """Say it in fewer words, where there is little room."""
        for way in self._ways.values():
            way.set_brief(brief=brief)
