"""What the head of the map and its levels say: which lens, which day, and on what a day ahead rests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.main_window import PLACES, SMALLEST, USUAL, MainWindow
from roadmap_cards.gui.widgets.hex_map import HexMap
from roadmap_cards.gui.widgets.map_head import MapHead
from roadmap_cards.gui.widgets.map_legend import MapLegend
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.time_line_words import full_date
from roadmap_cards.library.library import Library
from roadmap_cards.library.past import Scenario, Travel
from roadmap_cards.study.card import Rating
from roadmap_cards.study.mastery import Lens
from ticking_clock import Clock

Part = TypeVar("Part", bound=QWidget)

STUDIED = ("Python Basics", "Attention Mechanism")


@pytest.fixture
def travel(
    qtbot: QtBot,
    window: MainWindow,
    library: Library,
    clock: Clock,
) -> Callable[..., Travel]:
    """Study two topics for two days, and return what opens the map in a window of a size."""

    def made(size: tuple[int, int] = USUAL, paused: str = "") -> Travel:
        chosen = [topic.id for topic in library.decks.topics() if topic.title in STUDIED]
        library.decks.choose_topics(chosen)
        for _ in range(2):
            for card in library.reviews.plan(more_new=100).cards:
                library.reviews.answer(library.reviews.ask(card.card), Rating.GOOD, 5000)
            clock.now += timedelta(days=20)
        if paused:
            library.decks.pause_topic(next(one.id for one in library.decks.topics() if one.title == paused))
        window.resize(*size)
        place = [entry.name for entry in PLACES].index("map")
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_1 + place), Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: window.maps.is_filled and not window.maps.is_reading)
        qtbot.waitUntil(lambda: window.map.time.can_travel)
        QApplication.processEvents()
        return window.travels.travels[0]

    return made


def part_of(window: MainWindow, kind: type[Part]) -> Part:
    return window.map.findChildren(kind)[0]


def settled(window: MainWindow) -> str:
    """Return what the map says of its levels."""
    hexagons = part_of(window, HexMap)
    hexagons.describe()
    return hexagons.accessibleDescription()


# --- The head ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [USUAL, SMALLEST])
def test_the_heading_names_lens_and_day_and_nothing_moves(
    window: MainWindow, travel: Callable[..., Travel], size: tuple[int, int]
) -> None:
    found = travel(size)
    head, hexagons = part_of(window, MapHead), part_of(window, HexMap)
    places = []
    for lens in (Lens.MASTERY, Lens.RECALL, Lens.COVERAGE):
        window.map.choose_lens(lens)
        for day, scenario, words in (
            (found.today, Scenario.STOP, "today"),
            (found.first, Scenario.STOP, full_date(found.first)),
            (found.today + 90, Scenario.STOP, f"{full_date(found.today + 90)}, if you stop"),
            (found.today + 90, Scenario.PACE, f"{full_date(found.today + 90)}, at your pace"),
        ):
            window.map.time.choose(scenario)
            window.map.go_to_day(day)
            QApplication.processEvents()
            assert head.title == f"{lens.value}, {words}"
            shown = [text for text in head.findChildren(Text) if text.isVisible()]
            assert lens.value in {text.text().removesuffix(" map") for text in shown}
            for text in shown:
                assert text.width() >= text.fontMetrics().horizontalAdvance(text.text()), text.text()
            places.append((head.height(), hexagons.mapTo(window.map, hexagons.rect().topLeft())))
    assert len(set(places)) == 1


def test_in_the_past_the_legend_has_nothing_due(window: MainWindow, travel: Callable[..., Travel]) -> None:
    found = travel()
    legend = part_of(window, MapLegend)
    (due,) = [one for one in legend.findChildren(QWidget) if one.accessibleName() == "due"]
    for day, known in ((found.today, True), (found.today - 1, False), (found.today + 30, True)):
        window.map.go_to_day(day)
        assert due.isVisible() is known


# --- What stays paused -------------------------------------------------------------------------------


def test_a_day_ahead_at_ones_pace_says_what_stays_paused(
    window: MainWindow, travel: Callable[..., Travel]
) -> None:
    found = travel(paused="Attention Mechanism")
    said = "Attention Mechanism stays paused"
    window.map.go_to_day(found.today + 60)
    assert said not in settled(window), "if nothing is done at all it is no different from the others"
    window.map.time.choose(Scenario.PACE)
    assert f"Middle LLM Engineer: {said}. " in settled(window)
    window.map.go_to_day(found.today)
    assert said not in settled(window)
    window.map.go_to_day(found.today - 5)
    assert said not in settled(window)


def test_what_is_resumed_is_paused_no_more(
    qtbot: QtBot, window: MainWindow, library: Library, travel: Callable[..., Travel]
) -> None:
    found = travel(paused="Attention Mechanism")
    window.map.time.choose(Scenario.PACE)
    window.map.go_to_day(found.today + 60)
    assert "stays paused" in settled(window)
    library.decks.resume_topic(next(one.id for one in library.decks.topics() if one.paused))
    qtbot.waitUntil(lambda: "paused" not in settled(window))
