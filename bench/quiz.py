"""How long the steps of a quiz take, in units of one answer of a review in the same collection.

    .venv/bin/python bench/quiz.py [PAST]

The collection is the demo with PAST (300) quizzes in its past. Everything is durable: an answer of either
kind is one fsync. What happens on the window's thread should stay below a frame, 16 ms; the times printed
are of this machine, the ratios hold anywhere.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from roadmap_cards.library.demo import SEED, make_demo
from roadmap_cards.library.demo_quizzes import made_up_answer
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.session import Session
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating
from roadmap_cards.study.quiz import Mode, Wish

MORNING = datetime(2026, 11, 23, 8, 2, tzinfo=UTC)


def timed(action: Callable[[], object], times: int = 1) -> float:
    """Return the median of the milliseconds that an action took."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def review_answer(library: Library, times: int = 25) -> float:
    """Return the median of the milliseconds that an answer of a review took."""
    session = Session(library, library.reviews.plan())
    taken = []
    for _ in range(times):
        session.reveal()
        taken.append(timed(lambda: session.answer(Rating.GOOD, 5_000)))
    return statistics.median(taken)


def past_quizzes(library: Library, wish: Wish, rng: Random, number: int) -> None:
    """Take so many quizzes of five questions."""
    for _ in range(number):
        sitting = library.quizzes.start(Wish(wish.topics, 5, again=True), rng)
        for place in range(len(sitting.questions)):
            sitting.go(place)
            sitting.answer(*made_up_answer(sitting.current.question, 0.8, rng))
        sitting.hand_in()


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    now = MORNING
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place) / "demo")
        make_demo(folder, now, Random(SEED))

        def clock() -> datetime:
            nonlocal now
            now += timedelta(seconds=1)
            return now

        with OpenCollection(folder, clock) as library:
            measure(library, number)


def measure(library: Library, past: int) -> None:
    """Print what each step took."""
    rng = Random(SEED)
    unit = review_answer(library)
    topics = frozenset(topic.id for topic in library.quizzes.catalogue().topics)
    exam = Wish(topics, 40, Mode.EXAM, again=True)
    past_quizzes(library, exam, rng, past)
    catalogue = library.quizzes.catalogue(1)
    found = {
        f"read {len(catalogue.candidates)} questions": timed(library.quizzes.catalogue, 9),
        "what a wish comes to": timed(lambda: catalogue.outlook(exam), 9),
        f"list {past} past quizzes": timed(library.quizzes.history, 9),
        "begin an exam of 40": timed(lambda: library.quizzes.start(exam, rng, catalogue)),
    }
    sitting = library.quizzes.resume()
    answers = []
    for at in range(len(sitting.questions)):
        sitting.go(at)
        given = made_up_answer(sitting.current.question, 0.8, rng)
        answers.append(timed(lambda given=given: sitting.answer(*given)))  # type: ignore[misc]
    found["one answer of an exam"] = statistics.median(answers)
    found["hand 40 answers in"] = timed(sitting.hand_in)
    found["its result"] = timed(lambda: library.quizzes.result(sitting.quiz.id), 5)
    found["take all of it back"] = timed(library.undo)
    print(f"one answer of a review: {unit:.2f} ms")
    for words, taken in found.items():
        print(f"{words:<28} {taken:7.1f} ms  {taken / unit:6.1f} times as long")


if __name__ == "__main__":
    main()
