"""Quizzes in the file: the step to its format, and that a deck which changes takes nothing from them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from quiz_desk import SURE, WRONG, QuizDesk, card, learn, memories, replayed, take
from roadmap_cards.library.first_look import FirstLook
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage import quiz_catalogue as catalogue
from roadmap_cards.storage import tested_cards as queries
from roadmap_cards.storage.migrations import APPLICATION_ID, STEP_1, STEPS, statements
from roadmap_cards.study.schedule import DEFAULT

TABLES = ("parameters", "collection", "roadmap", "level", "topic", "section", "item", "entry", "card")


def schema_of(path: Path) -> dict[str, str]:
    """Return what makes each table, index and trigger of a file."""
    with closing(sqlite3.connect(path)) as file:
        return dict(file.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def contents(path: Path, table: str, columns: str = "*") -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as file:
        return file.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()


@pytest.fixture
def old(tmp_path: Path) -> QuizDesk:
    """Return a desk whose collection is of the first format: made by its step alone, with its own rows."""
    desk = QuizDesk(tmp_path / "data")
    with desk.open() as library:
        learn(library, "ant-legs", "ape-code", "bee-wings")
        desk.wait(20)
        learn(library, "ape-code")
        library.undo()
    new = desk.folder.database
    made = tmp_path / "old.db"
    with closing(sqlite3.connect(made)) as file:
        for statement in statements(STEP_1):
            file.execute(statement)
        columns = {
            table: ", ".join(row[1] for row in file.execute(f"PRAGMA table_info({table})"))
            for table in (*TABLES, "deck_file", "need", "project", "review")
        }
        file.execute("ATTACH ? AS new", (str(new),))
        for table, names in columns.items():
            file.execute(f"INSERT INTO {table} SELECT {names} FROM new.{table}")
        file.execute("UPDATE collection SET settings = ?", (json.dumps({"new_per_day": 7, "minutes": 20}),))
        file.commit()
        file.execute("DETACH new")
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.execute("PRAGMA user_version = 1")
        file.commit()
    for path in desk.folder.root.glob("collection.db*"):
        path.unlink()
    made.rename(new)
    for copy in desk.folder.backups.glob("*.db"):
        copy.unlink()
    return desk


def test_a_collection_of_the_first_format_keeps_every_row_and_works(old: QuizDesk) -> None:
    path = old.folder.database
    with closing(sqlite3.connect(path)) as file:
        columns = {
            table: ", ".join(row[1] for row in file.execute(f"PRAGMA table_info({table})"))
            for table in (*TABLES, "review")
        }
    assert "question_id" not in columns["review"]
    before = {table: contents(path, table, names) for table, names in columns.items()}
    assert len(before["review"]) == 5
    with old.open() as library:
        assert (library.learning.new_per_day, library.learning.minutes) == (7, 20)
        assert library.learning.quiz_moves
        assert {table: contents(path, table, names) for table, names in columns.items()} == before
        assert replayed(library) == memories(library)
        assert library.progress.statistics().totals.answers == 3
        result = take(library, old.wish(), {"ant-legs": SURE, "bee-wings": WRONG})
        assert len(result.moved) == 2
        assert replayed(library) == memories(library)
        library.undo()
    assert [
        row[0] for row in contents(path, "review WHERE question_id IS NULL AND kind = 'answer'", "id")
    ] == [1, 2, 3, 4]


def test_before_the_step_a_backup_of_the_first_format_is_made(old: QuizDesk) -> None:
    reviews, made = contents(old.folder.database, "review"), schema_of(old.folder.database)
    with old.open():
        pass
    [copy] = old.folder.backups.glob(f"*-before-format-{len(STEPS)}.db")
    assert contents(copy, "review") == reviews
    assert schema_of(copy) == made
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (1,)


def test_an_upgraded_file_is_made_like_a_fresh_one(old: QuizDesk, tmp_path: Path) -> None:
    with old.open():
        pass
    fresh = DataFolder(tmp_path / "fresh")
    with OpenCollection(fresh, old.clock):
        pass
    assert schema_of(old.folder.database) == schema_of(fresh.database)
    with closing(sqlite3.connect(old.folder.database)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_first_look_leaves_an_old_file_alone(old: QuizDesk) -> None:
    """The first page is painted before the file is brought up to date; it waits for that."""
    assert FirstLook(old.folder.database, old.now).take() is None
    assert "quiz" not in schema_of(old.folder.database)
    with old.open():
        pass
    assert FirstLook(old.folder.database, old.now).take() is not None


def test_a_step_that_fails_leaves_the_file_as_it_was(old: QuizDesk) -> None:
    with closing(sqlite3.connect(old.folder.database)) as file:
        file.execute("CREATE TABLE quiz_question (id INTEGER)")  # in the way of the step's second statement
    made = schema_of(old.folder.database)
    with pytest.raises(Exception, match="already exists"), old.open():
        pass
    assert schema_of(old.folder.database) == made
    with closing(sqlite3.connect(old.folder.database)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (1,)
        file.execute("DROP TABLE quiz_question")
    old.clock.now += timedelta(minutes=1)
    with old.open() as library:
        assert replayed(library) == memories(library)


def test_an_old_file_replays_with_its_own_parameters(old: QuizDesk) -> None:
    with old.open() as library:
        assert library.reviews.parameters.weights == DEFAULT.weights


# --- Queries


def test_a_quiz_that_is_not_there_is_said(tmp_path: Path) -> None:
    desk = QuizDesk(tmp_path)
    with desk.open() as library, pytest.raises(LookupError, match="no quiz 5"):
        library.quizzes.result(5)


def test_the_card_a_question_names_is_one_in_study_and_one_that_was_seen(tmp_path: Path) -> None:
    """Of the two gaps of axe-gaps: never the suspended one while the other is in study."""
    desk = QuizDesk(tmp_path)
    with desk.open() as library:
        first, second = card(library, "axe-gaps#c1"), card(library, "axe-gaps#c2")
        read = library._database.read

        def named() -> int | None:
            found = queries.tested_card(read, "tiny/alpha/axe-multi", "", "axe-gaps")
            return found.id if found else None

        assert named() == first
        learn(library, "axe-gaps#c2")
        assert named() == second
        library.reviews.suspend(second)
        assert named() == first
        library.reviews.suspend(first)
        found = queries.tested_card(read, "tiny/alpha/axe-multi", "", "axe-gaps")
        assert found is not None
        assert (found.id, found.set_aside) == (second, True)
        assert queries.tested_card(read, "tiny/alpha/axe-multi", "", "gone") is None
        assert queries.tested_card(read, "tiny/beta/x", "", "alpha/axe-gaps") == found


def test_only_what_can_be_asked_is(tmp_path: Path) -> None:
    desk = QuizDesk(tmp_path)
    desk.write("UPDATE entry SET draft = 1 WHERE key LIKE '%/ant-pick'")
    desk.write("UPDATE entry SET retired = 1 WHERE key LIKE '%/ape-code'")
    with desk.open() as library:
        names = [one.key.rpartition("/")[2] for one in catalogue.entries(library._database.plain)]
    assert names == [
        "ant-legs",
        "ant-pick-again",
        "ape-order",
        "axe-gaps",
        "axe-multi",
        "bee-wings",
        "bee-pick",
    ]
