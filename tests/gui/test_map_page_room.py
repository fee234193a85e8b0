"""In the smallest window the map page leaves room for the map, and what is seen of it can be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.main_window import PLACES, SMALLEST, USUAL, MainWindow
from roadmap_cards.gui.widgets.button import ActionButton
from roadmap_cards.gui.widgets.hex_map import HexMap
from roadmap_cards.gui.widgets.item_strip import ItemStrip
from roadmap_cards.gui.widgets.map_head import MapHead
from roadmap_cards.gui.widgets.map_legend import MapLegend
from roadmap_cards.gui.widgets.map_rows import topic_rows
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.library.library import Library
from roadmap_cards.study.card import Rating

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def open_map(qtbot: QtBot, window: MainWindow, library: Library, size: tuple[int, int]) -> HexMap:
    """Study a topic and open the map in a window of a size."""
    topic = next(one.id for one in library.decks.topics() if one.title == "Attention Mechanism")
    library.decks.choose_topics([topic])
    for card in library.reviews.plan(more_new=100).cards:
        library.reviews.answer(library.reviews.ask(card.card), Rating.GOOD, 5000)
    window.resize(*size)
    press(window, Qt.Key(Qt.Key.Key_1 + [entry.name for entry in PLACES].index("map")), CTRL)
    qtbot.waitUntil(lambda: window.maps.is_filled and not window.maps.is_reading)
    QApplication.processEvents()
    return window.map.findChildren(HexMap)[0]


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def part_of(window: MainWindow, kind: type[QWidget]) -> QWidget:
    return window.map.findChildren(kind)[0]


def test_in_the_smallest_window_the_map_has_the_largest_part(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    open_map(qtbot, window, library, SMALLEST)
    area = window.map.findChildren(QScrollArea)[0]
    assert area.height() >= 220
    head, lenses = part_of(window, MapHead), part_of(window, Segment)
    assert lenses.y() == 0, "beside the title"
    assert lenses.geometry().right() <= head.width()
    legend = part_of(window, MapLegend)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_5):
        press(window, key)
        marks = [mark for mark in legend.findChildren(QWidget) if mark.isVisible()]
        assert len({mark.y() for mark in marks}) == 1, key
    actions = [one for one in window.map.findChildren(ActionButton) if one.isVisible()]
    assert [one.words for one in actions] == ["Topic", "Quiz", "List view", "Picture"]
    assert len({one.y() for one in actions}) == 1


def test_with_room_the_foot_says_all_its_words(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    open_map(qtbot, window, library, SMALLEST)
    window.resize(*USUAL)
    QApplication.processEvents()
    words = [one.words for one in window.map.findChildren(ActionButton) if one.isVisible()]
    assert words == ["Open the topic", "Quiz on the topic", "List view", "Save as picture"]


def test_walking_down_and_up_leaves_the_titles_at_the_upper_edge_readable(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    hexagons = open_map(qtbot, window, library, SMALLEST)
    hexagons.setFocus()
    press(window, Qt.Key.Key_Home)
    area = window.map.findChildren(QScrollArea)[0]
    tops = {int(row.top) for row in topic_rows(hexagons.cells)}
    seen = set()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        for _ in range(36):
            press(window, key)
            seen.add(area.verticalScrollBar().value())
            place = hexagons.place_of(hexagons.item)
            assert place.top() >= area.verticalScrollBar().value() - 1
            assert place.bottom() <= area.verticalScrollBar().value() + area.viewport().height() + 8
    assert len(seen) > 3
    assert seen - {area.verticalScrollBar().maximum()} <= tops


def test_the_lens_of_quizzes_needs_more_lines_and_keeps_the_item_in_sight(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    hexagons = open_map(qtbot, window, library, SMALLEST)
    hexagons.setFocus()
    press(window, Qt.Key.Key_Home)
    for _ in range(5):
        press(window, Qt.Key.Key_Down)
    low = part_of(window, ItemStrip).height()
    press(window, Qt.Key.Key_4)
    QApplication.processEvents()
    assert part_of(window, ItemStrip).height() > low
    area = window.map.findChildren(QScrollArea)[0]
    bottom = hexagons.place_of(hexagons.item).bottom()
    assert bottom <= area.verticalScrollBar().value() + area.viewport().height() + 8
