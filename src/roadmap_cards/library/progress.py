"""What was done and what is ahead, in numbers that pages and the command line show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roadmap_cards.library.reviews import Reviews
from roadmap_cards.storage import progress as queries
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.progress import DayRow, Totals
from roadmap_cards.study.day import MINUTE, Moment
from roadmap_cards.study.schedule import LAST_DAY


@dataclass(frozen=True, slots=True)
class DayMinutes:
    """The minutes of one study day: spent on days past, and what is expected of days to come."""

    day: int
    minutes: float


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

    def __init__(self, database: Database, now: Callable[[], Moment], reviews: Reviews) -> None:
        """Work on an open collection."""
        self._database = database
        self._now = now
        self._reviews = reviews

    def spent(self, days: int) -> list[DayMinutes]:
        """Return the minutes of the last `days` study days and of today, oldest first."""
        today = self._now().day
        rows = {row.day: row for row in queries.by_day(self._database.read, today - days, today)}
        return [
            DayMinutes(day, rows[day].duration / MINUTE if day in rows else 0.0)
            for day in range(today - days, today + 1)
        ]

    def forecast(self, days: int) -> list[DayMinutes]:
        """Return the minutes that reviews falling due take on each of the next `days` study days."""
        today = self._now().day
        due = queries.due_by_day(self._database.read, today + 1, today + days)
        pace = self._reviews.pace()
        return [
            DayMinutes(day, due.get(day, 0) * pace.review / MINUTE)
            for day in range(today + 1, today + days + 1)
        ]

    def due_tomorrow(self) -> int:
        """Return how many cards fall due on the next study day."""
        tomorrow = self._now().day + 1
        return queries.due_by_day(self._database.read, tomorrow, tomorrow).get(tomorrow, 0)

    def next_due(self) -> int | None:
        """Return the next study day after today on which a card falls due, or None."""
        tomorrow = self._now().day + 1
        return min(queries.due_by_day(self._database.read, tomorrow, LAST_DAY), default=None)

    def topic_titles(self, ids: list[int]) -> dict[int, str]:
        """Return the titles of topics by id."""
        return queries.titles(self._database.read, "topic", ids)

    def item_titles(self, ids: list[int]) -> dict[int, str]:
        """Return the titles of items by id."""
        return queries.titles(self._database.read, "item", ids)

    def statistics(self) -> Statistics:
        """Return the collection in numbers."""
        today = self._now().day
        outlook = self._reviews.outlook()
        reviews, recalled = queries.recall(self._database.read, today - 29, today)
        rows = queries.by_day(self._database.read, today, today)
        return Statistics(
            totals=queries.totals(self._database.read),
            due=outlook.reviews + outlook.waiting,
            new_today=outlook.new,
            reviews=reviews,
            recalled=recalled,
            today=rows[0] if rows else DayRow(today, 0, 0),
        )
