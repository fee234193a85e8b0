"""A quiz under way: its questions, where one is, and the time that is left. Every step is durable at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.answer_time import answer_time
from roadmap_cards.library.change import Change
from roadmap_cards.storage import quizzes as queries
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.quizzes import QuestionRow, QuizRow
from roadmap_cards.study.day import Moment
from roadmap_cards.study.history import LONGEST_ANSWER
from roadmap_cards.study.question import RECOGNITION, Given, is_right
from roadmap_cards.study.quiz import Mode, Sureness

KEEP_EVERY = 5_000
"""Milliseconds of a quiz that a crash may give back."""


class QuizSitting:
    """A person at a quiz. In practice an answer is final; in an exam it may be changed until the end.

    Made by `library.quizzes`. Closing the program leaves the quiz under way: `Quizzes.resume` goes on.
    """

    def __init__(
        self,
        database: Database,
        now: Callable[[], Moment],
        tell: Callable[[Change], None],
        hand_in: Callable[[QuizRow, int], int | None],
        quiz_id: int,
    ) -> None:
        """Go on with a quiz where it was left. `hand_in` lets it count."""
        self._database = database
        self._now = now
        self._tell = tell
        self._hand_in = hand_in
        self.quiz = queries.quiz(database.read, quiz_id)
        # What was rewritten since cannot be asked; what was answered before stays.
        rows = queries.questions(database.read, quiz_id)
        self.questions = [row for row in rows if row.response.answered or not row.changed]
        at = [row.position for row in self.questions]
        self.place = min(bisect_left(at, self.quiz.place), max(0, len(at) - 1))
        self.used = self.quiz.used
        self._kept = self.used
        self._spent = [row.response.duration for row in self.questions]
        self._over = False
        self._counted: int | None = None

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
        if it cannot be saved; ValueError for a second answer in practice, and once the quiz is handed in.
        """
        self._not_over()
        if self.time_is_out:
            raise ProblemError("The time of this exam is over.", hint="Hand it in as it is.")
        row = self.current
        if row.response.answered and not self.exam:
            raise ValueError("in practice an answer is final")
        present = self._now()
        present = replace(present, at=answer_time(self._database, present))
        known = sureness is not Sureness.UNKNOWN
        right = known and is_right(row.question.body, row.question.variant, given)
        with self._database.change("Answer question") as tx:
            queries.keep_answer(
                tx,
                row.id,
                given=given if known else (),
                sureness=sureness,
                right=right,
                moment=present,
                duration=self._spent[self.place],
            )
            queries.keep_place(tx, self.quiz.id, self.current.position, self.used)
        self._read_again("Answer question")
        return right

    def overrule(self, *, right: bool = True) -> None:
        """Let the present answer, typed and marked wrong, count as right, or as wrong after all."""
        response = self.current.response
        if self.exam or not response.given or response.kind in RECOGNITION:
            raise ValueError("only a practice answer that was typed can be overruled")
        self._keep("Overrule answer", correct=right)

    def toggle_mark(self) -> bool:
        """Mark the present question for later, or take the mark away; return whether it is marked now."""
        marked = not self.current.marked
        self._keep("Mark question", marked=marked)
        return marked

    def go(self, place: int) -> None:
        """Go to a question, counted from 0."""
        self._keep_time(max(0, min(place, len(self.questions) - 1)))

    def spend(self, milliseconds: int) -> None:
        """Let time pass on the present question, as far as there is any; every few seconds it is kept.

        Who stays longer at a question of a practice than any answer takes has left the desk.
        """
        spent = self._spent[self.place]
        milliseconds = min(milliseconds, LONGEST_ANSWER - spent if self.left is None else self.left)
        self.used += milliseconds
        self._spent[self.place] += milliseconds
        if self.used - self._kept >= KEEP_EVERY:
            self._kept = self.used  # where it cannot be written, the next try is as far ahead
            self.keep_time()

    def keep_time(self) -> None:
        """Write where one is and the time used, over all and on the present question."""
        self._keep_time(self.place)

    def hand_in(self) -> int | None:
        """Let what is there count, and return the number of the quiz; None where nothing was answered.

        An exam is kept even so; a practice without any answer is forgotten. A second time does nothing more.
        """
        if not self._over:
            self._counted = self._hand_in(self.quiz, self.used)
            self._over = True
        return self._counted

    def _not_over(self) -> None:
        # What was counted would no longer be what stands there, and undo would refuse to take it back.
        if self._over:
            raise ValueError("the quiz was handed in")

    def _keep(self, name: str, **values: Any) -> None:
        self._not_over()
        with self._database.change(name) as tx:
            queries.keep_question(tx, self.current.id, values)
            queries.keep_place(tx, self.quiz.id, self.current.position, self.used)
        self._read_again(name)

    def _keep_time(self, place: int) -> None:
        """Write the time used so far, and where one is to be now."""
        if not self._over:
            with self._database.change("Keep quiz") as tx:
                queries.keep_place(tx, self.quiz.id, self.questions[place].position, self.used)
                # In practice the answer is final, and so is the time it took: what follows is reading.
                if self.exam or not self.current.response.answered:
                    queries.keep_question(tx, self.current.id, {"duration": self._spent[self.place]})
            self._kept = self.used
        self.place = place

    def _read_again(self, name: str) -> None:
        [row] = queries.questions(self._database.read, self.quiz.id, self.current.position)
        self.questions[self.place] = row
        self._kept = self.used
        self._tell(Change(name, frozenset({"quiz"})))
