"""Queries of all that a quiz can ask, in plain SQL: they read every question and every card at once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from roadmap_cards.study.question import QUESTION_KINDS

_KINDS = ", ".join(f"'{kind}'" for kind in QUESTION_KINDS)

_COUNTING = """
    FROM quiz_question JOIN quiz ON quiz.id = quiz_question.quiz_id
    WHERE quiz_question.day IS NOT NULL AND (quiz.counted = 1 OR quiz.finished_at IS NULL)
"""
"""The answers of quizzes that were not taken back."""


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """An entry that a quiz can ask. `text` is its prompt or its cloze, `tests` names a recall card."""

    id: int
    key: str
    kind: str
    topic: int
    item: int | None
    tests: str | None
    text: str


@dataclass(frozen=True, slots=True)
class RecallCard:
    """What is remembered of a card: stability in days (0: never answered) and the study day it dates from."""

    entry: int
    entry_key: str
    item: int | None
    variant: str
    stability: float
    last_day: int
    suspended: bool


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The last answer to a question: whether it was right and sure, and the study day it was given on."""

    right: bool
    sure: bool
    day: int


def entries(connection: sqlite3.Connection) -> list[QuestionEntry]:
    """Return every entry that a quiz can ask, in roadmap order."""
    rows = connection.execute(
        f"""
        SELECT entry.id, entry.key, entry.kind, entry.topic_id, entry.item_id,
               json_extract(entry.content, '$.tests'),
               coalesce(json_extract(entry.content, '$.body.prompt'),
                        json_extract(entry.content, '$.body.text'), '')
        FROM entry JOIN topic ON topic.id = entry.topic_id
        WHERE entry.kind IN ({_KINDS}) AND entry.draft = 0 AND entry.retired = 0
        ORDER BY topic.roadmap_id, topic.position, entry.position
        """
    )
    return [QuestionEntry(*row) for row in rows]


def recall_cards(connection: sqlite3.Connection) -> list[RecallCard]:
    """Return every card that is not retired, in roadmap order."""
    rows = connection.execute(
        """
        SELECT card.entry_id, entry.key, card.item_id, card.variant, coalesce(card.stability, 0.0),
               coalesce(card.last_day, 0), card.suspended
        FROM card JOIN entry ON entry.id = card.entry_id
        WHERE card.retired = 0 ORDER BY card.topic_id, entry.position, card.id
        """
    )
    return [RecallCard(*row) for row in rows]


def last_answers(connection: sqlite3.Connection) -> dict[tuple[int, str], LastAnswer]:
    """Return the last answer to each question that was ever answered, by entry and variant."""
    # SQLite takes the other columns from the row that has the maximum: https://sqlite.org/lang_select.html
    rows = connection.execute(
        f"""
        SELECT entry_id, variant, correct, sureness = 'sure', quiz_question.day, max(answered_at) {_COUNTING}
        GROUP BY entry_id, variant
        """
    )
    return {
        (entry, variant): LastAnswer(bool(right), bool(sure), day)
        for entry, variant, right, sure, day, _ in rows
    }


def paces(connection: sqlite3.Connection) -> dict[bool, tuple[int, int]]:
    """Return how many questions without and with code were answered, and how long one took (ms)."""
    rows = connection.execute(f"SELECT code, count(*), avg(duration) {_COUNTING} GROUP BY code")
    return {bool(code): (number, round(mean)) for code, number, mean in rows}
