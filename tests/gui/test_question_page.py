"""A quiz under way, by keyboard alone: answers are safe at once, time is honest, an exam tells nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from made_result import question
from roadmap_cards.gui.pages.question import QuestionPage
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.diff_view import DifferenceLine
from roadmap_cards.gui.widgets.feedback import Feedback
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.key_cap import KeyCap
from roadmap_cards.gui.widgets.option_row import OptionRow
from roadmap_cards.gui.widgets.question_sheet import QuestionSheet
from roadmap_cards.gui.widgets.quiz_marks import shares_of
from roadmap_cards.gui.widgets.step_rows import StepRow
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.library import Library
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.storage.quizzes import QuestionRow
from roadmap_cards.study.card import Choice, Entry, Option, Output, Place, Typed
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.question import Question, right_answer
from roadmap_cards.study.quiz import Mode, Response, Sureness, Wish

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
    assert "Right" in words(page)
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
    assert "Sure, but wrong" in words(page)
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


def test_i_lets_a_typed_answer_count_that_was_marked_wrong_and_takes_it_back(
    page: QuestionPage, library: Library
) -> None:
    sitting = begin(page, library, "typed")
    QTest.keyClicks(page.focusWidget(), "nearly right")
    press(page, Key.Key_Return)
    expected = [line.accessibleName() for line in page.findChildren(DifferenceLine) if line.isVisible()]
    marked, places = [sitting.current.response.right], []
    for _ in range(2):
        press(page, Key.Key_I)
        marked.append(sitting.current.response.right)
        places.append(sitting.place)
        # The key stays on show, so that one can see what one was right about.
        shown = [line.accessibleName() for line in page.findChildren(DifferenceLine) if line.isVisible()]
        assert shown == expected
    assert marked == [False, True, False]
    assert places == [0, 0]


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
    assert "wrong" not in words(page)
    assert "Correct" not in words(page)


def test_an_answer_of_an_exam_can_be_changed(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, mode=Mode.EXAM)
    give(page, sitting, right=False)
    press(page, Key.Key_Return)
    press(page, Key.Key_Left)
    assert sitting.place == 0
    assert "Handed in as sure" in words(page)
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
    watch.now += 2
    page.tick()
    assert sitting.used == 9_000
    assert library.quizzes.resume().used == 7_000


def test_the_clock_goes_on_when_the_window_comes_back_that_was_put_away(
    page: QuestionPage, library: Library, watch: Watch
) -> None:
    sitting = begin(page, library, mode=Mode.EXAM)
    page.showMinimized()
    QApplication.processEvents()
    watch.now += 900
    page.showNormal()
    QApplication.processEvents()
    watch.now += 3
    page.tick()
    assert sitting.used == 3_000


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


@pytest.mark.parametrize("kind", ["choice", "multi", "typed", "cloze", "order", "output"])
def test_no_key_stands_for_two_things_where_an_answer_stands(
    page: QuestionPage, library: Library, kind: str
) -> None:
    sitting = begin(page, library, kind, size=20, mode=Mode.EXAM)
    for place, row in enumerate(list(sitting.questions)):
        sitting.go(place)
        sitting.answer(right_answer(row.question.body, row.question.variant), Sureness.GUESSING)
        page.show_question()
        keys = [key for command in page.commands() for key in command.keys]
        assert sorted(keys) == sorted(set(keys))


def test_lines_of_output_can_be_sure_after_all(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, "output", size=20, mode=Mode.EXAM)
    while not isinstance(page.focusWidget(), QPlainTextEdit):
        page.skip()
    place = sitting.place
    QTest.keyClicks(page.focusWidget(), "first")
    press(page, Key.Key_Return, CTRL | SHIFT)
    page.go(place)
    press(page, Key.Key_Return, ALT)
    assert sitting.questions[place].response.given == ("first",)
    assert sitting.questions[place].response.sureness is Sureness.SURE


def test_skip_tells_the_last_open_question_from_none(
    page: QuestionPage, library: Library, qtbot: QtBot
) -> None:
    sitting = begin(page, library, size=2, mode=Mode.EXAM)
    give(page, sitting)
    press(page, Key.Key_Return)
    with qtbot.waitSignal(page.said) as said:
        press(page, Key.Key_N)
    assert said.args[0] == "This is the last question without an answer."
    give(page, sitting)
    press(page, Key.Key_Return)
    with qtbot.waitSignal(page.said) as said:
        press(page, Key.Key_N)
    assert said.args[0] == "Every question has its answer."


def test_a_pause_is_not_offered_where_no_time_passes(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library)
    assert "Pause" in [command.words for command in page.commands()]
    give(page, sitting)
    press(page, Key.Key_Return)
    assert "Pause" not in [command.words for command in page.commands()]


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


# --- What a review of this page found -----------------------------------------------------------------------


def test_left_and_right_lead_to_questions_wherever_the_keyboard_is(
    page: QuestionPage, library: Library
) -> None:
    sitting = begin(page, library)
    give(page, sitting)
    press(page, Key.Key_Return)
    press(page, Key.Key_Right)
    assert sitting.place == 1
    guess = next(button for button in page.findChildren(QPushButton) if button.text().endswith("guessing"))
    guess.setFocus()
    press(page, Key.Key_Left)
    assert sitting.place == 0


def test_a_key_held_down_answers_once(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library)
    give(page, sitting)
    target = page.focusWidget()
    assert target is not None
    held = QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(target, held)
    assert not sitting.current.response.answered
    press(page, Key.Key_Return)
    for _ in range(4):
        focused = page.focusWidget()
        assert focused is not None
        QApplication.sendEvent(
            focused,
            QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True),
        )
    assert sitting.place == 0


def test_an_order_that_nobody_touched_is_no_answer(
    page: QuestionPage, library: Library, qtbot: QtBot
) -> None:
    sitting = begin(page, library, "order", size=1)
    with qtbot.waitSignal(page.said) as said:
        press(page, Key.Key_Return)
    assert not sitting.current.response.answered
    assert "Put the steps in order" in said.args[0]


def test_after_a_pause_that_was_left_the_buttons_work_again(page: QuestionPage, library: Library) -> None:
    begin(page, library)
    press(page, Key.Key_P)
    page.show_question()
    unknown = next(button for button in page.findChildren(QPushButton) if "know" in button.text())
    assert unknown.isEnabled()


def test_an_answer_in_the_last_second_comes_too_late_and_breaks_nothing(
    page: QuestionPage, library: Library, watch: Watch, qtbot: QtBot
) -> None:
    sitting = begin(page, library, mode=Mode.EXAM)
    give(page, sitting)
    assert sitting.left is not None
    watch.now += sitting.left / 1000 + 1
    with qtbot.waitSignal(page.timed_out):
        press(page, Key.Key_Return)
    assert not sitting.current.response.answered


def test_what_a_program_prints_is_compared_letter_by_letter(
    page: QuestionPage, library: Library, theme: Theme
) -> None:
    body = Output("What?\n```python\nprint(__name__)\n```", "```text\n__main__\n```")
    entry = Entry("x", "", "", body, 1, ())
    given = Response(0, "output", True, 0.0, 1, ("main",), Sureness.SURE, False, 1)
    feedback = Feedback(theme, FormulaCache(None), Question(entry, "main", 1), given)
    told = [line.accessibleName() for line in feedback.findChildren(DifferenceLine)]
    assert told == ["main", "__main__"]
    feedback.deleteLater()


def test_another_word_that_counts_still_shows_the_answer(page: QuestionPage, theme: Theme) -> None:
    body = Typed("Which mode letter appends?", "a", ("append",))

    def told(given: str) -> str:
        row = question(0, body, given=(given,), sureness=Sureness.SURE, variant="main")
        feedback = Feedback(theme, FormulaCache(None), row.question, replace(row.response, right=True))
        said = " ".join(label.accessibleName() for label in feedback.findChildren(CardLabel))
        feedback.deleteLater()
        return said

    assert "Right: a" in told("append")
    assert "Right: a" not in told(" A ")


def test_ctrl_enter_pressed_twice_hands_in_and_no_more(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, "output", size=20)
    while not isinstance(page.focusWidget(), QPlainTextEdit):
        page.skip()
    QTest.keyClicks(page.focusWidget(), "wrong")
    place = sitting.place
    press(page, Key.Key_Return, CTRL)
    press(page, Key.Key_Return, CTRL)
    assert sitting.questions[place].response.right is False


def test_what_was_chosen_and_not_handed_in_is_there_when_one_comes_back(
    page: QuestionPage, library: Library
) -> None:
    sitting = begin(page, library, mode=Mode.EXAM)
    press(page, Key.Key_2)
    press(page, Key.Key_Right)
    assert page.drafts == {0}
    press(page, Key.Key_Left)
    assert [row.isChecked() for row in options(page)][:2] == [False, True]
    assert not sitting.current.response.answered
    press(page, Key.Key_Return)
    assert page.drafts == set()


def test_what_was_chosen_is_there_when_one_comes_back_from_another_page(
    page: QuestionPage, library: Library
) -> None:
    begin(page, library, mode=Mode.EXAM)
    press(page, Key.Key_2)
    page.hide()
    page.start(library.quizzes.resume())
    page.show()
    assert [row.isChecked() for row in options(page)][:2] == [False, True]
    assert page.drafts == {0}


def test_one_goes_on_typing_where_the_answer_ends(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, "output", size=20, mode=Mode.EXAM)
    while not isinstance(page.focusWidget(), QPlainTextEdit):
        page.skip()
    place = sitting.place
    QTest.keyClicks(page.focusWidget(), "lo")
    page.go(0 if place else 1)
    page.go(place)
    QTest.keyClicks(page.focusWidget(), "x")
    press(page, Key.Key_Return, CTRL)
    assert sitting.questions[place].response.given == ("lox",)


def test_a_new_quiz_begins_without_what_was_chosen_in_another(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library, mode=Mode.EXAM)
    press(page, Key.Key_2)
    page.hide()
    sitting.hand_in()
    begin(page, library, mode=Mode.EXAM)
    assert page.drafts == set()
    assert not any(row.isChecked() for row in options(page))


def test_enter_on_an_answer_that_stands_goes_on_and_leaves_it_a_guess(
    page: QuestionPage, library: Library
) -> None:
    sitting = begin(page, library, mode=Mode.EXAM)
    press(page, Key.Key_1)
    press(page, Key.Key_Return, SHIFT)
    press(page, Key.Key_Left)
    press(page, Key.Key_Return)
    held = [sitting.questions[0].response.sureness]
    assert sitting.place == 1
    press(page, Key.Key_Left)
    press(page, Key.Key_Return, CTRL)
    held.append(sitting.questions[0].response.sureness)
    assert held == [Sureness.GUESSING, Sureness.SURE]


def test_the_topic_is_not_named_where_it_is_the_answer(page: QuestionPage, library: Library) -> None:
    begin(page, library)
    assert any(title in words(page) for title in ("Python Basics", "Attention Mechanism"))
    (sheet,) = page.findChildren(QuestionSheet)
    row = asks_for_its_topic(0)
    sheet.show_question(row.question, 1, row.response)
    assert "Git" not in sheet.kind.text()
    sheet.show_question(replace(row.question, place=Place("R", "L", "Linux", "S", "I")), 1, row.response)
    assert "Linux" in sheet.kind.text()


def asks_for_its_topic(position: int, sureness: Sureness | None = None) -> QuestionRow:
    """Return a question about which topic a thing belongs to; its own is the right answer."""
    options_ = tuple(Option(title, title == "Git", "So.") for title in ("Git", "Docker", "Python"))
    row = question(position, Choice("Under which topic?", options_), sureness=sureness, right=True, topic=7)
    return replace(row, question=replace(row.question, place=Place("R", "L", "Git", "S", "I")))


def test_the_topics_of_a_quiz_give_no_answer_away() -> None:
    open_one, answered = asks_for_its_topic(0), asks_for_its_topic(1, Sureness.SURE)
    other = question(2, topic=3)
    told = {
        exam: [(share.title, share.answered, share.questions) for share in shares_of(rows, exam=exam)]
        for rows in [(open_one, answered, other)]
        for exam in (False, True)
    }
    assert told[True] == [("Topic 3", 0, 1), ("Named afterwards", 1, 2)], "an exam can be changed to its end"
    assert told[False] == [("Git", 1, 1), ("Topic 3", 0, 1), ("Named afterwards", 0, 1)]


def test_the_other_options_say_why_they_are_wrong_on_demand(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library)
    give(page, sitting)
    press(page, Key.Key_Return)
    body = sitting.current.question.body
    assert isinstance(body, Choice)
    told = {plain(option.why): option.correct for option in body.options}
    shown = {why: why in labels(page) for why in told}
    assert shown == told
    press(page, Key.Key_W)
    assert all(why in labels(page) for why in told)


def test_hints_name_the_keys_that_act_where_one_types(page: QuestionPage, library: Library) -> None:
    begin(page, library, "typed", size=2)
    caps = {cap.accessibleName() for cap in page.findChildren(KeyCap) if cap.isVisible()}
    assert "Key Alt F" in caps
    assert "Key F" not in caps


def test_with_the_switch_off_the_page_says_that_nothing_moves(page: QuestionPage, library: Library) -> None:
    sitting = begin(page, library)
    assert "sure of counts" in words(page)
    page.start(sitting, moves=False)
    assert "sure of counts" not in words(page)
    assert "only noted" in words(page)


def labels(page: QuestionPage) -> str:
    return " ".join(label.accessibleName() for label in page.findChildren(CardLabel) if label.isVisible())
