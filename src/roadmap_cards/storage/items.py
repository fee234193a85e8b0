"""Queries of one item of a roadmap: its cards, and what was answered about them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, false, func, select, text

from roadmap_cards.storage import schema
from roadmap_cards.storage.decks import from_json, memory_of
from roadmap_cards.storage.reviews import log_row_of
from roadmap_cards.storage.today import WITHDRAWN
from roadmap_cards.study.card import Entry, Memory
from roadmap_cards.study.history import LogRow
from roadmap_cards.study.question import QUESTION_KINDS


@dataclass(frozen=True, slots=True)
class ItemCardRow:
    """A card of an item; several may ask the same entry."""

    id: int
    entry_id: int
    entry: Entry
    variant: str
    memory: Memory
    suspended: bool
    buried_until: int


def cards(connection: Connection, item: int) -> list[ItemCardRow]:
    """Return the cards of an item that are not retired, in file order."""
    columns = schema.card.c
    rows = connection.execute(
        select(schema.card, schema.entry.c.content)
        .join_from(schema.card, schema.entry, schema.entry.c.id == columns.entry_id)
        .where(columns.item_id == item, columns.retired == false())
        .order_by(schema.entry.c.position, columns.id)
    ).all()
    found: list[ItemCardRow] = []
    for *card, content in rows:
        values = dict(zip(schema.card.c.keys(), card, strict=True))
        found.append(
            ItemCardRow(
                values["id"],
                values["entry_id"],
                from_json(content),
                values["variant"],
                memory_of(values),
                bool(values["suspended"]),
                values["buried_until"],
            )
        )
    return found


def logs(connection: Connection, item: int) -> dict[int, list[LogRow]]:
    """Return all rows of the log about the cards of an item, those taken back too, oldest first, by card."""
    review = schema.review.c
    rows = connection.execute(
        select(schema.review)
        .join_from(schema.review, schema.card, schema.card.c.id == review.card_id)
        .where(schema.card.c.item_id == item, text(f"NOT ({WITHDRAWN})"))
        .order_by(review.id)
    )
    found: dict[int, list[LogRow]] = defaultdict(list)
    for row in rows:
        log_row = log_row_of(dict(zip(review.keys(), row, strict=True)))
        found[log_row.card].append(log_row)
    return found


def of_card(connection: Connection, card: int) -> int | None:
    """Return the item of a card, or None where it has none."""
    return connection.execute(select(schema.card.c.item_id).where(schema.card.c.id == card)).scalar()


def counts(connection: Connection, topic: int) -> tuple[int, int]:
    """Return how many cards of a topic's items there are to remember, and how many of them were seen."""
    card = schema.card.c
    row = connection.execute(
        select(func.count(), func.count(card.stage)).where(
            card.topic_id == topic,
            card.item_id.is_not(None),
            card.retired == false(),
            card.suspended == false(),
        )
    ).one()
    return row[0], row[1]


def questions(connection: Connection, topic: int) -> int:
    """Return how many questions of a topic a quiz can ask."""
    entry = schema.entry.c
    return connection.execute(
        select(func.count()).where(
            entry.topic_id == topic,
            entry.kind.in_(QUESTION_KINDS),
            entry.draft == false(),
            entry.retired == false(),
        )
    ).scalar_one()
