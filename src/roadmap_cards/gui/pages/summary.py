"""The summary of a sitting: what it came to, what was missed, what tomorrow asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.action_line import Action, ActionLine
from roadmap_cards.gui.widgets.bars import TopicBars, TopicLoad
from roadmap_cards.gui.widgets.button import PrimaryButton
from roadmap_cards.gui.widgets.drawing import text_width
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
from roadmap_cards.study.wording import counted, days, percent

if TYPE_CHECKING:
    from roadmap_cards.library.summary import Recall, Summary, Tomorrow

ENOUGH = 10
"""Reviews below which a share says too little to be judged."""

MOST_MISSED = 5
"""Missed cards that are shown; the others are counted."""

WIDEST = 1080
TWO_COLUMNS = 820
"""Pixels from which the panels stand in two columns."""


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
        self._panels = QWidget()
        self._place = QVBoxLayout()
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
        column = QVBoxLayout()
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(18)
        column.addLayout(head)
        self._place.addWidget(self._panels)
        column.addLayout(self._place, 1)
        column.addWidget(self._actions)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        middle.setLayout(column)
        row = QHBoxLayout()
        row.setContentsMargins(40, 0, 40, 0)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.body.addLayout(row, 1)

    # --- What is shown

    def show_summary(self, summary: Summary) -> None:
        """Show what a sitting came to."""
        self._bar.set_path(("Today", "Session summary"))
        self._bar.set_note(f"{summary.cards} of {summary.cards + summary.left}")
        ticks = [Tick.PASSED if passed else Tick.MISSED for passed in summary.passed]
        self._bar.set_ticks([*ticks, *[Tick.UNSEEN] * summary.left])
        self._date.setText(f"{_date_in_words(summary.day)}, done at {_clock(summary.at, summary.offset)}")
        self._headline.setText(f"{counted(summary.cards, 'card')} in {_time_in_words(summary.duration)}")
        self._line.setText(_composition(summary))
        old, self._panels = self._panels, self._make_panels(summary)
        self._place.replaceWidget(old, self._panels)
        old.hide()
        old.deleteLater()
        self._arrange()

    def _make_panels(self, summary: Summary) -> QWidget:
        panels = QWidget()
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, panels)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(20)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(16)
        right.setSpacing(16)
        left.addWidget(self._missed_panel(summary))
        if len(summary.subjects) > 1:
            left.addWidget(self._subjects_panel(summary), 1)
        else:
            left.addStretch(1)
        right.addWidget(self._recall_panel(summary))
        right.addWidget(self._grades_panel(summary))
        right.addWidget(self._tomorrow_panel(summary), 1)
        columns.addLayout(left, 32)
        columns.addLayout(right, 21)
        return panels

    def _missed_panel(self, summary: Summary) -> Panel:
        if not summary.missed:
            panel = Panel(self.theme, "Nothing missed")
            words = "You knew every card at the first try. They come back later than before."
            if summary.reviews == 0:
                words = "You knew every card at the first try."
            panel.content.addWidget(Text(self.theme, words, "body", "ink2", wrap=True))
            return panel
        panel = Panel(self.theme, "Missed at first", f"{len(summary.missed)} of {summary.cards} cards")
        for missed in summary.missed[:MOST_MISSED]:
            note = f"forgotten {counted(missed.lapses, 'time')}" if missed.lapses > 1 else ""
            panel.content.addWidget(MissedRow(self.theme, missed.question, missed.answer, note))
        rest = len(summary.missed) - MOST_MISSED
        if rest > 0:
            panel.content.addWidget(Text(self.theme, f"and {rest} more", "label", "ink2"))
        return panel

    def _subjects_panel(self, summary: Summary) -> Panel:
        subjects = summary.subjects
        if summary.subject_of:
            panel = Panel(self.theme, f"All about {summary.subject_of}", f"{len(subjects)} items")
        else:
            panel = Panel(self.theme, f"Mostly {subjects[0].title}", f"{len(subjects)} topics")
        rows = [TopicLoad(subject.title, subject.reviews, subject.new) for subject in subjects]
        shown = _room_for_subjects(len(summary.missed))
        rest = rows[shown:]
        if len(rest) > 1:
            noun = "items" if summary.subject_of else "topics"
            reviews, new = sum(row.reviews for row in rest), sum(row.new for row in rest)
            rows[shown:] = [TopicLoad(f"{len(rest)} other {noun}", reviews, new, quiet=True)]
        bars = TopicBars(self.theme)
        bars.set_rows(rows)
        panel.content.addWidget(bars, 1)
        return panel

    def _recall_panel(self, summary: Summary) -> Panel:
        recall = summary.recall
        panel = Panel(self.theme, _finding(recall))
        if not recall.reviewed:
            words = "Recall is measured once cards come back for review."
            panel.content.addWidget(Text(self.theme, words, "body", "ink2", wrap=True))
            return panel
        share = recall.recalled / recall.reviewed
        row = QHBoxLayout()
        row.setSpacing(18)
        figure = Text(self.theme, percent(share), "display")
        # A label keeps room for the widest overhang of its face, far more than figures need.
        figure.setFixedWidth(ceil(text_width(figure.font(), figure.text())) + 1)
        row.addWidget(figure)
        facts = QVBoxLayout()
        facts.setSpacing(0)
        facts.addStretch(1)
        of = f"{recall.recalled} of {counted(recall.reviewed, 'review')}"
        interval = f"90 % interval {recall.low * 100:.0f} to {recall.high * 100:.0f}"
        for words in (of, interval):
            facts.addWidget(Text(self.theme, words, "label", "ink2"))
        facts.addStretch(1)
        row.addLayout(facts, 1)
        panel.content.addLayout(row)
        scale = IntervalScale(self.theme)
        scale.set_share(Share(share, recall.low, recall.high, recall.target))
        panel.content.addWidget(scale)
        return panel

    def _grades_panel(self, summary: Summary) -> Panel:
        seconds = round(summary.duration / 1000 / summary.cards) if summary.cards else 0
        panel = Panel(self.theme, "First answers", f"{seconds} s a card")
        panel.content.addWidget(GradeMix(self.theme, summary.grades))
        return panel

    def _tomorrow_panel(self, summary: Summary) -> Panel:
        tomorrow = summary.tomorrow
        panel = Panel(self.theme, _next_in_words(summary))
        panel.content.setSpacing(4)
        more = _on_top(tomorrow, summary.day)
        if more:
            panel.content.addWidget(Text(self.theme, more, "label", "ink2", wrap=True))
        first, *ahead = [_day(day.day, day.minutes) for day in summary.forecast]
        chart = MinutesChart(self.theme, figures=True)
        today = DayMinutes(_written(summary.day, "dddd"), "Today", summary.today)
        chart.set_days([today], first, ahead, called="tomorrow")
        panel.content.addWidget(chart, 1)
        return panel

    def minimumSizeHint(self) -> QSize:
        # The page scrolls: its height follows from the width it gets, not from the narrowest one.
        return QSize(super().minimumSizeHint().width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the panels side by side, or below each other in a narrow window."""
        layout = self._panels.layout()
        if isinstance(layout, QBoxLayout):
            wide = self.width() >= TWO_COLUMNS
            directions = QBoxLayout.Direction
            layout.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    # --- What can be done

    def commands(self) -> Sequence[Command]:
        return [
            Command("Done", ("Enter", "Esc"), self.done.emit, "Summary"),
            Command("Undo the last answer", ("U",), self.undo_asked.emit, "Summary"),
            Command("All keys", ("?",), self.help_asked.emit, "Summary"),
        ]

    def first_focus(self) -> QWidget | None:
        return self._done

    def _act(self, name: str) -> None:
        {"done": self.done, "undo": self.undo_asked, "keys": self.help_asked}[name].emit()


def _composition(summary: Summary) -> str:
    """Return what the cards were and what became of them: “39 reviews and 9 new. Nothing was missed.”"""
    parts = []
    if summary.reviews:
        parts.append(counted(summary.reviews, "review"))
    if summary.in_steps:
        parts.append(f"{summary.in_steps} in learning")
    if summary.new:
        parts.append(f"{summary.new} new")
    whole = " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
    sentences = [f"{whole}.", _misses(len(summary.missed), summary.recovered)]
    if summary.left_today:
        more = "waits" if summary.left_today == 1 else "wait"
        sentences.append(f"{counted(summary.left_today, 'more card', 'more cards')} {more} today.")
    return " ".join(sentences)


def _misses(missed: int, recovered: int) -> str:
    if not missed:
        return "Nothing was missed."
    if recovered == missed:
        return f"{missed} missed at first, {'all ' if missed > 1 else ''}right in the end."
    of_them = f"{recovered} of them right in the end" if recovered else "to be asked again"
    return f"{missed} missed at first, {of_them}."


def _room_for_subjects(missed: int) -> int:
    """Return how many topics or items are listed below so many missed cards, in a usual window."""
    return max(2, 10 - round(1.6 * min(missed, MOST_MISSED)))


def _finding(recall: Recall) -> str:
    if not recall.reviewed:
        return "No reviews in this session"
    if recall.reviewed < ENOUGH:
        return "Too few reviews to tell"
    if recall.high < recall.target:
        return "First-try recall is below target"
    if recall.low > recall.target:
        return "First-try recall is above target"
    return "First-try recall is on target"


def _next_in_words(summary: Summary) -> str:
    tomorrow = summary.tomorrow
    if not tomorrow.cards and summary.left_today:
        return f"Still today: {counted(summary.left_today, 'card')}"
    if not tomorrow.cards:
        return "Nothing falls due tomorrow"
    return f"Tomorrow: {counted(tomorrow.cards, 'card')}, about {counted(tomorrow.minutes, 'minute')}"


def _on_top(tomorrow: Tomorrow, today: int) -> str:
    """Return what comes besides: new cards, or the day of the next review where tomorrow has none."""
    new = counted(tomorrow.new, "new card") if tomorrow.new else ""
    if tomorrow.cards:
        return f"and up to {new}" if new else ""
    ahead = tomorrow.next_due - today if tomorrow.next_due is not None else 0
    when = f"The next review is in {days(ahead)}." if ahead else ""
    return " ".join(part for part in (when, f"Up to {new} tomorrow." if new else "") if part)


def _day(day: int, minutes: float) -> DayMinutes:
    name = _written(day, "dddd")
    return DayMinutes(name, name[:3], minutes)


def _date_in_words(day: int) -> str:
    return _written(day, "dddd d MMMM")


def _written(day: int, form: str) -> str:
    """Return a study day in English: the names of strftime would be those of the desktop's language."""
    date = date_of(day)
    return QLocale.c().toString(QDate(date.year, date.month, date.day), form)


def _clock(at: int, offset: int) -> str:
    """Return the wall clock at a time in UTC milliseconds, in a zone `offset` minutes from UTC."""
    zone = timezone(timedelta(minutes=offset))
    return f"{datetime.fromtimestamp(at / 1000, UTC).astimezone(zone):%H:%M}"


def _time_in_words(milliseconds: int) -> str:
    if milliseconds < MINUTE:
        return counted(round(milliseconds / 1000), "second")
    return counted(round(milliseconds / MINUTE), "minute")
