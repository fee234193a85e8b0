"""Queries of the review log, and of whether a card may be asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from roadmap_cards.storage import schema
from roadmap_cards.storage.decks import memory_columns
from roadmap_cards.storage.today import WITHDRAWN
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.card import Learned, Rating, Stage
from roadmap_cards.study.day import Moment
from roadmap_cards.study.history import LogKind, LogRow, Source


def reviewable(connection: sqlite3.Connection, card_id: int, day: int) -> bool:
    """Return whether a card may still be asked today: it may have been suspended or buried meanwhile."""
    found = connection.execute(
        "SELECT 1 FROM card WHERE id = ? AND suspended = 0 AND retired = 0 AND buried_until <= ?",
        (card_id, day),
    )
    return found.fetchone() is not None


# --- The log -----------------------------------------------------------------------------------------


def last_at(connection: sqlite3.Connection) -> int | None:
    """Return the time of the newest row of the log (UTC milliseconds), or None for an empty log."""
    (last,) = connection.execute("SELECT max(at) FROM review").fetchone()
    return None if last is None else int(last)


def log_of_card(connection: Connection, card_id: int) -> list[LogRow]:
    """Return all rows of the log about one card, those taken back too, oldest first.

    What came in with an import that was taken back is not there.
    """
    review = schema.review.c
    rows = connection.execute(
        select(schema.review).where(review.card_id == card_id, text(f"NOT ({WITHDRAWN})")).order_by(review.id)
    )
    return [log_row_of(dict(zip(schema.review.c.keys(), row, strict=True))) for row in rows]


def store_answer(tx: Transaction, card_id: int, row: LogRow, memory: Learned) -> int:
    """Append an answer to the log and write what it made of the card; return the id of the log row."""
    log_id = tx.log(log_columns(row))
    # Only a review shows what a corrected card said before.
    told = {} if row.question else {"correction": ""}
    tx.update(schema.card, card_id, {**memory_columns(memory), **told, "buried_until": 0})
    return log_id


def store_due_now(tx: Transaction, card_id: int, moment: Moment) -> None:
    """Make a card due today, whatever it was promised, with a row in the log that says so."""
    tx.log(
        {
            "card_id": card_id,
            "kind": LogKind.DUE_NOW.value,
            "source": Source.REVIEW.value,
            "moved": True,
            "at": moment.at,
            "offset": moment.offset,
            "day": moment.day,
            "duration": 0,
            "due_day": moment.day,
        }
    )
    tx.update(schema.card, card_id, {"due_day": moment.day, "due_at": None})


def store_history(tx: Transaction, rows: Sequence[LogRow], memories: Mapping[int, Learned]) -> None:
    """Write a whole history at once: the rows of the log with the ids they bear, and what they made of cards.

    `memories` are by card. Only in a change that cannot be undone.
    """
    tx.insert_many(schema.review, [{"id": row.id, **log_columns(row)} for row in rows])
    tx.update_many(schema.card, {card: memory_columns(memory) for card, memory in memories.items()})


def log_columns(row: LogRow) -> dict[str, Any]:
    """Return the columns of a log row; its id is given by the log."""
    return {
        "card_id": row.card,
        "kind": row.kind.value,
        "source": row.source.value,
        "moved": row.moved,
        "rating": None if row.rating is None else int(row.rating),
        "at": row.at,
        "offset": row.offset,
        "day": row.day,
        "duration": row.duration,
        "stage_before": None if row.stage_before is None else row.stage_before.value,
        "stability_before": row.stability_before,
        "difficulty_before": row.difficulty_before,
        "stage": None if row.stage is None else row.stage.value,
        "step": row.step,
        "stability": row.stability,
        "difficulty": row.difficulty,
        "due_at": row.due_at,
        "due_day": row.due_day,
        "interval": row.interval,
        "target_recall": row.target_recall,
        "parameters_id": row.parameters,
        "voids": row.voids,
        "question_id": row.question,
        "reps": row.reps,
        "lapses": row.lapses,
    }


def log_row_of(values: dict[str, Any]) -> LogRow:
    """Return the log row that stands in these columns."""
    return LogRow(
        id=values["id"],
        card=values["card_id"],
        kind=LogKind(values["kind"]),
        source=Source(values["source"]),
        moved=bool(values["moved"]),
        rating=None if values["rating"] is None else Rating(values["rating"]),
        at=values["at"],
        offset=values["offset"],
        day=values["day"],
        duration=values["duration"],
        stage_before=None if values["stage_before"] is None else Stage(values["stage_before"]),
        stability_before=values["stability_before"],
        difficulty_before=values["difficulty_before"],
        stage=None if values["stage"] is None else Stage(values["stage"]),
        step=values["step"],
        stability=values["stability"],
        difficulty=values["difficulty"],
        due_at=values["due_at"],
        due_day=values["due_day"],
        interval=values["interval"],
        target_recall=values["target_recall"],
        parameters=values["parameters_id"],
        voids=values["voids"],
        question=values["question_id"],
        reps=values["reps"],
        lapses=values["lapses"],
    )
