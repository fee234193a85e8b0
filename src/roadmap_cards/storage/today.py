"""Queries of what a day holds, in plain SQL on sqlite3: due and new cards, time spent, topics.

They are all that the first page shows. Written without SQLAlchemy, they can run before it is imported, which
takes longer than everything else of a start (docs/decisions.md).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from roadmap_cards.settings import Learning, learning_of
from roadmap_cards.storage.migrations import APPLICATION_ID, STEPS
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.queue import DueCard, NewCard

WITHDRAWN = """
    review.import_run_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM import_run WHERE import_run.id = review.import_run_id AND import_run.withdrawn = 1
    )
"""
"""Says of a row of the log that it came in with an import that was taken back."""

STANDING = f"""
    review.kind = 'answer' AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.voids = review.id)
    AND NOT ({WITHDRAWN})
"""
"""Says of a row of the log that it is an answer and was not taken back."""


REVIEWED = f"{STANDING} AND review.question_id IS NULL"
"""Says the same of an answer that was given in a review, not in a quiz."""

QUIZZED = """
    quiz_question JOIN quiz ON quiz.id = quiz_question.quiz_id
    WHERE quiz_question.day IS NOT NULL AND (quiz.counted = 1 OR quiz.finished_at IS NULL)
"""
"""The answers of quizzes that count: of all that were not taken back, and of the one under way."""

STUDIED = f"""
    (
        SELECT day, duration FROM review WHERE {REVIEWED}
        UNION ALL
        SELECT quiz_question.day, quiz_question.duration FROM {QUIZZED}
    )
"""
"""All answers that count, with study day and duration: of reviews, and of quizzes, whatever they ask."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was reviewed on a study day so far, and the entries of all answers, those of quizzes too.

    The entry of a card that was made due again after its last answer is not among them.
    """

    reviews: int
    new: int
    entries: frozenset[int]


@dataclass(frozen=True, slots=True)
class DayRow:
    """What was done on a study day: answers that count and the time they took, in milliseconds."""

    day: int
    answers: int
    duration: int


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with what its cards are like; `unseen` counts cards that were never answered.

    `level` is the title of its level, or that of the roadmap for a topic without one.
    """

    id: int
    roadmap: str
    level: str
    key: str
    title: str
    gives_new: bool
    paused: bool
    cards: int
    unseen: int


def peek(path: Path) -> sqlite3.Connection | None:
    """Open a sound collection of today's format for a first look; None for anything else.

    Nothing is made, mended or said: `opening.open_database` does that, right after.
    """
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return None
    with suppress(sqlite3.Error):
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if (application_id, version) == (APPLICATION_ID, len(STEPS)):
            return connection
    connection.close()
    return None


def learning(connection: sqlite3.Connection) -> Learning:
    """Return the learning settings; a value that is out of range falls back to its default."""
    (stored,) = connection.execute("SELECT settings FROM collection").fetchone()
    return learning_of(stored)


def parameters(connection: sqlite3.Connection) -> Parameters:
    """Return the FSRS parameters in force."""
    number, weights = connection.execute(
        """
        SELECT parameters.id, parameters.weights FROM parameters
        JOIN collection ON collection.parameters_id = parameters.id
        """
    ).fetchone()
    return Parameters(number, tuple(json.loads(weights)))


def topics_chosen(connection: sqlite3.Connection) -> bool:
    """Return whether the person has said where new cards are to come from."""
    (chosen,) = connection.execute("SELECT topics_chosen FROM collection").fetchone()
    return bool(chosen)


def due(connection: sqlite3.Connection, day: int) -> list[DueCard]:
    """Return the cards that are due on a study day, unordered: neither suspended nor buried nor paused."""
    rows = connection.execute(
        """
        SELECT card.id, card.entry_id, card.item_id, card.topic_id,
               card.stability, card.last_day, card.due_day, card.due_at
        FROM card JOIN topic ON topic.id = card.topic_id
        WHERE card.due_day <= :day AND card.suspended = 0 AND card.retired = 0
          AND card.buried_until <= :day AND topic.paused = 0
        """,
        {"day": day},
    )
    return [DueCard(*row) for row in rows]


def new(connection: sqlite3.Connection, day: int) -> list[NewCard]:
    """Return the cards that were never seen, in roadmap order, of the topics that give new cards."""
    rows = connection.execute(
        """
        SELECT card.id, card.entry_id, card.item_id, card.topic_id
        FROM card JOIN entry ON entry.id = card.entry_id JOIN topic ON topic.id = card.topic_id
        WHERE card.stage IS NULL AND card.suspended = 0 AND card.retired = 0
          AND card.buried_until <= :day AND topic.paused = 0 AND topic.gives_new = 1
        ORDER BY topic.roadmap_id, topic.position, entry.position, card.id
        """,
        {"day": day},
    ).fetchall()
    needs = _needs(connection)
    introduced = _introduced(connection)
    return [
        NewCard(card, entry, item, topic, needs.get(entry, ()), entry in introduced)
        for card, entry, item, topic in rows
    ]


def _needs(connection: sqlite3.Connection) -> dict[int, tuple[int, ...]]:
    rows = connection.execute(
        "SELECT need.entry_id, entry.id FROM need JOIN entry ON entry.key = need.needed_key ORDER BY need.id"
    )
    found: dict[int, tuple[int, ...]] = {}
    for entry, needed in rows:
        found[entry] = (*found.get(entry, ()), needed)
    return found


def _introduced(connection: sqlite3.Connection) -> set[int]:
    rows = connection.execute("SELECT DISTINCT entry_id FROM card WHERE stage IS NOT NULL")
    return {entry for (entry,) in rows}


def done(connection: sqlite3.Connection, day: int) -> Done:
    """Return what counts of a study day: reviews, cards seen for the first time, and their entries."""
    rows = connection.execute(
        f"""
        SELECT review.stage_before, card.entry_id, review.question_id, EXISTS (
            SELECT 1 FROM review AS later WHERE later.card_id = review.card_id AND later.id > review.id
            AND later.kind = 'due_now' AND later.day = :day
            AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.voids = later.id)
        )
        FROM review JOIN card ON card.id = review.card_id
        WHERE review.day = :day AND review.moved = 1 AND {STANDING}
        """,
        {"day": day},
    ).fetchall()
    return Done(
        reviews=sum(stage == "review" and question is None for stage, _, question, _ in rows),
        new=sum(stage is None and question is None for stage, _, question, _ in rows),
        entries=frozenset(entry for _, entry, _, due_again in rows if not due_again),
    )


def durations(connection: sqlite3.Connection, since_day: int) -> tuple[int | None, int | None]:
    """Return how long a review takes, and a new card until it leaves its first steps, in milliseconds.

    Means over all days since `since_day`; None where there was nothing of the kind.
    """
    review, steps, new_cards = connection.execute(
        f"""
        SELECT avg(CASE WHEN stage_before = 'review' THEN duration END),
               sum(CASE WHEN coalesce(stage_before, '') <> 'review' THEN duration END),
               sum(CASE WHEN stage_before IS NULL THEN 1 END)
        FROM review WHERE day >= :day AND {REVIEWED}
        """,
        {"day": since_day},
    ).fetchone()
    mean_new = int((steps or 0) / new_cards) if new_cards else None
    return None if review is None else int(review), mean_new


def by_day(connection: sqlite3.Connection, first: int, last: int) -> list[DayRow]:
    """Return the study days from `first` to `last` on which something was answered, in order."""
    rows = connection.execute(
        f"""
        SELECT day, count(*), sum(duration) FROM {STUDIED}
        WHERE day BETWEEN :first AND :last GROUP BY day ORDER BY day
        """,
        {"first": first, "last": last},
    )
    return [DayRow(*row) for row in rows]


def first_day(connection: sqlite3.Connection) -> int | None:
    """Return the study day of the first answer that counts, or None."""
    (day,) = connection.execute(
        f"""
        SELECT min(day) FROM (
            SELECT min(day) AS day FROM review WHERE {STANDING}
            UNION ALL
            SELECT min(quiz_question.day) FROM {QUIZZED}
        )
        """
    ).fetchone()
    return day if day is None else int(day)


def due_by_day(connection: sqlite3.Connection, first: int, last: int) -> dict[int, int]:
    """Return how many cards fall due on each study day from `first` to `last`, as things stand."""
    rows = connection.execute(
        """
        SELECT card.due_day, count(*) FROM card JOIN topic ON topic.id = card.topic_id
        WHERE card.due_day BETWEEN :first AND :last AND card.suspended = 0 AND card.retired = 0
          AND topic.paused = 0
        GROUP BY card.due_day
        """,
        {"first": first, "last": last},
    )
    return dict(rows.fetchall())


def topics(connection: sqlite3.Connection) -> list[TopicRow]:
    """Return every topic that has cards, in roadmap order."""
    rows = connection.execute(
        """
        SELECT topic.id, roadmap.key, coalesce(level.title, roadmap.title), topic.key, topic.title,
               topic.gives_new, topic.paused, count(*), sum(card.stage IS NULL)
        FROM topic JOIN card ON card.topic_id = topic.id AND card.retired = 0
        JOIN roadmap ON roadmap.id = topic.roadmap_id
        LEFT JOIN level ON level.id = topic.level_id
        GROUP BY topic.id ORDER BY topic.roadmap_id, topic.position, topic.title
        """
    )
    return [
        TopicRow(topic, roadmap, level, key, title, bool(gives_new), bool(paused), cards, unseen)
        for topic, roadmap, level, key, title, gives_new, paused, cards, unseen in rows
    ]


def titles(
    connection: sqlite3.Connection, table: Literal["topic", "item"], ids: Collection[int]
) -> dict[int, str]:
    """Return the titles of topics or items by id."""
    wanted = ", ".join(str(int(number)) for number in ids)
    return dict(connection.execute(f"SELECT id, title FROM {table} WHERE id IN ({wanted})").fetchall())
