"""Queries of what was done and what is ahead: time by day, due by topic, how long a card takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, false, func, select

from roadmap_cards.storage import schema
from roadmap_cards.storage.reviews import standing_answer
from roadmap_cards.study.card import Rating, Stage


@dataclass(frozen=True, slots=True)
class DayRow:
    """What was done on a study day: answers that count and the time they took, in milliseconds."""

    day: int
    answers: int
    duration: int


@dataclass(frozen=True, slots=True)
class Totals:
    """A collection in numbers; `recalled` of `reviews` first reviews of a day were not Again."""

    cards: int
    seen: int
    suspended: int
    answers: int
    duration: int


def by_day(connection: Connection, first: int, last: int) -> list[DayRow]:
    """Return the study days from `first` to `last` on which something was answered, in order."""
    review = schema.review.c
    rows = connection.execute(
        select(review.day, func.count(), func.sum(review.duration))
        .where(review.day.between(first, last), standing_answer())
        .group_by(review.day)
        .order_by(review.day)
    )
    return [DayRow(*row) for row in rows]


def durations(connection: Connection, since_day: int) -> tuple[int | None, int | None]:
    """Return how long a review takes, and a new card until it leaves its first steps, in milliseconds.

    Means over all days since `since_day`; None where there was nothing of the kind.
    """
    review = schema.review.c
    under_review = review.stage_before == Stage.REVIEW.value
    row = connection.execute(
        select(
            func.avg(case((under_review, review.duration))),
            func.sum(case((~func.coalesce(under_review, false()), review.duration))),
            func.sum(case((review.stage_before.is_(None), 1))),
        ).where(review.day >= since_day, standing_answer())
    ).one()
    mean_review = None if row[0] is None else int(row[0])
    mean_new = None if not row[2] else int((row[1] or 0) / row[2])
    return mean_review, mean_new


def due_by_day(connection: Connection, first: int, last: int) -> dict[int, int]:
    """Return how many cards fall due on each study day from `first` to `last`, as things stand."""
    card = schema.card.c
    rows = connection.execute(
        select(card.due_day, func.count())
        .join(schema.topic, schema.topic.c.id == card.topic_id)
        .where(
            card.due_day.between(first, last),
            card.suspended == false(),
            card.retired == false(),
            schema.topic.c.paused == false(),
        )
        .group_by(card.due_day)
    )
    return {int(row[0] or 0): row[1] for row in rows}


def titles(connection: Connection, table: str, ids: list[int]) -> dict[int, str]:
    """Return the titles of topics or items by id."""
    columns: Any = {"topic": schema.topic, "item": schema.item}[table].c
    rows = connection.execute(select(columns.id, columns.title).where(columns.id.in_(ids)))
    return {row[0]: row[1] for row in rows}


def totals(connection: Connection) -> Totals:
    """Return a collection in numbers."""
    card, review = schema.card.c, schema.review.c
    cards = connection.execute(
        select(
            func.count(),
            func.count(card.stage),
            func.coalesce(func.sum(case((card.suspended, 1), else_=0)), 0),
        ).where(card.retired == false())
    ).one()
    answers = connection.execute(
        select(func.count(), func.coalesce(func.sum(review.duration), 0)).where(standing_answer())
    ).one()
    return Totals(cards[0], cards[1], cards[2], answers[0], answers[1])


def recall(connection: Connection, first: int, last: int) -> tuple[int, int]:
    """Return how many reviews of cards due after a day or more there were, and how many were remembered."""
    review = schema.review.c
    row = connection.execute(
        select(
            func.count(), func.coalesce(func.sum(case((review.rating > Rating.AGAIN.value, 1), else_=0)), 0)
        ).where(
            review.day.between(first, last),
            review.stage_before == Stage.REVIEW.value,
            standing_answer(),
        )
    ).one()
    return row[0], row[1]


def topic_ids(connection: Connection, name: str) -> set[int]:
    """Return the topics with this key, or with this title whatever its case."""
    topic = schema.topic.c
    rows = connection.execute(
        select(topic.id).where((topic.key == name) | (func.lower(topic.title) == name.lower()))
    )
    return {row[0] for row in rows}
