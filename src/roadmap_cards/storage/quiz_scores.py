"""The answers of all quizzes, counted by topic, in plain SQL: the map reads them through a worker too."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from roadmap_cards.study.quiz_score import Tally


@dataclass(frozen=True, slots=True)
class LevelExam:
    """An exam that counts for a level (`roadmap/level`), with its answers by topic.

    `day` is the study day of its last answer: what was left and finished later was known later.
    """

    level: str
    day: int
    topics: dict[int, Tally]


def tallies(connection: sqlite3.Connection) -> dict[int, dict[int, Tally]]:
    """Return what became of the questions of every quiz that counts, by quiz and topic."""
    rows = connection.execute(
        """
        SELECT asked.quiz_id, entry.topic_id, count(*), sum(coalesce(asked.correct, 0)),
               sum(coalesce(asked.sureness, '') = 'unknown'), sum(asked.sureness IS NULL), sum(asked.guess)
        FROM quiz JOIN quiz_question AS asked ON asked.quiz_id = quiz.id
        JOIN entry ON entry.id = asked.entry_id
        WHERE quiz.counted = 1 GROUP BY asked.quiz_id, entry.topic_id
        """
    )
    found: dict[int, dict[int, Tally]] = defaultdict(dict)
    for quiz, topic, *counts in rows:
        found[quiz][topic] = Tally(*counts)
    return found


def level_exams(connection: sqlite3.Connection) -> list[LevelExam]:
    """Return the exams that count for a level, oldest first."""
    counted = tallies(connection)
    rows = connection.execute(
        """
        SELECT quiz.id, level_key, coalesce(max(asked.day), quiz.day)
        FROM quiz JOIN quiz_question AS asked ON asked.quiz_id = quiz.id
        WHERE counted = 1 AND counts_for_level = 1 GROUP BY quiz.id ORDER BY quiz.id
        """
    )
    return [LevelExam(level, day, counted.get(quiz, {})) for quiz, level, day in rows]
