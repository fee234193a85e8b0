"""The quizzes of the past: each in a line, and those over whole levels as they follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_cards.study.quiz import Mode
from roadmap_cards.study.quiz_score import PASS
from roadmap_cards.study.quiz_wording import points_from, score_words
from roadmap_cards.study.wording import counted, listed

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_choices import QuizPlace
    from roadmap_cards.library.quizzes import PastQuiz

ENOUGH = 2
"""Quizzes over a level that make a line."""


@dataclass(frozen=True, slots=True)
class PastQuizLine:
    """A quiz in a line: its number, name, study day and score in words; `passed` is None for practice."""

    id: int
    title: str
    day: int
    score: str
    passed: bool | None

    @property
    def verdict(self) -> str:
        """Whether it is a pass, in words; nothing for practice."""
        return {True: "Passed", False: "Not passed", None: ""}[self.passed]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A quiz on a study day, its score from 0 to 1; `at` tells two of one day apart (UTC milliseconds)."""

    day: int
    at: int
    score: float
    exam: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """The quizzes over one level, oldest first; `name` stands at the end of the line."""

    name: str
    points: tuple[TrendPoint, ...]

    @property
    def is_line(self) -> bool:
        """Whether there are enough quizzes for a line."""
        return len(self.points) >= ENOUGH


def line_of(past: PastQuiz) -> PastQuizLine:
    """Return a past quiz as a line; practice is neither passed nor failed."""
    score = past.score
    words = f"{score.right} of {score.asked}, corrected {score_words(score.corrected)}"
    passed = past.verdict.passed if past.quiz.mode is Mode.EXAM else None
    return PastQuizLine(past.quiz.id, past.quiz.title, past.quiz.day, words, passed)


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


def finding(trends: Sequence[Trend]) -> str:
    """Return how the last quiz over a level was: “Junior quizzes: 6 points below the pass mark”."""
    lines = [trend for trend in trends if trend.is_line]
    if not lines:
        return "No trend yet"
    latest = max(lines, key=lambda trend: trend.points[-1].at)
    points = points_from(PASS, latest.points[-1].score)
    if not points:
        return f"{latest.name} quizzes: just at the pass mark"
    side = "above" if points > 0 else "below"
    return f"{latest.name} quizzes: {counted(abs(points), 'point')} {side} the pass mark"


def lines_words(trends: Sequence[Trend]) -> str:
    """Return what the lines are of, and what the dots mean where there are both sorts."""
    sorts = {point.exam for trend in trends if trend.is_line for point in trend.points}
    if len(sorts) > 1:
        return "Corrected for guessing; full dots are exams"
    return f"{'Exams' if True in sorts else 'Quizzes'} over a level, corrected for guessing"


def lacking_words(trends: Sequence[Trend]) -> str:
    """Return what it takes for the lines that are not there; empty where none is missing."""
    if not trends:
        return "Two quizzes over the same whole level make a line here."
    names = [trend.name for trend in trends if not trend.is_line]
    if not names:
        return ""
    each = " each" if len(names) > 1 else ""
    return f"{listed(names)}: 1 more quiz over the whole level makes a line{each}."
