"""Queries of the mastery map, in plain SQL: the items of a roadmap, their cards, what quizzes showed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from roadmap_cards.storage.today import REVIEWED
from roadmap_cards.study.mastery import EVIDENCE_DAYS, QuizEvidence


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
class ItemCard:
    """What mastery needs of a card: `stability` in days (0: never answered), and study days.

    `due` says that it is due today; `in_steps` that it is in its minutes-long steps.
    """

    item: int
    entry: int
    stability: float
    last_day: int
    suspended: bool
    due: bool
    in_steps: bool


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
    found: list[tuple[RoadmapRow, tuple[int, int]]] = []
    for row in roadmaps(connection):
        listed = items(connection, row.id)
        (topics,) = connection.execute(
            """
            SELECT count(DISTINCT topic.id) FROM topic
            JOIN card ON card.topic_id = topic.id AND card.retired = 0 WHERE topic.roadmap_id = ?
            """,
            (row.id,),
        ).fetchone()
        found.append((row, (len(listed), topics)))
    return found


def items(connection: sqlite3.Connection, roadmap: int) -> list[ItemRow]:
    """Return the items of a roadmap in its order."""
    rows = connection.execute(
        """
        SELECT level.id, roadmap.key || '/' || level.key, level.title, topic.id, topic.key, topic.title,
               section.id, section.title, item.id, item.key, item.title
        FROM level JOIN roadmap ON roadmap.id = level.roadmap_id JOIN topic ON topic.level_id = level.id
        JOIN section ON section.topic_id = topic.id JOIN item ON item.section_id = section.id
        WHERE level.roadmap_id = :roadmap
        ORDER BY level.position, topic.position, section.position, item.position
        """,
        {"roadmap": roadmap},
    )
    return [ItemRow(*row) for row in rows]


def cards(connection: sqlite3.Connection, roadmap: int, day: int) -> list[ItemCard]:
    """Return the cards of a roadmap's items that are not retired, in file order."""
    rows = connection.execute(
        """
        SELECT card.item_id, card.entry_id, coalesce(card.stability, 0), coalesce(card.last_day, 0),
               card.suspended,
               card.suspended = 0 AND topic.paused = 0 AND card.buried_until <= :day
                   AND card.due_day IS NOT NULL AND card.due_day <= :day,
               card.due_at IS NOT NULL
        FROM card JOIN topic ON topic.id = card.topic_id JOIN entry ON entry.id = card.entry_id
        WHERE topic.roadmap_id = :roadmap AND card.item_id IS NOT NULL AND card.retired = 0
        ORDER BY topic.position, entry.position, card.id
        """,
        {"roadmap": roadmap, "day": day},
    )
    return [
        ItemCard(item, entry, stability, last_day, bool(suspended), bool(due), bool(in_steps))
        for item, entry, stability, last_day, suspended, due, in_steps in rows
    ]


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
    connection: sqlite3.Connection, day: int, *, roadmap: int | None = None, item: int | None = None
) -> dict[int, QuizEvidence]:
    """Return what quizzes showed of the items of a roadmap, or of one item, by item; only of those asked.

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
            JOIN entry ON entry.id = asked.entry_id JOIN topic ON topic.id = entry.topic_id
            WHERE asked.day >= :since AND entry.retired = 0 AND entry.item_id IS NOT NULL
            AND (:roadmap IS NULL OR topic.roadmap_id = :roadmap) AND (:item IS NULL OR entry.item_id = :item)
            AND (quiz.counted = 1 OR quiz.finished_at IS NULL AND quiz.mode = 'practice')
        )
        SELECT item, sum(latest), sum(latest AND correct = 1), max({PROOF}) FROM answer GROUP BY item
        """,
        {"since": day - EVIDENCE_DAYS, "roadmap": roadmap, "item": item},
    )
    return {found: QuizEvidence(asked, right, bool(proved)) for found, asked, right, proved in rows}
