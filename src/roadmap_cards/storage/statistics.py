"""Queries of the statistics page, in plain SQL on the log counted by study day, for workers.

A scope keeps to the topics of a level, or to one topic; cards count where they stand now.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import numpy as np

from roadmap_cards.storage.day_counts import ALL_TOPICS, Uncounted, uncounted, withdrawn
from roadmap_cards.study.simulation import SimCards
from roadmap_cards.study.statistics import Scope
from roadmap_cards.study.statistics_charts import AnswerSum, DaySum

NO_TOPIC = -1
"""Stands for the topics of a level that has none."""

STANDING = "import_run_id NOT IN (SELECT id FROM import_run WHERE withdrawn = 1)"
"""Says of a row of the counts that it came with no import that was taken back."""

KEPT = """
    FROM card INDEXED BY card_stability WHERE suspended = 0 AND retired = 0 AND stability IS NOT NULL
"""
"""Cards in study that were seen, by stability."""

FALLING = """
    FROM card INDEXED BY card_due
    WHERE suspended = 0 AND retired = 0 AND due_day <= :last AND buried_until <= :last
    AND topic_id NOT IN (SELECT id FROM topic AS resting WHERE resting.paused = 1)
"""
"""Cards that are asked when they fall due, up to the study day `last`, by that day."""

ANSWERED = """
    quiz_question JOIN quiz ON quiz.id = quiz_question.quiz_id
    JOIN entry ON entry.id = quiz_question.entry_id
    WHERE quiz_question.day IS NOT NULL AND (quiz.counted = 1 OR quiz.finished_at IS NULL)
"""
"""The answers of quizzes that count, as `today.QUIZZED` has them, with the topic they are about."""


@dataclass(frozen=True, slots=True)
class TopicPlace:
    """A topic that has cards.

    `level` is 0 for one that stands in none; `level_title` is the title of its roadmap then.
    """

    roadmap: int
    level: int
    level_title: str
    topic: int
    title: str


def places(connection: sqlite3.Connection) -> list[TopicPlace]:
    """Return the topics that have cards, in roadmap order."""
    rows = connection.execute(
        """
        SELECT roadmap.id, coalesce(level.id, 0), coalesce(level.title, roadmap.title), topic.id, topic.title
        FROM topic JOIN roadmap ON roadmap.id = topic.roadmap_id LEFT JOIN level ON level.id = topic.level_id
        WHERE EXISTS (SELECT 1 FROM card WHERE card.topic_id = topic.id AND card.retired = 0)
        ORDER BY roadmap.id, level.position IS NULL, level.position, topic.position, topic.title
        """
    )
    return [TopicPlace(*row) for row in rows]


# --- What was done -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Log:
    """The log as it is counted: in the tables, with what is not in them yet. Valid in one transaction."""

    connection: sqlite3.Connection
    more: Uncounted
    withdrawn: frozenset[int]

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> Log:
        """Look at the log of a connection that is in a transaction (`day_counts.reading`)."""
        return cls(connection, uncounted(connection), withdrawn(connection))

    def answers(self, scope: Scope, since: int) -> list[AnswerSum]:
        """Return the answers of reviews from a study day on, by day, phase and rating; in no order."""
        topics = _counted(self.connection, scope)
        sums: dict[tuple[int, int, int], list[int]] = {}
        if not self.more.whole:
            rows = self.connection.execute(
                f"""
                SELECT day, phase, rating, sum(answers), sum(duration) FROM study_day
                WHERE topic_id IN ({_list(topics)}) AND day >= ? AND {STANDING} GROUP BY day, phase, rating
                """,
                (since,),
            ).fetchall()
            if not self.more.counts.study:
                return [AnswerSum(*row) for row in rows if row[3]]
            sums = {(day, phase, rating): [answers, spent] for day, phase, rating, answers, spent in rows}
        for cell, (answers, spent) in self.more.counts.study.items():
            if cell.day >= since and cell.run not in self.withdrawn and cell.topic in topics:
                found = sums.setdefault((cell.day, cell.phase, cell.rating), [0, 0])
                found[0] += answers
                found[1] += spent
        return [AnswerSum(*key, *found) for key, found in sums.items() if found[0]]

    def first_day(self, scope: Scope) -> int | None:
        """Return the study day of the first answer ever, in a review or a quiz; None for none."""
        more: dict[int, int] = defaultdict(int)
        topics = _counted(self.connection, scope)
        for cell, (answers, _) in self.more.counts.study.items():
            if cell.run not in self.withdrawn and cell.topic in topics:
                more[cell.day] += answers
        days = [day for day, answers in more.items() if answers > 0]
        days += list(quizzes(self.connection, scope, 0))[:1]
        if not self.more.whole:
            rows = self.connection.execute(
                f"""
                SELECT day, sum(answers) FROM study_day WHERE topic_id IN ({_list(topics)}) AND {STANDING}
                GROUP BY day ORDER BY day
                """
            )
            # What is not in the tables yet may take away all that they have of a day.
            standing = (day for day, answers in rows if answers + more.get(day, 0) > 0)
            days += [day for day in [next(standing, None)] if day is not None]
        return min(days, default=None)


def quizzes(connection: sqlite3.Connection, scope: Scope, since: int) -> dict[int, DaySum]:
    """Return the answers of quizzes that count by study day, in order."""
    rows = connection.execute(
        f"""
        SELECT day, count(*), sum(duration) FROM (
            SELECT quiz_question.day, quiz_question.duration, entry.topic_id FROM {ANSWERED}
        ) WHERE day >= :since AND {_in(scope)} GROUP BY day ORDER BY day
        """,
        {"since": since, **_named(scope)},
    )
    return {day: DaySum(answers, duration) for day, answers, duration in rows}


# --- As cards stand ----------------------------------------------------------------------------------


def stability_bands(connection: sqlite3.Connection, scope: Scope, edges: Sequence[float]) -> list[int]:
    """Return how many cards in study that were seen have a stability in each band between these edges.

    Edges are in days, in order; a stability on an edge belongs above it.
    """
    bands = [
        connection.execute(
            f"SELECT count(*) {KEPT} AND stability >= :low AND stability < :high AND {_in(scope)}",
            {"low": low, "high": high, **_named(scope)},
        ).fetchone()
        for low, high in pairwise((0.0, *edges, inf))
    ]
    return [cards for (cards,) in bands]


def median_stability(connection: sqlite3.Connection, scope: Scope, cards: int) -> float:
    """Return the median of the stabilities, in days, of `cards` cards in study that were seen; 0 for none."""
    middle = connection.execute(
        f"SELECT stability {KEPT} AND {_in(scope)} ORDER BY stability LIMIT :most OFFSET :before",
        {"most": 2 - cards % 2, "before": max(0, cards - 1) // 2, **_named(scope)},
    ).fetchall()
    return sum(stability for (stability,) in middle) / len(middle) if middle else 0.0


def due_by_day(connection: sqlite3.Connection, scope: Scope, today: int, last: int) -> dict[int, int]:
    """Return how many cards are asked on each day up to `last`; what is overdue is asked today."""
    named = {"today": today, "last": last, **_named(scope)}
    rows = connection.execute(
        f"""
        SELECT due_day, count(*), sum(buried_until > max(due_day, :today)) {FALLING} AND {_in(scope)}
        GROUP BY due_day
        """,
        named,
    ).fetchall()
    found: dict[int, int] = defaultdict(int)
    for day, cards, buried in rows:
        found[max(day, today)] += cards - buried
    if any(buried for _, _, buried in rows):
        put_off = connection.execute(
            f"SELECT buried_until {FALLING} AND buried_until > max(due_day, :today) AND {_in(scope)}", named
        )
        for (day,) in put_off:
            found[day] += 1
    return {day: cards for day, cards in sorted(found.items()) if cards}


def falling_due(
    connection: sqlite3.Connection, scope: Scope, today: int, last: int, every: int = 1
) -> SimCards:
    """Return the same cards as the simulation takes them: all, or one of `every` many."""
    rows = connection.execute(
        f"""
        SELECT stability, difficulty, last_day, max(due_day, buried_until, :today)
        {FALLING} AND id % :every = 0 AND {_in(scope)}
        """,
        {"today": today, "last": last, "every": every, **_named(scope)},
    ).fetchall()
    found = np.array(rows, np.float64).reshape(-1, 4)
    return SimCards(found[:, 0], found[:, 1], found[:, 2].astype(np.int64), found[:, 3].astype(np.int64))


def coming_new(connection: sqlite3.Connection, scope: Scope, today: int, most: int) -> list[bool]:
    """Return, of the next new cards in roadmap order (`most` at most), which are in the scope."""
    topics = _topics(connection, scope)
    order = "ORDER BY topic.roadmap_id, topic.position, entry.position, card.id" if topics else ""
    rows = connection.execute(
        f"""
        SELECT card.topic_id FROM card JOIN topic ON topic.id = card.topic_id
        JOIN entry ON entry.id = card.entry_id
        WHERE card.stage IS NULL AND card.suspended = 0 AND card.retired = 0 AND card.buried_until <= :today
          AND topic.paused = 0 AND topic.gives_new = 1 {order} LIMIT :most
        """,
        {"today": today, "most": most},
    )
    return [not topics or topic in topics for (topic,) in rows]


# --- Parts -------------------------------------------------------------------------------------------


def _in(scope: Scope) -> str:
    """Say of a row that names a topic that it is in the scope (`_named`); of everything nothing is asked."""
    if scope.topic:
        return "topic_id = :topic"
    if scope.level:
        return "topic_id IN (SELECT id FROM topic AS listed WHERE listed.level_id = :level)"
    return "TRUE"


def _named(scope: Scope) -> dict[str, int]:
    return {"topic": scope.topic, "level": scope.level}


def _topics(connection: sqlite3.Connection, scope: Scope) -> frozenset[int]:
    """Return the topics of a scope; none for everything."""
    if scope.topic:
        return frozenset({scope.topic})
    if scope.level:
        rows = connection.execute("SELECT id FROM topic WHERE level_id = ?", (scope.level,))
        return frozenset(topic for (topic,) in rows) or frozenset({NO_TOPIC})
    return frozenset()


def _counted(connection: sqlite3.Connection, scope: Scope) -> frozenset[int]:
    """Return the topics under which the answers of a scope are counted."""
    return _topics(connection, scope) or frozenset({ALL_TOPICS})


def _list(topics: Iterable[int]) -> str:
    return ", ".join(str(int(topic)) for topic in topics)
