"""Quiz: what it is to be, the one that is under way, and how the past ones went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import PrimaryButton
from roadmap_cards.gui.widgets.check_box import CheckBox
from roadmap_cards.gui.widgets.inner_scroll import scroll_to
from roadmap_cards.gui.widgets.key_cap import KeyCap
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.past_quizzes import FEW, PastQuizzes
from roadmap_cards.gui.widgets.quiz_setup import QuizSetup, chips_of
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.trend_panel import TrendPanel
from roadmap_cards.gui.widgets.under_way_panel import UnderWayPanel
from roadmap_cards.library.quiz_choices import (
    QuizChoices,
    QuizPlace,
    first_place,
    places,
    preferred,
    settled,
    wanted,
    wish_of,
)
from roadmap_cards.library.quiz_past import line_of, trends_of
from roadmap_cards.library.quiz_under_way import QuizUnderWay, emptied, standing
from roadmap_cards.library.quiz_words import quiz_words
from roadmap_cards.study.quiz import Mode

if TYPE_CHECKING:
    from roadmap_cards.library.library import Library
    from roadmap_cards.library.quiz_catalogue import Catalogue
    from roadmap_cards.library.quizzes import PastQuiz

SIDE_BY_SIDE = 1030
"""Pixels of the page from which set-up and history stand side by side."""

ROOMY = 720
"""Pixels of the page from which a control stands beside its name."""

WIDEST = 1240
BETWEEN_LINES = 2
SHARES = (60, 40)

LINES_WIDE, LINES_NARROW = (1, 2), (2, 3)
"""Lines that are kept free for headline and sentence: what is chosen below must not move under the mouse."""

FEW_BELOW_LINES = 4
"""Past quizzes that are listed where lines stand above them: then both columns end together."""


class QuizPage(Page):
    """The place of quizzes. It starts none: it says what is wanted.

    `start_asked` carries a Wish, `result_asked` the number of a past quiz. `resume_asked` and `hand_in_asked`
    are about the quiz under way, `review_asked` wants to learn instead, where there is nothing to ask yet.
    """

    start_asked = Signal(object)
    resume_asked = Signal()
    hand_in_asked = Signal()
    result_asked = Signal(int)
    review_asked = Signal()

    def __init__(self, theme: Theme, rng: Random) -> None:
        """Make the frame; `open` and `enter` fill it. `rng` decides which questions are chosen."""
        super().__init__(theme)
        self._rng = rng
        self._seed = rng.getrandbits(31)
        self._library: Library | None = None
        self._catalogue: Catalogue | None = None
        self._places: tuple[QuizPlace, ...] = ()
        self._choices: QuizChoices | None = None
        self._preferred = 0
        self._name = Text(theme, "", "label_strong", "ink3", wrap=True)
        self._headline = Text(theme, "Quiz", "title", wrap=True)
        self._line = Text(theme, "", "lead", "ink2", wrap=True)
        self._words = QWidget()
        self._offer = QWidget()
        self._again = CheckBox(theme, "Ask them again")
        self._again.clicked.connect(self._toggle_again)
        self._start = PrimaryButton(theme, "Start practice", "Enter")
        self._start.clicked.connect(self._begin)
        self._learn = PrimaryButton(theme, "Start learning", "Enter")
        self._learn.clicked.connect(self.review_asked)
        self._setup = QuizSetup(theme)
        self._setup.changed.connect(self._choose)
        self._setup.left.connect(self._focus_first)
        self._under_way = UnderWayPanel(theme)
        self._under_way.go_on_asked.connect(self.resume_asked)
        self._under_way.hand_in_asked.connect(self.hand_in_asked)
        self._trend = TrendPanel(theme)
        self._past = PastQuizzes(theme)
        self._past.opened.connect(self.result_asked)
        self._past.resized.connect(self._arrange)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._actions = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._history = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lay_out()
        for part in (*self._parts, self._start, self._learn, self._offer):
            part.hide()

    @property
    def _parts(self) -> tuple[QWidget, ...]:
        return self._setup, self._under_way, self._trend, self._past

    def _lay_out(self) -> None:
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(BETWEEN_LINES)
        for text in (self._name, self._headline, self._line):
            words.addWidget(text)
        words.addStretch(1)
        inside = QHBoxLayout(self._offer)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self._again)
        inside.addWidget(KeyCap(self.theme, "A"))
        self._actions.setSpacing(12)
        for part in (self._start, self._learn, self._offer):
            self._actions.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._actions.addStretch(1)
        self._head.setSpacing(20)
        self._head.addWidget(self._words, 1)
        self._head.addLayout(self._actions)
        self._history.setSpacing(20)
        self._history.addWidget(self._trend)
        self._history.addWidget(self._past, 1)
        self._history.addStretch(0)
        self._columns.setSpacing(20)
        self._left = QVBoxLayout()
        self._left.addWidget(self._setup)
        self._left.addStretch(0)
        self._columns.addLayout(self._left, SHARES[0])
        self._columns.addLayout(self._history, SHARES[1])
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(self._under_way)
        column.addLayout(self._head)
        column.addLayout(self._columns)
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        middle.setLayout(column)
        self.body.addWidget(middle)

    # --- What is shown

    def open(self, library: Library) -> None:
        """Show a collection from now on, once the page is entered."""
        self._library = library

    def enter(self) -> None:
        self._seed = self._rng.getrandbits(31)
        self.refresh()

    @property
    def catalogue(self) -> Catalogue | None:
        """All that can be asked, as the page told of it."""
        return self._catalogue

    def refresh(self) -> None:
        """Read everything anew; the choices stay."""
        library = self._library
        if library is None:
            return
        self._catalogue = library.quizzes.catalogue(self._seed)
        self._places = places(self._catalogue)
        if self._choices is None:
            self._choices = QuizChoices(at=first_place(self._catalogue, self._places))
        if self._preferred:
            self._choices = preferred(self._choices, self._places, self._preferred)
            self._preferred = 0
        self._choices = settled(self._choices, self._places)
        under_way = _under_way(library)
        self._under_way.setVisible(under_way is not None)
        self._show_history(library.quizzes.history(), self._catalogue.day)
        if under_way is not None:
            self._under_way.show_quiz(under_way)
        self._show_setup()
        self._arrange()

    def prefer(self, topic: int) -> None:
        """Choose a topic (by id) and nothing else."""
        self._preferred = topic
        if self._catalogue is not None:
            self.refresh()

    def _show_setup(self) -> None:
        """Show what the choices come to, or nothing of them while a quiz is under way."""
        catalogue, choices, library = self._catalogue, self._choices, self._library
        if catalogue is None or choices is None or library is None:
            return
        free = self._under_way.isHidden()
        can_ask = free and bool(self._places)
        self._words.setVisible(free)
        for part in (self._start, self._offer):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(can_ask)
            part.setSizePolicy(policy)
        self._setup.setVisible(can_ask)
        self._learn.setVisible(free and not can_ask and library.progress.has_line())
        if can_ask:
            wish = wish_of(catalogue, self._places, choices)
            words = quiz_words(
                catalogue, wish, wanted(catalogue, wish, choices), moves=library.learning.quiz_moves
            )
            self._setup.show_choices(catalogue, self._places, choices)
            self._setup.follow(self._learn)
            self._say(words.title, words.headline, words.sentence)
            self._offer.setVisible(words.again)
            self._again.setChecked(choices.again)
            self._show_start(bool(words.questions))
            self._start.set_words("Start exam" if choices.mode is Mode.EXAM else "Start practice")
            return
        self._offer.hide()
        self._start.hide()
        more = " Learn meanwhile: it moves you on as well." if not self._learn.isHidden() else ""
        self._say(
            "Quiz", "No questions yet", f"A quiz asks what decks hold; yours hold no question so far.{more}"
        )

    def _show_start(self, visible: bool) -> None:
        """Show the start, or not; where it had the keyboard it has it again when it comes back."""
        if self._start.hasFocus() and not visible:
            self.setFocus()  # Qt would pass it on to whatever is next, which nobody asked for
        self._start.setVisible(visible)
        if visible and self.hasFocus():
            self._start.setFocus()

    def _say(self, name: str, headline: str, line: str) -> None:
        self._name.setText(name)
        self._headline.setText(headline)
        self._line.setText(line)

    def _show_history(self, past: Sequence[PastQuiz], today: int) -> None:
        self._past.setVisible(bool(past) or bool(self._places))
        self._history.setStretch(1, int(bool(past)))  # a single sentence fills no column
        self._history.setStretch(2, int(not past))
        self._past.show_quizzes([line_of(one) for one in past], today)
        self._trend.setVisible(bool(past))
        self._trend.show_trends(trends_of(past, self._places), today)
        self._past.set_few(FEW_BELOW_LINES if self._trend.has_lines else FEW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put side by side what fits, and one below the other what does not."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wide, roomy = self.width() >= SIDE_BY_SIDE, self.width() >= ROOMY
        lines = LINES_WIDE if wide else LINES_NARROW
        self._columns.setDirection(across if wide else down)
        self._columns.setStretch(0, 0 if self._setup.isHidden() else SHARES[0])
        self._history.setDirection(across if roomy and self._setup.isHidden() else down)
        self._history.setStretch(0, int(self._setup.isHidden()))
        # Beside a list that was opened the set-up keeps its height, else both columns end together.
        self._left.setStretch(0, int(not self._past.is_whole))
        self._left.setStretch(1, int(self._past.is_whole))
        self._head.setDirection(across if roomy else down)
        self._actions.setDirection(down if roomy else across)
        edge = Qt.AlignmentFlag.AlignRight if roomy else Qt.AlignmentFlag.AlignLeft
        for part in (self._start, self._learn, self._offer):
            self._actions.setAlignment(part, edge | Qt.AlignmentFlag.AlignVCenter)
        self._words.setMinimumHeight(0 if self._setup.isHidden() else self._height_of(*lines))
        # A list that was opened does not draw out what stands beside it.
        beside_list = roomy and self._setup.isHidden() and self._past.is_whole
        top = Qt.AlignmentFlag.AlignTop if beside_list else Qt.AlignmentFlag(0)
        self._history.setAlignment(self._trend, top)
        self._setup.arrange(stacked=not roomy)
        self._under_way.arrange(stacked=not wide)
        margin = 40 if wide else 24
        self.body.setContentsMargins(margin, margin, margin, margin)

    def _height_of(self, headline: int, sentence: int) -> int:
        """Return how high the words are with so many lines of headline and sentence."""
        lines = ((self._name, 1), (self._headline, headline), (self._line, sentence))
        # A label is up to a pixel higher than its lines.
        return (
            sum(number * text.fontMetrics().lineSpacing() + 1 for text, number in lines) + 2 * BETWEEN_LINES
        )

    def minimumSizeHint(self) -> QSize:
        # The page scrolls: its height follows from the width it gets, not from the narrowest one.
        return QSize(super().minimumSizeHint().width(), 0)

    # --- What can be done

    def commands(self) -> Sequence[Command]:
        found: list[Command] = []
        if not self._under_way.isHidden():
            if not self._under_way.go_on.isHidden():
                found.append(Command("Go on with the quiz", ("Enter",), self.resume_asked.emit, "Quiz"))
            words = self._under_way.hand_in.words
            found.append(Command(words, ("H",), self.hand_in_asked.emit, "Quiz"))
        if not self._start.isHidden():
            found.append(Command(self._start.words, ("Enter",), self._begin, "Quiz"))
        if not self._learn.isHidden():
            found.append(Command(self._learn.words, ("Enter",), self.review_asked.emit, "Quiz"))
        if not self._setup.isHidden():
            found += self._setup_commands()
        if not self._past.more.isHidden():
            found.append(
                Command(f"{self._past.more.words} past quizzes", ("L",), self._past.toggle_all, "Quiz")
            )
        return found

    def _setup_commands(self) -> list[Command]:
        setup = self._setup
        found = [
            Command("Practice", ("P",), partial(setup.choose_mode, Mode.PRACTICE), "Quiz"),
            Command("Exam", ("E",), partial(setup.choose_mode, Mode.EXAM), "Quiz"),
            Command("Next size", ("S",), setup.next_size, "Quiz"),
            Command("All, weak spots, mistakes, not asked lately", ("F",), setup.next_focus, "Quiz"),
        ]
        if not self._offer.isHidden():
            found.append(Command("Ask again what was asked lately", ("A",), self._again.click, "Quiz"))
        chips = chips_of(self._places)
        if len(chips) > 1:
            found += [
                Command(chip.title, (chip.key,), partial(setup.choose_place, chip.name), "Level")
                for chip in chips
                if chip.key
            ]
        return found

    def first_focus(self) -> QWidget | None:
        for control in (self._under_way.go_on, self._under_way.hand_in, self._start, self._learn):
            if control.isVisibleTo(self):
                return control
        return self._setup.first_control if self._setup.isVisibleTo(self) else None

    def _choose(self, choices: QuizChoices) -> None:
        self._choices = choices
        self._show_setup()

    def _focus_first(self) -> None:
        control = self.first_focus()
        if control is not None:
            control.setFocus()
            scroll_to(control)

    def _toggle_again(self) -> None:
        if self._choices is not None:
            self._choose(replace(self._choices, again=self._again.isChecked()))

    def _begin(self) -> None:
        if self._catalogue is not None and self._choices is not None:
            self.start_asked.emit(wish_of(self._catalogue, self._places, self._choices))


def _under_way(library: Library) -> QuizUnderWay | None:
    """Return where the quiz under way stands, if there is one."""
    quiz = library.quizzes.under_way()
    if quiz is None:
        return None
    try:
        return standing(library.quizzes.resume())
    except ProblemError:
        return emptied(quiz)
