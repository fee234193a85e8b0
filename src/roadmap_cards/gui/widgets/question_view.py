"""A question on the screen: bar, sheet or what covers it, foot, and what stands beside."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.canvas import scrolling
from roadmap_cards.gui.widgets.fade import fade_in
from roadmap_cards.gui.widgets.focus_bar import FocusBar
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.pause_cover import PauseCover
from roadmap_cards.gui.widgets.question_foot import QuestionFoot
from roadmap_cards.gui.widgets.question_sheet import QuestionSheet
from roadmap_cards.gui.widgets.quiz_aside import WIDTH, QuizAside
from roadmap_cards.gui.widgets.quiz_marks import cells_of, shares_of, ticks_of
from roadmap_cards.study.quiz_clock import clock_words, pace_words

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_sitting import QuizSitting

LAST = 60_000
"""Milliseconds of an exam in which the clock is red."""

SETTLES = 300
"""Milliseconds in which what is said of an answer takes its height."""

ROOM_FOR_ASIDE = 1060
"""Pixels from which there is room beside the question."""


class QuestionView(QWidget):
    """Draws a quiz under way; the page knows what its parts ask for."""

    def __init__(self, theme: Theme, formulas: FormulaCache) -> None:
        super().__init__()
        self._theme = theme
        self._follows = False
        self.bar = FocusBar(theme, "Look over, leave or hand in")
        self.sheet = QuestionSheet(theme, formulas)
        self.cover = PauseCover(theme)
        self.aside = QuizAside(theme)
        self.foot = QuestionFoot(theme)
        self._scroll = scrolling(self.sheet)
        self._scroll.installEventFilter(self)
        # The height of what is said is known only once it is laid out.
        self._scroll.verticalScrollBar().rangeChanged.connect(self._bring_feedback_into_view)
        self._lay_out()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.cover)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 4, 0)
        foot.addWidget(self.foot)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._stack, 1)
        left.addLayout(foot)
        self._beside = scrolling(self.aside)
        # No fixed width: hidden or not, it must not keep the window from getting small.
        self._beside.setMaximumWidth(WIDTH)
        self._beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = QHBoxLayout()
        self._row.setSpacing(32)
        self._row.addLayout(left, 1)
        self._row.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(self._row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= ROOM_FOR_ASIDE
        self._beside.setVisible(roomy)
        self._row.setContentsMargins(56 if roomy else 24, 12, 28, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Left and Right from the scroll area: they lead to other questions."""
        sideways = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if watched is self._scroll and isinstance(event, QKeyEvent) and event.key() in sideways:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # --- The cover

    @property
    def covered(self) -> bool:
        return self._stack.currentWidget() is self.cover

    def set_covered(self, covered: bool) -> None:
        """Cover the question, or show it again."""
        self._stack.setCurrentWidget(self.cover if covered else self._scroll)
        self.foot.setEnabled(not covered)

    # --- What is shown

    def to_top(self) -> None:
        """Show the question from its beginning."""
        self._follows = False
        self._scroll.verticalScrollBar().setValue(0)

    def show_state(self, sitting: QuizSitting, overruled: Collection[int], *, explained: bool) -> None:
        """Show where one is and what can be done; `overruled` are those that the person calls right."""
        count, row = len(sitting.questions), sitting.current
        self.bar.set_path((sitting.quiz.title, f"Question {sitting.place + 1} of {count}"))
        self.bar.set_ticks(ticks_of(sitting.questions, sitting.place, exam=sitting.exam))
        cells = cells_of(sitting.questions, exam=sitting.exam)
        self.aside.show_questions(cells, sitting.place, typed=self.sheet.typed and not explained)
        self.aside.show_topics(shares_of(sitting.questions, exam=sitting.exam))
        if explained:
            typed = self.sheet.typed and bool(row.response.given)
            wrong = row.response.right is False or row.id in overruled
            self.foot.offer_next(
                last=sitting.next_open() is None,
                overrule=row.id in overruled if typed and wrong else None,
                others=self.sheet.has_others,
            )
        else:
            self.foot.offer_answer(
                exam=sitting.exam,
                typed=self.sheet.typed,
                many=self.sheet.many_lines,
                stands=row.response.answered,
            )

    def show_time(self, sitting: QuizSitting, *, hidden: bool, moves: bool) -> None:
        """Show the time that is left, or how answers count where there is no limit."""
        count, left, allowed = len(sitting.questions), sitting.left, sitting.quiz.allowed
        if left is None or allowed is None:
            self.bar.set_note(f"{sitting.answered} of {count} answered")
            self.aside.say(*self._rule_words(moves=moves))
            return
        if hidden:
            self.bar.set_note(f"Time hidden, {'Alt H' if self.sheet.typed else 'H'} shows it")
            self.aside.say("Time hidden", "It runs on, and the last minutes are told.")
        else:
            self.bar.set_note(clock_words(left), "again" if left < LAST else "ink2")
            key = "Alt P" if self.sheet.typed else "P"
            self.aside.say(*pace_words(allowed, sitting.used, sitting.answered, count, pause_key=key))

    def _rule_words(self, *, moves: bool) -> tuple[str, str]:
        """Return how answers count, and the keys that say so."""
        held = "Ctrl " if self.sheet.many_lines else ""
        keys = f"{held}Enter hands in as sure, {held}Shift Enter as a guess."
        if not moves:
            return "Answers are only noted", f"{keys} The schedule stays: so it is set in Settings."
        return "Only what you are sure of counts", f"{keys} A right guess leaves the schedule as it is."

    def show_feedback(self) -> None:
        """Let what is said of an answer appear, and bring it into view while it takes its height."""
        if self.sheet.feedback is not None:
            fade_in(self.sheet.feedback, self._theme)
            self._follows = True
            self._bring_feedback_into_view()
            QTimer.singleShot(SETTLES, self._stop_following)

    def _stop_following(self) -> None:
        self._follows = False

    def _bring_feedback_into_view(self) -> None:
        feedback = self.sheet.feedback
        if feedback is not None and self._follows:
            self._scroll.ensureWidgetVisible(feedback, 0, 8)
            if feedback.height() > self._scroll.viewport().height():
                self._scroll.verticalScrollBar().setValue(feedback.mapTo(self.sheet, QPoint(0, 0)).y())
