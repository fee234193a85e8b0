"""What was done and what is ahead, in numbers that pages and the command line show."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from roadmap_cards.library import today
from roadmap_cards.library.known import Known
from roadmap_cards.library.today import DayMinutes, Forecast, Outlook, Today
from roadmap_cards.settings import Learning
from roadmap_cards.storage import progress as queries
from roadmap_cards.storage import today as days
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.progress import Totals
from roadmap_cards.storage.today import DayRow
from roadmap_cards.study.day import Moment


@dataclass(frozen=True, slots=True)
class Statistics:
    """A collection in numbers. `recalled` of `reviews` in the last 30 days were remembered."""

    totals: Totals
    due: int
    new_today: int
    reviews: int
    recalled: int
    today: DayRow


class Progress:
    """Looking back and ahead. Reached as `library.progress`."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], Moment],
        learning: Callable[[], Learning],
        known: Known,
    ) -> None:
        """Work on an open collection; `known` keeps what was read of it."""
        self._known = known
        self._database = database
        self._now = now
        self._learning = learning

    def today(self, budget: int | None = None, only: Collection[int] | None = None) -> Today:
        """Return what today holds within `budget` minutes (None: all of it), and the days around it.

        `only` keeps to some topics, before the person has settled on them.
        """
        present = self._now()
        maps, topics = self._known.maps(present.day), self._known.topics()
        return today.today(self._database.plain, present, self._learning(), maps, budget, only, topics)

    def begin_with(self, seen: Today) -> None:
        """Take maps and topics from a first look that was cast right before the collection was opened."""
        self._known.begin_with(seen.maps, seen.topics, seen.day)

    def outlook(self, minutes: int | None = None) -> Outlook:
        """Return what is left of today within a time budget (None: all of it)."""
        return today.outlook(self._database.plain, self._now(), self._learning(), minutes)

    def cards_left(self) -> int:
        """Return how many cards are left of today, whatever fits into any time."""
        return today.cards_left(self._database.plain, self._now(), self._learning())

    def spent(self, days: int) -> list[DayMinutes]:
        """Return the minutes of the last `days` study days and of today, oldest first."""
        return today.spent(self._database.plain, self._now().day, days)

    def has_line(self) -> bool:
        """Return whether today's plan has a card in its line: a review, or a new card."""
        return today.has_line(self._database.plain, self._now(), self._learning())

    def forecast(self, days: int) -> Forecast:
        """Return what falls due on each of the next `days` study days."""
        plain, day = self._database.plain, self._now().day
        return today.forecast(plain, day, days, today.pace(plain, day))

    def next_due(self) -> int | None:
        """Return the next study day after today on which a card falls due, or None."""
        return days.next_due(self._database.plain, self._now().day + 1)

    def statistics(self) -> Statistics:
        """Return the collection in numbers."""
        day = self._now().day
        outlook = self.outlook()
        reviews, recalled = queries.recall(self._database.read, day - 29, day)
        rows = days.by_day(self._database.plain, day, day)
        return Statistics(
            totals=queries.totals(self._database.read),
            due=outlook.reviews + outlook.waiting,
            new_today=outlook.new,
            reviews=reviews,
            recalled=recalled,
            today=rows[0] if rows else DayRow(day, 0, 0),
        )
