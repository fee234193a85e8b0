"""A quiz under way: one question at a time, by key alone. Every answer is safe before the next question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.canvas import scrolling
from roadmap_cards.gui.widgets.fade import fade_in
from roadmap_cards.gui.widgets.focus_bar import FocusBar
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.outside import open_outside
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.pause_cover import PauseCover
from roadmap_cards.gui.widgets.question_foot import QuestionFoot
from roadmap_cards.gui.widgets.question_sheet import QuestionSheet
from roadmap_cards.gui.widgets.quiz_aside import WIDTH, QuizAside
from roadmap_cards.gui.widgets.quiz_marks import cells_of, shares_of, ticks_of
from roadmap_cards.gui.widgets.source_link import first_address
from roadmap_cards.study.quiz import Sureness
from roadmap_cards.study.quiz_clock import clock_words, pace_words, warning_words

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_sitting import QuizSitting

TICK = 1000
"""Milliseconds between two looks at the clock."""

ROOM_FOR_ASIDE = 1060
"""Pixels of the page from which there is room beside the question."""


class QuestionPage(Page):
    """Practice explains each answer; an exam says nothing before the end.

    `overview_asked` asks for the look over all questions, where a quiz is left or handed in; `timed_out` says
    that the time is over.
    """

    overview_asked = Signal()
    timed_out = Signal()

    def __init__(self, theme: Theme, formulas: FormulaCache, seconds: Callable[[], float]) -> None:
        """Make the page; `start` brings a quiz. `seconds` is the clock of questions."""
        super().__init__(theme)
        self._seconds = seconds
        self._sitting: QuizSitting | None = None
        self._since: float | None = None
        self._explained = False
        self._hides_time = False
        self._going: str | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)
        self._bar = FocusBar(theme, "Look over, leave or hand in")
        self._bar.back.connect(self.overview_asked)
        self._sheet = QuestionSheet(theme, formulas)
        self._sheet.lines_done.connect(partial(self.answer, Sureness.SURE))
        self._sheet.source_asked.connect(self._open_source)
        self._scroll = scrolling(self._sheet)
        self._scroll.installEventFilter(self)
        # The height of what is said is known only once it is laid out.
        self._scroll.verticalScrollBar().rangeChanged.connect(self._bring_feedback_into_view)
        self._cover = PauseCover(theme)
        self._cover.go_on_asked.connect(self.pause)
        self._aside = QuizAside(theme)
        self._aside.chosen.connect(self.go)
        self._foot = QuestionFoot(theme)
        self._foot.answered.connect(self.answer)
        self._foot.next_asked.connect(self.next_question)
        self._foot.skip_asked.connect(self.skip)
        self._foot.overruled.connect(self.overrule)
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 16)
        self.body.setSpacing(0)
        self.body.addWidget(self._bar)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._cover)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 4, 0)
        foot.addWidget(self._foot)
        left.addLayout(foot)
        self._beside = scrolling(self._aside)
        # No fixed width: hidden or not, it must not keep the window from getting small.
        self._beside.setMaximumWidth(WIDTH)
        self._beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = QHBoxLayout()
        self._row.setSpacing(32)
        self._row.addLayout(left, 1)
        self._row.addWidget(self._beside)
        self.body.addLayout(self._row, 1)

    # --- A quiz

    def start(self, sitting: QuizSitting) -> None:
        """Begin a quiz, or go on with one."""
        self._sitting = sitting
        self._hides_time = False
        self.show_question()

    @property
    def sitting(self) -> QuizSitting | None:
        return self._sitting

    @property
    def paused(self) -> bool:
        return self._stack.currentWidget() is self._cover

    @property
    def explained(self) -> bool:
        """Whether the answer on the page is marked and explained."""
        return self._explained

    def enter(self) -> None:
        self._run_clock()

    def show_question(self) -> None:
        """Show the present question; one that was answered in practice, with what was said of it."""
        sitting = self._sitting
        if sitting is None:
            return
        row = sitting.current
        self._going = None
        self._stack.setCurrentWidget(self._scroll)
        self._sheet.show_question(row.question, sitting.place + 1, row.response)
        self._explained = row.response.answered and not sitting.exam
        if self._explained:
            self._sheet.explain(row.response)
        self._scroll.verticalScrollBar().setValue(0)
        self._show_state()
        self._give_focus()
        self._run_clock()

    def _show_state(self) -> None:
        """Show where one is, and what can be done now."""
        sitting = self._sitting
        if sitting is None:
            return
        count = len(sitting.questions)
        self._bar.set_path((sitting.quiz.title, f"Question {sitting.place + 1} of {count}"))
        self._bar.set_ticks(ticks_of(sitting.questions, sitting.place, exam=sitting.exam))
        self._aside.show_questions(cells_of(sitting.questions, exam=sitting.exam), sitting.place)
        self._aside.show_topics(shares_of(sitting.questions))
        row = sitting.current
        last = sitting.next_open() is None
        can_overrule = (
            self._explained and self._sheet.typed and row.response.right is False and bool(row.response.given)
        )
        if self._explained:
            self._foot.offer_next(last=last, overrule=can_overrule)
        else:
            again = row.response.sureness if sitting.exam else None
            self._foot.offer_answer(
                exam=sitting.exam, typed=self._sheet.typed, many=self._sheet.many_lines, again=again
            )
        self._show_time()

    # --- The clock

    def tick(self) -> None:
        """Let the time pass that has gone since the last look at the clock."""
        sitting = self._sitting
        if sitting is None or self._since is None:
            return
        now = self._seconds()
        gone, self._since = round((now - self._since) * 1000), now
        before = sitting.left
        try:
            sitting.spend(max(0, gone))
        except ProblemError as problem:
            self.warned.emit(str(problem))
        self._show_time()
        if sitting.time_is_out:
            self._stop_clock()
            self.timed_out.emit()
        elif before is not None and (words := warning_words(before, sitting.left or 0)):
            self.said.emit(words, "")

    def _run_clock(self) -> None:
        """Let the clock run while a question waits for its answer on the screen."""
        waits = self._sitting is not None and not self._explained and not self.paused
        if not waits:
            self._stop_clock()
        elif self._since is None:
            self._since = self._seconds()
            self._timer.start()

    def _stop_clock(self) -> None:
        self._timer.stop()
        self._since = None

    def _show_time(self) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        count = len(sitting.questions)
        if sitting.left is None or sitting.quiz.allowed is None:
            self._bar.set_note(f"{sitting.answered} of {count} answered")
            self._aside.say(
                "Only what you are sure of counts",
                "Enter hands in as sure, Shift Enter as a guess. A right guess leaves the schedule as it is.",
            )
            return
        self._bar.set_note("Time hidden, H shows it" if self._hides_time else clock_words(sitting.left))
        self._aside.say(*pace_words(sitting.quiz.allowed, sitting.used, sitting.answered, count))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Left and Right from the scroll area: they lead to other questions."""
        sideways = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if watched is self._scroll and isinstance(event, QKeyEvent) and event.key() in sideways:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the clock stand while one is elsewhere, and keep what was used."""
        super().hideEvent(event)
        if self._since is not None and self._sitting is not None:
            self._stop_clock()
            self._dared(self._sitting.keep_time)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= ROOM_FOR_ASIDE
        self._beside.setVisible(roomy)
        self._row.setContentsMargins(56 if roomy else 24, 12, 28, 0)

    # --- What can be done

    def answer(self, sureness: Sureness) -> None:
        """Hand the answer in: as sure, as a guess, or as not known."""
        sitting = self._sitting
        if sitting is None or self._explained or self.paused:
            return
        given = self._sheet.given
        if sureness is not Sureness.UNKNOWN and not given:
            how = "Type an answer" if self._sheet.typed else "Choose an answer"
            key = "Alt 0" if self._sheet.typed else "0"
            self.said.emit(f"{how} first, or say with {key} that you don\u2019t know.", "")
            return
        self.tick()
        if not self._dared(lambda: sitting.answer(given, sureness)):
            return
        if sitting.exam:
            self.next_question()
            return
        self._explained = True
        self._stop_clock()
        self._sheet.explain(sitting.current.response)
        self._show_state()
        if self._sheet.feedback is not None:
            fade_in(self._sheet.feedback, self.theme)
            self._bring_feedback_into_view()
        self._give_focus()

    def _bring_feedback_into_view(self) -> None:
        """Scroll to what is said of an answer, its beginning at least."""
        feedback = self._sheet.feedback
        if feedback is not None:
            self._scroll.ensureWidgetVisible(feedback, 0, 8)
            if feedback.height() > self._scroll.viewport().height():
                self._scroll.verticalScrollBar().setValue(feedback.mapTo(self._sheet, QPoint(0, 0)).y())

    def next_question(self) -> None:
        """Go to the next question without an answer; after the last one, to the look over all."""
        sitting = self._sitting
        if sitting is None:
            return
        following = sitting.next_open()
        if following is None:
            self.overview_asked.emit()
        else:
            self.go(following)

    def skip(self) -> None:
        """Leave the present question open and go to the next open one."""
        sitting = self._sitting
        if sitting is None:
            return
        following = sitting.next_open()
        if following is None or following == sitting.place:
            self.said.emit("This is the last question without an answer.", "")
        else:
            self.go(following)

    def go(self, place: int) -> None:
        """Go to a question, counted from 0."""
        sitting = self._sitting
        if sitting is not None and 0 <= place < len(sitting.questions) and not self.paused:
            self.tick()
            if sitting.time_is_out:
                return
            self._stop_clock()
            self._dared(lambda: sitting.go(place))
            self.show_question()

    def _step(self, step: int) -> None:
        if self._sitting is not None:
            self.go(self._sitting.place + step)

    def mark(self) -> None:
        """Mark the question for later, or take the mark away."""
        sitting = self._sitting
        if sitting is not None and self._dared(sitting.toggle_mark):
            self.said.emit("Marked for later." if sitting.current.marked else "The mark is gone.", "")
            self._show_state()

    def overrule(self) -> None:
        """Let a typed answer count that was marked wrong."""
        sitting = self._sitting
        if sitting is not None and self._foot.overrule_offered and self._dared(sitting.overrule):
            self.said.emit("Counted as right.", "")
            self._sheet.explain(sitting.current.response)
            self._show_state()
            self._give_focus()

    def pause(self) -> None:
        """Cover the question and stop the clock, or go on."""
        if self._sitting is None or self._explained:
            return
        if self.paused:
            self._stack.setCurrentWidget(self._scroll)
            self._foot.setEnabled(True)
            self._run_clock()
        else:
            self.tick()
            self._stack.setCurrentWidget(self._cover)
            self._foot.setEnabled(False)
            self._stop_clock()
            self._dared(self._sitting.keep_time)
        self._give_focus()

    def _hide_time(self) -> None:
        self._hides_time = not self._hides_time
        self._show_time()

    def _open_source(self) -> None:
        if self._sitting is not None and self._explained:
            open_outside(first_address(self._sitting.current.question.entry.sources))

    def _dared(self, action: Callable[[], object]) -> bool:
        """Do something that writes; say what hindered it, if anything did."""
        try:
            action()
        except ProblemError as problem:
            self.warned.emit(str(problem))
            return False
        return True

    # --- Going by number

    def _ask_number(self) -> None:
        self._going = ""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit("Go to question: type its number.", "")

    def _type_digit(self, digit: int) -> None:
        sitting = self._sitting
        if sitting is None or self._going is None:
            return
        self._going += str(digit)
        count = len(sitting.questions)
        if int(self._going) * 10 > count or len(self._going) == len(str(count)):
            self._go_to_number()
        else:
            self.said.emit(f"Go to question {self._going}\u2026 Enter goes there.", "")

    def _go_to_number(self) -> None:
        sitting, number = self._sitting, int(self._going or 0)
        self._going = None
        self.said.emit("", "")
        if sitting is not None and 1 <= number <= len(sitting.questions):
            self.go(number - 1)
        else:
            self._give_focus()

    def _leave_number(self) -> None:
        self._going = None
        self.said.emit("", "")
        self._give_focus()

    # --- Keys

    def commands(self) -> Sequence[Command]:
        if self._going is not None:
            return [
                *(
                    Command(f"Digit {digit}", (str(digit),), partial(self._type_digit, digit), "Go to")
                    for digit in range(10)
                ),
                Command("Go there", ("Enter",), self._go_to_number, "Go to"),
                Command("Stay here", ("Esc",), self._leave_number, "Go to"),
            ]
        if self.paused:
            return [
                Command("Go on", ("P", "Alt P", "Enter", "Space"), self.pause, "Paused"),
                Command("Look over, leave or hand in", ("Esc",), self.overview_asked.emit, "Paused"),
            ]
        return [*self._answer_commands(), *self._moving_commands()]

    def _answer_commands(self) -> list[Command]:
        if self._explained:
            commands = [
                Command("Next question", ("Enter", "Space"), self.next_question, "Answer"),
                Command("Open the source", ("O",), self._open_source, "Answer"),
            ]
            if self._foot.overrule_offered:
                commands.append(Command("I was right", ("Ctrl Enter",), self.overrule, "Answer"))
            return commands
        sure, guessing = ("Enter", "Ctrl Enter"), ("Shift Enter", "Ctrl Shift Enter")
        if self._sheet.many_lines:
            sure, guessing = sure[::-1], guessing[::-1]
        verb = "Place the step" if self._sheet.steps_shown else "Choose the option"
        return [
            Command("Hand in, sure", sure, partial(self.answer, Sureness.SURE), "Answer"),
            Command("Hand in, guessing", guessing, partial(self.answer, Sureness.GUESSING), "Answer"),
            Command(
                "I don\u2019t know",
                ("Alt 0", "0") if self._sheet.typed else ("0", "Alt 0"),
                partial(self.answer, Sureness.UNKNOWN),
                "Answer",
            ),
            *(
                Command(f"{verb} {number}", (str(number),), partial(self._sheet.press, number), "Answer")
                for number in range(1, self._sheet.choices + 1)
            ),
        ]

    def _moving_commands(self) -> list[Command]:
        exam = self._sitting is not None and self._sitting.exam
        typed = self._sheet.typed and not self._explained

        def keys(letter: str) -> tuple[str, ...]:
            return (f"Alt {letter}", letter) if typed else (letter, f"Alt {letter}")

        moving = [
            Command("Skip", keys("N"), self.skip, "Questions"),
            Command("Mark for later", keys("F"), self.mark, "Questions"),
            Command("Next question", keys("Right"), partial(self._step, 1), "Questions"),
            Command("Previous question", keys("Left"), partial(self._step, -1), "Questions"),
            Command("Go to a question", keys("G"), self._ask_number, "Questions"),
            Command("Pause", keys("P"), self.pause, "Quiz"),
            Command("Look over, leave or hand in", ("Esc",), self.overview_asked.emit, "Quiz"),
            Command("All keys", ("?",), self.help_asked.emit, "Quiz"),
        ]
        if exam:
            moving.insert(6, Command("Hide or show the time", keys("H"), self._hide_time, "Quiz"))
        return moving

    def first_focus(self) -> QWidget | None:
        if self.paused:
            return self._cover.first_focus()
        return self._foot.first_focus() if self._explained else self._sheet.first_focus()

    def _give_focus(self) -> None:
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()
