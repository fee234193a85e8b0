"""Queries of all that a quiz can ask, in plain SQL: they read every question and every card at once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import groupby

from roadmap_cards.storage.decks import from_json
from roadmap_cards.storage.quizzes import given_of
from roadmap_cards.storage.today import QUIZZED
from roadmap_cards.study.card import Entry
from roadmap_cards.study.question import QUESTION_KINDS, Given
from roadmap_cards.study.wording import plain_title

_KINDS = ", ".join(f"'{kind}'" for kind in QUESTION_KINDS)


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with the level it stands in (`roadmap/level`, empty for one of a person's own)."""

    id: int
    key: str
    title: str
    level_key: str
    level: str
    roadmap: str
    items: int


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


@dataclass(frozen=True, slots=True)
class AskedEntry:
    """An entry with the answers it got in quizzes that were not taken back, oldest first."""

    key: str
    entry: Entry
    answers: tuple[tuple[Given, bool], ...]


def topics(connection: sqlite3.Connection) -> list[TopicRow]:
    """Return every topic in roadmap order, with its number of items."""
    rows = connection.execute(
        """
        SELECT topic.id, topic.key, topic.title, coalesce(roadmap.key || '/' || level.key, ''),
               coalesce(level.title, ''), roadmap.title,
               (SELECT count(*) FROM item JOIN section ON section.id = item.section_id
                WHERE section.topic_id = topic.id)
        FROM topic JOIN roadmap ON roadmap.id = topic.roadmap_id
        LEFT JOIN level ON level.id = topic.level_id
        ORDER BY topic.roadmap_id, topic.position, topic.title
        """
    )
    return [
        TopicRow(number, key, plain_title(title), level_key, plain_title(level), plain_title(roadmap), items)
        for number, key, title, level_key, level, roadmap, items in rows
    ]


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
    """Return the cards, not retired, of all topics that a quiz can ask of, in roadmap order."""
    # What a question tests stands in its own topic. A topic of plain cards may hold a hundred thousand.
    rows = connection.execute(
        f"""
        SELECT card.entry_id, entry.key, card.item_id, card.variant, coalesce(card.stability, 0.0),
               coalesce(card.last_day, 0), card.suspended
        FROM card JOIN entry ON entry.id = card.entry_id
        WHERE card.retired = 0 AND card.topic_id IN (
            SELECT asked.topic_id FROM entry AS asked
            WHERE asked.kind IN ({_KINDS}) AND asked.draft = 0 AND asked.retired = 0
        )
        ORDER BY card.topic_id, entry.position, card.id
        """
    )
    return [RecallCard(*row) for row in rows]


def last_answers(connection: sqlite3.Connection) -> dict[tuple[int, str], LastAnswer]:
    """Return the last answer to each question that was ever answered, by entry and variant."""
    # SQLite takes the other columns from the row that has the maximum: https://sqlite.org/lang_select.html
    rows = connection.execute(
        f"""
        SELECT entry_id, variant, correct, sureness = 'sure', quiz_question.day, max(answered_at)
        FROM {QUIZZED} GROUP BY entry_id, variant
        """
    )
    return {
        (entry, variant): LastAnswer(bool(right), bool(sure), day)
        for entry, variant, right, sure, day, _ in rows
    }


def paces(connection: sqlite3.Connection) -> dict[bool, tuple[int, int]]:
    """Return how many questions without and with code were answered, and how long one took (ms)."""
    rows = connection.execute(f"SELECT code, count(*), avg(duration) FROM {QUIZZED} GROUP BY code")
    return {bool(code): (number, round(mean)) for code, number, mean in rows}


def asked_entries(connection: sqlite3.Connection) -> list[AskedEntry]:
    """Return every entry that was answered in a quiz, also one that is gone meanwhile, in roadmap order."""
    rows = connection.execute(
        f"""
        SELECT entry.key, entry.content, asked.given, asked.correct
        FROM (
            SELECT quiz_question.id, entry_id, given, correct, answered_at FROM {QUIZZED}
        ) AS asked
        JOIN entry ON entry.id = asked.entry_id JOIN topic ON topic.id = entry.topic_id
        ORDER BY topic.roadmap_id, topic.position, entry.position, entry.id, asked.answered_at, asked.id
        """
    )
    return [
        AskedEntry(
            key, from_json(content), tuple((given_of(given), bool(right)) for *_, given, right in of_entry)
        )
        for (key, content), of_entry in groupby(rows, key=lambda row: (row[0], row[1]))
    ]
