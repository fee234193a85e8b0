"""The charts of the statistics: what they say, where one can walk in them, and what they leave undrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from made_statistics import FIRST, TODAY, made_statistics
from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.theme import Contrast, Scheme, Theme
from roadmap_cards.gui.widgets.calendar_chart import CalendarChart, HeatLegend
from roadmap_cards.gui.widgets.chart import Chart
from roadmap_cards.gui.widgets.chart_axis import Plot, Unit, draw_below, month_starts, parts_from
from roadmap_cards.gui.widgets.chart_panel import ChartPanel
from roadmap_cards.gui.widgets.chart_table import ChartTable, cell_words, filled_columns
from roadmap_cards.gui.widgets.drawing import painter_on
from roadmap_cards.gui.widgets.due_chart import DueChart
from roadmap_cards.gui.widgets.mastery_chart import MasteryChart
from roadmap_cards.gui.widgets.month_line import MonthLine
from roadmap_cards.gui.widgets.phase_chart import PhaseChart
from roadmap_cards.gui.widgets.retention_chart import RetentionChart, scale_begin
from roadmap_cards.gui.widgets.stability_chart import StabilityChart, short_days
from roadmap_cards.gui.widgets.time_chart import TimeChart
from roadmap_cards.study.day import day_of
from roadmap_cards.study.statistics import Course, DayStudy, GradeMix, Grades, Said, Table

SHOWN = made_statistics()
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


def calendar(theme: Theme) -> Chart:
    chart = CalendarChart(theme)
    chart.show_calendar(SHOWN.calendar)
    return chart


def due(theme: Theme) -> Chart:
    chart = DueChart(theme)
    chart.show_due(SHOWN.due)
    return chart


def retention(theme: Theme) -> Chart:
    chart = RetentionChart(theme)
    chart.show_retention(SHOWN.retention)
    return chart


def mastery(theme: Theme) -> Chart:
    chart = MasteryChart(theme)
    chart.show_courses(SHOWN.mastery)
    return chart


def time(theme: Theme) -> Chart:
    chart = TimeChart(theme)
    chart.show_time(SHOWN.time)
    return chart


def grades(theme: Theme) -> Chart:
    chart = PhaseChart(theme)
    chart.show_grades(SHOWN.grades)
    return chart


def stability(theme: Theme) -> Chart:
    chart = StabilityChart(theme)
    chart.show_stabilities(SHOWN.stabilities)
    return chart


CHARTS = (calendar, due, retention, mastery, time, grades, stability)


def open_chart(qtbot: QtBot, chart: Chart, width: int = 446) -> Chart:
    """Show a chart as a window of its own, with the keyboard in it."""
    qtbot.addWidget(chart)
    chart.resize(
        width, chart.heightForWidth(width) if chart.hasHeightForWidth() else chart.sizeHint().height()
    )
    with qtbot.waitActive(chart):
        chart.show()
        chart.activateWindow()
    chart.clearFocus()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return chart


def keys(chart: Chart, *pressed: Qt.Key) -> str:
    """Press keys and return what a screen reader says then."""
    for key in pressed:
        QTest.keyClick(chart, key)
    return chart.accessibleDescription()


def hover(chart: Chart, where: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, chart.mapToGlobal(where), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(chart, event)


# --- Walking -----------------------------------------------------------------------------------------


def test_the_calendar_is_walked_by_weeks_and_days_from_today(theme: Theme, qtbot: QtBot) -> None:
    chart = open_chart(qtbot, calendar(theme), 964)
    assert chart.accessibleDescription().startswith("Today, Monday 23 November 2026: ")
    assert keys(chart, LEFT).startswith("Monday 16 November 2026: ")
    assert keys(chart, DOWN).startswith("Tuesday 17 November 2026: ")
    assert keys(chart, UP, UP).startswith("Sunday 15 November 2026: ")
    assert keys(chart, Qt.Key.Key_Home).startswith("Monday 24 November 2025: nothing yet")
    assert keys(chart, LEFT, UP).startswith("Monday 24 November 2025: nothing yet")


def test_a_day_without_study_after_the_first_is_called_so(theme: Theme, qtbot: QtBot) -> None:
    rest = next(day for day in SHOWN.calendar.days if day.day > FIRST and not day.answers)
    chart = open_chart(qtbot, calendar(theme), 964)
    assert chart.marks[rest.day - SHOWN.calendar.days[0].day].words == "no study"


def test_the_forecast_says_reviews_and_minutes_of_a_day(theme: Theme, qtbot: QtBot) -> None:
    chart = open_chart(qtbot, due(theme))
    assert chart.accessibleDescription() == "Today: 42 reviews and 9 new, about 14 min"
    assert keys(chart, RIGHT) == "Tuesday 24 November: 45 reviews and 9 new, about 15 min"
    assert keys(chart, LEFT, LEFT) == "Today: 42 reviews and 9 new, about 14 min"
    assert keys(chart, Qt.Key.Key_End).startswith("Tuesday 22 December: ")


def test_retention_says_share_number_and_interval(theme: Theme, qtbot: QtBot) -> None:
    chart = open_chart(qtbot, retention(theme))
    assert chart.accessibleDescription() == "November 2026: 91 % of 640, likely 89 to 93 %"
    assert keys(chart, LEFT).startswith("October 2026: 90 % of 860")


def test_up_and_down_change_the_line_and_keep_the_day(theme: Theme, qtbot: QtBot) -> None:
    chart = open_chart(qtbot, mastery(theme))
    assert chart.accessibleDescription() == "Junior, 23 November: 75 % mastery"
    assert keys(chart, DOWN) == "Middle, 23 November: 54 % mastery"
    before = keys(chart, LEFT)
    assert before.startswith("Middle, 18 November")
    assert keys(chart, UP).startswith("Junior, 18 November")
    assert keys(chart, UP).startswith("Junior, 18 November")


def test_grades_are_walked_by_grade_and_phase(theme: Theme, qtbot: QtBot) -> None:
    chart = open_chart(qtbot, grades(theme))
    assert chart.accessibleDescription() == "New, Again: 22 %, 310 of 1,398 answers"
    assert keys(chart, RIGHT, RIGHT) == "New, Good: 65 %, 905 of 1,398 answers"
    assert keys(chart, DOWN, DOWN, DOWN) == "Mature, Good: 74 %, 2,120 of 2,881 answers"


def test_time_says_both_of_a_month(theme: Theme, qtbot: QtBot) -> None:
    chart = open_chart(qtbot, time(theme))
    assert chart.accessibleDescription() == "November 2026: 13 min a day, 8.7 s an answer"


def test_stabilities_are_said_in_the_unit_that_suits_them(theme: Theme, qtbot: QtBot) -> None:
    chart = open_chart(qtbot, stability(theme))
    assert chart.accessibleDescription() == "Under 1 day: 14 cards"
    assert keys(chart, RIGHT) == "1 to 3 days: 52 cards"
    assert keys(chart, Qt.Key.Key_End) == "365 days or more: 22 cards"
    assert [short_days(edge) for edge in (0, 7, 120, 365)] == ["0", "7 d", "120 d", "1 y"]


@pytest.mark.parametrize("make", CHARTS)
def test_what_the_pointer_is_on_is_what_the_keyboard_would_say(
    theme: Theme, qtbot: QtBot, make: Callable[[Theme], Chart]
) -> None:
    chart = open_chart(qtbot, make(theme), 600)
    mark = chart.marks[len(chart.marks) // 3]
    hover(chart, mark.reach.center())
    assert chart.pointed == mark
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.pointed is not None
    assert chart.accessibleDescription().startswith(chart.pointed.spoken)


@pytest.mark.parametrize("make", CHARTS)
def test_a_label_appears_where_the_keyboard_is_and_goes_with_it(
    theme: Theme, qtbot: QtBot, make: Callable[[Theme], Chart]
) -> None:
    chart = open_chart(qtbot, make(theme), 600)
    labelled = chart.grab().toImage()
    chart.clearFocus()
    plain = chart.grab().toImage()
    assert labelled != plain
    assert chart.pointed is None


@pytest.mark.parametrize("make", CHARTS)
def test_every_mark_can_be_reached_by_pointer_inside_the_chart(
    theme: Theme, qtbot: QtBot, make: Callable[[Theme], Chart]
) -> None:
    chart = open_chart(qtbot, make(theme), 448)
    inside = chart.rect().adjusted(-2, -2, 2, 2)
    assert all(inside.contains(mark.reach.toAlignedRect()) for mark in chart.marks)
    assert len({mark.spoken for mark in chart.marks}) == len(chart.marks)


def test_a_click_takes_the_keyboard_to_a_mark(theme: Theme, qtbot: QtBot) -> None:
    chart = open_chart(qtbot, due(theme))
    chart.clearFocus()
    where = chart.marks[4].reach.center().toPoint()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert chart.accessibleDescription() == chart.marks[4].spoken


def test_a_chart_that_the_page_begins_with_shows_nothing_before_it_is_walked(
    theme: Theme, qtbot: QtBot
) -> None:
    chart = open_chart(qtbot, due(theme))
    chart.forget_place()
    chart.clearFocus()
    chart.setFocus()
    assert chart.pointed is None
    keys(chart, RIGHT)
    assert chart.pointed is not None


# --- Months ------------------------------------------------------------------------------------------


@pytest.fixture
def year(theme: Theme, qtbot: QtBot) -> tuple[CalendarChart, MonthLine]:
    chart = CalendarChart(theme)
    line = MonthLine(theme, chart)
    qtbot.addWidget(line)
    chart.show_calendar(SHOWN.calendar)
    open_chart(qtbot, chart, 964).clearFocus()
    return chart, line


def number_of(day: date) -> int:
    return day_of(day) - SHOWN.calendar.days[0].day


def test_the_line_tells_the_present_month_until_another_is_pointed_at(
    year: tuple[CalendarChart, MonthLine],
) -> None:
    chart, line = year
    assert line.text().startswith("November so far: ")
    hover(chart, chart.marks[number_of(date(2026, 8, 14))].reach.center())
    assert line.text().startswith("August: ")
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert line.text().startswith("November so far: ")


def test_arrows_tell_the_month_they_come_to_and_a_screen_reader_hears_it(
    year: tuple[CalendarChart, MonthLine],
) -> None:
    chart, line = year
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    heard = keys(chart, LEFT, LEFT, LEFT, LEFT)
    assert line.text().startswith("October: ")
    assert heard.startswith("Monday 26 October 2026: ")
    assert heard.endswith(line.text())
    keys(chart, Qt.Key.Key_Home)
    assert line.text() == "November 2025: nothing yet"


def test_the_name_of_a_month_can_be_pointed_at_and_clicked(year: tuple[CalendarChart, MonthLine]) -> None:
    chart, line = year
    first = chart.marks[number_of(date(2026, 8, 3))].reach  # the Monday that the name stands above
    name = QPointF(first.left() + 8, first.top() - 10)
    hover(chart, name)
    assert line.text().startswith("August: ")
    assert chart.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, name.toPoint())
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert line.text().startswith("August: "), "it stays with the keyboard"
    assert chart.accessibleDescription().startswith("Saturday 1 August 2026: ")


def test_the_label_of_a_day_lies_over_the_name_of_its_month(
    year: tuple[CalendarChart, MonthLine], monkeypatch: pytest.MonkeyPatch
) -> None:
    chart, _ = year
    mark = chart.marks[number_of(date(2026, 8, 12))]
    hover(chart, mark.reach.center())
    box = chart.label_box(mark).toRect().adjusted(2, 2, -2, -2)
    labelled = chart.grab(box).toImage()
    monkeypatch.setattr(CalendarChart, "draw_hot", lambda *_: None)
    assert chart.grab(box).toImage() == labelled


def test_the_line_needs_no_more_room_for_a_longer_month(year: tuple[CalendarChart, MonthLine]) -> None:
    chart, line = year
    heights = set()
    for day in (date(2025, 12, 3), date(2026, 8, 14)):
        hover(chart, chart.marks[number_of(day)].reach.center())
        heights.add(line.heightForWidth(300))
    assert len(heights) == 1


# --- What is drawn -----------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_day_is_tinted_by_its_minutes(scheme: Scheme, theme: Theme, qtbot: QtBot) -> None:
    theme.set_scheme(scheme)
    minutes = {1: "heat1", 5.4: "heat1", 6: "heat2", 11: "heat3", 16: "heat4", 90: "heat4"}
    days = tuple(DayStudy(TODAY - len(minutes) + at, 9, each) for at, each in enumerate(minutes))
    chart = CalendarChart(theme)
    chart.show_calendar(replace(SHOWN.calendar, days=(*days, DayStudy(TODAY, 0, 0)), first=days[0].day))
    open_chart(qtbot, chart, 964).clearFocus()
    image = chart.grab().toImage()
    seen = [image.pixelColor(mark.reach.center().toPoint()) for mark in chart.marks[:-1]]
    assert seen == [theme.colour(heat) for heat in minutes.values()]
    assert image.pixelColor(chart.marks[-1].reach.center().toPoint()) == theme.colour("accent_bg")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(45.0, "1–20, 21–40, 41–60, 61+"), (14.0, "1–5, 6–10, 11–15, 16+"), (1.0, "1, 2, 3, 4+")],
)
def test_tints_stand_for_as_many_minutes_as_days_are_long(
    theme: Theme, qtbot: QtBot, minutes: float, words: str
) -> None:
    chart, legend = CalendarChart(theme), HeatLegend(theme)
    qtbot.addWidget(chart)
    qtbot.addWidget(legend)
    days = tuple(DayStudy(TODAY - 40 + at, 90, minutes) for at in range(41))
    chart.show_calendar(replace(SHOWN.calendar, days=days))
    legend.set_step(chart.step)
    assert legend.accessibleName() == f"Tints in minutes: {words}"


def test_the_goal_is_drawn_only_where_all_counts_towards_it(theme: Theme, qtbot: QtBot) -> None:
    light = tuple(replace(day, minutes=day.minutes / 10) for day in SHOWN.due.days)
    tops = []
    for against in (True, False):
        chart = DueChart(theme)
        qtbot.addWidget(chart)
        chart.resize(446, 153)
        chart.show_due(replace(SHOWN.due, days=light), against_goal=against)
        tops.append(min(mark.at.y() for mark in chart.marks))
    assert tops[1] < tops[0] - 20


def test_the_goal_stands_beside_bars_that_are_higher(theme: Theme, qtbot: QtBot) -> None:
    rights = []
    for goal in (15, 5):
        chart = DueChart(theme)
        qtbot.addWidget(chart)
        chart.resize(446, 153)
        chart.show_due(replace(SHOWN.due, goal=goal))
        rights.append(chart.marks[-1].reach.right())
    assert rights[0] == pytest.approx(446)
    assert rights[1] < 446 - 50


def test_a_narrow_calendar_writes_the_year_on_two_lines(theme: Theme, qtbot: QtBot) -> None:
    wide, narrow = calendar(theme).heightForWidth(964), calendar(theme).heightForWidth(400)
    assert wide < 160
    assert narrow > 200
    chart = open_chart(qtbot, calendar(theme), 400)
    first, last = chart.marks[0].reach, chart.marks[-1].reach
    assert last.top() > first.bottom() + 60
    assert last.width() >= 10


def test_more_contrast_outlines_the_tints(theme: Theme, qtbot: QtBot) -> None:
    chart = open_chart(qtbot, calendar(theme), 964)
    chart.clearFocus()

    def outlined() -> int:
        image, line = chart.grab().toImage(), theme.colour("line2")
        return sum(
            image.pixelColor(x, y) == line for x in range(0, image.width(), 3) for y in range(image.height())
        )

    before = outlined()
    theme.set_more_contrast(Contrast.ON)
    assert outlined() > before + 40


def test_the_scale_of_retention_begins_below_all_that_is_sure(theme: Theme) -> None:
    assert scale_begin(SHOWN.retention) == 0.8
    few = replace(SHOWN.retention.parts[0], asked=3, right=3, low=0.5, high=1.0)
    assert scale_begin(replace(SHOWN.retention, parts=(*SHOWN.retention.parts, few))) == 0.8
    poor = replace(SHOWN.retention.parts[0], right=180, low=0.53, high=0.62)
    assert scale_begin(replace(SHOWN.retention, parts=(poor,))) == 0.5


def test_a_week_without_reviews_leaves_a_gap(theme: Theme, qtbot: QtBot) -> None:
    parts = list(SHOWN.retention.parts)
    del parts[2]
    chart = RetentionChart(theme)
    chart.show_retention(replace(SHOWN.retention, parts=tuple(parts)))
    open_chart(qtbot, chart)
    assert [mark.title for mark in chart.marks][:3] == ["March 2026", "April 2026", "June 2026"]
    first, second, third = (mark.at.x() for mark in chart.marks[:3])
    assert third - second == pytest.approx(2 * (second - first))


def test_a_phase_without_answers_says_none_and_is_passed_over(theme: Theme, qtbot: QtBot) -> None:
    mixes = list(SHOWN.grades.mixes)
    mixes[1] = GradeMix(mixes[1].phase, (0, 0, 0, 0))
    chart = PhaseChart(theme)
    chart.show_grades(Grades(SHOWN.grades.said, tuple(mixes)))
    open_chart(qtbot, chart)
    assert keys(chart, DOWN).startswith("Young, Again")


def days(*dates: tuple[int, int, int]) -> tuple[int, ...]:
    return tuple(day_of(date(*each)) for each in dates)


@pytest.mark.parametrize(
    ("starts", "unit", "columns", "words", "label"),
    [
        (
            days((2026, 9, 7), (2026, 9, 14), (2026, 9, 28)),
            Unit.WEEK,
            [0, 1, 3],
            "Week from 14 September",
            "14 Sep",
        ),
        (
            days((2026, 9, 7), (2026, 9, 14), (2026, 9, 21)),
            Unit.WEEK,
            [0, 1, 2],
            "Week from 14 September",
            "14 Sep",
        ),
        (days((2025, 11, 24), (2025, 12, 1), (2026, 1, 1)), Unit.MONTH, [0, 1, 2], "December 2025", "Dec"),
        (
            days((2024, 5, 3), (2024, 7, 1), (2025, 1, 1), (2025, 4, 1)),
            Unit.QUARTER,
            [0, 1, 3, 4],
            "Quarter from July 2024",
            "Jul 2024",
        ),
        (
            days((2012, 5, 3), (2013, 1, 1), (2015, 1, 1), (2016, 1, 1)),
            Unit.YEAR,
            [0, 1, 3, 4],
            "2013",
            "2013",
        ),
    ],
)
def test_parts_stand_where_their_time_is(
    starts: tuple[int, ...], unit: Unit, columns: list[int], words: str, label: str
) -> None:
    parts = parts_from(starts)
    assert (parts.unit, list(parts.columns), parts.words(1)) == (unit, columns, words)
    assert parts.labels[1] == (columns[1], label)


def test_a_cut_week_fills_the_place_of_a_whole_one_but_is_not_called_so() -> None:
    parts = parts_from(days((2026, 10, 25), (2026, 11, 2), (2026, 11, 9), (2026, 11, 16)))
    assert list(parts.columns) == [0, 2, 3, 4]
    assert parts.labels == [(2, "2 Nov"), (3, "9 Nov"), (4, "16 Nov")]
    assert parts.words(0) == "From 25 October"
    assert parts.words(1) == "Week from 2 November"


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        (days((2026, 10, 25), (2026, 10, 26)), "from 26 Oct"),
        (days((2026, 10, 25), (2026, 11, 1), (2026, 12, 1)), "in Dec"),
        (days((2024, 5, 3), (2024, 7, 1), (2024, 10, 1)), "from Oct 2024"),
        (days((2012, 5, 3), (2013, 1, 1), (2014, 1, 1)), "in 2014"),
        (days((2026, 10, 26)), ""),
    ],
)
def test_beside_the_last_value_stands_of_when_it_is(starts: tuple[int, ...], words: str) -> None:
    assert parts_from(starts).last_words == words


@pytest.mark.parametrize("width", [400, 446])
def test_the_first_of_october_is_named_seven_weeks_later(theme: Theme, qtbot: QtBot, width: int) -> None:
    today = day_of(date(2026, 11, 23))
    course = Course(
        "Expert/Researcher", tuple((today - 364 + 7 * at, (at + 1) / 60) for at in range(53)), 0.8
    )
    chart = MasteryChart(theme)
    chart.show_courses(replace(SHOWN.mastery, courses=(course,)))
    open_chart(qtbot, chart, width).clearFocus()
    image, ground = chart.grab().toImage(), theme.colour("surface")
    first, last = chart.marks[0].at.x(), chart.marks[-1].at.x()
    october = first + (last - first) * (day_of(date(2026, 10, 1)) - today + 364) / 364
    words = [
        x
        for x in range(round(october) - 8, round(october) + 9)
        if any(image.pixelColor(x, y) != ground for y in range(chart.height() - 12, chart.height() - 3))
    ]
    assert len(words) > 10


def test_every_part_of_a_phase_with_room_for_it_carries_its_share(theme: Theme, qtbot: QtBot) -> None:
    mixes = tuple(replace(mix, counts=(10, 9, 76, 5)) for mix in SHOWN.grades.mixes)
    chart = PhaseChart(theme)
    chart.show_grades(Grades(SHOWN.grades.said, mixes))
    open_chart(qtbot, chart, 400).clearFocus()
    image, ink = chart.grab().toImage(), theme.colour("surface")
    for mark in chart.marks[-4:-1]:
        inside = mark.reach.adjusted(5, 4, -5, -4).toRect()
        pixels = [
            image.pixelColor(x, y)
            for x in range(inside.left(), inside.right())
            for y in range(inside.top(), inside.bottom())
        ]
        assert any(abs(pixel.lightness() - ink.lightness()) < 12 for pixel in pixels), mark.title


@pytest.mark.parametrize("median", [float(at) for at in (2, 5, 14, 40, 45, 90, 100, 240, 400)])
def test_no_number_stands_on_the_line_of_the_middle(theme: Theme, qtbot: QtBot, median: float) -> None:
    chart = StabilityChart(theme)
    chart.show_stabilities(replace(SHOWN.stabilities, median=median))
    open_chart(qtbot, chart, 400).clearFocus()
    image, line = chart.grab().toImage(), theme.colour("ink")
    dashed = [x for x in range(400) if sum(image.pixelColor(x, y) == line for y in range(40, 153)) > 30]
    assert len(dashed) == 1
    ground, band = theme.colour("surface").lightness(), theme.colour("data_band").lightness()
    for x in (dashed[0] - 3, dashed[0] + 3):
        column = [image.pixelColor(x, y).lightness() for y in range(22, 150)]
        assert all(min(abs(light - ground), abs(light - band)) <= 40 for light in column)


def test_the_words_of_the_middle_stand_clear_above_the_highest_number(theme: Theme, qtbot: QtBot) -> None:
    chart = StabilityChart(theme)
    chart.show_stabilities(SHOWN.stabilities)
    open_chart(qtbot, chart, 400).clearFocus()
    image, ground = chart.grab().toImage(), theme.colour("surface")
    line = theme.colour("ink")
    dashed = [x for x in range(400) if sum(image.pixelColor(x, y) == line for y in range(40, 153)) > 30]
    around = range(dashed[0] - 2, dashed[0] + 3)

    def is_free(y: int) -> bool:
        return all(image.pixelColor(x, y) == ground for x in range(400) if x not in around)

    assert not all(is_free(y) for y in range(4, 16))
    assert all(is_free(y) for y in range(19, 25))


def test_a_label_slices_no_number(theme: Theme, qtbot: QtBot) -> None:
    chart = open_chart(qtbot, stability(theme), 446)
    chart.clearFocus()
    plain, ground, line = chart.grab().toImage(), theme.colour("surface"), theme.colour("ink")
    dashed = [x for x in range(446) if sum(plain.pixelColor(x, y) == line for y in range(40, 153)) > 30]
    met = 0
    for mark in chart.marks:
        hover(chart, mark.reach.center())
        image, label = chart.grab().toImage(), chart.label_box(mark).toAlignedRect()
        for other in chart.marks:
            top = round(other.at.y())
            number = {
                (x, y)
                for x in range(round(other.reach.left()) + 1, round(other.reach.right()) - 1)
                for y in range(top - 16, top - 4)
                if abs(x - dashed[0]) > 1 and plain.pixelColor(x, y) != ground
            }
            covered = {(x, y) for x, y in number if label.contains(x, y)}
            if covered:
                met += 1
                assert all(image.pixelColor(x, y) == ground for x, y in number - covered), other.words
    assert met > 2


def test_a_single_part_is_named_by_its_first_day() -> None:
    assert parts_from(days((2026, 3, 2))).words(0) == "From 2 March 2026"
    assert parts_from(days((2026, 3, 2))).width == 1


def test_the_month_that_a_course_begins_in_is_named_if_it_begins_early() -> None:
    found = month_starts(day_of(date(2026, 3, 2)), day_of(date(2026, 5, 9)))
    assert [words for _, words in found] == ["Mar", "Apr", "May"]
    late = month_starts(day_of(date(2026, 3, 28)), day_of(date(2026, 5, 9)))
    assert [words for _, words in late] == ["Apr", "May"]


@pytest.mark.parametrize(
    "make", [CalendarChart, DueChart, RetentionChart, MasteryChart, TimeChart, PhaseChart]
)
def test_without_numbers_nothing_is_drawn(theme: Theme, qtbot: QtBot, make: Callable[[Theme], Chart]) -> None:
    chart = make(theme)
    open_chart(qtbot, chart)
    image = chart.grab().toImage()
    ground = theme.colour("surface")
    drawn = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}
    assert drawn == {ground.name()}
    assert keys(chart, LEFT, DOWN) == ""


# --- Panels ------------------------------------------------------------------------------------------


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> ChartPanel:
    made = ChartPanel(theme, retention(theme), "retention")
    qtbot.addWidget(made)
    made.resize(496, 240)
    made.show_said(SHOWN.retention.said)
    made.show()
    return made


def test_a_table_takes_the_place_of_the_chart_and_keeps_the_keyboard(panel: ChartPanel, qtbot: QtBot) -> None:
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.chart.setFocus(Qt.FocusReason.TabFocusReason)
    panel.toggle_table()
    assert (panel.chart.isVisible(), panel.table.isVisible(), panel.table.hasFocus()) == (False, True, True)
    model = panel.table.model()
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == [
        "Month",
        "Recalled",
        "Reviews",
    ]
    assert model.index(0, 2).data() == "310"
    assert panel.table.accessibleName() == "You remember 90 %, as you asked, as a table"
    panel.toggle_table()
    assert panel.chart.hasFocus()


def test_a_long_table_shows_ten_whole_rows_and_a_bar_below_hides_none(theme: Theme, qtbot: QtBot) -> None:
    table = ChartTable(theme)
    qtbot.addWidget(table)
    columns = tuple(f"Quite a long name {at}" for at in range(6))
    table.set_table(Table(columns, tuple((at,) * 6 for at in range(30))))
    table.set_least(176)
    table.resize(400, table.height())
    table.show()
    QApplication.processEvents()
    assert table.horizontalScrollBar().isVisible()
    seen = table.viewport().height() / table.rowHeight(0)
    assert seen == pytest.approx(10, abs=0.2)


def test_columns_come_together_before_they_are_scrolled(theme: Theme, qtbot: QtBot) -> None:
    table = ChartTable(theme)
    qtbot.addWidget(table)
    table.set_table(Table(("Alpha", "Beta", "Gamma"), ((1, 2, 3),)))
    table.set_least(100)
    wide = table.horizontalHeader().length()
    table.resize(wide - 12, table.height())
    table.show()
    QApplication.processEvents()
    assert not table.horizontalScrollBar().isVisible()


def test_a_column_that_says_nothing_is_left_out() -> None:
    table = Table(("Level", "Today", "Late"), (("Junior", "", "x"), ("Middle", "", "")))
    assert filled_columns(table).columns == ("Level", "Late")
    assert filled_columns(table).rows == (("Junior", "x"), ("Middle", ""))


@pytest.mark.parametrize(("width", "every"), [(446, 1), (300, 2), (190, 5)])
def test_every_month_is_named_where_names_fit_and_else_evenly(
    theme: Theme, qtbot: QtBot, width: int, every: int
) -> None:
    names = ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    plot = Plot(38, 10, width - 80, 100, 0, 1)
    labels = [(plot.middle(at, 13), name) for at, name in enumerate(names)]
    image = QImage(width, 130, QImage.Format.Format_RGB32)
    with painter_on(image) as painter:
        written = draw_below(painter, theme, plot, labels, plot.right + 8)
    assert written == [x for x, _ in labels[::every]]


def test_numbers_are_written_for_reading() -> None:
    assert [cell_words(value) for value in ("Mar", 12345, 0.9, 1234.567)] == [
        "Mar",
        "12,345",
        "0.9",
        "1,234.57",
    ]


def test_where_reviews_are_missing_there_is_no_chart_and_no_table(panel: ChartPanel) -> None:
    said = Said("12 more reviews show what you remember", "", Table(("Month",), ()), 12)
    panel.show_said(said)
    assert panel.accessibleName() == said.finding
    assert (panel.chart.isVisible(), panel.table.isVisible(), panel.filled) == (False, False, False)
    panel.toggle_table()
    assert not panel.table.isVisible()
    panel.toggle_table()
    panel.show_said(SHOWN.retention.said)
    assert panel.chart.isVisible()


def test_the_picture_has_heading_and_chart_but_nothing_pointed_at(panel: ChartPanel, tmp_path: Path) -> None:
    plain, pointed = tmp_path / "plain.png", tmp_path / "pointed.png"
    panel.save(plain)
    chart = panel.chart
    assert isinstance(chart, Chart)
    hover(chart, chart.marks[2].reach.center())
    assert chart.pointed is not None
    panel.save(pointed)
    assert plain.read_bytes() == pointed.read_bytes()
    image = QImage(str(plain))
    assert image.width() == 2 * (chart.width() + 48)
    assert image.height() > 2 * chart.height() + 100


def test_the_numbers_are_written_as_they_are(panel: ChartPanel, tmp_path: Path) -> None:
    target = tmp_path / "retention.CSV"
    panel.save(target)
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "Month,Recalled,Reviews"
    assert lines[1].endswith(",269,310")
    assert len(lines) == 10


def test_an_ending_that_says_nothing_is_named(panel: ChartPanel, tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"\.png or \.csv") as problem:
        panel.save(tmp_path / "retention.xlsx")
    assert "retention.xlsx" in problem.value.message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["png", "csv"])
def test_a_place_that_cannot_be_written_to_is_named(panel: ChartPanel, tmp_path: Path, ending: str) -> None:
    target = tmp_path / "nowhere" / f"chart.{ending}"
    with pytest.raises(ProblemError) as problem:
        panel.save(target)
    assert str(target) in problem.value.message
    assert "\n" not in str(problem.value)
    assert not target.parent.exists()


def test_the_legend_goes_below_the_heading_where_both_have_no_room(theme: Theme, qtbot: QtBot) -> None:
    legend = HeatLegend(theme)
    made = ChartPanel(theme, calendar(theme), "study-calendar", legend=legend)
    qtbot.addWidget(made)
    made.show_said(SHOWN.calendar.said)
    made.resize(900, 260)
    made.show()
    QApplication.processEvents()
    beside = legend.mapTo(made, QPoint(0, 0))
    made.resize(440, 340)
    QApplication.processEvents()
    below = legend.mapTo(made, QPoint(0, 0))
    assert beside.y() < 30
    assert beside.x() > 600
    assert below.y() > 36
    assert below.x() < 40
