"""Where it goes: the day each level is ready, how such days were foretold, what can be built by now."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets import ahead_words as words
from roadmap_cards.gui.widgets.action_line import Action
from roadmap_cards.gui.widgets.chart_panel import ChartPanel
from roadmap_cards.gui.widgets.level_dates import LevelDates
from roadmap_cards.gui.widgets.level_figures import LevelFigure, LevelFigures
from roadmap_cards.gui.widgets.page import Command
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.part_page import DOWN, PartPage
from roadmap_cards.gui.widgets.project_block import ProjectBlock
from roadmap_cards.gui.widgets.projects_panel import ProjectsPanel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.climb import short_titles
from roadmap_cards.study.statistics import Said, Table

if TYPE_CHECKING:
    from roadmap_cards.library.ahead import Ahead
    from roadmap_cards.library.projects import ProjectReadiness

ACROSS = 20
"""Pixels between two columns."""

REVIEW = "review"
SIMULATING = "Simulating your next two years …"
USUAL_LEVELS = 4
"""Levels that room is kept for: how many there are is known no sooner than their dates."""
NOTHING = "Nothing can be foretold yet: no level of a roadmap has a card. Make or import decks first."


class AheadPage(PartPage):
    """The levels' dates and the projects, which it is given: by `show_ahead`, or each as soon as it is known.

    `asked` says that they are wanted. `items_asked` carries the ids of items to be reviewed, `item_asked` one
    item to be shown on the map.
    """

    asked = Signal()
    items_asked = Signal(object)
    item_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Show the frame; `show_ahead` fills it."""
        more = [Action(REVIEW, "Review a project's weakest items", "R")]
        super().__init__(theme, "ahead", SIMULATING, more)
        self._shown: Ahead | None = None
        self._projects: tuple[ProjectReadiness, ...] = ()
        self._columns = 0
        self._levels: tuple[str, ...] = ()
        self._dates = LevelDates(theme)
        self._panel = ChartPanel(theme, self._dates, "levels")
        self._sooner, self._sooner_rows = Panel(theme, "Five more minutes a day"), LevelFigures(theme)
        self._sooner.content.addWidget(self._sooner_rows)
        self._sooner.content.addStretch(1)
        self._record, self._record_rows = Panel(theme, "The record"), LevelFigures(theme)
        self._record.content.addWidget(Text(theme, words.RECORD_NOTE, "label", "ink2", wrap=True))
        self._record.content.addWidget(self._record_rows)
        self._record.content.addStretch(1)
        self._charts = QWidget()
        self._grid = QGridLayout(self._charts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(ACROSS)
        self._grid.setVerticalSpacing(DOWN)
        self._heading = Text(theme, "What you can build", "item")
        self._heading.hide()
        self._lanes = QWidget()
        self._lane_grid = QGridLayout(self._lanes)
        self._lane_grid.setContentsMargins(0, 0, 0, 0)
        self._lane_grid.setHorizontalSpacing(ACROSS)
        self._lane_grid.setVerticalSpacing(DOWN)
        self._projects_panels: list[ProjectsPanel] = []
        self.column.addWidget(self._charts)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._lanes)
        self.column.addStretch(1)
        self._keep_room(())
        self._take_margins()
        self._order_tabs()
        self.show_actions()

    def _keep_room(self, levels: Sequence[str]) -> None:
        """Keep the place of the dates while they are simulated: nothing jumps when they come."""
        names = [*short_titles(levels), *[""] * (USUAL_LEVELS - len(levels))]
        self.answer.keep_room(SIMULATING)
        self._dates.keep_room(len(names))
        self._panel.show_said(Said("The day each level is ready", words.NOTE, Table((), ()), 1))
        self._panel.keep_room()
        waiting = [LevelFigure(name, "…" if name else "") for name in names]
        for rows in (self._sooner_rows, self._record_rows):
            rows.show_figures(waiting)

    def _order_tabs(self) -> None:
        """Let Tab go through the page as it is read; of a chart and its table, one is hidden."""
        order: list[QWidget] = [*self.head.parts.controls, self._dates, self._panel.table]
        for panel in self._projects_panels:
            for block in panel.blocks:
                order += [block.row, *block.controls]
        for before, after in pairwise([*order, *self.foot.buttons]):
            QWidget.setTabOrder(before, after)

    def set_columns(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for panel in (self._panel, self._sooner, self._record):
            self._grid.removeWidget(panel)
        wide = columns > 1
        self._grid.addWidget(self._panel, 0, 0, 2 if wide else 1, 1)
        self._grid.addWidget(self._sooner, 0 if wide else 1, 1 if wide else 0)
        self._grid.addWidget(self._record, 1 if wide else 2, 1 if wide else 0)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 1 if wide else 0)
        self._grid.setRowStretch(1, 1 if wide else 0)
        self._place_projects()

    def _place_projects(self) -> None:
        """Put the panels of projects below each other, or two and two."""
        for panel in self._projects_panels:
            self._lane_grid.removeWidget(panel)
        for number, panel in enumerate(self._projects_panels):
            self._lane_grid.addWidget(panel, *divmod(number, max(1, self._columns)))
        for number in range(2):
            self._lane_grid.setColumnStretch(number, 1 if number < self._columns else 0)

    # --- What is shown

    def enter(self) -> None:
        """Ask for what lies ahead."""
        self.asked.emit()

    @property
    def panels(self) -> Sequence[ChartPanel]:
        return (self._panel,)

    @property
    def day(self) -> int | None:
        return None if self._shown is None else self._shown.day

    @property
    def blocks(self) -> tuple[ProjectBlock, ...]:
        """The projects as they are read."""
        return tuple(block for panel in self._projects_panels for block in panel.blocks)

    def show_ahead(self, ahead: Ahead, projects: tuple[ProjectReadiness, ...]) -> None:
        """Show these dates and projects."""
        self.show_projects(projects)
        self.show_dates(ahead)

    def show_dates(self, ahead: Ahead) -> None:
        """Show when each level is ready: what was waited for."""
        self.stop_waiting()
        if ahead != self._shown:
            self._shown = ahead
            self._show_levels(ahead)
        self._offer()

    def show_projects(self, projects: tuple[ProjectReadiness, ...]) -> None:
        """Show the projects; they are known long before any date is."""
        if projects != self._projects:
            self._projects = projects
            self._fill_projects(projects)
            self._order_tabs()
        self._offer()

    def _offer(self) -> None:
        self.show_actions([REVIEW] if any(block.project.studyable for block in self.blocks) else ())

    def _show_levels(self, ahead: Ahead) -> None:
        self._charts.setVisible(bool(ahead.levels))
        if not ahead.levels:
            self.answer.show_answer("No date", NOTHING)
            return
        self.answer.show_answer(*words.answer(ahead))
        self._dates.show_ahead(ahead)
        self._panel.show_said(words.levels_said(ahead))
        named = list(zip(words.names(ahead.levels), ahead.levels, strict=True))
        self._sooner.set_title(words.sooner_finding(ahead))
        self._sooner_rows.show_figures(
            [LevelFigure(name, words.sooner_words(level)) for name, level in named]
        )
        self._record.set_title(words.record_finding(ahead))
        self._record_rows.show_figures(
            [
                LevelFigure(
                    name,
                    f"{level.record.inside} of {level.record.of}" if level.record.of else "none due yet",
                    level.record.inside,
                    level.record.of,
                )
                for name, level in named
            ]
        )

    def _fill_projects(self, projects: Sequence[ProjectReadiness]) -> None:
        """Show the projects level by level; panels stay as long as the levels are the same."""
        levels = [
            (level, tuple(of_level))
            for (_, level), of_level in groupby(projects, key=lambda one: (one.roadmap, one.level))
        ]
        titles = tuple(level for level, _ in levels)
        if titles != self._levels:
            self._levels = titles
            self._make_panels(titles)
            if self._shown is None:
                self._keep_room(titles)
        for panel, (_, of_level) in zip(self._projects_panels, levels, strict=True):
            panel.show_projects(of_level)
        self._heading.setVisible(bool(projects))

    def _make_panels(self, levels: Sequence[str]) -> None:
        for panel in self._projects_panels:
            panel.hide()
            panel.deleteLater()
        self._projects_panels = [ProjectsPanel(self.theme, short) for short in short_titles(levels)]
        for panel in self._projects_panels:
            panel.review_asked.connect(self.items_asked)
            panel.item_asked.connect(self.item_asked)
            for leaves in (panel.review_asked, panel.item_asked):
                leaves.connect(self.keep_place)
        self._place_projects()

    # --- What can be done

    def commands(self) -> Sequence[Command]:
        found = [Command("Review a project's weakest items", ("R",), self._review, "Projects")]
        return [*(found if self._reviewable is not None else []), *self.part_commands()]

    def act(self, name: str) -> None:
        if name == REVIEW:
            self._review()
        else:
            super().act(name)

    @property
    def _reviewable(self) -> ProjectBlock | None:
        """The project to study: the one that the keyboard is in, else the first open one, else the first."""
        blocks = [block for block in self.blocks if block.project.studyable]
        return max(blocks, key=lambda block: (block.holds_focus, block.is_open), default=None)

    def _review(self) -> None:
        block = self._reviewable
        if block is not None:
            block.review()
