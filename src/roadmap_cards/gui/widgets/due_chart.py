"""What falls due: minutes for each of the coming days, against the minutes one wants to spend."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.chart_axis import FOOT, Plot, draw_below, draw_goal, draw_levels, draw_today
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.drawing import LEFT, RIGHT, draw_box, draw_text, text_width
from roadmap_cards.gui.widgets.minutes_chart import scale_end
from roadmap_cards.study.statistics import DueDay, DueForecast
from roadmap_cards.study.wording import counted

HIGH = 153
LEFT_ROOM, TOP = 30, 25
WEEK = 7
LAST = 7
"""Days at the right end that the words of the goal stand above."""


class DueChart(Chart):
    """A bar a day, today's tinted; the goal dashed across."""

    def __init__(self, theme: Theme) -> None:
        """Make the chart; `show_due` fills it."""
        super().__init__(theme, HIGH)
        self._days: tuple[DueDay, ...] = ()
        self._goal = 0

    def show_due(self, due: DueForecast, *, against_goal: bool = True) -> None:
        """Show these days; the goal only where all that is studied counts towards it."""
        self._days, self._goal = due.days, due.goal if against_goal else 0
        self.forget_place()

    def begin_at(self) -> int:
        return 0

    @property
    def _plot(self) -> Plot:
        highest = max((day.minutes for day in self._days), default=0.0)
        end = scale_end(max(highest, self._goal, 1))
        beside = 10 + text_width(self._theme.font("small_strong"), self._goal_words) if self._crowded else 0
        return Plot(LEFT_ROOM, TOP, self.width() - beside, self.height() - FOOT, 0, end)

    @property
    def _goal_words(self) -> str:
        return f"your goal {self._goal}"

    @property
    def _crowded(self) -> bool:
        """Whether bars stand where the goal's words would: then they stand beside the plot."""
        return 0 < self._goal < max((day.minutes for day in self._days[-LAST:]), default=0.0)

    def place(self) -> Sequence[Mark]:
        plot, count = self._plot, len(self._days)
        marks = []
        for number, day in enumerate(self._days):
            bar = self._bar(plot, number)
            reach = QRectF(plot.x(number / count), plot.top, plot.width / count, plot.base - plot.top)
            when = "Today" if number == 0 else written(day.day, "dddd d MMMM")
            marks.append(Mark(reach, QPointF(bar.center().x(), bar.top()), when, due_words(day)))
        return marks

    def _bar(self, plot: Plot, number: int) -> QRectF:
        step = plot.width / len(self._days)
        minutes = self._days[number].minutes
        height = max(2.0, plot.base - plot.y(minutes)) if minutes else 0.0
        return QRectF(plot.left + number * step + 1, plot.base - height, max(2.0, step - 3), height)

    def draw(self, painter: QPainter) -> None:
        if not self._days:
            return
        theme, plot = self._theme, self._plot
        draw_levels(
            painter, theme, plot, [(plot.high / 2, f"{plot.high / 2:g}"), (plot.high, f"{plot.high:g}")]
        )
        for number in range(len(self._days)):
            bar = self._bar(plot, number)
            if bar.height() and number:
                draw_box(painter, bar, 2, theme.colour("data_band"))
            elif bar.height():
                draw_box(painter, bar, 3, theme.colour("accent_bg"), theme.colour("accent"), 1.4)
        draw_levels(painter, theme, plot, [(0, "")])
        if self._goal:
            draw_goal(painter, theme, plot, self._goal)
            bold, y = theme.font("small_strong"), plot.y(self._goal)
            at, side = (QPointF(plot.right, y - 6), RIGHT)
            if self._crowded:
                at, side = (QPointF(plot.right + 10, y + 4), LEFT)
            draw_text(painter, at, self._goal_words, bold, theme.colour("ink"), side)
        self._draw_days(painter, plot)

    def _draw_days(self, painter: QPainter, plot: Plot) -> None:
        count = len(self._days)
        weeks = [(number, self._days[number].day) for number in range(WEEK, count - 4, WEEK)]
        labels = [(plot.middle(number, count), written(day, "d MMM")) for number, day in weeks]
        labels.append((plot.right, written(self._days[-1].day, "d MMM")))
        draw_below(painter, self._theme, plot, labels, plot.right)
        draw_today(painter, self._theme, plot, plot.left + 14, plot.right)

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        bar = self._bar(self._plot, self.marks.index(mark))
        draw_box(painter, bar.adjusted(-1.5, -1.5, 1.5, 0.5), 3, None, self._theme.colour("ink"), 1.6)


def due_words(day: DueDay) -> str:
    """Return what a day asks for: “31 reviews and 9 new, about 11 min”."""
    cards = counted(day.reviews, "review") + (f" and {day.new} new" if day.new else "")
    return f"{cards}, about {max(1, round(day.minutes))} min" if day.reviews or day.new else "nothing due"
