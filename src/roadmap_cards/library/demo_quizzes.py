"""The quizzes of the demo collection: a learner who gets better, and is honest about guessing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from roadmap_cards.library.library import Library
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.storage import quizzes as queries
from roadmap_cards.storage.database import Database
from roadmap_cards.study.day import moment
from roadmap_cards.study.question import Given, Question, is_right, options, right_answer, steps
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
    library: Library,
    database: Database,
    today: datetime,
    days: int,
    rng: Random,
    go_to: Callable[[datetime], None],
) -> None:
    """Take the quizzes of a story of `days` days that ends on the morning of `today`.

    `go_to` sets the clock of the library; `database` is the same collection, to write answers into a past
    that the log has left behind.
    """
    for ago, level, size, mode in QUIZZES:
        if ago >= days:
            continue
        at = today - timedelta(days=ago) + timedelta(hours=2)
        go_to(at)
        catalogue = library.quizzes.catalogue()
        found = next((one for one in catalogue.levels if one.key.endswith(f"/{LEVELS[level]}")), None)
        if found is None:
            continue
        wish = Wish(frozenset(topic.id for topic in found.topics), size, mode, level=found.key)
        sitting = library.quizzes.start(wish, rng, catalogue)
        share = WORST + (BEST - WORST) * (1 - ago / days) - 0.06 * level
        _answer_all(sitting, database, share, at, rng)
        library.quizzes.resume().hand_in()


def _answer_all(sitting: QuizSitting, database: Database, share: float, at: datetime, rng: Random) -> None:
    """Answer every question of a quiz that was begun at `at`; `share` of them are known."""
    used = 0
    with database.change("Answer questions") as tx:
        for row in sitting.questions:
            spent = 1000 * rng.randint(*SECONDS)
            used += spent
            given, sureness = made_up_answer(row.question, share, rng)
            queries.keep_answer(
                tx,
                row.id,
                given=given,
                sureness=sureness,
                right=is_right(row.question.body, row.question.variant, given),
                moment=moment(at + timedelta(milliseconds=used)),
                duration=spent,
            )
        queries.keep_place(tx, sitting.quiz.id, len(sitting.questions) - 1, used)


def made_up_answer(question: Question, share: float, rng: Random) -> tuple[Given, Sureness]:
    """Return what somebody answers who knows it in `share` of the cases, and how sure he is."""
    if rng.random() < share:
        sure = Sureness.SURE if rng.random() < 0.9 else Sureness.GUESSING
        return right_answer(question.body, question.variant), sure
    if rng.random() < 0.35:
        return (), Sureness.UNKNOWN
    return _wrong(question, rng), Sureness.SURE if rng.random() < 0.2 else Sureness.GUESSING


def _wrong(question: Question, rng: Random) -> Given:
    """Return a wrong answer that can be given: a wrong option, the steps as they lie, a text in every gap."""
    wrong = [option.text for option in options(question) if not option.correct]
    if wrong:
        return (rng.choice(wrong),)
    return steps(question) or ("something else",) * len(right_answer(question.body, question.variant))
