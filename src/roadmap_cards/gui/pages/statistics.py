"""The statistics: what was studied, what is due, what is remembered, and where the time goes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.action_line import Action, ActionLine
from roadmap_cards.gui.widgets.button import PrimaryButton
from roadmap_cards.gui.widgets.canvas import Canvas, scrolling
from roadmap_cards.gui.widgets.chart_file import ask_where
from roadmap_cards.gui.widgets.chart_panel import ChartPanel
from roadmap_cards.gui.widgets.inner_scroll import scroll_to
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.statistics_charts import StatisticsCharts
from roadmap_cards.gui.widgets.statistics_choice import SPANS, StatisticsChoice, StatisticsWish
from roadmap_cards.gui.widgets.statistics_head import StatisticsHead
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.day import date_of
from roadmap_cards.study.statistics import Statistics

MARGIN = 32
WIDEST = 1320
TWO_COLUMNS = 880
"""Pixels of the page from which the charts stand in two columns."""

BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.OtherFocusReason)
TABLE, SAVE = "table", "save"
EMPTY = "Every answer is counted. Review your first cards, and this page shows what becomes of them."
WAITING = "Counting your answers …"


class StatisticsPage(Page):
    """The charts of one span and scope. It is given its numbers by `show_statistics` and never reads them.

    `asked` carries the StatisticsWish that is to be read, `part_asked` the name of another part of the
    statistics; `start_asked` asks for today's review.
    """

    asked = Signal(object)
    part_asked = Signal(str)
    start_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show the frame; `show_statistics` fills it."""
        super().__init__(theme)
        self._shown: Statistics | None = None
        self._last: ChartPanel | None = None
        self._head = StatisticsHead(theme, "study")
        self._head.part_asked.connect(self.part_asked)
        self._choice = StatisticsChoice(theme)
        self._choice.chosen.connect(self.asked)
        self._head.set_right(self._choice)
        self._charts = StatisticsCharts(theme)
        self._start = PrimaryButton(theme, "Start today's review", "Enter", compact=True)
        self._start.clicked.connect(self.start_asked)
        self._empty = self._empty_panel()
        self._actions = ActionLine(
            theme, [Action(TABLE, "Table", "T"), Action(SAVE, "Save as picture or numbers", "X")]
        )
        self._actions.chosen.connect(lambda name: self.toggle_table() if name == TABLE else self._ask_where())
        self._waiting = Text(theme, "", "label", "ink2")
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        ground = Canvas(self.theme)
        self._column = QVBoxLayout(ground)
        self._column.addWidget(self._empty)
        self._column.addWidget(self._charts)
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
        self._take_margins()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go through the page as it is read; of a chart and its table, one is hidden."""
        order: list[QWidget] = [*self._head.parts.controls, self._choice.scope, *self._choice.span.controls]
        order.append(self._start)
        for panel in self.panels:
            order += [panel.chart, panel.table]
            panel.chart.installEventFilter(self)
            panel.table.installEventFilter(self)
        for before, after in pairwise([*order, *self._actions.buttons]):
            QWidget.setTabOrder(before, after)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a panel into sight, heading and all, when the keyboard comes to it."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in BY_KEY:
            for panel in self.panels:
                if watched in {panel.chart, panel.table}:
                    scroll_to(panel)
        return super().eventFilter(watched, event)

    def _empty_panel(self) -> Panel:
        panel = Panel(self.theme, "Nothing to count yet")
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(Text(self.theme, EMPTY, "body", "ink2", wrap=True), 1)
        row.addWidget(self._start)
        panel.content.addLayout(row)
        return panel

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
        self._charts.set_columns(2 if self.width() >= TWO_COLUMNS else 1)

    # --- What is shown

    def enter(self) -> None:
        """Ask for the numbers of what is chosen."""
        self.asked.emit(self._choice.wish)

    def show_waiting(self) -> None:
        """Say that numbers are being read; those that are shown stay until the new ones come."""
        self._waiting.setText(WAITING)
        self._waiting.show()

    def show_statistics(self, shown: Statistics) -> None:
        """Show these numbers."""
        self._waiting.hide()
        self._choice.set_places(shown.places)
        if shown != self._shown:
            self._shown = shown
            self._charts.show_statistics(shown)
        self._show()

    def _show(self) -> None:
        empty = self._shown is not None and self._shown.calendar.first is None
        self._empty.setVisible(empty)
        self._charts.setVisible(self._filled)
        self._choice.setVisible(not empty)
        self._actions.setVisible(self._filled)

    @property
    def _filled(self) -> bool:
        return self._shown is not None and self._shown.calendar.first is not None

    @property
    def wish(self) -> StatisticsWish:
        """What is chosen to be counted."""
        return self._choice.wish

    @property
    def panels(self) -> tuple[ChartPanel, ...]:
        """The charts as they are read."""
        return self._charts.panels

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
        if self._shown is not None and not self._filled:
            return [Command("Start today's review", ("Enter",), self.start_asked.emit, "Statistics"), *found]
        for number, span in enumerate(SPANS, start=1):
            found.append(
                Command(span.words, (str(number),), partial(self._choice.choose_span, span), "Statistics")
            )
        if self._filled:
            found += [
                Command("What is counted", ("S",), self._choice.scope.showPopup, "Statistics"),
                Command("Table, of one chart or of all", ("T",), self.toggle_table, "Charts"),
                Command("Save as picture or numbers", ("X", "Ctrl S"), self._ask_where, "Charts"),
                Command("Next chart", ("Tab",), self._focus_first, "Charts"),
                Command("Walk in a chart", ("Arrows",), self._focus_first, "Charts"),
                Command("Scroll down", ("PgDown",), partial(self._scroll, 1), "Charts"),
                Command("Scroll up", ("PgUp",), partial(self._scroll, -1), "Charts"),
            ]
        return found

    def first_focus(self) -> QWidget | None:
        if self._shown is None:
            return None
        return self._choice.span if self._filled else self._start

    def toggle_table(self) -> None:
        """Turn the chart in hand into its table, all of them where none is; or back."""
        held = self._held
        panels = [held] if held is not None else [panel for panel in self.panels if panel.filled]
        tabled = not all(panel.tabled for panel in panels)
        for panel in panels:
            panel.set_tabled(tabled)
        every = all(panel.tabled for panel in self.panels if panel.filled)
        self._actions.set_words(TABLE, "Charts" if every else "Table")

    @property
    def _held(self) -> ChartPanel | None:
        """The panel that the keyboard is in."""
        return next((panel for panel in self.panels if panel.holds_focus), None)

    def _focus_first(self) -> None:
        self.panels[0].stop.setFocus()

    def _scroll(self, pages: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    # --- As a file

    def _ask_where(self) -> None:
        shown, panel = self._shown, self._held or self._topmost
        if shown is None or panel is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        name = f"{panel.name}-{date_of(shown.day):%Y-%m-%d}.png"
        ask_where(self, Path(folder or Path.home()) / name, partial(self.save_chart, panel))

    @property
    def _topmost(self) -> ChartPanel | None:
        """The first chart that is in sight."""
        filled = [panel for panel in self.panels if panel.filled]
        seen = [panel for panel in filled if not panel.visibleRegion().isEmpty()]
        return next(iter([*seen, *filled]), None)

    def save_chart(self, panel: ChartPanel, path: Path) -> None:
        """Write a chart, and say where it is, or why it could not be written."""
        if self.dared(partial(panel.save, path)):
            self.said.emit(f"Saved as {path}.", "")
