"""The schedule as a person uses it: by keyboard, on made-up numbers, in windows wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.pages.schedule import SchedulePage
from roadmap_cards.gui.theme import Scheme, Theme
from roadmap_cards.gui.widgets.cost_chart import CostChart
from roadmap_cards.gui.widgets.fit_panel import FitPanel
from roadmap_cards.gui.widgets.loss_scale import LossScale
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.ahead import CostPoint, RecallCost
from roadmap_cards.study.fitting import Fit, FitReport, Version
from roadmap_cards.study.schedule import DEFAULT

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
WIDE, NARROW = (1072, 800), (512, 540)
"""The page in the usual window and in the smallest, beside the sidebar."""

COST = RecallCost(
    0.9,
    tuple(
        CostPoint(
            per_cent / 100, 4 + 0.9 / (1 - per_cent / 100), 200 / (100 - per_cent), 0.5 + per_cent / 200
        )
        for per_cent in range(70, 98)
    ),
)
FIRST = Version(1, None, in_force=True)
READY = FitReport(8_258, True, (FIRST,))
FITTED = FitReport(8_258, True, (Version(2, 9_820, True), Version(1, None, False)))
RESTORE = "Restore: As it came with the program, from the beginning"
BETTER = Fit(DEFAULT.weights, 8_258, 1_652, 1, 0.3818, 0.3702, 0.004)
WORSE = Fit(DEFAULT.weights, 8_258, 1_652, 1, 0.3818, 0.3825, 0.001)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> SchedulePage:
    made = SchedulePage(theme)
    qtbot.addWidget(made)
    made.resize(*WIDE)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_report(READY)
    made.show_cost(COST)
    focus = made.first_focus()
    assert focus is not None
    focus.setFocus()
    settle()
    return made


def settle() -> None:
    for _ in range(3):  # the scroll bar comes, and what stands beside it is laid out again
        QApplication.processEvents()


def press(page: SchedulePage, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(page.focusWidget() or page, key, modifier)
    QApplication.processEvents()


def texts(page: SchedulePage) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def buttons(page: SchedulePage) -> dict[str, QAbstractButton]:
    return {one.text(): one for one in page.findChildren(QAbstractButton) if one.isVisible()}


def heading(page: SchedulePage) -> str:
    return page.findChildren(FitPanel)[0].accessibleName()


# --- The recall one asks for -------------------------------------------------------------------------


def test_the_heading_says_what_is_in_force_and_takes(page: SchedulePage) -> None:
    assert "To remember 90 % takes about 13 min a day" in texts(page)
    assert "20 reviews a day" in texts(page)
    assert not any(name.startswith("Ask for") for name in buttons(page))


def test_arrows_try_another_and_enter_asks_for_it(page: SchedulePage) -> None:
    chosen: list[float] = []
    page.target_chosen.connect(chosen.append)
    press(page, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert "88 % takes 12 min a day, 1.5 min less a day" in texts(page)
    assert "94 % of your cards known after a year instead of 95 %" in texts(page)
    assert "Ask for 88 %" in buttons(page)
    assert not chosen, "nothing is changed by looking"
    press(page, Qt.Key.Key_Return)
    assert chosen == [0.88]


def test_enter_on_what_is_in_force_asks_for_nothing(page: SchedulePage) -> None:
    chosen: list[float] = []
    page.target_chosen.connect(chosen.append)
    press(page, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert not chosen


def test_a_click_on_the_line_and_one_on_the_button_do_the_same(page: SchedulePage) -> None:
    chosen: list[float] = []
    page.target_chosen.connect(chosen.append)
    chart = page.findChildren(CostChart)[0]
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.marks[-3].at.toPoint() + QPoint(0, 8))
    buttons(page)["Ask for 95 %"].click()
    assert chosen == [0.95]


def test_the_new_target_is_marked_once_it_is_in_force(page: SchedulePage) -> None:
    press(page, Qt.Key.Key_Right, Qt.Key.Key_Right)
    page.show_cost(RecallCost(0.92, COST.points))
    assert "To remember 92 % takes" in texts(page)
    assert not any(name.startswith("Ask for") for name in buttons(page))


def test_a_target_beyond_the_chart_is_shown_at_its_end(page: SchedulePage) -> None:
    page.show_cost(RecallCost(0.99, COST.points))
    settle()
    assert "To remember 97 % takes" in texts(page)
    assert not page.grab().isNull()


def test_without_a_card_it_says_what_is_missing(page: SchedulePage) -> None:
    page.show_cost(RecallCost(0.9, ()))
    settle()
    assert "Learn your first cards" in texts(page)
    assert not page.findChildren(CostChart)[0].isVisible()


def test_the_costs_can_be_read_as_a_table_and_saved(page: SchedulePage, tmp_path: Path) -> None:
    press(page, Qt.Key.Key_T)
    assert not page.findChildren(CostChart)[0].isVisible()
    path = tmp_path / "costs.csv"
    page.save_chart(page.panels[0], path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith('"Recall asked for, %",Minutes a day')
    assert lines[-1].startswith("97,34.0,67,")


# --- The fit -----------------------------------------------------------------------------------------


def test_a_key_asks_for_a_fit(page: SchedulePage, qtbot: QtBot) -> None:
    assert heading(page) == "Your schedule is everybody's; it can be fitted to you"
    with qtbot.waitSignal(page.fit_asked):
        press(page, Qt.Key.Key_F)


def test_too_few_reviews_are_counted_and_nothing_is_offered(page: SchedulePage) -> None:
    page.show_report(FitReport(312, True, (FIRST,)))
    assert heading(page) == "88 more reviews until your schedule can be fitted"
    assert "312 so far of the 400" in texts(page)
    assert not {"Fit my schedule", "Use this fit"} & set(buttons(page))


def test_without_the_extra_it_says_how_to_get_it_and_why_it_is_apart(page: SchedulePage) -> None:
    page.show_report(FitReport(8_258, False, (FIRST,)))
    assert 'pip install "roadmap-cards[fit]"' in texts(page)
    assert "names no licence" in texts(page)
    assert "Fit my schedule" not in buttons(page)


def test_while_it_fits_escape_stops_it_and_nothing_else_can_be_begun(
    page: SchedulePage, qtbot: QtBot
) -> None:
    page.show_report(FITTED)
    page.show_working()
    asked: list[str] = []
    page.fit_asked.connect(lambda: asked.append("fit"))
    press(page, Qt.Key.Key_F)
    assert not asked
    assert not buttons(page)["Restore"].isEnabled()
    with qtbot.waitSignal(page.stop_asked):
        press(page, Qt.Key.Key_Escape)
    page.show_idle()
    assert buttons(page)["Restore"].isEnabled()
    assert "Fit my schedule" in buttons(page)


def test_a_better_fit_is_shown_with_both_losses_and_used_by_a_key(page: SchedulePage) -> None:
    used: list[object] = []
    page.adopt_asked.connect(used.append)
    page.show_fit(BETTER)
    settle()
    assert heading(page) == "A fit foretells your reviews better"
    scale = page.findChildren(LossScale)[0]
    assert scale.isVisible()
    assert "0.3818 in force, 0.3702 fitted" in scale.accessibleName()
    assert "no due date moves" in texts(page)
    press(page, Qt.Key.Key_U)
    assert used == [BETTER]


def test_one_that_is_no_better_is_shown_with_both_losses_and_cannot_be_used(page: SchedulePage) -> None:
    used: list[object] = []
    page.adopt_asked.connect(used.append)
    page.show_fit(WORSE)
    press(page, Qt.Key.Key_U)
    assert not used
    assert heading(page) == "Your schedule foretells as well as a fit"
    assert "0.3818 in force, 0.3825 fitted" in page.findChildren(LossScale)[0].accessibleName()
    assert "so nothing was changed" in texts(page)
    assert "Use this fit" not in buttons(page)


def test_one_outside_the_ranges_is_refused_in_a_sentence(page: SchedulePage) -> None:
    page.show_fit(Fit((*DEFAULT.weights[:20], 5.0), 8_258, 1_652, 1, 0.3818, 0.37))
    assert heading(page) == "This fit cannot be used"
    assert "outside what the schedule allows" in texts(page)
    assert "Use this fit" not in buttons(page)


def test_once_it_is_in_force_the_fit_is_gone_and_the_old_version_can_be_restored(page: SchedulePage) -> None:
    restored: list[int] = []
    page.restore_asked.connect(restored.append)
    page.show_fit(BETTER)
    page.show_report(FITTED)
    settle()
    assert heading(page) == "Your schedule is fitted to you"
    assert "Use this fit" not in buttons(page)
    buttons(page)["Restore"].click()
    assert restored == [1]


# --- The page ----------------------------------------------------------------------------------------


def test_the_other_parts_are_a_key_away(page: SchedulePage) -> None:
    parts: list[str] = []
    page.part_asked.connect(parts.append)
    press(page, Qt.Key.Key_PageDown, modifier=CTRL)
    press(page, Qt.Key.Key_PageUp, modifier=CTRL)
    assert parts == ["ahead", "trust"]


def test_whoever_comes_asks_for_what_is_shown(page: SchedulePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.asked):
        page.enter()


def test_tab_goes_through_the_page_as_it_is_read(page: SchedulePage) -> None:
    page.show_report(FITTED)
    press(page, Qt.Key.Key_Left)
    seen: list[str] = []
    for _ in range(5):
        focus = page.focusWidget()
        assert focus is not None
        assert focus.accessibleName()
        seen.append(focus.accessibleName())
        press(page, Qt.Key.Key_Tab)
    assert seen[0].startswith("To remember")
    assert seen[1:4] == ["Ask for 89 %", "Fit my schedule", RESTORE]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_it_fits_windows_wide_and_narrow(
    page: SchedulePage, theme: Theme, size: tuple[int, int], scheme: Scheme
) -> None:
    theme.set_scheme(scheme)
    page.show_fit(BETTER)
    page.resize(*size)
    press(page, Qt.Key.Key_Left)
    settle()
    assert page.minimumSizeHint().width() <= size[0]
    panels = [panel for panel in page.findChildren(Panel) if panel.isVisible()]
    for panel in panels:
        corner = panel.mapTo(page, QPoint(panel.width(), 0))
        assert corner.x() <= page.width() - 20
        for text in panel.findChildren(Text):
            if text.isVisible():
                assert text.heightForWidth(text.width()) <= text.height() + 1, text.text()
    tops = {panel.mapTo(page, QPoint()).y() for panel in panels}
    assert len(tops) == (2 if size == WIDE else 3)


# --- How it stands on the page ----------------------------------------------------------------------


def test_the_chart_takes_what_the_page_has_to_spare(page: SchedulePage) -> None:
    page.resize(*WIDE)
    settle()
    panels = [panel for panel in page.findChildren(Panel) if panel.isVisible() and not panel.isHidden()]
    lowest = max(panel.mapTo(page, panel.rect().bottomLeft()).y() for panel in panels)
    assert page.foot.mapTo(page, QPoint(0, 0)).y() - lowest < 40


def test_panels_stand_as_far_apart_as_on_the_other_parts(page: SchedulePage) -> None:
    lower = [panel for panel in page.findChildren(Panel) if panel.isVisible()][-2:]
    left, right = sorted(lower, key=lambda panel: panel.mapTo(page, QPoint(0, 0)).x())
    assert right.mapTo(page, QPoint(0, 0)).x() - left.mapTo(page, left.rect().topRight()).x() == 21


def test_the_ring_of_the_keyboard_touches_no_words(page: SchedulePage) -> None:
    chart = page.panels[0].chart
    page.head.parts.setFocus()
    settle()
    image, ground = page.panels[0].grab().toImage(), page.theme.colour("surface")
    around = chart.geometry().adjusted(-6, -6, 6, 6)
    edges = [
        (x, y)
        for x in range(around.left(), around.right() + 1)
        for y in range(around.top(), around.top() + 8)
    ]
    edges += [
        (x, y)
        for y in range(around.top(), around.bottom() + 1)
        for x in range(around.left(), around.left() + 8)
    ]
    assert all(image.pixelColor(x, y) == ground for x, y in edges)


def test_the_first_tick_stands_at_its_place(page: SchedulePage) -> None:
    chart = page.panels[0].chart
    page.head.parts.setFocus()
    settle()
    image, ground = chart.grab().toImage(), page.theme.colour("surface")
    begin = chart.marks[0].at.x()  # type: ignore[attr-defined]
    words = [
        x
        for x in range(round(begin) + 20)
        if any(image.pixelColor(x, y) != ground for y in range(chart.height() - 11, chart.height() - 6))
    ]
    assert (words[0] + words[-1]) / 2 == pytest.approx(begin, abs=1.5)
