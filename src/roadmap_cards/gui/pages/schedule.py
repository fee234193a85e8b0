"""The schedule: the recall one asks for and what it costs, and parameters fitted to one's own reviews."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.action_line import Action, ActionLine
from roadmap_cards.gui.widgets.canvas import Canvas, scrolling
from roadmap_cards.gui.widgets.chart_file import ask_where
from roadmap_cards.gui.widgets.cost_panel import CostPanel
from roadmap_cards.gui.widgets.fit_panel import FITTING, FitPanel
from roadmap_cards.gui.widgets.inner_scroll import scroll_to
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.statistics_head import StatisticsHead
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.versions_panel import VersionsPanel
from roadmap_cards.gui.widgets.work_bar import WorkBar
from roadmap_cards.study.fitting import Fit, FitReport

if TYPE_CHECKING:
    from roadmap_cards.library.ahead import RecallCost

MARGIN = 32
WIDEST = 1320
TWO_COLUMNS = 880
"""Pixels of the page from which fit and versions stand side by side."""

SHARES = (62, 38)
"""Of the width, for the fit and its versions side by side."""

BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.OtherFocusReason)
TABLE, SAVE, KEYS = "table", "save", "keys"
RECKONING = "Simulating a year of your reviews …"


class _Ground(Canvas):
    def minimumSizeHint(self) -> QSize:
        # It scrolls: its height follows from the width it gets, not from the narrowest one.
        return QSize(super().minimumSizeHint().width(), 0)


class SchedulePage(Page):
    """It is given what it shows and never reads it.

    `asked` wants a report on the fitting and the costs; `part_asked` carries the name of another part of the
    statistics. `fit_asked` wants a fit, `adopt_asked` (a Fit) and `restore_asked` (the id of a version) want
    parameters in force, `stop_asked` wants no more of what is under way; `target_chosen` carries the recall
    that is asked for from now on, from 0 to 1.
    """

    asked = Signal()
    part_asked = Signal(str)
    fit_asked = Signal()
    adopt_asked = Signal(object)
    restore_asked = Signal(int)
    stop_asked = Signal()
    target_chosen = Signal(float)

    def __init__(self, theme: Theme) -> None:
        """Make the frame; `show_report` and `show_cost` fill it."""
        super().__init__(theme)
        self._head = StatisticsHead(theme, "schedule")
        self._head.part_asked.connect(self.part_asked)
        self._cost = CostPanel(theme)
        self._cost.target_chosen.connect(self.target_chosen)
        self._fitting = FitPanel(theme)
        self._fitting.fit_asked.connect(self.fit_asked)
        self._fitting.adopt_asked.connect(self._adopt)
        self._fitting.bar.cancelled.connect(self.stop_asked)
        self._versions = VersionsPanel(theme)
        self._versions.restore_asked.connect(self.restore_asked)
        self._actions = ActionLine(
            theme,
            [
                Action(TABLE, "Table", "T"),
                Action(SAVE, "Save as picture or numbers", "X"),
                Action(KEYS, "All keys", "?"),
            ],
        )
        self._actions.chosen.connect(self._act)
        self._waiting = Text(theme, "", "label", "ink2")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._order_tabs()

    def _lay_out(self) -> None:
        self._columns.setSpacing(16)
        self._columns.addWidget(self._fitting, SHARES[0])
        self._columns.addWidget(self._versions, SHARES[1])
        ground = _Ground(self.theme)
        self._column = QVBoxLayout(ground)
        self._column.setSpacing(16)
        self._column.addWidget(self._cost)
        self._column.addLayout(self._columns)
        self._column.addStretch(1)
        self._area = scrolling(ground)
        self._area.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._take_margins())
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._actions, 1)
        self._foot.addWidget(self._waiting)
        self._top = QVBoxLayout()
        self._top.addWidget(self._head)
        self.body.setContentsMargins(0, 20, 0, 12)
        self.body.setSpacing(0)
        self.body.addLayout(self._top)
        self.body.addSpacing(4)
        self.body.addWidget(self._area, 1)
        self.body.addSpacing(8)
        self.body.addLayout(self._foot)
        self._waiting.hide()
        self._take_margins()

    def _order_tabs(self) -> None:
        """Let Tab go through the page as it is read."""
        stops = [*self._cost.controls, *self._fitting.controls, *self._versions.controls]
        for stop in stops:
            stop.installEventFilter(self)
        for before, after in pairwise([*self._head.parts.controls, *stops, *self._actions.buttons]):
            QWidget.setTabOrder(before, after)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a panel into sight, heading and all, when the keyboard comes to it."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in BY_KEY:
            for panel in (self._cost, self._fitting, self._versions):
                if isinstance(watched, QWidget) and panel.isAncestorOf(watched):
                    scroll_to(panel)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._take_margins()
        super().resizeEvent(event)

    def _take_margins(self) -> None:
        """Stand in the middle of a wide window, in one column in a narrow one."""
        side = max(MARGIN, (self.width() - WIDEST) // 2)
        # A scroll bar stands in the margin: panels and head end at the same line with it and without.
        bar = self._area.verticalScrollBar()
        beside = bar.sizeHint().width() if bar.maximum() else 0
        self._top.setContentsMargins(side, 0, side, 0)
        self._foot.setContentsMargins(side, 0, side, 0)
        self._column.setContentsMargins(side, 10, max(0, side - beside), 12)
        directions = QBoxLayout.Direction
        wide = self.width() >= TWO_COLUMNS
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    # --- What is shown

    def enter(self) -> None:
        """Ask for what is shown here."""
        self.asked.emit()

    def show_waiting(self) -> None:
        """Say that a year is being simulated; what is shown stays until the new numbers come."""
        self._waiting.setText(RECKONING)
        self._waiting.show()

    def show_cost(self, cost: RecallCost) -> None:
        """Show what each target recall would cost."""
        self._waiting.hide()
        self._cost.show_cost(cost)

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
        found = [
            Command(
                "Next part of the statistics", ("Ctrl PgDown",), partial(self._head.step, 1), "Statistics"
            ),
            Command(
                "Part before of the statistics", ("Ctrl PgUp",), partial(self._head.step, -1), "Statistics"
            ),
        ]
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
            found += [
                Command("Table", ("T",), self._cost.toggle_table, "Recall asked for"),
                Command("Save as picture or numbers", ("X", "Ctrl S"), self._ask_where, "Recall asked for"),
            ]
        return [
            *found,
            Command("Scroll down", ("PgDown",), partial(self._scroll, 1), "Statistics"),
            Command("Scroll up", ("PgUp",), partial(self._scroll, -1), "Statistics"),
            Command("All keys", ("?",), self.help_asked.emit, "Statistics"),
        ]

    def first_focus(self) -> QWidget | None:
        return self._cost.stop if self._cost.filled else None

    def _try(self, by: int) -> None:
        if not self._cost.tabled:
            self._cost.costs.setFocus()
        self._cost.costs.walk(by)

    def _adopt(self) -> None:
        if self._fitting.can_adopt:
            self.adopt_asked.emit(self._fitting.fit)

    def _act(self, name: str) -> None:
        {TABLE: self._cost.toggle_table, SAVE: self._ask_where, KEYS: self.help_asked.emit}[name]()

    def _scroll(self, pages: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    # --- As a file

    def _ask_where(self) -> None:
        if self._cost.filled:
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
            ask_where(self, Path(folder or Path.home()) / f"{self._cost.name}.png", self.save_chart)

    def save_chart(self, path: Path) -> None:
        """Write the chart, and say where it is, or why it could not be written."""
        if self.dared(partial(self._cost.save, path)):
            self.said.emit(f"Saved as {path}.", "")
