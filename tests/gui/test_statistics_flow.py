"""The four parts of the statistics in the window, as a person meets them: by key, with and without a past."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.main_window import MainWindow
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.library import Library, OpenCollection, second_library
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage import parameters as versions

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier

PATIENCE = 60_000
"""Milliseconds: dates are simulated, and the machine may have other work."""


@pytest.fixture
def past(
    demo: DataFolder, demo_now: datetime, open_window: Callable[[Library], MainWindow], qtbot: QtBot
) -> Iterator[tuple[MainWindow, Library]]:
    """Yield the window on the demo collection."""
    with OpenCollection(demo, lambda: demo_now) as library:
        window = open_window(library)
        window.statistics.offer_refits(lambda: second_library(demo, lambda: demo_now))
        yield window, library
        window.statistics.stop()


def press(
    window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window.focusWidget() or window, key, held)
    QApplication.processEvents()


def words(window: MainWindow) -> str:
    return " ".join(text.text() for text in window.page.findChildren(Text) if text.isVisible())


def comes(qtbot: QtBot, window: MainWindow, *wanted: str) -> None:
    def there() -> None:
        assert all(part in words(window) for part in wanted), words(window)

    qtbot.waitUntil(there, timeout=PATIENCE)


def test_the_four_parts_follow_one_another(past: tuple[MainWindow, Library], qtbot: QtBot) -> None:
    window, _ = past
    press(window, Key.Key_4, CTRL)
    comes(qtbot, window, "You studied on", "minutes each", "You remember")
    press(window, Key.Key_PageDown, CTRL)
    comes(qtbot, window, "of every 100 reviews it said that you would know")
    press(window, Key.Key_PageDown, CTRL)
    comes(qtbot, window, "To remember 90 % takes about", "reviews tell how you forget")
    press(window, Key.Key_PageDown, CTRL)
    comes(qtbot, window, "What you can build", "Five more minutes a day")
    press(window, Key.Key_PageDown, CTRL)
    comes(qtbot, window, "You studied on")


def test_the_switch_of_the_parts_keeps_the_keyboard_and_a_key_leads_to_a_chart(
    past: tuple[MainWindow, Library], qtbot: QtBot
) -> None:
    window, _ = past
    press(window, Key.Key_4, CTRL)
    comes(qtbot, window, "You studied on")
    page = window.statistics.study
    assert window.focusWidget() is page.panels[0].chart
    trust = page.head.parts.controls[1]
    QTest.mouseClick(trust, Qt.MouseButton.LeftButton)
    comes(qtbot, window, "of every 100 reviews")
    head = window.statistics.trust.head
    assert window.focusWidget() is head.parts.controls[1]
    press(window, Key.Key_Right)
    assert type(window.page).__name__ == "SchedulePage"
    assert window.focusWidget() is window.statistics.schedule.head.parts.controls[2]
    press(window, Key.Key_PageUp, CTRL)
    assert type(window.page).__name__ == "TrustPage"
    assert window.focusWidget() is window.statistics.trust.panels[0].chart
    span = window.statistics.trust.span
    for key in (Key.Key_Left, Key.Key_Right, Key.Key_Right):
        press(window, key)
    assert window.statistics.trust.span is span


def test_an_empty_collection_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Key.Key_4, CTRL)
    comes(qtbot, window, "Nothing to count yet")
    press(window, Key.Key_Return)
    assert type(window.page).__name__ == "ReviewPage"
    window.statistics.stop()


def test_a_target_is_chosen_and_taken_back(past: tuple[MainWindow, Library], qtbot: QtBot) -> None:
    window, library = past
    window.go("schedule")
    comes(qtbot, window, "To remember 90 % takes about")
    press(window, Key.Key_Left)
    press(window, Key.Key_Left)
    press(window, Key.Key_Return)
    assert library.learning.target_recall == 0.88
    comes(qtbot, window, "To remember 88 % takes about")
    press(window, Key.Key_Z, CTRL)
    assert library.learning.target_recall == 0.90
    comes(qtbot, window, "To remember 90 % takes about")


def test_a_fit_that_is_no_better_changes_nothing(past: tuple[MainWindow, Library], qtbot: QtBot) -> None:
    pytest.importorskip("fsrs_rs_python")
    window, library = past
    window.go("schedule")
    comes(qtbot, window, "reviews tell how you forget")
    press(window, Key.Key_F)
    page = window.statistics.schedule
    qtbot.waitUntil(lambda: "held" in words(window) or "fifth" in words(window), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not any(c.words == "Stop" for c in page.commands()), timeout=PATIENCE)
    assert len(versions.versions(library._database.plain)) == 1
    assert library.undo_name is None


def test_the_weakest_items_of_a_project_are_one_key_away(
    past: tuple[MainWindow, Library], qtbot: QtBot
) -> None:
    window, _ = past
    window.go("ahead")
    comes(qtbot, window, "What you can build")
    page = window.statistics.ahead
    studyable = next(block.project.studyable for block in page.blocks if block.project.studyable)
    page.items_asked.emit(studyable)
    assert type(window.page).__name__ == "ReviewPage"
    session = window.reviews.review.session
    assert session is not None
    press(window, Key.Key_Escape)
    assert window.page is page


def test_an_item_of_the_statistics_is_shown_on_the_map_and_back(
    past: tuple[MainWindow, Library], qtbot: QtBot
) -> None:
    window, _ = past
    window.go("ahead")
    comes(qtbot, window, "What you can build")
    page = window.statistics.ahead
    item = next(block.project.weakest[0].id for block in page.blocks if block.project.weakest)
    page.item_asked.emit(item)
    qtbot.waitUntil(lambda: window.map.item == item, timeout=PATIENCE)
    press(window, Key.Key_Escape)
    assert window.page is page
