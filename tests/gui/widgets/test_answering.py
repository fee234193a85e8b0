"""What a question is answered with: options, steps and fields, by mouse as by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Scheme, Theme
from roadmap_cards.gui.widgets.answer_box import BoxLook
from roadmap_cards.gui.widgets.answer_fields import AnswerFields
from roadmap_cards.gui.widgets.button import PrimaryButton
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.option_rows import OptionRows
from roadmap_cards.gui.widgets.question_grid import CellState, GridCell, QuestionGrid
from roadmap_cards.gui.widgets.step_rows import StepRow, StepRows
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.topic_shares import TopicShare, TopicShares
from roadmap_cards.study.card import Option

LEFT = Qt.MouseButton.LeftButton
OPTIONS = (
    Option("`a == b`", correct=False, why="That compares."),
    Option("`a = b`", correct=True, why="That assigns."),
    Option("$a \\to b$", correct=False, why="That is a limit."),
)


def shown(widget: QWidget, qtbot: QtBot, width: int = 600, height: int = 400) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    QApplication.processEvents()


# --- Options ----------------------------------------------------------------------------------------------


def test_a_click_anywhere_in_the_box_chooses(theme: Theme, qtbot: QtBot) -> None:
    rows = OptionRows(theme, FormulaCache(None), OPTIONS, single=True)
    shown(rows, qtbot)
    for row in rows.rows[:2]:
        QTest.mouseClick(row, LEFT, pos=QPoint(row.width() - 40, row.height() // 2))
    assert rows.given == ("`a = b`",)


def test_what_was_chosen_before_can_be_shown_again(theme: Theme, qtbot: QtBot) -> None:
    rows = OptionRows(theme, FormulaCache(None), OPTIONS, single=False)
    shown(rows, qtbot)
    rows.choose((OPTIONS[0].text, OPTIONS[2].text))
    assert rows.given == (OPTIONS[0].text, OPTIONS[2].text)


def test_explained_options_can_be_chosen_no_more_but_still_read(theme: Theme, qtbot: QtBot) -> None:
    rows = OptionRows(theme, FormulaCache(None), OPTIONS, single=True)
    shown(rows, qtbot)
    rows.press(1)
    rows.explain()
    assert [row.look for row in rows.rows] == [BoxLook.WRONG, BoxLook.RIGHT, BoxLook.QUIET]
    assert "Your answer" in rows.rows[0].accessibleName()
    assert "That compares." in rows.rows[0].accessibleName()
    QTest.mouseClick(rows.rows[1], LEFT)
    rows.press(3)
    QTest.keyClick(rows.rows[2], Qt.Key.Key_Space)
    assert rows.given == (OPTIONS[0].text,)
    assert all(row.isEnabled() for row in rows.rows)


def test_a_row_is_as_high_as_its_text_needs(theme: Theme, qtbot: QtBot) -> None:
    long = Option("word " * 60, correct=True, why="")
    rows = OptionRows(theme, FormulaCache(None), (OPTIONS[0], long), single=True)
    shown(rows, qtbot, width=420, height=500)
    label = rows.rows[1].findChildren(CardLabel)[0]
    assert label.height() >= label.text_height() > 100
    assert rows.rows[1].height() > label.height()
    assert rows.rows[0].height() < 70


def test_the_words_on_a_box_have_their_own_colour(theme: Theme, qtbot: QtBot) -> None:
    rows = OptionRows(theme, FormulaCache(None), OPTIONS, single=True)
    shown(rows, qtbot)
    rows.press(1)
    rows.explain()
    verdict = next(text for text in rows.rows[0].findChildren(Text) if text.text() == "Your answer")
    assert verdict.foregroundRole() is QPalette.ColorRole.WindowText
    assert verdict.palette().color(verdict.foregroundRole()) == theme.colour("again")
    theme.set_scheme(Scheme.DARK)
    assert verdict.palette().color(verdict.foregroundRole()) == theme.colour("again")


# --- Steps ------------------------------------------------------------------------------------------------


@pytest.fixture
def steps(theme: Theme, qtbot: QtBot) -> StepRows:
    steps = StepRows(theme, FormulaCache(None), ("read", "think", "write"))
    shown(steps, qtbot)
    return steps


def test_a_step_is_dragged_to_its_place(steps: StepRows) -> None:
    first, last = steps.rows[0], steps.rows[2]
    target = first.mapFromGlobal(last.mapToGlobal(QPoint(30, last.height() - 4)))
    QTest.mousePress(first, LEFT, pos=QPoint(30, 20))
    QTest.mouseMove(first, target)
    QApplication.processEvents()
    QTest.mouseRelease(first, LEFT)
    assert steps.given == ("think", "write", "read")


def test_alt_and_an_arrow_move_a_step_and_the_keyboard_goes_with_it(steps: StepRows) -> None:
    steps.rows[0].setFocus()
    QTest.keyClick(steps.rows[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert steps.given == ("think", "read", "write")
    focused = QApplication.focusWidget()
    assert isinstance(focused, StepRow)
    assert focused.step == "read"
    QTest.keyClick(focused, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(focused, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # it is first already
    assert steps.given == ("read", "think", "write")


def test_explained_steps_say_where_they_belong(steps: StepRows) -> None:
    steps.explain(("think", "read", "write"))
    assert "Belongs to place 2" in steps.rows[0].accessibleName()
    assert "In its place" in steps.rows[2].accessibleName()
    steps.send(steps.rows[0], 3)
    assert [row.step for row in steps.rows] == ["read", "think", "write"]


# --- Fields -----------------------------------------------------------------------------------------------


def test_several_gaps_have_a_field_each(theme: Theme, qtbot: QtBot) -> None:
    fields = AnswerFields(theme, 2)
    shown(fields, qtbot)
    first, second = fields.findChildren(QLineEdit)
    given = [fields.given]
    QTest.keyClicks(second, "key")
    given.append(fields.given)
    assert given == [(), ("", "key")]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert [field.accessibleName() for field in (first, second)] == [
        "Your answer, gap 1",
        "Your answer, gap 2",
    ]


# --- Buttons, grid, topics --------------------------------------------------------------------------------


def test_enter_with_another_key_is_not_a_click(theme: Theme, qtbot: QtBot) -> None:
    button = PrimaryButton(theme, "Check answer", "Enter")
    shown(button, qtbot)
    with qtbot.assertNotEmitted(button.clicked):
        for held in (Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier):
            QTest.keyClick(button, Qt.Key.Key_Return, held)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert isinstance(button, QPushButton)


@pytest.mark.parametrize("count", [5, 20, 40, 100])
def test_a_click_on_a_hexagon_goes_to_its_question(theme: Theme, qtbot: QtBot, count: int) -> None:
    grid = QuestionGrid(theme)
    grid.show_cells([GridCell(CellState.OPEN)] * count, 0)
    shown(grid, qtbot, width=352, height=grid.heightForWidth(352))
    centres = [grid.centre_of(number).toPoint() for number in range(count)]
    assert all(grid.rect().contains(centre) for centre in centres)
    for number in (0, count // 2, count - 1):
        with qtbot.waitSignal(grid.chosen) as chosen:
            QTest.mouseClick(grid, LEFT, pos=centres[number])
        assert chosen.args == [number]


def test_the_grid_says_how_far_one_is(theme: Theme, qtbot: QtBot) -> None:
    grid = QuestionGrid(theme)
    qtbot.addWidget(grid)
    cells = [GridCell(CellState.RIGHT), GridCell(CellState.WRONG, marked=True), GridCell(CellState.OPEN)]
    grid.show_cells(cells, 2)
    assert grid.accessibleName() == "2 answered, 1 marked"
    assert grid.accessibleDescription() == "Question 3 is shown"


def test_right_and_wrong_differ_by_more_than_colour(theme: Theme, qtbot: QtBot) -> None:
    grid = QuestionGrid(theme)
    shown(grid, qtbot, 120, 70)
    pictures = []
    for state in (CellState.RIGHT, CellState.WRONG):
        grid.show_cells([GridCell(state)], None)
        picture = grid.grab().toImage()
        middle = grid.centre_of(0).toPoint()
        pictures.append(picture.pixelColor(middle.x(), middle.y() + 16).lightness())
    assert abs(pictures[0] - pictures[1]) > 60  # one is filled, the other outlined


def test_topics_are_told_in_squares_and_in_words(theme: Theme, qtbot: QtBot) -> None:
    shares = TopicShares(theme)
    shares.show_shares([TopicShare("Git & Docker", 4, 1), TopicShare("Python Basics", 2, 2)])
    shown(shares, qtbot, 320, 60)
    assert shares.accessibleName() == ("Git & Docker, 1 of 4 answered; Python Basics, 2 of 2 answered")
