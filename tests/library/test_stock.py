"""A plan drawn from indexes is the one that all cards together give, whatever is due, new or needed."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from roadmap_cards.library import today
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.settings import Learning
from roadmap_cards.storage import queue as stock
from roadmap_cards.storage import today as queries
from roadmap_cards.study import queue
from roadmap_cards.study.day import moment
from roadmap_cards.study.queue import DueCard, NewCard, Plan

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DAY = moment(NOW).day
ENTRIES, TOPICS = 160, 6


@pytest.fixture(params=range(6))
def connection(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    """Return a collection in which cards stand in every way that a queue can meet."""
    with OpenCollection(DataFolder(tmp_path), lambda: NOW) as library:
        path = library.path
    with closing(sqlite3.connect(path)) as file:
        _fill(file, Random(request.param))
        file.commit()
        yield file


def _fill(file: sqlite3.Connection, rng: Random) -> None:
    roadmap = file.execute("INSERT INTO roadmap (key, title, sha256) VALUES ('r', 'R', '')").lastrowid
    deck = file.execute("INSERT INTO deck_file (path, sha256, flaws) VALUES ('r.md', '', '')").lastrowid
    for topic in range(1, TOPICS + 1):
        file.execute(
            "INSERT INTO topic (id, roadmap_id, key, title, position, gives_new, paused)"
            " VALUES (?, ?, ?, 'T', ?, ?, ?)",
            (topic, roadmap, f"t{topic}", topic // 2, topic != 5, topic == 6),
        )
        file.execute(
            "INSERT INTO section (id, topic_id, key, title, position) VALUES (?, ?, 's', 'S', 0)",
            (topic, topic),
        )
    for item in range(1, 2 * TOPICS + 1):
        file.execute(
            "INSERT INTO item (id, section_id, key, title, position) VALUES (?, ?, ?, 'I', 0)",
            (item, (item + 1) // 2, f"i{item}"),
        )
    for entry in range(1, ENTRIES + 1):
        item = rng.choice([None, *range(1, 2 * TOPICS + 1)])
        topic = (item + 1) // 2 if item else rng.randint(1, TOPICS)
        file.execute(
            "INSERT INTO entry (id, key, deck_file_id, topic_id, item_id, position, kind, draft, retired,"
            " version, content) VALUES (?, ?, ?, ?, ?, ?, 'basic', 0, 0, 1, '{}')",
            (entry, f"e{entry}", deck, topic, item, rng.randint(0, 40)),
        )
        for variant in range(rng.choice((1, 1, 2, 3))):
            _add_card(file, rng, entry, topic, item, variant)
    for _ in range(40):
        entry, needed = rng.randint(1, ENTRIES), rng.randint(1, ENTRIES)
        if entry != needed:
            file.execute("INSERT INTO need (entry_id, needed_key) VALUES (?, ?)", (entry, f"e{needed}"))


def _add_card(
    file: sqlite3.Connection, rng: Random, entry: int, topic: int, item: int | None, variant: int
) -> None:
    seen = rng.random() < 0.6
    in_steps = seen and rng.random() < 0.08
    file.execute(
        "INSERT INTO card (uuid, key, entry_id, topic_id, item_id, variant, retired, suspended, buried_until,"
        " flag, correction, stage, stability, difficulty, last_day, due_day, due_at, interval, reps, lapses)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, ?, ?, ?, ?, ?, 0, 0, 0)",
        (
            uuid.UUID(int=entry * 10 + variant).bytes,
            f"e{entry}#{variant}",
            entry,
            topic,
            item,
            str(variant),
            rng.random() < 0.05,
            rng.random() < 0.08,
            DAY + 1 if rng.random() < 0.06 else 0,
            ("learning" if in_steps else "review") if seen else None,
            rng.choice((1.0, 5.0, 30.0)) if seen else None,
            5.0 if seen else None,
            DAY - rng.randint(0, 20) if seen else None,
            DAY + rng.randint(-9, 6) if seen else None,
            rng.randint(1, 10**9) if in_steps else None,
        ),
    )


def all_due(connection: sqlite3.Connection, topics: Collection[int] | None) -> list[DueCard]:
    rows = connection.execute(
        """
        SELECT card.id, entry_id, item_id, topic_id, stability, last_day, due_day, due_at
        FROM card JOIN topic ON topic.id = topic_id
        WHERE due_day <= ? AND suspended = 0 AND retired = 0 AND buried_until <= ? AND paused = 0
        """,
        (DAY, DAY),
    )
    return [card for card in (DueCard(*row) for row in rows) if topics is None or card.topic in topics]


def all_new(connection: sqlite3.Connection, topics: Collection[int] | None) -> list[NewCard]:
    needs: dict[int, tuple[int, ...]] = {}
    for entry, needed in connection.execute(
        "SELECT need.entry_id, entry.id FROM need JOIN entry ON entry.key = needed_key ORDER BY need.id"
    ):
        needs[entry] = (*needs.get(entry, ()), needed)
    seen = {row[0] for row in connection.execute("SELECT entry_id FROM card WHERE stage IS NOT NULL")}
    rows = connection.execute(
        """
        SELECT card.id, card.entry_id, card.item_id, card.topic_id
        FROM card JOIN entry ON entry.id = card.entry_id JOIN topic ON topic.id = card.topic_id
        WHERE stage IS NULL AND suspended = 0 AND card.retired = 0 AND buried_until <= ?
          AND paused = 0 AND gives_new = 1
        ORDER BY topic.roadmap_id, topic.position, entry.position, card.id
        """,
        (DAY,),
    )
    return [
        NewCard(card, entry, item, topic, needs.get(entry, ()), entry in seen)
        for card, entry, item, topic in rows
        if topics is None or topic in topics
    ]


def whole_plan(
    connection: sqlite3.Connection,
    learning: Learning,
    minutes: int | None,
    topics: Collection[int] | None,
    first_items: Collection[int],
) -> Plan:
    """Return the plan from all cards together."""
    done = queries.done(connection, DAY)
    plan = queue.plan(
        all_due(connection, topics),
        all_new(connection, topics),
        day=DAY,
        seen_entries=done.entries,
        review_limit=learning.reviews_per_day,
        new_limit=learning.new_per_day,
        first_items=first_items,
    )
    return queue.within(plan, today.pace(connection, DAY), minutes)


@pytest.mark.parametrize("minutes", [None, 1, 4, 12])
@pytest.mark.parametrize(("reviews", "new"), [(None, 10), (9, 25), (200, 0)])
@pytest.mark.parametrize("topics", [None, frozenset({1, 4, 5})])
@pytest.mark.parametrize("items", [frozenset[int](), frozenset({1, 7, 8})])
def test_a_drawn_plan_is_the_first_part_of_the_whole(
    connection: sqlite3.Connection,
    minutes: int | None,
    reviews: int | None,
    new: int,
    topics: Collection[int] | None,
    items: Collection[int],
) -> None:
    learning = Learning(new_per_day=new, reviews_per_day=reviews)
    drawn = today.plan(connection, moment(NOW), learning, minutes, topics=topics, first_items=items)
    whole = whole_plan(connection, learning, minutes, topics, items)
    assert drawn == whole
    if minutes is None and reviews != 9:
        assert len(drawn.cards) > 10


@pytest.mark.parametrize("reviews", [None, 9])
def test_the_day_is_told_as_all_cards_together_tell_it(
    connection: sqlite3.Connection, reviews: int | None
) -> None:
    learning = Learning(reviews_per_day=reviews)
    told = today.today(connection, moment(NOW), learning, (), None).outlook
    whole = whole_plan(connection, learning, None, None, ())
    assert told.cards == len(whole.cards) + len(whole.waiting)
    assert told.cards == today.cards_left(connection, moment(NOW), learning)
    assert told.new == sum(card.new for card in whole.cards)
    by_day = {card.card: card.due_day for card in all_due(connection, None)}
    assert told.overdue == sum(by_day[card.card] < DAY for card in whole.cards if not card.new)
    assert sum(load.reviews + load.new for load in told.topics) == told.cards


@pytest.mark.parametrize("reviews", [None, 0, 9])
@pytest.mark.parametrize("new", [0, 10])
def test_a_line_is_told_of_where_the_plan_has_one(
    connection: sqlite3.Connection, reviews: int | None, new: int
) -> None:
    learning = Learning(new_per_day=new, reviews_per_day=reviews)
    whole = whole_plan(connection, learning, None, None, ())
    assert today.has_line(connection, moment(NOW), learning) == bool(whole.cards)
    assert bool(whole.cards) == (reviews != 0 or new > 0)


@pytest.mark.parametrize("items", [None, frozenset({1, 7}), frozenset(range(1, 2 * TOPICS + 20))])
def test_the_first_reviews_are_those_of_all_of_them(
    connection: sqlite3.Connection, items: Collection[int] | None
) -> None:
    choice = stock.Choice(items=items)
    found = stock.reviews(connection, DAY, {3, 4}, None, choice)
    assert len({card.entry for card in found}) == len(found) > 0
    for most in range(len(found) + 2):
        assert stock.reviews(connection, DAY, {3, 4}, most, choice) == found[:most]


def test_the_next_due_day_is_the_first_with_a_card_of_a_topic_that_is_not_paused(
    connection: sqlite3.Connection,
) -> None:
    for first in range(DAY - 10, DAY + 8):
        ahead = queries.due_by_day(connection, first, DAY + 100)
        assert queries.next_due(connection, first) == min(ahead, default=None)
    connection.execute("UPDATE topic SET paused = 1")
    assert queries.next_due(connection, DAY - 10) is None
