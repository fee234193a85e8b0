"""A quiz under way, by keyboard alone: answers are safe at once, time is honest, an exam tells nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.pages.question import QuestionPage
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.feedback import Feedback
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.option_row import OptionRow
from roadmap_cards.gui.widgets.step_rows import StepRow
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.question import right_answer
from roadmap_cards.study.quiz import Mode, Sureness, Wish
from ticking_clock import Clock

Key = Qt.Key
ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class Watch:
    """The clock of questions, moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = DataFolder(tmp_path / "data")
    with OpenCollection(
        folder, Clock(datetime(2026, 11, 23, 8, tzinfo=UTC), timedelta(seconds=1))
    ) as library:
        library.decks.load_changed(folder)
        yield library


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(theme: Theme, qtbot: QtBot, watch: Watch) -> QuestionPage:
    page = QuestionPage(theme, FormulaCache(None), watch)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def begin(
    page: QuestionPage, library: Library, kind: str = "choice", size: int = 3, mode: Mode = Mode.PRACTICE
) -> QuizSitting:
    topics = frozenset(topic.id for topic in library.quizzes.catalogue().topics)
    sitting = library.quizzes.start(Wish(topics, size, mode, kinds=frozenset({kind})), Random(4))
    page.start(sitting)
    QApplication.processEvents()
    return sitting


def press(
    page: QuestionPage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(page.focusWidget() or page, key, held)
    QApplication.processEvents()


def words(page: QuestionPage) -> str:
    return " ".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def options(page: QuestionPage) -> list[OptionRow]:
    return [row for row in page.findChildren(OptionRow) if row.isVisible()]


def number_of_right(page: QuestionPage, sitting: QuizSitting) -> int:
    question = sitting.current.question
    right = right_answer(question.body, question.variant)[0]
    return next(number for number, row in enumerate(options(page), start=1) if row.option == right)


def give(page: QuestionPage, sitting: QuizSitting, *, right: bool = True) -> None:
    """Choose an option by its digit."""
    wanted = number_of_right(page, sitting)
    number = wanted if right else 1 + wanted % len(options(page))
    press(page, Key(Key.Key_0.value + number))


# --- Answering --------------------------------------------------------------------------------------------


def test_a_digit_chooses_and_enter_hands_it_in_as_sure(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library)
    give(page, sitting)
    press(page, Key.Key_Return)
    response = sitting.current.response
    assert (response.right, response.sureness) == (True, Sureness.SURE)
    assert "Correct" in words(page)
    assert page.explained


def test_shift_enter_hands_it_in_as_a_guess(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library)
    give(page, sitting)
    press(page, Key.Key_Return, SHIFT)
    assert sitting.current.response.sureness is Sureness.GUESSING


def test_zero_says_that_it_is_not_known(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library)
    press(page, Key.Key_0)
    assert sitting.current.response.unknown
    assert "Not known" in words(page)


def test_arrows_and_space_choose_too_and_one_choice_takes_the_place_of_another(
    page: QuestionPage, library: Library
) -> None:
    sitting = begin(page, library)
    press(page, Key.Key_Space)
    press(page, Key.Key_Down)
    press(page, Key.Key_Space)
    chosen = options(page)[1].option
    assert [row.isChecked() for row in options(page)][:2] == [False, True]
    press(page, Key.Key_Return)
    assert sitting.current.response.given == (chosen,)


def test_enter_without_an_answer_hands_nothing_in_and_says_how(
    page: QuestionPage, library: Library, qtbot: QtBot
) -> None:
    sitting = begin(page, library)
    with qtbot.waitSignal(page.said) as said:
        press(page, Key.Key_Return)
    assert not sitting.current.response.answered
    assert "0" in said.args[0]
    assert "Choose an answer" in said.args[0]


def test_a_wrong_answer_is_told_in_words_and_every_option_says_why(
    page: QuestionPage, library: Library
) -> None:
    sitting = begin(page, library)
    give(page, sitting, right=False)
    press(page, Key.Key_Return)
    assert "Not right" in words(page)
    assert "Your answer" in words(page)
    named = [row.accessibleName() for row in options(page)]
    body = sitting.current.question.body
    assert any("Your answer" in name for name in named)
    assert any("Correct" in name for name in named)
    assert all(len(name) > len(row.option) for name, row in zip(named, options(page), strict=True))
    assert body.kind == "choice"


def test_after_the_answer_enter_goes_on_and_after_the_last_one_to_the_end(
    page: QuestionPage, library: Library, qtbot: QtBot
) -> None:
    sitting = begin(page, library, size=2)
    give(page, sitting)
    press(page, Key.Key_Return)
    press(page, Key.Key_Return)
    assert sitting.place == 1
    assert not page.explained
    give(page, sitting)
    press(page, Key.Key_Return)
    assert any(button.text() == "See the result" for button in page.findChildren(QPushButton))
    with qtbot.waitSignal(page.overview_asked):
        press(page, Key.Key_Return)


def test_an_answer_in_practice_cannot_be_given_twice(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library)
    give(page, sitting)
    press(page, Key.Key_Return)
    press(page, Key.Key_Left)
    page.go(0)
    QApplication.processEvents()
    before = sitting.current.response
    press(page, Key.Key_1)
    page.answer(Sureness.GUESSING)
    assert sitting.current.response == before


# --- Kinds ------------------------------------------------------------------------------------------------


def test_a_typed_answer_is_compared_and_letters_belong_to_it(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, "typed")
    QTest.keyClicks(page.focusWidget(), "n0f")
    press(page, Key.Key_Return)
    assert sitting.place == 0
    assert sitting.current.response.given == ("n0f",)
    assert "You typed" in words(page)
    assert "Expected" in words(page)


def test_with_alt_a_letter_is_a_command_and_not_typed(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, "typed")
    field = page.focusWidget()
    assert isinstance(field, QLineEdit)
    press(page, Key.Key_F, ALT)
    assert sitting.current.marked
    assert field.text() == ""
    press(page, Key.Key_0, ALT)
    assert sitting.current.response.unknown


def test_ctrl_enter_lets_a_typed_answer_count_that_was_marked_wrong(
    page: QuestionPage, library: Library
) -> None:
    sitting = begin(page, library, "typed")
    QTest.keyClicks(page.focusWidget(), "nearly right")
    press(page, Key.Key_Return)
    marked = [sitting.current.response.right]
    press(page, Key.Key_Return, CTRL)
    marked.append(sitting.current.response.right)
    assert marked == [False, True]
    assert sitting.place == 0
    assert "Correct" in words(page)


def test_lines_of_output_end_with_ctrl_enter(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, "output", size=20)
    while not isinstance(page.focusWidget(), QPlainTextEdit):
        page.skip()
    QTest.keyClicks(page.focusWidget(), "first")
    press(page, Key.Key_Return)
    QTest.keyClicks(page.focusWidget(), "second")
    press(page, Key.Key_Return, CTRL)
    assert sitting.current.response.given == ("first\nsecond",)
    assert sitting.current.response.sureness is Sureness.SURE


def test_lines_of_output_can_be_a_guess(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, "output", size=20)
    while not isinstance(page.focusWidget(), QPlainTextEdit):
        page.skip()
    QTest.keyClicks(page.focusWidget(), "first")
    press(page, Key.Key_Return, CTRL | SHIFT)
    assert sitting.current.response.given == ("first",)
    assert sitting.current.response.sureness is Sureness.GUESSING


def test_steps_are_put_in_order_by_keys(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, "order", size=1)
    question = sitting.current.question
    right = right_answer(question.body, question.variant)
    for place, step in enumerate(right, start=1):
        row = next(row for row in page.findChildren(StepRow) if row.step == step)
        row.setFocus()
        press(page, Key(Key.Key_0.value + place))
    rows = sorted(page.findChildren(StepRow), key=lambda row: row.y())
    assert tuple(row.step for row in rows) == right
    rows[0].setFocus()
    press(page, Key.Key_Down, ALT)
    press(page, Key.Key_Up, ALT)
    press(page, Key.Key_Return)
    assert sitting.current.response.right is True


def test_several_right_options_are_all_to_be_chosen(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, "multi", size=1)
    question = sitting.current.question
    right = right_answer(question.body, question.variant)
    for number, row in enumerate(options(page), start=1):
        if row.option in right:
            press(page, Key(Key.Key_0.value + number))
    press(page, Key.Key_Return)
    assert sitting.current.response.right is True


# --- An exam ----------------------------------------------------------------------------------------------


def test_an_exam_says_nothing_and_goes_on(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, mode=Mode.EXAM)
    give(page, sitting, right=False)
    press(page, Key.Key_Return)
    assert sitting.place == 1
    assert page.findChildren(Feedback) == []
    assert "Not right" not in words(page)
    assert "Correct" not in words(page)


def test_an_answer_of_an_exam_can_be_changed(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, mode=Mode.EXAM)
    give(page, sitting, right=False)
    press(page, Key.Key_Return)
    press(page, Key.Key_Left)
    assert sitting.place == 0
    assert "can be changed" in words(page)
    assert any(row.isChecked() for row in options(page))
    give(page, sitting)
    press(page, Key.Key_Return)
    assert sitting.questions[0].response.right is True


def test_the_last_answer_of_an_exam_leads_to_the_look_over(
    page: QuestionPage, library: Library, qtbot: QtBot
) -> None:
    sitting = begin(page, library, size=1, mode=Mode.EXAM)
    give(page, sitting)
    with qtbot.waitSignal(page.overview_asked):
        press(page, Key.Key_Return)


def test_skip_mark_and_go_by_number(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, size=12, mode=Mode.EXAM)
    places = []
    for keys in (
        (Key.Key_N,),
        (Key.Key_G, Key.Key_1, Key.Key_2),
        (Key.Key_G, Key.Key_5),
        (Key.Key_G, Key.Key_1, Key.Key_Return),
        (Key.Key_G, Key.Key_Escape, Key.Key_Right),
    ):
        for key in keys:
            press(page, key)
        places.append(sitting.place)
    assert places == [1, 11, 4, 0, 1]
    marks = []
    for _ in range(2):
        press(page, Key.Key_F)
        marks.append(sitting.questions[1].marked)
    assert marks == [True, False]


# --- The clock --------------------------------------------------------------------------------------------


def test_the_countdown_runs_and_can_be_hidden(page: QuestionPage, library: Library, watch: Watch) -> None:
    sitting = begin(page, library, size=2, mode=Mode.EXAM)  # two choices: 150 s, or more with code
    allowed = sitting.quiz.allowed
    assert allowed is not None
    watch.now += 30
    page.tick()
    assert sitting.left == allowed - 30_000
    shown = f"{(allowed - 30_000) // 60_000}:{(allowed - 30_000) // 1000 % 60:02}"
    assert shown in words(page)
    press(page, Key.Key_H)
    assert shown not in words(page)
    assert "H shows it" in words(page)


def test_a_pause_covers_the_question_and_stops_the_clock(
    page: QuestionPage, library: Library, watch: Watch
) -> None:
    sitting = begin(page, library, mode=Mode.EXAM)
    watch.now += 10
    press(page, Key.Key_P)
    assert page.paused
    assert not options(page)
    watch.now += 3600
    page.tick()
    assert sitting.used == 10_000
    press(page, Key.Key_P)
    assert options(page)
    watch.now += 5
    page.tick()
    assert sitting.used == 15_000


def test_the_clock_stands_while_the_page_is_not_shown(
    page: QuestionPage, library: Library, watch: Watch
) -> None:
    sitting = begin(page, library, mode=Mode.EXAM)
    watch.now += 7
    page.tick()
    page.hide()
    watch.now += 900
    page.show()
    page.enter()
    page.tick()
    assert sitting.used == 7_000
    assert library.quizzes.resume().used == 7_000


def test_the_time_is_told_before_it_ends_and_its_end_is_told(
    page: QuestionPage, library: Library, watch: Watch, qtbot: QtBot
) -> None:
    sitting = begin(page, library, size=5, mode=Mode.EXAM)
    assert sitting.left is not None
    watch.now += sitting.left / 1000 - 61
    page.tick()
    watch.now += 2
    with qtbot.waitSignal(page.said) as said:
        page.tick()
    assert said.args[0] == "1 minute left."
    watch.now += 60
    with qtbot.waitSignal(page.timed_out):
        page.tick()


def test_the_time_of_a_question_is_only_that_of_thinking(
    page: QuestionPage, library: Library, watch: Watch
) -> None:
    sitting = begin(page, library)
    watch.now += 12
    give(page, sitting)
    press(page, Key.Key_Return)
    watch.now += 600  # reading why
    press(page, Key.Key_Return)
    watch.now += 4
    give(page, sitting)
    press(page, Key.Key_Return)
    assert [row.response.duration for row in sitting.questions[:2]] == [12_000, 4_000]


def test_every_control_has_a_name_and_every_key_is_listed(page: QuestionPage, library: Library) -> None:
    begin(page, library, mode=Mode.EXAM)
    nameless = [
        control
        for control in page.findChildren(QPushButton)
        if control.isVisible() and not control.accessibleName()
    ]
    assert nameless == []
    keys = [command.keys[0] for command in page.commands()]
    assert len(keys) == len(set(keys))
    for key in ("Enter", "Shift Enter", "0", "N", "F", "P", "G", "H", "Left", "Right", "Esc"):
        assert key in keys


def test_the_page_fits_a_small_window(page: QuestionPage, library: Library) -> None:
    begin(page, library, size=40, mode=Mode.EXAM)
    page.resize(720, 540)
    QApplication.processEvents()
    assert page.width() == 720
    assert page.minimumSizeHint().width() <= 720
