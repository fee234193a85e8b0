"""The recall one asks for and what it costs: the chart, and the button that asks for another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import PrimaryButton
from roadmap_cards.gui.widgets.chart_panel import ChartPanel
from roadmap_cards.gui.widgets.cost_chart import CostChart
from roadmap_cards.gui.widgets.cost_words import WAITING, cost_said, difference_words
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.wording import percent

if TYPE_CHECKING:
    from roadmap_cards.library.ahead import RecallCost

LOW = 40
"""Pixels; the line below the chart stays as high with the button and without."""


class CostPanel(ChartPanel):
    """`target_chosen` carries the recall that is asked for from now on, from 0 to 1."""

    target_chosen = Signal(float)

    def __init__(self, theme: Theme) -> None:
        """Show that nothing is known yet; `show_cost` fills the panel."""
        self.costs = CostChart(theme)
        super().__init__(theme, self.costs, "target-recall")
        self.set_title(WAITING)
        self.content.setSpacing(10)  # the ring of the keyboard stays clear of the note
        self._words = Text(theme, "", "body", "ink2", wrap=True)
        self.ask = PrimaryButton(theme, "", "Enter", compact=True)
        self.ask.clicked.connect(self.choose)
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 4, 0, 2)
        row.setSpacing(24)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignVCenter)
        self._foot.setMinimumHeight(LOW + 6)
        self.content.addWidget(self._foot)
        self.costs.gone.connect(self._follow)
        self.costs.installEventFilter(self)
        self._follow()

    def show_cost(self, cost: RecallCost) -> None:
        """Show what each target would cost."""
        self.show_said(cost_said(cost))
        self.costs.show_cost(cost)

    @property
    def can_choose(self) -> bool:
        """Whether another target than the one in force is gone to."""
        chosen, now = self.costs.chosen, self.costs.in_force
        return chosen is not None and chosen is not now

    def choose(self) -> None:
        """Ask for the target that was gone to."""
        chosen = self.costs.chosen
        if chosen is not None and self.can_choose:
            self.target_chosen.emit(chosen.target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter on the chart choose; anywhere else it is the control's that has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self.costs:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.can_choose:
                self.choose()
                return True
        return super().eventFilter(watched, event)

    @property
    def controls(self) -> Sequence[QWidget]:
        """What Tab stops at, in order."""
        return self.costs, self.table, self.ask

    def _follow(self) -> None:
        chosen, now = self.costs.chosen, self.costs.in_force
        self._foot.setVisible(chosen is not None)
        if chosen is None or now is None:
            return
        self._words.setText(difference_words(now, chosen))
        self.ask.set_words(f"Ask for {percent(chosen.target)}")
        held = self.ask.hasFocus()
        self.ask.setVisible(self.can_choose)
        if held and not self.can_choose:
            self.costs.setFocus()
