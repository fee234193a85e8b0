"""Queries of the cards that may be asked, in plain SQL: most at risk first, and new ones in roadmap order.

They read indexes that hold all that a queue needs (`card_due`, `card_new`), and no further than it is wanted:
of a hundred thousand cards a session needs a few dozen.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from roadmap_cards.study.queue import DueCard, NewCard


@dataclass(frozen=True, slots=True)
class Choice:
    """The topics and items that cards are wanted of (by id); None for all."""

    topics: Collection[int] | None = None
    items: Collection[int] | None = None

    def clause(self) -> str:
        """Say of a card that it is wanted."""
        return f"{_among('card.topic_id', self.topics)} AND {_among('card.item_id', self.items)}"

    def places(self) -> str:
        """Say of a topic that cards of it may be wanted."""
        items = f"""
            topic.id IN (
                SELECT section.topic_id FROM item JOIN section ON section.id = item.section_id
                WHERE {_among("item.id", self.items)}
            )
        """
        return f"{_among('topic.id', self.topics)} AND {'TRUE' if self.items is None else items}"


def _among(column: str, ids: Collection[int] | None) -> str:
    if ids is None:
        return "TRUE"
    # With nothing in the brackets SQLite would not read the index that it is told to.
    listed = ", ".join(str(int(number)) for number in sorted(ids)) or "NULL"
    return f"{column} IN ({listed})"


ALL = Choice()

FEW_ITEMS = 20
"""So many items are looked up one by one, and not found among all the cards that are due."""

DUE = """
    card.due_day <= :day AND card.suspended = 0 AND card.retired = 0 AND card.buried_until <= :day
      AND card.topic_id NOT IN (SELECT id FROM topic WHERE topic.paused = 1)
"""
"""Says of a card that it is due on a study day: neither suspended nor buried nor paused."""

UNSEEN = """
    card.stage IS NULL AND card.suspended = 0 AND card.retired = 0 AND card.buried_until <= :day
"""

COLUMNS = "card.id, card.entry_id, card.item_id, card.topic_id, stability, last_day, due_day, due_at"

LEFT = "card.due_at IS NULL AND card.entry_id NOT IN (SELECT value FROM json_each(:taken))"
"""Says of a due card that it is a review, and that its entry waits for nothing."""


# --- Due ---------------------------------------------------------------------------------------------


def _due(choice: Choice) -> str:
    """Return a query's source of the cards that are due, of what is wanted."""
    few = choice.items is not None and len(choice.items) <= FEW_ITEMS
    index = "card_item" if few else "card_due"
    return f"FROM card INDEXED BY {index} WHERE {DUE} AND {choice.clause()}"


def in_steps(connection: sqlite3.Connection, day: int, choice: Choice = ALL) -> list[DueCard]:
    """Return the cards that are due in their minutes-long steps, in no order."""
    rows = connection.execute(f"SELECT {COLUMNS} {_due(choice)} AND card.due_at IS NOT NULL", {"day": day})
    return [DueCard(*row) for row in rows]


def reviews(
    connection: sqlite3.Connection,
    day: int,
    taken: Collection[int],
    most: int | None = None,
    choice: Choice = ALL,
) -> list[DueCard]:
    """Return the cards to be reviewed, one of each entry, most at risk first; `most` at most.

    Those whose entry is `taken` are left out, and cards in their minutes-long steps.
    """
    # SQLite keeps only so many rows while it sorts. An entry may have several of them, so there are more
    # than are wanted; where these are not enough, twice as many are read.
    limit = -1 if most is None else 2 * most
    while True:
        rows = connection.execute(
            f"""
            SELECT {COLUMNS} {_due(choice)} AND {LEFT}
            ORDER BY (:day - last_day) / stability DESC, card.id LIMIT :limit
            """,
            {"day": day, "taken": json.dumps(sorted(taken)), "limit": limit},
        ).fetchall()
        found: dict[int, DueCard] = {}
        for card in (DueCard(*row) for row in rows):
            found.setdefault(card.entry, card)
        if most is None or len(found) >= most or len(rows) < limit:
            return list(found.values())[:most]
        limit *= 2


def review_counts(
    connection: sqlite3.Connection, day: int, taken: Collection[int], choice: Choice = ALL
) -> dict[int, int]:
    """Return how many cards `reviews` would return in all, by topic."""
    rows = connection.execute(
        f"""
        SELECT card.topic_id, count(DISTINCT card.entry_id) {_due(choice)} AND {LEFT}
        GROUP BY card.topic_id
        """,
        {"day": day, "taken": json.dumps(sorted(taken))},
    )
    return dict(rows.fetchall())


# --- New ---------------------------------------------------------------------------------------------


def new(connection: sqlite3.Connection, day: int, choice: Choice = ALL) -> Iterator[NewCard]:
    """Yield the cards that were never seen, in roadmap order, of the topics that give new cards.

    Those of which another card of the entry is due are left out. They are read topic by topic, as they are
    taken. Of the entries that a card needs those are named that are still to be met.
    """
    topics = connection.execute(
        f"""
        SELECT id, roadmap_id, position FROM topic WHERE paused = 0 AND gives_new = 1 AND {choice.places()}
        ORDER BY roadmap_id, position
        """
    ).fetchall()
    needs: dict[int, tuple[int, ...]] | None = None
    for _, together in groupby(topics, key=lambda topic: topic[1:]):
        rows = _new_of(connection, day, Choice({topic for topic, *_ in together}, choice.items))
        if rows and needs is None:
            needs = _open_needs(connection, day, choice)
        for card, entry, item, topic, introduced in rows:
            yield NewCard(card, entry, item, topic, (needs or {}).get(entry, ()), bool(introduced))


def _new_of(
    connection: sqlite3.Connection, day: int, choice: Choice
) -> list[tuple[int, int, int | None, int, int]]:
    return connection.execute(
        f"""
        SELECT card.id, card.entry_id, card.item_id, card.topic_id, EXISTS (
            SELECT 1 FROM card AS other WHERE other.entry_id = card.entry_id AND other.stage IS NOT NULL
        )
        FROM card INDEXED BY card_new JOIN entry ON entry.id = card.entry_id
        WHERE {UNSEEN} AND {choice.clause()} AND NOT EXISTS (
            SELECT 1 FROM card AS other WHERE other.entry_id = card.entry_id AND other.due_day <= :day
            AND other.suspended = 0 AND other.retired = 0 AND other.buried_until <= :day
        )
        ORDER BY entry.position, card.id
        """,
        {"day": day},
    ).fetchall()


def _open_needs(connection: sqlite3.Connection, day: int, choice: Choice) -> dict[int, tuple[int, ...]]:
    """Return which entries are to be met before an entry, as far as they can be met and were not yet."""
    rows = connection.execute(
        f"""
        SELECT need.entry_id, needed.id FROM need JOIN entry AS needed ON needed.key = need.needed_key
        WHERE EXISTS (
            SELECT 1 FROM card JOIN topic ON topic.id = card.topic_id
            WHERE card.entry_id = needed.id AND {UNSEEN} AND topic.paused = 0 AND topic.gives_new = 1
            AND {choice.clause()}
        ) AND NOT EXISTS (SELECT 1 FROM card WHERE card.entry_id = needed.id AND card.stage IS NOT NULL)
        ORDER BY need.id
        """,
        {"day": day},
    )
    found: dict[int, tuple[int, ...]] = {}
    for entry, needed in rows:
        found[entry] = (*found.get(entry, ()), needed)
    return found
