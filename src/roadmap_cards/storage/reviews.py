"""Queries of what is due and of the review log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, false, func, select, true

from roadmap_cards.storage import schema
from roadmap_cards.storage.decks import memory_columns
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.card import Learned, Rating, Stage
from roadmap_cards.study.history import LogKind, LogRow, Source
from roadmap_cards.study.queue import DueCard, NewCard


@dataclass(frozen=True, slots=True)
class Today:
    """What was done on a study day so far: answers that count, and the entries they were about."""

    reviews: int
    new: int
    entries: frozenset[int]


# --- What is due -------------------------------------------------------------------------------------


def due(connection: Connection, day: int) -> list[DueCard]:
    """Return the cards that are due on a study day, unordered: neither suspended nor buried nor paused."""
    card = schema.card.c
    rows = connection.execute(
        select(
            card.id,
            card.entry_id,
            card.item_id,
            card.topic_id,
            card.stability,
            card.last_day,
            card.due_day,
            card.due_at,
        )
        .join(schema.topic, schema.topic.c.id == card.topic_id)
        .where(
            card.suspended == false(),
            card.retired == false(),
            card.due_day <= day,
            card.buried_until <= day,
            schema.topic.c.paused == false(),
        )
    )
    return [
        DueCard(
            row.id,
            row.entry_id,
            row.item_id,
            row.topic_id,
            row.stability or 0.0,
            row.last_day or 0,
            row.due_day or 0,
            row.due_at,
        )
        for row in rows
    ]


def new(connection: Connection, day: int, *, every_topic: bool = False) -> list[NewCard]:
    """Return the cards that were never seen, in roadmap order, of the topics that give new cards."""
    card, entry, topic = schema.card.c, schema.entry.c, schema.topic.c
    conditions = [
        card.stage.is_(None),
        card.suspended == false(),
        card.retired == false(),
        card.buried_until <= day,
        topic.paused == false(),
    ]
    if not every_topic:
        conditions.append(topic.gives_new == true())
    rows = connection.execute(
        select(card.id, card.entry_id, card.item_id, card.topic_id)
        .join(schema.entry, entry.id == card.entry_id)
        .join(schema.topic, topic.id == card.topic_id)
        .where(*conditions)
        .order_by(topic.roadmap_id, topic.position, entry.position, card.id)
    ).all()
    needs = _needs(connection)
    introduced = _introduced(connection)
    return [
        NewCard(
            row.id,
            row.entry_id,
            row.item_id,
            row.topic_id,
            needs.get(row.entry_id, ()),
            row.entry_id in introduced,
        )
        for row in rows
    ]


def _needs(connection: Connection) -> dict[int, tuple[int, ...]]:
    needed = schema.entry.alias("needed")
    rows = connection.execute(
        select(schema.need.c.entry_id, needed.c.id).join(needed, needed.c.key == schema.need.c.needed_key)
    )
    found: dict[int, tuple[int, ...]] = {}
    for entry_id, needed_id in rows:
        found[entry_id] = (*found.get(entry_id, ()), needed_id)
    return found


def _introduced(connection: Connection) -> set[int]:
    rows = connection.execute(
        select(schema.card.c.entry_id).where(schema.card.c.stage.is_not(None)).distinct()
    )
    return {row[0] for row in rows}


def reviewable(connection: Connection, card_id: int, day: int) -> bool:
    """Return whether a card may still be asked today: it may have been suspended or buried meanwhile."""
    card = schema.card.c
    return bool(
        connection.execute(
            select(
                exists().where(
                    card.id == card_id,
                    card.suspended == false(),
                    card.retired == false(),
                    card.buried_until <= day,
                )
            )
        ).scalar()
    )


# --- The log -----------------------------------------------------------------------------------------


def standing_answer() -> ColumnElement[bool]:
    """Say that a row of the log is an answer that was not taken back."""
    void = schema.review.alias("void")
    taken_back = exists().where(void.c.voids == schema.review.c.id)
    return (schema.review.c.kind == LogKind.ANSWER.value) & ~taken_back


def today(connection: Connection, day: int) -> Today:
    """Return what counts of a study day: reviews, cards seen for the first time, and their entries."""
    rows = connection.execute(
        select(schema.review.c.stage_before, schema.card.c.entry_id)
        .join(schema.card, schema.card.c.id == schema.review.c.card_id)
        .where(schema.review.c.day == day, standing_answer())
    ).all()
    return Today(
        reviews=sum(row.stage_before == Stage.REVIEW.value for row in rows),
        new=sum(row.stage_before is None for row in rows),
        entries=frozenset(row.entry_id for row in rows),
    )


def last_at(connection: Connection) -> int | None:
    """Return the time of the newest row of the log (UTC milliseconds), or None for an empty log."""
    return connection.execute(select(func.max(schema.review.c.at))).scalar_one()


def log_of_card(connection: Connection, card_id: int) -> list[LogRow]:
    """Return all rows of the log about one card, those taken back too, oldest first."""
    rows = connection.execute(
        select(schema.review).where(schema.review.c.card_id == card_id).order_by(schema.review.c.id)
    )
    return [log_row_of(dict(zip(schema.review.c.keys(), row, strict=True))) for row in rows]


def store_answer(tx: Transaction, card_id: int, row: LogRow, memory: Learned) -> int:
    """Append an answer to the log and write what it made of the card; return the id of the log row."""
    log_id = tx.log(log_columns(row))
    tx.update(schema.card, card_id, {**memory_columns(memory), "correction": "", "buried_until": 0})
    return log_id


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
    )
