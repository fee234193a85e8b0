"""Settings act at once, can be undone, and are set by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QScrollArea, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.pages.settings import SettingsPage
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Motion, Scheme, Theme
from roadmap_cards.gui.widgets.canvas import scrolling
from roadmap_cards.gui.widgets.choice_field import ChoiceField
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.segment import Segment
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.library import Library
from roadmap_cards.library.session import Session
from roadmap_cards.study.card import Rating

LEARNING = (
    "Target recall",
    "New cards a day",
    "Minutes a session",
    "Reviews a day at most",
    "A day begins at",
)

SEGMENTS = {"Grades", "Quiz answers move the schedule", "Theme", "Motion", "More contrast"}


@pytest.fixture
def area(theme: Theme, preferences: Preferences, qtbot: QtBot) -> QScrollArea:
    area = scrolling(SettingsPage(theme, preferences))
    qtbot.addWidget(area)
    area.resize(1060, 800)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    return area


@pytest.fixture
def closed(area: QScrollArea) -> SettingsPage:
    """The page before there is a collection."""
    page = area.widget()
    assert isinstance(page, SettingsPage)
    return page


@pytest.fixture
def page(closed: SettingsPage, library: Library) -> SettingsPage:
    closed.open(library)
    QApplication.processEvents()
    return closed


@pytest.fixture
def said(page: SettingsPage) -> list[tuple[str, str]]:
    heard: list[tuple[str, str]] = []
    page.said.connect(lambda sentence, action: heard.append((sentence, action)))
    return heard


def spin(page: SettingsPage, name: str) -> QSpinBox:
    return next(field for field in page.findChildren(QSpinBox) if field.accessibleName() == name)


def option(page: SettingsPage, group: str, name: str) -> QRadioButton:
    segment = next(one for one in page.findChildren(Segment) if one.accessibleName() == group)
    return next(one for one in segment.findChildren(QRadioButton) if one.accessibleName() == name)


def topic(page: SettingsPage, title: str = "Attention Mechanism") -> QCheckBox:
    found = [box for box in page.findChildren(QCheckBox) if box.accessibleName().startswith(title)]
    return next(box for box in found if box.isVisible())


def panels(page: SettingsPage) -> list[str]:
    return [panel.accessibleName() for panel in page.findChildren(Panel) if panel.isVisible()]


def test_before_there_is_a_collection_only_the_machine_can_be_set(
    closed: SettingsPage, theme: Theme, preferences: Preferences
) -> None:
    assert not any(spin(closed, name).isEnabled() for name in LEARNING)
    assert not option(closed, "Grades", "Two").isEnabled()
    assert panels(closed) == ["Learning", "Cards", "Quiz", "Appearance"]
    QTest.mouseClick(option(closed, "Theme", "Dark"), Qt.MouseButton.LeftButton)
    assert theme.scheme is Scheme.DARK
    assert preferences.scheme is Scheme.DARK


def test_what_holds_is_shown(page: SettingsPage) -> None:
    assert [spin(page, name).text() for name in LEARNING] == ["90 %", "10", "15 min", "no limit", "4:00"]
    assert option(page, "Grades", "Four").isChecked()
    assert panels(page) == ["Learning", "Cards", "Quiz", "Appearance", "Topics that give new cards"]


@pytest.mark.parametrize(
    ("name", "keys", "setting", "value", "sentence"),
    [
        ("Target recall", "92", "target_recall", 0.92, "Target recall is 92 %."),
        ("New cards a day", "1", "new_per_day", 1, "1 new card a day."),
        ("Minutes a session", "20", "minutes", 20, "20 minutes a session."),
        ("Reviews a day at most", "80", "reviews_per_day", 80, "At most 80 reviews a day."),
        ("A day begins at", "6", "day_start", 6, "A day begins at 6:00."),
    ],
)
def test_a_number_acts_once_it_is_entered_and_can_be_undone(
    page: SettingsPage,
    library: Library,
    said: list[tuple[str, str]],
    name: str,
    keys: str,
    setting: str,
    value: object,
    sentence: str,
) -> None:
    before = getattr(library.learning, setting)
    field = spin(page, name)
    shown = field.text()
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, keys)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert getattr(library.learning, setting) == value
    assert said == [(sentence, "Undo")]
    library.undo()
    page.refresh()
    assert getattr(library.learning, setting) == before
    assert field.text() == shown
    assert len(said) == 1


def test_the_lowest_number_of_reviews_lifts_the_limit(
    page: SettingsPage, library: Library, said: list[tuple[str, str]]
) -> None:
    field = spin(page, "Reviews a day at most")
    QTest.keyClick(field, Qt.Key.Key_Up)
    limits = [library.learning.reviews_per_day]
    QTest.keyClick(field, Qt.Key.Key_Down)
    limits.append(library.learning.reviews_per_day)
    assert limits == [10, None]
    assert field.text() == "no limit"
    assert said[-1] == ("No limit on reviews.", "Undo")


def test_a_quiz_can_be_kept_from_moving_the_schedule(
    page: SettingsPage, library: Library, said: list[tuple[str, str]]
) -> None:
    held = []
    QTest.mouseClick(option(page, "Quiz answers move the schedule", "Off"), Qt.MouseButton.LeftButton)
    held.append(library.learning.quiz_moves)
    assert said == [("Quiz answers only get noted.", "Undo")]
    library.undo()
    page.refresh()
    held.append(library.learning.quiz_moves)
    assert held == [False, True]
    assert option(page, "Quiz answers move the schedule", "On").isChecked()


def test_two_grades_are_chosen_by_arrow_key(
    page: SettingsPage, library: Library, said: list[tuple[str, str]]
) -> None:
    four = option(page, "Grades", "Four")
    four.setFocus()
    QTest.keyClick(four, Qt.Key.Key_Right)
    assert library.learning.grade_buttons == 2
    assert said == [("Two grades.", "Undo")]
    library.undo()
    page.refresh()
    assert four.isChecked()


def test_looks_act_at_once_and_are_remembered(
    page: SettingsPage, theme: Theme, preferences: Preferences
) -> None:
    QTest.mouseClick(option(page, "Theme", "Dark"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(option(page, "Motion", "On"), Qt.MouseButton.LeftButton)
    size = page.findChild(ChoiceField)
    assert size is not None
    size.setFocus()
    QTest.keyClick(size, Qt.Key.Key_Down)
    QTest.keyClick(size, Qt.Key.Key_Return)
    assert (theme.scheme, theme.motion, theme.card_size) == (Scheme.DARK, Motion.ON, 110)
    assert (preferences.scheme, preferences.motion, preferences.card_size) == (Scheme.DARK, Motion.ON, 110)


def test_looks_changed_elsewhere_are_shown(page: SettingsPage, theme: Theme) -> None:
    theme.set_scheme(Scheme.DARK)
    theme.set_card_size(125)
    page.refresh()
    size = page.findChild(ChoiceField)
    assert size is not None
    assert option(page, "Theme", "Dark").isChecked()
    assert size.currentText() == "125 %"


def test_topics_are_chosen_with_space_and_undone(
    page: SettingsPage, library: Library, said: list[tuple[str, str]]
) -> None:
    row = topic(page)
    assert row.accessibleName() == "Attention Mechanism, 0 of 44 cards seen"
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    others = [one.title for one in library.decks.topics() if one.title != "Attention Mechanism"]
    assert [one.title for one in library.decks.topics() if one.gives_new] == others
    assert said == [(f"{len(others)} topics give new cards.", "Undo")]
    library.undo()
    page.refresh()
    assert topic(page).isChecked()
    assert row.hasFocus()
    assert all(one.gives_new for one in library.decks.topics())


def test_topics_tell_what_was_seen_since(
    page: SettingsPage, library: Library, study_only: Callable[[Library, str], None]
) -> None:
    study_only(library, "Attention Mechanism")
    session = Session(library, library.reviews.plan())
    session.reveal()
    session.answer(Rating.EASY, 9000)
    page.refresh()
    QApplication.processEvents()
    assert topic(page).accessibleName() == "Attention Mechanism, 1 of 44 cards seen"


def test_the_data_folder_is_named(page: SettingsPage, tmp_path: Path) -> None:
    shown = [text.text() for text in page.findChildren(Text) if text.isVisible()]
    assert str(tmp_path / "data") in shown
    assert any("MIT licence" in text for text in shown)


def test_every_control_has_a_name_and_tab_reaches_all_of_them_in_order(page: SettingsPage) -> None:
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    reached: list[str] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused.accessibleDescription() in SEGMENTS:
            reached.append(focused.accessibleDescription())
        else:
            reached.append(focused.accessibleName())
        if focused is topic(page, "Python Basics"):
            QTest.keyClick(focused, Qt.Key.Key_Down)  # the topics are one stop, with arrows in it
            assert topic(page, "Git & Docker").hasFocus()
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == [
        *LEARNING,
        *("Grades", "Card text", "Quiz answers move the schedule", "Theme", "Motion", "More contrast"),
        "Python Basics, 0 of 76 cards seen",
    ]


def takes_the_wheel(widget: QWidget) -> bool:
    """Turn the wheel one notch up over a control; what it does not take scrolls the page."""
    middle = widget.rect().center()
    turned = QWheelEvent(
        QPointF(middle),
        QPointF(widget.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, turned)
    return turned.isAccepted()


def test_the_wheel_over_a_control_scrolls_the_page_instead(page: SettingsPage, library: Library) -> None:
    size = page.findChild(ChoiceField)
    assert size is not None
    new = spin(page, "New cards a day")
    spin(page, "Target recall").setFocus()
    assert not takes_the_wheel(new)
    assert not takes_the_wheel(size)
    assert library.learning.new_per_day == 10
    assert size.currentText() == "100 %"
    for control in (new, size):
        control.setFocus()
        assert not takes_the_wheel(control), "nor where it has the keyboard: nothing is set by the way"


def test_it_is_one_column_that_never_scrolls_sideways(area: QScrollArea, page: SettingsPage) -> None:
    assert max(panel.width() for panel in page.findChildren(Panel)) == 760
    area.resize(500, 540)
    QApplication.processEvents()
    assert not area.horizontalScrollBar().isVisible()
    assert area.verticalScrollBar().isVisible()


def test_undo_takes_a_number_back_while_the_keyboard_is_still_in_its_field(page: SettingsPage) -> None:
    field = spin(page, "New cards a day")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)
    line = field.lineEdit()
    wanted = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "\x1a"
    )
    wanted.ignore()
    QApplication.sendEvent(line, wanted)
    assert not wanted.isAccepted(), "the window has it"
    QTest.keyClicks(line, "2")
    wanted.ignore()
    QApplication.sendEvent(line, wanted)
    assert wanted.isAccepted(), "what is being typed is the field's"
