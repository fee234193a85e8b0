"""A roadmap file before it becomes decks: what was understood, what is left out, what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.background import Background
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.canvas import Canvas, scrolling
from roadmap_cards.gui.widgets.elided_text import ElidedText
from roadmap_cards.gui.widgets.find_field import FindField
from roadmap_cards.gui.widgets.outline_rows import Row, shape
from roadmap_cards.gui.widgets.outline_tree import OutlineTree
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.roadmap_desk import Made, Order, Plan, RoadmapDesk
from roadmap_cards.gui.widgets.roadmap_gains import RoadmapGains
from roadmap_cards.gui.widgets.roadmap_name import RoadmapName
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.warning_list import WarningList
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.roadmap.selection import with_asides
from roadmap_cards.study.wording import counted

SAY_READING_AFTER = 200
"""Milliseconds; most files are read before there is anything to say."""

PLAN_AFTER = 120
"""Milliseconds without a further tick before the numbers are asked for anew."""

SIDE_BY_SIDE = 1000
"""Pixels of the page from which the panels stand beside the tree."""

SHORTEST_TREE = 280
NOTHING_CHOSEN = "Nothing is chosen. Tick at least one item."


class Stage(Enum):
    """How far a file has come."""

    NONE = auto()
    READING = auto()
    REFUSED = auto()
    CHOOSING = auto()
    MAKING = auto()


class _Ground(Canvas):
    """What scrolls: its height follows from the width it gets, not from the narrowest one."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class RoadmapPage(Page):
    """Reads a file behind the window and shows it; nothing is written before “Make decks”.

    `left` tells that the person is done here, `another_asked` that they want to choose another file, `made`
    what was made of this one.
    """

    left = Signal()
    another_asked = Signal()
    made = Signal(object)

    def __init__(self, theme: Theme, desk: RoadmapDesk, background: Background) -> None:
        """Show nothing until `read`."""
        super().__init__(theme)
        self._desk = desk
        self._background = background
        self.stage = Stage.NONE
        self._turn = 0
        """Counts what was begun; what comes back from an earlier turn is not wanted any more."""
        self._source = Path()
        self._roadmap = Roadmap("", "", ())
        self._finds: list[Row] = []
        self._find_at = 0
        self._title = ElidedText(theme, "title")
        self._line = Text(theme, "", "body", "ink2", wrap=True)
        self._name = RoadmapName(theme)
        self._tree = OutlineTree(theme)
        self._find = FindField(theme, "Find in this roadmap")
        self._rows = Panel(theme, "What to learn")
        self._gains = RoadmapGains(theme)
        self._understood = Panel(theme, "What was understood")
        self._warnings = WarningList(theme)
        self._whole = Text(theme, "Everything: nothing was repaired or skipped.", "label", "ink2", wrap=True)
        self._foot = Text(theme, "", "body", "ink2", wrap=True)
        self._make = PrimaryButton(theme, "Make decks", "Ctrl Enter", height=44)
        self._not_now = SecondaryButton(theme, "Not now", "Esc", height=44)
        self._notice_title = Text(theme, "", "title", wrap=True)
        self._notice_line = Text(theme, "", "lead", "ink2", wrap=True)
        self._another = PrimaryButton(theme, "Choose another", "Ctrl O", height=44)
        self._back = SecondaryButton(theme, "Back", "Esc", height=44)
        self._slow = QTimer(self, singleShot=True, interval=SAY_READING_AFTER)
        self._soon = QTimer(self, singleShot=True, interval=PLAN_AFTER)
        self._sides = QStackedWidget()
        self._sides.addWidget(QWidget())
        self._sides.addWidget(self._lay_out_notice())
        self._sides.addWidget(self._lay_out_choice())
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._sides)
        self._connect()

    # --- Its parts

    def _lay_out_notice(self) -> QWidget:
        """Return the side that says what is going on, or what went wrong, with the ways on."""
        side = QWidget()
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self._another)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        column = QVBoxLayout(side)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._notice_title)
        column.addWidget(self._notice_line)
        column.addSpacing(12)
        column.addLayout(buttons)
        column.addStretch(3)
        return side

    def _lay_out_choice(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._lay_out_head())
        column.addWidget(self._lay_out_panels(), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(40, 12, 40, 20)
        foot.setSpacing(12)
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._not_now)
        foot.addWidget(self._make)
        column.addLayout(foot)
        return side

    def _lay_out_head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._line)
        words.addWidget(self._name)
        head = QHBoxLayout()
        head.setContentsMargins(40, 24, 40, 4)
        head.addLayout(words, 1)
        return head

    def _lay_out_panels(self) -> QWidget:
        self._rows.content.setSpacing(10)
        self._rows.content.addWidget(self._find)
        self._tree.setMinimumHeight(SHORTEST_TREE)
        self._rows.content.addWidget(self._tree, 1)
        self._understood.content.addWidget(self._whole)
        self._understood.content.addWidget(self._warnings, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(20)
        self._column.addWidget(self._gains)
        self._column.addWidget(self._understood, 1)
        self._column.addStretch(0)
        ground = _Ground(self.theme)
        self._panels = QBoxLayout(QBoxLayout.Direction.LeftToRight, ground)
        self._panels.setContentsMargins(40, 12, 40, 12)
        self._panels.setSpacing(20)
        self._panels.addWidget(self._rows, 3)
        self._panels.addLayout(self._column, 2)
        return scrolling(ground)

    def _connect(self) -> None:
        self._make.clicked.connect(self.make_decks)
        self._not_now.clicked.connect(self.leave)
        self._another.clicked.connect(self.another_asked)
        self._back.clicked.connect(self.leave)
        self._slow.timeout.connect(self._say_reading)
        self._soon.timeout.connect(self._ask_plan)
        self._tree.ticked.connect(self._choice_changed)
        self._name.changed.connect(self._choice_changed)
        self._warnings.chosen.connect(self._show_line)
        self._find.asked.connect(self._find_first)
        self._find.stepped.connect(self._find_on)
        self._find.left.connect(self._tree.setFocus)
        order = (self._name, self._find, self._tree, self._warnings, self._not_now, self._make)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the panels beside the tree, or below it where there is no room."""
        directions = QBoxLayout.Direction
        wide = event.size().width() >= SIDE_BY_SIDE
        self._panels.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._warnings.setMinimumHeight(72 if wide else 180)
        super().resizeEvent(event)

    # --- Reading

    def read(self, path: Path) -> None:
        """Read a file behind the window and show what was understood."""
        if self.stage is Stage.MAKING:
            self.said.emit(f"The decks of {self._source.name} are still being made.", "")
            return
        turn = self._begin(Stage.READING)
        self._source = path
        self._slow.start()
        self._background.run(
            lambda: self._desk.read(path),
            lambda found: self._show_roadmap(*found) if turn == self._turn else None,
            lambda error: self._reading_failed(error) if turn == self._turn else None,
        )

    def _begin(self, stage: Stage) -> int:
        """Enter a stage, so that whatever is still under way from before comes too late."""
        self._turn += 1
        self._slow.stop()
        self._soon.stop()
        self.stage = stage
        side = {Stage.REFUSED: 1, Stage.CHOOSING: 2, Stage.MAKING: 2}.get(stage, 0)
        self._sides.setCurrentIndex(side)
        return self._turn

    def _say_reading(self) -> None:
        self._say_notice(f"Reading {self._source.name} …", "A large file takes some seconds.", "Cancel")

    def _say_notice(self, title: str, line: str, back: str) -> None:
        self._notice_title.setText(title)
        self._notice_line.setText(line)
        self._another.setVisible(self.stage is Stage.REFUSED)
        self._back.set_words(back)
        self._sides.setCurrentIndex(1)
        self._announce(f"{title} {line}")
        self._take_focus()

    def _reading_failed(self, error: BaseException) -> None:
        self._begin(Stage.REFUSED)
        if not isinstance(error, ProblemError):
            self._say_notice(
                f"{self._source.name} could not be read.", "That is a fault of the program.", "Back"
            )
            raise error
        self._say_notice(error.message, error.hint, "Back")

    def _show_roadmap(self, roadmap: Roadmap, left_out: frozenset[str]) -> None:
        self._begin(Stage.CHOOSING)
        # Who left by mistake and comes back finds what was ticked.
        before, self._roadmap = self._roadmap, roadmap
        self._title.set_text(roadmap.title)
        warnings = roadmap.warnings
        self._line.setText(f"{self._source.name}: {_shape_in_words(roadmap)}")
        self._find.clear()
        self._name.ask(roadmap, self._desk.known())
        if roadmap != before:
            self._tree.show_roadmap(roadmap, left_out)
        self._warnings.show_warnings(warnings)
        self._warnings.setVisible(bool(warnings))
        self._whole.setVisible(not warnings)
        self._understood.set_note(counted(len(warnings), "warning") if warnings else "")
        self._gains.show_nothing()
        self._choice_changed()
        self._announce(f"{roadmap.title}: {_shape_in_words(roadmap)}")
        self._take_focus()

    # --- Choosing

    @property
    def order(self) -> Order:
        """What is chosen now."""
        name, left_out = self._name, self._tree.outline.rows.left_out
        asides = {aside.topic.key for aside in self._roadmap.asides}
        roadmap = with_asides(self._roadmap, asides - left_out)
        return Order(
            replace(roadmap, key=name.key, title=name.title),
            self._source,
            name.key,
            name.title,
            left_out,
            name.updates,
        )

    @property
    def problem(self) -> str:
        """Why nothing can be made of what is chosen; empty where it can."""
        if self._tree.outline.rows.topics == 0:
            return NOTHING_CHOSEN
        return self._name.problem

    def _choice_changed(self) -> None:
        if self.stage is not Stage.CHOOSING:
            return
        rows = self._tree.outline.rows
        self._rows.set_note(f"{counted(rows.chosen, 'item')} chosen")
        self._gains.show_chosen(rows.topics, rows.chosen)
        self._foot.setText(self.problem or f"{self._source.name} is only read; it stays as it is.")
        self._foot.set_style("strong" if self.problem else "body", "ink" if self.problem else "ink2")
        self._make.setEnabled(not self.problem)
        self._make.set_words("Update decks" if self._name.updates else "Make decks")
        self._soon.start()

    def _ask_plan(self) -> None:
        self._turn += 1
        turn, order = self._turn, self.order
        if self.problem:
            self._gains.show_nothing()
            return
        self._background.run(
            lambda: self._desk.plan(order),
            lambda plan: self._show_plan(plan, order) if turn == self._turn else None,
            lambda error: self._planning_failed(error) if turn == self._turn else None,
        )

    def _show_plan(self, plan: Plan, order: Order) -> None:
        self._gains.show_plan(plan, update=order.update)

    def _planning_failed(self, error: BaseException) -> None:
        if not isinstance(error, ProblemError):
            self._gains.show_nothing()
            raise error
        self._gains.show_problem(error.message, error.hint)

    def _show_line(self, line: int) -> None:
        row = self._tree.outline.rows.nearest(line)
        if row is not None:
            self._tree.go_to(row)

    def _find_first(self, words: str) -> None:
        self._finds = self._tree.outline.rows.found(words)
        self._find_at = 0
        self._show_find(wanted=bool(words.strip()))

    def _find_on(self, by: int) -> None:
        if self._finds:
            self._find_at = (self._find_at + by) % len(self._finds)
        self._show_find(wanted=bool(self._find.text().strip()))

    def _show_find(self, *, wanted: bool) -> None:
        if self._finds:
            self._tree.go_to(self._finds[self._find_at])
        none = "none" if wanted else ""
        self._find.set_note(f"{self._find_at + 1:,} of {len(self._finds):,}" if self._finds else none)

    def _fold(self) -> None:
        if self._tree.is_unfolded:
            self._tree.fold_topics()
        else:
            self._tree.expandAll()

    # --- Making

    def make_decks(self) -> None:
        """Make decks of what is chosen, or say why that cannot be."""
        if self.stage is not Stage.CHOOSING:
            return
        if self.problem:
            self.said.emit(self.problem, "")
            return
        order = self.order
        turn = self._begin(Stage.MAKING)
        words = f"Making the decks of {order.title} …"
        self._foot.setText(words)
        self._announce(words)
        self._set_choosing(on=False)
        self._background.run(
            lambda: self._desk.make(order),
            lambda made: self._decks_made(made, order) if turn == self._turn else None,
            self._making_failed,
        )

    def _decks_made(self, made: Made, order: Order) -> None:
        self._set_choosing(on=True)
        self._begin(Stage.NONE)
        self._roadmap = Roadmap("", "", ())
        self.made.emit(made)
        decks, places = counted(made.decks, "deck"), counted(made.to_write, "place")
        done = "is up to date: " if order.update else ""
        sentence = f"{made.title}{' ' if done else ': '}{done}{decks} with {places} to write."
        self.said.emit(sentence, "")

    def _making_failed(self, error: BaseException) -> None:
        self._set_choosing(on=True)
        self._begin(Stage.CHOOSING)
        self._choice_changed()
        self._take_focus()
        if not isinstance(error, ProblemError):
            raise error
        self.warned.emit(str(error))

    def _set_choosing(self, *, on: bool) -> None:
        for part in (self._tree, self._find, self._name, self._warnings, self._make, self._not_now):
            part.setEnabled(on)

    def leave(self) -> None:
        """Go without making anything; what is being read is forgotten."""
        if self.stage is not Stage.MAKING:
            self._begin(Stage.NONE)
            self.left.emit()

    # --- Keys

    def commands(self) -> Sequence[Command]:
        away = Command(self._back.words, ("Esc",), self.leave)
        if self.stage is not Stage.CHOOSING:
            return () if self.stage is Stage.MAKING else (away,)
        tree, group = self._tree, "In the outline"
        found = [
            Command(self._make.words, ("Ctrl Enter",), self.make_decks),
            Command("Not now", ("Esc",), self.leave),
            Command("Find", ("/", "Ctrl F"), self._find.setFocus),
            Command("Tick, or leave out", ("Space",), tree.toggle, group),
            Command("Tick everything", ("Ctrl A",), lambda: tree.outline.set_all(on=True), group),
            Command("Leave everything out", ("Ctrl Shift A",), lambda: tree.outline.set_all(on=False), group),
            Command("Unfold or fold all topics", ("E",), self._fold, group),
        ]
        if self._roadmap.warnings:
            found.append(Command("Next warning", ("F8",), lambda: self._warnings.step(1), group))
            found.append(Command("Warning before", ("Shift F8",), lambda: self._warnings.step(-1), group))
        return found

    def first_focus(self) -> QWidget | None:
        if self.stage is Stage.REFUSED:
            return self._another
        if self.stage is Stage.CHOOSING:
            return self._tree
        return self._back if self._back.isVisible() else None

    def _take_focus(self) -> None:
        """Give the keyboard to what comes first, if this page is the one that is looked at."""
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def _shape_in_words(roadmap: Roadmap) -> str:
    """Return “4 levels, 36 topics, 75 sections, 375 items; 3 warnings”."""
    parts = ", ".join(counted(number, noun) for noun, number in shape(roadmap).items())
    warnings = len(roadmap.warnings)
    return f"{parts}; {counted(warnings, 'warning')}" if warnings else parts
