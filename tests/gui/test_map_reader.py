"""Maps come from a worker: what came is told, whoever asked for more meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.map_reader import MapReader
from roadmap_cards.library.clock import local_now
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[MapReader]:
    reader = MapReader()
    yield reader
    reader.stop()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = DataFolder(tmp_path)
    with OpenCollection(folder, local_now) as library:
        library.decks.load_changed(folder)
    return folder.database


def test_whoever_asks_twice_is_told_once_there_is_a_map(qtbot: QtBot, reader: MapReader, path: Path) -> None:
    told: list[int] = []
    reader.changed.connect(lambda: told.append(len(reader.maps)))
    reader.read(path, 9000)
    reader.read(path, 9000)
    qtbot.waitUntil(lambda: not reader.is_reading)
    assert told == [1]


def test_what_changed_while_it_was_read_is_told_too(qtbot: QtBot, reader: MapReader, path: Path) -> None:
    days: list[int] = []
    reader.changed.connect(lambda: days.append(reader.maps[0].day))
    reader.read(path, 9000)
    reader.read(path, 9001)
    qtbot.waitUntil(lambda: not reader.is_reading)
    assert days[-1] == 9001


def test_a_file_that_cannot_be_read_is_told_and_the_next_request_is_served(
    qtbot: QtBot, reader: MapReader, path: Path, tmp_path: Path
) -> None:
    failed: list[str] = []
    reader.failed.connect(failed.append)
    reader.read(tmp_path / "nowhere.db", 9000)
    reader.read(path, 9000)
    with qtbot.waitSignal(reader.changed):
        pass
    assert len(failed) == 1
