"""Queries of the mastery map, in plain SQL: the items of a roadmap, their cards, what quizzes showed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import log, log1p

from roadmap_cards.storage.queue import DUE
from roadmap_cards.storage.today import REVIEWED
from roadmap_cards.study.forgetting import Parameters, decay_and_factor
from roadmap_cards.study.mastery import EVIDENCE_DAYS, FULL_DURABILITY, QuizEvidence


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """A roadmap that has levels, and so a map."""

    id: int
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with the place it stands in: titles and ids of level, topic and section.

    `level_key` is `roadmap/level`, as quizzes name it.
    """

    level_id: int
    level_key: str
    level: str
    topic_id: int
    topic_key: str
    topic: str
    section_id: int
    section: str
    id: int
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class ItemSums:
    """The cards of an item, the suspended ones apart, added up: how many they are, and how many were seen.

    Over those that were seen go the sums of recall, of recall times durability, of ln(1 + stability), and of
    recall some days later. `shortest` and `longest` are stabilities in days (0: one that was never seen),
    `faded` is the greatest F t / S of the forgetting curve.
    """

    item: int
    suspended: bool
    cards: int
    seen: int
    recalled: float
    kept: float
    lasting: float
    later: float
    shortest: float
    longest: float
    faded: float


def roadmaps(connection: sqlite3.Connection) -> list[RoadmapRow]:
    """Return the roadmaps that have a map, the shipped ones first as they were read."""
    rows = connection.execute(
        """
        SELECT id, key, title FROM roadmap
        WHERE EXISTS (SELECT 1 FROM level WHERE level.roadmap_id = roadmap.id) ORDER BY id
        """
    )
    return [RoadmapRow(*row) for row in rows]


def sizes(connection: sqlite3.Connection) -> list[tuple[RoadmapRow, tuple[int, int]]]:
    """Return the roadmaps that have a map, each with its number of items and of topics that have cards."""
    rows = connection.execute(
        """
        SELECT roadmap_id, sum(items), sum(has_cards) FROM (
            SELECT topic.roadmap_id, (
                SELECT count(*) FROM section JOIN item ON item.section_id = section.id
                WHERE section.topic_id = topic.id AND topic.level_id IS NOT NULL
            ) AS items, EXISTS (
                SELECT 1 FROM card INDEXED BY card_memory WHERE card.topic_id = topic.id AND retired = 0
            ) AS has_cards FROM topic
        )
        GROUP BY roadmap_id
        """
    )
    counts = {roadmap: (items, topics) for roadmap, items, topics in rows}
    return [(row, counts.get(row.id, (0, 0))) for row in roadmaps(connection)]


def items(
    connection: sqlite3.Connection, roadmap: int, topics: Collection[int] | None = None
) -> list[ItemRow]:
    """Return the items of a roadmap in its order; `topics` keeps to these."""
    rows = connection.execute(
        """
        SELECT level.id, roadmap.key || '/' || level.key, level.title, topic.id, topic.key, topic.title,
               section.id, section.title, item.id, item.key, item.title
        FROM level JOIN roadmap ON roadmap.id = level.roadmap_id JOIN topic ON topic.level_id = level.id
        JOIN section ON section.topic_id = topic.id JOIN item ON item.section_id = section.id
        WHERE level.roadmap_id = :roadmap
          AND (:topics IS NULL OR topic.id IN (SELECT value FROM json_each(:topics)))
        ORDER BY level.position, topic.position, section.position, item.position
        """,
        {"roadmap": roadmap, "topics": None if topics is None else json.dumps(list(topics))},
    )
    return [ItemRow(*row) for row in rows]


def begin_sums(
    connection: sqlite3.Connection,
    topics: Collection[int] | None,
    day: int,
    later: int,
    parameters: Parameters,
) -> Iterator[ItemSums]:
    """Add up the cards that are not retired of the items of some topics (None: of all) on a study day.

    SQLite adds up: of a hundred thousand cards nothing but what they come to is handed over. It sorts them,
    and so has added up all before this returns; for that long no other thread has to wait. The rules are
    those of `study.mastery` and `study.forgetting`, and a test holds the two together.
    """
    _with_powers(connection)
    decay, factor = decay_and_factor(parameters)
    elapsed = "max(0, :day - last_day)"
    recall = f"pow(1 + :factor * {elapsed} / stability, :decay)"
    of_topics = "" if topics is None else "AND topic_id IN (SELECT value FROM json_each(:topics))"
    rows = connection.execute(
        f"""
        SELECT item_id, suspended, count(*), count(stability),
               total({recall}),
               total({recall} * min(1.0, ln(1 + stability) / :lasting)),
               total(ln(1 + stability)),
               total(pow(1 + :factor * max(0, :later - last_day) / stability, :decay)),
               min(coalesce(stability, 0.0)), coalesce(max(stability), 0.0),
               coalesce(max(:factor * {elapsed} / stability), 0.0)
        FROM card INDEXED BY card_memory
        WHERE retired = 0 AND item_id IS NOT NULL {of_topics}
        GROUP BY topic_id, item_id, suspended ORDER BY item_id, suspended
        """,
        {
            "topics": json.dumps(list(topics or ())),
            "day": day,
            "later": later,
            "decay": decay,
            "factor": factor,
            "lasting": log1p(FULL_DURABILITY),
        },
    )
    return (ItemSums(item, bool(suspended), *added) for item, suspended, *added in rows)


def asked(
    connection: sqlite3.Connection, topics: Collection[int], day: int, done: Collection[int]
) -> dict[int, int]:
    """Count the cards that are asked on a study day, by item of some topics; only of items that have any.

    Of an entry that is every card in its steps, or else one; none where it is among `done`, the entries that
    were answered on that day.
    """
    rows = connection.execute(
        f"""
        SELECT item_id, count(due_at) + count(DISTINCT CASE
            WHEN due_at IS NULL AND entry_id NOT IN (
                SELECT value FROM json_each(:done)
                UNION ALL
                SELECT entry_id FROM card INDEXED BY card_due WHERE {DUE} AND due_at IS NOT NULL
            ) THEN entry_id
        END) AS asked
        FROM card INDEXED BY card_due
        WHERE {DUE} AND item_id IS NOT NULL AND topic_id IN (SELECT value FROM json_each(:topics))
        GROUP BY item_id HAVING asked > 0
        """,
        {"topics": json.dumps(list(topics)), "day": day, "done": json.dumps(list(done))},
    )
    return dict(rows.fetchall())


def _with_powers(connection: sqlite3.Connection) -> None:
    """Lend SQLite the functions that some builds of it lack."""
    try:
        connection.execute("SELECT pow(2.0, 2.0), ln(2.0)")
    except sqlite3.OperationalError:
        connection.create_function("pow", 2, _power, deterministic=True)
        connection.create_function("ln", 1, _logarithm, deterministic=True)


def _power(base: float | None, exponent: float) -> float | None:
    return None if base is None else base**exponent


def _logarithm(number: float | None) -> float | None:
    return None if number is None else log(number)


# --- Quizzes -----------------------------------------------------------------------------------------

# Mastered asks for a right answer "in another format on another day". What that is:
#
# - Another format: a question that no review asks, so one without a card of its own (choice, multi, order:
#   it has no variant). Typed, output and cloze questions are the cards themselves; a right answer to one is
#   the memory that stability and recall already state, not a second witness of it.
# - Another day: no card of the item was reviewed on that study day before the answer was given. A review
#   shows the answer; who is asked an hour later recalls the review, not the item. A review after it gives
#   nothing away, and one in a quiz is no review.
# - Sure: three guesses at four options find one right answer, so a guess is no witness.
#
# A later wrong answer does not undo the proof: a wrong answer moves the card it tests, and so the state.
PROOF = f"""
    answer.correct = 1 AND answer.sureness = 'sure' AND answer.variant = '' AND NOT EXISTS (
        SELECT 1 FROM card JOIN review ON review.card_id = card.id
        WHERE card.item_id = answer.item AND review.day = answer.day AND review.at < answer.at AND {REVIEWED}
    )
"""


def evidence(
    connection: sqlite3.Connection,
    day: int,
    *,
    topics: Collection[int] | None = None,
    item: int | None = None,
) -> dict[int, QuizEvidence]:
    """Return what quizzes showed of the items of some topics, or of one item, by item; only of those asked.

    Of a practice an answer counts at once, of an exam when it is handed in: the map must not tell what the
    exam keeps to itself. Questions that were withdrawn are left out, as their cards would be.
    """
    rows = connection.execute(
        f"""
        WITH answer AS (
            SELECT entry.item_id AS item, asked.variant, asked.sureness, asked.correct, asked.day,
                   asked.answered_at AS at,
                   row_number() OVER (
                       PARTITION BY asked.entry_id, asked.variant
                       ORDER BY asked.answered_at DESC, asked.id DESC
                   ) = 1 AS latest
            FROM quiz_question AS asked JOIN quiz ON quiz.id = asked.quiz_id
            JOIN entry ON entry.id = asked.entry_id
            WHERE asked.day >= :since AND entry.retired = 0 AND entry.item_id IS NOT NULL
            AND (:topics IS NULL OR entry.topic_id IN (SELECT value FROM json_each(:topics)))
            AND (:item IS NULL OR entry.item_id = :item)
            AND (quiz.counted = 1 OR quiz.finished_at IS NULL AND quiz.mode = 'practice')
        )
        SELECT item, sum(latest), sum(latest AND correct = 1), max({PROOF}) FROM answer GROUP BY item
        """,
        {
            "since": day - EVIDENCE_DAYS,
            "topics": None if topics is None else json.dumps(list(topics)),
            "item": item,
        },
    )
    return {found: QuizEvidence(asked, right, bool(proved)) for found, asked, right, proved in rows}
