"""Buttons, segments, boxes, fields: what keys and clicks do, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Scheme, Theme
from roadmap_cards.gui.widgets.action_line import Action, ActionLine
from roadmap_cards.gui.widgets.button import (
    ActionButton,
    Button,
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
)
from roadmap_cards.gui.widgets.check_box import CheckBox
from roadmap_cards.gui.widgets.choice_field import ChoiceField
from roadmap_cards.gui.widgets.choice_list import TopicChoice, TopicChooser
from roadmap_cards.gui.widgets.number_field import NumberField
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.gui.widgets.setting_row import SettingRow
from roadmap_cards.gui.widgets.sidebar import EntryButton, Sidebar, SidebarEntry

MAKERS: list[Callable[[Theme], Button]] = [
    lambda theme: PrimaryButton(theme, "Start review", "Enter"),
    lambda theme: SecondaryButton(theme, "Misses again", "R"),
    lambda theme: LinkButton(theme, "Review these 3 first", "S"),
    lambda theme: ActionButton(theme, "Undo", "U"),
    lambda theme: IconButton(theme, "flag", "Flag", "F"),
]


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_every_button_answers_to_the_keyboard(
    make: Callable[[Theme], Button], key: Qt.Key, theme: Theme, qtbot: QtBot
) -> None:
    button = make(theme)
    shown(qtbot, button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_button_acts_once_and_as_soon_as_its_key_goes_down(
    make: Callable[[Theme], Button], key: Qt.Key, theme: Theme, qtbot: QtBot
) -> None:
    button = make(theme)
    shown(qtbot, button)
    button.setFocus()
    clicks: list[str] = []
    button.clicked.connect(lambda: clicks.append("click"))
    QTest.keyPress(button, key)
    assert len(clicks) == 1
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, " ", autorep=True)
    QApplication.sendEvent(button, held)
    QTest.keyRelease(button, key)
    assert len(clicks) == 1


@pytest.mark.parametrize("make", MAKERS)
def test_every_button_says_what_it_does_and_its_key(
    make: Callable[[Theme], Button], theme: Theme, qtbot: QtBot
) -> None:
    button = make(theme)
    qtbot.addWidget(button)
    assert button.accessibleName()
    assert button.accessibleDescription().startswith("Key ")


@pytest.mark.parametrize("make", MAKERS)
def test_buttons_follow_the_scheme(make: Callable[[Theme], Button], theme: Theme, qtbot: QtBot) -> None:
    button = make(theme)
    qtbot.addWidget(button)
    light = button.grab().toImage()
    theme.set_scheme(Scheme.DARK)
    assert button.grab().toImage() != light


@pytest.mark.parametrize("make", MAKERS[:4])
def test_longer_words_get_more_room(make: Callable[[Theme], Button], theme: Theme, qtbot: QtBot) -> None:
    button = make(theme)
    qtbot.addWidget(button)
    short = button.minimumSizeHint().width()
    button.set_words("Überfällige Wiederholungen beginnen")
    assert button.minimumSizeHint().width() > short + 100


def test_an_ampersand_is_a_character(theme: Theme, qtbot: QtBot) -> None:
    button = PrimaryButton(theme, "Export & import")
    qtbot.addWidget(button)
    assert button.words == "Export & import"
    assert button.accessibleName() == "Export & import"
    assert button.shortcut().isEmpty()


def test_an_icon_says_its_words_and_key_on_hover(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "flag", "Flag", "F")
    qtbot.addWidget(button)
    assert button.toolTip() == "Flag (F)"
    plain = button.grab().toImage()
    button.set_icon("flag_filled", "hard")
    assert button.grab().toImage() != plain


def test_a_disabled_button_does_nothing_and_shows_it(theme: Theme, qtbot: QtBot) -> None:
    button = PrimaryButton(theme, "Start review")
    shown(qtbot, button)
    able = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != able
    with qtbot.assertNotEmitted(button.clicked):
        button.click()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_arrows_move_the_choice_of_a_segment(theme: Theme, qtbot: QtBot) -> None:
    segment = Segment(theme, ["5 min", "10 min", "All"], "Time today", 1)
    shown(qtbot, segment)
    segment.setFocus()
    chosen: list[int] = []
    segment.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home):
        QTest.keyClick(segment.focusWidget(), key)
    assert chosen == [2, 1, 0]
    assert segment.at == 0


def test_a_click_chooses_and_the_same_choice_is_not_told_again(theme: Theme, qtbot: QtBot) -> None:
    segment = Segment(theme, ["5 min", "10 min", "All"], "Time today", 2)
    shown(qtbot, segment)
    chosen: list[int] = []
    segment.chosen.connect(chosen.append)
    first = segment.childAt(20, 20)
    assert first is not None
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    segment.set_chosen(1)
    assert chosen == [0]
    assert segment.at == 1


def test_tab_enters_a_segment_once(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    segment = Segment(theme, ["5 min", "10 min", "All"], "Time today", 1, parent=window)
    after = PrimaryButton(theme, "Start review", parent=window)
    shown(qtbot, window)
    segment.setFocus()
    assert segment.focusWidget() is not None
    QTest.keyClick(segment.focusWidget(), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_space_ticks_a_topic_and_arrows_walk_the_rows(theme: Theme, qtbot: QtBot) -> None:
    chooser = TopicChooser(
        theme,
        [
            TopicChoice("python", "Python Basics", "57 cards", chosen=True, group="Junior"),
            TopicChoice("git", "Git & Docker", "40 cards", group="Junior"),
            TopicChoice("attention", "Attention Mechanism", group="Middle"),
        ],
    )
    shown(qtbot, chooser)
    told: list[tuple[str, ...]] = []
    chooser.chosen_changed.connect(told.append)
    chooser.setFocus()
    QTest.keyClick(chooser.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(chooser.focusWidget(), Qt.Key.Key_Space)
    assert chooser.focusWidget().accessibleName() == "Git & Docker, 40 cards"
    assert chooser.chosen == ("python", "git")
    QTest.keyClick(chooser.focusWidget(), Qt.Key.Key_End)
    QTest.keyClick(chooser.focusWidget(), Qt.Key.Key_Space)
    assert told == [("python", "git"), ("python", "git", "attention")]
    chooser.choose(("attention",))
    assert told[-1] == ("attention",)
    assert len(told) == 3


def test_a_number_steps_is_typed_and_stops_at_its_ends(theme: Theme, qtbot: QtBot) -> None:
    field = NumberField(theme, 9, 5, 10, unit=" min", name="Time a day")
    shown(qtbot, field)
    told: list[int] = []
    field.changed.connect(told.append)
    spin = field.findChild(QSpinBox)
    assert spin is not None
    assert spin.accessibleName() == "Time a day"
    assert spin.text() == "9 min"
    QTest.keyClick(spin, Qt.Key.Key_Up)
    less, more = field.findChildren(IconButton)
    assert not more.isEnabled()
    QTest.mouseClick(less, Qt.MouseButton.LeftButton)
    spin.selectAll()
    QTest.keyClicks(spin, "6")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert told == [10, 9, 6]
    field.set_value(7)
    assert field.value == 7
    assert told == [10, 9, 6]


def test_the_number_stands_inside_its_frame(theme: Theme, qtbot: QtBot) -> None:
    field = NumberField(theme, 90, 70, 97, unit=" %")
    shown(qtbot, field)
    spin = field.findChild(QSpinBox)
    assert spin is not None
    assert spin.lineEdit().width() >= spin.fontMetrics().horizontalAdvance("90 %")


def test_a_setting_names_its_control(theme: Theme, qtbot: QtBot) -> None:
    for control in (
        CheckBox(theme),
        ChoiceField(theme, ["System", "Light", "Dark"]),
        NumberField(theme, 1, 0, 9),
    ):
        row = SettingRow(theme, "Theme", "As the system has it.", control)
        qtbot.addWidget(row)
        assert control.accessibleName() == "Theme"
        assert control.accessibleDescription() == "As the system has it."


def test_a_choice_field_has_room_for_its_longest_value(theme: Theme, qtbot: QtBot) -> None:
    narrow = ChoiceField(theme, ["On", "Off"])
    wide = ChoiceField(theme, ["On", "Wie das System es vorgibt"])
    qtbot.addWidget(narrow)
    qtbot.addWidget(wide)
    assert wide.sizeHint().width() > narrow.sizeHint().width() + 80
    shown(qtbot, wide)
    wide.setFocus()
    with qtbot.waitSignal(wide.activated):
        QTest.keyClick(wide, Qt.Key.Key_Down)
    assert wide.currentIndex() == 1


def test_space_ticks_a_check_box(theme: Theme, qtbot: QtBot) -> None:
    box = CheckBox(theme, "Two buttons only")
    shown(qtbot, box)
    open_box = box.grab().toImage()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert box.grab().toImage() != open_box


def test_arrows_walk_the_sidebar_and_enter_goes(theme: Theme, qtbot: QtBot) -> None:
    sidebar = Sidebar(
        theme,
        [SidebarEntry("today", "Today", "today", "48")],
        [SidebarEntry("settings", "Settings", "settings")],
    )
    sidebar.set_active("today")
    shown(qtbot, sidebar)
    sidebar.setFocus()
    assert sidebar.focusWidget().accessibleName() == "Today, 48"
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        QTest.keyClick(sidebar.focusWidget(), Qt.Key.Key_Down)
        QTest.keyClick(sidebar.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args == ["settings"]
    today, settings = sidebar.findChildren(EntryButton)
    assert today.isChecked()
    sidebar.set_active("settings")
    assert settings.isChecked()
    assert not today.isChecked()
    sidebar.set_badge("today", "")
    assert today.accessibleName() == "Today"


def test_a_long_entry_of_the_sidebar_wraps(theme: Theme, qtbot: QtBot) -> None:
    sidebar = Sidebar(theme, [SidebarEntry("a", "Today", "today"), SidebarEntry("b", "Karten " * 6, "book")])
    qtbot.addWidget(sidebar)
    short, long = sidebar.findChildren(EntryButton)
    assert long.sizeHint().width() == short.sizeHint().width()
    assert long.sizeHint().height() > short.sizeHint().height()


def test_actions_are_buttons_and_wrap_where_there_is_no_room(theme: Theme, qtbot: QtBot) -> None:
    line = ActionLine(
        theme,
        [
            Action("undo", "Undo", "U"),
            Action("bury", "Bury until tomorrow", "B"),
            Action("keys", "Keys", "?"),
        ],
    )
    shown(qtbot, line)
    assert line.heightForWidth(160) > line.heightForWidth(600)
    undo = line.findChildren(ActionButton)[0]
    with qtbot.waitSignal(line.chosen) as chosen:
        QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert chosen.args == ["undo"]
    line.show_only(["keys"])
    assert not undo.isVisible()
