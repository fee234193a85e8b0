"""Past quizzes in lines and over time, as values."""

from __future__ import annotations

import pytest

from roadmap_cards.library.quiz_past import Trend, TrendPoint, finding, lacking_words, line_of
from roadmap_cards.library.quizzes import PastQuiz
from roadmap_cards.storage.quizzes import QuizRow
from roadmap_cards.study.quiz import Mode, Response, Sureness
from roadmap_cards.study.quiz_score import by_topic, score, verdict

TODAY = 20_000


def trend(name: str, *scores: float, last: int = 0) -> Trend:
    """Return a quiz every third day, the last one `last` days ago."""
    days = [TODAY - last - 3 * (len(scores) - 1 - at) for at in range(len(scores))]
    return Trend(
        name,
        tuple(
            TrendPoint(day, day * 86_400_000, share, exam=True)
            for day, share in zip(days, scores, strict=True)
        ),
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "No trend yet"),
        ([trend("Junior", 0.5, 0.69)], "Junior quizzes: 1 point below the pass mark"),
        ([trend("Junior", 0.5, 23 / 33)], "Junior quizzes: 1 point below the pass mark"),  # 69.7: not passed
        ([trend("Junior", 0.5, 0.70)], "Junior quizzes: just at the pass mark"),
        (
            [trend("Junior", 0.9), trend("Senior", 0.8, 0.8, last=1)],
            "Senior quizzes: 10 points above the pass mark",
        ),
        (
            [trend("Junior", 0.9, 0.9), trend("Senior", 0.1, 0.2, last=1)],
            "Junior quizzes: 20 points above the pass mark",
        ),
    ],
)
def test_the_heading_tells_of_the_level_that_was_last(lines: list[Trend], words: str) -> None:
    assert finding(lines) == words


def test_levels_that_lack_a_quiz_are_named() -> None:
    lines = [trend("Junior", 0.5), trend("Middle", 0.6, 0.6), trend("Senior", 0.6)]
    assert lacking_words(lines) == "Junior and Senior: 1 more quiz over the whole level makes a line each."
    assert lacking_words(lines[1:2]) == ""
    assert lacking_words([]) == "Two quizzes over the same whole level make a line here."


@pytest.mark.parametrize(("mode", "words"), [(Mode.EXAM, "Not passed"), (Mode.PRACTICE, "")])
def test_a_score_just_below_the_mark_is_not_rounded_up_to_it(mode: Mode, words: str) -> None:
    answers = [
        Response(1, "typed", False, 0.0, 75_000, ("x",), Sureness.SURE, at < 23, 9_000) for at in range(33)
    ]
    whole = score(answers)
    quiz = QuizRow(1, mode, "Quiz", "", False, None, 0, 0, 0, 0, TODAY, 1, False, True)
    line = line_of(PastQuiz(quiz, whole, verdict(whole, by_topic(answers))))
    assert (line.score, line.verdict) == ("23 of 33, corrected 69 %", words)
