"""Writes the database of a package: as fast as SQLite takes rows, and the same bytes for the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from operator import length_hint
from pathlib import Path
from typing import Any

from roadmap_cards.anki.content import AnkiCard, Answer, Head, Note
from roadmap_cards.anki.writing import head_json, tables
from roadmap_cards.work import Report

ROWS_AT_ONCE = 5000
"""After how many rows it is told how far the work is, and can be stopped."""

# Nobody else opens the file, and a half-written one is thrown away: nothing need survive a power cut.
_FOR_SPEED = """
PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY;
"""
# Where SQLite notes its own version, and what stands there instead: https://www.sqlite.org/fileformat.html
_VERSION_AT, _VERSION = 96, 3_040_000


def write_database(
    path: Path,
    head: Head,
    notes: Iterable[Note],
    cards: Iterable[AnkiCard],
    answers: Iterable[Answer],
    report: Report,
) -> tuple[int, int, int]:
    """Write a collection of schema 11 to a new file and return how many notes, cards and answers it has.

    Raises sqlite3.OperationalError where the disk is full, ValueError (a bug of ours) where an id or a guid
    stands twice; what was written by then is left behind.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(_FOR_SPEED + tables.TABLES)
        db.execute("BEGIN")
        db.execute(
            tables.COLLECTION,
            (
                head.created,
                head.changed,
                head.changed,
                head_json.settings_json(head),
                head_json.notetypes_json(head),
                head_json.decks_json(head),
                head_json.presets_json(head),
            ),
        )
        written = (
            _insert(db, tables.NOTES, notes, "Writing notes", report),
            _insert(db, tables.CARDS, cards, "Writing cards", report),
            _insert(db, tables.ANSWERS, answers, "Writing answers", report),
        )
        for number, (name, columns) in enumerate(tables.INDEXES.items()):
            report("Sorting", number, len(tables.INDEXES))
            db.execute(f"CREATE INDEX {name} ON {columns}")
        twice = db.execute("SELECT guid FROM notes GROUP BY guid HAVING count(*) > 1 LIMIT 1").fetchone()
        if twice is not None:
            raise ValueError(f"two notes have the guid {twice[0]}")
        db.execute("COMMIT")
    with path.open("r+b") as file:
        file.seek(_VERSION_AT)
        file.write(_VERSION.to_bytes(4, "big"))
    return written


def _insert(
    db: sqlite3.Connection, statement: str, rows: Iterable[tuple[Any, ...]], doing: str, report: Report
) -> int:
    total, done = length_hint(rows), 0
    left = iter(rows)
    report(doing, 0, total)
    try:
        while some := list(islice(left, ROWS_AT_ONCE)):
            db.executemany(statement, some)
            done += len(some)
            report(doing, done, total)
    except sqlite3.IntegrityError as error:
        raise ValueError(f"an id stands twice ({doing.lower()}, row {done} or later): {error}") from error
    return done
