"""The whole way through a quiz in the window, by keyboard alone: begin, leave, come back, hand in, undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.main_window import MainWindow
from roadmap_cards.gui.widgets.option_row import OptionRow
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.change import Change
from roadmap_cards.library.library import Library
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.study.question import right_answer
from roadmap_cards.study.quiz import Mode, Wish

Key = Qt.Key


def press(
    window: MainWindow, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        QTest.keyClick(window.focusWidget() or window, key, held)
        QApplication.processEvents()


def shown(window: MainWindow) -> str:
    return type(window.page).__name__.removesuffix("Page").lower()


def words(window: MainWindow) -> str:
    return " ".join(text.text() for text in window.findChildren(Text) if text.isVisible())


def begin(window: MainWindow, library: Library, size: int, mode: Mode = Mode.PRACTICE) -> QuizSitting:
    """Begin a quiz of choice questions, as the page of quizzes asks for it."""
    topics = frozenset(topic.id for topic in library.quizzes.catalogue().topics)
    window.quizzes.start(Wish(topics, size, mode, kinds=frozenset({"choice"})))
    QApplication.processEvents()
    sitting = window.quizzes.sitting
    assert sitting is not None
    return sitting


def choose(window: MainWindow, sitting: QuizSitting, *, right: bool = True) -> None:
    """Press the digit of the right option, or of the one after it."""
    question = sitting.current.question
    wanted = right_answer(question.body, question.variant)[0]
    rows = [row for row in window.findChildren(OptionRow) if row.isVisible()]
    number = next(number for number, row in enumerate(rows, start=1) if row.option == wanted)
    press(window, Key(Key.Key_0.value + (number if right else 1 + number % len(rows))))


def test_a_practice_from_the_first_key_to_the_last(window: MainWindow, library: Library) -> None:
    press(window, Key.Key_2, held=Qt.KeyboardModifier.ControlModifier)
    assert shown(window) == "quiz"
    press(window, Key.Key_Return)
    assert shown(window) == "question"
    sitting = window.quizzes.sitting
    assert sitting is not None
    for _ in sitting.questions:
        press(window, Key.Key_0, held=Qt.KeyboardModifier.AltModifier)  # known to none
        assert window.quizzes.question.explained
        press(window, Key.Key_Return)
    assert shown(window) == "result"
    (past,) = library.quizzes.history()
    assert past.score.unknown == len(sitting.questions)
    press(window, Key.Key_Return)
    assert shown(window) == "quiz"


def test_an_exam_is_left_and_gone_on_with_after_a_restart(
    window: MainWindow, library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    sitting = begin(window, library, 10, Mode.EXAM)
    choose(window, sitting)
    press(window, Key.Key_Return)
    choose(window, sitting, right=False)
    press(window, Key.Key_Return, held=Qt.KeyboardModifier.ShiftModifier)
    press(window, Key.Key_F)
    texts = [row.question.entry.id for row in sitting.questions]
    press(window, Key.Key_Escape)
    assert shown(window) == "handin"
    press(window, Key.Key_L)
    assert shown(window) == "quiz"
    window.close()

    again = open_window(library)
    press(again, Key.Key_2, held=Qt.KeyboardModifier.ControlModifier)
    assert "under way" in words(again).lower()
    press(again, Key.Key_Return)
    assert shown(again) == "question"
    resumed = again.quizzes.sitting
    assert resumed is not None
    assert [row.question.entry.id for row in resumed.questions] == texts
    assert resumed.place == 2
    assert resumed.current.marked
    assert [row.response.right for row in resumed.questions[:3]] == [True, False, None]


def test_an_exam_that_is_handed_in_counts_and_one_undo_takes_it_back(
    window: MainWindow, library: Library
) -> None:
    sitting = begin(window, library, 3, Mode.EXAM)
    for _ in range(3):
        choose(window, sitting)
        press(window, Key.Key_Return)
    assert shown(window) == "handin"
    press(window, Key.Key_Return)
    assert shown(window) == "result"
    assert [past.score.right for past in library.quizzes.history()] == [3]
    press(window, Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert library.quizzes.history() == []
    assert "Taken back" in words(window)
    press(
        window,
        Key.Key_Z,
        held=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert len(library.quizzes.history()) == 1
    assert "Taken back" not in words(window)


def test_the_map_leads_back_to_the_result_it_was_asked_from(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    sitting = begin(window, library, 1)
    choose(window, sitting, right=False)
    press(window, Key.Key_Return, Key.Key_Return)
    assert shown(window) == "result"
    press(window, Key.Key_M)
    assert shown(window) == "map"
    qtbot.waitUntil(lambda: any("Go back" in name for name in visible_names(window)))
    press(window, Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    press(window, Key.Key_Escape)
    assert shown(window) == "result"
    assert "Taken back" in words(window)


def visible_names(window: MainWindow) -> list[str]:
    return [one.accessibleName() for one in window.findChildren(QAbstractButton) if one.isVisible()]


def test_the_page_begins_at_its_top_whatever_was_seen_of_it_before(
    window: MainWindow, library: Library
) -> None:
    window.resize(720, 540)
    window.go("quiz")
    QApplication.processEvents()
    area = next(one for one in window.findChildren(QScrollArea) if one.widget() is window.quizzes.quiz)
    area.verticalScrollBar().setValue(10_000)
    assert area.verticalScrollBar().value() > 0
    begin(window, library, 2)
    press(window, Key.Key_Escape, Key.Key_L)
    assert shown(window) == "quiz"
    assert area.verticalScrollBar().value() == 0


def test_time_that_is_hidden_is_hidden_in_the_look_over_too(window: MainWindow, library: Library) -> None:
    begin(window, library, 2, Mode.EXAM)
    assert "min for 2 questions" in words(window)
    press(window, Key.Key_H)
    assert "min" not in words(window).replace("minutes are told", "")
    press(window, Key.Key_Escape)
    assert shown(window) == "handin"
    assert ":" not in words(window).replace("handed in:", "").replace("as wrong:", "")


def test_no_other_window_appears_by_the_way(window: MainWindow, library: Library) -> None:
    sitting = begin(window, library, 2)
    appeared: list[QWidget] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusWindowChanged.connect(lambda _window: appeared.extend(QApplication.topLevelWidgets()))
    choose(window, sitting)
    press(window, Key.Key_Return, Key.Key_Return)
    assert [one for one in appeared if one is not window and one.isVisible()] == []
    assert QApplication.activeWindow() is window


def test_undo_in_the_middle_touches_nothing_else(window: MainWindow, library: Library) -> None:
    library.change_learning("Set minutes a session", minutes=20)
    sitting = begin(window, library, 3)
    choose(window, sitting)
    press(window, Key.Key_Return)
    press(window, Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert library.learning.minutes == 20
    assert sitting.answered == 1
    assert "as a whole" in words(window)


def test_the_end_of_the_time_hands_in_what_is_there(window: MainWindow, library: Library) -> None:
    sitting = begin(window, library, 3, Mode.EXAM)
    choose(window, sitting)
    press(window, Key.Key_Return)
    assert sitting.left is not None
    sitting.spend(sitting.left)
    window.quizzes.question.tick()
    QApplication.processEvents()
    assert shown(window) == "result"
    (past,) = library.quizzes.history()
    assert past.quiz.timed_out
    assert (past.score.right, past.score.unanswered) == (1, 2)


def test_mistakes_are_asked_again_and_added_to_review(window: MainWindow, library: Library) -> None:
    sitting = begin(window, library, 3)
    for number in range(3):
        choose(window, sitting, right=number == 0)
        press(window, Key.Key_Return, Key.Key_Return)
    assert shown(window) == "result"
    press(window, Key.Key_A)
    assert "never seen" in words(window)
    press(window, Key.Key_R)
    assert shown(window) == "question"
    retry = window.quizzes.sitting
    assert retry is not None
    assert len(retry.questions) == 2
    assert retry.quiz.title.endswith(", again")


def test_a_practice_given_up_without_an_answer_leaves_nothing(window: MainWindow, library: Library) -> None:
    begin(window, library, 3)
    press(window, Key.Key_Escape, Key.Key_H)
    assert shown(window) == "quiz"
    assert library.quizzes.history() == []
    assert library.quizzes.under_way() is None


def test_a_second_quiz_waits_for_the_first(window: MainWindow, library: Library) -> None:
    begin(window, library, 3)
    topics = frozenset(topic.id for topic in library.quizzes.catalogue().topics)
    window.quizzes.start(Wish(topics, 5))
    QApplication.processEvents()
    assert "still under way" in words(window)


def test_a_quiz_handed_in_from_its_set_up_stays_handed_in(window: MainWindow, library: Library) -> None:
    sitting = begin(window, library, 3, Mode.EXAM)
    choose(window, sitting)
    press(window, Key.Key_Return, Key.Key_Escape, Key.Key_L)
    press(window, Key.Key_H)
    assert shown(window) == "handin"  # one look before two open questions count as wrong
    assert not window.quizzes.question.clock_runs
    press(window, Key.Key_H)
    assert shown(window) == "result"
    assert len(library.quizzes.history()) == 1
    window.go("today")
    window.quizzes.question.tick()
    assert shown(window) == "today"
    assert not window.quizzes.question.clock_runs


def test_an_exam_whose_time_is_up_is_handed_in_once_and_that_is_all(
    window: MainWindow, library: Library
) -> None:
    sitting = begin(window, library, 3, Mode.EXAM)
    choose(window, sitting)
    press(window, Key.Key_Return, Key.Key_Escape, Key.Key_L)
    assert sitting.left is not None
    sitting.spend(sitting.left)
    window.quizzes.resume()
    assert shown(window) == "result"
    window.go("today")
    window.quizzes.question.tick()
    assert shown(window) == "today"
    assert [past.quiz.timed_out for past in library.quizzes.history()] == [True]


def test_taken_back_is_said_only_of_what_was_taken_back(window: MainWindow, library: Library) -> None:
    sitting = begin(window, library, 1)
    choose(window, sitting)
    press(window, Key.Key_Return, Key.Key_Return)
    assert shown(window) == "result"
    library.loaded_elsewhere(Change("Read decks", frozenset({"card", "entry"})))  # no undo from now on
    window.quizzes.result.undo_asked.emit()
    QApplication.processEvents()
    assert len(library.quizzes.history()) == 1
    assert "is as it was" not in words(window)


def test_a_practice_that_is_broken_off_is_scored_by_what_was_answered(
    window: MainWindow, library: Library
) -> None:
    sitting = begin(window, library, 5)
    choose(window, sitting)
    press(window, Key.Key_Return, Key.Key_Escape, Key.Key_H)
    assert shown(window) == "result"
    (past,) = library.quizzes.history()
    assert (past.score.asked, past.score.right, past.score.unanswered) == (1, 1, 0)


def test_a_notice_goes_with_what_it_was_about(window: MainWindow, library: Library) -> None:
    window.go("settings")
    library.change_learning("Set minutes a session", minutes=20)
    window._say("20 minutes a session.", "Undo")
    assert "20 minutes a session." in words(window)
    sitting = begin(window, library, 1)
    assert "20 minutes a session." not in words(window)  # its Undo would take back something else by now
    window.warn_failed("The disk is full, so nothing was saved just now.")
    choose(window, sitting)
    press(window, Key.Key_Return)
    assert "The disk is full" not in words(window)  # it was saved


def test_f1_shows_the_keys_where_a_question_mark_is_typed(window: MainWindow, library: Library) -> None:
    topics = frozenset(topic.id for topic in library.quizzes.catalogue().topics)
    window.quizzes.start(Wish(topics, 2, kinds=frozenset({"typed"})))
    QApplication.processEvents()
    press(window, Key.Key_F1)
    assert window.keys_are_shown


def test_the_sidebar_says_that_a_quiz_waits(window: MainWindow, library: Library) -> None:
    def names() -> set[str]:
        return {button.accessibleName() for button in window.findChildren(QPushButton)}

    assert "Quiz" in names()
    begin(window, library, 3)
    press(window, Key.Key_Escape, Key.Key_L)
    assert "Quiz, 1 waits" in names()
    press(window, Key.Key_H, Key.Key_H)
    assert "Quiz" in names()


def test_q_on_the_map_and_on_a_topic_offers_a_quiz_on_that_topic(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    press(window, Key.Key_3, held=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.maps.is_filled and not window.maps.is_reading)
    topic = next(topic for topic in window.maps.maps[0].topics if topic.title == "Attention Mechanism")
    item = next(iter(topic.items)).id
    window.map.show_item(item)
    press(window, Key.Key_Q)
    assert shown(window) == "quiz"
    assert "questions on Attention Mechanism" in words(window)
    window.open_topic(topic.id)
    qtbot.waitUntil(lambda: not window.maps.is_reading)
    press(window, Key.Key_Q)
    assert shown(window) == "quiz"
    assert "questions on Attention Mechanism" in words(window)


def test_where_no_question_is_written_no_quiz_is_offered(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Key.Key_3, held=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.maps.is_filled and not window.maps.is_reading)
    empty = next(topic for topic in window.maps.maps[0].topics if topic.title == "AGI Alignment")
    window.map.show_item(next(iter(empty.items)).id)
    QApplication.processEvents()
    press(window, Key.Key_Q)
    assert shown(window) == "map"
    assert not any("Quiz on the topic" in command.words for command in window.map.commands())


def test_the_sidebar_is_away_during_a_quiz_and_back_afterwards(window: MainWindow, library: Library) -> None:
    begin(window, library, 3)
    assert "Settings" not in words(window)
    assert not window._sidebar.isVisible()
    press(window, Key.Key_Escape, Key.Key_L)
    assert window._sidebar.isVisible()


def test_the_window_stays_as_small_as_it_may_be(window: MainWindow, library: Library) -> None:
    begin(window, library, 10, Mode.EXAM)
    window.resize(720, 540)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (720, 540)
    press(window, Key.Key_Escape)
    assert (window.width(), window.height()) == (720, 540)
