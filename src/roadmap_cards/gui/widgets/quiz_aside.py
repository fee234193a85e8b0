"""Beside a question: all questions at a glance, the topics they are from, and how the time goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.canvas import Canvas
from roadmap_cards.gui.widgets.fact_row import FactRow
from roadmap_cards.gui.widgets.key_cap import KeyCap
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.question_grid import GridCell, QuestionGrid, summary
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.topic_shares import TopicShare, TopicShares

WIDTH = 420
"""Pixels that it takes where there is room."""


class QuizAside(Canvas):
    """Three panels. `chosen` tells that a question was clicked, by its number from 0."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.said = ("", "")
        self._questions = Panel(theme, "Questions")
        self._grid = QuestionGrid(theme)
        self._grid.chosen.connect(self.chosen)
        hint = QHBoxLayout()
        hint.setSpacing(8)
        hint.addWidget(Text(theme, "Mark for later with", "label", "ink2"))
        self._caps = (KeyCap(theme, "F"), KeyCap(theme, "Alt F"))
        for cap in self._caps:
            hint.addWidget(cap)
        hint.addStretch(1)
        self._questions.content.addWidget(self._grid)
        self._questions.content.addLayout(hint)
        topics = Panel(theme, "This quiz draws on")
        self._shares = TopicShares(theme)
        topics.content.addWidget(self._shares)
        about = Panel(theme)
        self._about = FactRow(theme, "clock", "ink2")
        about.content.addWidget(self._about)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 12, 12)
        column.setSpacing(16)
        for panel in (self._questions, topics, about):
            column.addWidget(panel)
        column.addStretch(1)

    def show_questions(self, cells: Sequence[GridCell], now: int, *, typed: bool) -> None:
        """Show all questions; `typed` says that letters belong to the answer."""
        for cap, alt in zip(self._caps, (False, True), strict=True):
            cap.setVisible(typed is alt)
        self._grid.show_cells(cells, now)
        self._questions.set_note(summary(cells))

    def show_topics(self, shares: Sequence[TopicShare]) -> None:
        self._shares.show_shares(shares)

    def say(self, fact: str, meaning: str) -> None:
        """Say how the time goes, or how answers count."""
        if (fact, meaning) != self.said:
            self.said = (fact, meaning)
            self._about.say(fact, meaning)
