"""The schedule: the recall one asks for and what it costs, and parameters fitted to one's own reviews."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart_panel import ChartPanel
from roadmap_cards.gui.widgets.cost_panel import CostPanel
from roadmap_cards.gui.widgets.fit_panel import FITTING, FitPanel
from roadmap_cards.gui.widgets.page import Command
from roadmap_cards.gui.widgets.part_page import DOWN, PartPage
from roadmap_cards.gui.widgets.versions_panel import VersionsPanel
from roadmap_cards.gui.widgets.work_bar import WorkBar
from roadmap_cards.study.fitting import Fit, FitReport

if TYPE_CHECKING:
    from roadmap_cards.library.ahead import RecallCost

SHARES = (62, 38)
"""Of the width, for the fit and its versions side by side."""

ACROSS = 20
"""Pixels between two columns."""

RECKONING = "Simulating a year of your reviews …"


class SchedulePage(PartPage):
    """It is given what it shows and never reads it.

    `asked` wants a report on the fitting and the costs. `fit_asked` wants a fit, `adopt_asked` (a Fit) and
    `restore_asked` (the id of a version) want parameters in force, `stop_asked` wants no more of what is
    under way; `target_chosen` carries the recall that is asked for from now on, from 0 to 1.
    """

    asked = Signal()
    fit_asked = Signal()
    adopt_asked = Signal(object)
    restore_asked = Signal(int)
    stop_asked = Signal()
    target_chosen = Signal(float)

    def __init__(self, theme: Theme) -> None:
        """Make the frame; `show_report` and `show_cost` fill it."""
        super().__init__(theme, "schedule", RECKONING)
        self._cost = CostPanel(theme)
        self._cost.target_chosen.connect(self.target_chosen)
        self._fitting = FitPanel(theme)
        self._fitting.fit_asked.connect(self.fit_asked)
        self._fitting.adopt_asked.connect(self._adopt)
        self._fitting.bar.cancelled.connect(self.stop_asked)
        self._versions = VersionsPanel(theme)
        self._versions.restore_asked.connect(self.restore_asked)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addWidget(self._fitting, SHARES[0])
        self._columns.addWidget(self._versions, SHARES[1])
        self.column.addWidget(self._cost)
        self.column.addLayout(self._columns)
        self.column.addStretch(1)
        self._take_margins()
        self._order_tabs()
        self.show_actions()

    def _order_tabs(self) -> None:
        """Let Tab go through the page as it is read."""
        stops = [*self._cost.controls, *self._fitting.controls, *self._versions.controls]
        self.bring_into_sight(stops)
        for before, after in pairwise([*self.head.parts.controls, *stops, *self.foot.buttons]):
            QWidget.setTabOrder(before, after)

    @property
    def panels(self) -> Sequence[ChartPanel]:
        return (self._cost,)

    def set_columns(self, columns: int) -> None:
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if columns > 1 else directions.TopToBottom)
        self._columns.setSpacing(ACROSS if columns > 1 else DOWN)

    # --- What is shown

    def enter(self) -> None:
        """Ask for what is shown here."""
        self.asked.emit()

    def show_cost(self, cost: RecallCost) -> None:
        """Show what each target recall would cost."""
        self.stop_waiting()
        self._cost.show_cost(cost)
        # What the page has to spare is the chart's; without one it stays empty below.
        self.column.setStretchFactor(self._cost, int(self._cost.filled))
        self.column.setStretch(self.column.count() - 1, int(not self._cost.filled))
        self.show_actions()

    def show_report(self, report: FitReport) -> None:
        """Show where the fitting stands, and the versions of the parameters."""
        self._fitting.show_report(report)
        self._versions.show_versions(report.versions)
        self._versions.set_enabled(not self._fitting.working)
        self._order_tabs()

    def show_fit(self, fit: Fit) -> None:
        """Show what a fit came to."""
        self._fitting.show_fit(fit)

    @property
    def bar(self) -> WorkBar:
        """Where it is shown how far a fit is, or the reckoning under other parameters."""
        return self._fitting.bar

    def show_working(self, words: str = FITTING) -> None:
        """Show that something is under way; nothing else can be begun meanwhile."""
        self._fitting.set_working(True, words)
        self._versions.set_enabled(False)

    def show_idle(self) -> None:
        """Show that nothing is under way any more."""
        self._fitting.set_working(False)
        self._versions.set_enabled(True)

    # --- What can be done

    def commands(self) -> Sequence[Command]:
        found: list[Command] = []
        if self._fitting.working:
            found.append(Command("Stop", ("Esc",), self.stop_asked.emit, "Fitting"))
        if self._fitting.can_adopt:
            found.append(Command("Use the fit", ("U",), self._adopt, "Fitting"))
        if self._fitting.can_fit:
            found.append(Command("Fit the schedule to my reviews", ("F",), self.fit_asked.emit, "Fitting"))
        if self._cost.filled:
            found += [
                Command("Try a higher recall", ("Right",), partial(self._try, 1), "Recall asked for"),
                Command("Try a lower recall", ("Left",), partial(self._try, -1), "Recall asked for"),
            ]
            if self._cost.can_choose:
                found.append(
                    Command("Ask for this recall", ("Enter",), self._cost.choose, "Recall asked for")
                )
        return [*found, *self.part_commands()]

    def _try(self, by: int) -> None:
        if not self._cost.tabled:
            self._cost.costs.setFocus()
        self._cost.costs.walk(by)

    def _adopt(self) -> None:
        if self._fitting.can_adopt:
            self.adopt_asked.emit(self._fitting.fit)
