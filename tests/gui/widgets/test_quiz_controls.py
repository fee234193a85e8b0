"""Chips and ticks of the quiz's set-up, by key and pointer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.level_chips import Chip, LevelChips
from roadmap_cards.gui.widgets.tick_list import TickChoice, TickList
from roadmap_cards.library.quiz_under_way import QuizUnderWay, hand_in_words, place_words
from roadmap_cards.study.day import MINUTE

CHIPS = [Chip("j", "Junior", "Junior Cook", "1"), Chip("s", "Senior", "Senior Cook", "2")]
ROWS = [
    TickChoice("a", "Ants", "3"),
    TickChoice("b", "Bees", "5", ticked=False),
    TickChoice("c", "Cats", "1"),
]

STILL = "The clock stands still while you are away."


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def test_arrows_move_the_choice_of_a_chip(theme: Theme, qtbot: QtBot) -> None:
    chips = LevelChips(theme, "Level")
    chips.show_chips(CHIPS, "j")
    shown(qtbot, chips)
    chips.setFocus()
    with qtbot.waitSignal(chips.chosen) as heard:
        QTest.keyClick(chips.controls[0], Qt.Key.Key_Right)
    assert heard.args == ["s"]
    focused = QApplication.focusWidget()
    assert isinstance(focused, QRadioButton)
    assert (focused.accessibleName(), focused.accessibleDescription()) == ("Senior Cook", "Key 2")
    assert focused.isChecked()


def test_a_chip_that_is_chosen_already_says_nothing(theme: Theme, qtbot: QtBot) -> None:
    chips = LevelChips(theme, "Level")
    chips.show_chips(CHIPS, "j")
    shown(qtbot, chips)
    with qtbot.assertNotEmitted(chips.chosen):
        QTest.mouseClick(chips.controls[0], Qt.MouseButton.LeftButton)
        chips.show_chips(CHIPS, "s")


def ticks(theme: Theme, qtbot: QtBot) -> TickList:
    found = TickList(theme, "Animals")
    found.show_rows(ROWS, TickChoice("", "All three", "2 of 3", ticked=None))
    shown(qtbot, found)
    return found


def test_space_ticks_and_arrows_go_down_the_columns(theme: Theme, qtbot: QtBot) -> None:
    found = ticks(theme, qtbot)
    found.controls[0].setFocus()
    for row in found.controls[:2]:
        QTest.keyClick(row, Qt.Key.Key_Down)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Bees, 5"
    with qtbot.waitSignal(found.ticked) as heard:
        QTest.keyClick(focused, Qt.Key.Key_Space)
    assert heard.args == ["b", True]


def test_what_is_ticked_in_part_becomes_whole(theme: Theme, qtbot: QtBot) -> None:
    found = ticks(theme, qtbot)
    whole = found.controls[0]
    assert isinstance(whole, QCheckBox)
    assert whole.checkState() is Qt.CheckState.PartiallyChecked
    with qtbot.waitSignal(found.ticked) as heard:
        QTest.mouseClick(whole, Qt.MouseButton.LeftButton)
    assert heard.args == ["", True]


def test_enter_on_a_row_is_left_to_the_page(theme: Theme, qtbot: QtBot) -> None:
    found = ticks(theme, qtbot)
    with qtbot.assertNotEmitted(found.ticked):
        QTest.keyClick(found.controls[1], Qt.Key.Key_Return)


def test_the_same_rows_keep_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    found = ticks(theme, qtbot)
    row = found.controls[1]
    row.setFocus()
    found.show_rows([TickChoice("a", "Ants", "4"), *ROWS[1:]], TickChoice("", "All three"))
    assert row.hasFocus()
    assert row.accessibleName() == "Ants, 4"


def test_columns_are_filled_one_after_the_other(theme: Theme, qtbot: QtBot) -> None:
    found = ticks(theme, qtbot)
    found.resize(500, 200)
    found.set_columns(2)
    QApplication.processEvents()
    _, ants, bees, cats = (row.geometry().topLeft() for row in found.controls)
    assert ants.x() == bees.x() < cats.x()
    assert ants.y() == cats.y() < bees.y()
    found.set_columns(1)
    QApplication.processEvents()
    assert len({row.geometry().x() for row in found.controls}) == 1


def test_the_place_in_a_quiz_is_told_with_the_time_that_is_left() -> None:
    def told(left: int | None) -> str:
        return place_words(QuizUnderWay("Quiz", True, 7, 20, 3, left))

    assert told(13 * MINUTE) == "Question 8 of 20, 13 min left."
    assert told(20_000) == "Question 8 of 20, less than a minute left."
    assert told(0) == "Question 8 of 20; the time is up."
    assert told(None) == "Question 8 of 20."


@pytest.mark.parametrize(
    ("exam", "answered", "words"),
    [
        (
            True,
            18,
            f"{STILL} 2 questions are open: handed in now, they count as wrong.",
        ),
        (True, 19, f"{STILL} 1 question is open: handed in now, it counts as wrong."),
        (True, 20, f"{STILL} Every question has an answer."),
        (False, 18, "2 questions are open: handed in now, they are left out."),
        (False, 19, "1 question is open: handed in now, it is left out."),
        (False, 0, "Nothing is answered yet."),
    ],
)
def test_what_handing_in_does_is_said_before(exam: bool, answered: int, words: str) -> None:
    assert hand_in_words(QuizUnderWay("Quiz", exam, 7, 20, answered, None)) == words


def test_a_quiz_whose_questions_are_gone_says_so() -> None:
    gone = QuizUnderWay("Quiz", True, 0, 0, 0, None)
    assert place_words(gone) == "Its questions were rewritten meanwhile: there is nothing left to ask."
    assert hand_in_words(gone) == ""


def test_a_list_to_tick_has_a_name_and_shows_whole_what_it_had_to_shorten(theme: Theme, qtbot: QtBot) -> None:
    found = ticks(theme, qtbot)
    assert found.accessibleName() == "Animals"
    long = "A title that is far longer than the row it stands in"
    found.show_rows([TickChoice("a", long, "4"), *ROWS[1:]], TickChoice("", "All three"))
    found.set_columns(1)
    found.resize(200, 200)
    QApplication.processEvents()
    assert [row.toolTip() for row in found.controls] == ["", long, "", ""]
    found.resize(900, 200)
    QApplication.processEvents()
    assert not any(row.toolTip() for row in found.controls)
