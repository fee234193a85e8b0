"""All of a collection goes to JSON and comes back the same; anything else is refused and changes nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage.migrations import STEPS, statements
from roadmap_cards.storage.opening import open_database
from roadmap_cards.storage.whole import dump, tables
from roadmap_cards.storage.whole_restore import restore
from roadmap_cards.study.day import Moment
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.work import CancelledError, Report, unheard

NOW = Moment(1_795_420_800_000, 0, 9823)


def dumped(path: Path, report: Report = unheard) -> str:
    out = StringIO()
    with closing(sqlite3.connect(path)) as connection:
        dump(connection, out, report)
    return out.getvalue()


def restored(folder: Path, text: str, report: Report = unheard) -> Path:
    """Put a text into a fresh collection and return it."""
    path = folder / "collection.db"
    database = open_database(path, NOW, folder / "backups")
    with closing(database), database.change("Import a collection", undoable=False) as tx:
        restore(tx, StringIO(text), "whole.json", report)
    return path


def refusal(folder: Path, text: str) -> str:
    """Return the sentence with which a text is refused, after checking that nothing was changed."""
    path = folder / "collection.db"
    open_database(path, NOW, folder / "backups").close()
    before = dumped(path)
    with pytest.raises(ProblemError) as caught:
        restored(folder, text)
    assert dumped(path) == before
    assert caught.value.hint
    assert "\n" not in caught.value.message
    return caught.value.message


@pytest.fixture(scope="module")
def whole(demo_original: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the demo collection as JSON."""
    copy = tmp_path_factory.mktemp("whole") / "collection.db"
    shutil.copy(demo_original.database, copy)
    return dumped(copy)


@pytest.fixture
def small(tmp_path: Path) -> dict[str, Any]:
    """Return a collection in which there is one card, as the values of its JSON."""
    path = tmp_path / "small" / "collection.db"
    path.parent.mkdir()
    open_database(path, NOW, tmp_path / "backups").close()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO roadmap VALUES (1, 'r', 'R', '')")
        file.execute("INSERT INTO topic VALUES (1, 1, NULL, 't', 'T', 0, 1, 0)")
        file.execute("INSERT INTO deck_file VALUES (1, 'r/t', '', 1, '')")
        content = json.dumps(
            {
                "id": "one",
                "section": "",
                "item": "",
                "body": {"prompt": "What?", "answer": "That.", "kind": "basic"},
                "difficulty": 1,
                "sources": [],
            }
        )
        file.execute(
            "INSERT INTO entry (id, key, deck_file_id, topic_id, position, kind, draft, retired, version,"
            " content) VALUES (1, 'r/t/one', 1, 1, 0, 'basic', 0, 0, 1, ?)",
            (content,),
        )
        file.execute(
            "INSERT INTO card (id, uuid, key, entry_id, topic_id, variant, retired, suspended, buried_until,"
            " flag, correction, interval, reps, lapses)"
            " VALUES (1, ?, 'r/t/one#main', 1, 1, 'main', 0, 0, 0, 0, '', 0, 0, 0)",
            (bytes(16),),
        )
    found: dict[str, Any] = json.loads(dumped(path))
    return found


def test_a_collection_comes_back_equal_table_by_table(whole: str, tmp_path: Path, demo: DataFolder) -> None:
    path = restored(tmp_path, whole)
    assert dumped(path) == whole
    with closing(sqlite3.connect(path)) as back, closing(sqlite3.connect(demo.database)) as original:
        assert tables(back) == tables(original)
        for table in tables(original):
            query = f'SELECT * FROM "{table}" ORDER BY rowid'
            assert back.execute(query).fetchall() == original.execute(query).fetchall()
        made = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
        assert back.execute(made).fetchall() == original.execute(made).fetchall()
        assert original.execute("SELECT count(*) FROM review").fetchone()[0] > 1000


def test_it_is_json_that_others_can_read(whole: str) -> None:
    found = json.loads(whole)
    assert (found["program"], found["format"], found["user_version"]) == ("roadmap-cards", 1, len(STEPS))
    card = found["tables"]["card"]
    assert all(len(row) == len(card["columns"]) for row in card["rows"])
    assert len(bytes.fromhex(card["rows"][0][card["columns"].index("uuid")])) == 16
    assert found["rows"] == sum(len(table["rows"]) for table in found["tables"].values())


def test_white_space_does_not_matter(small: dict[str, Any], tmp_path: Path) -> None:
    path = restored(tmp_path, json.dumps(small, indent=3))
    assert json.loads(dumped(path)) == small


def test_a_restored_collection_opens_as_any_other(whole: str, tmp_path: Path) -> None:
    path = restored(tmp_path, whole)
    with closing(open_database(path, NOW, tmp_path / "backups")) as database:
        assert database.read.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert not database.read.exec_driver_sql("PRAGMA foreign_key_check").all()


def test_a_collection_with_shipped_decks_and_no_history_gives_way(
    small: dict[str, Any], tmp_path: Path
) -> None:
    text = json.dumps(small)
    restored(tmp_path, text)
    small["tables"]["roadmap"]["rows"][0][2] = "Another"
    assert '"Another"' in dumped(restored(tmp_path, json.dumps(small)))


def test_a_collection_with_a_history_is_not_replaced(whole: str, tmp_path: Path) -> None:
    path = restored(tmp_path, whole)
    before = dumped(path)
    with pytest.raises(ProblemError, match="has a history") as caught:
        restored(tmp_path, whole)
    assert "--data DIR" in caught.value.hint
    assert dumped(path) == before


@pytest.mark.parametrize("version", range(1, len(STEPS)))
def test_an_older_collection_is_brought_up_to_date(version: int, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as file, file:
        for step in STEPS[:version]:
            for statement in statements(step):
                file.execute(statement)
        file.execute("INSERT INTO parameters VALUES (1, 5, ?)", (json.dumps(DEFAULT.weights),))
        file.execute("INSERT INTO collection VALUES (1, 5, '{}', 1, 0)")
        file.execute("INSERT INTO roadmap VALUES (4, 'r', 'Größe \U0001f600', '')")
        file.execute(f"PRAGMA user_version = {version}")
    path = restored(tmp_path, dumped(old))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert file.execute("SELECT id, title FROM roadmap").fetchall() == [(4, "Größe \U0001f600")]


# --- Hostile and damaged files ------------------------------------------------------------------------------

Change = Callable[[dict[str, Any]], object]


def set_cell(table: str, column: str, value: object) -> Change:
    def change(found: dict[str, Any]) -> None:
        place = found["tables"][table]
        place["rows"][0][place["columns"].index(column)] = value

    return change


CHANGES: dict[str, tuple[Change, str]] = {
    "newer form": (lambda found: found.update(format=7), "format 7, this one knows 1"),
    "newer tables": (lambda found: found.update(user_version=99), f"format 99, this one knows {len(STEPS)}"),
    "no version": (lambda found: found.update(user_version=0), "user_version"),
    "a version in words": (lambda found: found.update(user_version="3"), "user_version"),
    "another program": (lambda found: found.update(program="other"), "not written by Roadmap Cards"),
    "a row too few": (lambda found: found.update(rows=found["rows"] + 1), "rows"),
    "a member too many": (lambda found: found.update(more=1), "here should stand “}”"),
    "a table too few": (lambda found: found["tables"].pop("level"), "“level” is missing"),
    "a table too many": (
        lambda found: found["tables"].update(sqlite_master={"columns": [], "rows": []}),
        "no collection has it",
    ),
    "a column too many": (lambda found: found["tables"]["card"]["columns"].append("x"), "columns"),
    "columns turned round": (lambda found: found["tables"]["card"]["columns"].reverse(), "columns"),
    "a value too many": (lambda found: found["tables"]["card"]["rows"][0].append(1), "values"),
    "a row that is none": (lambda found: found["tables"]["card"]["rows"].append({"id": 5}), "values"),
    "a text for a number": (set_cell("card", "reps", "many"), "“reps” is not a whole number"),
    "a truth for a number": (set_cell("card", "reps", True), "“reps” is not a whole number"),
    "a fraction for a whole": (set_cell("card", "reps", 1.5), "“reps” is not a whole number"),
    "a number for a text": (set_cell("roadmap", "title", 5), "“title” is not a text"),
    "a list for a text": (set_cell("roadmap", "title", ["x"]), "“title” is not a text"),
    "nothing where something must be": (set_cell("roadmap", "title", None), "“title” is empty"),
    "a number too large": (set_cell("card", "reps", 2**63), "card"),
    "an endless number": (set_cell("card", "stability", float("inf")), "number"),
    "half a character": (set_cell("roadmap", "title", "\ud800"), "roadmap"),
    "no hexadecimal": (set_cell("card", "uuid", "zz"), "hexadecimal"),
    "a row that leads nowhere": (set_cell("card", "entry_id", 77), "“entry” that is not there"),
    "an entry that is none": (set_cell("entry", "content", "{}"), "“entry” cannot be read"),
    "weights that are none": (set_cell("parameters", "weights", "[1, 2]"), "“parameters” cannot be read"),
    "no settings": (
        lambda found: (found["tables"]["collection"]["rows"].clear(), found.update(rows=found["rows"] - 1)),
        "no settings",
    ),
    "an id twice": (
        lambda found: (
            found["tables"]["card"]["rows"].append(found["tables"]["card"]["rows"][0]),
            found.update(rows=found["rows"] + 1),
        ),
        "card",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_collection_that_cannot_be_is_refused(name: str, small: dict[str, Any], tmp_path: Path) -> None:
    change, words = CHANGES[name]
    change(small)
    assert words in refusal(tmp_path, json.dumps(small))


@pytest.mark.parametrize(
    ("cut", "words"),
    [
        (lambda _: "", "not a collection"),
        (lambda _: "[]", "not a collection"),
        (lambda _: "{}", "not JSON"),
        (lambda text: text[: len(text) // 2], "line"),
        (lambda text: text[:-3], "line"),
        (lambda text: f"{text}x", "should end"),
        (lambda text: text.replace('"rows": [', '"rows": ' + "[" * 100_000, 1), "nested too deeply"),
        (lambda text: text.replace('"rows": [', '"rows": [' + "9" * 100_000 + ",", 1), "number"),
        (lambda text: text.replace('"rows": [', '"rows": [["' + "x" * 33_000_000, 1), "line"),
        (lambda text: text.replace('"rows": [', '"rows": [[1e999, NaN],', 1), "number"),
        (lambda text: text.replace('"card": {', '"card": {"columns": [],'), "columns"),
    ],
)
def test_what_is_no_such_json_is_refused(
    cut: Callable[[str], str], words: str, small: dict[str, Any], tmp_path: Path
) -> None:
    assert words in refusal(tmp_path, cut(json.dumps(small)))


def test_an_endless_number_in_the_log_is_refused(small: dict[str, Any], tmp_path: Path) -> None:
    set_cell("card", "stability", 123456.5)(small)
    assert "endless" in refusal(tmp_path, json.dumps(small).replace("123456.5", "1e999"))


def test_a_file_in_another_encoding_is_refused(small: dict[str, Any], tmp_path: Path) -> None:
    set_cell("roadmap", "title", "Größe")(small)
    data = json.dumps(small, ensure_ascii=False).encode("latin-1")
    database = open_database(tmp_path / "collection.db", NOW, tmp_path / "backups")
    with (
        closing(database),
        pytest.raises(ProblemError, match="UTF-8"),
        database.change("Import", undoable=False) as tx,
    ):
        restore(tx, TextIOWrapper(BytesIO(data), encoding="utf-8"), "whole.json")


def test_stopping_half_way_leaves_no_trace(whole: str, tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    open_database(path, NOW, tmp_path / "backups").close()
    before = dumped(path)

    def stop(_doing: str, done: int, _of: int) -> None:
        if done > 5000:
            raise CancelledError

    with pytest.raises(CancelledError):
        restored(tmp_path, whole, stop)
    assert dumped(path) == before
    with pytest.raises(CancelledError):
        dumped(restored(tmp_path, whole), stop)


def test_it_is_said_how_far_the_work_is(whole: str, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    dumped(restored(tmp_path, whole), lambda _doing, done, of: heard.append((done, of)))
    assert heard == sorted(heard)
    assert {of for _, of in heard} == {json.loads(whole)["rows"]}


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("card", "stage = 'nonsense', stability = 1, difficulty = 5, last_at = 1"),
        ("card", "uuid = X'00'"),
        ("card", "stage = NULL, stability = 3"),
        ("card", "flag = 9"),
        ("entry", "key = 'no-slashes'"),
        ("collection", "created_at = -4611686018427387904"),
        ("parameters", "weights = '[" + ", ".join(["0"] * 21) + "]'"),
        ("review", "at = 4611686018427387904"),
        ("review", "rating = 7"),
    ],
)
def test_what_no_collection_says_is_refused(
    demo: DataFolder, tmp_path: Path, table: str, change: str
) -> None:
    with closing(sqlite3.connect(demo.database)) as file:
        for trigger in ("update", "delete"):
            file.execute(f"DROP TRIGGER review_is_append_only_{trigger}")
        file.execute(f"UPDATE {table} SET {change} WHERE id = (SELECT min(id) FROM {table})")
        file.commit()
    (tmp_path / "fresh").mkdir()
    assert f"of “{table}”" in refusal(tmp_path / "fresh", dumped(demo.database))
