"""Queries of the cards that questions of quizzes test: which one it is, and what was asked of it lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, false, select

from roadmap_cards.storage import schema
from roadmap_cards.storage.decks import memory_of
from roadmap_cards.storage.today import STANDING
from roadmap_cards.study.card import Memory, Rating
from roadmap_cards.study.honest_rule import is_misconception
from roadmap_cards.study.quiz import Sureness


@dataclass(frozen=True, slots=True)
class TestedCard:
    """A card that an answer may move. `set_aside`: it is suspended, or its topic rests.

    `buried_until` is the study day that it was put off to, 0 for none.
    """

    id: int
    uuid: bytes
    memory: Memory
    set_aside: bool
    buried_until: int


def tested_card(connection: Connection, entry_key: str, variant: str, tests: str | None) -> TestedCard | None:
    """Return the card that a question tests: its own, or of the entry it names the first one in study."""
    card, entry = schema.card.c, schema.entry.c
    condition = and_(entry.key == entry_key, card.variant == variant)
    if not variant:
        if tests is None:
            return None
        condition = entry.key == tested_key(entry_key, tests)
    return next(iter(_tested_cards(connection, condition)), None)


def cards_of_item(connection: Connection, item: int | None) -> list[TestedCard]:
    """Return the cards of an item that are not retired; none without an item."""
    return [] if item is None else _tested_cards(connection, schema.card.c.item_id == item)


def _tested_cards(connection: Connection, condition: Any) -> list[TestedCard]:
    """Return cards, those in study first, and among them those that were seen."""
    card, entry, topic = schema.card.c, schema.entry.c, schema.topic.c
    rows = connection.execute(
        select(schema.card, topic.paused)
        .join_from(schema.card, schema.entry, entry.id == card.entry_id)
        .join_from(schema.card, schema.topic, topic.id == card.topic_id)
        .where(condition, card.retired == false())
        .order_by(card.suspended, card.stage.is_(None), card.id)
    ).all()
    found: list[TestedCard] = []
    for *columns, paused in rows:
        values = dict(zip(schema.card.c.keys(), columns, strict=True))
        aside = bool(values["suspended"]) or bool(paused)
        found.append(
            TestedCard(values["id"], values["uuid"], memory_of(values), aside, values["buried_until"])
        )
    return found


def misconception_day(connection: Connection, card_id: int) -> int | None:
    """Return the study day on which the last answer in a quiz about a card was sure and wrong, else None."""
    asked, quiz_row = schema.quiz_question.c, schema.quiz.c
    last = connection.execute(
        select(asked.day, asked.correct, asked.sureness)
        .join_from(schema.quiz_question, schema.quiz, quiz_row.id == asked.quiz_id)
        .where(asked.card_id == card_id, quiz_row.counted)
        .order_by(asked.answered_at.desc())
        .limit(1)
    ).one_or_none()
    if last is None or not is_misconception(right=bool(last.correct), sureness=Sureness(last.sureness)):
        return None
    return int(last.day)


def tested_key(entry_key: str, tests: str) -> str:
    """Return the key of the entry that a question names, as `entry-id` or `topic/entry-id`."""
    roadmap, topic, _ = entry_key.split("/")
    return f"{roadmap}/{tests}" if "/" in tests else f"{roadmap}/{topic}/{tests}"


def answered_on(connection: Connection, card_id: int, day: int) -> bool:
    """Return whether a card was answered on a study day, in any mode."""
    sql = f"SELECT 1 FROM review WHERE card_id = ? AND day = ? AND {STANDING} LIMIT 1"
    return connection.exec_driver_sql(sql, (card_id, day)).first() is not None


def chosen_since(connection: Connection, card_id: int, day: int) -> bool:
    """Return whether a choice question moved a card to a later day, on `day` or after it."""
    sql = f"""
        SELECT 1 FROM review JOIN quiz_question ON quiz_question.id = review.question_id
        WHERE review.card_id = ? AND review.day >= ? AND review.moved = 1 AND review.rating = ?
          AND quiz_question.variant = '' AND {STANDING} LIMIT 1
    """
    found = connection.exec_driver_sql(sql, (card_id, day, Rating.GOOD.value)).first()
    return found is not None
