"""The summary of a sitting: what it came to, what was missed, what tomorrow asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.action_line import Action, ActionLine
from roadmap_cards.gui.widgets.button import PrimaryButton
from roadmap_cards.gui.widgets.focus_bar import FocusBar
from roadmap_cards.gui.widgets.grade_mix import GradeMix
from roadmap_cards.gui.widgets.interval_scale import IntervalScale, Share
from roadmap_cards.gui.widgets.minutes_chart import DayMinutes, MinutesChart
from roadmap_cards.gui.widgets.missed_row import MissedRow
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.ticks import Tick
from roadmap_cards.study.day import MINUTE, date_of
from roadmap_cards.study.wording import counted, percent

if TYPE_CHECKING:
    from roadmap_cards.library.summary import Summary

ENOUGH = 10
"""Reviews below which a share says too little to be judged."""

MOST_MISSED = 7
"""Missed cards that are shown; the others are counted."""


class SummaryPage(Page):
    """What a sitting came to. `done` leaves it, `undo_asked` takes its last answer back."""

    done = Signal()
    undo_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the frame; `show_summary` fills it."""
        super().__init__(theme)
        self._bar = FocusBar(theme, "Back to Today")
        self._bar.back.connect(self.done)
        self._date = Text(theme, "", "label", "ink3")
        self._headline = Text(theme, "", "display", wrap=True)
        self._line = Text(theme, "", "lead", "ink2", wrap=True)
        self._done = PrimaryButton(theme, "Done", "Enter")
        self._done.clicked.connect(self.done)
        self._actions = ActionLine(
            theme,
            [
                Action("done", "Done", "Enter"),
                Action("undo", "Undo last answer", "U"),
                Action("keys", "All keys", "?"),
            ],
        )
        self._actions.chosen.connect(self._act)
        self._columns = QHBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 16)
        self.body.setSpacing(0)
        self.body.addWidget(self._bar)
        words = QVBoxLayout()
        words.setSpacing(2)
        for text in (self._date, self._headline, self._line):
            words.addWidget(text)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addLayout(words, 1)
        head.addWidget(self._done, 0, Qt.AlignmentFlag.AlignVCenter)
        self._columns.setSpacing(20)
        column = QVBoxLayout()
        column.setContentsMargins(40, 20, 40, 0)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(self._columns, 1)
        column.addWidget(self._actions)
        middle = QWidget()
        middle.setMaximumWidth(1160)
        middle.setLayout(column)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.body.addLayout(row, 1)

    def show_summary(self, summary: Summary) -> None:
        """Show what a sitting came to."""
        total = summary.cards + summary.left
        self._bar.set_path(("Today", "Session summary"))
        self._bar.set_note(f"{summary.cards} of {total}")
        ticks = [Tick.PASSED if passed else Tick.MISSED for passed in summary.passed]
        self._bar.set_ticks([*ticks, *[Tick.UNSEEN] * summary.left])
        day = date_of(summary.day)
        self._date.setText(QLocale.c().toString(QDate(day.year, day.month, day.day), "dddd d MMMM"))
        minutes = max(1, round(summary.duration / MINUTE))
        self._headline.setText(f"{counted(summary.cards, 'card')} in {counted(minutes, 'minute')}")
        self._line.setText(_composition(summary))
        _clear(self._columns)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(16)
        right.setSpacing(16)
        left.addWidget(self._missed_panel(summary), 1)
        right.addWidget(self._recall_panel(summary))
        right.addWidget(self._grades_panel(summary))
        right.addWidget(self._tomorrow_panel(summary), 1)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(right, 2)

    def _missed_panel(self, summary: Summary) -> Panel:
        if not summary.missed:
            panel = Panel(self.theme, "Nothing missed")
            panel.content.addWidget(
                Text(
                    self.theme,
                    "Every card was remembered at the first try.",
                    "body",
                    "ink2",
                    wrap=True,
                )
            )
            panel.content.addStretch(1)
            return panel
        panel = Panel(
            self.theme, "Missed at first", f"{len(summary.missed)} of {counted(summary.cards, 'card')}"
        )
        for missed in summary.missed[:MOST_MISSED]:
            note = f"forgotten {counted(missed.lapses, 'time')}" if missed.lapses > 1 else ""
            panel.content.addWidget(MissedRow(self.theme, missed.question, missed.answer, note))
        rest = len(summary.missed) - MOST_MISSED
        if rest > 0:
            panel.content.addWidget(Text(self.theme, f"and {rest} more", "label", "ink2"))
        panel.content.addStretch(1)
        return panel

    def _recall_panel(self, summary: Summary) -> Panel:
        if not summary.reviewed:
            panel = Panel(self.theme, "All of them were new")
            words = "Recall is measured from tomorrow on, when they come back."
            panel.content.addWidget(Text(self.theme, words, "body", "ink2", wrap=True))
            return panel
        share = summary.recalled / summary.reviewed
        panel = Panel(self.theme, _finding(summary))
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(Text(self.theme, percent(share), "display"))
        facts = QVBoxLayout()
        facts.setSpacing(0)
        facts.addWidget(
            Text(self.theme, f"{summary.recalled} of {counted(summary.reviewed, 'review')}", "label", "ink2")
        )
        interval = f"90 % interval {summary.low * 100:.0f} to {summary.high * 100:.0f}"
        facts.addWidget(Text(self.theme, interval, "label", "ink2"))
        row.addLayout(facts)
        row.addStretch(1)
        panel.content.addLayout(row)
        scale = IntervalScale(self.theme)
        scale.set_share(Share(share, summary.low, summary.high, summary.target))
        panel.content.addWidget(scale)
        return panel

    def _grades_panel(self, summary: Summary) -> Panel:
        seconds = round(summary.duration / 1000 / max(1, summary.cards))
        panel = Panel(self.theme, "First answers", f"{seconds} s a card")
        panel.content.addWidget(GradeMix(self.theme, summary.grades))
        return panel

    def _tomorrow_panel(self, summary: Summary) -> Panel:
        if summary.tomorrow:
            minutes = max(1, round(summary.forecast[0].minutes))
            title = f"Tomorrow: {counted(summary.tomorrow, 'card')}, about {counted(minutes, 'minute')}"
        else:
            title = "Nothing falls due tomorrow"
        panel = Panel(self.theme, title)
        chart = MinutesChart(self.theme, figures=True)
        ahead = [_day(day.day, day.minutes) for day in summary.forecast]
        chart.set_days([DayMinutes("Today", "Today", summary.today)], None, ahead)
        panel.content.addWidget(chart, 1)
        return panel

    def commands(self) -> Sequence[Command]:
        return [
            Command("Done", ("Enter", "Esc"), self.done.emit, "Summary"),
            Command("Undo the last answer", ("U",), self.undo_asked.emit, "Summary"),
        ]

    def first_focus(self) -> QWidget | None:
        return self._done

    def _act(self, name: str) -> None:
        {"done": self.done, "undo": self.undo_asked, "keys": self.help_asked}[name].emit()


def _composition(summary: Summary) -> str:
    parts = []
    if summary.reviews:
        parts.append(counted(summary.reviews, "review"))
    if summary.new:
        parts.append(f"{summary.new} new")
    missed = sum(not passed for passed in summary.passed)
    tail = f" {counted(missed, 'card')} missed at first." if missed else " None missed at first."
    return f"{' and '.join(parts)}.{tail}"


def _finding(summary: Summary) -> str:
    if summary.reviewed < ENOUGH:
        return "Too few reviews to judge recall"
    if summary.high < summary.target:
        return "First-try recall is below target"
    if summary.low > summary.target:
        return "First-try recall is above target"
    return "First-try recall is on target"


def _day(day: int, minutes: float) -> DayMinutes:
    name = date_of(day).strftime("%A")
    return DayMinutes(name, name[:3], minutes)


def _clear(layout: QLayout) -> None:
    """Take everything out of a layout, with the layouts inside it."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            _clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
