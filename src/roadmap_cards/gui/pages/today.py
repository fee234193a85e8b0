"""Today: what there is to do, in cards and minutes, and one key to begin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.bars import TopicBars, TopicLoad
from roadmap_cards.gui.widgets.button import PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.choice_list import TopicChoice, TopicChooser
from roadmap_cards.gui.widgets.climb_panel import ClimbPanel
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.minutes_chart import DayMinutes, MinutesChart
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.gui.widgets.slipping import RestingTopic, SlippingItem, SlippingPanel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.map import SOON
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.library.climb import Climb
    from roadmap_cards.library.library import Library
    from roadmap_cards.library.today import Load, Outlook, Today
    from roadmap_cards.storage.today import TopicRow

LONGEST_LIST = 6
"""Rows of “Due today”; what is beyond is summed up in the last one."""

SIDE_BY_SIDE = 900
"""Pixels of the page from which its parts stand side by side."""

IN_PAIRS = 560
"""Pixels of the page from which two panels stand side by side."""

TALLEST_PANEL = 330
"""Pixels; in a tall window the panels keep their shape and the page ends below them."""

SHARES = (33, 35, 27)
"""How the three panels divide a wide page."""

MORE_NEW = 5
"""How many further new cards are offered when the day's are done."""


class TodayPage(Page):
    """The first page.

    `start_asked` carries the minutes of the session (0: no limit) and extra new cards. `first_asked` is the
    same with a tuple of items whose due cards are wanted first. `topic_asked` carries the id of a topic that
    the person wants to see on the map.
    """

    start_asked = Signal(int, int)
    first_asked = Signal(int, tuple)
    topic_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Show the frame of the page; `show_today` fills it, at first from a look from outside."""
        super().__init__(theme)
        self._library: Library | None = None
        self._budgets: list[int] = [0]
        self._budget = 0
        self._shown: Today | None = None
        self._reading = False
        self.body.setContentsMargins(40, 40, 40, 40)
        self.body.setSpacing(20)
        self._date = Text(theme, "", "label_strong", "ink3")
        self._headline = Text(theme, "Opening your collection …", "display", wrap=True)
        self._line = Text(theme, "", "lead", "ink2", wrap=True)
        self._start = PrimaryButton(theme, "Start review", "Enter")
        self._start.clicked.connect(self._begin)
        self._more = SecondaryButton(theme, f"Learn {MORE_NEW} new", "N")
        self._more.clicked.connect(self._begin_more)
        self._time = QWidget()
        self._time_row = QVBoxLayout(self._time)
        self._build_head()
        self._welcome = Panel(theme, "Where do you want to start?", "Change this at any time in Settings")
        self._chooser: TopicChooser | None = None
        self._choices: list[TopicChoice] = []
        self._minutes = Panel(theme, "Minutes")
        self._chart = MinutesChart(theme)
        self._minutes.content.addWidget(self._chart, 1)
        self._due = Panel(theme, "Due today")
        self._bars = TopicBars(theme)
        self._due.content.addWidget(self._bars, 1)
        self._climb = ClimbPanel(theme)
        self._climb.view.topic_asked.connect(self.topic_asked)
        self._slipping = SlippingPanel(theme)
        self._slipping.review_asked.connect(self._begin_with_slipping)
        self._slipping.topic_asked.connect(self.topic_asked)
        self._panels = QGridLayout()
        self._panels.setContentsMargins(0, 0, 0, 0)
        self._panels.setSpacing(20)
        for column, panel in enumerate(self._small_panels):
            panel.setMaximumHeight(TALLEST_PANEL)
            self._panels.addWidget(panel, 0, column)
        self.body.addWidget(self._welcome)
        self.body.addWidget(self._climb, 2)
        self.body.addLayout(self._panels, 1)
        self.body.addStretch(0)
        for part in (self._welcome, self._climb, *self._small_panels, self._start, self._more, self._time):
            part.hide()

    @property
    def _small_panels(self) -> tuple[Panel, ...]:
        return self._due, self._minutes, self._slipping

    def _build_head(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for text in (self._date, self._headline, self._line):
            words.addWidget(text)
        self._time_row.setContentsMargins(0, 0, 0, 0)
        self._time_row.setSpacing(4)
        self._time_row.addStretch(1)
        self._time_row.addWidget(Text(self.theme, "Time today", "small_strong", "ink3"))
        self._time_row.addStretch(1)
        self._segment: Segment | None = None
        self._controls = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._controls.setSpacing(24)
        for control in (self._time, self._more, self._start):
            self._controls.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self._controls.addStretch(0)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(20)
        self._head.addLayout(words, 1)
        self._head.addLayout(self._controls)
        self.body.addLayout(self._head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put side by side what fits, and one below the other what does not."""
        directions = QBoxLayout.Direction
        wide, pairs = (event.size().width() >= least for least in (SIDE_BY_SIDE, IN_PAIRS))
        self._head.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._controls.setDirection(directions.LeftToRight if pairs else directions.TopToBottom)
        self._controls.setSpacing(24 if pairs else 12)
        margin = 40 if wide else 24
        self.body.setContentsMargins(margin, margin, margin, margin)
        self._arrange_panels()
        super().resizeEvent(event)

    def _arrange_panels(self) -> None:
        """Put the small panels that are shown into as many columns as there is room for."""
        shown = [panel for panel in self._small_panels if not panel.isHidden()]
        columns = 3 if self.width() >= SIDE_BY_SIDE else 2 if self.width() >= IN_PAIRS else 1
        for panel in self._small_panels:
            self._panels.removeWidget(panel)
        for column in range(3):
            self._panels.setColumnStretch(column, 0)
        if columns == 2 and len(shown) == 3:
            shown.sort(key=lambda panel: panel is self._minutes)  # the chart takes a line of its own well
        for number, panel in enumerate(shown):
            row, column = divmod(number, columns)
            alone = number == len(shown) - 1 and column == 0
            self._panels.addWidget(panel, row, column, 1, columns if alone else 1)
            share = SHARES[self._small_panels.index(panel)] if columns == 3 else 1
            self._panels.setColumnStretch(column, share)

    # --- What is shown

    def open(self, library: Library, *, reading: bool = False) -> None:
        """Show a collection from now on; `reading` says that its deck files are still being read."""
        self._library = library
        self._reading = reading
        if self._shown is not None:
            library.progress.begin_with(self._shown)
        self.refresh()

    def decks_are_read(self) -> None:
        """Take note that no more cards are to be expected from the deck files."""
        self._reading = False
        if self._shown is not None:
            self._say(self._shown)

    def refresh(self) -> None:
        """Read everything again."""
        if self._library is not None:
            usual = self._library.learning.minutes
            budget = self._budget if self._shown and self._shown.usual == usual else usual
            self.show_today(self._library.progress.today(budget or None, self._ticked))

    def show_today(self, today: Today) -> None:
        """Show what a day holds; what is on the screen already is left alone, choices and all."""
        if today == self._shown:
            return
        if self._shown is None or today.usual != self._shown.usual:
            self._offer_budgets(today.usual)
        self._shown = today
        self._date.setText(written(today.day, "dddd d MMMM"))
        first_day = _is_first_day(today)
        self._show_welcome(today.topics if first_day else ())
        self._say(today)
        self._climb.setVisible(bool(today.climbs))
        self._climb.show_climbs(today.climbs, flagged=not first_day)
        self._show_due(today.outlook, shown=not first_day)
        self._show_minutes(today, shown=not first_day)
        self._show_slipping(today, shown=not first_day)
        self._arrange_panels()
        self._time.setVisible(bool(today.outlook.cards))
        self._start.setVisible(bool(today.outlook.cards))
        can_learn_more = not first_day and not today.outlook.cards
        can_learn_more = can_learn_more and any(topic.unseen and topic.gives_new for topic in today.topics)
        self._more.setVisible(can_learn_more)

    @property
    def _ticked(self) -> frozenset[int] | None:
        """The topics that are ticked on the first day; None on all other days."""
        return None if self._chooser is None else frozenset(map(int, self._chooser.chosen))

    @property
    def is_filled(self) -> bool:
        """Whether the page shows a collection, not only its frame."""
        return self._shown is not None

    @property
    def topics(self) -> Sequence[TopicRow]:
        """The topics with cards, as they were read last."""
        return self._shown.topics if self._shown else ()

    @property
    def climb(self) -> Climb | None:
        """The climb on the screen."""
        return self._climb.shown

    @property
    def cards(self) -> int:
        """How many cards wait today, for the badge in the sidebar."""
        return self._shown.outlook.cards if self._shown else 0

    def _say(self, today: Today) -> None:
        outlook = today.outlook
        if not today.topics and self._reading:
            self._headline.setText("Reading the decks …")
            self._line.setText("")
        elif not today.topics:
            self._headline.setText("No cards yet")
            self._line.setText("Put a deck file into the folder “decks” of your data folder and start again.")
        elif outlook.cards:
            cards, minutes = counted(outlook.cards, "card"), counted(outlook.minutes, "minute")
            self._headline.setText(f"{cards}, about {minutes}")
            self._line.setText(_composition(outlook, first_day=_is_first_day(today)))
        elif self._ticked is not None and not self._ticked:
            self._headline.setText("Where do you want to start?")
            self._line.setText("Tick at least one topic to begin.")
        else:
            self._headline.setText("Done for today")
            self._line.setText(_next_day(today))

    def _show_welcome(self, topics: Sequence[TopicRow]) -> None:
        self._welcome.setVisible(bool(topics))
        choices = [
            TopicChoice(
                str(topic.id), topic.title, counted(topic.cards, "card"), topic.gives_new, topic.level
            )
            for topic in topics
        ]
        if choices == self._choices:
            return
        self._choices = choices
        if self._chooser is not None:
            self._welcome.content.removeWidget(self._chooser)
            self._chooser.hide()
            self._chooser.deleteLater()
            self._chooser = None
        if choices:
            self._chooser = TopicChooser(self.theme, choices)
            self._chooser.chosen_changed.connect(self.refresh)
            self._welcome.content.addWidget(self._chooser)

    def _show_due(self, outlook: Outlook, *, shown: bool) -> None:
        self._due.setVisible(shown and bool(outlook.cards))
        loads, title, others = outlook.topics, "Due today", "topics"
        if len(outlook.topics) == 1 and len(outlook.items) > 1:
            loads, title, others = outlook.items, f"Due today in {outlook.topics[0].title}", "items"
        self._due.set_title(title)
        self._due.set_figure(str(outlook.cards))
        self._bars.set_rows(_load_rows(loads, others))

    def _show_minutes(self, today: Today, *, shown: bool) -> None:
        *past, present = today.spent
        outlook = today.outlook
        self._minutes.setVisible(shown and (any(day.minutes for day in today.spent) or bool(outlook.cards)))
        self._chart.set_days(
            [_day(day.day, day.minutes if _began(today, day.day) else None) for day in past],
            _day(present.day, present.minutes + outlook.minutes),
            [_day(day.day, day.minutes) for day in today.ahead],
        )
        done = round(present.minutes)
        self._minutes.set_note(f"{counted(done, 'minute')} today so far" if done else "none today so far")

    def _show_slipping(self, today: Today, *, shown: bool) -> None:
        self._slipping.setVisible(shown and bool(today.slipping or today.resting))
        self._slipping.show_items(
            [SlippingItem(item.id, item.title, item.now, item.later, item.ready) for item in today.slipping],
            written(today.day + SOON, "dddd"),
            [RestingTopic(topic.id, topic.title, topic.recall) for topic in today.resting],
        )

    def show_problem(self, sentence: str) -> None:
        """Say why there is no collection to show."""
        self._headline.setText("Your collection cannot be opened")
        self._line.setText(sentence)
        for part in (self._welcome, self._climb, *self._small_panels, self._start, self._more, self._time):
            part.hide()

    # --- What can be done

    def commands(self) -> Sequence[Command]:
        found = []
        if not self._start.isHidden():
            found.append(Command("Start the review", ("Enter",), self._begin, "Today"))
            for number, budget in enumerate(self._budgets):
                words = f"Time today: {_budget_words(budget)}"
                found.append(Command(words, (str(number + 1),), partial(self._choose, number), "Today"))
        if not self._more.isHidden():
            found.append(Command(f"Learn {MORE_NEW} new cards", ("N", "Enter"), self._begin_more, "Today"))
        if not self._slipping.isHidden() and self._slipping.ready:
            found.append(Command(self._slipping.review.words, ("S",), self._begin_with_slipping, "Today"))
        if not self._climb.isHidden():
            view, group = self._climb.view, "Your climb"
            found.append(Command("Next topic", ("Right",), partial(view.step, 1), group))
            found.append(Command("Previous topic", ("Left",), partial(view.step, -1), group))
            found.append(Command("Show the topic on the map", ("Enter",), view.open_topic, group))
        return found

    def first_focus(self) -> QWidget | None:
        for button in (self._start, self._more):
            if not button.isHidden():
                return button
        return None

    def enter(self) -> None:
        self.refresh()

    def _offer_budgets(self, usual: int) -> None:
        """Offer some budgets and all there is; the usual one is chosen."""
        self._budgets = [*sorted({5, 10, usual}), 0]
        self._budget = usual
        old = self._segment
        at = self._budgets.index(usual)
        self._segment = Segment(self.theme, [_budget_words(b) for b in self._budgets], "Time today", at)
        self._segment.chosen.connect(self._choose)
        if old is not None:
            self._time_row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._time_row.insertWidget(2, self._segment)

    def _choose(self, number: int) -> None:
        self._budget = self._budgets[number]
        if self._segment is not None and self._segment.at != number:
            self._segment.set_chosen(number)
        self.refresh()

    def _begin(self) -> None:
        self._keep_choice()
        self.start_asked.emit(self._budget, 0)

    def _begin_with_slipping(self) -> None:
        self.first_asked.emit(self._budget, self._slipping.ready)

    def _begin_more(self) -> None:
        self.start_asked.emit(0, MORE_NEW)

    def _keep_choice(self) -> None:
        """Settle on the topics that are ticked on the first day."""
        if self._library is not None and self._ticked:
            self._library.decks.choose_topics(self._ticked)


def _budget_words(minutes: int) -> str:
    return f"{minutes} min" if minutes else "All"


def _composition(outlook: Outlook, *, first_day: bool) -> str:
    """Return what the cards are: “39 reviews and 9 new. Nothing is overdue.”"""
    if first_day:
        return "All of them are new. Choose the topics they come from, then press Enter."
    parts = []
    if outlook.reviews:
        parts.append(counted(outlook.reviews, "review"))
    if outlook.waiting:
        parts.append(f"{outlook.waiting} in learning")
    if outlook.new:
        parts.append(f"{outlook.new} new")
    overdue = (
        f"{outlook.overdue} of them {'was' if outlook.overdue == 1 else 'were'} due before today."
        if outlook.overdue
        else "Nothing is overdue."
    )
    return f"{_joined(parts)}. {overdue}"


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _next_day(today: Today) -> str:
    if today.due_tomorrow:
        minutes = max(1, round(today.ahead[0].minutes))
        return f"Next: {counted(today.due_tomorrow, 'card')} tomorrow, about {minutes} min."
    return "Nothing falls due tomorrow."


def _is_first_day(today: Today) -> bool:
    """Return whether the person has yet to say where to start."""
    return bool(today.topics) and not today.topics_chosen


def _load_rows(loads: Sequence[Load], others: str) -> list[TopicLoad]:
    """Return the rows of “Due today”; what is beyond the longest list is summed up in the last one."""
    alone = len(loads) if len(loads) <= LONGEST_LIST else LONGEST_LIST - 1
    rows = [TopicLoad(load.title, load.reviews, load.new) for load in loads[:alone]]
    rest = loads[alone:]
    if rest:
        reviews, new = sum(load.reviews for load in rest), sum(load.new for load in rest)
        rows.append(TopicLoad(f"{len(rest)} other {others}", reviews, new, quiet=True))
    return rows


def _began(today: Today, day: int) -> bool:
    """Return whether the person had begun by this day: before that there was no rest either."""
    return today.since is not None and day >= today.since


def _day(day: int, minutes: float | None) -> DayMinutes:
    name = written(day, "dddd")
    return DayMinutes(name, name[0], minutes)
