"""Writing many rows at once: the same as one by one, and only where nothing is to be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from roadmap_cards.storage import schema
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.opening import open_database
from roadmap_cards.study.day import Moment

NOW = Moment(1_795_420_800_000, 0, 9823)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "collection.db", NOW, tmp_path / "backups")
    yield database
    database.close()


def rows(database: Database) -> list[tuple[object, ...]]:
    found = database.read.exec_driver_sql("SELECT id, key, title FROM roadmap ORDER BY id")
    return [tuple(row) for row in found]


def roadmap(key: str) -> dict[str, str]:
    return {"key": key, "title": key.upper(), "sha256": ""}


def test_many_rows_are_inserted_and_changed_at_once(database: Database) -> None:
    with database.change("Load", undoable=False) as tx:
        tx.insert_many(schema.roadmap, [{"id": 4, **roadmap("a")}, {"id": 9, **roadmap("b")}])
        tx.update_many(schema.roadmap, {4: {"key": "c", "title": "C"}, 9: {"key": "a", "title": "A"}})
        tx.insert_many(schema.roadmap, [])
        tx.update_many(schema.roadmap, {})
    assert rows(database) == [(4, "c", "C"), (9, "a", "A")]
    assert database.changed


def test_what_can_be_undone_is_not_written_so(database: Database) -> None:
    with pytest.raises(ValueError, match="cannot be undone"), database.change("Add") as tx:
        tx.insert_many(schema.roadmap, [roadmap("a")])
    with pytest.raises(ValueError, match="cannot be undone"), database.change("Set") as tx:
        tx.update_many(schema.roadmap, {1: {"title": "A"}})
    assert rows(database) == []


def test_all_of_a_load_or_nothing_stands(database: Database) -> None:
    with pytest.raises(IntegrityError), database.change("Load", undoable=False) as tx:
        tx.insert_many(schema.roadmap, [roadmap("a"), roadmap("b"), roadmap("a")])
    assert rows(database) == []


def test_a_row_with_other_columns_than_the_first_is_refused(database: Database) -> None:
    with database.change("Load", undoable=False) as tx:
        tx.insert_many(schema.roadmap, [{"id": 1, **roadmap("a")}, {"id": 2, **roadmap("b")}])
    with pytest.raises(StatementError), database.change("Load", undoable=False) as tx:
        tx.update_many(schema.roadmap, {1: {"title": "X", "key": "x"}, 2: {"title": "Y"}})
    assert rows(database) == [(1, "a", "A"), (2, "b", "B")]
