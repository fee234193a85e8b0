"""Roadmaps through time come from a worker: only when something happened, and never for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.travel_reader import TravelReader
from roadmap_cards.library.library import Library
from roadmap_cards.settings import Learning
from roadmap_cards.study.card import Rating


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[TravelReader]:
    reader = TravelReader()
    yield reader
    reader.stop()


def answer(library: Library) -> None:
    card = library.reviews.plan().cards[0].card
    library.reviews.answer(library.reviews.ask(card), Rating.GOOD, 4000)


def test_nothing_is_read_again_until_something_happened(
    qtbot: QtBot, reader: TravelReader, library: Library
) -> None:
    told: list[float] = []
    reader.changed.connect(lambda: told.append(reader.travels[0].past[-1].mastery))
    day = library.moment().day
    reader.read(library.path, day, Learning())
    qtbot.waitUntil(lambda: len(told) == 1)
    answer(library)
    reader.read(library.path, day, Learning())
    assert not reader.is_reading
    reader.expire()
    reader.read(library.path, day, Learning())
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0] == 0 < told[1]


def test_a_new_day_is_read_and_so_is_what_was_asked_for_meanwhile(
    qtbot: QtBot, reader: TravelReader, library: Library
) -> None:
    days: list[int] = []
    reader.changed.connect(lambda: days.append(reader.travels[0].today))
    day = library.moment().day
    answer(library)
    reader.read(library.path, day, Learning())
    reader.read(library.path, day + 1, Learning())
    qtbot.waitUntil(lambda: not reader.is_reading)
    assert days == [day, day + 1]


def test_a_file_that_cannot_be_read_is_told_and_asked_for_again(
    qtbot: QtBot, reader: TravelReader, library: Library, tmp_path: Path
) -> None:
    failed: list[str] = []
    reader.failed.connect(failed.append)
    day = library.moment().day
    reader.read(tmp_path / "nowhere.db", day, Learning())
    qtbot.waitUntil(lambda: bool(failed))
    reader.read(library.path, day, Learning())
    with qtbot.waitSignal(reader.changed):
        pass
    assert len(failed) == 1
