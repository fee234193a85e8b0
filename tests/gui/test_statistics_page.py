"""The statistics as a person uses them: by keyboard, on made-up numbers, in windows wide and narrow."""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QScrollArea
from pytestqt.qtbot import QtBot

from made_statistics import PLACES, made_statistics, nothing
from roadmap_cards.gui.pages.statistics import StatisticsPage
from roadmap_cards.gui.theme import Scheme, Theme
from roadmap_cards.gui.widgets.chart_panel import ChartPanel
from roadmap_cards.gui.widgets.page import key_groups
from roadmap_cards.gui.widgets.scope_field import ScopeField
from roadmap_cards.gui.widgets.statistics_choice import StatisticsWish
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.statistics import Scope, Span

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
WIDE, NARROW = (1072, 800), (512, 540)
"""The page in the usual window and in the smallest, beside the sidebar."""


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> StatisticsPage:
    made = StatisticsPage(theme)
    qtbot.addWidget(made)
    made.resize(*WIDE)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_statistics(made_statistics())
    focus = made.first_focus()
    assert focus is not None
    focus.setFocus()
    for _ in range(3):  # the scroll bar comes, and what stands beside it is laid out again
        QApplication.processEvents()
    return made


def press(page: StatisticsPage, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(page.focusWidget() or page, key, modifier)
    QApplication.processEvents()


def called(page: StatisticsPage, name: str) -> ChartPanel:
    return next(panel for panel in page.panels if panel.name == name)


def wishes(page: StatisticsPage) -> list[StatisticsWish]:
    found: list[StatisticsWish] = []
    page.asked.connect(found.append)
    return found


def texts(page: StatisticsPage) -> set[str]:
    return {text.text() for text in page.findChildren(Text) if text.isVisible()}


# --- What is asked for -------------------------------------------------------------------------------


def test_whoever_comes_is_shown_a_year_of_everything(page: StatisticsPage) -> None:
    asked = wishes(page)
    page.enter()
    assert asked == [StatisticsWish(Span.YEAR, Scope())]


def test_digits_choose_how_far_back(page: StatisticsPage) -> None:
    asked = wishes(page)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_3):
        press(page, key)
    assert [wish.span for wish in asked] == [Span.MONTH, Span.QUARTER, Span.ALL, Span.YEAR]


def test_a_topic_is_chosen_and_kept_while_the_span_changes(page: StatisticsPage) -> None:
    asked = wishes(page)
    field = page.findChildren(ScopeField)[0]
    assert [field.itemText(at) for at in range(3)] == ["Everything", "Junior", "    Python Basics"]
    field.setFocus()
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    assert asked[-1].scope == PLACES[2].scope
    assert field.title == "Python Basics"
    page.show_statistics(made_statistics(scope=asked[-1].scope))
    called(page, "due").chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_1)
    assert asked[-1] == StatisticsWish(Span.MONTH, PLACES[2].scope)
    assert field.title == "Python Basics"


def test_old_numbers_stay_until_new_ones_come(page: StatisticsPage) -> None:
    page.show_waiting()
    assert "Counting your answers …" in texts(page)
    assert called(page, "retention").chart.isVisible()
    page.show_statistics(made_statistics(span=Span.MONTH))
    assert "Counting your answers …" not in texts(page)


def test_the_other_parts_are_a_key_away(page: StatisticsPage) -> None:
    parts: list[str] = []
    page.part_asked.connect(parts.append)
    press(page, Qt.Key.Key_PageDown, CTRL)
    called(page, "due").chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_PageUp, CTRL)
    assert parts == ["trust", "ahead"]


def test_the_page_begins_where_no_arrow_key_chooses_anything(page: StatisticsPage) -> None:
    asked = wishes(page)
    assert page.first_focus() is called(page, "study-calendar").chart
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right):
        press(page, key)
    assert asked == []


def test_a_page_that_is_come_to_begins_at_its_top_unless_one_only_looked_at_something(
    page: StatisticsPage,
) -> None:
    page.resize(*NARROW)
    press(page, Qt.Key.Key_PageDown)
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    place = bar.value()
    assert place > 100
    page.keep_place()
    page.hide()
    page.show()
    assert bar.value() == place
    page.hide()
    page.show()
    assert bar.value() == 0


# --- What is shown -----------------------------------------------------------------------------------


def test_below_the_calendar_stands_the_month(page: StatisticsPage) -> None:
    assert any(text.startswith("November so far: ") for text in texts(page))
    press(page, Qt.Key.Key_Home)
    assert "November 2025: nothing yet" in texts(page)


def test_each_panel_is_headed_by_what_it_finds(page: StatisticsPage) -> None:
    shown = made_statistics()
    found = {shown.calendar.said.finding, shown.due.said.finding, shown.retention.said.finding}
    found |= {shown.mastery.said.finding, shown.time.said.finding, shown.stabilities.said.finding}
    assert found <= texts(page)
    assert called(page, "retention").chart.accessibleName() == shown.retention.said.finding


def test_the_first_screen_shows_calendar_due_and_retention_whole(page: StatisticsPage) -> None:
    for name in ("study-calendar", "due", "retention"):
        panel = called(page, name)
        assert panel.visibleRegion().boundingRect() == panel.rect()


def test_before_the_first_answer_it_says_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    page = StatisticsPage(theme)
    qtbot.addWidget(page)
    page.resize(*WIDE)
    page.show()
    page.show_statistics(nothing())
    assert "Nothing to count yet" in texts(page)
    assert not any(panel.isVisible() for panel in page.panels)
    started: list[bool] = []
    page.start_asked.connect(lambda: started.append(True))
    focus = page.first_focus()
    assert focus is not None
    focus.setFocus()
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert started == [True]
    page.show_statistics(made_statistics())
    assert called(page, "due").isVisible()
    assert "Nothing to count yet" not in texts(page)


def test_charts_that_lack_reviews_say_how_many_in_place_of_axes(page: StatisticsPage) -> None:
    page.show_statistics(made_statistics(missing=12))
    assert "12 more reviews show what you remember" in texts(page)
    for name in ("retention", "time", "grades"):
        assert not called(page, name).chart.isVisible()
    assert called(page, "due").chart.isVisible()
    press(page, Qt.Key.Key_T)
    assert not called(page, "retention").table.isVisible()
    assert called(page, "due").table.isVisible()


@pytest.mark.parametrize("size", [WIDE, NARROW, (1712, 1000)])
def test_nothing_is_cut_off_at_the_sides(page: StatisticsPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    QApplication.processEvents()
    lefts = {panel.mapTo(page, panel.rect().topLeft()).x() for panel in page.panels}
    rights = {panel.mapTo(page, panel.rect().topRight()).x() for panel in page.panels}
    assert min(lefts) >= 32
    assert max(rights) <= page.width() - 32
    assert len(lefts) == (1 if size == NARROW else 2)


# --- Tables and keys ---------------------------------------------------------------------------------


def test_t_turns_the_chart_in_hand_into_its_table_and_back(page: StatisticsPage) -> None:
    called(page, "retention").chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_T)
    assert [panel.name for panel in page.panels if panel.table.isVisible()] == ["retention"]
    press(page, Qt.Key.Key_Down)
    assert called(page, "retention").table.currentIndex().row() == 1
    press(page, Qt.Key.Key_T)
    assert called(page, "retention").chart.hasFocus()


def test_t_turns_all_of_them_where_none_is_in_hand(page: StatisticsPage) -> None:
    press(page, Qt.Key.Key_T)
    assert all(panel.table.isVisible() for panel in page.panels)
    press(page, Qt.Key.Key_T)
    assert all(panel.chart.isVisible() for panel in page.panels)


def test_tab_goes_from_chart_to_chart_and_arrows_speak(page: StatisticsPage) -> None:
    called(page, "study-calendar").chart.setFocus(Qt.FocusReason.TabFocusReason)
    order = []
    for _ in range(7):
        order.append(next((panel.name for panel in page.panels if panel.holds_focus), ""))
        press(page, Qt.Key.Key_Tab)
    assert order == ["study-calendar", "due", "retention", "mastery", "time", "grades", "stability"]
    called(page, "due").chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Right)
    assert called(page, "due").chart.accessibleDescription().startswith("Tuesday 24 November: 45 reviews")


def test_a_chart_that_takes_the_keyboard_comes_into_sight(page: StatisticsPage) -> None:
    called(page, "grades").chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Tab)
    panel = called(page, "stability")
    assert panel.chart.visibleRegion().boundingRect() == panel.chart.rect()


def test_every_key_and_every_control_has_words(page: StatisticsPage) -> None:
    keys = {key for group in key_groups(page.commands()) for key, _ in group.keys}
    assert {"1", "2", "3", "4", "S", "T", "X", "Arrows", "Ctrl PgDown", "Ctrl PgUp"} <= keys
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    assert len(buttons) >= 10
    assert [button for button in buttons if not button.accessibleName()] == []
    stops = [panel.chart for panel in page.panels] + [panel.table for panel in page.panels]
    assert [stop for stop in stops if not stop.accessibleName()] == []


# --- Files -------------------------------------------------------------------------------------------


def test_x_asks_where_to_put_the_chart_in_hand(page: StatisticsPage) -> None:
    called(page, "retention").chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_X)
    dialog = page.findChildren(QFileDialog)[0]
    assert [Path(name).name for name in dialog.selectedFiles()] == ["retention-2026-11-23.png"]
    dialog.selectNameFilter("Numbers (*.csv)")
    dialog.filterSelected.emit("Numbers (*.csv)")
    assert [Path(name).name for name in dialog.selectedFiles()] == ["retention-2026-11-23.csv"]
    dialog.reject()


def test_a_saved_chart_is_said_to_be_where_it_is(page: StatisticsPage, tmp_path: Path) -> None:
    said: list[str] = []
    page.said.connect(lambda words, _action: said.append(words))
    page.save_chart(called(page, "due"), tmp_path / "due.csv")
    assert said == [f"Saved as {tmp_path / 'due.csv'}."]
    assert (tmp_path / "due.csv").read_text(encoding="utf-8").startswith("Day,Reviews,Minutes\n")


def test_a_folder_that_takes_nothing_is_told_in_one_sentence(page: StatisticsPage, tmp_path: Path) -> None:
    warned: list[str] = []
    page.warned.connect(warned.append)
    target = tmp_path / "nowhere" / "due.png"
    page.save_chart(called(page, "due"), target)
    assert len(warned) == 1
    assert str(target) in warned[0]
    assert warned[0].endswith("Free some space there, or choose another folder.")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_full_disk_leaves_the_old_file_and_nothing_else(page: StatisticsPage, tmp_path: Path) -> None:
    target = tmp_path / "calendar.csv"
    target.write_text("the old one", encoding="utf-8")
    warned: list[str] = []
    page.warned.connect(warned.append)
    before, heard = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (512, before[1]))
        page.save_chart(called(page, "study-calendar"), target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heard)
    assert len(warned) == 1
    assert target.read_text(encoding="utf-8") == "the old one"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_change_of_scheme_reaches_every_chart(scheme: Scheme, theme: Theme, page: StatisticsPage) -> None:
    theme.set_scheme(scheme)
    QApplication.processEvents()
    ground = theme.colour("surface")
    for panel in page.panels:
        assert panel.chart.grab().toImage().pixelColor(1, 1) == ground
