"""When the map fades into another day: for the day on which one settles, never while days pass by."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.pages.map import MapPage
from roadmap_cards.gui.theme import Motion, Theme
from roadmap_cards.gui.widgets.hex_map import HexMap
from roadmap_cards.gui.widgets.time_line import TimeLine
from roadmap_cards.gui.widgets.time_line_play import Player
from roadmap_cards.library.map import MapItem, MapTopic, RoadmapMap
from roadmap_cards.library.past import CoursePoint, Scenario, Travel
from roadmap_cards.study.mastery import CardMemory, of_item

PAST = 100
LEFT = Qt.MouseButton.LeftButton


class Forgetting:
    """Makes days on which every item that was seen is known the less, the farther they are from today."""

    def __init__(self, today: RoadmapMap) -> None:
        self._today = today

    def at(self, day: int, scenario: Scenario) -> RoadmapMap:
        apart = abs(day - self._today.day) + 30 * (scenario is Scenario.PACE)

        def item(one: MapItem) -> MapItem:
            if not one.seen:
                return one
            return replace(one, mastery=of_item([CardMemory(90, 0.99 ** (apart + one.id))]))

        def topic(one: MapTopic) -> MapTopic:
            rows = (replace(row, items=tuple(map(item, row.items))) for row in one.sections)
            return replace(one, sections=tuple(rows))

        levels = (replace(level, topics=tuple(map(topic, level.topics))) for level in self._today.levels)
        return replace(self._today, day=day, levels=tuple(levels))


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, a_map: RoadmapMap) -> MapPage:
    theme.set_motion(Motion.ON)
    today, ahead = a_map.day, range(a_map.day, a_map.day + 181)
    page = MapPage(theme)
    qtbot.addWidget(page)
    page.resize(1072, 800)
    page.show()
    page.show_maps([a_map])
    page.show_travels(
        [
            Travel(
                id=a_map.id,
                first=today - PAST,
                today=today,
                last=today + 180,
                late=0,
                past=tuple(CoursePoint(day, 1, 0.5) for day in range(today - PAST, today + 1)),
                ahead={scenario: tuple(CoursePoint(day, 1, 0.5) for day in ahead) for scenario in Scenario},
                band={},
                rough=True,
                replay=Forgetting(a_map),
            )
        ]
    )
    QApplication.processEvents()
    hexagons(page).grab()
    return page


def hexagons(page: MapPage) -> HexMap:
    return page.findChildren(HexMap)[0]


def line(page: MapPage) -> TimeLine:
    return page.findChildren(TimeLine)[0]


def fade(page: MapPage) -> QAbstractAnimation:
    return hexagons(page).findChildren(QAbstractAnimation)[0]


def fades(page: MapPage) -> bool:
    return fade(page).state() != QAbstractAnimation.State.Stopped


def test_a_key_a_step_and_another_way_ahead_fade(page: MapPage, a_map: RoadmapMap) -> None:
    assert not fades(page)
    page.time.step_month(1)
    assert fades(page)
    fade(page).setCurrentTime(fade(page).duration())
    assert not fades(page)
    line(page).setFocus()
    QTest.keyClick(line(page), Qt.Key.Key_Home)
    assert page.time.day == a_map.day - PAST
    assert fades(page)
    page.go_to_day(a_map.day)
    fade(page).setCurrentTime(fade(page).duration())
    page.go_to_day(a_map.day + 10)
    fade(page).setCurrentTime(fade(page).duration())
    page.time.choose(Scenario.PACE)
    assert fades(page)


def test_a_click_on_the_line_fades_and_a_drag_does_not(page: MapPage, a_map: RoadmapMap) -> None:
    places = [QPoint(x, 30) for x in (60, 160, 165, 170)]
    QTest.mousePress(line(page), LEFT, pos=places[0])
    day = page.time.day
    assert day != a_map.day
    assert fades(page)
    for place in places[1:]:
        QTest.mouseMove(line(page), place)
        assert page.time.day != day
        day = page.time.day
        assert not fades(page)
    QTest.mouseRelease(line(page), LEFT, pos=places[-1])
    assert not fades(page)
    page.time.go_today()
    assert fades(page), "the drag is over"
    fade(page).setCurrentTime(fade(page).duration())
    QTest.mouseClick(line(page), LEFT, pos=places[0])
    assert fades(page)


def test_while_it_plays_nothing_fades(page: MapPage, a_map: RoadmapMap) -> None:
    page.time.toggle_play()
    player = page.findChildren(Player)[0]
    for day in (a_map.day - PAST, a_map.day - 60, a_map.day - 20):
        player.came.emit(day + 0.5)
        assert page.time.day == day
        assert not fades(page)
    page.time.go_today()
    assert not page.time.is_playing
    assert fades(page)


def test_a_fade_is_ended_by_playing_and_by_leaving(page: MapPage, a_map: RoadmapMap) -> None:
    page.time.step_month(-1)
    assert fades(page)
    page.time.toggle_play()
    page.findChildren(Player)[0].came.emit(float(a_map.day - 20))
    assert not fades(page)
    page.time.pause()
    page.time.go_today()
    assert fades(page)
    page.hide()
    assert not fades(page)


def test_where_motion_is_off_nothing_fades(page: MapPage, theme: Theme) -> None:
    theme.set_motion(Motion.OFF)
    page.time.step_month(-1)
    assert not fades(page)


def test_what_is_written_is_that_of_the_day_at_once(page: MapPage, a_map: RoadmapMap) -> None:
    page.time.step_month(-1)
    fade(page).pause()
    assert page.shown is not None
    assert page.shown.day == page.time.day != a_map.day
    assert [cell.item for cell in hexagons(page).cells] == list(page.shown.items)


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_picture_that_is_saved_shows_the_day_as_it_is(page: MapPage, tmp_path: Path, ending: str) -> None:
    page.time.step_month(-1)
    fade(page).pause()
    fade(page).setCurrentTime(60)
    during, after = tmp_path / f"during.{ending}", tmp_path / f"after.{ending}"
    page.save_picture(during)
    fade(page).setCurrentTime(fade(page).duration())
    page.save_picture(after)
    assert during.read_bytes() == after.read_bytes()
