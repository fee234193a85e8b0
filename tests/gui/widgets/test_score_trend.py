"""Scores over time: what the panel finds, what the chart says, and that nothing lies on top of anything."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Scheme, Theme
from roadmap_cards.gui.widgets.past_quizzes import date_words
from roadmap_cards.gui.widgets.score_trend import LABEL_STEP, ScoreTrend, apart, described
from roadmap_cards.gui.widgets.trend_panel import TrendPanel
from roadmap_cards.library.quiz_past import Trend, TrendPoint
from roadmap_cards.study.day import day_of

TODAY = day_of(date(2026, 11, 23))


def trend(name: str, *scores: float, last: int = 0) -> Trend:
    """Return a quiz every third day, the last one `last` days ago."""
    days = [TODAY - last - 3 * (len(scores) - 1 - at) for at in range(len(scores))]
    return Trend(
        name,
        tuple(
            TrendPoint(day, day * 86_400_000, score, exam=True)
            for day, score in zip(days, scores, strict=True)
        ),
    )


def test_labels_are_pushed_apart_and_stay_on_the_chart() -> None:
    found = apart([20, 22, 90, 118, 119], 120)
    assert all(after - before >= LABEL_STEP for before, after in pairwise(found))
    assert found[-1] <= 120
    assert found == sorted(found)


def test_every_score_is_said() -> None:
    assert described([trend("Junior", 0.5, 0.694)], 0.7) == "Junior: 20 Nov 50 %, 23 Nov 69 %; pass mark 70 %"


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_lines_are_drawn_in_the_colour_of_data_and_told_where_the_pointer_is(
    scheme: Scheme, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_scheme(scheme)
    chart = ScoreTrend(theme)
    qtbot.addWidget(chart)
    chart.resize(360, 150)
    chart.set_trends([trend("Junior", 0.4, 0.8)], 0.7, TODAY)
    chart.show()
    image = chart.grab().toImage()
    data = theme.colour("data")
    drawn = [
        QPointF(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) == data
    ]
    assert drawn
    last = max(drawn, key=QPointF.x)
    assert chart.words_at(last) == "Junior exam, 23 November: 80 %"
    assert chart.words_at(QPointF(0, 0)) == ""


def test_the_panel_names_the_levels_that_lack_a_quiz(theme: Theme, qtbot: QtBot) -> None:
    panel = TrendPanel(theme)
    qtbot.addWidget(panel)
    panel.show_trends([trend("Junior", 0.5), trend("Senior", 0.6)], TODAY)
    panel.show()
    assert not panel.has_lines
    assert panel.lacking == "Junior and Senior: 1 more quiz over the whole level makes a line each."


def test_a_score_just_below_the_mark_is_told_below_it(theme: Theme, qtbot: QtBot) -> None:
    chart = ScoreTrend(theme)
    qtbot.addWidget(chart)
    chart.set_trends([trend("Junior", 0.4, 23 / 33)], 0.7, TODAY)
    assert chart.accessibleDescription().endswith(" 69 %; pass mark 70 %")


def test_dots_are_found_where_they_are_after_the_window_grew(theme: Theme, qtbot: QtBot) -> None:
    chart = ScoreTrend(theme)
    qtbot.addWidget(chart)
    chart.resize(360, 150)
    chart.set_trends([trend("Junior", 0.4, 0.8)], 0.7, TODAY)
    chart.show()

    def rightmost() -> float:
        return max(x for x in range(chart.width()) for y in range(150) if chart.words_at(QPointF(x, y)))

    before = rightmost()
    chart.resize(460, 150)
    QApplication.processEvents()
    assert rightmost() == before + 100


def test_days_are_said_as_people_say_them() -> None:
    said = [date_words(TODAY - ago, TODAY) for ago in (0, 1, 2, 400)]
    assert said == ["Today", "Yesterday", "21 Nov", "19 Oct 2025"]
