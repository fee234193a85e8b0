"""The page of export and import with a real collection behind it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_cards.gui.exchange_work import ExchangeWork
from roadmap_cards.library.change import Change
from roadmap_cards.library.exchange import ExportOrder, Fate, Format, Imported, Scope
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.work import unheard


def now() -> datetime:
    return datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@pytest.fixture
def library(folder: DataFolder) -> Iterator[Library]:
    with OpenCollection(folder, now) as library:
        library.decks.load_changed(folder)
        yield library


@pytest.fixture
def work(folder: DataFolder, library: Library) -> Iterator[ExchangeWork]:
    work = ExchangeWork(folder, library, now)
    yield work
    work.close()


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words.csv"
    path.write_text("Front,Back\nperro,dog\ngato,cat\n", encoding="utf-8")
    return path


def test_what_is_exported_can_be_imported_elsewhere(work: ExchangeWork, tmp_path: Path) -> None:
    order = ExportOrder(scope=Scope(words="attention"))
    prospect = work.prospect(order)
    assert prospect.cards == len(prospect.samples) > 20
    done = work.export(order, tmp_path / "out.apkg", unheard)
    assert (done.notes, done.cards) == (prospect.notes, prospect.cards)
    preview = work.read(tmp_path / "out.apkg", unheard)
    assert preview.count(Fate.HERE) == done.notes
    assert not preview.changes


def test_the_window_can_undo_what_the_worker_took_in(
    work: ExchangeWork, library: Library, words: Path
) -> None:
    changes: list[Change] = []
    library.listen(changes.append)
    library.change_learning("Set recall", target_recall=0.92)
    preview = work.read(words, unheard)
    assert work.take_in(preview, unheard) == Imported(3, 0, 0, 0)
    work.took_in()
    assert changes[-1].name == library.undo_name == "Import words.csv"
    assert "card" in changes[-1].tables
    topics = {topic.title for topic in library.decks.topics()}
    assert "words" in topics
    library.undo()
    assert "words" not in {topic.title for topic in library.decks.topics()}
    assert library.undo_name == "Set recall"
    library.redo()
    assert {topic.title for topic in library.decks.topics()} == topics


def test_a_file_that_was_read_is_let_go(work: ExchangeWork, folder: DataFolder, words: Path) -> None:
    work.export(ExportOrder(), folder.root / "out.apkg", unheard)
    work.read(folder.root / "out.apkg", unheard)
    (folder.root / "out.apkg").unlink()  # on Windows a file that is open cannot be removed
    preview = work.read(words, unheard)
    work.take_in(preview, unheard)
    assert not list(folder.root.glob("anki-*"))


def test_a_whole_collection_leaves_nothing_to_undo(
    work: ExchangeWork, library: Library, folder: DataFolder, tmp_path: Path
) -> None:
    work.export(ExportOrder(Format.JSON), tmp_path / "all.json", unheard)
    library.change_learning("Set recall", target_recall=0.92)
    preview = work.read(tmp_path / "all.json", unheard)
    assert not work.take_in(preview, unheard).can_undo
    work.took_in()
    assert library.undo_name is None
    assert library.learning.target_recall == 0.9
    with closing(sqlite3.connect(folder.database)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_no_anki_is_said_at_once(work: ExchangeWork) -> None:
    assert work.anki_answers() is False
