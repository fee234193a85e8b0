"""A collection file is opened only when it is ours, sound and of a format that this program knows."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.storage import schema
from roadmap_cards.storage.migrations import APPLICATION_ID, STEPS
from roadmap_cards.storage.opening import open_database
from roadmap_cards.study.day import Moment

NOW = Moment(1_795_420_800_000, 0, 9823)


def opened(folder: Path) -> Path:
    path = folder / "collection.db"
    open_database(path, NOW, folder / "backups").close()
    return path


def refusal(path: Path) -> str:
    """Return the sentence with which a file is refused, after checking that it was not touched."""
    before = path.read_bytes()
    with pytest.raises(ProblemError) as caught:
        open_database(path, NOW, path.parent / "backups")
    assert path.read_bytes() == before
    assert caught.value.hint
    return str(caught.value)


def test_the_frozen_steps_make_exactly_the_tables_of_the_schema(tmp_path: Path) -> None:
    with sqlite3.connect(opened(tmp_path)) as file:
        names = {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        made = {
            name: {(row[1], bool(row[3])) for row in file.execute(f"PRAGMA table_info({name})") if not row[5]}
            for name in names
        }
    file.close()
    wanted = {
        name: {(column.name, not column.nullable) for column in table.columns if not column.primary_key}
        for name, table in schema.metadata.tables.items()
    }
    assert made == wanted


def test_a_fresh_file_has_the_safe_settings(tmp_path: Path) -> None:
    database = open_database(tmp_path / "collection.db", NOW, tmp_path / "backups")
    read = database.read
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "application_id", "user_version")
    values = [read.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in pragmas]
    database.close()
    assert values == ["wal", 2, 1, APPLICATION_ID, len(STEPS)]


def test_an_empty_file_is_not_taken_for_an_empty_collection(tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    path.touch()
    assert "is not a Roadmap Cards collection" in refusal(path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE notes (id INTEGER)")
    file.close()
    assert "is not a Roadmap Cards collection" in refusal(path)


def test_a_text_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    path.write_text("dear diary, " * 200, encoding="utf-8")
    assert str(path) in refusal(path)


def test_a_newer_file_is_refused_with_both_versions(tmp_path: Path) -> None:
    path = opened(tmp_path)
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA journal_mode = DELETE")
        file.execute("PRAGMA user_version = 99")
    file.close()
    sentence = refusal(path)
    assert "99" in sentence
    assert str(len(STEPS)) in sentence


def test_a_damaged_file_is_kept_as_it_is(tmp_path: Path) -> None:
    path = opened(tmp_path)
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA journal_mode = DELETE")
    file.close()
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 9] = os.urandom(4096 * 6)
    path.write_bytes(bytes(data))
    assert "backups" in refusal(path)


def test_the_log_can_only_grow(tmp_path: Path) -> None:
    with sqlite3.connect(opened(tmp_path)) as file:
        file.execute("PRAGMA foreign_keys = OFF")
        file.execute(
            "INSERT INTO review (card_id, kind, source, moved, at, zone_offset, day, duration) "
            "VALUES (1, 'answer', 'review', 1, 0, 0, 0, 0)"
        )
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file.execute("UPDATE review SET day = 5")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file.execute("DELETE FROM review")
    file.close()


def test_reading_cannot_write(tmp_path: Path) -> None:
    database = open_database(tmp_path / "collection.db", NOW, tmp_path / "backups")
    with pytest.raises(Exception, match="readonly"):
        database.read.exec_driver_sql("UPDATE collection SET topics_chosen = 1")
    database.close()
