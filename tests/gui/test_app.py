"""The program as it starts and goes on: opened once, told of what the worker did, closed in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from own_deck import OWN_DECK
from roadmap_cards.gui.app import Program
from roadmap_cards.gui.desk import Done
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.clock import local_now
from roadmap_cards.library.first_look import FirstLook
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder

Start = Callable[[], Program]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    folder.prepare()
    (folder.decks / "mine").mkdir()
    (folder.decks / "mine" / "my-topic.md").write_text(OWN_DECK, encoding="utf-8")
    with OpenCollection(folder, local_now) as library:
        library.decks.load_changed(folder)
        library.decks.choose_topics([topic.id for topic in library.decks.topics()])
    return folder


@pytest.fixture
def start(qtbot: QtBot, theme: Theme, tmp_path: Path, folder: DataFolder) -> Iterator[Start]:
    programs: list[Program] = []

    def begin() -> Program:
        preferences = Preferences(QSettings(str(tmp_path / "looks.ini"), QSettings.Format.IniFormat))
        program = Program(folder, theme, preferences)
        programs.append(program)
        qtbot.addWidget(program.window)
        if today := FirstLook(folder.database, local_now()).take():
            program.window.show_today(today)
        program.open_behind(lambda error: pytest.fail(str(error)))
        return program

    yield begin
    for program in programs:
        program.close()


def texts(program: Program) -> set[str]:
    return {text.text() for text in program.window.findChildren(Text) if text.isVisible()}


def has_opened(program: Program) -> bool:
    return program.window.review_can_begin


def test_a_window_that_is_painted_late_opens_its_collection_once(qtbot: QtBot, start: Start) -> None:
    program = start()
    qtbot.waitUntil(lambda: has_opened(program), timeout=10_000)
    with qtbot.waitSignal(program.window.painted):
        program.window.show()
    qtbot.wait(100)
    assert program.problem is None
    assert not any("cannot be opened" in text for text in texts(program))


def test_a_deck_that_was_deleted_leaves_the_first_page(
    qtbot: QtBot, start: Start, folder: DataFolder
) -> None:
    (folder.decks / "mine" / "my-topic.md").unlink()
    program = start()
    program.window.show()

    def topics() -> list[str]:
        return [row.title for row in program.window.today.topics]

    assert "My topic" in topics(), "as the first look saw it"
    qtbot.waitUntil(lambda: "My topic" not in topics(), timeout=10_000)


def test_a_stratum_of_the_climb_opens_its_topic_on_the_first_click(qtbot: QtBot, start: Start) -> None:
    program = start()
    program.window.show()
    qtbot.waitUntil(lambda: has_opened(program), timeout=10_000)
    climb = program.window.today.climb
    assert climb is not None
    program.window.today.topic_asked.emit(next(climb.topics).id)
    qtbot.waitUntil(lambda: program.window.page is program.window.topic, timeout=10_000)


def test_a_collection_that_is_in_use_is_named_and_nothing_else_is_offered(
    qtbot: QtBot, start: Start, folder: DataFolder
) -> None:
    with OpenCollection(folder, local_now):
        program = start()
        program.window.show()
        qtbot.waitUntil(lambda: "Your collection cannot be opened" in texts(program), timeout=10_000)
    assert program.problem is not None
    assert any("already open" in text for text in texts(program))
    assert not [button for button in program.window.today.findChildren(QPushButton) if button.isVisible()]


def test_a_file_that_cannot_be_read_hinders_no_other(qtbot: QtBot, start: Start, folder: DataFolder) -> None:
    (folder.decks / "mine" / ".#my-topic.md").symlink_to("nobody@nowhere.1234")
    (folder.decks / "mine" / "a-folder.md").mkdir()
    (folder.decks / "mine" / "second.md").write_text(
        OWN_DECK.replace("my-topic", "second").replace("My topic", "Second"), encoding="utf-8"
    )
    program = start()
    program.window.show()
    qtbot.waitUntil(lambda: "Second" in [row.title for row in program.window.today.topics], timeout=10_000)
    QApplication.processEvents()


def test_a_roadmap_that_is_read_has_the_days_counted_anew(
    qtbot: QtBot, start: Start, folder: DataFolder
) -> None:
    def counted() -> bool:
        with closing(sqlite3.connect(folder.database)) as file:
            return bool(file.execute("SELECT 1 FROM counted").fetchall())

    program = start()
    program.window.show()
    qtbot.waitUntil(counted, timeout=10_000)
    with closing(sqlite3.connect(folder.database)) as file, file:
        file.execute("DELETE FROM counted")  # as a card does that moves to another topic
    program.window.roadmap_made.emit(Done("My roadmap", 0, 0, ()))
    qtbot.waitUntil(counted, timeout=10_000)
