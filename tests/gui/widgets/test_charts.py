"""What charts say to those who do not see them, and that they show what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import LIGHT, Scheme, Theme
from roadmap_cards.gui.widgets.bars import LoadBar, TopicBars, TopicLoad
from roadmap_cards.gui.widgets.breadcrumb import Breadcrumb
from roadmap_cards.gui.widgets.diff_view import DifferenceView
from roadmap_cards.gui.widgets.focus_bar import FocusBar
from roadmap_cards.gui.widgets.grade_mix import GradeMix
from roadmap_cards.gui.widgets.interval_scale import IntervalScale, Share
from roadmap_cards.gui.widgets.minutes_chart import DayMinutes, MinutesChart, scale_end
from roadmap_cards.gui.widgets.recall_chart import RecallCurve, RecallHistory
from roadmap_cards.gui.widgets.recall_chart_frame import recall_on
from roadmap_cards.gui.widgets.ticks import SessionTicks, Tick
from roadmap_cards.study.card import Rating


@dataclass(frozen=True)
class Run:
    text: str
    kind: Literal["same", "missing", "extra"]


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def count(image: QImage, token: str) -> int:
    wanted = QColor(LIGHT[token])
    return sum(
        image.pixelColor(QPoint(x, y)) == wanted for x in range(image.width()) for y in range(image.height())
    )


def columns(image: QImage, token: str) -> list[int]:
    wanted = QColor(LIGHT[token])
    return [
        x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) == wanted
    ]


@pytest.fixture
def ticks(theme: Theme, qtbot: QtBot) -> SessionTicks:
    ticks = SessionTicks(theme)
    qtbot.addWidget(ticks)
    ticks.resize(600, 10)
    return ticks


def test_ticks_say_how_far_the_session_is(ticks: SessionTicks) -> None:
    ticks.set_ticks([Tick.PASSED] * 15 + [Tick.MISSED] * 3 + [Tick.NOW] + [Tick.UNSEEN] * 29)
    assert ticks.accessibleName() == "18 of 48, 3 missed"
    assert ticks.toolTip() == "18 of 48, 3 missed"


def test_nothing_missed_is_not_mentioned(ticks: SessionTicks) -> None:
    ticks.set_ticks([Tick.PASSED, Tick.NOW, Tick.UNSEEN])
    assert ticks.accessibleName() == "1 of 3"


@pytest.mark.parametrize("cards", [10, 150, 400, 2000])
def test_a_single_missed_card_is_seen_however_many_there_are(ticks: SessionTicks, cards: int) -> None:
    ticks.set_ticks([Tick.PASSED] * (cards // 2) + [Tick.MISSED] + [Tick.UNSEEN] * (cards // 2 - 1))
    assert count(picture(ticks), "again") > 0
    assert count(picture(ticks), "data") > 500


def test_minutes_are_read_out_day_by_day(theme: Theme, qtbot: QtBot) -> None:
    chart = MinutesChart(theme)
    qtbot.addWidget(chart)
    chart.set_days(
        [DayMinutes("Saturday", "S", None), DayMinutes("Sunday", "S", 0), DayMinutes("Monday", "M", 12.4)],
        DayMinutes("Tuesday", "T", 14),
        [DayMinutes("Wednesday", "W", 9)],
    )
    assert chart.accessibleDescription() == (
        "Saturday: no record; Sunday: rest; Monday: 12 minutes; "
        "Tuesday: today, about 14 minutes; Wednesday: about 9 minutes due so far"
    )


def test_a_longer_day_is_a_taller_bar(theme: Theme, qtbot: QtBot) -> None:
    chart = MinutesChart(theme)
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    today = DayMinutes("Tuesday", "T", 10)
    chart.set_days([DayMinutes("Monday", "M", 5)], today, [])
    low = count(picture(chart), "data")
    chart.set_days([DayMinutes("Monday", "M", 10)], today, [])
    assert count(picture(chart), "data") > low


@pytest.mark.parametrize(("highest", "end"), [(0, 5), (5, 5), (6, 10), (18, 20), (61, 90), (2000, 1440)])
def test_the_scale_ends_on_a_round_number(highest: float, end: int) -> None:
    assert scale_end(highest) == end


def test_due_topics_are_rows_with_label_bar_and_number(theme: Theme, qtbot: QtBot) -> None:
    bars = TopicBars(theme)
    qtbot.addWidget(bars)
    bars.set_rows([TopicLoad("Old", 1)])
    bars.set_rows([TopicLoad("Attention Mechanism", 9), TopicLoad("Distributed Training", 2, 9)])
    assert bars.accessibleName() == (
        "Attention Mechanism: 9 reviews, 0 new; Distributed Training: 2 reviews, 9 new"
    )
    reviews, mixed = bars.findChildren(LoadBar)[-2:]
    assert count(picture(reviews), "accent") == 0
    assert count(picture(mixed), "accent") > count(picture(mixed), "data") > 0


def test_the_share_scale_says_its_interval(theme: Theme, qtbot: QtBot) -> None:
    scale = IntervalScale(theme)
    qtbot.addWidget(scale)
    scale.resize(300, 52)
    scale.set_share(Share(value=0.897, low=0.79, high=0.953, mark=0.9))
    assert scale.accessibleName() == "90%, 90 % interval 79 to 95, target 90"
    narrow = count(picture(scale), "data_band")
    scale.set_share(Share(value=0.897, low=0.5, high=0.99, mark=0.9))
    assert count(picture(scale), "data_band") > narrow


def test_first_answers_are_listed_with_their_numbers(theme: Theme, qtbot: QtBot) -> None:
    mix = GradeMix(theme, {Rating.GOOD: 35, Rating.AGAIN: 4, Rating.HARD: 0})
    qtbot.addWidget(mix)
    assert mix.accessibleName() == "Again 4, Hard 0, Good 35"
    mix.resize(300, 60)
    assert count(picture(mix), "good") > count(picture(mix), "again") > 0


def test_the_recall_curve_is_told_in_words(theme: Theme, qtbot: QtBot) -> None:
    curve = RecallCurve(theme)
    qtbot.addWidget(curve)
    curve.resize(360, 160)
    curve.set_history(
        RecallHistory(
            past=((-30, 1.0), (-12, 0.8), (-12, 1.0), (0, 0.86)),
            reviews=((-12, 0.8),),
            forecast=((0, 0.86), (1, 0.85)),
            target=0.9,
        )
    )
    assert curve.accessibleDescription() == (
        "Recall now 86 %; target 90 %; reviewed 12 days ago at 80 %; 85 % in 1 day"
    )
    assert count(picture(curve), "data") > 50


def test_another_day_is_marked_on_the_curve_where_it_has_one(theme: Theme, qtbot: QtBot) -> None:
    history = RecallHistory(
        past=((-30, 1.0), (-12, 0.8), (-12, 1.0), (0, 0.86)),
        reviews=((-12, 0.8),),
        forecast=((0, 0.86), (7, 0.79)),
        target=0.9,
    )
    assert recall_on(history, -21) == pytest.approx(0.9)
    assert recall_on(history, -12) == 1.0, "after the answer of that day"
    assert recall_on(history, 3.5) == pytest.approx(0.825)
    assert recall_on(history, 7) == 0.79
    assert recall_on(history, -31) is recall_on(history, 8) is None
    curve = RecallCurve(theme)
    qtbot.addWidget(curve)
    curve.resize(360, 160)
    curve.set_history(history)
    today = picture(curve)
    curve.mark_day(-21, "2 Nov 2026")
    marked = columns(picture(curve), "ink")
    assert max(marked) < max(columns(today, "ink"))
    curve.mark_day(None)
    assert picture(curve) == today


def test_every_review_is_a_dot_on_the_curve(theme: Theme, qtbot: QtBot) -> None:
    curve = RecallCurve(theme)
    qtbot.addWidget(curve)
    curve.resize(360, 160)
    past = tuple((float(day), 0.9) for day in range(-3, 1))
    curve.set_history(RecallHistory(past, (), ((0, 0.9), (7, 0.8)), 0.9))
    bare = picture(curve)
    curve.set_history(RecallHistory(past, past[:-1], ((0, 0.9), (7, 0.8)), 0.9))
    assert picture(curve) != bare


def test_a_curve_of_a_card_seen_only_today_can_be_drawn(theme: Theme, qtbot: QtBot) -> None:
    curve = RecallCurve(theme)
    qtbot.addWidget(curve)
    empty = picture(curve)
    curve.set_history(RecallHistory(past=((0, 1.0),), reviews=((0, 1.0),), forecast=(), target=0.9))
    assert picture(curve) != empty


def test_a_difference_is_told_and_shown(theme: Theme, qtbot: QtBot) -> None:
    view = DifferenceView(
        theme,
        [Run("col", "same"), Run("o", "same"), Run("u", "missing"), Run("r", "same"), Run("s", "extra")],
    )
    qtbot.addWidget(view)
    assert view.accessibleName() == ("You typed “colors”. Expected “colour”. Missing: “u”. Too much: “s”.")
    view.resize(300, 80)
    image = picture(view)
    assert count(image, "again_bg") > 20
    assert count(image, "good_bg") > 20


def test_a_right_answer_is_shown_once(theme: Theme, qtbot: QtBot) -> None:
    right = DifferenceView(theme, [Run("softmax", "same")])
    wrong = DifferenceView(theme, [Run("softmax", "same"), Run("x", "extra")])
    qtbot.addWidget(right)
    qtbot.addWidget(wrong)
    assert right.accessibleName() == "You typed “softmax”, as expected."
    assert right.sizeHint().height() < wrong.sizeHint().height()


def test_a_long_answer_wraps_even_without_spaces(theme: Theme, qtbot: QtBot) -> None:
    view = DifferenceView(theme, [Run("x" * 400, "same")])
    qtbot.addWidget(view)
    assert view.minimumSizeHint().width() < 400
    assert view.heightForWidth(400) > view.heightForWidth(2000)


def test_marks_stay_in_place_behind_a_character_outside_the_first_plane(theme: Theme, qtbot: QtBot) -> None:
    after = DifferenceView(theme, [Run("😀", "same"), Run("c", "extra")])
    before = DifferenceView(theme, [Run("😀", "extra"), Run("c", "same")])
    for view in (after, before):
        qtbot.addWidget(view)
        view.resize(300, 80)
    assert min(columns(picture(after), "again_bg")) >= max(columns(picture(before), "again_bg"))


def test_the_path_gives_way_from_the_left(theme: Theme, qtbot: QtBot) -> None:
    path = Breadcrumb(theme)
    qtbot.addWidget(path)
    path.set_path(["Middle", "Attention Mechanism", "Basic Attention", "Scaled dot-product"])
    assert path.accessibleName() == "Middle › Attention Mechanism › Basic Attention › Scaled dot-product"
    whole = path.sizeHint().width()
    assert path.shown(whole) == ("Middle", "Attention Mechanism", "Basic Attention", "Scaled dot-product")
    assert path.shown(whole - 20) == ("…", "Attention Mechanism", "Basic Attention", "Scaled dot-product")
    path.set_path(["Junior LLM Engineer", "Python Basics", "Language Fundamentals"])
    level = [path.shown(room)[0] for room in range(path.sizeHint().width(), 200, -1)]
    assert list(dict.fromkeys(level)) == ["Junior LLM Engineer", "Junior LLM …", "Junior …", "…"]
    path.set_path(["Middle", "Attention Mechanism", "Basic Attention", "Scaled dot-product"])
    assert path.shown(160) == ("…", "Scaled dot-product")


def test_esc_beside_the_arrow_leads_back(theme: Theme, qtbot: QtBot) -> None:
    bar = FocusBar(theme, "End the session")
    qtbot.addWidget(bar)
    bar.set_note("19 of 48    about 8 min left")
    button = bar.findChild(QWidget, "back")
    assert button is not None
    assert button.accessibleName() == "End the session"
    with qtbot.waitSignal(bar.back):
        button.click()  # type: ignore[attr-defined]


def test_every_chart_follows_the_scheme(theme: Theme, qtbot: QtBot) -> None:
    ticks = SessionTicks(theme)
    ticks.set_ticks([Tick.PASSED, Tick.UNSEEN])
    mix = GradeMix(theme, {Rating.GOOD: 1})
    scale = IntervalScale(theme)
    scale.set_share(Share(0.9, 0.8, 0.95, 0.9))
    chart = MinutesChart(theme)
    chart.set_days([DayMinutes("Monday", "M", 10)], DayMinutes("Tuesday", "T", 3), [])
    widgets: list[QWidget] = [ticks, mix, scale, chart]
    for widget in widgets:
        qtbot.addWidget(widget)
    light = [picture(widget) for widget in widgets]
    theme.set_scheme(Scheme.DARK)
    dark = [picture(widget) for widget in widgets]
    assert all(before != after for before, after in zip(light, dark, strict=True))
