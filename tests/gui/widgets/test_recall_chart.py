"""The forgetting curve says what it is and what it comes to, and stays readable after many reviews."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import LIGHT, Theme
from roadmap_cards.gui.widgets.recall_chart import AS_OF_TODAY, RecallCurve, RecallHistory
from roadmap_cards.gui.widgets.recall_chart_frame import FEW_DOTS, Frame, last_stretch, recall_on

SHORT = RecallHistory(
    past=((-30, 1.0), (-12, 0.8), (-12, 1.0), (0, 0.86)),
    reviews=((-12, 0.8),),
    forecast=((0, 0.86), (7, 0.79)),
    target=0.9,
)


def sawtooth(reviews: int, every: int = 10) -> RecallHistory:
    """Return a history with a review every so many days, the last of them so long ago."""
    days = [-every * number for number in range(reviews, 0, -1)]
    past = [point for day in days for point in ((day, 0.85), (day, 1.0))]
    return RecallHistory(
        past=(*past, (0, 0.86)),
        reviews=tuple((day, 0.85) for day in days),
        forecast=((0, 0.86), (180, 0.66), (365, 0.6)),
        target=0.9,
    )


@pytest.fixture
def curve(theme: Theme, qtbot: QtBot) -> RecallCurve:
    curve = RecallCurve(theme)
    qtbot.addWidget(curve)
    curve.resize(360, 124)
    return curve


def strokes(image: QImage, token: str) -> list[tuple[int, int]]:
    wanted = QColor(LIGHT[token])
    return [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) == wanted
    ]


def test_it_says_at_its_dot_that_it_is_recall_and_how_much(curve: RecallCurve) -> None:
    curve.set_history(SHORT)
    assert curve.marked == "recall 86 %, today"
    curve.mark_day(-21, "2 Nov 2026")
    assert curve.marked == "recall 90 %, 2 Nov 2026"
    frame = Frame(SHORT, curve.width(), curve.height())
    above = [x for x, y in strokes(curve.grab().toImage(), "ink") if y < frame.y(0.9) - 6]
    assert max(above) > frame.x(-21) + 30, "the words stand beside the dot"


def test_on_another_day_its_end_counts_from_today_and_says_so(curve: RecallCurve) -> None:
    def words_begin() -> int:
        image = curve.grab().toImage()
        foot = range(curve.height() - 14, curve.height())
        ground = image.pixelColor(0, 0)
        return min(x for x in range(200, 360) if any(image.pixelColor(x, y) != ground for y in foot))

    curve.set_history(sawtooth(3))
    begin = words_begin()
    curve.mark_day(-28, "26 Oct 2026")
    assert words_begin() < begin - 30, "365 days from today"
    curve.mark_day(900, "11 May 2029")
    assert words_begin() == begin, "all of it is as of today"


def test_a_day_that_it_does_not_reach_leaves_it_as_of_today_and_dim(curve: RecallCurve) -> None:
    curve.set_history(SHORT)
    assert strokes(curve.grab().toImage(), "data")
    curve.mark_day(90, "21 Feb 2027")
    assert curve.marked == f"recall 86 %, {AS_OF_TODAY}"
    dim = curve.grab().toImage()
    assert not strokes(dim, "data")
    assert not strokes(dim, "ink")


def test_of_many_reviews_the_last_stretch_is_shown() -> None:
    few = sawtooth(FEW_DOTS)
    assert last_stretch(few) is few
    stretch = last_stretch(sawtooth(40))
    assert len(stretch.reviews) == FEW_DOTS
    assert stretch.past[0] == (-100.0, 0.85)
    assert stretch.forecast[-1][0] == 100, "ahead it goes as far as back"
    assert recall_on(stretch, 100) == pytest.approx(recall_on(sawtooth(40), 100))


def test_a_stretch_of_days_close_together_still_looks_a_week_ahead() -> None:
    stretch = last_stretch(sawtooth(12, every=0))
    assert stretch.forecast[-1][0] == 7


def test_a_day_before_the_last_stretch_brings_back_all_of_it(curve: RecallCurve) -> None:
    history = sawtooth(40)
    curve.set_history(history)
    assert curve.shown == last_stretch(history)
    curve.mark_day(-300, "27 Jan 2026")
    assert curve.shown == history
    assert curve.marked.endswith("27 Jan 2026")
    curve.mark_day(300, "23 Sep 2027")
    assert curve.marked.endswith("23 Sep 2027")
    curve.mark_day(-50, "8 Oct 2026")
    assert curve.shown == last_stretch(history)


def test_no_dot_cuts_the_line(curve: RecallCurve) -> None:
    past = tuple((float(day), 0.9) for day in range(-60, 1, 10))
    curve.set_history(RecallHistory(past, past[1:-1], ((0, 0.9), (7, 0.86)), 0.8))
    frame = Frame(RecallHistory(past, (), ((0, 0.9), (7, 0.86)), 0.8), curve.width(), curve.height())
    line = {x for x, y in strokes(curve.grab().toImage(), "data") if abs(y - frame.y(0.9)) <= 2}
    dot = frame.x(0)
    assert line >= set(range(round(frame.left) + 2, round(dot) - 6))


@pytest.mark.parametrize(("floor", "lowest"), [(0.85, 0.80), (0.84, 0.80), (0.69, 0.65), (0.9, 0.85)])
def test_the_scale_begins_just_below_the_lowest_point(floor: float, lowest: float) -> None:
    history = RecallHistory(((-9, 1.0), (0, 0.95)), (), ((0, 0.95), (7, floor)), 0.9)
    assert Frame(history, 300, 124).lowest == pytest.approx(lowest)
