"""The summary of a sitting, read as a person reads it, and left by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.pages.summary import SummaryPage
from roadmap_cards.gui.theme import Scheme, Theme
from roadmap_cards.gui.widgets.bars import TopicBars
from roadmap_cards.gui.widgets.canvas import scrolling
from roadmap_cards.gui.widgets.grade_mix import GradeMix
from roadmap_cards.gui.widgets.interval_scale import IntervalScale
from roadmap_cards.gui.widgets.minutes_chart import MinutesChart
from roadmap_cards.gui.widgets.missed_row import MissedRow
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.summary import Missed, Recall, Subject, Summary, Tomorrow
from roadmap_cards.library.today import DayMinutes
from roadmap_cards.study.card import Rating
from roadmap_cards.study.day import MINUTE, day_of
from roadmap_cards.study.share import wilson

TODAY = day_of(date(2026, 11, 23))
AT = int(datetime(2026, 11, 23, 7, 16, tzinfo=UTC).timestamp() * 1000)
MISSED = tuple(Missed(f"Question {number}?", f"Answer {number}.", number) for number in range(1, 5))


def recall(reviewed: int, recalled: int, target: float = 0.9) -> Recall:
    return Recall(reviewed, recalled, *wilson(recalled, reviewed), target)


SUMMARY = Summary(
    day=TODAY,
    at=AT,
    offset=60,
    duration=14 * MINUTE,
    cards=48,
    reviews=39,
    in_steps=0,
    new=9,
    left=0,
    left_today=0,
    passed=tuple(number not in {6, 17, 29, 41} for number in range(48)),
    recovered=4,
    grades={Rating.AGAIN: 4, Rating.HARD: 5, Rating.GOOD: 35, Rating.EASY: 4},
    recall=recall(39, 35),
    missed=MISSED,
    subjects=(Subject("Attention Mechanism", 30, 9), Subject("Linear Algebra", 9, 0)),
    subject_of="",
    today=14.0,
    forecast=tuple(DayMinutes(TODAY + 1 + number, 15.0 - number) for number in range(6)),
    tomorrow=Tomorrow(cards=51, minutes=15, new=10, next_due=TODAY + 1),
)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> SummaryPage:
    page = SummaryPage(theme)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def words(page: QWidget) -> list[str]:
    return [text.text() for text in page.findChildren(Text) if text.isVisible() and text.text()]


def headings(page: QWidget) -> list[str]:
    return [panel.accessibleName() for panel in page.findChildren(Panel) if panel.isVisible()]


def show(page: SummaryPage, summary: Summary) -> None:
    page.show_summary(summary)
    QApplication.processEvents()


def test_the_headline_says_how_many_cards_and_how_long(page: SummaryPage) -> None:
    show(page, SUMMARY)
    assert words(page)[:4] == [
        "48 of 48",
        "Monday 23 November, done at 08:16",
        "48 cards in 14 minutes",
        "39 reviews and 9 new. 4 missed at first, all right in the end.",
    ]


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"missed": (), "recovered": 0}, "39 reviews and 9 new. Nothing was missed."),
        (
            {"missed": MISSED[:1], "recovered": 1},
            "39 reviews and 9 new. 1 missed at first, right in the end.",
        ),
        ({"recovered": 1}, "39 reviews and 9 new. 4 missed at first, 1 of them right in the end."),
        (
            {"reviews": 36, "in_steps": 3, "left_today": 1},
            "36 reviews, 3 in learning and 9 new. 4 missed at first, all right in the end. "
            "1 more card waits today.",
        ),
    ],
)
def test_the_line_below_tells_what_became_of_the_cards(
    page: SummaryPage, changed: dict[str, object], line: str
) -> None:
    show(page, replace(SUMMARY, **changed))  # type: ignore[arg-type]
    assert line in words(page)


def test_a_sitting_under_a_minute_is_told_in_seconds(page: SummaryPage) -> None:
    show(page, replace(SUMMARY, cards=1, duration=21_000))
    assert "1 card in 21 seconds" in words(page)


@pytest.mark.parametrize(
    ("measured", "heading"),
    [
        (recall(39, 35), "First-try recall is on target"),
        (recall(39, 27), "First-try recall is below target"),
        (recall(60, 60, 0.8), "First-try recall is above target"),
        (recall(9, 2), "Too few reviews to tell"),
        (recall(0, 0), "No reviews in this session"),
    ],
)
def test_the_heading_states_what_recall_shows(page: SummaryPage, measured: Recall, heading: str) -> None:
    show(page, replace(SUMMARY, recall=measured))
    assert heading in headings(page)


def test_recall_stands_there_as_number_and_on_the_scale(page: SummaryPage) -> None:
    show(page, SUMMARY)
    assert {"90 %", "35 of 39 reviews", "90 % interval 79 to 95"} <= set(words(page))
    scale = page.findChild(IntervalScale)
    assert scale is not None
    assert scale.accessibleName() == "90%, 90 % interval 79 to 95, target 90"


def test_without_reviews_there_is_no_recall(page: SummaryPage) -> None:
    show(page, replace(SUMMARY, recall=recall(0, 0)))
    assert page.findChild(IntervalScale) is None
    assert "0 %" not in words(page)


def test_missed_cards_are_listed_with_their_answer(page: SummaryPage) -> None:
    show(page, SUMMARY)
    assert "Missed at first" in headings(page)
    assert [row.accessibleName() for row in page.findChildren(MissedRow)] == [
        "Question 1? Answer 1.",
        "Question 2? Answer 2. forgotten 2 times",
        "Question 3? Answer 3. forgotten 3 times",
        "Question 4? Answer 4. forgotten 4 times",
    ]


def test_a_long_list_of_misses_is_cut_and_counted(page: SummaryPage) -> None:
    show(page, replace(SUMMARY, missed=MISSED * 3))
    assert len(page.findChildren(MissedRow)) == 5
    assert "and 7 more" in words(page)


def test_nothing_missed_is_said_kindly(page: SummaryPage) -> None:
    show(page, replace(SUMMARY, missed=(), recovered=0))
    assert "Nothing missed" in headings(page)
    assert page.findChildren(MissedRow) == []
    assert "You knew every card at the first try. They come back later than before." in words(page)


def test_topics_or_items_tell_what_it_was_about(page: SummaryPage) -> None:
    show(page, SUMMARY)
    assert "Mostly Attention Mechanism" in headings(page)
    items = tuple(Subject(f"Item {number}", 1, 0) for number in range(9))
    show(page, replace(SUMMARY, subjects=items, subject_of="Attention Mechanism"))
    assert "All about Attention Mechanism" in headings(page)
    [bars] = [bars for bars in page.findChildren(TopicBars) if bars.isVisible()]
    assert bars.accessibleName().endswith("5 other items: 5 reviews, 0 new")


def test_first_answers_are_told_by_grade(page: SummaryPage) -> None:
    show(page, SUMMARY)
    mix = page.findChild(GradeMix)
    assert mix is not None
    assert mix.accessibleName() == "Again 4, Hard 5, Good 35, Easy 4"
    assert "18 s a card" in words(page)


def test_tomorrow_is_foretold(page: SummaryPage) -> None:
    show(page, SUMMARY)
    assert "Tomorrow: 51 cards, about 15 minutes" in headings(page)
    assert "and up to 10 new cards" in words(page)
    chart = page.findChild(MinutesChart)
    assert chart is not None
    spoken = chart.accessibleDescription().split("; ")
    assert spoken[:3] == [
        "Monday: 14 minutes",
        "Tuesday: tomorrow, about 15 minutes",
        "Wednesday: about 14 minutes",
    ]


@pytest.mark.parametrize(
    ("tomorrow", "line"),
    [
        (Tomorrow(0, 0, 10, TODAY + 3), "The next review is in 3 days. Up to 10 new cards tomorrow."),
        (Tomorrow(0, 0, 0, TODAY + 40), "The next review is in 1.3 months."),
        (Tomorrow(0, 0, 1, None), "Up to 1 new card tomorrow."),
    ],
)
def test_a_free_day_names_the_next_one(page: SummaryPage, tomorrow: Tomorrow, line: str) -> None:
    show(page, replace(SUMMARY, tomorrow=tomorrow))
    assert "Nothing falls due tomorrow" in headings(page)
    assert line in words(page)


def test_a_second_summary_replaces_the_first(page: SummaryPage) -> None:
    show(page, SUMMARY)
    show(page, replace(SUMMARY, cards=3, missed=()))
    assert "3 cards in 14 minutes" in words(page)
    assert "Question 1?" not in " ".join(
        row.accessibleName() for row in page.findChildren(MissedRow) if row.isVisible()
    )


def test_enter_is_done_and_u_takes_the_last_answer_back(page: SummaryPage, qtbot: QtBot) -> None:
    show(page, SUMMARY)
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    with qtbot.waitSignal(page.done):
        QTest.keyClick(first, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.done):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.undo_asked):
        QTest.keyClick(page, Qt.Key.Key_U)
    with qtbot.waitSignal(page.help_asked):
        QTest.keyClicks(page, "?")


def test_it_fits_a_usual_window_and_scrolls_only_downwards_in_a_small_one(theme: Theme, qtbot: QtBot) -> None:
    page = SummaryPage(theme)
    area: QScrollArea = scrolling(page)
    qtbot.addWidget(area)
    area.resize(1280, 800)
    area.show()
    show(page, SUMMARY)
    assert not area.verticalScrollBar().isVisible()
    for size in ((900, 600), (720, 540)):
        area.resize(*size)
        QApplication.processEvents()
        assert not area.horizontalScrollBar().isVisible()
        assert area.verticalScrollBar().isVisible()


def test_both_themes_paint_it(page: SummaryPage, theme: Theme) -> None:
    show(page, SUMMARY)
    light = page.grab().toImage()
    theme.set_scheme(Scheme.DARK)
    dark = page.grab().toImage()
    corner = light.rect().bottomRight()
    assert light.pixelColor(corner).lightness() > dark.pixelColor(corner).lightness()
