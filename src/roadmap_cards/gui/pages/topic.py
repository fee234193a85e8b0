"""A topic of the map: how its mastery comes about, and every item of it with its cards."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.breadcrumb import Breadcrumb
from roadmap_cards.gui.widgets.button import IconButton, PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.item_row import INSET, ItemBlock, ItemHead
from roadmap_cards.gui.widgets.item_words import share_words
from roadmap_cards.gui.widgets.map_legend import MapLegend
from roadmap_cards.gui.widgets.mastery_equation import MasteryEquation
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.roving_focus import RovingFocus
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.mastery import Lens
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.library.items import ItemDetails
    from roadmap_cards.library.library import Library
    from roadmap_cards.library.map import MapLevel, MapSection, MapTopic, RoadmapMap
    from roadmap_cards.study.queue import Plan

SIDE_BY_SIDE = 900
"""Pixels of the page from which sections stand side by side."""

SOME_NEW = 5
"""New cards that are offered where nothing of the topic is due."""


NOTHING_DUE = "Nothing of this topic is due today."
RESTS = "Paused: nothing of it is asked."


class TopicPage(Page):
    """One topic. `review_asked` carries the plan of what is to be reviewed, `left` the item one was at.

    `quiz_asked` carries the topic, to be quizzed on.
    """

    review_asked = Signal(object)
    quiz_asked = Signal(int)
    left = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Show the frame; `open` brings the collection and `show_topic` a topic of its maps."""
        super().__init__(theme)
        self._library: Library | None = None
        self._topic: MapTopic | None = None
        self._level: MapLevel | None = None
        self._blocks: dict[int, ItemBlock] = {}
        self._asked: int | None = None
        self._open_item = 0
        self._details: ItemDetails | None = None
        self._plan: Plan | None = None
        self._paused = False
        self._back = IconButton(theme, "back", "Back to the map", "Backspace")
        self._back.clicked.connect(self._leave)
        self._path = Breadcrumb(theme)
        self._title = Text(theme, "", "title", wrap=True)
        self._review = PrimaryButton(theme, "", "R")
        self._review.clicked.connect(self._review_topic)
        self._quiz = SecondaryButton(theme, "Quiz", "Q", compact=True)
        self._quiz.clicked.connect(self._ask_quiz)
        self._resume = PrimaryButton(theme, "Resume this topic", "P")
        self._pause = SecondaryButton(theme, "Pause", "P", compact=True)
        for button in (self._resume, self._pause):
            button.clicked.connect(self._pause_or_resume)
        self._quiet = Text(theme, "", "label", "ink2")
        self._sum = MasteryEquation(theme)
        self._legend = MapLegend(theme)
        self._sections = QWidget()
        self._roving = RovingFocus(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(32, 14, 28, 16)
        self.body.setSpacing(14)
        path = QHBoxLayout()
        path.setSpacing(8)
        path.addWidget(self._back)
        path.addWidget(self._path, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(path)
        words.addWidget(self._title)
        words.addWidget(self._quiet)
        actions = QHBoxLayout()
        actions.setSpacing(12)
        for action in (self._review, self._resume, self._quiz, self._pause):
            actions.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        actions.addStretch(1)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(12)
        self._head.addLayout(words, 1)
        self._head.addLayout(actions)
        panel = Panel(self.theme)
        panel.content.addWidget(self._sum)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(20)
        self._lanes = (QVBoxLayout(), QVBoxLayout())
        for lane in self._lanes:
            lane.setSpacing(16)
            self._columns.addLayout(lane, 1)
        self.body.addLayout(self._head)
        self.body.addWidget(panel)
        self.body.addLayout(self._columns)
        self.body.addWidget(self._legend)
        self.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        directions = QBoxLayout.Direction
        wide = event.size().width() >= SIDE_BY_SIDE
        for parts in (self._head, self._columns):
            parts.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        super().resizeEvent(event)

    # --- What is shown

    def open(self, library: Library) -> None:
        """Look up cards in this collection from now on."""
        self._library = library

    def show_topic(self, roadmap: RoadmapMap, topic: int, item: int = 0, *, asked: int | None = None) -> None:
        """Show a topic with an item opened (0: none); `asked` is a card whose answer is not given away."""
        self._asked = asked
        for level in roadmap.levels:
            for one in level.topics:
                if one.id == topic:
                    self._level, self._topic = level, one
        self._open_item = item
        self._show()

    def refresh(self, maps: Sequence[RoadmapMap]) -> None:
        """Show the same topic as it is in these maps; the open item stays open, the keyboard where it is."""
        for roadmap in maps:
            for level in roadmap.levels:
                for topic in level.topics:
                    if self._topic is not None and topic.id == self._topic.id:
                        at = self._focused
                        self._level, self._topic = level, topic
                        self._show()
                        if at in self._blocks:
                            self._blocks[at].row.setFocus()

    def enter(self) -> None:
        """Look up anew what can be reviewed; the map of it follows."""
        if self._topic is not None and self._library is not None:
            self._show_plan(self._topic, self._library)

    @property
    def item(self) -> int:
        """The item that is open, else the one that has the keyboard, else 0."""
        return self._open_item or self._focused

    @property
    def _focused(self) -> int:
        return next((item for item, block in self._blocks.items() if block.row.hasFocus()), 0)

    def _show(self) -> None:
        topic, level, library = self._topic, self._level, self._library
        if topic is None or level is None or library is None:
            return
        self._path.set_path(("Map", level.title))
        self._title.setText(topic.title)
        cards, seen = library.items.counts(topic.id)
        self._sum.set_mastery(topic.mastery, f"{seen} of {counted(cards, 'card')} seen")
        self._show_plan(topic, library)
        self._quiz.setVisible(library.items.questions(topic.id) > 0)
        self._fill(topic)
        if self._open_item in self._blocks:
            self._open(self._open_item)
        else:
            self._open_item = 0

    def _show_plan(self, topic: MapTopic, library: Library) -> None:
        self._paused = library.decks.is_paused(topic.id)
        items = [item.id for item in topic.items]
        plan = library.items.plan(items, new=0)
        due = len(plan.cards) + len(plan.waiting)
        words = f"Review {due} due"
        if not due:
            plan = library.items.plan(items, new=SOME_NEW)
            words = f"Learn {len(plan.cards)} new"
        self._plan = plan if plan.cards or plan.waiting else None
        self._review.set_words(words)
        self._review.setVisible(self._plan is not None)
        self._quiet.setText(RESTS if self._paused else NOTHING_DUE)
        self._quiet.setVisible(self._plan is None)
        self._resume.setVisible(self._paused)
        self._pause.setVisible(not self._paused and library.items.counts(topic.id)[0] > 0)

    def _fill(self, topic: MapTopic) -> None:
        """Lay the sections out, each where there is less so far."""
        for lane in self._lanes:
            while (place := lane.takeAt(0)) is not None:
                panel = place.widget()
                if panel is not None:
                    panel.hide()
                    panel.deleteLater()
        self._blocks = {}
        filled = [0, 0]
        for section in topic.sections:
            at = filled.index(min(filled))
            filled[at] += len(section.items) + 1
            self._lanes[at].addWidget(self._panel(section))
        for lane in self._lanes:
            lane.addStretch(1)
        self._roving.set_controls([block.row for block in self._blocks.values()])

    def _panel(self, section: MapSection) -> Panel:
        panel = Panel(self.theme, padding=24 - INSET)
        panel.content.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(INSET, 0, INSET, 4)
        head.addWidget(ItemHead(self.theme, section.title, share_words(section.mastery, Lens.MASTERY)))
        panel.content.addLayout(head)
        for number, item in enumerate(section.items, start=1):
            block = ItemBlock(self.theme, item, last=number == len(section.items))
            block.row.clicked.connect(partial(self._toggle, item.id))
            block.row.focused.connect(partial(self._keep_in_sight, item.id))
            block.review_asked.connect(self._review_item)
            panel.content.addWidget(block)
            self._blocks[item.id] = block
        return panel

    # --- What can be done

    def commands(self) -> Sequence[Command]:
        found = []
        if self._plan is not None:
            found.append(Command(self._review.words, ("R",), self._review_topic, "Topic"))
        if not self._quiz.isHidden():
            found.append(Command("Quiz on this topic", ("Q",), self._ask_quiz, "Topic"))
        if self._paused or not self._pause.isHidden():
            words = "Resume this topic" if self._paused else "Pause this topic"
            found.append(Command(words, ("P",), self._pause_or_resume, "Topic"))
        if self._details is not None and (self._details.plan.cards or self._details.plan.waiting):
            words = "Review the cards of the open item"
            found.append(Command(words, ("Shift R",), self._review_item, "Topic"))
        return [
            *found,
            Command("Open or close an item", ("Enter",), self._toggle_focused, "Topic"),
            Command("Next item", ("Arrows",), self._focus_rows, "Topic"),
            Command("Back to the map", ("Backspace", "Esc"), self._leave, "Topic"),
        ]

    def first_focus(self) -> QWidget | None:
        if self._open_item in self._blocks:
            return self._blocks[self._open_item].row
        if self._plan is not None:
            return self._review
        if self._paused:
            return self._resume
        return next((block.row for block in self._blocks.values()), None)

    def _toggle(self, item: int) -> None:
        if self._blocks[item].is_open:
            self._close()
        else:
            self._open(item)

    def _toggle_focused(self) -> None:
        if self._focused:
            self._toggle(self._focused)

    def _open(self, item: int) -> None:
        self._close()
        if self._library is not None:
            self._details = self._library.items.details(item, self._asked)
            self._open_item = item
            self._blocks[item].open_with(self._details)
            QTimer.singleShot(0, partial(self._keep_in_sight, item))

    def _close(self) -> None:
        for block in self._blocks.values():
            if block.is_open or block.row.isChecked():
                block.close_row()
        self._details, self._open_item = None, 0

    def _focus_rows(self) -> None:
        if self._blocks:
            next(iter(self._blocks.values())).row.setFocus()

    def _keep_in_sight(self, item: int) -> None:
        """Scroll to an item, with what is open below it."""
        around = self.parentWidget()
        area = around.parentWidget() if around is not None else None
        block = self._blocks.get(item)
        if isinstance(area, QScrollArea) and block is not None:
            area.ensureWidgetVisible(block, 0, 24)

    def _review_topic(self) -> None:
        self.enter()
        if self._plan is not None:
            self.review_asked.emit(self._plan)

    def _review_item(self) -> None:
        if self._library is not None and self._open_item:
            plan = self._library.items.plan([self._open_item])
            if plan.cards or plan.waiting:
                self.review_asked.emit(plan)

    def _ask_quiz(self) -> None:
        if self._topic is not None:
            self.quiz_asked.emit(self._topic.id)

    def _pause_or_resume(self) -> None:
        if self._topic is None or self._library is None:
            return
        if self._paused:
            self._library.decks.resume_topic(self._topic.id)
        else:
            self._library.decks.pause_topic(self._topic.id)
        self.enter()
        (self._review if self._plan is not None else self._resume if self._paused else self._pause).setFocus()

    def _leave(self) -> None:
        self.left.emit(self.item)
