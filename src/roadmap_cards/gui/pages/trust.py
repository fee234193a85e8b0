"""Whether to believe the program: what it said before each review and quiz answer, against what happened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart_panel import ChartPanel
from roadmap_cards.gui.widgets.page import Command
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.part_page import DOWN, PartPage
from roadmap_cards.gui.widgets.reliability_chart import LATE, LOWER, ReliabilityChart
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.gui.widgets.statistics_choice import SPANS
from roadmap_cards.gui.widgets.sureness_chart import SurenessChart
from roadmap_cards.gui.widgets.trust_figures import TrustFigures
from roadmap_cards.study.statistics import Span
from roadmap_cards.study.trust import Trust
from roadmap_cards.study.trust_verdict import verdict
from roadmap_cards.study.trust_words import LONGER, WHY, WHY_LATE

LOOKED_AT = {Span.QUARTER: "3 months", Span.YEAR: "12 months", Span.ALL: "all of it"}
"""The longer spans inside a sentence."""

ACROSS = 20
"""Pixels between two columns."""


class TrustPage(PartPage):
    """Predictions held against answers over a span. `asked` carries the Span that is to be read.

    It is given its numbers by `show_trust` and never reads them.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Show the frame; `show_trust` fills it."""
        super().__init__(theme, "trust", "Comparing what was said with what happened …")
        self._shown: Trust | None = None
        self._columns = 0
        self._span = Segment(theme, [span.words for span in SPANS], "How far back", SPANS.index(Span.YEAR))
        self._span.chosen.connect(lambda number: self.asked.emit(SPANS[number]))
        self.head.set_right(self._span)
        self._all = ReliabilityChart(theme)
        self._late = ReliabilityChart(theme, LOWER, LATE)
        self._sureness = SurenessChart(theme)
        self._figures = TrustFigures(theme)
        self._panels = (
            ChartPanel(theme, self._all, "trust"),
            ChartPanel(theme, self._late, "trust-late"),
            ChartPanel(theme, self._sureness, "sureness"),
        )
        for panel in self._panels:
            panel.offer_taken.connect(self._look_longer)
        self._charts = QWidget()
        self._charts.hide()
        self._grid = QGridLayout(self._charts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(ACROSS)
        self._grid.setVerticalSpacing(DOWN)
        self.column.addWidget(self._charts)
        self.column.addStretch(1)
        self._take_margins()
        self._order_tabs()
        self.show_actions()

    def _order_tabs(self) -> None:
        """Let Tab go through the page as it is read; of a chart and its table, one is hidden."""
        order: list[QWidget] = [*self.head.parts.controls, *self._span.controls]
        for panel in self._panels:
            order += [panel.chart, panel.table, panel.link]
        for before, after in pairwise([*order, *self.foot.buttons]):
            QWidget.setTabOrder(before, after)

    def set_columns(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        first, late, sureness = self._panels
        order: tuple[Panel, ...] = (first, self._figures, late, sureness)
        for panel in order:
            self._grid.removeWidget(panel)
        for number, panel in enumerate(order):
            self._grid.addWidget(panel, *divmod(number, columns))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns > 1 else 0)

    # --- What is shown

    def enter(self) -> None:
        """Ask for the span that is chosen."""
        self.asked.emit(self.span)

    @property
    def span(self) -> Span:
        """How far back one looks."""
        return SPANS[self._span.at]

    @property
    def panels(self) -> Sequence[ChartPanel]:
        return self._panels

    @property
    def day(self) -> int | None:
        return None if self._shown is None else self._shown.day

    def show_trust(self, shown: Trust) -> None:
        """Show these numbers."""
        self.stop_waiting()
        if shown == self._shown:
            return
        self._shown = shown
        found = verdict(shown.reliability)
        self.answer.show_answer(found.word, found.sentence, found.follows)
        self._all.show_reliability(shown.reliability)
        self._late.show_reliability(shown.late)
        self._sureness.show_sureness(shown.sureness)
        said = (shown.reliability.said, shown.late.said, shown.sureness.said)
        longer = LONGER.get(shown.span)
        for panel, words in zip(self._panels, said, strict=True):
            panel.show_said(words)
            why = WHY_LATE if words is shown.late.said else WHY
            panel.offer(why, f"Look at {LOOKED_AT[longer]}" if longer else "")
        self._figures.show_reliability(shown.reliability)
        self._figures.setVisible(not shown.reliability.said.missing)
        self._charts.show()
        self.show_actions()

    # --- What can be done

    def commands(self) -> Sequence[Command]:
        spans = [
            Command(span.words, (str(number),), partial(self._choose, number - 1), "Statistics")
            for number, span in enumerate(SPANS, start=1)
        ]
        return [*spans, *self.part_commands()]

    def begins(self) -> QWidget | None:
        links = (panel.link for panel in self._panels if panel.link.isVisibleTo(self))
        return super().begins() or next(links, None)

    def _look_longer(self) -> None:
        longer = LONGER.get(self.span)
        if longer is not None:
            self._choose(SPANS.index(longer))

    def _choose(self, number: int) -> None:
        if number != self._span.at:
            self._span.set_chosen(number)
            self.asked.emit(self.span)
