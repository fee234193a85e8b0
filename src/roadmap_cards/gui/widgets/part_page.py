"""What the four parts of the statistics share: head, answer, panels that scroll, keys, files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.action_line import Action, ActionLine
from roadmap_cards.gui.widgets.answer_panel import AnswerPanel
from roadmap_cards.gui.widgets.canvas import Canvas, scrolling
from roadmap_cards.gui.widgets.chart_file import ask_where
from roadmap_cards.gui.widgets.chart_panel import ChartPanel
from roadmap_cards.gui.widgets.inner_scroll import scroll_to
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.statistics_head import StatisticsHead
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.day import date_of

MARGIN = 32
WIDEST = 1320
TWO_COLUMNS = 880
"""Pixels of the page from which panels stand in two columns."""

BESIDE = 700
"""Pixels of the page from which the answer and its sentences stand on one line."""

DOWN = 16
"""Pixels between panels."""

BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.OtherFocusReason)
TABLE, SAVE = "table", "save"


class _Ground(Canvas):
    """The ground of panels whose words are broken into lines: no higher than it needs at its width."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.heightForWidth(self.width()))


class PartPage(Page):
    """A part of the statistics. A page adds its panels to `column`, below an answer if it gives one.

    `part_asked` carries the name of another part, `part_switched` the same where the switch in the head led
    to it. `waiting` is what is said while something is read.
    """

    part_asked = Signal(str)
    part_switched = Signal(str)

    def __init__(self, theme: Theme, part: str, waiting: str, more: Sequence[Action] = ()) -> None:
        """Show the frame of `part`, one of the names of StatisticsHead; `more` can be done besides."""
        super().__init__(theme)
        self._words_of_waiting = waiting
        self.head = StatisticsHead(theme, part)
        self.head.part_asked.connect(self.part_asked)
        self.head.part_switched.connect(self.part_switched)
        self._at_switch = False
        self._keeps_place = False
        self.answer = AnswerPanel(theme)
        self.answer.hide()
        own = [Action(TABLE, "Table", "T"), Action(SAVE, "Save as picture or numbers", "X")]
        self.foot = ActionLine(theme, [*more, *own])
        self.foot.chosen.connect(self.act)
        self._waiting = Text(theme, "", "label", "ink2")
        ground = _Ground(theme)
        self.column = QVBoxLayout(ground)
        self.column.setSpacing(DOWN)
        self.column.addWidget(self.answer)
        self._area = scrolling(ground)
        self._area.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._take_margins())
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.foot, 1)
        self._foot.addWidget(self._waiting)
        self._top = QVBoxLayout()
        self._top.addWidget(self.head)
        self.body.setContentsMargins(0, 20, 0, 12)
        self.body.setSpacing(0)
        self.body.addLayout(self._top)
        self.body.addSpacing(4)
        self.body.addWidget(self._area, 1)
        self.body.addSpacing(8)
        self.body.addLayout(self._foot)

    # --- What a page says of itself

    @property
    def panels(self) -> Sequence[ChartPanel]:
        """The charts as they are read."""
        return ()

    @property
    def day(self) -> int | None:
        """The study day that is shown, for the names of files; None where there is none."""
        return None

    def set_columns(self, columns: int) -> None:
        """Stand in one column or in two."""

    def begins(self) -> QWidget | None:
        """Return where the keyboard begins, where no arrow key chooses anything; None for nowhere yet."""
        return next(
            (panel.stop for panel in self.panels if panel.filled and panel.stop.isVisibleTo(self)), None
        )

    def bring_into_sight(self, stops: Sequence[QWidget]) -> None:
        """From now on bring the panel of each of these into sight when the keyboard comes to it."""
        for stop in stops:
            stop.installEventFilter(self)

    # --- Coming and going

    def begin_at_switch(self, *, begin: bool) -> None:
        """Let the keyboard begin at the switch of the parts: that is where the person is."""
        self._at_switch = begin

    def keep_place(self) -> None:
        """Stay scrolled as it is when the page comes next: the person only looks at something of it."""
        self._keeps_place = True

    def first_focus(self) -> QWidget | None:
        return self.head.parts if self._at_switch else self.begins()

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            if not self._keeps_place:
                self._area.verticalScrollBar().setValue(0)
            self._keeps_place = False
            for panel in self.panels:
                panel.let_go()
        super().showEvent(event)

    # --- Where things stand

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in BY_KEY:
            around = watched.parent()
            while around is not None and not isinstance(around, Panel):
                around = around.parent()
            if around is not None:
                scroll_to(around)  # heading and all
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
        self.column.setContentsMargins(side, 10, max(0, side - beside), 12)
        self.answer.set_beside(self.width() >= BESIDE)
        self.set_columns(2 if self.width() >= TWO_COLUMNS else 1)

    def show_waiting(self) -> None:
        """Say that something is being read; what is shown stays until it comes."""
        self._waiting.setText(self._words_of_waiting)
        self._waiting.show()

    def stop_waiting(self) -> None:
        self._waiting.hide()

    # --- What can be done

    def part_commands(self) -> list[Command]:
        """Return the way to the other parts, and what can be done with the charts."""
        found = [
            Command(
                "Next part of the statistics", ("Ctrl PgDown",), partial(self.head.step, 1), "Statistics"
            ),
            Command(
                "Part before of the statistics", ("Ctrl PgUp",), partial(self.head.step, -1), "Statistics"
            ),
            Command("Scroll down", ("PgDown",), partial(self._scroll, 1)),
            Command("Scroll up", ("PgUp",), partial(self._scroll, -1)),
        ]
        if self._filled:
            found += [
                Command("Table, of one chart or of all", ("T",), self.toggle_table, "Charts"),
                Command("Save as picture or numbers", ("X", "Ctrl S"), self._ask_where, "Charts"),
            ]
        return found

    def act(self, name: str) -> None:
        """Do an action of the line at the foot, by its name."""
        if name == TABLE:
            self.toggle_table()
        elif name == SAVE:
            self._ask_where()

    def show_actions(self, more: Sequence[str] = ()) -> None:
        """Offer a table and a file where there is anything to draw, and these actions besides."""
        names = [*more, *((TABLE, SAVE) if self._filled else ())]
        self.foot.show_only(names)
        self.foot.setVisible(bool(names))

    @property
    def _filled(self) -> list[ChartPanel]:
        return [panel for panel in self.panels if panel.filled]

    @property
    def _held(self) -> ChartPanel | None:
        """The panel that a person went into."""
        return next((panel for panel in self._filled if panel.in_hand), None)

    def toggle_table(self) -> None:
        """Turn the chart in hand into its table, all of them where none is; or back."""
        panels = [self._held] if self._held is not None else self._filled
        tabled = not all(panel.tabled for panel in panels)
        for panel in panels:
            panel.set_tabled(tabled)
        every = all(panel.tabled for panel in self._filled)
        self.foot.set_words(TABLE, "Charts" if every else "Table")

    def _scroll(self, pages: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    # --- As a file

    def _ask_where(self) -> None:
        seen = [panel for panel in self._filled if not panel.visibleRegion().isEmpty()]
        panel = self._held or next(iter([*seen, *self._filled]), None)
        if panel is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dated = "" if self.day is None else f"-{date_of(self.day):%Y-%m-%d}"
        name = f"{panel.name}{dated}.png"
        ask_where(self, Path(folder or Path.home()) / name, partial(self.save_chart, panel))

    def save_chart(self, panel: ChartPanel, path: Path) -> None:
        """Write a chart, and say where it is, or why it could not be written."""
        if self.dared(partial(panel.save, path)):
            self.said.emit(f"Saved as {path}.", "")
