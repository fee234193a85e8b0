"""The result of a quiz: what it came to, what to look at again, what it did to the schedule."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.action_line import Action, ActionLine
from roadmap_cards.gui.widgets.button import PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.focus_bar import FocusBar
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.mistake_list import MistakeList
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.result_columns import ResultColumns
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.ticks import Tick
from roadmap_cards.study.card import Citation
from roadmap_cards.study.quiz import Mode
from roadmap_cards.study.quiz_wording import headline, level_words, sentence
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_result import QuizResult
    from roadmap_cards.storage.quizzes import QuestionRow

WIDEST = 1320
THREE_COLUMNS, TWO_COLUMNS = 1000, 820
"""Pixels of the page from which the panels stand in so many columns."""


class ResultPage(Page):
    """What a quiz came to. `map_asked` carries the item of the mistake that is selected, 0 for none."""

    done = Signal()
    retry_asked = Signal()
    review_asked = Signal()
    map_asked = Signal(int)
    undo_asked = Signal()

    def __init__(self, theme: Theme, formulas: FormulaCache) -> None:
        """Make the frame; `show_result` fills it."""
        super().__init__(theme)
        self._formulas = formulas
        self._columns: ResultColumns | None = None
        self._quiz = 0
        self._empty = QWidget()
        self._bar = FocusBar(theme)
        self._bar.back.connect(self.done)
        self._headline = Text(theme, "", "title", wrap=True)
        self._line = Text(theme, "", "lead", "ink2", wrap=True)
        self._retry = SecondaryButton(theme, "Retry mistakes", "R")
        self._retry.clicked.connect(self.retry_asked)
        self._done = PrimaryButton(theme, "Done", "Enter")
        self._done.clicked.connect(self.done)
        self._actions = ActionLine(
            theme,
            [
                Action("next", "Next", "Down"),
                Action("toggle", "Open, close", "Space"),
                Action("retry", "Retry mistakes", "R"),
                Action("review", "Add these to review", "A"),
                Action("map", "Map", "M"),
                Action("keys", "All keys", "?"),
            ],
        )
        self._actions.chosen.connect(self._act)
        self._place = QVBoxLayout()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._retry.installEventFilter(self)
        self._done.installEventFilter(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 12)
        self.body.setSpacing(0)
        self.body.addWidget(self._bar)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._headline)
        words.addWidget(self._line)
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        buttons.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addWidget(self._done, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        self._head.setSpacing(16)
        self._head.addLayout(words, 1)
        self._head.addLayout(buttons)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head)
        self._place.setContentsMargins(0, 4, 0, 0)
        self._place.addWidget(self._empty)
        column.addLayout(self._place, 1000)
        column.addStretch(1)
        column.addWidget(self._actions)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        middle.setLayout(column)
        row = QHBoxLayout()
        row.setContentsMargins(48, 0, 48, 0)
        row.addWidget(middle)
        self.body.addLayout(row, 1)

    # --- What is shown

    def show_result(self, result: QuizResult, *, can_undo: bool) -> None:
        """Show what a quiz came to; `can_undo` says that it is the newest step that can be taken back."""
        quiz, mistakes = result.quiz, bool(result.mistakes)
        titles = {topic.id: topic.title for topic in result.topics}
        self._bar.set_path(("Quiz", quiz.title, "Result"))
        date = written(quiz.day, "dddd d MMMM")
        self._bar.set_note(f"{counted(len(result.questions), 'question')}, {date}")
        self._bar.set_ticks([_tick(row) for row in result.questions])
        finding = headline(result.score, result.verdict, quiz.mode)
        verdict = result.verdict if quiz.mode is Mode.EXAM else None
        self._headline.setText(finding)
        # Of practice the headline is the first sentence already.
        said = [sentence(result.score, verdict, titles).removeprefix(f"{finding}. ")]
        if verdict:
            said.append(level_words(passed=verdict.passed, counts=quiz.counts_for_level))
        self._line.setText(" ".join(said).strip())
        self._retry.setVisible(mistakes)
        names = ("next", "toggle", "retry", "review") if mistakes else ()
        self._actions.show_only([*names, "map", "keys"])
        before, again = self._mistakes, self._quiz == quiz.id
        self._quiz = quiz.id
        opened = before.opened.question.id if before is not None and before.opened is not None else None
        held = before.held if before is not None else None
        self._show_columns(ResultColumns(self.theme, self._formulas, result, can_undo=can_undo))
        if again and before is not None and self._mistakes is not None:
            self._mistakes.reopen(opened)  # the same quiz as before, such as after undo
            if held is not None:
                self._mistakes.hold(held)

    def _show_columns(self, columns: ResultColumns) -> None:
        old: QWidget = self._columns or self._empty
        focus = QApplication.focusWidget()
        if focus is not None and old.isAncestorOf(focus):
            self._done.setFocus()
        self._place.replaceWidget(old, columns)
        old.hide()
        old.deleteLater()
        columns.show()  # what is not shown yet takes no keyboard
        self._columns = columns
        if columns.undo is not None:
            columns.undo.clicked.connect(self.undo_asked)
            columns.undo.installEventFilter(self)
        if columns.mistakes is not None:
            columns.mistakes.list.toggled.connect(self._follow_source)
            self._follow_source()
        self._arrange()
        self._order_tabs()

    def minimumSizeHint(self) -> QSize:
        # The page scrolls: its height follows from the width it gets, not from the narrowest one.
        return QSize(super().minimumSizeHint().width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        lanes = 3 if self.width() >= THREE_COLUMNS else 2 if self.width() >= TWO_COLUMNS else 1
        directions = QBoxLayout.Direction
        self._head.setDirection(directions.LeftToRight if lanes > 1 else directions.TopToBottom)
        if self._columns is not None:
            self._columns.set_lanes(lanes)

    def _order_tabs(self) -> None:
        """Let Tab go through the page as it is read: what was made last would come last."""
        assert self._columns is not None
        order: list[QWidget] = [self._retry, self._done, *self._columns.stops, *self._actions.buttons]
        # What nothing is to be done with yet, such as an area that scrolls later, gets a place only awake.
        asleep = [one for one in order if one.focusPolicy() is Qt.FocusPolicy.NoFocus]
        for one in asleep:
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        for one in asleep:
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # --- What can be done

    def commands(self) -> Sequence[Command]:
        found = [Command("Done", ("Enter", "Esc"), self.done.emit, "Result")]
        if self._mistakes is not None:
            found += [
                Command("Retry the mistakes", ("R",), self.retry_asked.emit, "Result"),
                Command("Add the mistakes to review", ("A",), self.review_asked.emit, "Result"),
                Command("Next mistake", ("Down",), partial(self._mistakes.step, 1), "Mistakes"),
                Command("Previous mistake", ("Up",), partial(self._mistakes.step, -1), "Mistakes"),
                Command("Open or close a mistake", ("Space",), self._mistakes.toggle_selected, "Mistakes"),
                Command("Scroll down", ("PgDown",), partial(self._scroll, 1), "Mistakes"),
                Command("Scroll up", ("PgUp",), partial(self._scroll, -1), "Mistakes"),
            ]
            if self._sources:
                found.append(Command("Open the source", ("O",), self._open_source, "Mistakes"))
        return [
            *found,
            Command("Map", ("M",), self._ask_for_map, "Result"),
            Command("All keys", ("?",), self.help_asked.emit, "Result"),
        ]

    def first_focus(self) -> QWidget | None:
        return self._done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Up and Down for the mistakes, where Qt would go to the next control.

        And Space, where one begins: it opens and closes mistakes, and Enter is what leaves.
        """
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            space = event.key() == Qt.Key.Key_Space and watched is self._done and self._mistakes is not None
            return (space or event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}) and self.press(event)
        return super().eventFilter(watched, event)

    def _act(self, name: str) -> None:
        mistakes = self._mistakes
        if mistakes is not None and name == "next":
            mistakes.step(1)
        elif mistakes is not None and name == "toggle":
            mistakes.toggle_selected()
        elif name == "map":
            self._ask_for_map()
        else:
            {"retry": self.retry_asked, "review": self.review_asked, "keys": self.help_asked}[name].emit()

    def _scroll(self, pages: int) -> None:
        if self._columns is not None and self._columns.mistakes is not None:
            self._columns.mistakes.inner.scroll_page(pages)

    def _ask_for_map(self) -> None:
        selected = self._mistakes.selected if self._mistakes is not None else None
        self.map_asked.emit((selected.question.item or 0) if selected is not None else 0)

    @property
    def _mistakes(self) -> MistakeList | None:
        panel = self._columns.mistakes if self._columns is not None else None
        return panel.list if panel is not None else None

    @property
    def _sources(self) -> Sequence[Citation]:
        opened = self._mistakes.opened if self._mistakes is not None else None
        return opened.question.question.entry.sources if opened is not None else ()

    def _follow_source(self) -> None:
        """Let the source of what is open now be opened by a click, too."""
        opened = self._mistakes.opened if self._mistakes is not None else None
        if opened is not None and opened.details is not None:
            opened.details.source.clicked.connect(self._open_source)
            opened.details.source.installEventFilter(self)

    def _open_source(self) -> None:
        self.open_source(self._sources)


def _tick(row: QuestionRow) -> Tick:
    if not row.response.answered:
        return Tick.UNSEEN
    return Tick.PASSED if row.response.right else Tick.MISSED
