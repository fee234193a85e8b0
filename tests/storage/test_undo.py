"""Steps are taken back and done again exactly, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.storage import roadmaps, schema
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
    found = database.read.exec_driver_sql("SELECT id, key, title, sha256 FROM roadmap ORDER BY id")
    return [tuple(row) for row in found]


def add(database: Database, key: str) -> int:
    with database.change(f"Add {key}") as tx:
        return roadmaps.own_roadmap(tx, key)


def rename(database: Database, row_id: int, title: str, *, undoable: bool = True) -> None:
    with database.change("Rename", undoable=undoable) as tx:
        tx.update(schema.roadmap, row_id, {"title": title})


def test_insert_update_and_delete_are_undone_and_redone_exactly(database: Database) -> None:
    states = [rows(database)]
    row_id = add(database, "mine")
    states.append(rows(database))
    rename(database, row_id, "Other")
    states.append(rows(database))
    with database.change("Delete") as tx:
        tx.delete(schema.roadmap, row_id)
    states.append(rows(database))
    for state in reversed(states[:-1]):
        assert database.undo(NOW) is not None
        assert rows(database) == state
    assert database.undo(NOW) is None
    for state in states[1:]:
        assert database.redo() is not None
        assert rows(database) == state
    assert database.redo() is None


def test_a_step_that_wrote_a_row_twice_is_undone_as_one(database: Database) -> None:
    row_id = add(database, "mine")
    before = rows(database)
    with database.change("Rename twice") as tx:
        tx.update(schema.roadmap, row_id, {"title": "One"})
        tx.update(schema.roadmap, row_id, {"title": "Two"})
    database.undo(NOW)
    assert rows(database) == before


def test_what_was_changed_since_is_not_overwritten(database: Database, tmp_path: Path) -> None:
    row_id = add(database, "mine")
    rename(database, row_id, "First")
    other = open_database(tmp_path / "collection.db", NOW, tmp_path / "backups")
    rename(other, row_id, "Elsewhere")
    other.close()
    with pytest.raises(ProblemError, match="changed again since"):
        database.undo(NOW)
    assert rows(database)[-1][2] == "Elsewhere"


def test_an_action_that_fails_leaves_nothing(database: Database) -> None:
    before = rows(database)

    def fail() -> None:
        with database.change("Fail") as tx:
            roadmaps.own_roadmap(tx, "mine")
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fail()
    assert rows(database) == before
    assert database.undo(NOW) is None
    assert not database.changed


def test_a_new_step_ends_what_could_be_redone_and_a_bulk_load_what_could_be_undone(
    database: Database,
) -> None:
    add(database, "one")
    database.undo(NOW)
    row_id = add(database, "two")
    assert database.redo() is None
    rename(database, row_id, "Loaded", undoable=False)
    assert database.undo(NOW) is None
    assert rows(database)[-1][2] == "Loaded"


def test_many_rows_are_changed_in_one_go_and_undone_exactly(database: Database) -> None:
    numbers = [add(database, f"map-{number}") for number in range(50)]
    before = rows(database)
    with database.change("Rename all") as tx:
        tx.update_each(schema.roadmap, {number: {"title": f"Title {number}"} for number in numbers})
    after = rows(database)
    assert [row[2] for row in after] == [f"Title {number}" for number in numbers]
    database.undo(NOW)
    assert rows(database) == before
    database.redo()
    assert rows(database) == after


def test_many_rows_are_not_taken_back_where_one_was_changed_since(database: Database) -> None:
    numbers = [add(database, f"map-{number}") for number in range(5)]
    with database.change("Rename all") as tx:
        tx.update_each(schema.roadmap, {number: {"title": "New"} for number in numbers})
    with database.change("Correct one") as tx:
        tx.keep(schema.roadmap, numbers[3], {"title": "Newer"})
    before = rows(database)
    with pytest.raises(ProblemError, match="changed again since"):
        database.undo(NOW)
    assert rows(database) == before


def test_a_row_that_is_not_there_is_not_changed_among_many(database: Database) -> None:
    number = add(database, "mine")
    with pytest.raises(KeyError), database.change("Rename all") as tx:
        tx.update_each(schema.roadmap, {number: {"title": "New"}, 99: {"title": "Lost"}})
    assert rows(database)[0][2] == "Mine"
