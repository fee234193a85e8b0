"""The line of time: where days lie, what it says of them, and how one goes from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Motion, Theme
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.time_line import TimeLine
from roadmap_cards.gui.widgets.time_line_frame import MONTH_ROOM, TimeFrame, month_on
from roadmap_cards.gui.widgets.time_line_panel import TimeLinePanel
from roadmap_cards.gui.widgets.time_line_play import PlayButton
from roadmap_cards.gui.widgets.time_line_words import NOTHING_YET, READING, described, held_on, sureness
from roadmap_cards.library.map import RoadmapMap
from roadmap_cards.library.past import CoursePoint, Scenario, Travel
from roadmap_cards.study.day import day_of

TODAY = day_of(date(2026, 11, 23))
Band = Mapping[Scenario, tuple[tuple[int, float, float], ...]]


class NoMaps:
    """The line asks for no map: its page does."""

    def at(self, day: int, scenario: Scenario) -> RoadmapMap:
        raise AssertionError((day, scenario))


def travel(*, past: int = 100, ahead: int = 180, band: Band | None = None, late: int = 80) -> Travel:
    """Return a way from nothing to an item a day, which is lost as fast, or goes on twice as fast."""
    days = range(TODAY, TODAY + ahead + 1)
    return Travel(
        id=1,
        first=TODAY - past,
        today=TODAY,
        last=TODAY + ahead,
        late=late,
        past=tuple(CoursePoint(day, day - TODAY + past, 0.5) for day in range(TODAY - past, TODAY + 1)),
        ahead={
            Scenario.STOP: tuple(CoursePoint(day, max(0, past - day + TODAY), 0.5) for day in days),
            Scenario.PACE: tuple(CoursePoint(day, past + 2 * (day - TODAY), 0.5) for day in days),
        },
        band=band or {},
        rough=band is None,
        replay=NoMaps(),
    )


def sure() -> Travel:
    return travel(band=dict.fromkeys(Scenario, ((TODAY, 100.0, 100.0), (TODAY + 180, 40.0, 90.0))))


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> TimeLine:
    line = TimeLine(theme)
    qtbot.addWidget(line)
    line.resize(624, 76)  # 600 px between both sides
    line.show()
    line.set_travel(travel(past=120))
    return line


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> TimeLinePanel:
    panel = TimeLinePanel(theme)
    qtbot.addWidget(panel)
    panel.resize(1008, 80)
    panel.show()
    panel.set_travel(travel())
    QApplication.processEvents()
    return panel


def click(line: TimeLine, x: int) -> None:
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(x, 40))


def press_at(line: TimeLine, x: int) -> None:
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(x, 40))


# --- Where days lie ----------------------------------------------------------------------------------


def test_every_day_is_found_again_where_it_lies() -> None:
    frame = TimeFrame(TODAY - 400, TODAY + 180, 10, 12, 700, 8, 52)
    assert [frame.day_at(frame.x(day)) for day in range(TODAY - 400, TODAY + 181)] == list(
        range(TODAY - 400, TODAY + 181)
    )
    assert frame.day_at(-50) == TODAY - 400
    assert frame.day_at(5000) == TODAY + 180


@pytest.mark.parametrize(("past", "width"), [(1, 120), (30, 300), (400, 660), (400, 180), (3000, 660)])
def test_months_are_named_as_far_as_there_is_room(past: int, width: int) -> None:
    frame = TimeFrame(TODAY - past, TODAY + 180, 10, 0, width, 8, 52)
    places = [x for x, _ in frame.months()]
    assert all(later - x >= MONTH_ROOM * 0.9 for x, later in pairwise(places))


def test_january_is_called_by_its_year() -> None:
    names = [name for _, name in TimeFrame(TODAY - 60, TODAY + 60, 10, 0, 900, 8, 52).months()]
    assert names == ["Oct", "Nov", "Dec", "2027"]


def test_a_month_on_is_the_same_date_or_the_last_of_the_month() -> None:
    assert month_on(day_of(date(2026, 11, 23)), 1) == day_of(date(2026, 12, 23))
    assert month_on(day_of(date(2027, 1, 31)), 1) == day_of(date(2027, 2, 28))
    assert month_on(day_of(date(2027, 1, 31)), -2) == day_of(date(2026, 11, 30))


# --- What it says ------------------------------------------------------------------------------------


def test_what_is_held_comes_from_the_past_or_from_the_way_that_is_followed() -> None:
    one = travel()
    assert held_on(one, TODAY - 40, Scenario.PACE) == 60
    assert held_on(one, TODAY + 10, Scenario.STOP) == 90
    assert held_on(one, TODAY + 10, Scenario.PACE) == 120


def test_a_day_is_said_with_what_it_rests_on() -> None:
    said = described(travel(late=12), TODAY + 30, Scenario.STOP)
    assert said.startswith("23 December 2026, if you stop, in 30 days: 70 items held. Rough: ")
    assert said.endswith("you have 12.")
    assert described(travel(), TODAY - 92, Scenario.STOP) == "23 August 2026, 92 days ago: 8 items held."
    assert sureness(sure(), Scenario.STOP) == (
        "By 22 May 2027: 40 to 90 held, 9 times in 10; measured on 80 late reviews of yours."
    )
    certain = travel(band=dict.fromkeys(Scenario, ((TODAY + 180, 0.0, 0.3),)))
    assert sureness(certain, Scenario.STOP).startswith("By 22 May 2027: 0 held, ")


# --- The slider --------------------------------------------------------------------------------------


def test_a_click_and_a_drag_go_to_the_day_under_the_pointer(line: TimeLine) -> None:
    told: list[int] = []
    line.went.connect(told.append)
    click(line, 12)
    assert told == [TODAY - 120]
    press_at(line, 12 + 240)
    QTest.mouseMove(line, QPoint(12 + 440, 40))
    QTest.mouseMove(line, QPoint(9000, 40))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QPoint(9000, 40))
    assert (told[1], told[-1]) == (TODAY, TODAY + 180)


def test_keys_go_by_days_and_to_the_ends(line: TimeLine) -> None:
    line.setFocus()
    for key, day in (
        (Qt.Key.Key_Left, TODAY - 1),
        (Qt.Key.Key_Right, TODAY),
        (Qt.Key.Key_PageUp, TODAY + 30),
        (Qt.Key.Key_Home, TODAY - 120),
        (Qt.Key.Key_End, TODAY + 180),
    ):
        QTest.keyClick(line, key)
        assert line.day == day


def test_a_screen_reader_hears_a_slider_with_its_day(line: TimeLine) -> None:
    interface = QAccessible.queryAccessibleInterface(line)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Day of the map"
    line.set_day(TODAY - 20)
    value = interface.valueInterface()
    assert (value.minimumValue(), value.currentValue(), value.maximumValue()) == (-120, -20, 180)
    assert interface.text(QAccessible.Text.Description) == "3 November 2026, 20 days ago: 100 items held."


@pytest.mark.parametrize(("reading", "reason"), [(True, READING), (False, NOTHING_YET)])
def test_without_a_way_through_time_it_says_why(line: TimeLine, reading: bool, reason: str) -> None:
    line.set_travel(None, reading=reading)
    assert not line.isEnabled()
    assert line.reason == reason
    assert line.accessibleDescription() == reason
    before = line.grab().toImage()
    line.set_travel(None, reading=not reading)
    assert line.grab().toImage() != before


def test_the_band_is_drawn_where_there_is_one(line: TimeLine, theme: Theme) -> None:
    def drawn() -> set[str]:
        image = line.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(400, 612) for y in range(6, 52)}

    line.set_travel(travel())
    rough = drawn()
    line.set_travel(sure())
    assert len(drawn() - rough) > 0


# --- The panel ---------------------------------------------------------------------------------------


def test_the_panel_counts_and_tells_how_far_a_day_is(panel: TimeLinePanel) -> None:
    told: list[int] = []
    panel.went.connect(lambda: told.append(panel.day))
    assert panel.words == ["100 held", "today"]
    panel.step(-1)
    assert panel.words == ["99 held", "1 day ago"]
    panel.step_month(-1)
    assert panel.day == day_of(date(2026, 10, 22))
    panel.step(-1000)
    assert panel.words == ["0 held", "100 days ago"]
    panel.step(1000)
    assert panel.words == ["0 held", "in 180 days"]
    panel.go_today()
    assert told == [TODAY - 1, day_of(date(2026, 10, 22)), TODAY - 100, TODAY + 180, TODAY]
    assert not panel.travels


def test_the_way_ahead_is_chosen_among_two(panel: TimeLinePanel) -> None:
    panel.step(10)
    ways = panel.findChildren(QRadioButton)
    assert [way.accessibleName() for way in ways] == [
        "The map ahead at your pace: 460 held at the end",
        "The map ahead if you stop: 0 held at the end",
    ]
    assert panel.words[0] == "90 held"
    ways[0].click()
    assert panel.scenario is Scenario.PACE
    assert panel.words[0] == "120 held"
    assert "rough" in {text.text() for text in panel.findChildren(Text) if text.isVisible()}
    panel.set_travel(sure())
    assert "rough" not in {text.text() for text in panel.findChildren(Text) if text.isVisible()}
    assert panel.words == ["120 held", "in 10 days"], "the day one is on stays"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_tool_tip_comes_above_the_line_of_time(qtbot: QtBot, panel: TimeLinePanel) -> None:
    panel.set_travel(sure())
    panel.move(300, 400)
    QApplication.processEvents()
    held = next(text for text in panel.findChildren(Text) if text.text() == "100 held")
    for part in (*panel.findChildren(QRadioButton), held):
        at = part.rect().center()
        QApplication.sendEvent(part, QHelpEvent(QEvent.Type.ToolTip, at, part.mapToGlobal(at)))
        assert QToolTip.text() == part.toolTip() != ""
        assert part.accessibleDescription() == part.toolTip()
        (tip,) = [
            one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel") and one.isVisible()
        ]
        assert tip.geometry().bottom() < panel.geometry().top()
        assert tip.geometry().top() > panel.geometry().top() - 90
        QToolTip.hideText()
        qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_playing_begins_with_the_first_day_goes_through_today_and_ends(
    qtbot: QtBot, panel: TimeLinePanel, theme: Theme
) -> None:
    theme.set_motion(Motion.ON)
    panel.set_travel(travel(past=3, ahead=3))
    days: list[int] = []
    panel.went.connect(lambda: days.append(panel.day))
    panel.findChildren(PlayButton)[0].click()
    assert panel.is_playing
    assert panel.play_words == "Pause"
    qtbot.waitUntil(lambda: not panel.is_playing, timeout=5000)
    assert days[0] <= TODAY - 2
    assert days == sorted(set(days))
    assert panel.day == TODAY + 3
    assert panel.play_words == "Play"


def test_playing_pauses_goes_on_and_yields_to_the_person(
    qtbot: QtBot, panel: TimeLinePanel, theme: Theme
) -> None:
    theme.set_motion(Motion.ON)
    panel.go(TODAY - 50)
    panel.toggle_play()
    qtbot.waitUntil(lambda: panel.day > TODAY - 50)
    panel.toggle_play()
    paused = panel.day
    assert not panel.is_playing
    panel.toggle_play()
    qtbot.waitUntil(lambda: panel.day > paused)
    assert panel.day < TODAY, "it went on from where it was"
    panel.step(-30)
    assert not panel.is_playing
    panel.toggle_play()
    panel.hide()
    assert not panel.is_playing


def test_without_motion_play_goes_a_month_on_at_each_press(panel: TimeLinePanel) -> None:
    assert panel.play_words == "One month on"
    panel.toggle_play()
    assert panel.day == TODAY - 100
    panel.toggle_play()
    assert panel.day == month_on(TODAY - 100, 1)
    assert not panel.is_playing


@pytest.mark.parametrize("width", [448, 640, 1008])
def test_all_of_it_is_within_the_panel(panel: TimeLinePanel, width: int) -> None:
    panel.resize(width, panel.height())
    panel.step(-10)
    QApplication.processEvents()
    assert panel.width() == width
    for part in panel.findChildren(QWidget):
        if part.isVisible():
            place = part.mapTo(panel, QPoint()), part.mapTo(panel, part.rect().bottomRight())
            assert panel.rect().contains(place[0]), part
            assert panel.rect().contains(place[1]), part
    for text in panel.findChildren(Text):
        if text.isVisible():
            assert text.width() >= text.fontMetrics().horizontalAdvance(text.text()), text.text()


# --- What it is drawn from ---------------------------------------------------------------------------


def drawn(theme: Theme, shown: Travel, scenario: Scenario) -> QImage:
    """Return how a travel looks on a line that never showed another."""
    other = TimeLine(theme)
    other.resize(624, 76)
    other.set_scenario(scenario)
    other.set_travel(shown)
    picture = other.grab().toImage()
    other.deleteLater()
    return picture


def test_it_is_drawn_anew_for_another_travel_or_way_and_stays_for_the_same(
    theme: Theme, line: TimeLine
) -> None:
    line.clearFocus()
    short, high = travel(past=120), travel(past=300)
    line.set_travel(short)
    before = line.grab().toImage()
    assert before == drawn(theme, short, Scenario.STOP)
    line.set_day(TODAY - 9)
    assert line.grab().toImage() != before
    line.set_travel(short)
    assert (line.day, line.grab().toImage()) == (TODAY, before)
    for shown, scenario in ((high, Scenario.STOP), (high, Scenario.PACE), (sure(), Scenario.STOP)):
        line.set_travel(shown)
        line.set_scenario(scenario)
        assert line.grab().toImage() == drawn(theme, shown, scenario)
    line.set_travel(None, reading=True)
    reading = line.grab().toImage()
    line.set_travel(None, reading=False)
    assert line.grab().toImage() != reading


def test_points_of_a_line_lie_where_their_days_and_counts_do() -> None:
    frame = TimeFrame(TODAY - 40, TODAY + 20, 31.0, 12.0, 500.0, 8.0, 52.0)
    points = [(TODAY - 50, 0), (TODAY - 40, 3), (TODAY - 7, 30.5), (TODAY, 31), (TODAY + 30, 7)]
    assert frame.line(points).toList() == [QPointF(frame.x(day), frame.y(held)) for day, held in points]
