"""Queries of the trust page, in plain SQL: predictions and what came of them, sureness in quizzes."""

from __future__ import annotations

import sqlite3

from roadmap_cards.storage.day_counts import uncounted, withdrawn
from roadmap_cards.study.trust_charts import PredictionSum


def predictions(connection: sqlite3.Connection, since: int) -> list[PredictionSum]:
    """Return what was predicted of learned cards from a study day on, by stretch and lateness.

    Only in a transaction that reads (`day_counts.reading`).
    """
    more = uncounted(connection)
    left_out = withdrawn(connection)
    sums: dict[tuple[int, bool], list[float]] = {}
    rows = connection.execute(
        """
        SELECT bin, late, sum(answers), sum(recalled), sum(predicted), sum(loss) FROM recall_day
        WHERE day >= ? AND import_run_id NOT IN (SELECT id FROM import_run WHERE withdrawn = 1)
        GROUP BY bin, late
        """,
        (since,),
    )
    if not more.whole:
        sums = {(number, bool(late)): list(counted) for number, late, *counted in rows}
    for cell, counted in more.counts.recall.items():
        if cell.day >= since and cell.run not in left_out:
            found = sums.setdefault((cell.bin, bool(cell.late)), [0, 0, 0.0, 0.0])
            for place, value in enumerate(counted):
                found[place] += value
    return [
        PredictionSum(number, late, round(answers), round(recalled), predicted, loss)
        for (number, late), (answers, recalled, predicted, loss) in sorted(sums.items())
        if round(answers)
    ]


def sureness(connection: sqlite3.Connection, since: int) -> dict[str, tuple[int, int]]:
    """Return how many answers to quizzes were right, and given at all, by how they were handed in.

    Of an exam they count when it is handed in, of a practice at once.
    """
    rows = connection.execute(
        """
        SELECT sureness, sum(coalesce(correct, 0)), count(*)
        FROM quiz_question JOIN quiz ON quiz.id = quiz_question.quiz_id
        WHERE quiz_question.day >= ? AND sureness IS NOT NULL
          AND (quiz.counted = 1 OR quiz.finished_at IS NULL AND quiz.mode = 'practice')
        GROUP BY sureness
        """,
        (since,),
    )
    return {words: (right, asked) for words, right, asked in rows}
