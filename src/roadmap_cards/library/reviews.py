"""Actions of reviewing: what today holds, asking a card, and answering it for good."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from roadmap_cards.errors import ProblemError
from roadmap_cards.library import today
from roadmap_cards.library.answer_time import answer_time
from roadmap_cards.library.change import Change
from roadmap_cards.settings import Learning
from roadmap_cards.storage import decks, progress
from roadmap_cards.storage import reviews as queries
from roadmap_cards.storage import today as day_queries
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.settings import all_parameters
from roadmap_cards.study.card import Card, Learned, Rating
from roadmap_cards.study.day import Moment
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.history import LogRow, log_row, standing
from roadmap_cards.study.queue import Pace, Plan
from roadmap_cards.study.schedule import Outcome, Outcomes, Schedule, retrievability


@dataclass(frozen=True, slots=True)
class Asked:
    """A card on the screen with its four outcomes, computed once: the button tells what will happen."""

    card: Card
    outcomes: Outcomes
    moment: Moment
    recall: float
    """Predicted recall now, from 0 to 1; 0 for a new card."""
    target: float

    def outcome(self, rating: Rating) -> Outcome:
        """Return what an answer of this rating leads to."""
        return self.outcomes[rating - 1]


class Reviews:
    """Reviewing. Reached as `library.reviews`."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], Moment],
        learning: Callable[[], Learning],
        tell: Callable[[Change], None],
    ) -> None:
        """Work on an open collection; `tell` is called with every change."""
        self._database = database
        self._now = now
        self._learning = learning
        self._tell = tell

    # --- What there is to do

    def plan(
        self,
        minutes: int | None = None,
        *,
        more_new: int = 0,
        topic: str | None = None,
        first_items: Collection[int] = (),
    ) -> Plan:
        """Return what is left of today, as far as it fits into `minutes` (None: all of it).

        `more_new` asks for that many new cards beyond today's limit; `topic` keeps to one topic (its key);
        the due cards of `first_items` come before all others.
        """
        only = None
        if topic is not None:
            only = progress.topic_ids(self._database.read, topic)
            if not only:
                raise ProblemError(f"There is no topic “{topic}”.", hint="See: roadmap-cards stats")
        return today.plan(
            self._database.plain,
            self._now(),
            self._learning(),
            minutes,
            more_new=more_new,
            topics=only,
            first_items=first_items,
        )

    def pace(self) -> Pace:
        """Return how long a card takes this person, from the last month's answers."""
        return today.pace(self._database.plain, self._now().day)

    # --- One card

    def ask(self, card_id: int) -> Asked:
        """Return a card with its four outcomes as of now."""
        card = decks.card(self._database.plain, card_id)
        present = self._now()
        if isinstance(card.memory, Learned):
            present = replace(present, day=max(present.day, card.memory.last_day))
        schedule = self._schedule()
        recall = retrievability(card.memory, present.day, schedule.parameters)
        outcomes = schedule.outcomes(card.memory, card.uuid, present)
        return Asked(card, outcomes, present, recall, self._learning().target_recall)

    def reviewable(self, card_id: int) -> bool:
        """Return whether a card may still be asked today."""
        return queries.reviewable(self._database.plain, card_id, self._now().day)

    def answer(self, asked: Asked, rating: Rating, duration: int) -> Learned:
        """Commit the outcome of `rating` and return the memory it left; durable when this returns.

        `duration` is in milliseconds. Raises ProblemError, and changes nothing, where the clock stands more
        than a day behind the last answer or the disk is full.
        """
        with self._database.change("Answer card") as tx:
            at = answer_time(self._database, self._now())
            # A quiz or an import may have moved the card while it stood on the screen, or until this could be
            # written: what is stored follows from the log.
            if decks.memory(self._database.plain, asked.card.id) != asked.card.memory:
                asked = self.ask(asked.card.id)
            outcome = _answered_at(asked.outcome(rating), asked.moment, at)
            row = log_row(
                asked.card.id,
                asked.card.memory,
                outcome,
                replace(asked.moment, at=at),
                duration,
                self._schedule(),
            )
            queries.store_answer(tx, asked.card.id, row, outcome.memory)
        self._tell(Change("Answer card", frozenset({"card", "review"}), frozenset({asked.card.id})))
        return outcome.memory

    def history(self, card_id: int) -> list[LogRow]:
        """Return the answers of a card that count, oldest first."""
        return standing(queries.log_of_card(self._database.read, card_id))

    @property
    def parameters(self) -> Parameters:
        """The FSRS parameters in force."""
        return day_queries.parameters(self._database.plain)

    @property
    def versions(self) -> dict[int, Parameters]:
        """Every version of the parameters that the log may name, by its id."""
        return all_parameters(self._database.read)

    def log(self, card_id: int) -> list[LogRow]:
        """Return every row of the log about a card, those taken back too, oldest first."""
        return queries.log_of_card(self._database.read, card_id)

    def suspend(self, card_id: int) -> None:
        """Take a card out of study until it is called back."""
        self._mark("Suspend card", card_id, suspended=True)

    def bury(self, card_id: int) -> None:
        """Put a card off until tomorrow's study day."""
        self._mark("Bury card", card_id, buried_until=self._now().day + 1)

    def flag(self, card_id: int, flag: int) -> None:
        """Mark a card with a flag from 1 to 4, or take the mark away with 0."""
        self._mark("Flag card" if flag else "Unflag card", card_id, flag=flag)

    def _mark(self, name: str, card_id: int, **values: Any) -> None:
        with self._database.change(name) as tx:
            decks.mark_card(tx, card_id, values)
        self._tell(Change(name, frozenset({"card"}), frozenset({card_id})))

    def _schedule(self) -> Schedule:
        return Schedule(self.parameters, self._learning().target_recall)


def _answered_at(outcome: Outcome, shown: Moment, at: int) -> Outcome:
    """Move an outcome from the moment the card was shown to that of the answer; days stay as promised."""
    memory = outcome.memory
    due_at = None if memory.due_at is None else memory.due_at + at - shown.at
    return replace(outcome, memory=replace(memory, last_at=at, due_at=due_at))
