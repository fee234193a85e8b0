"""The panels of a quiz's result in columns: three where there is room, fewer in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.inner_scroll import InnerScroll
from roadmap_cards.gui.widgets.mistakes_panel import MistakesPanel
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.result_panels import (
    praise_panel,
    schedule_panel,
    score_panel,
    sureness_panel,
    time_panel,
    topics_panel,
)

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_result import QuizResult

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's word for no limit."""
BETWEEN = 20
DOWN = 14
TOPICS = 200
"""Pixels of the topics that are to be seen where they scroll inside their panel."""
MOVED = 132
"""Likewise of what the quiz did to the schedule."""

Lane = tuple[int, Sequence[Panel]]
"""The relative width of a column, and what stands in it from top to bottom."""


class ResultColumns(QWidget):
    """`mistakes` is None where there are none, `undo` where the quiz cannot be taken back."""

    def __init__(self, theme: Theme, formulas: FormulaCache, result: QuizResult, *, can_undo: bool) -> None:
        super().__init__()
        self._lanes = 0
        self._kept = 0
        self._shown: list[Sequence[Panel]] = []
        self._score = score_panel(theme, result)
        self.mistakes = MistakesPanel(theme, formulas, result) if result.mistakes else None
        self._middle: Panel = self.mistakes or praise_panel(theme, result)
        self._topics: Panel | None = None
        self._topic_scroll: InnerScroll | None = None
        if len(result.topics) > 1:
            self._topics, scores = topics_panel(theme, result)
            self._topic_scroll = InnerScroll(scores, TOPICS, stop="By topic")
            self._topics.content.addWidget(self._topic_scroll, 1)
        self._sureness = sureness_panel(theme, result)
        self._time = time_panel(theme, result)
        self._schedule, moved, self.undo = schedule_panel(theme, result, can_undo=can_undo)
        self._moved_scroll: InnerScroll | None = None
        if moved is not None:
            self._moved_scroll = InnerScroll(moved, MOVED, stop=moved.accessibleName())
            self._schedule.content.insertWidget(0, self._moved_scroll, 1)
        if self.mistakes is not None:
            self.mistakes.list.toggled.connect(self._keep_height)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(BETWEEN)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, from the mistakes on."""
        rows: list[QWidget] = []
        for block in self.mistakes.list.blocks if self.mistakes is not None else ():
            rows.append(block.row)
            if block.details is not None:
                rows.append(block.details.source)
        rows += [scroll.area for scroll in (self._topic_scroll, self._moved_scroll) if scroll is not None]
        return [*rows, *([self.undo] if self.undo is not None else [])]

    def set_lanes(self, number: int) -> None:
        """Stand in so many columns; three end at one height, and what is long scrolls inside its panel."""
        if number == self._lanes:
            return
        self._lanes = 0  # until all stand in their place, there is nothing to measure
        for scroll in self._scrolls.values():
            scroll.set_scrolls(number == 3)
        self._clear()
        lanes = self._in_lanes(number)
        self._shown = [panels for _, panels in lanes]
        for width, panels in lanes:
            column = QVBoxLayout()
            column.setSpacing(DOWN)
            for at, panel in enumerate(panels, start=1):
                column.addWidget(panel, int(number == 3 and at == len(panels)))
            if number < 3:
                column.addStretch(1)
            self._row.addLayout(column, width)
        self._lanes = number
        self._limit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._kept = 0
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._limit()
        return done

    def _limit(self) -> None:
        """Be no higher than the longest lane, so that little to say leaves no large empty panels.

        When a mistake closes nothing shrinks: the panels beside it stay as they are.
        """
        limit = QWIDGETSIZE_MAX
        if self._lanes == 3:
            limit = max(self._kept, *(self._height(panels) for panels in self._shown))
        if limit != self.maximumHeight():
            self.setMaximumHeight(limit)

    def _keep_height(self) -> None:
        self._kept = self.height()

    def _height(self, panels: Sequence[Panel]) -> int:
        """Return how high a lane would be if nothing in it scrolled."""
        found = DOWN * (len(panels) - 1)
        for panel in panels:
            fits = panel.hasHeightForWidth()
            found += panel.heightForWidth(panel.width()) if fits else panel.sizeHint().height()
            scroll = self._scrolls.get(panel)
            found += scroll.hidden if scroll is not None else 0
        return found

    @property
    def _scrolls(self) -> dict[Panel, InnerScroll]:
        """The panels in which something can scroll."""
        inner = self.mistakes.inner if self.mistakes is not None else None
        pairs = (
            (self._middle, inner),
            (self._topics, self._topic_scroll),
            (self._schedule, self._moved_scroll),
        )
        return {panel: scroll for panel, scroll in pairs if panel is not None and scroll is not None}

    def _clear(self) -> None:
        while (lane := self._row.takeAt(0)) is not None:
            layout = lane.layout()
            while layout is not None and layout.takeAt(0) is not None:
                pass

    def _in_lanes(self, number: int) -> list[Lane]:
        topics = [self._topics] if self._topics is not None else []
        aside = [self._sureness, self._time, self._schedule]
        if number == 1:
            return [(1, [self._score, self._middle, *topics, *aside])]
        if number == 2:
            if self.mistakes is None:
                return [(4, [self._middle, *topics]), (3, [self._score, *aside])]
            return [(4, [self._middle]), (3, [self._score, *topics, *aside])]
        if self.mistakes is None:
            return [(28, [self._score, *topics]), (40, [self._middle, aside[0]]), (27, aside[1:])]
        if not topics:
            return [(28, [self._score, self._sureness]), (40, [self._middle]), (27, aside[1:])]
        return [(28, [self._score, *topics]), (40, [self._middle]), (27, aside)]
