"""The first page: the climb, what slips soonest and their keys, on the first day and on every other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from own_deck import OWN_DECK
from roadmap_cards.gui.main_window import MainWindow
from roadmap_cards.gui.pages.today import TodayPage
from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.bars import TopicBars
from roadmap_cards.gui.widgets.button import LinkButton
from roadmap_cards.gui.widgets.canvas import scrolling
from roadmap_cards.gui.widgets.climb_panel import ClimbPanel
from roadmap_cards.gui.widgets.elided_text import ElidedText
from roadmap_cards.gui.widgets.minutes_chart import MinutesChart
from roadmap_cards.gui.widgets.page import key_groups
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.slipping import SlippingPanel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.climb import Climb, ClimbLevel, ClimbTopic, Resting, Slipping
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.today import DayMinutes, Load, Outlook, Today
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage.today import TopicRow
from roadmap_cards.study.card import Rating
from roadmap_cards.study.day import day_of
from ticking_clock import Clock

MONDAY = day_of(datetime(2026, 11, 23, tzinfo=UTC).date())
TOPICS = tuple(ClimbTopic(number, f"Topic {number}", 10, 10, 5, 0.9, 0.7, 1, 0) for number in range(36))
CLIMB = Climb(1, "Roadmap", (ClimbLevel("Junior", "Junior", (*TOPICS[:-1], replace(TOPICS[-1], new=5))),))
SLIPPING = (
    Slipping(7, "Multi-head Attention", 0.91, 0.80, ready=True),
    Slipping(8, "Trainer API", 0.86, 0.71, ready=False),
    Slipping(9, "Model parallelism", 0.77, 0.62, ready=True),
)
LOADS = tuple(Load(f"Topic {number}", 3, 1) for number in range(9))
BUSY = Today(
    day=MONDAY,
    budget=15,
    usual=15,
    outlook=Outlook(27, 9, 0, 14, 0, LOADS, ()),
    topics=(TopicRow(1, "roadmap", "Junior", "topic", "Topic", True, False, 40, 30),),
    topics_chosen=True,
    spent=tuple(DayMinutes(MONDAY - 7 + number, 10.0) for number in range(8)),
    since=MONDAY - 90,
    ahead=tuple(DayMinutes(MONDAY + 1 + number, 9.0) for number in range(6)),
    due_tomorrow=31,
    climbs=(CLIMB,),
    slipping=SLIPPING,
    resting=(),
    maps=(),
)
NOTHING_LEFT = replace(BUSY, outlook=Outlook(0, 0, 0, 0, 0, (), ()))


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Iterator[TodayPage]:
    page = TodayPage(theme)
    area = scrolling(page)
    qtbot.addWidget(area)
    area.resize(1072, 800)
    area.show()
    area.activateWindow()
    QTest.qWaitForWindowActive(area)
    page.show_today(BUSY)
    QApplication.processEvents()
    yield page
    area.close()


def panel(page: TodayPage, title: str) -> Panel:
    return next(panel for panel in page.findChildren(Panel) if panel.accessibleName() == title)


def place(page: TodayPage, title: str) -> QRect:
    found = panel(page, title)
    return QRect(found.mapTo(page, QPoint(0, 0)), found.size())


def resize(page: TodayPage, width: int, height: int) -> None:
    area = page.window()
    area.resize(width, height)
    for _ in range(3):
        QApplication.processEvents()


def texts(page: TodayPage) -> set[str]:
    return {text.text() for text in page.findChildren(Text) if text.isVisible()}


def keys(page: TodayPage) -> dict[str, str]:
    return {words: key for group in key_groups(page.commands()) for key, words in group.keys}


# --- What stands where -------------------------------------------------------------------------------


def test_all_of_it_is_seen_at_once_in_the_usual_window(page: TodayPage) -> None:
    assert page.height() == 800
    climb, *below = (place(page, title) for title in ("Your climb", *PANELS))
    assert climb.width() == page.width() - 80
    assert {at.top() for at in below} == {climb.bottom() + 21}
    assert [at.left() for at in below] == sorted(at.left() for at in below)
    assert below[-1].right() == climb.right()
    assert max(at.bottom() for at in below) <= 800 - 40


PANELS = ("Due today", "Minutes", "Slipping soonest")


@pytest.mark.parametrize("width", [512, 692, 880, 1072, 1800])
@pytest.mark.parametrize("height", [600, 1500])
def test_panels_never_overlap_or_leave_the_page_or_grow_out_of_shape(
    page: TodayPage, width: int, height: int
) -> None:
    resize(page, width, height)
    places = [place(page, title) for title in ("Your climb", *PANELS)]
    for number, one in enumerate(places):
        assert one.left() >= 0
        assert one.right() < page.width()
        assert one.bottom() < page.height()
        assert 150 < one.height() < 460
        assert not any(one.intersects(other) for other in places[number + 1 :])
    assert page.width() <= width


def test_a_small_window_puts_two_panels_side_by_side(page: TodayPage) -> None:
    resize(page, 692, 600)
    due, minutes, slipping = (place(page, title) for title in PANELS)
    assert due.top() == slipping.top()
    assert minutes.top() > due.bottom()
    assert minutes.width() == page.width() - 48


def test_a_long_list_of_topics_is_summed_up(page: TodayPage) -> None:
    bars = page.findChild(TopicBars)
    assert bars is not None
    assert "4 other topics: 12 reviews, 4 new" in bars.accessibleName()
    page.show_today(replace(BUSY, outlook=replace(BUSY.outlook, topics=LOADS[:6])))
    assert "other" not in bars.accessibleName()


def test_a_day_with_one_topic_is_seen_at_once_too(page: TodayPage) -> None:
    items = tuple(Load(f"Item {number} with a name of some length", 3, 1) for number in range(9))
    loads = (Load("Reinforcement Learning from Human Feedback", 27, 9),)
    page.show_today(replace(BUSY, outlook=replace(BUSY.outlook, topics=loads, items=items)))
    resize(page, 1072, 800)
    assert panel(page, "Due today in Reinforcement Learning from Human Feedback").isVisible()
    assert page.height() == 800


def test_a_long_name_is_cut_and_told_in_full_when_one_points_at_it(page: TodayPage) -> None:
    name = "Different representation subspaces of a hidden state"
    page.show_today(replace(BUSY, outlook=replace(BUSY.outlook, topics=(*LOADS, Load(name, 99, 0))[::-1])))
    QApplication.processEvents()
    (label,) = [text for text in page.findChildren(ElidedText) if text.accessibleName() == name]
    assert label.shown.endswith("…")
    assert label.toolTip() == name
    assert page.height() == 800


# --- The days ----------------------------------------------------------------------------------------


def test_on_the_first_day_the_way_lies_ahead_below_the_choice_of_topics(page: TodayPage) -> None:
    unseen = tuple(replace(topic, seen=0, held=0, due=0) for topic in TOPICS)
    ahead = Climb(1, "Roadmap", (ClimbLevel("Junior", "Junior", unseen),))
    page.show_today(replace(BUSY, topics_chosen=False, climbs=(ahead,), slipping=()))
    QApplication.processEvents()
    assert "360 items ahead, nothing seen yet" in texts(page)
    assert place(page, "Your climb").top() > place(page, "Where do you want to start?").bottom()
    assert not any(panel(page, title).isVisible() for title in PANELS)


def test_on_the_first_day_no_flag_foretells_what_is_yet_to_be_chosen(page: TodayPage) -> None:
    climb = page.findChild(ClimbPanel)
    assert climb is not None
    assert climb.view.flag is not None
    page.show_today(replace(BUSY, topics_chosen=False))
    assert climb.view.accessibleDescription().count("New today") == 0


def test_the_climb_stays_when_the_day_is_done(page: TodayPage) -> None:
    page.show_today(NOTHING_LEFT)
    QApplication.processEvents()
    assert "Done for today" in texts(page)
    assert panel(page, "Your climb").isVisible()
    assert panel(page, "Slipping soonest").isVisible()
    assert not panel(page, "Due today").isVisible()


def test_without_a_roadmap_there_is_no_climb(page: TodayPage) -> None:
    page.show_today(replace(BUSY, climbs=(), slipping=()))
    assert not panel(page, "Your climb").isVisible()
    assert not panel(page, "Slipping soonest").isVisible()
    assert "Next topic" not in keys(page)


# --- Keys --------------------------------------------------------------------------------------------


def test_s_asks_for_what_is_due_of_the_items_that_slip(page: TodayPage, qtbot: QtBot) -> None:
    assert keys(page)["Review the 2 due first"] == "S"
    with qtbot.waitSignal(page.first_asked) as asked:
        QTest.keyClick(page, Qt.Key.Key_S)
    assert asked.args == [15, (7, 9)]
    slipping = page.findChild(SlippingPanel)
    assert slipping is not None
    with qtbot.waitSignal(page.first_asked) as asked:
        slipping.review.click()
    assert asked.args == [15, (7, 9)]


def test_s_does_nothing_where_none_of_them_is_due(page: TodayPage, qtbot: QtBot) -> None:
    page.show_today(replace(BUSY, slipping=tuple(replace(item, ready=False) for item in SLIPPING)))
    assert "S" not in keys(page).values()
    assert "Not due yet" in texts(page)
    with qtbot.assertNotEmitted(page.first_asked):
        QTest.keyClick(page, Qt.Key.Key_S)


def test_recall_is_foretold_for_a_day_of_the_week(page: TodayPage) -> None:
    names = {child.accessibleName() for child in page.findChildren(QWidget)}
    assert "Trainer API: 86 % now, 71 % by Friday" in names


def test_the_arrows_are_listed_and_lead_to_the_climb(page: TodayPage) -> None:
    assert (keys(page)["Next topic"], keys(page)["Previous topic"]) == ("Right", "Left")
    climb = page.findChild(ClimbPanel)
    assert climb is not None
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert climb.view.hasFocus()
    assert climb.view.looked_at is not None


def test_enter_on_the_climb_asks_for_the_topic_and_starts_nothing(page: TodayPage, qtbot: QtBot) -> None:
    climb = page.findChild(ClimbPanel)
    assert climb is not None
    climb.view.setFocus()
    asked: list[int] = []
    page.topic_asked.connect(asked.append)
    assert keys(page)["Show the topic on the map"] == "Enter"
    with qtbot.assertNotEmitted(page.start_asked):
        QTest.keyClick(climb.view, Qt.Key.Key_Return)
    assert asked == [35]


# --- With a collection behind it ---------------------------------------------------------------------


@pytest.fixture
def library(tmp_path: Path, clock: Clock, study_only: Callable[[Library, str], None]) -> Iterator[Library]:
    """Yield the collection of somebody who answered ten cards, a day apart, and has been away since."""
    folder = DataFolder(tmp_path / "data")
    with OpenCollection(folder, clock) as library:
        library.decks.load_changed(folder)
        study_only(library, "Attention Mechanism")
        for card in [planned.card for planned in library.reviews.plan().cards]:
            library.reviews.answer(library.reviews.ask(card), Rating.EASY, 9_000)
            clock.now += timedelta(days=1)
        clock.now += timedelta(days=12)
        yield library


def test_a_paused_topic_is_named_and_leads_to_its_page(page: TodayPage) -> None:
    assert not any("Paused" in text for text in texts(page))
    rests = (Resting(5, "Linear Algebra", 0.68), Resting(6, "Probability", 0.7))
    page.show_today(replace(BUSY, resting=rests))
    assert "Paused: Linear Algebra, recall 68 %, and 1 more" in texts(page)
    asked: list[int] = []
    page.topic_asked.connect(asked.append)
    (link,) = [button for button in page.findChildren(LinkButton) if button.words == "See Linear Algebra"]
    link.click()
    assert asked == [5]


def test_paused_topics_are_named_where_nothing_else_slips(page: TodayPage) -> None:
    page.show_today(replace(BUSY, slipping=(), resting=(Resting(5, "Linear Algebra", 0.68),)))
    assert "Paused: Linear Algebra, recall 68 %" in texts(page)
    assert "Not due yet" not in texts(page)


def test_s_begins_a_review_with_the_items_that_slip(window: MainWindow, library: Library) -> None:
    wanted = {item.title for item in library.progress.today(15).slipping if item.ready}
    assert len(wanted) == 3
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_S)
    asked = []
    for _ in range(3):
        assert window.reviews.review.asked is not None
        asked.append(window.reviews.review.asked.card.place.item)
        window.reviews.review.show_answer()
        window.reviews.review.rate(Rating.GOOD)
    assert set(asked) == wanted


def test_what_is_wanted_first_is_first_even_where_it_is_least_at_risk(
    window: MainWindow, library: Library
) -> None:
    reviews = [card for card in library.reviews.plan().cards if not card.new]
    least = reviews[-1]
    window.today.first_asked.emit(0, (least.item,))
    assert window.reviews.review.asked is not None
    first = library.reviews.plan(first_items=[least.item or 0]).cards[0]
    assert window.reviews.review.asked.card.id == first.card
    assert first.item == least.item != reviews[0].item


def test_an_answer_changes_the_climb(window: MainWindow, library: Library) -> None:
    climb = window.today.findChild(ClimbPanel)
    assert climb is not None
    assert climb.shown is not None
    before = climb.shown
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Return)
    window.reviews.review.show_answer()
    window.reviews.review.rate(Rating.GOOD)
    window.go("today")
    assert climb.shown is not None
    assert sum(topic.due for topic in climb.shown.topics) == sum(topic.due for topic in before.topics) - 1


# --- The first day -----------------------------------------------------------------------------------


@pytest.fixture
def fresh(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[TodayPage, Library]]:
    """Return the page of a fresh collection with a topic of the person's own."""
    folder = DataFolder(tmp_path / "data")
    folder.prepare()
    (folder.decks / "mine").mkdir()
    (folder.decks / "mine" / "my-topic.md").write_text(OWN_DECK, encoding="utf-8")
    with OpenCollection(folder, lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC)) as library:
        library.decks.load_changed(folder)
        page = TodayPage(theme)
        qtbot.addWidget(page)
        page.show()
        page.open(library)
        yield page, library


def boxes(page: TodayPage) -> dict[str, QCheckBox]:
    shown = [box for box in page.findChildren(QCheckBox) if not box.isHidden()]
    return {box.accessibleName().partition(",")[0]: box for box in shown}


def test_the_numbers_follow_the_topics_that_are_ticked(fresh: tuple[TodayPage, Library]) -> None:
    page, library = fresh
    shown = boxes(page)
    assert page.cards == 10
    for title in shown.keys() - {"My topic"}:
        shown[title].click()
    assert page.cards == 1
    assert boxes(page) == shown, "the boxes stay as they are ticked"
    asked: list[int] = []
    page.start_asked.connect(lambda minutes, _new: asked.append(minutes))
    start = page.first_focus()
    assert start is not None
    QTest.keyClick(start, Qt.Key.Key_Return)
    assert asked == [15]
    assert len(library.reviews.plan(15).cards) == 1


def test_without_a_topic_there_is_nothing_to_start(fresh: tuple[TodayPage, Library]) -> None:
    page, library = fresh
    for box in boxes(page).values():
        box.click()
    assert "Tick at least one topic to begin." in texts(page)
    assert page.first_focus() is None
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert not library.decks.topics_chosen


def test_days_before_the_first_one_were_no_rest(page: TodayPage) -> None:
    (chart,) = page.findChildren(MinutesChart)
    quiet = tuple(DayMinutes(MONDAY - 7 + number, 0.0) for number in range(8))
    page.show_today(replace(BUSY, spent=quiet, since=MONDAY - 2))
    told = chart.accessibleDescription()
    assert told.count("rest") == 2
