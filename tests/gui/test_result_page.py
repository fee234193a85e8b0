"""The result of a quiz, read as a person reads it, gone through and left by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from made_result import DAY, exam, question, result, right, unknown, wrong
from roadmap_cards.gui.pages.result import ResultPage
from roadmap_cards.gui.theme import Contrast, Scheme, Theme
from roadmap_cards.gui.widgets.button import ActionButton, Button
from roadmap_cards.gui.widgets.canvas import scrolling
from roadmap_cards.gui.widgets.card_label import CardLabel
from roadmap_cards.gui.widgets.focus_ring import RING
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.interval_scale import IntervalScale
from roadmap_cards.gui.widgets.mistake_row import MistakeRow
from roadmap_cards.gui.widgets.pace_rows import PaceRows
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.source_link import SourceLink
from roadmap_cards.gui.widgets.sureness_table import SurenessTable
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.ticks import SessionTicks
from roadmap_cards.gui.widgets.undo_line import UndoLine
from roadmap_cards.gui.widgets.verdict_box import VerdictBox
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.library.quiz_result import MovedCard, QuizResult
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Choice, Citation, Option, Typed
from roadmap_cards.study.day import MINUTE
from roadmap_cards.study.honest_rule import Effect
from roadmap_cards.study.quiz import Mode, Sureness, Wish
from ticking_clock import Clock

Key = Qt.Key


@pytest.fixture(scope="module")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> FormulaCache:
    return FormulaCache(tmp_path_factory.mktemp("formulas"))


@pytest.fixture
def page(theme: Theme, formulas: FormulaCache, qtbot: QtBot) -> Iterator[ResultPage]:
    page = ResultPage(theme, formulas)
    area = scrolling(page)
    qtbot.addWidget(area)
    area.resize(1280, 800)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    yield page
    area.close()


def show(page: ResultPage, shown: QuizResult, *, can_undo: bool = False) -> None:
    page.show_result(shown, can_undo=can_undo)
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    settle()


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def press(key: Qt.Key) -> None:
    """Press a key wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    settle()


def words(page: QWidget) -> list[str]:
    return [text.text() for text in page.findChildren(Text) if text.isVisible() and text.text()]


def headings(page: QWidget) -> list[str]:
    return [panel.accessibleName() for panel in page.findChildren(Panel) if panel.isVisible()]


def rows(page: QWidget) -> list[MistakeRow]:
    return [row for row in page.findChildren(MistakeRow) if row.isVisible()]


def opened(page: QWidget) -> list[str]:
    """Return the names of the rows that are open."""
    return [row.accessibleName() for row in rows(page) if row.accessibleDescription() == "Open"]


def names(page: QWidget, kind: type[QWidget]) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(kind) if one.isVisible()]


def keys(page: ResultPage) -> list[str]:
    return [command.keys[0] for command in page.commands()]


def button(page: QWidget, said: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.words == said and one.isVisible())


SHORT = result([right(0), wrong(1), right(2), unknown(3), right(4)], mode=Mode.PRACTICE, used=4 * MINUTE)


# --- What is shown


def test_the_head_says_what_it_was_and_states_the_finding(page: ResultPage) -> None:
    show(page, exam())
    said = words(page)
    assert said[0] == "40 questions, Monday 23 November"
    assert said[1] == "Passed, but too close to be sure"
    assert said[2].startswith("31 of 40 right. Corrected for guessing that is 72 %, and the mark is 70 %.")


@pytest.mark.parametrize(
    ("counts", "told"),
    [(True, "This pass counts for the level."), (False, "It counts for no level.")],
)
def test_an_exam_over_a_level_says_what_it_means_for_it(page: ResultPage, counts: bool, told: str) -> None:
    passed = exam()
    over_level = replace(passed.quiz, level_key="llm/middle", counts_for_level=counts)
    show(page, replace(passed, quiz=over_level))
    assert words(page)[2].endswith(told)


def test_practice_is_not_failed_and_says_nothing_twice(page: ResultPage) -> None:
    show(page, SHORT)
    assert words(page)[1] == "3 of 5 right"
    assert words(page)[2].startswith("Corrected for guessing that is 50 %.")


def test_ticks_tell_what_was_right_wrong_and_left_open(page: ResultPage) -> None:
    show(page, result([right(0), wrong(1), question(2)]))
    assert names(page, SessionTicks) == ["2 of 3, 1 missed"]


def test_the_score_stands_there_as_number_and_on_the_scale(page: ResultPage) -> None:
    show(page, exam())
    assert {"Score", "90 % interval", "corrected for guessing", "78 % raw, 31 of 40"} <= set(words(page))
    [scale] = names(page, IntervalScale)
    assert scale.startswith("72 %, 90 % interval ")
    assert scale.endswith(", pass mark 70 %")


def test_a_score_just_below_the_mark_is_nowhere_rounded_up_to_it(page: ResultPage) -> None:
    typed = Typed("How many?", "1")
    rows = [question(at, typed, variant="main", sureness=Sureness.SURE, right=at < 23) for at in range(33)]
    show(page, result(rows))
    assert "69 %" in words(page)
    assert "Corrected for guessing that is 69 %, and the mark is 70 %." in words(page)[2]
    assert "69 % raw, 23 of 33" in words(page)
    assert names(page, IntervalScale)[0].startswith("69 %, 90 % interval ")


@pytest.mark.parametrize("shown", [exam(), SHORT, result([right(0)])])
def test_scores_of_all_quizzes_have_the_same_axis(page: ResultPage, shown: QuizResult) -> None:
    show(page, shown)
    [scale] = [one for one in page.findChildren(IntervalScale) if one.isVisible()]
    assert scale.ends == (0.0, 1.0)


def test_practice_has_no_mark_to_pass(page: ResultPage) -> None:
    show(page, SHORT)
    assert "pass" not in names(page, IntervalScale)[0]


def test_topics_come_best_first_with_what_they_need(page: ResultPage) -> None:
    good, bad = [right(at, topic=1) for at in range(4)], [wrong(4 + at, topic=2) for at in range(4)]
    show(page, result([*good, *bad]))
    told = [
        name
        for name in names(page, QWidget)
        if name.startswith("Topic") and name.endswith(("right", "needs"))
    ]
    assert told == ["Topic 1: 100 %, 4 of 4 right", "Topic 2: 0 %, 0 of 4 right, below the 50 % it needs"]
    assert "right of 4" in words(page)


def test_one_topic_needs_no_list_of_topics(page: ResultPage) -> None:
    show(page, SHORT)
    assert "By topic, corrected" not in headings(page)
    show(page, exam(5, topics=2))
    assert "By topic, corrected" in headings(page)
    assert "right of asked" in words(page)


def test_mistakes_are_counted_by_their_sort(page: ResultPage) -> None:
    show(page, exam())
    assert "Nine to look at" in headings(page)
    assert "5 wrong, 3 not known, 1 not answered" in words(page)
    assert [row.accessibleName() for row in rows(page)][:3] == [
        "Question 4: How many parameters does LoRA train? Sure, but wrong",
        "Question 10: How many parameters does LoRA train? Wrong, a guess",
        "Question 13: How many parameters does LoRA train? Not known",
    ]
    assert rows(page)[-1].accessibleName().endswith("Not answered")


def test_sureness_is_held_against_being_right(page: ResultPage) -> None:
    show(page, exam())
    assert "Sure meant right 26 times in 28" in headings(page)
    assert names(page, SurenessTable) == [
        "Sure: 26 right, 2 wrong; Guessing: 5 right, 3 wrong; Not known: 4 wrong"
    ]
    assert "Not known: 3 said so, 1 not answered." in words(page)
    show(page, result([unknown(0)]))
    assert "No answer was a sure one" in headings(page)


def test_an_exam_tells_the_time_it_took_of_the_time_it_had(page: ResultPage) -> None:
    code = replace(wrong(1), response=replace(wrong(1).response, code=True, allowed=120_000, duration=78_000))
    show(page, result([right(0), code]))
    assert "38 of 57 minutes used" in headings(page)
    assert names(page, PaceRows) == ["Text: 51 s of 75 s; Code: 78 s of 120 s"]


def test_practice_tells_only_means(page: ResultPage) -> None:
    show(page, SHORT)
    assert "4 minutes in all" in headings(page)
    assert names(page, PaceRows) == ["On average: 51 s a question"]


def test_time_that_ran_out_is_said(page: ResultPage) -> None:
    show(page, result([right(0), question(1)], timed_out=True))
    assert "Time ran out; what was not answered by then counts as wrong." in words(page)


def test_moved_cards_are_counted_and_all_of_them_named(page: ResultPage) -> None:
    show(page, exam())
    assert "24 cards moved in the schedule" in headings(page)
    told = names(page, QWidget)
    assert {"18 later, right and sure", "6 sooner, wrong or not known", "16 logged only"} <= set(told)
    moves = [name for name in told if " to " in name and ":" in name and "Question" not in name]
    assert moves[:2] == ["Lost 0: Dec 2027 to 24 Nov", "Card 0: 2 Dec to 23 Dec"]
    assert len(moves) == 24


def test_what_was_only_logged_has_its_reasons_the_most_frequent_first(page: ResultPage) -> None:
    show(page, exam())
    told = words(page)
    at = told.index("9 logged only: right, but handed in as a guess")
    assert told[at + 1] == "7 logged only: the card is new, and is learned first"


def test_a_beginner_is_told_why_no_card_moved(page: ResultPage) -> None:
    show(page, result([right(0), wrong(1)], effects={Effect.NEW_CARD: 2}))
    assert "No card moved" in headings(page)
    assert "2 logged only" in names(page, QWidget)
    assert "2 logged only: the card is new, and is learned first" in words(page)


def test_many_reasons_can_be_read_by_keyboard(page: ResultPage) -> None:
    effects: dict[Effect, int] = dict.fromkeys(Effect, 4)
    show(page, replace(exam(), effects=effects), can_undo=True)
    [area] = [
        one
        for one in page.findChildren(QScrollArea)
        if one.accessibleName() == "What the quiz did to the schedule"
    ]
    rows(page)[0].setFocus()
    for _ in range(3):
        press(Key.Key_Tab)
        if area.hasFocus():
            break
    assert area.hasFocus()
    press(Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0


def test_the_switch_that_is_off_is_named(page: ResultPage) -> None:
    show(page, result([right(0)], effects={Effect.SWITCHED_OFF: 1}))
    assert "No card moved" in headings(page)
    assert "1 logged only: the settings keep quizzes from moving cards" in words(page)


def test_what_was_taken_back_says_so(page: ResultPage) -> None:
    show(page, result([right(0), wrong(1)], counted=False))
    assert "Taken back: nothing of this quiz counts any more." in words(page)
    assert names(page, UndoLine) == []


@pytest.mark.parametrize(
    ("moved", "said"), [(0, "Take this quiz back"), (1, "Undo this one"), (3, "Undo all 3")]
)
def test_what_can_be_undone_has_a_button(page: ResultPage, qtbot: QtBot, moved: int, said: str) -> None:
    cards = [MovedCard("Card", Effect.LATER, DAY, DAY + 9)] * moved
    shown = result([right(0)], effects={Effect.LATER: moved}, moved=cards)
    show(page, shown)
    assert names(page, UndoLine) == []
    show(page, shown, can_undo=True)
    with qtbot.waitSignal(page.undo_asked):
        button(page, said).click()


# --- A mistake


def test_the_first_mistake_is_open_with_both_answers_and_the_reasons(page: ResultPage) -> None:
    show(page, exam())
    assert opened(page) == ["Question 4: How many parameters does LoRA train? Sure, but wrong"]
    assert names(page, VerdictBox) == ["Your answer: 32 768", "Right answer: 65 536"]
    assert {"Why", "Not yours", "Sure, but wrong"} <= set(words(page))
    assert {"Both factors are trained.", "That counts one factor."} <= set(names(page, CardLabel))
    assert names(page, SourceLink) == ["Source: LoRA (2021), 4.1"]


def test_nothing_flashes_up_as_a_window_of_its_own(page: ResultPage) -> None:
    windows = {one for one in QApplication.topLevelWidgets() if one.isVisible()}
    show(page, exam(), can_undo=True)
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Space)
    assert QApplication.activeWindow() in windows
    assert {one for one in QApplication.topLevelWidgets() if one.isVisible()} == windows


def test_what_was_not_answered_shows_the_right_answer_alone(page: ResultPage) -> None:
    show(page, result([right(0), unknown(1)]))
    assert names(page, VerdictBox) == ["Right answer: 65 536"]
    assert "Not known" in words(page)
    assert "Not yours" not in words(page)


def test_keys_go_through_the_mistakes_and_open_one_at_a_time(page: ResultPage) -> None:
    show(page, exam())
    press(Key.Key_Down)
    assert QApplication.focusWidget() is rows(page)[0]
    press(Key.Key_Down)
    assert QApplication.focusWidget() is rows(page)[1]
    press(Key.Key_Space)
    assert opened(page) == ["Question 10: How many parameters does LoRA train? Wrong, a guess"]
    press(Key.Key_Up)
    press(Key.Key_Space)
    assert opened(page) == ["Question 4: How many parameters does LoRA train? Sure, but wrong"]
    press(Key.Key_Space)
    assert opened(page) == []


def test_space_opens_and_closes_where_one_begins_too(page: ResultPage, qtbot: QtBot) -> None:
    show(page, exam())
    with qtbot.assertNotEmitted(page.done):
        press(Key.Key_Space)
    assert opened(page) == []
    press(Key.Key_Space)
    assert len(opened(page)) == 1


def test_a_click_opens_a_mistake(page: ResultPage) -> None:
    show(page, exam())
    QTest.mouseClick(rows(page)[1], Qt.MouseButton.LeftButton)
    settle()
    assert opened(page) == ["Question 10: How many parameters does LoRA train? Wrong, a guess"]


def test_from_the_source_the_keyboard_finds_back(page: ResultPage) -> None:
    show(page, exam())
    source = next(one for one in page.findChildren(SourceLink) if one.isVisible())
    source.setFocus()
    press(Key.Key_Down)
    assert QApplication.focusWidget() is rows(page)[0]


class Browser(QObject):
    """What opens addresses in place of the person's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "show")  # type: ignore[arg-type]
    yield browser
    QDesktopServices.unsetUrlHandler("https")


def test_o_opens_the_source_of_what_is_open(page: ResultPage, browser: Browser) -> None:
    show(page, exam())
    press(Key.Key_O)
    button(page, "LoRA (2021), 4.1").click()
    assert browser.opened == ["https://example.org/lora"] * 2
    press(Key.Key_Space)
    assert "O" not in keys(page)


def test_where_no_browser_opens_the_address_is_said(
    page: ResultPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    show(page, exam())
    with qtbot.waitSignal(page.said) as said:
        press(Key.Key_O)
    assert said.args == ["No browser opened. The address is https://example.org/lora", ""]


def test_a_source_without_an_address_says_so(page: ResultPage, qtbot: QtBot) -> None:
    show(page, result([question(0, sureness=Sureness.UNKNOWN, sources=[Citation("A book", "")])]))
    with qtbot.waitSignal(page.said) as said:
        press(Key.Key_O)
    assert said.args == ["This source has no address to open.", ""]


def test_without_a_source_there_is_nothing_to_open(page: ResultPage) -> None:
    show(page, result([question(0, sureness=Sureness.UNKNOWN, sources=[])]))
    assert names(page, SourceLink) == []
    assert "O" not in keys(page)


# --- What can be done


def test_every_key_does_what_it_says(page: ResultPage, qtbot: QtBot) -> None:
    show(page, exam())
    for key, signal in (
        (Key.Key_Return, page.done),
        (Key.Key_Escape, page.done),
        (Key.Key_R, page.retry_asked),
        (Key.Key_A, page.review_asked),
    ):
        with qtbot.waitSignal(signal):
            press(key)
    focus = QApplication.focusWidget()
    assert focus is not None
    with qtbot.waitSignal(page.help_asked):
        QTest.keyClicks(focus, "?")


def test_enter_is_done_from_a_mistake_too(page: ResultPage, qtbot: QtBot) -> None:
    show(page, exam())
    press(Key.Key_Down)
    with qtbot.waitSignal(page.done):
        press(Key.Key_Return)


def test_m_shows_the_item_of_the_selected_mistake_on_the_map(page: ResultPage, qtbot: QtBot) -> None:
    show(page, exam())
    with qtbot.waitSignal(page.map_asked) as asked:
        press(Key.Key_M)
    assert asked.args == [103], "that of the open one"
    press(Key.Key_Down)
    press(Key.Key_Down)
    with qtbot.waitSignal(page.map_asked) as asked:
        press(Key.Key_M)
    assert asked.args == [109], "that of the one with the keyboard"
    show(page, result([right(0)]))
    with qtbot.waitSignal(page.map_asked) as asked:
        press(Key.Key_M)
    assert asked.args == [0]


def test_buttons_do_the_same(page: ResultPage, qtbot: QtBot) -> None:
    show(page, exam())
    for said, signal in (
        ("Done", page.done),
        ("Retry mistakes", page.retry_asked),
        ("Add these to review", page.review_asked),
        ("Map", page.map_asked),
        ("All keys", page.help_asked),
    ):
        with qtbot.waitSignal(signal):
            button(page, said).click()
    button(page, "Next").click()
    assert QApplication.focusWidget() is rows(page)[0]
    button(page, "Open, close").click()
    assert opened(page) == []


def test_without_mistakes_it_is_kind_and_offers_nothing_about_them(page: ResultPage) -> None:
    show(page, result([right(0), right(1, Sureness.GUESSING), right(2)]))
    assert "All 3 answers were right, 1 of them a guess. Well done." in words(page)
    assert rows(page) == []
    assert keys(page) == ["Enter", "M", "?"]
    assert [one.words for one in page.findChildren(ActionButton) if one.isVisible()] == ["Map", "All keys"]
    assert not any(one.words == "Retry mistakes" and one.isVisible() for one in page.findChildren(Button))


def test_page_keys_scroll_the_mistakes(page: ResultPage) -> None:
    show(page, many_mistakes())
    before = rows(page)[-1].mapTo(page, QPoint(0, 0)).y()
    press(Key.Key_PageDown)
    after = rows(page)[-1].mapTo(page, QPoint(0, 0)).y()
    assert after < before
    press(Key.Key_PageUp)
    assert rows(page)[-1].mapTo(page, QPoint(0, 0)).y() == before


# --- Again


def test_another_result_replaces_the_first(page: ResultPage) -> None:
    show(page, exam())
    show(page, SHORT)
    assert words(page)[1] == "3 of 5 right"
    assert len(rows(page)) == 2


def test_what_was_open_stays_open_when_the_quiz_is_taken_back(page: ResultPage) -> None:
    show(page, exam(), can_undo=True)
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Space)
    before = opened(page)
    undo = next(one for one in page.findChildren(UndoLine) if one.isVisible())
    undo.setFocus()
    page.show_result(replace(exam(), quiz=replace(exam().quiz, counted=False)), can_undo=False)
    settle()
    assert opened(page) == before
    assert QApplication.focusWidget() is page.first_focus(), "not lost with the button"


def test_the_keyboard_stays_where_it_was_when_the_same_result_is_shown_again(page: ResultPage) -> None:
    show(page, exam(), can_undo=True)
    page.review_asked.connect(lambda: page.show_result(exam(), can_undo=False))
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_A)
    assert QApplication.focusWidget() is rows(page)[1]
    assert opened(page) == [rows(page)[0].accessibleName()]
    press(Key.Key_Up)
    press(Key.Key_Space)
    press(Key.Key_A)
    assert QApplication.focusWidget() is rows(page)[0]
    assert opened(page) == [], "what was closed stays closed"


def test_the_ring_of_the_first_mistake_is_not_cut_off(page: ResultPage) -> None:
    show(page, many_mistakes())
    press(Key.Key_Down)
    press(Key.Key_Space)
    area = page._columns.mistakes.inner.area  # type: ignore[union-attr]
    assert rows(page)[0].mapTo(area.viewport(), QPoint(0, 0)).y() >= RING


# --- Its place


def many_mistakes() -> QuizResult:
    return result([wrong(at, topic=1 + at % 30) if at > 3 else right(at, topic=1 + at) for at in range(40)])


LONG = Choice(
    "A very long prompt about $\\frac{1}{\\sqrt{d_k}}$ and a half. " * 12
    + "\n\n```python\nprint('x' * 200, 'a line that is wider than any column of the page can be')\n```",
    (
        Option("```python\nprint(a)\n```", True, "yes"),
        Option("An option that goes on for quite a while, with $QK^\\top$ in it", False, "It is too long."),
    ),
)


def long_one() -> QuizResult:
    return result([question(0, LONG, given=(LONG.options[1].text,), sureness=Sureness.SURE), right(1)])


@pytest.mark.parametrize("shown", [exam(), SHORT, many_mistakes(), long_one(), result([right(0)])])
def test_it_fits_a_usual_window_and_scrolls_only_downwards_in_a_small_one(
    page: ResultPage, shown: QuizResult
) -> None:
    area = area_of(page)
    show(page, shown, can_undo=True)
    assert not area.verticalScrollBar().isVisible()
    assert not area.horizontalScrollBar().isVisible()
    for size in ((1000, 640), (900, 600), (720, 540)):
        area.resize(*size)
        settle()
        assert not area.horizontalScrollBar().isVisible()
    assert area.verticalScrollBar().isVisible()
    area.resize(1280, 800)
    settle()
    assert not area.verticalScrollBar().isVisible()


@pytest.mark.parametrize(("width", "columns"), [(1280, 3), (900, 2), (720, 1)])
def test_panels_stand_in_columns_and_never_over_each_other(
    page: ResultPage, width: int, columns: int
) -> None:
    area_of(page).resize(width, 800)
    show(page, exam(), can_undo=True)
    panels = [
        QRect(panel.mapTo(page, QPoint(0, 0)), panel.size())
        for panel in page.findChildren(Panel)
        if panel.isVisible()
    ]
    assert len({panel.left() for panel in panels}) == columns
    assert not any(one.intersects(other) for one in panels for other in panels if one is not other)
    if columns == 3:
        lowest = {max(p.bottom() for p in panels if p.left() == left) for left in {p.left() for p in panels}}
        assert len(lowest) == 1, "they end at one height"


def test_an_opened_mistake_comes_into_sight(page: ResultPage) -> None:
    show(page, many_mistakes())
    for _ in range(30):
        press(Key.Key_Down)
    press(Key.Key_Space)
    [row] = [row for row in rows(page) if row.accessibleDescription() == "Open"]
    source = next(one for one in page.findChildren(SourceLink) if one.isVisible())
    for part in (row, source):
        assert not part.visibleRegion().isEmpty()
        assert part.visibleRegion().boundingRect().height() == part.height()


def test_a_window_that_grows_narrow_keeps_the_keyboard_where_it_is(page: ResultPage) -> None:
    show(page, exam())
    press(Key.Key_Down)
    for width in (900, 1280):
        area_of(page).resize(width, 800)
        settle()
        assert QApplication.focusWidget() is rows(page)[0]


def test_little_to_say_leaves_no_large_empty_panels(page: ResultPage) -> None:
    show(page, result([right(0), right(1)]))
    assert max(p.height() for p in page.findChildren(Panel) if p.isVisible()) < 300


def test_tab_goes_through_the_page_as_it_is_read(page: ResultPage) -> None:
    show(page, exam(), can_undo=True)
    stops: list[QWidget] = []
    for _ in range(6):
        focus = QApplication.focusWidget()
        assert focus is not None
        stops.append(focus)
        press(Key.Key_Tab)
    assert [stop.accessibleName().split(":")[0] for stop in stops] == [
        "Done",
        "Question 4",
        "Source",
        "What the quiz did to the schedule",
        "Undo all 24",
        "Next",
    ]


def test_whatever_takes_the_keyboard_has_a_name(page: ResultPage) -> None:
    show(page, many_mistakes(), can_undo=True)
    stops = [one for one in page.findChildren(QWidget) if one.isVisible() and one.focusPolicy()]
    assert stops
    assert [one for one in stops if not one.accessibleName()] == []


def test_a_long_list_of_topics_can_be_scrolled_by_keys(page: ResultPage) -> None:
    show(page, many_mistakes())
    [topics] = [one for one in page.findChildren(QScrollArea) if one.accessibleName() == "By topic"]
    topics.setFocus()
    press(Key.Key_PageDown)
    assert topics.verticalScrollBar().value() > 0


def test_card_text_follows_its_size(page: ResultPage, theme: Theme) -> None:
    show(page, exam())
    before = rows(page)[0].height()
    theme.set_card_size(140)
    settle()
    assert rows(page)[0].height() > before


@pytest.mark.parametrize("contrast", [Contrast.ON, Contrast.OFF])
def test_both_themes_paint_it(page: ResultPage, theme: Theme, contrast: Contrast) -> None:
    theme.set_more_contrast(contrast)
    show(page, exam(), can_undo=True)
    light = page.grab().toImage()
    theme.set_scheme(Scheme.DARK)
    settle()
    dark = page.grab().toImage()
    corner = light.rect().bottomRight()
    assert light.pixelColor(corner).lightness() > dark.pixelColor(corner).lightness()


# --- A real quiz


def test_a_quiz_of_the_shipped_decks_is_shown_as_it_went(page: ResultPage, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    clock = Clock(datetime(2026, 11, 23, 8, tzinfo=UTC), timedelta(seconds=1))
    with OpenCollection(folder, clock) as library:
        library.decks.load_changed(folder)
        topics = frozenset(topic.id for topic in library.quizzes.catalogue().topics)
        sitting = library.quizzes.start(Wish(topics, 15), Random(5))
        for place in range(len(sitting.questions)):
            sitting.go(place)
            sitting.answer(("certainly not this",), Sureness.SURE)
        number = sitting.hand_in()
        assert number is not None
        shown = library.quizzes.result(number)
    show(page, shown)
    assert words(page)[1] == "0 of 15 right"
    assert "15 to look at" in headings(page)
    numbers = [row.accessibleName().split(":")[0] for row in rows(page)]
    assert numbers == [f"Question {place}" for place in range(1, 16)]
    for _ in range(15):  # each of them opens, whatever its kind
        press(Key.Key_Down)
        if QApplication.focusWidget() is not rows(page)[0]:
            press(Key.Key_Space)
        assert len(opened(page)) == 1


def area_of(page: ResultPage) -> QScrollArea:
    viewport = page.parentWidget()
    area = viewport.parentWidget() if viewport is not None else None
    assert isinstance(area, QScrollArea)
    return area
