"""The statistics: what was studied, what is due, what is remembered, and where the time goes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import PrimaryButton
from roadmap_cards.gui.widgets.chart_panel import ChartPanel
from roadmap_cards.gui.widgets.page import Command
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.part_page import PartPage
from roadmap_cards.gui.widgets.statistics_charts import StatisticsCharts
from roadmap_cards.gui.widgets.statistics_choice import SPANS, StatisticsChoice, StatisticsWish
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.statistics import Statistics

EMPTY = "Every answer is counted. Review your first cards, and this page shows what becomes of them."
WAITING = "Counting your answers …"


class StatisticsPage(PartPage):
    """The charts of one span and scope. It is given its numbers by `show_statistics` and never reads them.

    `asked` carries the StatisticsWish that is to be read; `start_asked` asks for today's review.
    """

    asked = Signal(object)
    start_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show the frame; `show_statistics` fills it."""
        super().__init__(theme, "study", WAITING)
        self._shown: Statistics | None = None
        self._choice = StatisticsChoice(theme)
        self._choice.chosen.connect(self.asked)
        self.head.set_right(self._choice)
        self._charts = StatisticsCharts(theme)
        self._start = PrimaryButton(theme, "Start today's review", "Enter", compact=True)
        self._start.clicked.connect(self.start_asked)
        self._empty = self._empty_panel()
        self.column.addWidget(self._empty)
        self.column.addWidget(self._charts)
        self.column.addStretch(1)
        self._take_margins()
        self._order_tabs()
        self._show()

    def _order_tabs(self) -> None:
        """Let Tab go through the page as it is read; of a chart and its table, one is hidden."""
        order: list[QWidget] = [*self.head.parts.controls, self._choice.scope, *self._choice.span.controls]
        order.append(self._start)
        for panel in self.panels:
            order += [panel.chart, panel.table]
            self.bring_into_sight((panel.chart, panel.table))
        for before, after in pairwise([*order, *self.foot.buttons]):
            QWidget.setTabOrder(before, after)

    def _empty_panel(self) -> Panel:
        panel = Panel(self.theme, "Nothing to count yet")
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(Text(self.theme, EMPTY, "body", "ink2", wrap=True), 1)
        row.addWidget(self._start)
        panel.content.addLayout(row)
        return panel

    def set_columns(self, columns: int) -> None:
        self._charts.set_columns(columns)

    # --- What is shown

    def enter(self) -> None:
        """Ask for the numbers of what is chosen."""
        self.asked.emit(self._choice.wish)

    def show_statistics(self, shown: Statistics) -> None:
        """Show these numbers."""
        self.stop_waiting()
        self._choice.set_places(shown.places)
        if shown != self._shown:
            self._shown = shown
            self._charts.show_statistics(shown)
        self._show()

    def _show(self) -> None:
        empty = self._shown is not None and self._shown.calendar.first is None
        self._empty.setVisible(empty)
        self._charts.setVisible(self._counted)
        self._choice.setVisible(not empty)
        self.show_actions()

    @property
    def _counted(self) -> bool:
        """Whether there is anything to count."""
        return self._shown is not None and self._shown.calendar.first is not None

    @property
    def wish(self) -> StatisticsWish:
        """What is chosen to be counted."""
        return self._choice.wish

    @property
    def panels(self) -> tuple[ChartPanel, ...]:
        """The charts as they are read."""
        return self._charts.panels

    @property
    def day(self) -> int | None:
        return None if self._shown is None else self._shown.day

    # --- What can be done

    def commands(self) -> Sequence[Command]:
        if self._shown is not None and not self._counted:
            start = Command("Start today's review", ("Enter",), self.start_asked.emit, "Statistics")
            return [start, *self.part_commands()]
        spans = [
            Command(span.words, (str(number),), partial(self._choice.choose_span, span), "Statistics")
            for number, span in enumerate(SPANS, start=1)
        ]
        if not self._counted:
            return [*spans, *self.part_commands()]
        return [
            *spans,
            Command("What is counted", ("S",), self._choice.scope.showPopup, "Statistics"),
            *self.part_commands(),
            Command("Next chart", ("Tab",), self._focus_first, "Charts"),
            Command("Walk in a chart", ("Arrows",), self._focus_first, "Charts"),
        ]

    def begins(self) -> QWidget | None:
        if self._shown is None or self._counted:
            return super().begins()
        return self._start

    def _focus_first(self) -> None:
        self.panels[0].stop.setFocus()
