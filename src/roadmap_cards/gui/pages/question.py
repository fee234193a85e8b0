"""A quiz under way: one question at a time, by key alone. Every answer is safe before the next question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.number_entry import NumberEntry
from roadmap_cards.gui.widgets.page import Command, Page
from roadmap_cards.gui.widgets.question_view import QuestionView
from roadmap_cards.gui.widgets.stopwatch import Stopwatch
from roadmap_cards.study.question import Given
from roadmap_cards.study.quiz import Sureness
from roadmap_cards.study.quiz_clock import warning_words

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_sitting import QuizSitting


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
        self._sitting: QuizSitting | None = None
        self._explained = False
        self._hides_time = False
        self._moves = True
        self._drafts: dict[int, Given] = {}
        self._overruled: set[int] = set()
        self._watch = Stopwatch(seconds, self)
        self._watch.passed.connect(self._spend)
        self._number = NumberEntry(
            lambda number: self.go(number - 1), lambda words: self.said.emit(words, ""), self._give_focus
        )
        self._view = QuestionView(theme, formulas)
        self._sheet, self._foot = self._view.sheet, self._view.foot
        self._view.bar.back.connect(self._look_over)
        self._view.cover.go_on_asked.connect(self.pause)
        self._view.aside.chosen.connect(self.go)
        self._sheet.lines_done.connect(partial(self.answer, Sureness.SURE))
        self._sheet.source_asked.connect(self._open_source)
        self._foot.answered.connect(self.answer)
        self._foot.next_asked.connect(self.next_question)
        self._foot.skip_asked.connect(self.skip)
        self._foot.overruled.connect(self.overrule)
        self._foot.others_asked.connect(self._sheet.explain_others)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._view)

    # --- A quiz

    def start(self, sitting: QuizSitting, *, moves: bool = True) -> None:
        """Begin a quiz, or go on with one; `moves` says that its answers may move the schedule."""
        if self._sitting is None or sitting.quiz.id != self._sitting.quiz.id:
            self._drafts = {}
            self._overruled = set()
            self._hides_time = False
        self._sitting = sitting
        self._moves = moves
        self.show_question()

    @property
    def sitting(self) -> QuizSitting | None:
        return self._sitting

    @property
    def drafts(self) -> set[int]:
        """The questions, from 0, with an answer that was chosen or typed and not handed in."""
        rows = self._sitting.questions if self._sitting is not None else []
        return {place for place, row in enumerate(rows) if row.id in self._drafts}

    @property
    def hides_time(self) -> bool:
        """Whether the person wants to see no clock."""
        return self._hides_time

    @property
    def paused(self) -> bool:
        return self._view.covered

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
        self._number.close()
        self._view.set_covered(False)
        self._sheet.show_question(row.question, sitting.place + 1, row.response)
        self._explained = row.response.answered and not sitting.exam
        if self._explained:
            self._sheet.explain(row.response, overruled=row.id in self._overruled)
        elif row.id in self._drafts:
            self._sheet.choose(self._drafts[row.id])
        self._view.to_top()
        self._show_state()
        self._give_focus()
        self._run_clock()

    def _show_state(self) -> None:
        if self._sitting is not None:
            self._view.show_state(self._sitting, self._overruled, explained=self._explained)
            self._show_time()

    def _show_time(self) -> None:
        if self._sitting is not None:
            self._view.show_time(self._sitting, hidden=self._hides_time, moves=self._moves)

    # --- The clock

    def tick(self) -> None:
        """Let the time pass that has gone since the last look at the clock."""
        self._watch.look()

    def _spend(self, milliseconds: int) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        before = sitting.left
        self.dared(lambda: sitting.spend(milliseconds))
        self._show_time()
        if sitting.time_is_out:
            self._watch.stop()
            self.timed_out.emit()
        elif before is not None and (words := warning_words(before, sitting.left or 0)):
            self.said.emit(words, "")

    def _run_clock(self) -> None:
        """Let the clock run while a question waits for its answer on the screen."""
        if self._sitting is not None and not self._explained and not self.paused and self.isVisible():
            self._watch.run()
        else:
            self._watch.stop()

    @property
    def clock_runs(self) -> bool:
        """Whether time passes now."""
        return self._watch.runs

    def showEvent(self, event: QShowEvent) -> None:
        """Let the clock go on, as when a window comes back that had been put away."""
        super().showEvent(event)
        self._run_clock()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the clock stand while one is elsewhere, and keep what was used and what was chosen."""
        super().hideEvent(event)
        self.keep_draft()
        if self._watch.runs and self._sitting is not None:
            self._watch.stop()
            self.dared(self._sitting.keep_time)

    # --- What can be done

    def answer(self, sureness: Sureness, *, again: bool = False) -> None:
        """Hand the answer in: as sure, as a guess, or as not known.

        One that stands already is left as it was handed in, unless `again` says so.
        """
        sitting = self._sitting
        if sitting is None or self._explained or self.paused:
            return
        given = self._sheet.given
        stands = sitting.exam and sitting.current.response.answered
        if stands and given == sitting.current.response.given and sureness is Sureness.SURE and not again:
            self.next_question()
            return
        if sureness is not Sureness.UNKNOWN and not given:
            how = (
                "Type an answer"
                if self._sheet.typed
                else "Put the steps in order"
                if self._sheet.steps_shown
                else "Choose an answer"
            )
            key = "Alt 0" if self._sheet.typed else "0"
            self.said.emit(f"{how} first, or say with {key} that you don\u2019t know.", "")
            return
        self.tick()
        if sitting.time_is_out or not self.dared(lambda: sitting.answer(given, sureness)):
            return
        self._drafts.pop(sitting.current.id, None)
        if sitting.exam:
            self.next_question()
            return
        self._explained = True
        self._watch.stop()
        self._sheet.explain(sitting.current.response)
        self._show_state()
        self._view.show_feedback()
        self._give_focus()

    def next_question(self) -> None:
        """Go to the next question without an answer; after the last one, to the look over all."""
        sitting = self._sitting
        if sitting is None:
            return
        following = sitting.next_open()
        if following is None:
            self._look_over()
        else:
            self.go(following)

    def _look_over(self) -> None:
        self.keep_draft()
        self.overview_asked.emit()

    def skip(self) -> None:
        """Leave the present question open and go to the next open one."""
        sitting = self._sitting
        if sitting is None:
            return
        following = sitting.next_open()
        if following is None:
            self.said.emit("Every question has its answer.", "")
        elif following == sitting.place:
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
            self._watch.stop()
            self.keep_draft()
            self.dared(lambda: sitting.go(place))
            self.show_question()

    def _step(self, step: int) -> None:
        if self._sitting is not None:
            self.go(self._sitting.place + step)

    def mark(self) -> None:
        """Mark the question for later, or take the mark away."""
        sitting = self._sitting
        if sitting is not None and self.dared(sitting.toggle_mark):
            self.said.emit("Marked for later." if sitting.current.marked else "The mark is gone.", "")
            self._show_state()

    def keep_draft(self) -> None:
        """Keep what was chosen and not handed in, for when one comes back."""
        sitting = self._sitting
        if sitting is None or self._explained:
            return
        given = self._sheet.given
        if given and given != sitting.current.response.given:
            self._drafts[sitting.current.id] = given
        else:
            self._drafts.pop(sitting.current.id, None)

    def overrule(self) -> None:
        """Let a typed answer count that was marked wrong, or count it as wrong after all."""
        sitting = self._sitting
        if sitting is None or not self._foot.overrule_offered:
            return
        number = sitting.current.id
        right = number not in self._overruled
        if self.dared(lambda: sitting.overrule(right=right)):
            self._overruled ^= {number}
            self.said.emit("Counted as right." if right else "Counted as wrong.", "")
            self._sheet.explain(sitting.current.response, overruled=right)
            self._show_state()
            self._give_focus()

    def pause(self) -> None:
        """Cover the question and stop the clock, or go on."""
        if self._sitting is None or self._explained:
            return
        if self.paused:
            self._view.set_covered(False)
            self._run_clock()
        else:
            self.tick()
            if self._sitting.time_is_out:
                return
            self._view.set_covered(True)
            self._watch.stop()
            self.dared(self._sitting.keep_time)
        self._give_focus()

    def _hide_time(self) -> None:
        self._hides_time = not self._hides_time
        self._show_time()

    def _open_source(self) -> None:
        if self._sitting is not None and self._explained:
            self.open_source(self._sitting.current.question.entry.sources)

    # --- Keys

    def commands(self) -> Sequence[Command]:
        if self._number.open:
            return self._number.commands()
        if self.paused:
            return [
                Command("Go on", ("P", "Alt P", "Enter", "Space"), self.pause, "Paused"),
                Command("Look over, leave or hand in", ("Esc",), self._look_over, "Paused"),
            ]
        return [*self._answer_commands(), *self._moving_commands()]

    def _ask_number(self) -> None:
        if self._sitting is not None:
            self._number.begin(len(self._sitting.questions))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer_commands(self) -> list[Command]:
        if self._explained:
            commands = [
                Command("Next question", ("Enter", "Space"), self.next_question, "Answer"),
                Command("Open the source", ("O",), self._open_source, "Answer"),
            ]
            if self._foot.overrule_offered:
                commands.append(Command("I was right, or wrong after all", ("I",), self.overrule, "Answer"))
            if self._sheet.has_others:
                commands.append(Command("Why not the others", ("W",), self._sheet.explain_others, "Answer"))
            return commands
        sure, guessing, after_all = ("Enter",), ("Shift Enter", "Ctrl Shift Enter"), ("Ctrl Enter",)
        if self._sheet.many_lines:
            sure, guessing, after_all = ("Ctrl Enter",), guessing[::-1], ("Alt Enter",)
        stands = self._sitting is not None and self._sitting.current.response.answered
        surely = partial(self.answer, Sureness.SURE, again=True)
        again = [Command("Hand in, sure after all", after_all, surely, "Answer")] if stands else []
        verb = "Place the step" if self._sheet.steps_shown else "Choose the option"
        return [
            Command("Hand in, sure", sure, partial(self.answer, Sureness.SURE), "Answer"),
            *again,
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
        ]
        leaving = [
            Command("Look over, leave or hand in", ("Esc",), self._look_over, "Quiz"),
            Command("All keys", ("?",), self.help_asked.emit, "Quiz"),
        ]
        clock = []
        if not self._explained:
            clock.append(Command("Pause", keys("P"), self.pause, "Quiz"))
        if exam:
            clock.append(Command("Hide or show the time", keys("H"), self._hide_time, "Quiz"))
        return [*moving, *clock, *leaving]

    def first_focus(self) -> QWidget | None:
        if self.paused:
            return self._view.cover.first_focus()
        return self._foot.first_focus() if self._explained else self._sheet.first_focus()

    def _give_focus(self) -> None:
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()
