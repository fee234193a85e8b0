"""`export` and `import` in the terminal: files for Anki and back, and one sentence for whatever is wrong."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from roadmap_cards.cli import main
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.clock import local_now
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder


def run(data: Path, *arguments: str) -> int:
    return main(["--data", str(data), *arguments])


def count(collection: DataFolder, query: str) -> tuple[int, ...]:
    """Return the row of counts that a query finds in the file of a collection."""
    with closing(sqlite3.connect(f"{collection.database.as_uri()}?mode=ro", uri=True)) as file:
        (row,) = file.execute(query).fetchall()
    return tuple(int(number) for number in row)


def problem(data: Path, *arguments: str) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        run(data, *arguments)
    assert caught.value.hint
    return caught.value


def test_a_level_goes_out_with_its_schedule(
    demo: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "junior.apkg"
    assert run(demo.root, "export", str(path), "--level", "junior", "--schedule") == 0
    said = capsys.readouterr().out
    notes, cards = count(
        demo,
        """
        SELECT count(DISTINCT card.entry_id), count(*) FROM card JOIN topic ON topic.id = card.topic_id
        JOIN level ON level.id = topic.level_id WHERE level.key = 'junior'
        """,
    )
    assert f"{notes:,} notes, {cards:,} cards, " in said
    assert "answers in" in said
    assert "tick “Import any learning progress”" in said
    assert zipfile.is_zipfile(path)


def test_topics_are_found_by_the_beginning_of_their_names(
    demo: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "two.tsv"
    run(demo.root, "export", str(path), "--topic", "attention", "--topic", "python-basics")
    assert "notes, " in capsys.readouterr().out
    with path.open(encoding="utf-8", newline="") as file:
        decks = {row[2] for row in csv.reader(file, delimiter="\t") if len(row) > 3}
    assert {deck.rpartition("::")[2] for deck in decks} == {"Attention Mechanism", "Python Basics"}


def test_a_name_without_ending_is_a_folder_of_deck_files(demo: DataFolder, tmp_path: Path) -> None:
    run(demo.root, "export", str(tmp_path / "decks"), "--topic", "attention")
    assert [path.name for path in (tmp_path / "decks").glob("*/*.md")] == ["attention-mechanism.md"]


def test_all_of_it_goes_into_json_and_back(
    demo: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(demo.root, "export", str(tmp_path / "all.json"))
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["program"]
    assert run(tmp_path / "new", "import", str(tmp_path / "all.json")) == 0
    assert "The collection was put in place." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("out.apk",), "ends in .apk"),
        (("out.apkg", "--level", "wizard"), "no level “wizard”"),
        (("out.apkg", "--topic", "alchemy"), "no topic “alchemy”"),
        (("out.apkg", "--search", "xyzzy"), "nothing to export"),
        (("out.json", "--level", "junior"), "never a part of it"),
        (("collection.apkg",), "name for backups"),
        (("gone/out.apkg",), "no folder"),
    ],
)
def test_what_cannot_be_exported_is_said(
    demo: DataFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert sentence in problem(demo.root, "export", *arguments).message
    assert [path for path in tmp_path.iterdir() if path != demo.root] == []


def test_an_export_comes_home_as_what_is_here(
    demo: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "all.apkg"
    run(demo.root, "export", str(path), "--schedule")
    capsys.readouterr()
    assert run(demo.root, "import", str(path)) == 0
    said = capsys.readouterr().out
    (notes,) = count(demo, "SELECT count(DISTINCT entry_id) FROM card")
    assert f"{notes:,} notes from Anki: {notes:,} already here." in said
    assert "There is nothing new in it; nothing was changed." in said


def test_a_dry_run_tells_each_note_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = tmp_path / "words.csv"
    words.write_text("perro,dog\ngato,cat\n", encoding="utf-8")
    data = tmp_path / "data"
    run(data, "import", str(words), "--dry-run")
    said = capsys.readouterr().out
    assert "words.csv: 2 notes from a text file into Imported › words: 2 new." in said
    assert "+ perro [Basic]: goes in as new" in said
    assert said.endswith("Nothing was changed.\n")
    run(data, "import", str(words))
    assert "2 notes came in" in capsys.readouterr().out
    with OpenCollection(DataFolder(data), local_now) as library:
        assert "words" in {topic.title for topic in library.decks.topics()}


@pytest.mark.parametrize(
    ("name", "content"), [("a.apkg", b""), ("b.apkg", b"PK"), ("c.doc", b"x"), ("d.csv", b"")]
)
def test_a_wrong_file_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert name in problem(tmp_path / "data", "import", str(path)).message


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for name in ("gone.apkg", "gone.csv", "gone.json"):
        assert name in problem(tmp_path / "data", "import", str(tmp_path / name)).message
