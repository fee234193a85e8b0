"""How quizzes over whole levels went, over time, with a heading that says what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.score_trend import ScoreTrend, Trend, TrendPoint
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.study.quiz import Mode
from roadmap_cards.study.quiz_score import PASS
from roadmap_cards.study.wording import counted

if TYPE_CHECKING:
    from roadmap_cards.gui.widgets.quiz_choices import QuizPlace
    from roadmap_cards.library.quizzes import PastQuiz

ENOUGH = 2
"""Quizzes over a level that make a line."""


class TrendPanel(Panel):
    """The chart; of levels with too few quizzes, a sentence how many more it takes."""

    def __init__(self, theme: Theme) -> None:
        """Make the frame; `show_trends` fills it."""
        super().__init__(theme, "Scores over time")
        self._told = Text(
            theme, "Corrected for guessing, quizzes over a whole level", "label", "ink2", wrap=True
        )
        self.chart = ScoreTrend(theme)
        self._lacking = Text(theme, "", "label", "ink2", wrap=True)
        self.content.setSpacing(8)
        for part in (self._told, self.chart, self._lacking):
            self.content.addWidget(part)

    @property
    def has_lines(self) -> bool:
        """Whether any level has enough quizzes for a line."""
        return not self.chart.isHidden()

    @property
    def lacking(self) -> str:
        """What is said of the levels without a line."""
        return self._lacking.text()

    def show_trends(self, trends: Sequence[Trend], today: int) -> None:
        """Show the levels over which there was a quiz, in roadmap order."""
        lines = [trend for trend in trends if len(trend.points) >= ENOUGH]
        self.set_title(finding(lines))
        self._told.setText(_told(lines))
        self._told.setVisible(bool(lines))
        self.chart.setVisible(bool(lines))
        self.chart.set_trends(lines, PASS, today)
        self._lacking.setText(
            _lacking([trend for trend in trends if len(trend.points) < ENOUGH], bool(trends))
        )
        self._lacking.setVisible(bool(self._lacking.text()))


def trends_of(past: Sequence[PastQuiz], found: Sequence[QuizPlace]) -> list[Trend]:
    """Return the quizzes over whole levels, oldest first, for each level that had any."""
    trends = []
    for place in found:
        points = tuple(
            TrendPoint(one.quiz.day, one.quiz.started_at, one.score.corrected, one.quiz.mode is Mode.EXAM)
            for one in reversed(past)
            if place.key and one.quiz.level_key == place.key
        )
        if points:
            trends.append(Trend(place.short, points))
    return trends


def finding(lines: Sequence[Trend]) -> str:
    """Return where the level stands over which the last quiz was: “Junior is 6 points below the mark”."""
    if not lines:
        return "No trend yet"
    latest = max(lines, key=lambda trend: trend.points[-1].at)
    points = round((latest.points[-1].score - PASS) * 100)
    if not points:
        return f"{latest.name} is just at the pass mark"
    side = "above" if points > 0 else "below"
    return f"{latest.name} is {counted(abs(points), 'point')} {side} the pass mark"


def _told(lines: Sequence[Trend]) -> str:
    """Return what the lines are of, and what the dots mean where there are both sorts."""
    sorts = {point.exam for line in lines for point in line.points}
    if len(sorts) > 1:
        return "Corrected for guessing; full dots are exams"
    return f"{'Exams' if True in sorts else 'Quizzes'} over a level, corrected for guessing"


def _lacking(trends: Sequence[Trend], any_level: bool) -> str:
    if not any_level:
        return "Two quizzes over the same whole level make a line here."
    names = " and ".join(
        part
        for part in (", ".join(one.name for one in trends[:-1]), *(one.name for one in trends[-1:]))
        if part
    )
    if not names:
        return ""
    return f"{names}: 1 more quiz over the whole level makes a line{' each' if len(trends) > 1 else ''}."
