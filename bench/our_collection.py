"""Writes a collection of ours of any size: short notes, and a past of about ten answers to each card.

One card in ten is new, one in eleven is due; the answers are made up, of the last ten years, and written in
the order in which they were given. The roadmap has 50 topics and grows with the cards: one item for forty.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from operator import itemgetter
from pathlib import Path
from random import Random

from roadmap_cards.library.clock import local_now
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage import exports
from roadmap_cards.storage.decks import as_json, from_json, memory_columns
from roadmap_cards.storage.opening import open_database
from roadmap_cards.study.card import Basic, Entry, Learned, Rating, Stage, card_uuid, variants
from roadmap_cards.study.day import HOUR, MINUTE, moment
from roadmap_cards.study.recurrence import Recurrence
from roadmap_cards.study.schedule import DEFAULT

MADE_BEFORE = timedelta(days=320)
"""How long ago the collection was made: day 0 of its packages."""

TOPICS, LEVELS, IN_SECTION = 50, 5, 5
CARDS_OF_ITEM = 40
ANSWERED = 0.9
"""The share of the cards that were ever answered."""

FEWEST, MOST = 8, 14
"""Answers to one of these."""

DUE = 0.07
"""The share of the cards that are due by chance; with those of an interval of one day it is one in eleven.

So they stay below Anki's limit of 9,999 reviews a day at 100,000 cards.
"""

USUALLY_OVERDUE, LONGEST_OVERDUE = 2.0, 30
"""Days: the mean, and the most."""

AGAIN_CHANCE = 0.1
LONGEST = 365
DAY = 24 * HOUR
STEP = 10 * MINUTE

LOG = (
    "card_id, rating, at, day, duration, stage_before, stability_before, difficulty_before, stage, step,"
    " stability, difficulty, due_at, due_day, interval"
)
LogValues = tuple[int | float | str | None, ...]


def plain_entries(number: int) -> Iterator[Entry]:
    """Yield so many short questions with their answers."""
    for at in range(number):
        question = f"Question {at} about topic {at % TOPICS}"
        answer = f"Answer {at}: a few plain words on topic {at % TOPICS}, and no more than that"
        yield Entry(f"q{at}", "", "", Basic(question, answer), 1, (), tags=(f"tag{at % 7}",))


def shipped_entries(folder: Path, number: int) -> Iterator[Entry]:
    """Yield the entries of the shipped decks that make cards, again and again under other ids."""
    data = DataFolder(folder)
    with OpenCollection(data, local_now) as library:
        library.decks.load_changed(data)
        path = library.path
    with closing(sqlite3.connect(path)) as connection:
        found = [from_json(row.content) for row in exports.entries(connection)]
    found = [entry for entry in found if variants(entry.body)]
    for at in range(number):
        entry = found[at % len(found)]
        yield replace(entry, id=f"{entry.id}-{at}")


def make_ours(folder: DataFolder, entries: Iterator[Entry], cards: int, now: datetime, due: float) -> None:
    """Make a collection of about so many cards, as it stands at `now`; `due` is the share that is due."""
    with OpenCollection(folder, lambda: now - MADE_BEFORE):
        pass
    rng, taken = Random(1), set[int]()
    present = moment(now)
    log: list[LogValues] = []
    with (
        closing(open_database(folder.database, present, folder.backups)) as database,
        database.change("Make", undoable=False) as tx,
    ):
        items = _places(tx.plain, cards)
        card = 0
        for number, entry in enumerate(entries, start=1):
            topic = number % TOPICS + 1
            of_topic = items[topic]
            item = of_topic[number // TOPICS % len(of_topic)]
            key = f"bench/topic-{number % TOPICS}/{entry.id}"
            tx.plain.execute(
                "INSERT INTO entry (id, key, deck_file_id, topic_id, item_id, position, kind, draft, retired,"
                " version, content, changed_at) VALUES (?, ?, 1, ?, ?, ?, ?, 0, 0, 1, ?, ?)",
                (number, key, topic, item, number, entry.body.kind, as_json(entry), present.at),
            )
            for variant in variants(entry.body):
                card += 1
                memory: dict[str, object] = {"interval": 0, "reps": 0, "lapses": 0}
                if rng.random() < ANSWERED:
                    rows, learned = _life(card, rng, present.day, taken, due / ANSWERED)
                    log += rows
                    memory = memory_columns(learned)
                named = {
                    "id": card, "uuid": card_uuid(f"{key}#{variant}").bytes, "key": f"{key}#{variant}",
                    "entry_id": number, "topic_id": topic, "item_id": item, "variant": variant, "retired": 0,
                    "suspended": 0, "buried_until": 0, "flag": 0, "correction": "", **memory,
                }  # fmt: skip
                tx.plain.execute(
                    f"INSERT INTO card ({', '.join(named)}) VALUES ({', '.join('?' * len(named))})",
                    tuple(named.values()),
                )
        log.sort(key=itemgetter(2))
        tx.plain.executemany(
            f"INSERT INTO review ({LOG}, kind, source, moved, zone_offset, target_recall, parameters_id)"
            f" VALUES ({', '.join('?' * 15)}, 'answer', 'review', 1, 0, 0.9, {DEFAULT.id})",
            log,
        )


def _places(connection: sqlite3.Connection, cards: int) -> dict[int, list[int]]:
    """Write a roadmap for so many cards and return the ids of the items of each topic."""
    add = connection.execute
    add("INSERT INTO roadmap (id, key, title, sha256) VALUES (1, 'bench', 'A roadmap', '')")
    add("INSERT INTO deck_file (id, path, sha256, flaws) VALUES (1, 'bench.md', '', '')")
    add("UPDATE collection SET topics_chosen = 1")
    for level in range(LEVELS):
        add(
            "INSERT INTO level (id, roadmap_id, key, title, position, duration, goal)"
            " VALUES (?, 1, ?, ?, ?, '', '')",
            (level + 1, f"level-{level}", f"Level {level}", level),
        )
    items: dict[int, list[int]] = {}
    section = item = 0
    for topic in range(1, TOPICS + 1):
        add(
            "INSERT INTO topic (id, roadmap_id, level_id, key, title, position, gives_new, paused)"
            " VALUES (?, 1, ?, ?, ?, ?, 1, 0)",
            (topic, (topic - 1) * LEVELS // TOPICS + 1, f"topic-{topic}", f"Topic {topic}", topic),
        )
        items[topic] = []
        for number in range(max(1, cards // CARDS_OF_ITEM // TOPICS)):
            if number % IN_SECTION == 0:
                section += 1
                add(
                    "INSERT INTO section (id, topic_id, key, title, position) VALUES (?, ?, ?, ?, ?)",
                    (section, topic, f"section-{section}", f"Section {section}", section),
                )
            item += 1
            add(
                "INSERT INTO item (id, section_id, key, title, position) VALUES (?, ?, ?, ?, ?)",
                (item, section, f"item-{item}", f"Item {item}", item),
            )
            items[topic].append(item)
    return items


def _life(card: int, rng: Random, today: int, taken: set[int], due: float) -> tuple[list[LogValues], Learned]:
    """Return the answers to a card and what they came to; `due` is the chance that it is due today."""
    recurrence = Recurrence(DEFAULT)
    number = rng.randint(FEWEST, MOST)
    stage, state, interval, day = "", (0.0, 0.0), 0, 0
    lapses = 0
    met: list[tuple[int, int, str | None, tuple[float, float], str, tuple[float, float], int]] = []
    for turn in range(number):
        review = stage == "review"
        days = max(1, round(interval * rng.uniform(0.95, 1.2))) if review else 0
        day += days
        rating = Rating.AGAIN if review and turn < number - 1 and rng.random() < AGAIN_CHANCE else Rating.GOOD
        lapses += rating is Rating.AGAIN
        after = recurrence.after(*state, rating, days) if stage else recurrence.first(rating)
        next_stage = "learning" if not stage else "relearning" if rating is Rating.AGAIN else "review"
        interval = min(max(1, round(after[0])), LONGEST) if next_stage == "review" else 0
        met.append((day, rating, stage or None, state, next_stage, after, interval))
        stage, state = next_stage, after
    if interval == 1:
        ahead = 0
    elif rng.random() < due:
        ahead = -min(int(rng.expovariate(1 / USUALLY_OVERDUE)), LONGEST_OVERDUE)
    else:
        ahead = rng.randint(1, interval - 1)
    shift = today + ahead - interval - day
    rows: list[LogValues] = []
    second = 0
    for then, given, before, (stability, difficulty), stage, after, interval in met:
        # What follows on the same day comes a quarter of an hour later.
        same_day = bool(rows) and rows[-1][3] == then + shift
        second = second + 15 * MINUTE if same_day else rng.randrange(8 * HOUR, 20 * HOUR)
        at = (then + shift + 10_957) * DAY + second
        while at in taken:
            at += 1
        taken.add(at)
        step = None if stage == "review" else 1 if stage == "learning" else 0
        known = (stability, difficulty) if before else (None, None)
        rows.append(
            (
                card, given, at, then + shift, rng.randrange(2_000, 30_000), before, *known, stage, step,
                *after, None if interval else at + STEP, then + shift + interval, interval,
            )
        )  # fmt: skip
    last_at = rows[-1][2]
    assert isinstance(last_at, int)
    memory = Learned(
        Stage(stage), None, *after, last_at, met[-1][0] + shift, None, met[-1][0] + shift + interval,
        interval, number, lapses,
    )  # fmt: skip
    return rows, memory
