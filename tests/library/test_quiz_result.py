"""Every number of a result, recomputed by hand from the rows in the file.

The learner is scripted: what each answer is worth is known before it is given. Only sqlite3 reads the file,
and the arithmetic stands here.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from math import factorial, sqrt
from random import Random
from typing import Any

import pytest

from quiz_desk import EXAM, GUESSING, PRACTICE, SURE, UNKNOWN, right
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.quiz_result import QuizResult
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.quiz import Mode, Sureness, Wish
from roadmap_cards.study.quiz_score import Score
from ticking_clock import Clock

Row = dict[str, Any]
SHIPPED = ("python-basics", "attention-mechanism")
Z = 1.6448536269514722
"""The normal quantile of a 90 % interval."""


@dataclass(frozen=True)
class Sat:
    """A quiz that was sat: its result, what was meant to happen, and the cards before it."""

    result: QuizResult
    meant: Mapping[int, tuple[Sureness | None, bool]]
    before: Mapping[int, Row]
    after: Mapping[int, Row]
    asked: Sequence[Row]
    log: Mapping[int, Row]
    chosen: Sequence[tuple[int, int]]
    """The card and the study day of each gain by a choice question in an earlier quiz."""
    weights: Sequence[float]
    folder: DataFolder


def rows(folder: DataFolder, sql: str, *values: Any) -> list[Row]:
    with closing(sqlite3.connect(folder.database)) as file:
        file.row_factory = sqlite3.Row
        return [dict(row) for row in file.execute(sql, values)]


def cards(folder: DataFolder) -> dict[int, Row]:
    found = rows(
        folder,
        "SELECT card.*, topic.paused, entry.key AS entry_key FROM card "
        "JOIN topic ON topic.id = card.topic_id JOIN entry ON entry.id = card.entry_id",
    )
    return {row["id"]: row for row in found}


def script(sitting: QuizSitting, rng: Random, mode: Mode) -> dict[int, tuple[Sureness | None, bool]]:
    """Answer at random, and return how sure and how right each answer was meant to be.

    In an exam some are left open (None); a practice that is broken off was shorter.
    """
    meant: dict[int, tuple[Sureness | None, bool]] = {}
    for place in range(len(sitting.questions)):
        sitting.go(place)
        sitting.spend(rng.randrange(2_000, 60_000))
        what = rng.choice(
            ["sure", "sure", "sure", "sure", "guess", "wrong", "wrong guess", "unknown", "open"]
        )
        if what == "open" and mode is PRACTICE and place < 10:
            what = "sure"  # in practice one question follows the other: only the end can be left out
        sureness = GUESSING if "guess" in what else SURE
        if what == "open" and mode is PRACTICE:
            continue
        if what == "open":
            meant[len(meant)] = (None, False)
        elif what == "unknown":
            sitting.answer((), UNKNOWN)
            meant[len(meant)] = (UNKNOWN, False)
        elif "wrong" in what:
            sitting.answer(("this is not it",), sureness)
            meant[len(meant)] = (sureness, False)
        else:
            sitting.answer(right(sitting), sureness)
            meant[len(meant)] = (sureness, True)
    return meant


def sit(folder: DataFolder, now: datetime, mode: Mode, size: int, seed: int) -> Sat:
    before, rng = cards(folder), Random(seed)
    with OpenCollection(folder, Clock(now, timedelta(seconds=1))) as library:
        sitting = library.quizzes.start(wish(library, mode, size), rng)
        assert len(sitting.questions) == size
        meant = script(sitting, rng, mode)
        number = sitting.hand_in()
        assert number is not None
        result = library.quizzes.result(number)
    asked = rows(
        folder,
        "SELECT quiz_question.*, entry.topic_id, entry.key, entry.kind, entry.content FROM quiz_question "
        "JOIN entry ON entry.id = quiz_question.entry_id WHERE quiz_id = ? ORDER BY position",
        number,
    )
    log = rows(
        folder,
        "SELECT * FROM review WHERE question_id IN (SELECT id FROM quiz_question WHERE quiz_id = ?)",
        number,
    )
    assert len({row["question_id"] for row in log}) == len(log)
    chosen = rows(
        folder,
        "SELECT review.card_id, review.day FROM review "
        "JOIN quiz_question ON quiz_question.id = review.question_id "
        "JOIN entry ON entry.id = quiz_question.entry_id "
        "WHERE quiz_question.quiz_id <> ? AND review.moved = 1 AND review.rating = 3 "
        "AND entry.kind IN ('choice', 'multi', 'order') "
        "AND review.id NOT IN (SELECT voids FROM review WHERE voids IS NOT NULL)",
        number,
    )
    [parameters] = rows(folder, "SELECT weights FROM parameters")
    return Sat(
        result,
        meant,
        before,
        cards(folder),
        asked,
        {row["question_id"]: row for row in log},
        [(row["card_id"], row["day"]) for row in chosen],
        json.loads(parameters["weights"]),
        folder,
    )


def wish(library: Library, mode: Mode, size: int) -> Wish:
    """Return a wish for the two topics whose decks are shipped, whatever was asked of them lately."""
    topics = [one.id for one in library.quizzes.catalogue().topics if one.key in SHIPPED]
    assert len(topics) == 2
    return Wish(frozenset(topics), size, mode, again=True)


@pytest.fixture(scope="module", params=[(PRACTICE, 15, 3), (PRACTICE, 15, 8), (EXAM, 40, 5), (EXAM, 40, 21)])
def sat(
    request: pytest.FixtureRequest,
    demo_original: DataFolder,
    demo_now: datetime,
    tmp_path_factory: pytest.TempPathFactory,
) -> Sat:
    """Return a quiz over the shipped decks, taken by somebody who studied for 400 days."""
    folder = shutil.copytree(demo_original.root, tmp_path_factory.mktemp("sat") / "demo")
    return sit(DataFolder(folder), demo_now, *request.param)


def check_score(found: Score, asked: Sequence[Row]) -> None:
    """Compare a score with what the rows of its questions come to."""
    n = len(asked)
    s = sum(row["correct"] == 1 for row in asked)
    chance = sum(row["guess"] for row in asked)
    share = s / n
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    spread = Z / (1 + Z * Z / n) * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    assert found.asked == n
    assert found.right == s
    assert found.unknown == sum(row["sureness"] == "unknown" for row in asked)
    assert found.unanswered == sum(row["sureness"] is None for row in asked)
    assert found.wrong == sum(row["correct"] == 0 and row["sureness"] != "unknown" for row in asked)
    assert found.raw == pytest.approx(share, abs=1e-12)
    for number, counted in (
        (found.corrected, s),
        (found.low, (middle - spread) * n),
        (found.high, (middle + spread) * n),
    ):
        assert number == pytest.approx(max(0, (counted - chance) / (n - chance)), abs=1e-12)


def test_answers_are_marked_as_they_were_meant(sat: Sat) -> None:
    stored = {
        row["position"]: (None if row["sureness"] is None else Sureness(row["sureness"]), row["correct"] == 1)
        for row in sat.asked
    }
    assert stored == sat.meant
    assert [row.key for row in sat.result.questions] == [row["key"] for row in sat.asked]


def test_the_chance_of_a_guess_and_the_time_allowed(sat: Sat) -> None:
    for row in sat.asked:
        body = json.loads(row["content"])["body"]
        options, steps = len(body.get("options", ())), len(body.get("steps", ()))
        ways = {"choice": options, "multi": 2**options - 1, "order": factorial(steps)}.get(row["kind"])
        chance = 1 / ways if ways else 0.0
        assert row["guess"] == pytest.approx(chance, abs=1e-12)
        code = "```" in body.get("prompt", body.get("text", ""))
        assert (row["code"], row["allowed"]) == ((1, 120_000) if code else (0, 75_000))
    if sat.result.quiz.mode is EXAM:
        assert sat.result.quiz.allowed == sum(row["allowed"] for row in sat.asked)
    assert sat.result.quiz.used >= sum(row["duration"] for row in sat.asked)


def test_the_score_over_all_and_of_each_topic(sat: Sat) -> None:
    check_score(sat.result.score, sat.asked)
    topics = {row["topic_id"] for row in sat.asked}
    assert len(topics) == 2
    assert {topic.id for topic in sat.result.topics} == topics
    for topic in sat.result.topics:
        check_score(topic.score, [row for row in sat.asked if row["topic_id"] == topic.id])


def test_the_verdict(sat: Sat) -> None:
    short = []
    for topic in sat.result.topics:
        asked = [row for row in sat.asked if row["topic_id"] == topic.id]
        chance = sum(row["guess"] for row in asked)
        known = (sum(row["correct"] == 1 for row in asked) - chance) / (len(asked) - chance)
        short += [topic.id] if len(asked) >= 4 and known < 0.5 else []
    score, verdict = sat.result.score, sat.result.verdict
    assert sorted(verdict.short_topics) == sorted(short)
    assert verdict.passed is (score.corrected >= 0.7 and not short)
    assert verdict.too_close is (score.low < 0.7 <= score.high)


def test_the_table_of_sureness(sat: Sat) -> None:
    counts = Counter((row["sureness"], row["correct"] == 1) for row in sat.asked)
    found = {(key and key.value, right): number for (key, right), number in sat.result.sureness.items()}
    assert found == counts
    assert sum(found.values()) == len(sat.asked)


def test_the_mean_times(sat: Sat) -> None:
    for pace in sat.result.paces:
        answered = [row for row in sat.asked if row["sureness"] is not None and row["code"] == int(pace.code)]
        assert pace.answered == len(answered)
        assert pace.mean == sum(row["duration"] for row in answered) // len(answered)
        assert pace.allowed == (120_000 if pace.code else 75_000)
    assert sum(pace.answered for pace in sat.result.paces) == sum(
        row["sureness"] is not None for row in sat.asked
    )


def test_the_cards_that_moved_and_those_that_were_noted(sat: Sat) -> None:
    """The log says what moved; the rows of the cards say from which day to which."""
    later = sooner = noted = 0
    moved = []
    for question in sat.asked:
        row = sat.log.get(question["id"])
        if row is not None and row["moved"]:
            later += row["rating"] == 3
            sooner += row["rating"] == 1
            card = row["card_id"]
            moved.append((sat.before[card]["due_day"], sat.after[card]["due_day"]))
        elif question["sureness"] is not None:
            noted += 1
    counts = {effect.value: number for effect, number in sat.result.effects.items()}
    assert (counts.get("later", 0), counts.get("sooner", 0), sat.result.noted) == (later, sooner, noted)
    assert [(one.before, one.after) for one in sat.result.moved] == moved
    assert later > 2
    assert sooner > 0
    assert noted > 0
    unmoved = sat.before.keys() - {row["card_id"] for row in sat.log.values() if row["moved"]}
    assert all(sat.before[card] == sat.after[card] for card in unmoved)


def test_each_card_moved_as_the_honest_rule_says(sat: Sat) -> None:
    """The rule once more, from the rows alone."""
    decay = -sat.weights[20]
    factor = 0.9 ** (1 / decay) - 1
    gone: set[int] = set()
    for question in sorted(sat.asked, key=lambda row: row["answered_at"] or 0):
        row = sat.log.get(question["id"])
        if question["sureness"] is None:
            assert row is None
            continue
        card = card_of(sat, question)
        if card is None:
            assert row is None
            continue
        assert row is not None
        assert row["card_id"] == card["id"]
        assert row["source"] == ("exam" if sat.result.quiz.mode is EXAM else "quiz")
        assert row["rating"] == (3 if question["correct"] else 1)
        barred = card["stage"] is None or card["suspended"] or card["paused"] or card["id"] in gone
        gone.add(card["id"])
        expected = False
        if not barred:
            days = question["day"] - card["last_day"]
            recall = (1 + factor * days / card["stability"]) ** decay
            expected = {
                "unknown": recall < 0.9,
                "guessing": not question["correct"],
                "sure": not (question["correct"] and not question["variant"] and lately(sat, card, question)),
            }[question["sureness"]]
        assert row["moved"] == int(expected), question["key"]


def lately(sat: Sat, card: Row, question: Row) -> bool:
    """Return whether a choice question moved the card on one of the last seven days."""
    return any(one == card["id"] and question["day"] - day < 7 for one, day in sat.chosen)


def card_of(sat: Sat, question: Row) -> Row | None:
    """Return the card of a question as it was before: its own, or of the entry it names one that was seen."""
    name, variant = question["key"], question["variant"]
    if not variant:
        tests = json.loads(question["content"])["tests"]
        if tests is None:
            return None
        roadmap, topic, _ = name.split("/")
        name = f"{roadmap}/{tests}" if "/" in tests else f"{roadmap}/{topic}/{tests}"
    found = [
        card
        for card in sat.before.values()
        if card["entry_key"] == name and not card["retired"] and (not variant or card["variant"] == variant)
    ]
    found.sort(key=lambda card: (card["suspended"], card["stage"] is None, card["id"]))
    return found[0] if found else None


def test_the_line_of_the_history_is_that_of_the_result(sat: Sat, demo_now: datetime) -> None:
    with OpenCollection(sat.folder, Clock(demo_now + timedelta(hours=2))) as library:
        past = library.quizzes.history()[0]
        assert (past.quiz, past.verdict) == (sat.result.quiz, sat.result.verdict)
        assert asdict(past.score) == pytest.approx(asdict(sat.result.score))  # summed in another order
        assert library.quizzes.result(past.quiz.id) == sat.result
