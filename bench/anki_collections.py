"""The collections of `bench/anki.py`: the same notes, cards and answers in our program and in Anki.

Ours is written with made-up answers of the last ten years, in the order in which they were given. Anki's is
what Anki makes of our export of it; from plain notes all fields but the question and the answer are taken
before, so that they are what a person would have typed there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from random import Random

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from roadmap_cards.anki.content import FIELD_SEPARATOR, NoteType, Template
from roadmap_cards.anki.reading.package_reader import read_package
from roadmap_cards.anki.writing.package_writer import write_package
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage import exports
from roadmap_cards.storage.decks import as_json, from_json, memory_columns
from roadmap_cards.storage.opening import open_database
from roadmap_cards.study.card import Basic, Entry, Learned, Rating, Stage, card_uuid, variants
from roadmap_cards.study.day import HOUR, MINUTE, moment
from roadmap_cards.study.recurrence import Recurrence
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.work import unheard

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MADE = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
"""When the collection was made: day 0 of its packages."""

TOPICS, LEVELS = 50, 5
ANSWERED = 2 / 3
"""How many of the cards were ever answered."""

FEWEST, MOST = 10, 20
"""Answers to one of these."""

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
    with OpenCollection(data, lambda: NOW) as library:
        library.decks.load_changed(data)
        path = library.path
    with closing(sqlite3.connect(path)) as connection:
        found = [from_json(row.content) for row in exports.entries(connection)]
    found = [entry for entry in found if variants(entry.body)]
    for at in range(number):
        entry = found[at % len(found)]
        yield replace(entry, id=f"{entry.id}-{at}")


def make_ours(folder: DataFolder, entries: Iterator[Entry]) -> None:
    """Make our collection."""
    with OpenCollection(folder, lambda: MADE):
        pass
    rng, taken = Random(1), set[int]()
    present = moment(NOW)
    log: list[LogValues] = []
    with (
        closing(open_database(folder.database, present, folder.backups)) as database,
        database.change("Make", undoable=False) as tx,
    ):
        topics = _places(tx.plain)
        card = 0
        for number, entry in enumerate(entries, start=1):
            topic = topics[number % TOPICS]
            key = f"bench/topic-{number % TOPICS}/{entry.id}"
            tx.plain.execute(
                "INSERT INTO entry (id, key, deck_file_id, topic_id, position, kind, draft, retired, version,"
                " content, changed_at) VALUES (?, ?, 1, ?, ?, ?, 0, 0, 1, ?, ?)",
                (number, key, topic, number, entry.body.kind, as_json(entry), present.at),
            )
            for variant in variants(entry.body):
                card += 1
                memory: dict[str, object] = {"interval": 0, "reps": 0, "lapses": 0}
                if rng.random() < ANSWERED:
                    rows, learned = _life(card, rng, present.day, taken)
                    log += rows
                    memory = memory_columns(learned)
                named = {
                    "id": card, "uuid": card_uuid(f"{key}#{variant}").bytes, "key": f"{key}#{variant}",
                    "entry_id": number, "topic_id": topic, "variant": variant, "retired": 0, "suspended": 0,
                    "buried_until": 0, "flag": 0, "correction": "", **memory,
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


def _places(connection: sqlite3.Connection) -> list[int]:
    add = connection.execute
    add("INSERT INTO roadmap (id, key, title, sha256) VALUES (1, 'bench', 'A roadmap', '')")
    add("INSERT INTO deck_file (id, path, sha256, flaws) VALUES (1, 'bench.md', '', '')")
    for level in range(LEVELS):
        add(
            "INSERT INTO level (id, roadmap_id, key, title, position, duration, goal)"
            " VALUES (?, 1, ?, ?, ?, '', '')",
            (level + 1, f"level-{level}", f"Level {level}", level),
        )
    for topic in range(TOPICS):
        add(
            "INSERT INTO topic (id, roadmap_id, level_id, key, title, position, gives_new, paused)"
            " VALUES (?, 1, ?, ?, ?, ?, 1, 0)",
            (topic + 1, topic * LEVELS // TOPICS + 1, f"topic-{topic}", f"Topic {topic}", topic),
        )
    return list(range(1, TOPICS + 1))


def _life(card: int, rng: Random, today: int, taken: set[int]) -> tuple[list[LogValues], Learned]:
    """Return the answers to a card, the last of them not long ago, and what they came to."""
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
    shift = today - day - rng.randint(1, max(1, interval))
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


def as_typed_in_anki(package: Path, target: Path, scratch: Path) -> None:
    """Write a package again with notes of two fields, as if they had been typed in Anki."""
    kind = NoteType(
        id=1_600_000_000_000,
        name="Plain",
        fields=("Front", "Back"),
        templates=(Template("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),),
        stock=1,
    )
    with read_package(package, scratch, unheard) as found:
        content = found.content
    notes = [
        note._replace(notetype=kind.id, fields=FIELD_SEPARATOR.join(note.fields.split(FIELD_SEPARATOR)[:2]))
        for note in content.notes
    ]
    head = replace(content.head, notetypes={kind.id: kind})
    write_package(target, head, notes, content.cards, content.answers, {}, unheard)


def make_anki(folder: Path, package: Path) -> None:
    """Make Anki's collection of what is in a package."""
    folder.mkdir()
    collection = Collection(str(folder / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    collection.close()
