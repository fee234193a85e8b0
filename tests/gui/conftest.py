"""What tests of the window stand on: a theme in which nothing moves, own preferences, the window itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.fonts import load_fonts
from roadmap_cards.gui.main_window import MainWindow
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Motion, Scheme, Theme
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.library.library import Library
from roadmap_cards.library.map import MapItem, MapLevel, MapSection, MapTopic, RoadmapMap
from roadmap_cards.study.mastery import NOTHING_ASKED, CardMemory, Mastery, QuizEvidence, of_item, state

NEVER = CardMemory()
KINDS = [
    ("Solid", [CardMemory(40, 0.95), CardMemory(60, 0.96)]),
    ("Fading", [CardMemory(20, 0.55)]),
    ("Learning", [CardMemory(3, 0.75), NEVER, NEVER]),
    ("New", [NEVER]),
    ("Unwritten", []),
    ("Suspended", [NEVER]),
]
ASKED = {"Solid": QuizEvidence(4, 3), "Fading": QuizEvidence(2, 2), "Learning": QuizEvidence(3, 1)}
"""What quizzes showed of the first three kinds; of nothing else anything was asked."""


@pytest.fixture
def a_map() -> RoadmapMap:
    """Return a map with every kind of item: ids 1 to 6 are KINDS, 3 is due; all others were never seen.

    Level 1 has three topics with two sections of five items, level 2 one topic with 14 items and 2.
    """
    ids = count(1)

    def item() -> MapItem:
        number = next(ids)
        title, memories = KINDS[number - 1] if number <= len(KINDS) else (f"Item {number}", [NEVER])
        evidence = ASKED.get(title, NOTHING_ASKED)
        out, mastery = title == "Suspended", of_item(memories, evidence)
        return MapItem(
            number,
            f"item-{number}",
            title,
            Mastery() if out else mastery,
            None if out else state(memories),
            cards=len(memories),
            due=2 * (title == "Learning"),
            later=mastery.recall,
            quiz=evidence,
        )

    def topic(number: int, *sections: int) -> MapTopic:
        rows = (
            MapSection(10 * number + at, f"Section {at}", tuple(item() for _ in range(length)))
            for at, length in enumerate(sections, start=1)
        )
        return MapTopic(number, f"topic-{number}", f"Topic {number}", tuple(rows))

    levels = (
        MapLevel(1, "First level", (topic(1, 5, 5), topic(2, 5, 5), topic(3, 5, 5))),
        MapLevel(2, "Second level", (topic(4, 14, 2),)),
    )
    return RoadmapMap(1, "a-roadmap", "A roadmap", 9824, levels)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    # What earlier tests closed is destroyed now: Python's collector might do it while Qt goes through all
    # widgets to dress them, and Qt would meet a widget that is gone.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.setStyle("Fusion")
    load_fonts()
    theme = Theme(Scheme.LIGHT, motion=Motion.OFF)
    yield theme
    theme.deleteLater()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "looks.ini"), QSettings.Format.IniFormat))


@pytest.fixture(scope="session")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> FormulaCache:
    return FormulaCache(tmp_path_factory.mktemp("formulas"))


@pytest.fixture
def open_window(
    qtbot: QtBot, theme: Theme, preferences: Preferences, formulas: FormulaCache
) -> Callable[[Library], MainWindow]:
    """Return what shows a collection in a window of its own, with the keyboard in it."""

    def show(library: Library) -> MainWindow:
        window = MainWindow(theme, preferences, formulas, rng=Random(4))
        qtbot.addWidget(window)
        window.resize(1280, 800)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.open(library)
        QApplication.processEvents()
        return window

    return show


@pytest.fixture
def window(open_window: Callable[[Library], MainWindow], library: Library) -> MainWindow:
    return open_window(library)


@pytest.fixture
def study_only() -> Callable[[Library, str], None]:
    """Return what lets one topic alone give new cards, so that decks which ship later change no test."""

    def choose(library: Library, title: str) -> None:
        library.decks.choose_topics([topic.id for topic in library.decks.topics() if topic.title == title])

    return choose


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let Qt's offscreen platform say that it has no window manager to tell sizes to."""
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))
