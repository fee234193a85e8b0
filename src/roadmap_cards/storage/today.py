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

    Nothing is made, mended or said: `opening.open_database` does that, right after. One thread may open it
    and another go on with it.
    """
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
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
    rows = connection.execute(
        f"""
        SELECT phase, sum(answers), sum(duration) FROM ({_answers(connection)})
        WHERE day >= :day GROUP BY phase
        """,
        {"day": since_day},
    )
    sums = {phase: (answers, spent) for phase, answers, spent in rows}
    (new_cards, first), (_, later) = sums.get(0, (0, 0)), sums.get(1, (0, 0))
    reviews, spent = sums.get(2, (0, 0))
    return int(spent / reviews) if reviews else None, int((first + later) / new_cards) if new_cards else None


def by_day(connection: sqlite3.Connection, first: int, last: int) -> list[DayRow]:
    """Return the study days from `first` to `last` on which something was answered, in order."""
    rows = connection.execute(
        f"""
        SELECT day, sum(answers) AS found, sum(duration) FROM (
            SELECT day, answers, duration FROM ({_answers(connection)})
            UNION ALL
            SELECT quiz_question.day, 1, quiz_question.duration FROM {QUIZZED}
        )
        WHERE day BETWEEN :first AND :last GROUP BY day HAVING found > 0 ORDER BY day
        """,
        {"first": first, "last": last},
    )
    return [DayRow(*row) for row in rows]


def _answers(connection: sqlite3.Connection) -> str:
    """Return a query of all answers of reviews that count: day, phase, how many they are, and milliseconds.

    The phase is what the card was: 0 new, 1 in its steps, 2 learned. What is counted by study day is taken
    from there; what came since is added, and what it voids taken away. That is found by its number: through
    the index of days, SQLite would read all rows of the days that are asked for.
    """
    (mark,) = connection.execute("SELECT coalesce(max(review_id), 0) FROM counted").fetchone()
    phase = "CASE WHEN stage_before IS NULL THEN 0 WHEN stage_before = 'review' THEN 2 ELSE 1 END AS phase"
    if not mark:
        source = "review INDEXED BY review_day"
        return f"SELECT day, {phase}, 1 AS answers, duration FROM {source} WHERE {REVIEWED}"
    return f"""
        SELECT day, min(phase, 2) AS phase, answers, duration FROM study_day
        WHERE topic_id = 0 AND import_run_id NOT IN (SELECT id FROM import_run WHERE withdrawn = 1)
        UNION ALL
        SELECT day, {phase}, 1, duration FROM review NOT INDEXED WHERE id > {mark} AND {REVIEWED}
        UNION ALL
        SELECT day, {phase}, -1, -duration FROM review
        WHERE id IN (SELECT void.voids FROM review AS void WHERE void.id > {mark} AND void.voids <= {mark})
        AND kind = 'answer' AND question_id IS NULL AND NOT ({WITHDRAWN})
    """


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
        SELECT due_day, count(*) FROM card INDEXED BY card_due
        WHERE due_day BETWEEN :first AND :last AND suspended = 0 AND retired = 0
          AND topic_id NOT IN (SELECT id FROM topic WHERE topic.paused = 1)
        GROUP BY due_day
        """,
        {"first": first, "last": last},
    )
    return dict(rows.fetchall())


def next_due(connection: sqlite3.Connection, first: int) -> int | None:
    """Return the first study day from `first` on which a card falls due, as things stand, or None."""
    found = connection.execute(
        """
        SELECT due_day FROM card INDEXED BY card_due
        WHERE due_day >= :first AND suspended = 0 AND retired = 0
          AND topic_id NOT IN (SELECT id FROM topic WHERE topic.paused = 1)
        ORDER BY due_day LIMIT 1
        """,
        {"first": first},
    ).fetchone()
    return None if found is None else int(found[0])


def topics(connection: sqlite3.Connection, of: Collection[int] | None = None) -> list[TopicRow]:
    """Return every topic that has cards, in roadmap order; `of` keeps to these topics (by id)."""
    among = "" if of is None else "AND topic_id IN (SELECT value FROM json_each(:topics))"
    rows = connection.execute(
        f"""
        SELECT topic.id, roadmap.key, coalesce(level.title, roadmap.title), topic.key, topic.title,
               topic.gives_new, topic.paused, counted.cards, counted.cards - counted.seen
        FROM topic JOIN (
            SELECT topic_id, count(*) AS cards, count(stability) AS seen FROM card INDEXED BY card_memory
            WHERE retired = 0 {among} GROUP BY topic_id
        ) AS counted ON counted.topic_id = topic.id
        JOIN roadmap ON roadmap.id = topic.roadmap_id
        LEFT JOIN level ON level.id = topic.level_id
        ORDER BY topic.roadmap_id, topic.position, topic.title
        """,
        {"topics": json.dumps(list(of or ()))},
    )
    return [
        TopicRow(topic, roadmap, level, key, title, bool(gives_new), bool(paused), cards, unseen)
        for topic, roadmap, level, key, title, gives_new, paused, cards, unseen in rows
    ]


def topic_choices(connection: sqlite3.Connection) -> dict[int, tuple[bool, bool]]:
    """Return of every topic (by id) whether it gives new cards, and whether it is paused."""
    rows = connection.execute("SELECT id, gives_new, paused FROM topic")
    return {topic: (bool(gives_new), bool(paused)) for topic, gives_new, paused in rows}


def titles(
    connection: sqlite3.Connection, table: Literal["topic", "item"], ids: Collection[int]
) -> dict[int, str]:
    """Return the titles of topics or items by id."""
    wanted = ", ".join(str(int(number)) for number in ids)
    return dict(connection.execute(f"SELECT id, title FROM {table} WHERE id IN ({wanted})").fetchall())
