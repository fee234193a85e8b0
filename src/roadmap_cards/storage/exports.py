"""Queries of what goes out of a collection, in plain SQL: they read all of it at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from roadmap_cards.storage.today import STANDING, WITHDRAWN
from roadmap_cards.study.card import NEW, Learned, Memory, Stage
from roadmap_cards.study.wording import plain_title

STUDIED = "entry.draft = 0 AND entry.retired = 0"
QUIZ_ONLY = ("choice", "multi", "order")
"""The kinds of entry that make no card."""

IN_ORDER = """
    FROM entry JOIN topic ON topic.id = entry.topic_id JOIN roadmap ON roadmap.id = topic.roadmap_id
    LEFT JOIN level ON level.id = topic.level_id
"""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with its number of cards, and of the questions that make none.

    `key` is `roadmap/topic`, `level` is `roadmap/level`.
    """

    id: int
    key: str
    title: str
    level: str
    level_title: str
    roadmap: str
    cards: int
    questions: int


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry with where it stands, as titles.

    `content` is its JSON; `guid` is that of a note from Anki, where no deck file holds the entry by now.
    """

    id: int
    key: str
    kind: str
    content: str
    changed_at: int
    guid: str | None
    topic: int
    roadmap: str
    level: str
    level_key: str
    topic_title: str
    topic_key: str
    section: str
    item: str


@dataclass(frozen=True, slots=True)
class AnkiNoteRow:
    """A note from Anki as it came.

    `changed` is in Unix seconds; `ordinals` says which card of the note each variant is.
    """

    notetype: int
    changed: int
    deck: str
    tags: str
    fields: str
    ordinals: Mapping[str, int]


def topics(connection: sqlite3.Connection, cards: Mapping[int, int]) -> list[TopicRow]:
    """Return every topic that has something to export, in roadmap order.

    `cards` counts those of each topic (by id) that has any.
    """
    rows = connection.execute(
        f"""
        SELECT topic.id, roadmap.key || '/' || topic.key, topic.title,
               coalesce(roadmap.key || '/' || level.key, ''), coalesce(level.title, ''), roadmap.title,
               coalesce(quizzed.questions, 0)
        FROM topic JOIN roadmap ON roadmap.id = topic.roadmap_id LEFT JOIN level ON level.id = topic.level_id
        LEFT JOIN (
            SELECT topic_id, count(*) AS questions FROM entry
            WHERE {STUDIED} AND entry.kind IN {QUIZ_ONLY!r} GROUP BY topic_id
        ) AS quizzed ON quizzed.topic_id = topic.id
        ORDER BY topic.roadmap_id, coalesce(level.position, 1 << 30), topic.position, topic.title
        """
    )
    found = (
        TopicRow(
            number,
            key,
            plain_title(title),
            level,
            plain_title(of),
            plain_title(roadmap),
            cards.get(number, 0),
            questions,
        )
        for number, key, title, level, of, roadmap, questions in rows
    )
    return [topic for topic in found if topic.cards or topic.questions]


def entries(connection: sqlite3.Connection) -> Iterator[PlacedEntry]:
    """Yield every entry that is studied, in roadmap order."""
    rows = connection.execute(
        f"""
        SELECT entry.id, entry.key, entry.kind, entry.content, entry.changed_at,
               CASE WHEN entry.import_run_id IS NOT NULL THEN entry.guid END, topic.id,
               roadmap.title, coalesce(level.title, ''), coalesce(roadmap.key || '/' || level.key, ''),
               topic.title, topic.key, coalesce(section.title, ''), coalesce(item.title, '')
        {IN_ORDER}
        LEFT JOIN item ON item.id = entry.item_id LEFT JOIN section ON section.id = item.section_id
        WHERE {STUDIED}
        ORDER BY topic.roadmap_id, coalesce(level.position, 1 << 30), topic.position, topic.title,
                 entry.position, entry.id
        """
    )
    return (PlacedEntry(*row) for row in rows)


CardRow = tuple[
    int, int, str, int, int, int, str | None, int | None, float | None, float | None, int | None, int | None,
    int | None, int | None, int, int, int,
]  # fmt: skip
"""A card: id, entry, variant, suspended, buried_until, flag, and the columns of its memory in their order."""


def memory_of(card: CardRow) -> Memory:
    """Return what is remembered of a card."""
    stage = card[6]
    # Where there is a stage, there is all the rest.
    return NEW if stage is None else Learned(Stage(stage), *card[7:])  # type: ignore[arg-type]


def cards(connection: sqlite3.Connection) -> Iterator[CardRow]:
    """Yield every card that is not retired, by entry."""
    return connection.execute(
        """
        SELECT id, entry_id, variant, suspended, buried_until, flag, stage, step, stability, difficulty,
               last_at, last_day, due_at, due_day, interval, reps, lapses
        FROM card WHERE retired = 0 ORDER BY entry_id, id
        """
    )


def cards_of(connection: sqlite3.Connection, wanted: frozenset[int]) -> set[int]:
    """Return the entries of these cards."""
    numbers = ", ".join(str(int(card)) for card in sorted(wanted))
    return {entry for (entry,) in connection.execute(f"SELECT entry_id FROM card WHERE id IN ({numbers})")}


def retired_cards(connection: sqlite3.Connection) -> int:
    """Return how many cards that were answered are gone from the decks; imported ones never went out."""
    (number,) = connection.execute(
        "SELECT count(*) FROM card WHERE retired = 1 AND stage IS NOT NULL AND import_run_id IS NULL"
    ).fetchone()
    return int(number)


AnswerRow = tuple[int, int, int, int, int, int, int, int]
"""An answer as Anki's log has it: id, card, rating, interval, last interval, factor, duration, kind."""

# What was answered in Anki goes back there, also where it came home too late to move a memory.
_ANSWERS = f"""
    SELECT review.at, review.card_id, coalesce(review.rating, 0),
           CASE WHEN review.interval > 0 THEN review.interval
                WHEN review.due_at IS NOT NULL THEN -max(1, (review.due_at - review.at) / 1000)
                ELSE 0 END,
           CASE WHEN review.kind = 'reset' THEN 0
                WHEN review.difficulty IS NULL THEN 2500
                ELSE CAST(round(((review.difficulty - 1) / 9 + 0.1) * 1000) AS INTEGER) END,
           review.duration,
           CASE WHEN review.kind = 'reset' THEN 4
                WHEN review.stage_before = 'review' THEN 1
                WHEN review.stage_before = 'relearning' THEN 2 ELSE 0 END
    FROM review
    WHERE (review.moved = 1 OR review.source = 'anki')
      AND ({STANDING} OR review.kind = 'reset' AND NOT ({WITHDRAWN})
           AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.voids = review.id))
"""


def answers(connection: sqlite3.Connection, first_id: int, cards: Container[int]) -> Iterator[AnswerRow]:
    """Yield the answers that moved a memory and were not taken back, oldest first, in Anki's columns.

    Only those to `cards`. Intervals are days or, negative, seconds. The factor is FSRS's difficulty as Anki
    keeps it: 100 to 1100. The number of a card is raised by `first_id`. One answer of the same millisecond
    as the one before is moved by one: in Anki the time is its id.
    """
    last = 0
    intervals: dict[int, int] = {}
    # Read as they lie and then sorted: an index would lead to each row of a large log by itself.
    for at, card, rating, interval, factor, duration, kind in connection.execute(
        f"{_ANSWERS} ORDER BY +review.at, review.id"
    ):
        if card in cards:
            last = at if at > last else last + 1
            yield last, card + first_id, rating, interval, intervals.get(card, 0), factor, duration, kind
            intervals[card] = interval


def answer_counts(connection: sqlite3.Connection) -> dict[int, int]:
    """Return how many answers `answers` has of each entry, all its cards taken together."""
    rows = connection.execute(
        f"""
        SELECT card.entry_id, count(*) FROM ({_ANSWERS}) AS given
        JOIN card ON card.id = given.card_id AND card.retired = 0 GROUP BY 1
        """
    )
    return dict(rows.fetchall())


def anki_notes(connection: sqlite3.Connection) -> dict[int, AnkiNoteRow]:
    """Return the notes that came from Anki, by entry."""
    rows = connection.execute("SELECT id, notetype_id, changed, deck, tags, fields, ordinals FROM anki_note")
    return {
        number: AnkiNoteRow(notetype, changed, deck, tags, fields, json.loads(ordinals))
        for number, notetype, changed, deck, tags, fields, ordinals in rows
    }


def anki_notetypes(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the note types of these notes as the JSON that was kept."""
    return dict(connection.execute("SELECT id, content FROM anki_notetype").fetchall())


def totals(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Return how many entries, cards and answers there are, whatever became of them."""
    entry_count, card_count, answers_given = connection.execute(
        """
        SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM card),
               (SELECT count(*) FROM review WHERE kind = 'answer')
        """
    ).fetchone()
    return entry_count, card_count, answers_given


def created_at(connection: sqlite3.Connection) -> int:
    """Return when the collection was made (UTC milliseconds)."""
    (at,) = connection.execute("SELECT created_at FROM collection").fetchone()
    return int(at)
