"""The quizzes of the demo collection: a learner who gets better, and is honest about guessing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from roadmap_cards.library.library import Library
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.study.question import Given, Question, options, right_answer
from roadmap_cards.study.quiz import Mode, Sureness, Wish

LEVELS = ("junior", "middle")
QUIZZES = (
    (170, 0, 15, Mode.PRACTICE),
    (139, 0, 15, Mode.PRACTICE),
    (104, 0, 40, Mode.EXAM),
    (76, 1, 15, Mode.PRACTICE),
    (41, 0, 15, Mode.PRACTICE),
    (20, 1, 15, Mode.PRACTICE),
    (5, 1, 15, Mode.PRACTICE),
)
"""Days before the last one, the level (of LEVELS), how many questions, and how they were asked."""

BEST, WORST = 0.90, 0.60
"""How often an answer is known on the last day, and on the first one."""

SECONDS = (14, 70)
"""How long an answer takes."""


def take_quizzes(
    library: Library, today: datetime, days: int, rng: Random, go_to: Callable[[datetime], None]
) -> None:
    """Take the quizzes of a story of `days` days that ends on the morning of `today`.

    `go_to` sets the clock of the library.
    """
    for ago, level, size, mode in QUIZZES:
        if ago >= days:
            continue
        go_to(today - timedelta(days=ago) + timedelta(hours=2))
        catalogue = library.quizzes.catalogue()
        found = next((one for one in catalogue.levels if one.key.endswith(f"/{LEVELS[level]}")), None)
        if found is None:
            continue
        wish = Wish(frozenset(topic.id for topic in found.topics), size, mode, level=found.key)
        sitting = library.quizzes.start(wish, rng, catalogue)
        share = WORST + (BEST - WORST) * (1 - ago / days) - 0.06 * level
        _take(sitting, share, rng)


def _take(sitting: QuizSitting, share: float, rng: Random) -> None:
    """Answer every question; `share` of them are known."""
    for place in range(len(sitting.questions)):
        sitting.go(place)
        sitting.spend(1000 * rng.randint(*SECONDS))
        answer(sitting, share, rng)
    sitting.hand_in()


def answer(sitting: QuizSitting, share: float, rng: Random) -> None:
    """Answer the present question as somebody who knows it in `share` of the cases."""
    question = sitting.current.question
    if rng.random() < share:
        right = right_answer(question.body, question.variant)
        sitting.answer(right, Sureness.SURE if rng.random() < 0.9 else Sureness.GUESSING)
    elif rng.random() < 0.35:
        sitting.answer((), Sureness.UNKNOWN)
    else:
        sitting.answer(_wrong(question, rng), Sureness.SURE if rng.random() < 0.2 else Sureness.GUESSING)


def _wrong(question: Question, rng: Random) -> Given:
    wrong = [option.text for option in options(question) if not option.correct]
    return (rng.choice(wrong),) if wrong else ("something else",)
