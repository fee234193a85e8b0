"""Queries that sum up a whole collection."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, case, false, func, select, text

from roadmap_cards.storage import schema
from roadmap_cards.storage.today import REVIEWED, STUDIED
from roadmap_cards.study.card import Rating, Stage


@dataclass(frozen=True, slots=True)
class Totals:
    """A collection in numbers; `duration` is in milliseconds."""

    cards: int
    seen: int
    suspended: int
    answers: int
    duration: int


def totals(connection: Connection) -> Totals:
    """Return a collection in numbers."""
    card = schema.card.c
    cards = connection.execute(
        select(
            func.count(),
            func.count(card.stage),
            func.coalesce(func.sum(case((card.suspended, 1), else_=0)), 0),
        ).where(card.retired == false())
    ).one()
    answers = connection.execute(text(f"SELECT count(*), coalesce(sum(duration), 0) FROM {STUDIED}")).one()
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
            text(REVIEWED),
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
