"""Queries of what lies ahead, in plain SQL: the cards to simulate, how a person studies, forecasts made."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from roadmap_cards.storage.today import REVIEWED, WITHDRAWN
from roadmap_cards.study.card import Stage


@dataclass(frozen=True, slots=True)
class AheadCard:
    """A card that is neither retired nor suspended; `stability` in days is 0 for one never answered.

    `asked` says that its topic does not rest, `gives_new` that it gives new cards, `met` that it does both.
    Days are study days; `item` is 0 for a card without one.
    """

    id: int
    entry: int
    topic: int
    item: int
    asked: bool
    gives_new: bool
    met: bool
    stability: float
    difficulty: float
    last_day: int
    due_day: int


@dataclass(frozen=True, slots=True)
class PastMemory:
    """What a card was on the morning of a study day; `stability` in days is 0 for one set back to new."""

    stability: float = 0.0
    difficulty: float = 0.0
    last_day: int = 0
    due_day: int = 0


@dataclass(frozen=True, slots=True)
class Habits:
    """What reviews between two study days came to; times in milliseconds.

    `times` has the time of each day that was studied. `grades` counts Again to Easy of learned cards,
    `first_grades` those of cards never seen before. `lapse_time` is what cards took that are relearnt.
    """

    times: tuple[int, ...]
    grades: tuple[int, int, int, int]
    first_grades: tuple[int, int, int, int]
    review_time: int
    new_time: int
    lapse_time: int

    @property
    def days(self) -> int:
        return len(self.times)

    @property
    def reviews(self) -> int:
        return sum(self.grades)

    @property
    def new(self) -> int:
        """The number of cards that were met."""
        return sum(self.first_grades)


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """What was said of a level on a study day; days are study days, None beyond what was looked at.

    On `check_day` its mastery was to lie between `check_low` and `check_high`.
    """

    level_key: str
    made_at: int
    made_day: int
    low_day: int | None
    mid_day: int | None
    high_day: int | None
    check_day: int
    check_low: float
    check_high: float


# --- Cards -------------------------------------------------------------------------------------------


def cards(connection: sqlite3.Connection, roadmap: int | None = None) -> list[AheadCard]:
    """Return the cards of a roadmap, or of all, in roadmap order, as they stand."""
    rows = connection.execute(
        """
        SELECT card.id, card.entry_id, card.topic_id, coalesce(card.item_id, 0),
               topic.paused = 0, topic.gives_new = 1, coalesce(card.stability, 0.0),
               coalesce(card.difficulty, 0.0), coalesce(card.last_day, 0),
               max(coalesce(card.due_day, 0), card.buried_until)
        FROM card JOIN entry ON entry.id = card.entry_id JOIN topic ON topic.id = card.topic_id
        WHERE card.suspended = 0 AND card.retired = 0 AND (:roadmap IS NULL OR topic.roadmap_id = :roadmap)
        ORDER BY topic.roadmap_id, topic.position, entry.position, card.id
        """,
        {"roadmap": roadmap},
    )
    return [
        AheadCard(card, entry, topic, item, bool(asked), bool(gives), bool(asked and gives), *memory)
        for card, entry, topic, item, asked, gives, *memory in rows
    ]


def needs(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return which entry needs which other one to be met first."""
    return connection.execute(
        "SELECT need.entry_id, entry.id FROM need JOIN entry ON entry.key = need.needed_key ORDER BY need.id"
    ).fetchall()


def memories_on(connection: sqlite3.Connection, day: int) -> dict[int, PastMemory]:
    """Return what the log says the cards were on the morning of a study day, by card; only of those answered.

    A refit states stability and difficulty alone, a card that was made due at once the day alone.
    """
    rows = connection.execute(
        f"""
        SELECT card_id, kind, day, coalesce(stability, 0.0), coalesce(difficulty, 0.0), coalesce(due_day, 0)
        FROM review
        WHERE day < ? AND moved = 1 AND kind IN ('answer', 'import', 'reset', 'refit', 'due_now')
          AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.voids = review.id) AND NOT ({WITHDRAWN})
        ORDER BY id
        """,
        (day,),
    )
    found: dict[int, PastMemory] = {}
    for card, kind, at, stability, difficulty, due_day in rows:
        before = found.get(card, PastMemory())
        match kind:
            case "answer" | "import":
                found[card] = PastMemory(stability, difficulty, at, due_day)
            case "reset":
                found[card] = PastMemory()
            case "refit" if before.stability:
                found[card] = PastMemory(stability, difficulty, before.last_day, before.due_day)
            case "due_now":
                found[card] = PastMemory(before.stability, before.difficulty, before.last_day, at)
    return found


# --- Habits ------------------------------------------------------------------------------------------


def habits(connection: sqlite3.Connection, first: int, last: int) -> Habits:
    """Return what the reviews from the study day `first` to `last` came to."""
    days = {"first": first, "last": last}
    rows = connection.execute(
        f"""
        SELECT coalesce(stage_before, ''), rating, count(*), sum(duration)
        FROM review WHERE day BETWEEN :first AND :last AND moved = 1 AND {REVIEWED}
        GROUP BY 1, 2
        """,
        days,
    ).fetchall()
    times = connection.execute(
        f"""
        SELECT sum(duration) FROM review WHERE day BETWEEN :first AND :last AND moved = 1 AND {REVIEWED}
        GROUP BY day ORDER BY day
        """,
        days,
    )
    review, relearning = Stage.REVIEW.value, Stage.RELEARNING.value
    return Habits(
        times=tuple(time for (time,) in times),
        grades=_grades({rating: count for stage, rating, count, _ in rows if stage == review}),
        first_grades=_grades({rating: count for stage, rating, count, _ in rows if not stage}),
        review_time=sum(time for stage, _, _, time in rows if stage == review),
        new_time=sum(time for stage, _, _, time in rows if stage not in {review, relearning}),
        lapse_time=sum(time for stage, _, _, time in rows if stage == relearning),
    )


def _grades(counts: dict[int, int]) -> tuple[int, int, int, int]:
    again, hard, good, easy = (counts.get(rating, 0) for rating in range(1, 5))
    return again, hard, good, easy


def studied_days(connection: sqlite3.Connection, first: int, last: int) -> list[int]:
    """Return the study days between two on which something was reviewed, oldest first."""
    rows = connection.execute(
        f"""
        SELECT DISTINCT day FROM review
        WHERE day BETWEEN :first AND :last AND moved = 1 AND {REVIEWED} ORDER BY day
        """,
        {"first": first, "last": last},
    )
    return [day for (day,) in rows]


def due_on(connection: sqlite3.Connection, day: int) -> int:
    """Return how many cards are due on a study day, as things stand."""
    (count,) = connection.execute(
        """
        SELECT count(*) FROM card JOIN topic ON topic.id = card.topic_id
        WHERE card.due_day <= :day AND card.suspended = 0 AND card.retired = 0
          AND card.buried_until <= :day AND topic.paused = 0
        """,
        {"day": day},
    ).fetchone()
    return int(count)


# --- Forecasts ---------------------------------------------------------------------------------------


def forecasts(connection: sqlite3.Connection) -> list[ForecastRow]:
    """Return every forecast that was made, oldest first."""
    rows = connection.execute(
        """
        SELECT level_key, made_at, made_day, low_day, mid_day, high_day, check_day, check_low, check_high
        FROM forecast ORDER BY made_day, id
        """
    )
    return [ForecastRow(*row) for row in rows]


def add_forecasts(connection: sqlite3.Connection, rows: Sequence[ForecastRow]) -> None:
    """Write forecasts; what was said of a level on the same day before stays."""
    connection.executemany(
        """
        INSERT OR IGNORE INTO forecast
            (level_key, made_at, made_day, low_day, mid_day, high_day, check_day, check_low, check_high)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [astuple(row) for row in rows],
    )
