"""Queries of the mastery map, in plain SQL: the items of a roadmap, and what is remembered of their cards."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """A roadmap that has levels, and so a map."""

    id: int
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with the place it stands in: titles and ids of level, topic and section."""

    level_id: int
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
        SELECT level.id, level.title, topic.id, topic.key, topic.title, section.id, section.title,
               item.id, item.key, item.title
        FROM level JOIN topic ON topic.level_id = level.id
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
