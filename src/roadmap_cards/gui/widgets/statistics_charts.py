"""The charts of the statistics page, each in its panel: one column or two, the calendar across both."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.calendar_chart import CalendarChart, HeatLegend
from roadmap_cards.gui.widgets.chart_panel import ChartPanel
from roadmap_cards.gui.widgets.due_chart import DueChart
from roadmap_cards.gui.widgets.mastery_chart import MasteryChart
from roadmap_cards.gui.widgets.month_line import MonthLine
from roadmap_cards.gui.widgets.phase_chart import PhaseChart
from roadmap_cards.gui.widgets.retention_chart import RetentionChart
from roadmap_cards.gui.widgets.stability_chart import StabilityChart
from roadmap_cards.gui.widgets.statistics_choice import EVERYTHING
from roadmap_cards.gui.widgets.time_chart import TimeChart
from roadmap_cards.study.statistics import Statistics

ACROSS, DOWN = 20, 16
"""Pixels between panels."""


class StatisticsCharts(QWidget):
    """The seven panels; `set_columns` lays them out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._legend = HeatLegend(theme)
        self._calendar = CalendarChart(theme)
        self._due = DueChart(theme)
        self._retention = RetentionChart(theme)
        self._mastery = MasteryChart(theme)
        self._time = TimeChart(theme)
        self._grades = PhaseChart(theme)
        self._stabilities = StabilityChart(theme)
        self._wide = ChartPanel(theme, self._calendar, "study-calendar", legend=self._legend)
        self._month = MonthLine(theme, self._calendar)
        self._wide.content.addWidget(self._month)
        self._rest = (
            ChartPanel(theme, self._due, "due"),
            ChartPanel(theme, self._retention, "retention"),
            ChartPanel(theme, self._mastery, "mastery"),
            ChartPanel(theme, self._time, "time"),
            ChartPanel(theme, self._grades, "grades"),
            ChartPanel(theme, self._stabilities, "stability"),
        )
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(ACROSS)
        self._grid.setVerticalSpacing(DOWN)
        self._columns = 0
        self.set_columns(2)

    @property
    def panels(self) -> tuple[ChartPanel, ...]:
        """The panels as they are read."""
        return (self._wide, *self._rest)

    def set_columns(self, columns: int) -> None:
        """Stand in one column or in two."""
        if columns == self._columns:
            return
        self._columns = columns
        for panel in self.panels:
            self._grid.removeWidget(panel)
        self._grid.addWidget(self._wide, 0, 0, 1, columns)
        for number, panel in enumerate(self._rest):
            row, column = divmod(number, columns)
            self._grid.addWidget(panel, 1 + row, column)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def show_statistics(self, shown: Statistics) -> None:
        """Give every chart its numbers, and every panel what they come to."""
        self._calendar.show_calendar(shown.calendar)
        self._legend.set_step(self._calendar.step)
        self._due.show_due(shown.due, against_goal=shown.scope == EVERYTHING)
        self._retention.show_retention(shown.retention)
        self._mastery.show_courses(shown.mastery)
        self._time.show_time(shown.time)
        self._grades.show_grades(shown.grades)
        self._stabilities.show_stabilities(shown.stabilities)
        said = (
            shown.calendar.said,
            shown.due.said,
            shown.retention.said,
            shown.mastery.said,
            shown.time.said,
            shown.grades.said,
            shown.stabilities.said,
        )
        for panel, words in zip(self.panels, said, strict=True):
            panel.show_said(words)
        self._month.setVisible(self._wide.filled)
