"""Queries of deck files, entries and cards: what can be studied."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy import Connection, case, false, func, select

from roadmap_cards.storage import schema
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.card import NEW, Card, Entry, Learned, Memory, Place, Stage
from roadmap_cards.study.wording import plain_title


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What is known of an entry without its text. `imported`: it came from elsewhere, with no deck file."""

    id: int
    key: str
    deck_file_id: int
    version: int
    retired: bool
    imported: bool


@dataclass(frozen=True, slots=True)
class CardRow:
    """What is known of a card without its text."""

    id: int
    key: str
    variant: str
    retired: bool


@cache
def _entries() -> TypeAdapter[Entry]:
    return TypeAdapter(Entry)


def prepare_entries() -> None:
    """Make what reads and writes entries, once in a process; the first entry makes it otherwise."""
    _entries()


def as_json(entry: Entry) -> str:
    """Return an entry as the text that is stored, without the code that only its author runs."""
    return _entries().dump_json(replace(entry, verify="")).decode()


def from_json(content: str) -> Entry:
    """Return the entry that `as_json` wrote."""
    return _entries().validate_json(content)


# --- Deck files --------------------------------------------------------------------------------------


def checksums(connection: Connection) -> dict[str, str]:
    """Return the SHA-256 of each deck file at the time it was last read, by its path."""
    rows = connection.execute(select(schema.deck_file.c.path, schema.deck_file.c.sha256))
    return {row[0]: row[1] for row in rows}


def deck_file_id(connection: Connection, path: str) -> int | None:
    """Return the id of a deck file, or None for one that was never read."""
    found = connection.execute(select(schema.deck_file.c.id).where(schema.deck_file.c.path == path))
    return found.scalar_one_or_none()


def flaws(connection: Connection) -> list[str]:
    """Return what was wrong with deck files when they were last read, one line for each flaw."""
    rows = connection.execute(
        select(schema.deck_file.c.flaws)
        .where(schema.deck_file.c.flaws != "")
        .order_by(schema.deck_file.c.path)
    )
    return [line for (text,) in rows for line in text.splitlines()]


# --- Entries -----------------------------------------------------------------------------------------


def entries_of_file(connection: Connection, file_id: int) -> dict[str, EntryRow]:
    """Return the entries that came from a deck file, by key."""
    return _entry_rows(connection, schema.entry.c.deck_file_id == file_id)


def entry_by_key(connection: Connection, key: str) -> EntryRow | None:
    """Return an entry by its key `roadmap/topic/entry-id`, or None."""
    return _entry_rows(connection, schema.entry.c.key == key).get(key)


def _entry_rows(connection: Connection, condition: Any) -> dict[str, EntryRow]:
    entry = schema.entry.c
    rows = connection.execute(
        select(
            entry.id,
            entry.key,
            entry.deck_file_id,
            entry.version,
            entry.retired,
            entry.import_run_id.is_not(None),
        ).where(condition)
    )
    return {row.key: EntryRow(*row) for row in rows}


def entry_content(connection: Connection, entry_id: int) -> Entry:
    """Return an entry with its text."""
    return from_json(
        connection.execute(select(schema.entry.c.content).where(schema.entry.c.id == entry_id)).scalar_one()
    )


def cards_of_entry(connection: Connection, entry_id: int) -> dict[str, CardRow]:
    """Return the cards of an entry, by variant."""
    card = schema.card.c
    rows = connection.execute(
        select(card.id, card.key, card.variant, card.retired).where(card.entry_id == entry_id)
    )
    return {row.variant: CardRow(*row) for row in rows}


def store_needs(tx: Transaction, entry_id: int, keys: Iterable[str]) -> None:
    """Write which entries (by key) come before an entry."""
    need = schema.need.c
    present = {
        key: row_id
        for row_id, key in tx.connection.execute(
            select(need.id, need.needed_key).where(need.entry_id == entry_id)
        )
    }
    wanted = set(keys)
    for key in present.keys() - wanted:
        tx.delete(schema.need, present[key])
    for key in sorted(wanted - present.keys()):
        tx.insert(schema.need, {"entry_id": entry_id, "needed_key": key})


# --- Cards -------------------------------------------------------------------------------------------


CARD = """
    SELECT card.*, entry.content, roadmap.title, coalesce(level.title, ''), topic.title,
           coalesce(section.title, ''), coalesce(item.title, '')
    FROM card JOIN entry ON entry.id = card.entry_id
    JOIN topic ON topic.id = card.topic_id JOIN roadmap ON roadmap.id = topic.roadmap_id
    LEFT JOIN level ON level.id = topic.level_id
    LEFT JOIN item ON item.id = card.item_id LEFT JOIN section ON section.id = item.section_id
    WHERE card.id = ?
"""
"""A card with the text of its entry and the titles above it: roadmap, level, topic, section, item."""

TEXT_AND_TITLES = 6
"""The columns of these that are not the card's own."""


def memory(connection: sqlite3.Connection, card_id: int) -> Memory:
    """Return what is remembered of a card; LookupError where there is none."""
    names, row = _one(connection, "SELECT * FROM card WHERE id = ?", card_id)
    return memory_of(dict(zip(names, row, strict=True)))


def card(connection: sqlite3.Connection, card_id: int) -> Card:
    """Return a card with all that the review page shows; LookupError where there is none."""
    names, row = _one(connection, CARD, card_id)
    own, (content, *titles) = row[:-TEXT_AND_TITLES], row[-TEXT_AND_TITLES:]
    values = dict(zip(names, own, strict=False))
    return Card(
        id=card_id,
        key=values["key"],
        variant=values["variant"],
        entry=from_json(content),
        place=Place(*map(plain_title, titles)),
        memory=memory_of(values),
        suspended=bool(values["suspended"]),
        buried_until=values["buried_until"],
        flag=values["flag"],
        correction=values["correction"],
        uuid=uuid.UUID(bytes=values["uuid"]),
    )


def _one(connection: sqlite3.Connection, statement: str, card_id: int) -> tuple[list[str], tuple[Any, ...]]:
    """Return the names of the columns and the row of a card; LookupError where there is none."""
    found = connection.execute(statement, (card_id,))
    row = found.fetchone()
    if row is None:
        raise LookupError(f"no card {card_id}")
    return [name for name, *_ in found.description], row


def card_by_key(connection: Connection, key: str) -> int:
    """Return the id of the card with this key; LookupError where there is none."""
    found = connection.execute(select(schema.card.c.id).where(schema.card.c.key == key)).scalar()
    if found is None:
        raise LookupError(f"no card {key}")
    return found


def card_keys(connection: Connection) -> dict[str, int]:
    """Return the ids of all cards that are not retired, by key."""
    rows = connection.execute(
        select(schema.card.c.key, schema.card.c.id).where(schema.card.c.retired == false())
    )
    return {row[0]: row[1] for row in rows}


def formula_texts(connection: Connection) -> list[str]:
    """Return the text of all entries that hold a formula, in roadmap order."""
    rows = connection.execute(
        select(schema.entry.c.content)
        .join(schema.topic, schema.topic.c.id == schema.entry.c.topic_id)
        .where(schema.entry.c.content.contains("$"), schema.entry.c.retired == false())
        .order_by(schema.topic.c.position, schema.entry.c.position)
    )
    return [row[0] for row in rows]


def memory_of(values: dict[str, Any]) -> Memory:
    """Return the memory that stands in the columns of a card."""
    if values["stage"] is None:
        return NEW
    return Learned(
        stage=Stage(values["stage"]),
        step=values["step"],
        stability=values["stability"],
        difficulty=values["difficulty"],
        last_at=values["last_at"],
        last_day=values["last_day"],
        due_at=values["due_at"],
        due_day=values["due_day"],
        interval=values["interval"],
        reps=values["reps"],
        lapses=values["lapses"],
    )


def memory_columns(memory: Memory) -> dict[str, Any]:
    """Return the columns of a card that hold its memory."""
    if isinstance(memory, Learned):
        return {
            "stage": memory.stage.value,
            "step": memory.step,
            "stability": memory.stability,
            "difficulty": memory.difficulty,
            "last_at": memory.last_at,
            "last_day": memory.last_day,
            "due_at": memory.due_at,
            "due_day": memory.due_day,
            "interval": memory.interval,
            "reps": memory.reps,
            "lapses": memory.lapses,
        }
    blank = dict.fromkeys(
        ("stage", "step", "stability", "difficulty", "last_at", "last_day", "due_at", "due_day")
    )
    return {**cast("dict[str, Any]", blank), "interval": 0, "reps": 0, "lapses": 0}


def mark_card(tx: Transaction, card_id: int, values: dict[str, Any]) -> None:
    """Write whether a card is suspended, buried or flagged."""
    tx.update(schema.card, card_id, values)


# --- Cards among others ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardBeside:
    """A card of the same item as another one; `same_entry` says that both ask the same entry."""

    entry: Entry
    variant: str
    memory: Memory
    same_entry: bool


def cards_beside(connection: Connection, card_id: int) -> list[CardBeside]:
    """Return the other cards of a card's item (of its entry, where it has no item), in file order."""
    columns, asked = schema.card.c, schema.card.alias("asked")
    together = case(
        (asked.c.item_id.is_(None), columns.entry_id == asked.c.entry_id),
        else_=columns.item_id == asked.c.item_id,
    )
    rows = connection.execute(
        select(schema.card, schema.entry.c.content, asked.c.entry_id)
        .join_from(schema.card, schema.entry, schema.entry.c.id == columns.entry_id)
        .join_from(schema.card, asked, together)
        .where(asked.c.id == card_id, columns.id != card_id, columns.retired == false())
        .order_by(schema.entry.c.position, columns.id)
    ).all()
    width = len(schema.card.c)
    found: list[CardBeside] = []
    for row in rows:
        values = dict(zip(schema.card.c.keys(), row[:width], strict=True))
        content, asked_entry = row[width:]
        same_entry = values["entry_id"] == asked_entry
        found.append(CardBeside(from_json(content), values["variant"], memory_of(values), same_entry))
    return found


def places_of(connection: Connection, card_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return the titles of topic and item of these cards; the item is empty where there is none."""
    columns = schema.card.c
    rows = connection.execute(
        select(columns.id, schema.topic.c.title, func.coalesce(schema.item.c.title, ""))
        .join_from(schema.card, schema.topic, schema.topic.c.id == columns.topic_id)
        .join_from(schema.card, schema.item, schema.item.c.id == columns.item_id, isouter=True)
        .where(columns.id.in_(card_ids))
    )
    return {row[0]: (row[1], row[2]) for row in rows}
