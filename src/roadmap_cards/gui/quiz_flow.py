"""The way through a quiz: from its set-up over its questions to its result, and back.

It holds the four pages of a quiz and moves between them, as `review_flow` does with those of a sitting.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.page import Page
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.gui.pages.hand_in import HandInPage
    from roadmap_cards.gui.pages.question import QuestionPage
    from roadmap_cards.gui.pages.quiz import QuizPage
    from roadmap_cards.gui.pages.result import ResultPage
    from roadmap_cards.library.library import Library
    from roadmap_cards.library.quiz_result import QuizResult
    from roadmap_cards.library.quiz_sitting import QuizSitting
    from roadmap_cards.library.quizzes import AddedToReview
    from roadmap_cards.study.quiz import Wish

PAGES = ("quiz", "question", "hand_in", "result")
"""The names of its pages."""


class QuizFlow(QObject):
    """`going` asks the window to show a page by name, `map_asked` to show an item (0: none) on the map.

    `study_asked` asks for a review: there is no question yet.
    """

    going = Signal(str)
    said = Signal(str, str)
    warned = Signal(str)
    map_asked = Signal(int)
    study_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        formulas: FormulaCache,
        seconds: Callable[[], float],
        rng: Random,
        put: Callable[[str, Page], Page],
    ) -> None:
        """`seconds` is the clock of questions, `rng` chooses them; `put` gives a new page its place."""
        super().__init__()
        self._theme = theme
        self._formulas = formulas
        self._seconds = seconds
        self._rng = rng
        self._put = put
        self._library: Library | None = None
        self._result: QuizResult | None = None

    # --- Its pages, made when they are first wanted

    @cached_property
    def quiz(self) -> QuizPage:
        """What a quiz is to be, the one under way, and those of the past."""
        from roadmap_cards.gui.pages.quiz import QuizPage  # noqa: PLC0415  (not before the first paint)

        page = QuizPage(self._theme, self._rng)
        page.start_asked.connect(self.start)
        page.resume_asked.connect(self.resume)
        page.hand_in_asked.connect(self.hand_in_as_it_is)
        page.result_asked.connect(self.show_result)
        page.review_asked.connect(self.study_asked)
        if self._library is not None:
            page.open(self._library)
        self._put("quiz", page)
        return page

    @cached_property
    def question(self) -> QuestionPage:
        """A quiz under way."""
        from roadmap_cards.gui.pages.question import QuestionPage  # noqa: PLC0415  (as above)

        page = QuestionPage(self._theme, self._formulas, self._seconds)
        page.overview_asked.connect(self._look_over)
        page.timed_out.connect(self._hand_in)
        self._put("question", page)
        return page

    @cached_property
    def hand_in(self) -> HandInPage:
        """The look over a quiz."""
        from roadmap_cards.gui.pages.hand_in import HandInPage  # noqa: PLC0415  (as above)

        page = HandInPage(self._theme)
        page.back_asked.connect(self._back_to_question)
        page.handed_in.connect(self._hand_in)
        page.left.connect(self._leave)
        page.question_asked.connect(self._to_question)
        self._put("hand_in", page)
        return page

    @cached_property
    def result(self) -> ResultPage:
        """What a quiz came to."""
        from roadmap_cards.gui.pages.result import ResultPage  # noqa: PLC0415  (as above)

        page = ResultPage(self._theme, self._formulas)
        page.done.connect(lambda: self.going.emit("quiz"))
        page.retry_asked.connect(self._retry)
        page.review_asked.connect(self._add_to_review)
        page.map_asked.connect(self.map_asked)
        page.undo_asked.connect(self._undo)
        self._put("result", page)
        return page

    def page_called(self, name: str) -> Page:
        """Return one of its pages by name."""
        match name:
            case "question":
                return self.question
            case "hand_in":
                return self.hand_in
            case "result":
                return self.result
            case _:
                return self.quiz

    def open(self, library: Library) -> None:
        """Take an open collection."""
        self._library = library
        if "quiz" in self.__dict__:
            self.quiz.open(library)

    @property
    def sitting(self) -> QuizSitting | None:
        """The quiz on the question page."""
        return self.question.sitting if "question" in self.__dict__ else None

    # --- A quiz

    def offer_topic(self, topic: int) -> None:
        """Show the set-up of a quiz about a topic (by id)."""
        self.quiz.prefer(topic=topic)
        self.going.emit("quiz")

    def start(self, wish: Wish) -> None:
        """Begin a quiz of this wish, as it was told of before."""
        told = self.quiz.catalogue if "quiz" in self.__dict__ else None
        self._begin(lambda library: library.quizzes.start(wish, self._rng, told))

    def resume(self) -> None:
        """Go on with the quiz under way, if there is one."""
        if self._library is not None and self._library.quizzes.under_way() is not None:
            self._begin(lambda library: library.quizzes.resume())

    def _begin(self, begin: Callable[[Library], QuizSitting]) -> None:
        if self._library is None:
            return
        try:
            sitting = begin(self._library)
        except ProblemError as problem:
            self.warned.emit(str(problem))
            return
        if sitting.time_is_out:
            self._finish(sitting)
            return
        self.question.start(sitting, moves=self._library.learning.quiz_moves)
        self.going.emit("question")

    def _look_over(self) -> None:
        """Show all questions; a practice in which nothing is open is handed in at once."""
        sitting = self.sitting
        if sitting is None:
            return
        if not sitting.exam and sitting.next_open() is None:
            self._finish(sitting)
            return
        self.hand_in.show_sitting(sitting, self.question.drafts, hides_time=self.question.hides_time)
        self.going.emit("hand_in")

    def _back_to_question(self) -> None:
        self.question.show_question()
        self.going.emit("question")

    def _to_question(self, place: int) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        try:
            sitting.go(place)
        except ProblemError as problem:
            self.warned.emit(str(problem))
            return
        self._back_to_question()

    def _leave(self) -> None:
        self.going.emit("quiz")
        self.said.emit("Left for later: it waits here with every answer.", "")

    def hand_in_as_it_is(self) -> None:
        """Look over the quiz under way, to hand it in without going on with it."""
        library = self._library
        if library is None or library.quizzes.under_way() is None:
            return
        try:
            sitting = library.quizzes.resume()
        except ProblemError:  # nothing is left of it to look over
            self._count(library.quizzes.hand_in_as_it_is)
            return
        self.question.start(sitting, moves=library.learning.quiz_moves)
        self._look_over()

    def _hand_in(self) -> None:
        if self.sitting is not None:
            self._finish(self.sitting)

    def _finish(self, sitting: QuizSitting) -> None:
        counted = self._count(sitting.hand_in)
        if counted and sitting.time_is_out:
            self.said.emit("The time is over: what was answered is handed in.", "")

    def _count(self, hand_in: Callable[[], int | None]) -> bool:
        """Hand a quiz in and show its result; say what hindered it, if anything did."""
        try:
            quiz = hand_in()
        except ProblemError as problem:
            self.warned.emit(str(problem))
            return False
        if quiz is None:
            self.going.emit("quiz")
            self.said.emit("Given up: nothing was answered, and nothing is kept.", "")
        else:
            self.show_result(quiz)
        return True

    # --- Afterwards

    def show_result(self, quiz: int) -> None:
        """Show what a quiz came to."""
        self._read_result(quiz)
        self.going.emit("result")

    def refresh(self) -> None:
        """Read the result on its page anew, as after an undo."""
        if self._result is not None and "result" in self.__dict__:
            self._read_result(self._result.quiz.id)

    def _read_result(self, quiz: int) -> None:
        if self._library is None:
            return
        result = self._library.quizzes.result(quiz)
        self._result = result
        can_undo = result.quiz.counted and self._library.quizzes.can_undo(quiz)
        self.result.show_result(result, can_undo=can_undo)

    def _retry(self) -> None:
        result = self._result
        if result is not None:
            self._begin(lambda library: library.quizzes.retry(result, self._rng))

    def _add_to_review(self) -> None:
        if self._library is None or self._result is None:
            return
        try:
            added = self._library.quizzes.add_to_review(self._result.mistakes)
        except ProblemError as problem:
            self.warned.emit(str(problem))
            return
        self.said.emit(_added_words(added), "Undo" if added.cards else "")

    def _undo(self) -> None:
        library, result = self._library, self._result
        if library is None or result is None:
            return
        if not library.quizzes.can_undo(result.quiz.id):
            self.said.emit("Something else was done since: Ctrl Z takes that back first.", "")
            self.refresh()
            return
        try:
            library.undo()
        except ProblemError as problem:
            self.warned.emit(str(problem))
            return
        self.said.emit("Taken back: the schedule is as it was before this quiz.", "")


def _added_words(added: AddedToReview) -> str:
    """Return what “add to review” came to."""
    sentences = []
    if added.cards:
        sentences.append(f"{counted(added.cards, 'card is', 'cards are')} due today.")
    if added.unseen:
        words = counted(added.unseen, "mistake is", "mistakes are")
        sentences.append(f"{words} about cards never seen: those come in their own order.")
    if added.aside:
        sentences.append(f"{counted(added.aside, 'card is', 'cards are')} suspended, put off or paused.")
    if added.without:
        sentences.append(f"{counted(added.without, 'mistake has', 'mistakes have')} no card to review.")
    return " ".join(sentences) or "All their cards are due today already."
