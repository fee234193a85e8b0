"""The panel below the map in which a person goes through time: play, the line of time, what is held then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import Button
from roadmap_cards.gui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from roadmap_cards.gui.widgets.key_cap import draw_key_cap, key_width
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.time_line import TimeLine
from roadmap_cards.gui.widgets.time_line_ends import TimeLineEnds
from roadmap_cards.gui.widgets.time_line_frame import month_on
from roadmap_cards.gui.widgets.time_line_play import PlayButton, Player
from roadmap_cards.gui.widgets.time_line_tip import TipAbove
from roadmap_cards.gui.widgets.time_line_words import distance, held_on
from roadmap_cards.library.past import Scenario
from roadmap_cards.study.mastery import HELD

if TYPE_CHECKING:
    from roadmap_cards.library.past import Travel

HEIGHT, LOW = 80, 66
"""Pixels of the panel, and where there is little room."""

ROOMY = 700
"""Pixels from which there is room for all words."""

FIGURES, FEW_FIGURES = 104, 74
"""Pixels of the column of what is held, and where there is little room."""


class _Step(Button):
    """A key that goes a day; the key itself goes too, so Tab need not stop here."""

    def __init__(self, theme: Theme, key: str, words: str) -> None:
        super().__init__(theme, words, key, radius=5)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoRepeat(True)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return QSize(key_width(self._theme, self._key), KEY_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour = "ink" if self.underMouse() or self.isDown() else "ink2"
        with self._begin() as painter:
            draw_key_cap(painter, self._theme, QPointF(0, 0), self._key, colour)


class TimeLinePanel(Panel):
    """Leads through time. `went` says that another day or another way ahead is wanted: `day` and `scenario`.

    Playing goes on from the day one is on; from today, and from the end, it begins with the first day. Where
    motion is off it goes a month on instead, once for each press.
    """

    went = Signal()
    play_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=16, parent=parent)
        self._theme = theme
        self._travel: Travel | None = None
        self._scenario = Scenario.STOP
        self._player = Player(self)
        self._player.came.connect(self._come)
        self._player.ended.connect(self._show_playing)
        self._play = PlayButton(theme)
        self._play.clicked.connect(self.toggle_play)
        self._line = TimeLine(theme)
        self._line.went.connect(self._goes)
        self._ends = TimeLineEnds(theme)
        self._ends.chosen.connect(self.choose)
        self._held = Text(theme, "", "heading")
        self._held.setToolTip(HELD)
        self._held.setAccessibleDescription(HELD)
        self._when = Text(theme, "", "small", "ink2")
        self._days = QWidget()
        self._figures = QWidget()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._play, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._line, 1)
        row.addWidget(self._ends)
        row.addWidget(self._figure_column())
        self.content.addLayout(row, 1)
        TipAbove(self).take(*self._ends.told, self._held)
        box = self.layout()
        assert box is not None
        box.setContentsMargins(16, 2, 20, 2)
        self.set_travel(None)

    def _figure_column(self) -> QWidget:
        right = Qt.AlignmentFlag.AlignRight
        self._held.setAlignment(right)
        self._when.setAlignment(right)
        days = QHBoxLayout(self._days)
        days.setContentsMargins(0, 4, 0, 0)
        days.setSpacing(6)
        days.addStretch(1)
        days.addWidget(Text(self._theme, "one day", "small", "ink3"))
        for key, words, by in (("[", "One day back", -1), ("]", "One day on", 1)):
            step = _Step(self._theme, key, words)
            step.clicked.connect(lambda _checked, by=by: self.step(by))
            days.addWidget(step)
        column = QVBoxLayout(self._figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        for part in (self._held, self._when, self._days):
            column.addWidget(part)
        column.addStretch(1)
        return self._figures

    # --- What is shown

    def set_travel(self, travel: Travel | None, *, reading: bool = True) -> None:
        """Show a roadmap through time, on today or on the day one is on if it is the same roadmap.

        None stands for what is still being read, and for a roadmap before its first review.
        """
        same = self._travel is not None and travel is not None and self._travel.id == travel.id
        day = self.day
        self.pause()
        self._travel = travel
        self._line.set_travel(travel, reading=reading)
        if travel is not None:
            self._ends.set_travel(travel)
            if same:
                self._line.set_day(min(max(day, travel.first), travel.last))
        for part in (self._ends, self._figures):
            part.setVisible(travel is not None)
        self._play.setEnabled(travel is not None)
        self._show_day()
        self._show_playing()

    @property
    def day(self) -> int:
        """The study day one is on; 0 where there is no travel."""
        return self._line.day

    @property
    def scenario(self) -> Scenario:
        """What is done from today on, as far as the map shows days ahead."""
        return self._scenario

    @property
    def travels(self) -> bool:
        """Whether one is on another day than today."""
        return self._travel is not None and self.day != self._travel.today

    @property
    def can_travel(self) -> bool:
        """Whether there is any way through time."""
        return self._travel is not None

    @property
    def is_playing(self) -> bool:
        return self._player.is_playing

    @property
    def play_words(self) -> str:
        """What playing is called now."""
        return self._play.words

    @property
    def words(self) -> list[str]:
        """All that is said of the day."""
        return [part.text() for part in (self._held, self._when) if part.isVisibleTo(self)]

    def _show_day(self) -> None:
        if self._travel is not None:
            self._held.setText(f"{held_on(self._travel, self.day, self._scenario)} held")
            self._when.setText(distance(self.day, self._travel.today))

    def _show_playing(self) -> None:
        self._play.show_playing(playing=self.is_playing, steps=not self._theme.moves)
        self.play_changed.emit()

    # --- Going through time

    def go(self, day: int) -> None:
        """Go to a study day, or as near to it as one can."""
        self.pause()
        if self._travel is not None:
            self._goes(min(max(day, self._travel.first), self._travel.last))

    def step(self, days: int) -> None:
        """Go so many days on, or back."""
        self.go(self.day + days)

    def step_month(self, months: int) -> None:
        """Go so many months on, or back."""
        self.go(month_on(self.day, months))

    def go_today(self) -> None:
        """Go back to today."""
        if self._travel is not None:
            self.go(self._travel.today)

    def choose(self, scenario: Scenario) -> None:
        """Follow another way ahead."""
        if scenario is not self._scenario:
            self._scenario = scenario
            self._line.set_scenario(scenario)
            self._ends.set_scenario(scenario)
            self._show_day()
            self.went.emit()

    def toggle_play(self) -> None:
        """Play, or pause; where motion is off, go a month on."""
        travel = self._travel
        if travel is None:
            return
        begin = travel.first if self.day in (travel.today, travel.last) else self.day
        if not self._theme.moves:
            self.go(begin if begin != self.day else month_on(self.day, 1))
        elif self.is_playing:
            self.pause()
        else:
            self._player.play(begin, travel.last)
        self._show_playing()

    def pause(self) -> None:
        """Stay on this day."""
        if self.is_playing:
            self._player.pause()
            self._line.set_day(self.day)
            self._show_playing()

    def _goes(self, day: int) -> None:
        """Take a day that the person chose."""
        self.pause()
        self._be_on(day)

    def _come(self, at: float) -> None:
        """Take a moment of playing: the handle glides, all else changes with the day."""
        day = int(at)
        if day != self.day:
            self._be_on(day, at - day)
        else:
            self._line.set_day(day, at - day)

    def _be_on(self, day: int, between: float = 0.0) -> None:
        self._line.set_day(day, between)
        self._show_day()
        self.went.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.pause()
        super().hideEvent(event)

    # --- Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        roomy = event.size().width() >= ROOMY
        self._ends.set_brief(brief=not roomy)
        self._play.set_small(small=not roomy)
        self._days.setVisible(roomy)
        self._figures.setFixedWidth(FIGURES if roomy else FEW_FIGURES)
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT if self.width() >= ROOMY else LOW)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
