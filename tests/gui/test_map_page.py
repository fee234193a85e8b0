"""The map as a person uses it: a window on a real collection, by keyboard, and what each place says."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.main_window import PLACES, SMALLEST, USUAL, MainWindow
from roadmap_cards.gui.preferences import Preferences
from roadmap_cards.gui.theme import Contrast, Motion
from roadmap_cards.gui.widgets.button import ActionButton, PrimaryButton
from roadmap_cards.gui.widgets.card_table import CardTable
from roadmap_cards.gui.widgets.hex_map import HexMap
from roadmap_cards.gui.widgets.item_row import ItemRow
from roadmap_cards.gui.widgets.item_strip import ItemStrip
from roadmap_cards.gui.widgets.map_head import NOT_ASKED, MapHead
from roadmap_cards.gui.widgets.map_legend import MapLegend
from roadmap_cards.gui.widgets.map_list import MapList
from roadmap_cards.gui.widgets.notice import Notice
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.time_line import TimeLine
from roadmap_cards.gui.widgets.time_line_frame import month_on
from roadmap_cards.gui.widgets.time_line_panel import TimeLinePanel
from roadmap_cards.gui.widgets.time_line_words import NOTHING_YET, full_date, short_date
from roadmap_cards.library.library import Library
from roadmap_cards.library.map import MapItem, MapTopic, RoadmapMap
from roadmap_cards.library.past import Scenario, Travel
from roadmap_cards.study.card import Rating
from roadmap_cards.study.question import right_answer
from roadmap_cards.study.quiz import Sureness, Wish
from ticking_clock import Clock

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TextFlag = Qt.TextFlag


def study(library: Library, clock: Clock, *, days: int = 0, rating: Rating = Rating.GOOD) -> None:
    """See every card of two topics once, then let days pass."""
    chosen = ("Python Basics", "Attention Mechanism")
    library.decks.choose_topics([topic.id for topic in library.decks.topics() if topic.title in chosen])
    for card in library.reviews.plan(more_new=100).cards:
        library.reviews.answer(library.reviews.ask(card.card), rating, 5000)
    clock.now += timedelta(days=days)


def ask_everything(library: Library, title: str) -> int:
    """Answer all questions of a topic right, and return the item of one of them."""
    topic = next(topic.id for topic in library.quizzes.catalogue().topics if topic.title == title)
    sitting = library.quizzes.start(Wish(frozenset({topic}), None), Random(1))
    for place, row in enumerate(sitting.questions):
        sitting.go(place)
        sitting.answer(right_answer(row.question.body, row.question.variant), Sureness.SURE)
    sitting.hand_in()
    return next(row.item for row in sitting.questions if row.item is not None)


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.maps.is_filled and not window.maps.is_reading)
    QApplication.processEvents()


def open_map(qtbot: QtBot, window: MainWindow) -> None:
    place = [entry.name for entry in PLACES].index("map")
    press(window, Qt.Key(Qt.Key.Key_1 + place), CTRL)
    settle(qtbot, window)


def open_travelling(qtbot: QtBot, window: MainWindow) -> Travel:
    """Open the map and wait for the way through time."""
    open_map(qtbot, window)
    qtbot.waitUntil(lambda: window.map.time.can_travel)
    hexagons(window).setFocus()
    return window.travels.travels[0]


def study_twice(library: Library, clock: Clock) -> None:
    """See the cards of two topics, again after 20 days, and let ten more pass."""
    study(library, clock, days=20)
    study(library, clock, days=10)


def the_map(window: MainWindow) -> RoadmapMap:
    shown = window.map.roadmap
    assert shown is not None
    return shown


def topic_of(window: MainWindow, title: str) -> MapTopic:
    return next(topic for topic in the_map(window).topics if topic.title == title)


def item_of(window: MainWindow, title: str) -> MapItem:
    return next(item for item in the_map(window).items if item.title == title)


def strip(window: MainWindow) -> list[str]:
    return window.map.findChildren(ItemStrip)[0].words


def hexagons(window: MainWindow) -> HexMap:
    return window.map.findChildren(HexMap)[0]


def texts(window: MainWindow) -> set[str]:
    return {text.text() for text in window.page.findChildren(Text) if text.isVisible()}


def shown(window: MainWindow) -> str:
    return type(window.page).__name__.removesuffix("Page").lower()


def notice(window: MainWindow) -> str:
    return window.findChildren(Notice)[0].accessibleName()


# --- The map -----------------------------------------------------------------------------------------


def test_without_a_review_the_map_offers_todays(qtbot: QtBot, window: MainWindow) -> None:
    open_map(qtbot, window)
    assert "Nothing mapped yet" in {text.text() for text in window.map.findChildren(Text) if text.isVisible()}
    assert len(hexagons(window).cells) == 375
    assert isinstance(window.focusWidget(), PrimaryButton)
    press(window, Qt.Key.Key_Return)
    assert shown(window) == "review"
    assert window.reviews.review.asked is not None


def test_hexagons_can_be_looked_at_before_any_review(qtbot: QtBot, window: MainWindow) -> None:
    open_map(qtbot, window)
    window.map.show_item(item_of(window, "Context vectors").id)
    assert {"Context vectors", "Not seen yet"} <= set(strip(window))
    press(window, Qt.Key.Key_R)
    assert shown(window) == "review"


def test_the_strip_says_what_is_known_of_each_item(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock, days=1)
    open_map(qtbot, window)
    due = next(item for item in the_map(window).items if item.due)
    window.map.show_item(due.id)
    assert {due.title, "mastery", "Learning", f"{due.mastery.mastery * 100:.0f} %"} <= set(strip(window))
    assert any(words.startswith(f"due today, {due.due} card") for words in strip(window))
    unwritten = next(item for item in the_map(window).items if not item.written)
    window.map.show_item(unwritten.id)
    assert strip(window) == [
        unwritten.title,
        "No card yet",
        "Nobody has written a card for this item yet.",
    ]
    for card in library.items.details(due.id).cards:
        library.reviews.suspend(card.id)
    settle(qtbot, window)
    window.map.show_item(due.id)
    assert {"All cards suspended", "Its cards are suspended and left out of the map."} <= set(strip(window))


def test_the_strip_says_plainly_when_there_is_nothing_to_review(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock, rating=Rating.EASY)
    clock.now += timedelta(days=1)
    study(library, clock, rating=Rating.EASY)
    clock.now += timedelta(days=1)
    study(library, clock, rating=Rating.EASY)
    open_map(qtbot, window)
    done = next(item for item in the_map(window).items if item.seen and not item.due)
    window.map.show_item(done.id)
    assert any(words.startswith("Nothing is due today. Next: in ") for words in strip(window))
    press(window, Qt.Key.Key_R)
    assert shown(window) == "map"


def test_review_these_asks_the_cards_of_this_item_and_leads_back(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock, days=3)
    open_map(qtbot, window)
    item = item_of(window, "Scaled dot-product attention")
    own = {card.id for card in library.items.details(item.id).cards}
    window.map.show_item(item.id)
    press(window, Qt.Key.Key_R)
    assert shown(window) == "review"
    asked = []
    while window.reviews.review.asked is not None and shown(window) == "review":
        asked.append(window.reviews.review.asked.card.id)
        window.reviews.review.show_answer()
        press(window, Qt.Key.Key_4)
    assert asked
    assert set(asked) <= own
    assert shown(window) == "summary"
    press(window, Qt.Key.Key_Return)
    assert shown(window) == "map"


def test_digits_choose_the_lens(qtbot: QtBot, window: MainWindow, library: Library, clock: Clock) -> None:
    study(library, clock, days=1)
    open_map(qtbot, window)
    window.map.show_item(item_of(window, "Context vectors").id)
    window.map.findChildren(HexMap)[0].setFocus()
    assert "mastery" in texts(window)
    press(window, Qt.Key.Key_2)
    assert "recall now" in texts(window)
    recall = item_of(window, "Context vectors").mastery.recall
    assert f"{recall * 100:.0f} %" in strip(window)
    press(window, Qt.Key.Key_3)
    days = int(item_of(window, "Context vectors").mastery.stability)
    assert {"stability", f"{days} day{'s' * (days != 1)}"} <= set(strip(window))
    press(window, Qt.Key.Key_5)
    assert "of its cards seen" in texts(window)


def test_the_lens_of_quizzes_says_what_would_fill_it_until_one_was_answered(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock, days=1)
    open_map(qtbot, window)
    window.map.show_item(item_of(window, "Context vectors").id)
    hexagons(window).setFocus()
    assert NOT_ASKED not in texts(window)
    press(window, Qt.Key.Key_4)
    assert NOT_ASKED in texts(window)
    assert "No question of it asked lately" in strip(window)
    assert not window.map.findChildren(MapLegend)[0].isVisible()
    item = ask_everything(library, "Attention Mechanism")
    open_map(qtbot, window)
    assert NOT_ASKED not in texts(window)
    assert window.map.findChildren(MapLegend)[0].isVisible()
    window.map.show_item(item)
    found = next(one for one in the_map(window).items if one.id == item)
    assert "100 %" in strip(window)
    questions = "question" if found.quiz.asked == 1 else "questions"
    assert f"right in quizzes, {found.quiz.asked} of {found.quiz.asked} {questions}" in strip(window)


def test_arrows_move_the_strip_along(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock)
    open_map(qtbot, window)
    window.map.show_item(item_of(window, "Query, Key, Value matrices").id)
    hexagons(window).setFocus()
    press(window, Qt.Key.Key_Right)
    assert "Scaled dot-product attention" in strip(window)
    press(window, Qt.Key.Key_End)
    assert list(the_map(window).items)[-1].title in strip(window)


def test_the_pointer_shows_an_item_and_leaving_brings_back_the_one_in_hand(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock)
    open_map(qtbot, window)
    window.map.show_item(item_of(window, "Context vectors").id)
    hexagons(window).pointed.emit(item_of(window, "Causal masking for decoders").id)
    assert "Causal masking for decoders" in strip(window)
    hexagons(window).pointed.emit(0)
    assert "Context vectors" in strip(window)


def test_an_answer_taken_back_is_seen_on_the_map(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    open_map(qtbot, window)
    assert not the_map(window).seen
    card = library.reviews.plan().cards[0].card
    library.reviews.answer(library.reviews.ask(card), Rating.GOOD, 4000)
    qtbot.waitUntil(lambda: the_map(window).seen)
    window.undo()
    qtbot.waitUntil(lambda: not the_map(window).seen)


def test_what_changes_nothing_leaves_the_map_alone(qtbot: QtBot, window: MainWindow) -> None:
    open_map(qtbot, window)
    before = window.map.roadmap
    press(window, Qt.Key.Key_1, CTRL)
    open_map(qtbot, window)
    assert window.map.roadmap is before


def test_a_new_day_changes_the_map(qtbot: QtBot, window: MainWindow, library: Library, clock: Clock) -> None:
    study(library, clock)
    open_map(qtbot, window)
    before = item_of(window, "Context vectors").mastery.recall
    clock.now += timedelta(days=20)
    open_map(qtbot, window)
    assert item_of(window, "Context vectors").mastery.recall < before


def test_m_shows_the_card_on_the_map_and_escape_leads_back(
    qtbot: QtBot, window: MainWindow, library: Library, study_only: Callable[[Library, str], None]
) -> None:
    study_only(library, "Attention Mechanism")  # it begins with a card that has nothing to type
    press(window, Qt.Key.Key_Return)
    asked = window.reviews.review.asked
    assert asked is not None
    press(window, Qt.Key.Key_M)
    settle(qtbot, window)
    assert shown(window) == "map"
    assert asked.card.place.item in strip(window)
    hexagons(window).setFocus()
    press(window, Qt.Key.Key_Escape)
    assert shown(window) == "review"
    assert window.reviews.review.asked is not None
    assert window.reviews.review.asked.card.id == asked.card.id


# --- Through time ------------------------------------------------------------------------------------


def unlike(one: QImage, other: QImage) -> int:
    """Return by how much the colours of two pictures differ where they differ most, from 0 to 255."""
    return max(abs(mine - its) for mine, its in zip(one.constBits(), other.constBits(), strict=True))


def title(window: MainWindow) -> str:
    return window.map.findChildren(MapHead)[0].title


def test_before_the_first_review_the_way_ahead_says_why_it_is_not_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    open_map(qtbot, window)
    line = window.map.findChildren(TimeLine)[0]
    assert line.isVisible()
    assert (line.isEnabled(), line.reason) == (False, NOTHING_YET)
    press(window, Qt.Key.Key_BracketLeft)
    assert not window.map.time.travels
    assert not {"[", "{", "T", "Space"} & {command.keys[0] for command in window.map.commands()}


def test_keys_go_through_time_and_the_map_follows(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study_twice(library, clock)
    travel = open_travelling(qtbot, window)
    item = item_of(window, "Context vectors")
    window.map.show_item(item.id)
    assert title(window) == "Mastery, today"
    press(window, Qt.Key.Key_BracketLeft)
    assert window.map.shown == travel.at(travel.today - 1)
    assert title(window) == f"Mastery, {full_date(travel.today - 1)}"
    then = next(one for one in travel.at(travel.today - 1).items if one.id == item.id)
    assert f"{then.mastery.mastery * 100:.0f} %" in strip(window)
    assert f"mastery on {short_date(travel.today - 1)}" in strip(window)
    press(window, Qt.Key.Key_BraceLeft, SHIFT)
    assert window.map.time.day == travel.first
    press(window, Qt.Key.Key_T)
    assert window.map.shown is the_map(window)
    assert title(window) == "Mastery, today"
    press(window, Qt.Key.Key_BraceRight, SHIFT)
    assert window.map.shown == travel.at(month_on(travel.today, 1), Scenario.STOP)
    assert any(words.startswith("due by then, ") for words in strip(window))
    press(window, Qt.Key.Key_P)
    assert window.map.shown == travel.at(month_on(travel.today, 1), Scenario.PACE)


def test_the_hexagons_of_another_day_are_painted_as_if_they_had_always_been_there(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study_twice(library, clock)
    travel = open_travelling(qtbot, window)
    places = [cell.centre for cell in hexagons(window).cells]
    for key in (Qt.Key.Key_BraceRight, Qt.Key.Key_BracketRight, Qt.Key.Key_T, Qt.Key.Key_BraceLeft):
        press(window, key)
        followed = hexagons(window).grab().toImage()
        assert [cell.centre for cell in hexagons(window).cells] == places
        assert [cell.item for cell in hexagons(window).cells] == list(window.map.shown.items)  # type: ignore[union-attr]
        window.theme.changed.emit()
        assert unlike(hexagons(window).grab().toImage(), followed) < 12, "but for the smoothing of edges"
    assert window.map.time.day == travel.first


def test_space_and_brackets_act_wherever_the_focus_is_on_the_page(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study_twice(library, clock)
    travel = open_travelling(qtbot, window)
    window.map.toggle_list()
    places: list[QWidget] = [
        window.map.findChildren(MapList)[0],
        window.map.findChildren(TimeLine)[0],
        *window.map.findChildren(QRadioButton),
        *(button for button in window.map.findChildren(ActionButton) if button.isVisible()),
    ]
    for place in places:
        place.setFocus()
        press(window, Qt.Key.Key_BracketLeft)
        assert window.map.time.day == travel.today - 1, place
        place.setFocus()
        press(window, Qt.Key.Key_T)
        assert not window.map.time.travels, place
    for place in places[:3]:
        place.setFocus()
        press(window, Qt.Key.Key_Space)
        assert window.map.time.day == travel.first, place
        press(window, Qt.Key.Key_T)


def test_while_it_plays_the_map_goes_from_day_to_day(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study_twice(library, clock)
    travel = open_travelling(qtbot, window)
    window.theme.set_motion(Motion.ON)
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: travel.first + 3 <= window.map.time.day < travel.today)
    assert window.map.shown == travel.at(window.map.time.day)
    assert not gc.isenabled(), "no search for garbage while it moves"
    press(window, Qt.Key.Key_Space)
    day = window.map.time.day
    qtbot.waitUntil(gc.isenabled)
    assert window.map.time.day == day
    press(window, Qt.Key.Key_Space)
    press(window, Qt.Key.Key_1, CTRL)
    assert gc.isenabled()
    assert not window.map.time.is_playing
    open_map(qtbot, window)
    assert title(window) == "Mastery, today", "whoever comes back looks at today"


def test_the_list_follows_once_a_day_stays(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study_twice(library, clock)
    travel = open_travelling(qtbot, window)
    window.map.show_item(item_of(window, "Context vectors").id)
    window.map.toggle_list()
    view = window.map.findChildren(MapList)[0]
    press(window, Qt.Key.Key_BraceRight, SHIFT)
    then = next(one for one in travel.at(window.map.time.day).items if one.title == "Context vectors")
    shown = f"{then.mastery.recall * 100:.0f} %"
    qtbot.waitUntil(lambda: view.currentIndex().siblingAtColumn(2).data() == shown)
    assert view.currentIndex().siblingAtColumn(0).data() == "Context vectors"


def test_a_review_from_another_day_is_todays(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study_twice(library, clock)
    open_travelling(qtbot, window)
    item = item_of(window, "Context vectors")
    window.map.show_item(item.id)
    press(window, Qt.Key.Key_BracketLeft)
    assert [one for one in window.map.findChildren(PrimaryButton) if one.words == "Review these today"]
    press(window, Qt.Key.Key_R)
    assert shown(window) == "review"
    asked = window.reviews.review.asked
    assert asked is not None
    assert asked.card.place.item == "Context vectors"
    window.reviews.review.show_answer()
    press(window, Qt.Key.Key_3)
    window.go("map")
    before = window.travels.travels
    qtbot.waitUntil(lambda: window.travels.travels is not before and not window.travels.is_reading)
    seen = next(one for one in window.travels.travels[0].at(library.moment().day).items if one.id == item.id)
    assert seen == item_of(window, "Context vectors"), "the way through time ends with this answer"


# --- The list ----------------------------------------------------------------------------------------


def test_l_changes_between_map_and_list_with_the_same_item(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock)
    open_map(qtbot, window)
    window.map.show_item(item_of(window, "Context vectors").id)
    hexagons(window).setFocus()
    press(window, Qt.Key.Key_L)
    view = window.map.findChildren(MapList)[0]
    assert view.isVisible()
    assert view.hasFocus()
    assert view.item == item_of(window, "Context vectors").id
    press(window, Qt.Key.Key_Down)
    assert "Visualizing attention weights" in strip(window)
    press(window, Qt.Key.Key_L)
    assert hexagons(window).isVisible()
    assert hexagons(window).item == item_of(window, "Visualizing attention weights").id


def test_the_list_opens_a_topic(qtbot: QtBot, window: MainWindow, library: Library, clock: Clock) -> None:
    study(library, clock)
    open_map(qtbot, window)
    window.map.show_item(item_of(window, "Context vectors").id)
    window.map.toggle_list()
    press(window, Qt.Key.Key_Return)
    assert shown(window) == "topic"
    assert "Attention Mechanism" in texts(window)


# --- A topic -----------------------------------------------------------------------------------------


def test_enter_opens_the_topic_and_backspace_leads_back_to_the_item(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock, days=2)
    open_map(qtbot, window)
    window.map.show_item(item_of(window, "Context vectors").id)
    hexagons(window).setFocus()
    press(window, Qt.Key.Key_Return)
    assert shown(window) == "topic"
    row = window.focusWidget()
    assert isinstance(row, ItemRow)
    assert row.item.title == "Context vectors"
    tables = [table for table in window.topic.findChildren(CardTable) if table.isVisible()]
    assert len(tables) == 1
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_Return)
    other = window.focusWidget()
    assert isinstance(other, ItemRow)
    assert other.item.title == "Attention scores and softmax"
    assert other.isChecked()
    assert not row.isChecked()
    press(window, Qt.Key.Key_Backspace)
    settle(qtbot, window)
    assert shown(window) == "map"
    assert window.map.item == other.item.id
    assert window.focusWidget() is hexagons(window)


def test_the_topic_multiplies_to_its_mastery_and_names_the_next_state(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock, days=2)
    open_map(qtbot, window)
    topic = topic_of(window, "Attention Mechanism")
    item = item_of(window, "Context vectors")
    window.open_topic(topic.id, item.id)
    settle(qtbot, window)
    cards, seen = library.items.counts(topic.id)
    named = {widget.accessibleName() for widget in window.topic.findChildren(type(window.topic._sum))}
    mastery = topic.mastery
    assert named == {
        f"Mastery {mastery.mastery * 100:.0f} %: coverage {mastery.coverage * 100:.0f} %, "
        f"recall now {mastery.recall * 100:.0f} %, durability {mastery.durability * 100:.0f} %. "
        f"{seen} of {cards} cards seen"
    }
    assert library.items.details(item.id).next_step in texts(window)


def test_r_reviews_what_is_due_of_the_topic_and_shift_r_the_item(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock, days=4)
    open_map(qtbot, window)
    topic, item = topic_of(window, "Attention Mechanism"), item_of(window, "Context vectors")
    window.open_topic(topic.id, item.id)
    due = library.items.plan([one.id for one in topic.items], new=0)
    assert f"Review {len(due.cards) + len(due.waiting)} due" in {
        button.accessibleName() for button in window.topic.findChildren(PrimaryButton)
    }
    press(window, Qt.Key.Key_R, SHIFT)
    assert shown(window) == "review"
    assert window.reviews.review.asked is not None
    assert window.reviews.review.asked.card.place.item == "Context vectors"
    press(window, Qt.Key.Key_Escape)
    assert shown(window) == "topic", "nothing was answered"
    press(window, Qt.Key.Key_R)
    assert window.reviews.review.session is not None
    assert window.reviews.review.session.run.total == len(due.cards) + len(due.waiting)


def test_a_topic_without_cards_says_so(qtbot: QtBot, window: MainWindow) -> None:
    open_map(qtbot, window)
    topic = topic_of(window, "Scaling Laws")
    window.open_topic(topic.id)
    settle(qtbot, window)
    assert "Nothing of this topic is due today." in texts(window)
    row = window.focusWidget()
    assert isinstance(row, ItemRow)
    press(window, Qt.Key.Key_Return)
    assert "Nobody has written a card for this item yet." in texts(window)
    assert row.accessibleName().endswith("no card yet")


def test_p_pauses_a_topic_and_resumes_it(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock, days=4)
    open_map(qtbot, window)
    topic = topic_of(window, "Attention Mechanism")
    window.open_topic(topic.id)
    settle(qtbot, window)
    press(window, Qt.Key.Key_P)
    assert library.decks.is_paused(topic.id)
    assert "Paused: nothing of it is asked." in texts(window)
    focused = window.focusWidget()
    assert isinstance(focused, PrimaryButton)
    assert focused.words == "Resume this topic"
    press(window, Qt.Key.Key_Return)
    assert not library.decks.is_paused(topic.id)
    assert "Paused: nothing of it is asked." not in texts(window)
    press(window, Qt.Key.Key_P)
    press(window, Qt.Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert not library.decks.is_paused(topic.id)
    assert "Paused: nothing of it is asked." not in texts(window), "an undo is seen at once"


def test_an_answer_reaches_the_open_topic(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    open_map(qtbot, window)
    topic, item = topic_of(window, "Attention Mechanism"), item_of(window, "Context vectors")
    window.open_topic(topic.id, item.id)
    settle(qtbot, window)
    card = library.items.details(item.id).cards[0]
    library.reviews.answer(library.reviews.ask(card.id), Rating.GOOD, 4000)
    qtbot.waitUntil(lambda: topic_of(window, "Attention Mechanism").mastery.seen > 0)
    row = window.focusWidget()
    assert isinstance(row, ItemRow)
    assert (row.item.title, row.item.seen, row.isChecked()) == ("Context vectors", True, True)


# --- The picture -------------------------------------------------------------------------------------


def test_the_picture_is_written_at_twice_the_size(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, library: Library, clock: Clock
) -> None:
    study(library, clock)
    open_map(qtbot, window)
    target = tmp_path / "map.png"
    window.map.save_picture(target)
    image = QImage(str(target))
    assert (image.width(), image.height() > 900) == (2184, True)
    tints = {image.pixelColor(x, y).name() for x in range(0, 2184, 5) for y in range(250, 900, 5)}
    assert window.theme.colour("m0").name() in tints
    assert notice(window) == f"Saved as {target}."


def test_a_drawing_is_sharp_at_every_size_and_bears_the_day_it_shows(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, library: Library, clock: Clock
) -> None:
    study_twice(library, clock)
    travel = open_travelling(qtbot, window)
    press(window, Qt.Key.Key_BraceRight, SHIFT)
    target = tmp_path / "map.svg"
    window.map.save_picture(target)
    said = "".join(ElementTree.parse(target).getroot().itertext())
    assert f"{full_date(month_on(travel.today, 1))}, if you stop" in said
    assert "of 375 items held; Junior LLM Engineer: " in said
    renderer = QSvgRenderer(str(target))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize() * 2, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        renderer.render(painter)
    width, height = image.width(), image.height()
    tints = {image.pixelColor(x, y).name() for x in range(0, width, 5) for y in range(250, height, 5)}
    assert {window.theme.colour(name).name() for name in ("canvas", "m0")} <= tints
    assert notice(window) == f"Saved as {target}."


def test_a_place_that_cannot_be_written_to_is_named(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_map(qtbot, window)
    window.map.save_picture(tmp_path / "nowhere" / "map.png")
    assert str(tmp_path / "nowhere" / "map.png") in notice(window)
    assert "Choose another folder." in notice(window)
    assert not (tmp_path / "nowhere").exists()


# --- Everywhere --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["map", "list", "topic"])
def test_every_control_has_a_name(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock, page: str
) -> None:
    study(library, clock, days=2)
    open_map(qtbot, window)
    if page == "list":
        window.map.toggle_list()
    if page == "topic":
        window.open_topic(topic_of(window, "Attention Mechanism").id, item_of(window, "Context vectors").id)
    controls = [
        control
        for control in window.findChildren(QAbstractButton)
        if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert controls
    assert [control for control in controls if not control.accessibleName()] == []


def test_the_keys_of_the_map_are_listed(qtbot: QtBot, window: MainWindow) -> None:
    open_map(qtbot, window)
    window.map.show_item(item_of(window, "Context vectors").id)
    listed = {command.keys[0]: command.words for command in window.map.commands()}
    assert {"R", "L", "X", "1", "2", "3", "4", "Enter", "Arrows"} <= set(listed)


def test_nothing_is_wider_than_a_small_window(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock)
    window.resize(900, 600)
    open_map(qtbot, window)
    assert window.map.width() <= 900 - 208
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5):
        press(window, key)
        assert window.map.width() <= 900 - 208
    assert hexagons(window).width() <= window.map.width()
    window.open_topic(topic_of(window, "Attention Mechanism").id, item_of(window, "Context vectors").id)
    settle(qtbot, window)
    assert window.topic.width() <= 900 - 208
    window.resize(*SMALLEST)
    settle(qtbot, window)
    assert window.topic.width() <= SMALLEST[0] - 208


def test_in_the_smallest_window_the_strip_says_all_it_has_to_say(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock)
    ask_everything(library, "Attention Mechanism")
    clock.now += timedelta(days=90)
    window.resize(*SMALLEST)
    open_map(qtbot, window)
    item = next(item for item in the_map(window).items if item.due and item.mastery.asked)
    window.map.show_item(item.id)
    hexagons(window).setFocus()
    press(window, Qt.Key.Key_4)
    said = [text for text in window.map.findChildren(ItemStrip)[0].findChildren(Text) if text.isVisible()]
    assert {"right in quizzes", "due today"} <= {text.text().split(",")[0] for text in said}
    for text in said:
        fits = text.fontMetrics().boundingRect(text.rect(), TextFlag.TextWordWrap, text.text())
        assert text.rect().adjusted(0, -2, 2, 2).contains(fits), text.text()


def test_in_the_usual_window_map_time_and_strip_are_seen_without_scrolling(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study_twice(library, clock)
    window.resize(*USUAL)
    open_travelling(qtbot, window)
    press(window, Qt.Key.Key_BracketLeft)
    assert len(hexagons(window).cells) == 375
    bars = [bar for bar in window.map.findChildren(QScrollBar) if bar.isVisible()]
    assert not bars
    for kind in (HexMap, TimeLinePanel, ItemStrip):
        part = window.map.findChildren(kind)[0]
        assert part.visibleRegion().boundingRect() == part.rect(), kind


def test_in_the_usual_window_the_head_is_one_line_through_every_lens(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock)
    ask_everything(library, "Attention Mechanism")
    open_map(qtbot, window)
    legend = window.map.findChildren(MapLegend)[0]
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5):
        press(window, key)
        marks = [mark for mark in legend.findChildren(QWidget) if mark.isVisible()]
        assert len({mark.y() for mark in marks}) == 1


def test_more_contrast_is_kept_by_the_machine_and_seen_at_once(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.go("settings")
    options = window.settings.findChildren(QAbstractButton)
    on = [one for one in options if one.text() == "On" and one.accessibleDescription() == "More contrast"]
    before = window.theme.contrast
    on[0].click()
    assert (before, window.theme.contrast) == (False, True)
    kept = Preferences(QSettings(str(tmp_path / "looks.ini"), QSettings.Format.IniFormat))
    assert kept.more_contrast is Contrast.ON


def test_whoever_leaves_the_map_leaves_the_review_behind(
    qtbot: QtBot, window: MainWindow, library: Library, study_only: Callable[[Library, str], None]
) -> None:
    study_only(library, "Attention Mechanism")
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_M)
    settle(qtbot, window)
    press(window, Qt.Key.Key_1, CTRL)
    open_map(qtbot, window)
    hexagons(window).setFocus()
    press(window, Qt.Key.Key_Escape)
    assert shown(window) == "map"


def test_a_topic_offers_no_card_twice(
    qtbot: QtBot, window: MainWindow, library: Library, clock: Clock
) -> None:
    study(library, clock, days=4)
    open_map(qtbot, window)
    topic, item = topic_of(window, "Attention Mechanism"), item_of(window, "Context vectors")
    window.open_topic(topic.id, item.id)
    settle(qtbot, window)
    plan = library.items.plan([item.id])
    cards = [one.card for one in plan.cards] + [one.card for one in plan.waiting]
    for card in cards:  # answered elsewhere, just before the key
        library.reviews.answer(library.reviews.ask(card), Rating.EASY, 4000)
    press(window, Qt.Key.Key_R, SHIFT)
    assert shown(window) == "topic"
