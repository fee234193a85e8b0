from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.rating_bar import RatingBar, RatingButton
from roadmap_cards.study.card import Rating

FOUR = {Rating.AGAIN: "10 min", Rating.HARD: "9 days", Rating.GOOD: "26 days", Rating.EASY: "2.1 months"}
TWO = {Rating.AGAIN: "10 min", Rating.GOOD: "26 days"}


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> RatingBar:
    bar = RatingBar(theme)
    qtbot.addWidget(bar)
    bar.resize(760, 62)
    with qtbot.waitActive(bar):
        bar.show()
        bar.activateWindow()
    return bar


def focused(bar: RatingBar) -> QWidget:
    widget = bar.focusWidget()
    assert widget is not None
    return widget


def grades(bar: RatingBar) -> list[RatingButton]:
    return [button for button in bar.findChildren(RatingButton) if button.isVisible()]


def test_space_asks_for_the_answer_then_takes_good(bar: RatingBar, qtbot: QtBot) -> None:
    rated: list[Rating] = []
    bar.rated.connect(rated.append)
    bar.reveal_asked.connect(lambda: bar.offer(FOUR))
    bar.setFocus()
    QTest.keyClick(focused(bar), Qt.Key.Key_Space)
    assert not bar.asking
    QTest.keyClick(focused(bar), Qt.Key.Key_Space)
    assert rated == [Rating.GOOD]


def test_the_four_grades_say_word_and_interval(bar: RatingBar) -> None:
    bar.offer(FOUR)
    assert [button.accessibleName() for button in grades(bar)] == [
        "Again, 10 min",
        "Hard, 9 days",
        "Good, 26 days",
        "Easy, 2.1 months",
    ]
    assert [button.accessibleDescription() for button in grades(bar)] == ["Key 1", "Key 2", "Key 3", "Key 4"]


def test_a_key_held_down_rates_once(bar: RatingBar, qtbot: QtBot) -> None:
    bar.offer(FOUR)
    bar.setFocus()
    rated: list[Rating] = []
    bar.rated.connect(rated.append)
    for repeated in (False, True, True):
        press = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", repeated
        )
        QApplication.sendEvent(focused(bar), press)
    assert rated == [Rating.GOOD]


def test_two_grades_keep_their_digits(bar: RatingBar, qtbot: QtBot) -> None:
    bar.offer(TWO)
    assert [button.accessibleDescription() for button in grades(bar)] == ["Key 1", "Key 3"]
    with qtbot.assertNotEmitted(bar.rated):
        bar.rate(Rating.HARD)
    with qtbot.waitSignal(bar.rated) as rated:
        bar.rate(Rating.AGAIN)
    assert rated.args == [Rating.AGAIN]


def test_no_grade_is_taken_before_the_answer_is_shown(bar: RatingBar, qtbot: QtBot) -> None:
    bar.offer(FOUR)
    bar.ask()
    with qtbot.assertNotEmitted(bar.rated):
        bar.rate(Rating.GOOD)
    with qtbot.waitSignal(bar.reveal_asked):
        bar.take_default()


def test_arrows_reach_the_other_grades(bar: RatingBar, qtbot: QtBot) -> None:
    bar.offer(FOUR)
    bar.setFocus()
    with qtbot.waitSignal(bar.rated) as rated:
        QTest.keyClick(focused(bar), Qt.Key.Key_Left)
        QTest.keyClick(focused(bar), Qt.Key.Key_Return)
    assert rated.args == [Rating.HARD]


def test_without_a_default_nothing_is_taken_for_the_person(bar: RatingBar, qtbot: QtBot) -> None:
    bar.offer(FOUR, default=None)
    with qtbot.assertNotEmitted(bar.rated):
        bar.take_default()


def test_a_pressed_grade_shows_it(bar: RatingBar) -> None:
    bar.offer(FOUR)
    hard = grades(bar)[1]
    before = hard.grab().toImage()
    hard.setDown(True)
    assert hard.grab().toImage() != before


def test_the_bar_keeps_its_height(bar: RatingBar) -> None:
    asking = bar.sizeHint().height()
    bar.offer(FOUR)
    assert bar.sizeHint().height() == asking
    bar.ask("Check", "Enter")
    assert bar.sizeHint().height() == asking


def test_a_click_rates(bar: RatingBar, qtbot: QtBot) -> None:
    bar.offer(FOUR)
    with qtbot.waitSignal(bar.rated) as rated:
        QTest.mouseClick(grades(bar)[3], Qt.MouseButton.LeftButton)
    assert rated.args == [Rating.EASY]


def test_a_thousand_cards_are_graded_with_the_same_four_buttons(bar: RatingBar) -> None:
    before = set(map(id, bar.findChildren(RatingButton)))
    for number in range(1000):
        bar.offer(dict.fromkeys(Rating, f"{number} d"))
        bar.ask()
    bar.offer({Rating.AGAIN: "10 min", Rating.GOOD: "3 d"})
    buttons = bar.findChildren(RatingButton)
    assert set(map(id, buttons)) == before
    shown = [button.accessibleName() for button in buttons if button.isVisible()]
    assert shown == ["Again, 10 min", "Good, 3 d"]
