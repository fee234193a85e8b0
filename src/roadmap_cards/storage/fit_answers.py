"""The answers that parameters are fitted on, in plain SQL: the process that fits needs no more than this."""

from __future__ import annotations

import sqlite3
from typing import TypeAlias

from roadmap_cards.storage.today import WITHDRAWN

COUNTING = f"""
    NOT EXISTS (SELECT 1 FROM review AS void WHERE void.voids = review.id) AND NOT ({WITHDRAWN})
"""
"""Says of a row of the log, of whatever kind, that nothing took it back."""

AnswerRow: TypeAlias = tuple[int, int, int, int, int, int]
"""An answer: card, time (UTC ms), study day, rating (0 sets the card back to new), whether the card was met
as a new one, and whether it was given in a review, not in a quiz."""


_TOLD = f"""
    FROM review
    WHERE kind IN ('answer', 'reset') AND (moved = 1 OR source = 'anki') AND {COUNTING}
"""


def answers(connection: sqlite3.Connection) -> list[AnswerRow]:
    """Return all answers that count, in the order of the log.

    As in what goes out to Anki, one that was given there counts also where it came home too late to move a
    memory.
    """
    return connection.execute(
        f"""
        SELECT card_id, at, day, coalesce(rating, 0), stage_before IS NULL, question_id IS NULL
        {_TOLD} ORDER BY id
        """
    ).fetchall()


def long_term_reviews(connection: sqlite3.Connection) -> int:
    """Return how many reviews there are to learn from, by the rule of `study.fit_replay.past_of`.

    SQLite counts them: rows that were handed over to be counted would hold the window up.
    """
    (number,) = connection.execute(
        f"""
        SELECT count(*) FROM (
            SELECT day, rating, question_id, lag(day) OVER past AS before,
                   lag(rating) OVER past AS rating_before, first_value(stage_before) OVER past AS began
            {_TOLD} WINDOW past AS (PARTITION BY card_id ORDER BY at, id)
        )
        WHERE began IS NULL AND rating > 0 AND rating_before > 0 AND day > before AND question_id IS NULL
        """
    ).fetchone()
    return int(number)
