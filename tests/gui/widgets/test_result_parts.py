"""The drawn parts of a quiz's result, as they are painted and as they are told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from made_result import DAY
from roadmap_cards.gui.theme import Scheme, Theme
from roadmap_cards.gui.widgets.canvas import Canvas, scrolling
from roadmap_cards.gui.widgets.inner_scroll import InnerScroll, scroll_to
from roadmap_cards.gui.widgets.interval_scale import IntervalScale, Share
from roadmap_cards.gui.widgets.moved_cards import EffectLine, MovedCards, MoveLine
from roadmap_cards.gui.widgets.pace_rows import PaceRow, PaceRows
from roadmap_cards.gui.widgets.result_panels import one_of_each_first, sure_words, time_words
from roadmap_cards.gui.widgets.sureness_table import SurenessTable, SureRow
from roadmap_cards.gui.widgets.topic_scores import TopicScore, TopicScores
from roadmap_cards.gui.widgets.undo_line import UndoLine
from roadmap_cards.library.quiz_result import MovedCard
from roadmap_cards.study.day import MINUTE
from roadmap_cards.study.honest_rule import Effect


def painted(widget: QWidget, qtbot: QtBot, width: int = 300) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(width, max(widget.sizeHint().height(), 40))
    widget.show()
    QApplication.processEvents()
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def has(image: QImage, colour: QColor) -> bool:
    return any(image.pixelColor(x, y) == colour for y in range(image.height()) for x in range(image.width()))


def said(widget: QWidget) -> list[str]:
    return [one.accessibleName() for one in widget.findChildren(QWidget) if one.accessibleName()]


def test_only_topics_that_are_held_against_the_mark_wear_it(theme: Theme, qtbot: QtBot) -> None:
    for held in (True, False):
        topics = TopicScores(theme, [TopicScore("Topic", 0.2, 1, 5, held=held)], 0.5, "each topic needs 50 %")
        image = painted(topics, qtbot)
        assert has(image, theme.colour("data"))
        assert ("each topic needs 50 %" in said(topics)) is held
        assert said(topics)[0] == "Topic: 20 %, 1 of 5 right" + (", below the 50 % it needs" if held else "")


def test_a_line_leads_from_the_last_bar_to_what_its_mark_means(theme: Theme, qtbot: QtBot) -> None:
    """Without a mark at the last bar there is none that could lead."""
    for held in (True, False):
        rows = [TopicScore("One", 0.9, 4, 5, held=True), TopicScore("Two", 0.2, 1, 5, held=held)]
        topics = TopicScores(theme, rows, 0.5, "needs 50 %")
        image = painted(topics, qtbot)
        ground = image.pixelColor(299, 71)
        end = 300 - 24 - (topics.findChildren(QWidget)[0]._room)  # type: ignore[attr-defined]
        below = {image.pixelColor(round(end / 2), y) != ground for y in range(67, 77)}
        assert below == {held}, "whole, or not at all"


def test_a_topic_just_below_its_mark_is_not_rounded_up_to_it(theme: Theme, qtbot: QtBot) -> None:
    topics = TopicScores(theme, [TopicScore("Topic", 0.497, 4, 8, held=True)], 0.5, "each topic needs 50 %")
    painted(topics, qtbot)
    assert said(topics)[0] == "Topic: 49 %, 4 of 8 right, below the 50 % it needs"


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        (0, 0, "No answer was a sure one"),
        (1, 0, "The one sure answer was right"),
        (0, 1, "The one sure answer was wrong"),
        (1, 2, "1 of 3 sure answers was right"),
        (4, 0, "4 of 4 sure answers were right"),
        (1, 5, "Sure meant right 1 time in 6"),
        (26, 2, "Sure meant right 26 times in 28"),
    ],
)
def test_a_few_sure_answers_are_no_rule_yet(right: int, wrong: int, words: str) -> None:
    assert sure_words(right, wrong) == words


@pytest.mark.parametrize(
    ("used", "limit", "words"),
    [
        (12_000, 4 * MINUTE, "12 s of 4 minutes used"),
        (59_700, 4 * MINUTE, "1 of 4 minutes used"),
        (38 * MINUTE, 57 * MINUTE, "38 of 57 minutes used"),
        (12_000, None, "12 s in all"),
        (MINUTE, None, "1 minute in all"),
    ],
)
def test_little_time_is_told_in_seconds(used: int, limit: int | None, words: str) -> None:
    assert time_words(used, limit) == words


def test_sure_but_wrong_is_outlined_and_nothing_is_where_all_was_right(theme: Theme, qtbot: QtBot) -> None:
    for wrong in (2, 0):
        image = painted(SurenessTable(theme, [SureRow("Sure", 9, wrong, sure=True)]), qtbot)
        assert has(image, theme.colour("again")) is bool(wrong)


def test_the_table_of_sureness_is_told_row_by_row(theme: Theme, qtbot: QtBot) -> None:
    table = SurenessTable(theme, [SureRow("Sure", 9, 1, sure=True), SureRow("Not known", None, 4)])
    painted(table, qtbot)
    assert table.accessibleName() == "Sure: 9 right, 1 wrong; Not known: 4 wrong"


def test_time_has_a_bar_where_it_has_a_limit(theme: Theme, qtbot: QtBot) -> None:
    for filled, colour in ((0.5, "data"), (1.4, "hard")):
        assert has(painted(PaceRows(theme, [PaceRow("Text", "9 s", filled)]), qtbot), theme.colour(colour))
    assert not has(painted(PaceRows(theme, [PaceRow("Text", "9 s", None)]), qtbot), theme.colour("sunken"))


def test_every_moved_card_is_named_with_its_days_and_then_why_others_were_not(
    theme: Theme, qtbot: QtBot
) -> None:
    moves = [MoveLine(f"Card {number}", "1 Dec to 9 Dec") for number in range(3)]
    moved = MovedCards(
        theme, [EffectLine(3, "later", "good"), EffectLine(1, "logged", "ink2")], moves, ["1: a guess"]
    )
    painted(moved, qtbot)
    days = "1 Dec to 9 Dec"
    cards = [f"Card {number}: {days}" for number in range(3)]
    assert said(moved) == ["3 later", "1 logged", *cards]
    assert [label.text() for label in moved.findChildren(QLabel) if label.text()] == ["1: a guess"]


def test_of_the_moved_cards_one_of_each_direction_comes_first() -> None:
    later = [MovedCard(f"later {number}", Effect.LATER, DAY, DAY) for number in range(3)]
    sooner = [MovedCard(f"sooner {number}", Effect.SOONER, DAY, DAY) for number in range(2)]
    assert [card.title for card in one_of_each_first([*later, *sooner])] == [
        "sooner 0",
        "later 0",
        "later 1",
        "later 2",
        "sooner 1",
    ]
    assert one_of_each_first(later) == later
    assert one_of_each_first([]) == []


def test_undo_says_its_key_and_is_painted_in_both_themes(theme: Theme, qtbot: QtBot) -> None:
    undo = UndoLine(theme, "Undo all 24")
    assert undo.accessibleDescription() == "Key Ctrl Z"
    assert has(painted(undo, qtbot), theme.colour("ink"))
    theme.set_scheme(Scheme.DARK)
    assert has(painted(undo, qtbot), theme.colour("ink"))


@pytest.mark.parametrize("mark", [0.7, None])
def test_the_scale_has_a_mark_only_where_there_is_one(theme: Theme, qtbot: QtBot, mark: float | None) -> None:
    scale = IntervalScale(theme)
    scale.set_share(Share(0.4, 0.3, 0.5, mark, "pass"))
    assert has(painted(scale, qtbot), theme.colour("ink")) is (mark is not None)
    assert scale.accessibleName() == "40%, 90 % interval 30 to 50" + (", pass 70" if mark else "")


def test_only_whole_scales_begin_at_nothing(theme: Theme, qtbot: QtBot) -> None:
    whole, near = IntervalScale(theme, whole=True), IntervalScale(theme)
    for scale in (whole, near):
        scale.set_share(Share(0.74, 0.59, 0.85, 0.7, "pass"))
        painted(scale, qtbot)
    assert whole.ends == (0.0, 1.0)
    assert near.ends == (0.5, 1.0)
    assert whole.sizeHint().height() > near.sizeHint().height(), "the mark is named above it"
    whole.set_share(Share(0.74, 0.59, 0.85, None))
    assert whole.sizeHint() == near.sizeHint()


# --- Scrolling inside


def lines(number: int) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    for line in range(number):
        label = QLabel(f"Line {line}")
        label.setFixedHeight(40)
        column.addWidget(label)
    return content


def test_what_is_long_scrolls_inside_and_elsewhere_is_as_high_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    inner = InnerScroll(lines(20), 200)
    canvas = Canvas(theme)
    QVBoxLayout(canvas).addWidget(inner)
    area = scrolling(canvas)
    qtbot.addWidget(area)
    area.resize(300, 400)
    area.show()
    QApplication.processEvents()
    assert inner.height() > 800
    assert area.verticalScrollBar().maximum() > 0
    inner.set_scrolls(True)
    QApplication.processEvents()
    assert inner.height() <= 400
    assert inner.hidden == inner.content_height - 200
    assert area.verticalScrollBar().maximum() == 0
    assert inner.area.verticalScrollBar().maximum() > 0
    inner.scroll_page(1)
    assert inner.area.verticalScrollBar().value() > 0
    inner.set_scrolls(False)
    QApplication.processEvents()
    inner.scroll_page(1)
    assert area.verticalScrollBar().value() > 0


def test_little_asks_for_no_more_than_it_needs(theme: Theme, qtbot: QtBot) -> None:
    inner = InnerScroll(lines(1), 200)
    qtbot.addWidget(inner)
    inner.set_scrolls(True)
    inner.resize(300, 300)
    inner.show()
    assert inner.sizeHint().height() == inner.content_height < 100
    assert inner.hidden == 0
    assert theme.dark is False


def test_a_part_is_brought_into_sight_by_its_top_where_it_is_too_high(qtbot: QtBot) -> None:
    content = lines(20)
    inner = InnerScroll(content, 200)
    qtbot.addWidget(inner)
    inner.set_scrolls(True)
    inner.resize(300, 200)
    inner.show()
    QApplication.processEvents()
    labels = content.findChildren(QLabel)
    labels[12].setFixedHeight(600)
    QApplication.processEvents()
    for label, whole in ((labels[19], True), (labels[0], True), (labels[12], False)):
        scroll_to(label)
        top = label.mapTo(inner, QPoint(0, 0)).y()
        assert 0 <= top < 200
        assert (top + label.height() <= 200) is whole
