"""The place of quizzes: what one would be, what is under way, how the past ones went, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QScrollArea, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from quiz_desk import ALPHA, HEAD, OPTIONS, QuizDesk, entry, topic
from roadmap_cards.gui.pages.quiz import QuizPage
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.canvas import scrolling
from roadmap_cards.gui.widgets.key_cap import KeyCap
from roadmap_cards.gui.widgets.page import key_groups
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.past_quizzes import FEW, PastQuizzes
from roadmap_cards.gui.widgets.score_trend import ScoreTrend
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.quiz_past import PastQuizLine
from roadmap_cards.paths import DataFolder
from roadmap_cards.roadmap.deck_file import read_deck
from roadmap_cards.roadmap.outline import Level, Roadmap
from roadmap_cards.storage import roadmaps as roadmap_queries
from roadmap_cards.storage.loading import load_deck
from roadmap_cards.storage.opening import open_database
from roadmap_cards.study.day import MINUTE, moment
from roadmap_cards.study.question import QUESTION_KINDS, right_answer
from roadmap_cards.study.quiz import Focus, Mode, Sureness, Wish
from ticking_clock import Clock

ROADMAP = Roadmap(
    "tiny",
    "Tiny",
    (
        Level("junior", "Junior Zoologist", 1, (topic("alpha", "ants"), topic("beta", "bees"))),
        Level("senior", "Senior Zoologist", 1, (topic("gamma", "gnus"),)),
    ),
)
JUNIOR, SENIOR = "tiny/junior", "tiny/senior"


def questions(key: str, item: str, typed: int, choices: int, *, draft: bool = False) -> str:
    text = HEAD.format(topic=key, title=key.capitalize()) + f"\n## {item.capitalize()}\n"
    text = text.replace("status: reviewed", "status: draft") if draft else text
    for number in range(typed):
        text += entry(f"{item}-{number}", "typed", f"Q: How many legs has number {number}?\nA: {number}")
    for number in range(choices):
        text += entry(f"{item}-pick-{number}", "choice", f"Q: How many legs has {number}?\n{OPTIONS}")
    return text


DECKS = {
    "alpha": questions("alpha", "ants", 30, 6),
    "beta": questions("beta", "bees", 12, 0),
    "gamma": questions("gamma", "gnus", 3, 0),
}
"""48 questions for juniors, 3 for seniors."""
DRAFTS = {"alpha": questions("alpha", "ants", 3, 0, draft=True)}
ONLY_CARDS = {
    "alpha": HEAD.format(topic="alpha", title="Alpha")
    + "\n## Ants\n"
    + entry("ant", "basic", "Q: What is an ant?\nA: An insect.")
}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def collection(tmp_path: Path, clock: Clock) -> Iterator[Callable[[dict[str, str]], Library]]:
    """Return what opens a collection of these decks."""
    folder = DataFolder(tmp_path / "data")
    opened: list[OpenCollection] = []

    def load(decks: dict[str, str]) -> Library:
        with OpenCollection(folder, clock):
            pass
        database = open_database(folder.database, moment(clock.now), folder.backups)
        with closing(database), database.change("Read decks", undoable=False) as tx:
            roadmap_queries.store(tx, ROADMAP, "")
            for name, text in decks.items():
                read = read_deck(text, f"{name}.md", ROADMAP.topic(name), roadmap="tiny")
                load_deck(tx, f"tiny/{name}", "", read.deck, "", moment(clock.now))
        opened.append(OpenCollection(folder, clock))
        return opened[-1].__enter__()

    yield load
    for one in opened:
        one.__exit__(None, None, None)


@pytest.fixture
def library(collection: Callable[[dict[str, str]], Library]) -> Library:
    return collection(DECKS)


@pytest.fixture
def area(theme: Theme, qtbot: QtBot) -> QScrollArea:
    area = scrolling(QuizPage(theme, Random(1)))
    qtbot.addWidget(area)
    area.resize(1072, 800)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    return area


@pytest.fixture
def bare(area: QScrollArea) -> QuizPage:
    """The page before it has a collection."""
    page = area.widget()
    assert isinstance(page, QuizPage)
    return page


@pytest.fixture
def page(bare: QuizPage, library: Library) -> QuizPage:
    bare.open(library)
    return enter(bare)


def enter(page: QuizPage) -> QuizPage:
    """Come to the page as the window does."""
    page.enter()
    (page.first_focus() or page).setFocus()
    QApplication.processEvents()
    return page


def quiz(library: Library, clock: Clock, wish: Wish, right: int, days: int = 0) -> None:
    """Take a quiz `days` later, with so many right answers, and hand it in."""
    clock.now += timedelta(days=days)
    sitting = library.quizzes.start(wish, Random(1))
    for place, row in enumerate(sitting.questions):
        sitting.go(place)
        sitting.spend(4_000)
        given = right_answer(row.question.body, row.question.variant)
        sitting.answer(given if place < right else ("wrong",), Sureness.SURE)
    sitting.hand_in()


def ids(library: Library, key: str) -> frozenset[int]:
    level = next(one for one in library.quizzes.catalogue().levels if one.key == key)
    return frozenset(one.id for one in level.topics)


def over(library: Library, key: str, size: int, mode: Mode = Mode.PRACTICE) -> Wish:
    return Wish(ids(library, key), size, mode, level=key, again=True)


def words(page: QWidget) -> list[str]:
    return [text.text() for text in page.findChildren(Text) if text.isVisible() and text.text()]


def keys(page: QuizPage) -> dict[str, str]:
    return {text: key for group in key_groups(page.commands()) for key, text in group.keys}


def button(page: QWidget, name: str) -> QAbstractButton:
    found = [one for one in page.findChildren(QAbstractButton) if one.accessibleName() == name]
    return next(one for one in found if one.isVisible())


def names(page: QWidget) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(QAbstractButton) if one.isVisible()]


def press(page: QuizPage, key: Qt.Key | str) -> None:
    """Press a key where the keyboard is; what no control wants is the page's."""
    focused = QApplication.focusWidget() or page
    if isinstance(key, str):
        QTest.keyClicks(focused, key)
    else:
        QTest.keyClick(focused, key)
    QApplication.processEvents()


def started(page: QuizPage, key: Qt.Key | str = Qt.Key.Key_Return) -> Wish:
    """Return the wish that a key asks to start."""
    heard: list[Wish] = []
    page.start_asked.connect(heard.append)
    press(page, key)
    assert len(heard) == 1
    return heard[0]


# --- Set-up


def test_enter_starts_what_the_headline_says(page: QuizPage, library: Library) -> None:
    assert "Junior Zoologist level quiz" in words(page)
    assert "15 questions from 2 topics, about 11 min" in words(page)
    assert button(page, "Start practice").hasFocus()
    assert started(page) == Wish(ids(library, JUNIOR), 15, level=JUNIOR)


def test_a_level_exam_says_what_it_takes_to_pass(page: QuizPage, library: Library) -> None:
    press(page, "es")
    assert "Junior Zoologist level exam" in words(page)
    assert any(text.startswith("40 questions from 2 topics, ") for text in words(page))
    assert any(text.endswith(" minutes at most") for text in words(page))
    assert "Counts for the level: pass mark 70 %, every topic at least 50 %." in words(page)
    assert "Timed; feedback at the end" in words(page)
    wish = started(page)
    assert wish.is_level_exam
    assert button(page, "Start exam").isVisible()


@pytest.mark.parametrize(
    ("pressed", "takes"),
    [
        ("e", "40 questions"),
        ("esf", "the focus “All”"),
        ("es0", "one whole level"),
        ("e2", "40 questions"),
    ],
)
def test_an_exam_that_counts_for_no_level_says_why(page: QuizPage, pressed: str, takes: str) -> None:
    press(page, pressed)
    assert any(f"Does not count for a level: that takes {takes}." in text for text in words(page))


def test_a_topic_is_ticked_off_with_space(page: QuizPage, library: Library) -> None:
    row = button(page, "Beta, 12")
    row.setFocus()
    press(page, Qt.Key.Key_Space)
    whole = button(page, "All 2 topics, 1 of 2")
    assert isinstance(whole, QCheckBox)
    assert whole.checkState() is Qt.CheckState.PartiallyChecked
    assert row.hasFocus()
    assert "15 questions on Alpha, about 11 min" in words(page)
    wish = started(page)
    (alpha,) = wish.topics
    assert alpha in ids(library, JUNIOR)
    assert wish.level == ""
    QTest.mouseClick(whole, Qt.MouseButton.LeftButton)
    assert started(page).level == JUNIOR


def test_nothing_can_be_started_while_nothing_is_ticked(page: QuizPage) -> None:
    QTest.mouseClick(button(page, "All 2 topics"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert {"No topic is chosen", "Tick at least one topic."} <= set(words(page))
    assert "Start practice" not in names(page)
    assert "Enter" not in keys(page).values()
    assert page.first_focus() is button(page, "Junior Zoologist")


def test_the_start_has_the_keyboard_again_when_it_comes_back(page: QuizPage) -> None:
    start = button(page, "Start practice")
    start.setFocus()
    press(page, "f")
    while not start.isVisible():
        assert not any(control.hasFocus() for control in page.findChildren(QAbstractButton))
        press(page, "f")
    assert start.hasFocus()
    QTest.mouseClick(button(page, "All 2 topics"), Qt.MouseButton.LeftButton)
    press(page, "ss")
    assert "No question to choose from" in words(page)
    assert not any("of 0" in word for word in words(page))


def test_levels_are_chosen_by_digit_and_all_of_them_by_zero(page: QuizPage, library: Library) -> None:
    press(page, "2")
    assert "3 questions on Gamma, about 2 min" in words(page)
    assert "There are 3 such questions." in words(page)
    press(page, "0")
    wish = started(page)
    assert wish.topics == ids(library, JUNIOR) | ids(library, SENIOR)
    assert wish.level == ""
    QTest.mouseClick(button(page, "Senior Zoologist, 1 topic"), Qt.MouseButton.LeftButton)
    assert started(page).level == JUNIOR, "all of its topics, and no other"
    assert {"Junior Zoologist", "Senior Zoologist", "All levels"} <= keys(page).keys()


def test_a_level_without_questions_is_not_offered(
    bare: QuizPage, collection: Callable[[dict[str, str]], Library]
) -> None:
    bare.open(collection({"alpha": DECKS["alpha"]}))
    enter(bare)
    assert "Senior Zoologist" not in names(bare)
    assert "1" not in keys(bare).values(), "of one level there is nothing to choose"
    assert "15 questions on Alpha, about 11 min" in words(bare)


def test_focus_and_size_go_round_by_key(page: QuizPage) -> None:
    found = []
    for _ in range(4):
        press(page, "fs")
        if page.findChild(QSpinBox).hasFocus():  # type: ignore[union-attr]
            press(page, Qt.Key.Key_Return)
        wish = started(page)
        found.append((wish.focus, wish.size) if "No past mistakes" not in words(page) else None)
        if wish.focus is Focus.WEAK:
            press(page, "f")  # of mistakes there are none yet
    assert found == [(Focus.WEAK, 40), (Focus.RESTED, 10), (Focus.ALL, 5), (Focus.WEAK, 15)]


def test_mistakes_are_asked_for_once_there_are_any(page: QuizPage, library: Library, clock: Clock) -> None:
    press(page, "ff")
    assert "No past mistakes" in words(page)
    assert "Start practice" not in names(page)
    quiz(library, clock, over(library, JUNIOR, 15), 13)
    enter(page)
    assert any(text.startswith("2 questions from ") for text in words(page))
    assert started(page).focus is Focus.MISTAKES


def test_another_size_is_typed_up_to_what_there_is(page: QuizPage) -> None:
    press(page, "ss")
    field = page.findChild(QSpinBox)
    assert field is not None
    assert (field.text(), field.minimum(), field.maximum()) == ("10 of 48", 1, 48)
    press(page, "33")
    press(page, Qt.Key.Key_Return)
    assert "33 questions from 2 topics, about 25 min" in words(page), "before anything is started"
    assert button(page, "Start practice").hasFocus()
    assert started(page).size == 33


def test_other_is_typed_at_once_however_it_is_chosen(page: QuizPage) -> None:
    field = page.findChild(QSpinBox)
    assert field is not None
    QTest.mouseClick(button(page, "Other"), Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    press(page, "7")
    press(page, Qt.Key.Key_Tab)
    assert not field.hasFocus()
    assert "7 questions from 2 topics, about 5 min" in words(page)
    assert started(page).size == 7
    QTest.mouseClick(button(page, "Other"), Qt.MouseButton.LeftButton)
    assert field.hasFocus(), "chosen once more, too"
    assert field.lineEdit().selectedText() == "7"


def test_letters_are_keys_of_the_page_while_a_number_is_typed(page: QuizPage) -> None:
    press(page, "ss")
    press(page, "12e")
    assert "Junior Zoologist level trial exam" in words(page)
    assert page.findChild(QSpinBox).hasFocus()  # type: ignore[union-attr]
    press(page, "s")
    assert button(page, "Start exam").hasFocus(), "the field is gone"
    assert started(page).size == 5


def place_of(page: QuizPage, control: QWidget) -> QRect:
    for _ in range(5):
        QApplication.processEvents()
    return QRect(control.mapTo(page, QPoint(0, 0)), control.size())


@pytest.mark.parametrize("width", [1072, 900, 512])
def test_nothing_moves_under_the_mouse_whatever_is_chosen(
    area: QScrollArea, page: QuizPage, library: Library, clock: Clock, width: int
) -> None:
    quiz(library, clock, over(library, JUNIOR, 40), 38)
    enter(page)
    area.resize(width, 800)
    kind, ask = button(page, "Choose, 6"), button(page, "Past mistakes")
    chart = next(one for one in page.findChildren(Panel) if one.accessibleName() == "No trend yet")
    before = [place_of(page, one) for one in (kind, ask, chart)]
    said = set()
    for keys_pressed in ("e", "f", "f", "ff", "p", "s", "s", "a", "s", "s"):
        press(page, keys_pressed)
        said.add(words(page)[2])
        assert [place_of(page, one) for one in (kind, ask, chart)] == before, keys_pressed
    QTest.mouseClick(kind, Qt.MouseButton.LeftButton)
    assert [place_of(page, one) for one in (kind, ask, chart)] == before
    assert len(said) > 2, "there was something to move for"


def test_past_mistakes_are_counted_before_they_are_asked_for(
    page: QuizPage, library: Library, clock: Clock
) -> None:
    assert "48 questions" in words(page)
    quiz(library, clock, over(library, JUNIOR, 15), 12)
    enter(page)
    assert "48 questions, 3 past mistakes" in words(page)
    press(page, "ff")
    assert "3 past mistakes" in words(page)
    assert started(page).size == 15
    assert any(text.startswith("3 questions ") for text in words(page))


def test_kinds_are_those_that_occur(page: QuizPage) -> None:
    QTest.mouseClick(button(page, "Choose, 6"), Qt.MouseButton.LeftButton)
    assert started(page).kinds == frozenset(QUESTION_KINDS) - {"choice"}
    assert not any(name.startswith("Put in order") for name in names(page))
    assert {"Alpha, 30", "Beta, 12"} <= set(names(page)), "of the kinds that are wanted"
    press(page, "2")
    assert "Kinds" not in words(page), "there is but one"
    assert started(page).kinds == frozenset(QUESTION_KINDS)
    press(page, "1")
    assert started(page).kinds == frozenset(QUESTION_KINDS) - {"choice"}


def test_what_was_asked_lately_is_asked_again_only_if_wished(
    page: QuizPage, library: Library, clock: Clock
) -> None:
    quiz(library, clock, over(library, SENIOR, 2), 2)
    enter(page)
    press(page, "2")
    assert "There is 1 such question; 2 more were asked in the last 14 days." in words(page)
    press(page, "a")
    assert "3 questions on Gamma, about 2 min" in words(page)
    assert started(page).again
    press(page, "1")
    assert "Ask them again" not in names(page), "there are enough"
    assert not started(page).again


def test_where_everything_was_asked_lately_it_can_still_be_had(
    page: QuizPage, library: Library, clock: Clock
) -> None:
    quiz(library, clock, over(library, SENIOR, 3), 2)
    enter(page)
    press(page, "2")
    assert "Nothing to ask today" in words(page)
    assert "Start practice" not in names(page)
    button(page, "Ask them again").setFocus()
    press(page, Qt.Key.Key_Space)
    assert started(page).again


def test_choices_are_kept_when_one_comes_back(page: QuizPage, library: Library, clock: Clock) -> None:
    press(page, "2e")
    before = started(page)
    page.hide()
    page.show()
    assert started(enter(page)) == before


def test_a_topic_can_be_preferred_before_and_after_the_page_is_filled(
    bare: QuizPage, library: Library
) -> None:
    alpha, beta = sorted(ids(library, JUNIOR))
    bare.prefer(topic=beta)
    bare.open(library)
    assert started(enter(bare)).topics == {beta}
    press(bare, "f")
    bare.prefer(topic=alpha)
    wish = started(enter(bare))
    assert (wish.topics, wish.focus) == (frozenset({alpha}), Focus.ALL)


def test_a_quiz_on_weak_spots_makes_no_point_of_the_levels_line(
    page: QuizPage, library: Library, clock: Clock
) -> None:
    for _ in range(2):
        press(page, "f")
        wish = started(page)
        assert wish.focus is Focus.WEAK
        quiz(library, clock, wish, 3, days=20)
        press(page, "fff")
        enter(page)
    assert "Two quizzes over the same whole level make a line here." in words(page)


def test_the_keys_of_the_set_up_stand_beside_what_they_change(page: QuizPage) -> None:
    caps = {cap.accessibleName() for cap in page.findChildren(KeyCap) if cap.isVisible()}
    assert {"Key P", "Key E", "Key S", "Key F"} <= caps


def test_whatever_takes_the_keyboard_has_a_name(page: QuizPage, library: Library, clock: Clock) -> None:
    quiz(library, clock, over(library, JUNIOR, 15), 12)
    enter(page)
    press(page, "ss")
    stops = [one for one in page.findChildren(QWidget) if one.isVisible() and one.focusPolicy()]
    assert [one for one in stops if not one.accessibleName()] == []
    assert {"Level", "Topics", "Kinds", "Questions", "Size", "Mode"} <= {
        one.accessibleName() for one in page.findChildren(QWidget)
    }


def test_tab_goes_down_the_page_and_every_stop_has_a_name(
    page: QuizPage, library: Library, clock: Clock
) -> None:
    quiz(library, clock, over(library, JUNIOR, 15), 12)
    enter(page)
    press(page, "21ss")  # rows that are made anew must not come last
    focus = page.first_focus()
    assert focus is not None
    focus.setFocus()
    stops = []
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert stops == [
        *("Start practice", "Junior Zoologist", "All 2 topics", "All", "Other", "Number of questions"),
        *("Practice", "Choose, 6"),
    ]
    last = QApplication.focusWidget()
    assert last is not None
    assert last.accessibleName().startswith("Junior Zoologist level quiz, Today, 12 of 15, corrected ")


# --- Nothing to ask


def test_where_there_are_only_drafts_nothing_is_offered(
    bare: QuizPage, collection: Callable[[dict[str, str]], Library]
) -> None:
    bare.open(collection(DRAFTS))
    enter(bare)
    assert "No questions yet" in words(bare)
    assert names(bare) == []
    assert bare.commands() == []
    assert bare.first_focus() is None


def test_where_there_are_cards_but_no_questions_enter_starts_learning(
    bare: QuizPage, collection: Callable[[dict[str, str]], Library], qtbot: QtBot
) -> None:
    bare.open(collection(ONLY_CARDS))
    enter(bare)
    assert "No questions yet" in words(bare)
    assert names(bare) == ["Start learning"]
    with qtbot.waitSignal(bare.review_asked):
        press(bare, Qt.Key.Key_Return)


# --- Under way


def test_a_quiz_under_way_is_all_there_is_to_do(page: QuizPage, library: Library, qtbot: QtBot) -> None:
    sitting = library.quizzes.start(over(library, JUNIOR, 40, Mode.EXAM), Random(1))
    sitting.go(7)
    sitting.spend(10 * MINUTE)
    sitting.answer(("1",), Sureness.SURE)
    enter(page)
    left = round((sitting.left or 0) / MINUTE)
    assert {"Junior Zoologist level exam", f"Question 8 of 40, {left} min left."} <= set(words(page))
    assert any("39 questions are open: handed in now, they count as wrong." in text for text in words(page))
    assert "Start practice" not in names(page)
    assert not any(name.startswith("All 2 topics") for name in names(page))
    with qtbot.waitSignal(page.resume_asked):
        press(page, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.hand_in_asked):
        press(page, "h")
    sitting.hand_in()
    page.refresh()
    QApplication.processEvents()
    assert button(page, "Start practice").isVisible()


def test_a_practice_without_an_answer_is_dropped_not_handed_in(page: QuizPage, library: Library) -> None:
    library.quizzes.start(over(library, JUNIOR, 5), Random(1))
    enter(page)
    assert "Question 1 of 5." in words(page)
    assert "Nothing is answered yet." in words(page)
    assert sorted(names(page)) == ["Drop it", "Go on"]


def test_a_quiz_of_which_nothing_is_left_to_ask_can_only_be_dropped(
    bare: QuizPage, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = QuizDesk(tmp_path / "desk")
    with desk.open() as library:
        library.quizzes.start(desk.wish(kinds=frozenset({"order"})), Random(1))
    order = entry("ape-order", "order", "Q: In order.\nOrder:\n1. wake\n2. eat\n3. sleep\n4. dream\n")
    assert order in ALPHA
    desk.load({"alpha": ALPHA.replace(order, entry("ape-order", "basic", "Q: What?\nA: An ape."))})
    with desk.open() as library:
        bare.open(library)
        enter(bare)
        assert "Its questions were rewritten meanwhile: there is nothing left to ask." in words(bare)
        assert names(bare) == ["Drop it"]
        assert "Enter" not in keys(bare).values()
        assert button(bare, "Drop it").hasFocus()
        with qtbot.waitSignal(bare.hand_in_asked):
            press(bare, "h")


# --- Past quizzes


def rows(page: QuizPage) -> list[str]:
    return [name for name in names(page) if "corrected" in name]


def test_past_quizzes_are_told_newest_first_and_open_with_enter(
    page: QuizPage, library: Library, clock: Clock, qtbot: QtBot
) -> None:
    assert "What you hand in is kept here, with its score." in words(page)
    quiz(library, clock, over(library, JUNIOR, 40, Mode.EXAM), 40)
    quiz(library, clock, over(library, JUNIOR, 40, Mode.EXAM), 10, days=2)
    quiz(library, clock, over(library, SENIOR, 3), 2, days=1)
    clock.now += timedelta(days=1)
    enter(page)
    assert [row.split(", ")[:2] for row in rows(page)] == [
        ["Senior Zoologist level quiz", "Yesterday"],
        ["Junior Zoologist level exam", "25 Nov"],
        ["Junior Zoologist level exam", "23 Nov"],
    ]
    assert rows(page)[0].endswith(", 2 of 3, corrected 67 %")
    assert rows(page)[1].endswith(", not passed")
    assert rows(page)[2].endswith(", 40 of 40, corrected 100 %, passed")
    newest = library.quizzes.history()[1].quiz.id
    button(page, rows(page)[0]).setFocus()
    press(page, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.result_asked) as heard:
        press(page, Qt.Key.Key_Return)
    assert heard.args == [newest]


def test_only_the_last_ones_are_listed_until_all_are_asked_for(
    page: QuizPage, library: Library, clock: Clock
) -> None:
    for _ in range(10):
        quiz(library, clock, over(library, SENIOR, 3), 2, days=1)
    enter(page)
    assert len(rows(page)) == 4
    assert "Show all 10" in names(page)
    press(page, "l")
    assert len(rows(page)) == 10
    press(page, "l")
    assert len(rows(page)) == 4


def test_a_long_list_does_not_draw_out_the_lines_beside_it(
    page: QuizPage, library: Library, clock: Clock
) -> None:
    for _ in range(12):
        quiz(library, clock, over(library, JUNIOR, 5), 2, days=1)
    library.quizzes.start(over(library, JUNIOR, 5), Random(1))
    enter(page)
    chart = page.findChild(ScoreTrend)
    assert chart is not None
    panel = next(one for one in page.findChildren(Panel) if one.isAncestorOf(chart))
    before = place_of(page, chart)
    press(page, "l")
    after = place_of(page, chart)
    assert (after.top(), after.height()) == (before.top(), before.height())
    assert panel.height() < 300


def test_a_title_has_no_more_than_its_room(theme: Theme, qtbot: QtBot) -> None:
    past = PastQuizzes(theme)
    qtbot.addWidget(past)
    past.resize(464, 400)
    long = "Not asked lately, Expert/Researcher LLM Engineer level and quite a few words more"
    past.show_quizzes([PastQuizLine(1, long, 19_000, "1 of 2", False)], 20_000)
    past.show()
    QApplication.processEvents()
    row = past.controls[0]
    assert row.width() <= 464 - 2 * 24
    assert row.toolTip() == long, "it is shortened"
    assert row.accessibleName().startswith(long)


def test_hundreds_of_quizzes_come_bit_by_bit_and_keep_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    past = PastQuizzes(theme)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(past)
    qtbot.addWidget(area)
    area.resize(400, 800)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    lines = [PastQuizLine(at, f"Quiz {at}", 20_000 - at, "1 of 2", None) for at in range(300)]
    past.show_quizzes(lines, 20_000)
    past.controls[2].setFocus()
    past.toggle_all()
    assert FEW < len(past.controls) < 100, "nobody waits for all of them"
    qtbot.waitUntil(lambda: len(past.controls) == 301, timeout=5000)
    assert past.controls[2].hasFocus()
    assert [one.accessibleName().split(",")[0] for one in past.controls[:-1]] == [one.title for one in lines]
    past.controls[299].setFocus()
    past.toggle_all()
    assert len(past.controls) == FEW + 1
    assert past.more.hasFocus()


def headings(page: QuizPage) -> Sequence[str]:
    return [panel.accessibleName() for panel in page.findChildren(Panel) if panel.isVisible()]


def test_a_level_has_a_line_from_its_second_quiz_on(page: QuizPage, library: Library, clock: Clock) -> None:
    quiz(library, clock, over(library, JUNIOR, 15), 15)
    enter(page)
    assert "No trend yet" in headings(page)
    assert "Junior: 1 more quiz over the whole level makes a line." in words(page)
    quiz(library, clock, over(library, JUNIOR, 15), 6, days=3)
    enter(page)
    (heading,) = (text for text in headings(page) if "pass mark" in text)
    assert heading.startswith("Junior quizzes: ")
    assert heading.endswith(" points below the pass mark")
    chart = page.findChild(ScoreTrend)
    assert chart is not None
    assert chart.accessibleDescription().startswith("Junior: 23 Nov 100 %, 26 Nov ")
    assert chart.accessibleDescription().endswith("; pass mark 70 %")


def test_quizzes_over_a_part_of_a_level_make_no_line(page: QuizPage, library: Library, clock: Clock) -> None:
    part = Wish(frozenset([min(ids(library, JUNIOR))]), 5, again=True)
    quiz(library, clock, part, 5)
    quiz(library, clock, part, 3)
    enter(page)
    assert "Two quizzes over the same whole level make a line here." in words(page)


# --- Where things stand


def test_set_up_and_history_stand_side_by_side_in_the_usual_window(
    page: QuizPage, library: Library, clock: Clock
) -> None:
    for _ in range(6):
        quiz(library, clock, over(library, JUNIOR, 40, Mode.EXAM), 30, days=1)
    enter(page)
    QApplication.processEvents()
    assert page.height() == 800, "nothing scrolls"
    setup, past = (
        next(one for one in page.findChildren(Panel) if one.accessibleName() == name)
        for name in ("Junior Zoologist", "Past quizzes")
    )
    assert setup.geometry().right() < past.geometry().left()
    assert setup.geometry().bottom() == past.geometry().bottom()


@pytest.mark.parametrize("under_way", [False, True])
def test_in_a_small_window_all_stands_in_one_column(
    area: QScrollArea, page: QuizPage, library: Library, clock: Clock, under_way: bool, qtbot: QtBot
) -> None:
    for _ in range(3):
        quiz(library, clock, over(library, JUNIOR, 15), 12, days=1)
    if under_way:
        library.quizzes.start(over(library, JUNIOR, 40, Mode.EXAM), Random(1))
    enter(page)
    press(page, "" if under_way else "ss")
    area.resize(512, 540)
    qtbot.waitUntil(
        lambda: area.verticalScrollBar().isVisible() and not area.horizontalScrollBar().isVisible(),
        timeout=2000,
    )
    panels = [panel for panel in page.findChildren(Panel) if panel.isVisible()]
    assert len({panel.geometry().left() for panel in panels}) == 1
