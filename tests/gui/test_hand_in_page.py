"""The look over a quiz: what is open and marked is told, and nothing is handed in by a slip of the finger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.pages.hand_in import HandInPage
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.quiz import Mode, Sureness, Wish
from ticking_clock import Clock


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[QuizSitting]:
    folder = DataFolder(tmp_path / "data")
    with OpenCollection(
        folder, Clock(datetime(2026, 11, 23, 8, tzinfo=UTC), timedelta(seconds=1))
    ) as library:
        library.decks.load_changed(folder)
        yield start(library)


def start(library: Library) -> QuizSitting:
    topics = frozenset(topic.id for topic in library.quizzes.catalogue().topics)
    return library.quizzes.start(Wish(topics, 20, Mode.EXAM), Random(4))


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> HandInPage:
    page = HandInPage(theme)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def show(page: HandInPage, sitting: QuizSitting) -> str:
    page.show_sitting(sitting)
    focus = page.first_focus()
    assert focus is not None
    focus.setFocus()
    QApplication.processEvents()
    return " ".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def answer(sitting: QuizSitting, *places: int) -> None:
    for place in places:
        sitting.go(place)
        sitting.answer((), Sureness.UNKNOWN)


def press(page: HandInPage, key: Qt.Key) -> None:
    QTest.keyClick(page.focusWidget() or page, key)


def test_what_is_open_and_marked_is_told(page: HandInPage, sitting: QuizSitting) -> None:
    answer(sitting, *range(18))
    sitting.go(3)
    sitting.toggle_mark()
    told = show(page, sitting)
    assert "18 of 20 questions answered" in told
    assert "2 questions have no answer and count as wrong: 19, 20." in told
    assert "Marked: 4." in told


def test_with_open_questions_enter_goes_back_and_h_hands_in(
    page: HandInPage, sitting: QuizSitting, qtbot: QtBot
) -> None:
    answer(sitting, 0)
    show(page, sitting)
    with qtbot.waitSignal(page.back_asked), qtbot.assertNotEmitted(page.handed_in):
        press(page, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.handed_in):
        press(page, Qt.Key.Key_H)


def test_with_all_answered_enter_hands_in(page: HandInPage, sitting: QuizSitting, qtbot: QtBot) -> None:
    answer(sitting, *range(20))
    assert "All 20 questions answered" in show(page, sitting)
    with qtbot.waitSignal(page.handed_in):
        press(page, Qt.Key.Key_Return)


def test_it_can_be_left_for_later_and_gone_back_to(
    page: HandInPage, sitting: QuizSitting, qtbot: QtBot
) -> None:
    show(page, sitting)
    with qtbot.waitSignal(page.left):
        press(page, Qt.Key.Key_L)
    with qtbot.waitSignal(page.back_asked):
        press(page, Qt.Key.Key_Escape)
