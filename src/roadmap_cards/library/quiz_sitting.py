"""A quiz under way: its questions, where one is, and the time that is left. Every step is durable at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap_cards.library.change import Change
from roadmap_cards.storage import quizzes as queries
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.quizzes import QuestionRow, QuizRow
from roadmap_cards.study.day import Moment
from roadmap_cards.study.history import LONGEST_ANSWER
from roadmap_cards.study.question import Given, is_right
from roadmap_cards.study.quiz import Mode, Sureness

KEEP_EVERY = 5_000
"""Milliseconds of an exam that a crash may give back."""


class QuizSitting:
    """A person at a quiz. In practice an answer is final; in an exam it may be changed until the end.

    Made by `library.quizzes`. Closing the program leaves the quiz under way: `Quizzes.resume` goes on.
    """

    def __init__(
        self,
        database: Database,
        now: Callable[[], Moment],
        tell: Callable[[Change], None],
        hand_in: Callable[[QuizRow, int, bool], int | None],
        quiz_id: int,
    ) -> None:
        """Go on with a quiz where it was left. `hand_in` lets it count."""
        self._database = database
        self._now = now
        self._tell = tell
        self._hand_in = hand_in
        self.quiz = queries.quiz(database.read, quiz_id)
        self.questions = queries.questions(database.read, quiz_id)
        self.place = min(self.quiz.place, len(self.questions) - 1)
        self.used = self.quiz.used
        self._kept = self.used
        self._spent = [row.response.duration for row in self.questions]

    # --- Where one is

    @property
    def exam(self) -> bool:
        return self.quiz.mode is Mode.EXAM

    @property
    def current(self) -> QuestionRow:
        return self.questions[self.place]

    @property
    def answered(self) -> int:
        """How many questions have an answer, “I don't know” among them."""
        return sum(row.response.answered for row in self.questions)

    @property
    def left(self) -> int | None:
        """The time that is left, in milliseconds; None without a limit."""
        return None if self.quiz.allowed is None else max(0, self.quiz.allowed - self.used)

    @property
    def time_is_out(self) -> bool:
        return self.left == 0

    def next_open(self) -> int | None:
        """Return the next question without an answer after the present one, from the start if need be."""
        count = len(self.questions)
        places = [(self.place + step) % count for step in range(1, count + 1)]
        return next((place for place in places if not self.questions[place].response.answered), None)

    # --- What is done

    def answer(self, given: Given, sureness: Sureness) -> bool:
        """Hand an answer in (durable when this returns) and return whether it is right.

        “I don't know” is an empty answer with Sureness.UNKNOWN. Raises ProblemError, keeping what was there,
        if it cannot be saved; ValueError for a second answer in practice.
        """
        row = self.current
        if row.response.answered and not self.exam:
            raise ValueError("in practice an answer is final")
        known = sureness is not Sureness.UNKNOWN
        right = known and is_right(row.question.body, row.question.variant, given)
        duration = self._spent[self.place]
        with self._database.change("Answer question") as tx:
            queries.keep_answer(
                tx,
                row.id,
                given=given if known else (),
                sureness=sureness,
                right=right,
                moment=self._now(),
                duration=duration if self.exam else min(duration, LONGEST_ANSWER),
            )
            queries.keep_place(tx, self.quiz.id, self.place, self.used)
        self._read_again()
        return right

    def overrule(self) -> None:
        """Let the present answer, typed and marked wrong, count as right: the person has seen the key."""
        if self.exam or not self.current.response.given:
            raise ValueError("only a practice answer that was typed can be overruled")
        self._keep(correct=True)

    def toggle_mark(self) -> bool:
        """Mark the present question for later, or take the mark away; return whether it is marked now."""
        marked = not self.current.marked
        self._keep(marked=marked)
        return marked

    def go(self, place: int) -> None:
        """Go to a question, counted from 0."""
        self.place = max(0, min(place, len(self.questions) - 1))
        self.keep_time()

    def spend(self, milliseconds: int) -> None:
        """Let time pass on the present question; every few seconds it is kept."""
        self.used += milliseconds
        self._spent[self.place] += milliseconds
        if self.used - self._kept >= KEEP_EVERY:
            self.keep_time()

    def keep_time(self) -> None:
        """Write where one is and the time used."""
        with self._database.change("Keep quiz") as tx:
            queries.keep_place(tx, self.quiz.id, self.place, self.used)
        self._kept = self.used

    def hand_in(self, *, timed_out: bool = False) -> int | None:
        """Let what is there count, and return the number of the quiz; None where nothing was answered.

        An exam is kept even so; a practice without any answer is forgotten.
        """
        return self._hand_in(self.quiz, self.used, timed_out)

    def _keep(self, **values: Any) -> None:
        with self._database.change("Keep question") as tx:
            queries.keep_question(tx, self.current.id, values)
        self._read_again()

    def _read_again(self) -> None:
        self.questions = queries.questions(self._database.read, self.quiz.id)
        self._kept = self.used
        self._tell(Change("Answer question", frozenset({"quiz"})))
