"""Queries and writes of an import: many rows in one go, and yet one step that can be taken back.

All that an import writes names its row in `import_run`. To take it back is to mark that row as withdrawn:
its answers do not count then, and a trigger retires its entries and cards. Of rows that were there before,
images are kept as for any other action.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Table, and_, select

from roadmap_cards.storage import roadmaps, schema
from roadmap_cards.storage.decks import memory_columns
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.card import NEW, Memory, card_uuid

OWN_TOPICS = roadmaps.OWN_TOPICS


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that comes in, as it is written.

    `note` are the columns of `anki_note` behind its id, None for what needs no note kept.
    """

    id: int
    key: str
    topic: int
    position: int
    kind: str
    content: str
    changed_at: int
    guid: str | None
    note: tuple[int, int, str, str, str, str] | None


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card that comes in."""

    id: int
    key: str
    entry: int
    topic: int
    variant: str
    suspended: bool
    buried_until: int
    flag: int
    memory: Memory


def next_ids(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the first free numbers of entries and of cards."""
    (entry,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM entry").fetchone()
    (card,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM card").fetchone()
    return entry, card


# --- Writing -----------------------------------------------------------------------------------------


def begin(tx: Transaction, name: str, at: int) -> int:
    """Write the row of an import and return its id; undoing the step withdraws it."""
    tx.expect_many()
    values = {"at": at, "name": name, "withdrawn": False}
    run = tx.keep_new(schema.import_run, values)
    tx.image_of(schema.import_run, run, {"id": run, **values, "withdrawn": True})
    return run


def deck_place(tx: Transaction, name: str) -> int:
    """Return the id under which entries stand that come from no deck file."""
    # Without a checksum it is never taken for a file that has been deleted.
    return _placed(tx, schema.deck_file, {"path": name}, {"sha256": "", "topic_id": None, "flaws": ""})


def topic_place(tx: Transaction, roadmap: str, key: str, title: str) -> int:
    """Return the id of a topic, making it and its roadmap if need be; one that is there keeps its title."""
    own = {"title": roadmap.replace("-", " ").capitalize(), "sha256": ""}
    roadmap_id = _placed(tx, schema.roadmap, {"key": roadmap}, own)
    fresh = {"level_id": None, "title": title, "position": OWN_TOPICS, "gives_new": True, "paused": False}
    return _placed(tx, schema.topic, {"roadmap_id": roadmap_id, "key": key}, fresh)


def _placed(
    tx: Transaction, table: Table[Any], identity: Mapping[str, Any], values: Mapping[str, Any]
) -> int:
    """Return the id of the row with this identity, writing it if need be.

    Undo leaves it there: the entries that it retires still stand in it, and without cards it is not shown.
    """
    matches = and_(*(table.c[name] == value for name, value in identity.items()))
    found = tx.connection.execute(select(table.c.id).where(matches)).scalar()
    return found or tx.keep_new(table, {**identity, **values})


def store_notetypes(tx: Transaction, notetypes: Mapping[int, str]) -> None:
    """Keep note types as JSON; one that is known by its id is replaced."""
    tx.plain.executemany(
        "INSERT INTO anki_notetype (id, content) VALUES (?, ?) "
        "ON CONFLICT (id) DO UPDATE SET content = excluded.content",
        list(notetypes.items()),
    )


ENTRY = (
    *("id", "key", "deck_file_id", "topic_id", "position", "kind", "draft", "retired", "version", "content"),
    *("changed_at", "guid", "import_run_id"),
)
NOTE = ("id", "notetype_id", "changed", "deck", "tags", "fields", "ordinals")
CARD = (
    *("id", "uuid", "key", "entry_id", "topic_id", "variant", "retired", "suspended", "buried_until", "flag"),
    *("correction", *memory_columns(NEW), "import_run_id"),
)


def store_entries(tx: Transaction, run: int, place: int, entries: Sequence[NewEntry]) -> None:
    """Write entries that come in; one with a known number was withdrawn and comes back."""
    rows = [
        (e.id, e.key, place, e.topic, e.position, e.kind, 0, 0, 1, e.content, e.changed_at, e.guid, run)
        for e in entries
    ]
    kept = {"key", "deck_file_id", "position", "draft", "version", "guid"}
    _store(tx.plain, "entry", ENTRY, rows, kept)
    _store(tx.plain, "anki_note", NOTE, [(entry.id, *entry.note) for entry in entries if entry.note])


def store_cards(tx: Transaction, run: int, cards: Iterable[NewCard]) -> None:
    """Write cards that come in; one with a known number was withdrawn and comes back."""
    rows = [
        (
            card.id, card_uuid(card.key).bytes, card.key, card.entry, card.topic, card.variant, 0,
            card.suspended, card.buried_until, card.flag, "", *memory_columns(card.memory).values(), run,
        )
        for card in cards
    ]  # fmt: skip
    _store(tx.plain, "card", CARD, rows, {"uuid", "key", "entry_id", "variant", "correction"})


def _store(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    kept: Collection[str] = (),
) -> None:
    """Insert rows; one whose number is there takes the new values, but for the columns that are `kept`."""
    insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    changed = ", ".join(f"{name} = excluded.{name}" for name in columns[1:] if name not in kept)
    numbers = json.dumps([row[0] for row in rows])
    known = {
        number
        for (number,) in connection.execute(
            f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (numbers,)
        )
    }
    # To look out for a number that is there takes SQLite longer than to insert the row.
    connection.executemany(insert, [row for row in rows if row[0] not in known])
    connection.executemany(
        f"{insert} ON CONFLICT (id) DO UPDATE SET {changed}", [row for row in rows if row[0] in known]
    )


class LoggedRows(NamedTuple):
    """Rows of the log about one card, and what it was scheduled with, so that they can be replayed.

    Each row has the columns of `anki.log_rows.ForeignRow`.
    """

    card: int
    rows: Sequence[Sequence[Any]]
    target_recall: float
    parameters: int


def store_log(tx: Transaction, run: int, logged: Iterable[LoggedRows]) -> None:
    """Append rows to the log."""
    tx.plain.executemany(
        """
        INSERT INTO review (
            card_id, kind, moved, rating, at, zone_offset, day, duration, stage_before, stability_before,
            difficulty_before, stage, step, stability, difficulty, due_at, due_day, interval, reps, lapses,
            source, target_recall, parameters_id, import_run_id
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'anki', ?, ?, ?)
        """,
        (
            (card, *row, target_recall, parameters, run)
            for card, rows, target_recall, parameters in logged
            for row in rows
        ),
    )


def store_parameters(tx: Transaction, weights: Sequence[float], at: int) -> int:
    """Return the id of a set of weights, writing it if need be. Undo leaves it there."""
    text = json.dumps(list(weights))
    parameters = schema.parameters.c
    found = tx.connection.execute(select(parameters.id).where(parameters.weights == text)).scalar()
    return found or tx.keep_new(schema.parameters, {"created_at": at, "weights": text})


def store_memories(tx: Transaction, memories: Mapping[int, Memory]) -> None:
    """Write what answers given elsewhere made of cards that are here."""
    tx.update_each(schema.card, {card: memory_columns(memory) for card, memory in memories.items()})


def bring_back(tx: Transaction, run: int, topic: int, cards: Iterable[int]) -> None:
    """Take cards that were retired into study again, as part of an import, with all that is known of them."""
    tx.plain.executemany(
        "UPDATE card SET retired = 0, topic_id = ?, import_run_id = ? WHERE id = ?",
        [(topic, run, card) for card in cards],
    )


def update_note(
    tx: Transaction, entry_id: int, values: Mapping[str, Any], note: tuple[Any, ...] | None
) -> None:
    """Write a note that was edited in Anki since it came in; `note` is as in `NewEntry`."""
    tx.update(schema.entry, entry_id, values)
    if note is not None:
        tx.update(schema.anki_note, entry_id, dict(zip(NOTE[1:], note, strict=True)))


def retire_card(tx: Transaction, card: int) -> None:
    """Take a card out of study whose note has it no more."""
    tx.update(schema.card, card, {"retired": True})
