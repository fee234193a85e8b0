"""One sitting: the cards of a plan, one after the other, with undo, and what it came to in the end."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_cards.library.change import Change
from roadmap_cards.library.library import Library
from roadmap_cards.library.reviews import Asked
from roadmap_cards.storage.undo import STEPS_KEPT
from roadmap_cards.study import queue
from roadmap_cards.study.card import Card, Rating
from roadmap_cards.study.queue import Answered, Plan, Run


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where the session stood before a step: undo of the step with this number goes back to it."""

    step: int
    run: Run


class Session:
    """A sitting in progress. Every answer is durable at once; the session is only an order of cards."""

    def __init__(self, library: Library, plan: Plan) -> None:
        """Begin with the first card of `plan`; `asked` is None if there is none."""
        self.plan = plan
        self._library = library
        self._pace = library.reviews.pace()
        self._before: list[_Stop] = []
        self._after: list[_Stop] = []
        self.run: Run = queue.begin(plan)
        self.asked: Asked | None = None
        self._advance()

    @property
    def finished(self) -> bool:
        return self.asked is None

    @property
    def milliseconds_left(self) -> int:
        """An estimate of the time that what is left takes."""
        steps = len(self.run.waiting) + (self.run.current is not None)
        return self._pace.of(self.run.left) + self._pace.review * steps

    def reveal(self) -> Asked:
        """Return the current card with its outcomes as of now; called when the answer is shown."""
        if self.asked is None:
            raise LookupError("the session is over")
        self.asked = self._library.reviews.ask(self.asked.card.id)
        return self.asked

    def answer(self, rating: Rating, duration: int) -> None:
        """Grade the current card (durable when this returns) and go on to the next one.

        `duration` is in milliseconds. Raises ProblemError, staying on the card, if it could not be saved.
        """
        if self.asked is None:
            raise LookupError("the session is over")
        memory = self._library.reviews.answer(self.asked, rating, duration)
        self._step(queue.answered(self.run, rating, memory, duration))

    def suspend(self) -> None:
        """Suspend the current card and go on."""
        self._aside("Suspend card")

    def bury(self) -> None:
        """Put the current card off until tomorrow and go on."""
        self._aside("Bury card")

    def flag(self, flag: int) -> None:
        """Flag the current card (0 takes the flag away) and stay on it."""
        if self.asked is None:
            raise LookupError("the session is over")
        if flag == self.asked.card.flag:
            return  # nothing is written, so there is no step to take back
        self._library.reviews.flag(self.asked.card.id, flag)
        self._keep()
        self.asked = self._library.reviews.ask(self.asked.card.id)

    @property
    def can_undo(self) -> bool:
        """Whether a step of this session can be taken back, after what was done elsewhere since."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a step of this session that was taken back can be done again."""
        return bool(self._after)

    def undo(self) -> str | None:
        """Take the last step back and return its name; None when this session has none.

        A step that was made elsewhere meanwhile (a setting) comes first and leaves the session where it is.
        """
        if not self._before:
            return None
        change = self._library.undo()
        if change is None:
            return None
        self._back(change, self._before, self._after)
        return change.name

    def redo(self) -> str | None:
        """Do the step again that was undone last; None when there is none."""
        if not self._after:
            return None
        change = self._library.redo()
        if change is None:
            return None
        self._back(change, self._after, self._before)
        return change.name

    def missed(self) -> list[tuple[Card, Answered]]:
        """Return the cards whose first answer here was Again, with that answer."""
        return [
            (self._library.reviews.ask(answer.card).card, answer)
            for answer in self.run.first_answers
            if answer.rating is Rating.AGAIN
        ]

    def _aside(self, name: str) -> None:
        if self.asked is None:
            raise LookupError("the session is over")
        if name == "Suspend card":
            self._library.reviews.suspend(self.asked.card.id)
        else:
            self._library.reviews.bury(self.asked.card.id)
        self._step(queue.put_aside(self.run))

    def _step(self, run: Run) -> None:
        self._keep()
        self.run = run
        self._advance()

    def _keep(self) -> None:
        """Keep where the session stands, for when the step that was just made is taken back."""
        self._before.append(_Stop(self._library.newest_step, self.run))
        del self._before[:-STEPS_KEPT]
        self._after.clear()

    def _back(self, change: Change, source: list[_Stop], target: list[_Stop]) -> None:
        if change.step != source[-1].step:
            return
        stop = source.pop()
        target.append(_Stop(stop.step, self.run))
        self.run = stop.run
        self.asked = self._library.reviews.ask(stop.run.current) if stop.run.current is not None else None

    def _advance(self) -> None:
        """Go to the next card that may still be asked."""
        while True:
            self.run = queue.advance(self.run, self._library.moment().at)
            if self.run.current is None:
                self.asked = None
                return
            if self._library.reviews.reviewable(self.run.current):
                self.asked = self._library.reviews.ask(self.run.current)
                return
