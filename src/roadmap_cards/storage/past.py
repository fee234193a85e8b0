"""Queries of the past, in plain SQL: how memories moved, the cards of a roadmap, what quizzes were answered.

Whole columns are read into arrays: this is for workers, nothing that a start needs may import it.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roadmap_cards.storage.map import PROOF
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.timeline import Moves

REFIT, REVIEWED, RECALLED = 1, 2, 4
"""What the flags of a row mean."""

ROW = np.dtype(
    [
        ("id", np.int64),
        ("card", np.int64),
        ("day", np.int64),
        ("stability", np.float64),
        ("parameters", np.int64),
        ("interval", np.int64),
        ("flags", np.int64),
    ]
)


@dataclass(frozen=True, slots=True)
class PastCard:
    """A card of a roadmap's item that is not retired, by ids.

    `falls_due` is the study day from which it is asked: None for one that is not (never answered, suspended,
    or its topic rests).
    """

    id: int
    item: int
    suspended: bool
    falls_due: int | None


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """An answer in a quiz about an item. `question` names what was asked, `proved` as for `QuizEvidence`."""

    item: int
    question: tuple[int, str]
    day: int
    right: bool
    proved: bool


def moves(connection: sqlite3.Connection) -> Moves:
    """Return every row of the log that moved a memory and counts, oldest first."""
    rows = np.fromiter(
        connection.execute(
            f"""
            SELECT id, card_id, day, coalesce(stability, 0), coalesce(parameters_id, 0),
                   coalesce(interval, 0),
                   {REFIT} * (kind = 'refit')
                   + {REVIEWED} * (kind = 'answer' AND source = 'review' AND stage_before IS 'review')
                   + {RECALLED} * (rating IS NOT NULL AND rating > 1)
            FROM review
            WHERE moved = 1 AND kind IN ('answer', 'reset', 'import', 'refit') AND (
                import_run_id IS NULL OR import_run_id NOT IN (SELECT id FROM import_run WHERE withdrawn = 1)
            )
            ORDER BY id
            """
        ),
        ROW,
    )
    voids = np.fromiter(
        (row for (row,) in connection.execute("SELECT voids FROM review WHERE voids IS NOT NULL")), np.int64
    )
    rows = rows[~np.isin(rows["id"], voids)]
    return Moves(
        card=rows["card"].copy(),
        day=rows["day"].copy(),
        stability=rows["stability"].copy(),
        parameters=_named(rows["parameters"], _first_parameters(connection)),
        refit=(rows["flags"] & REFIT) > 0,
        interval=rows["interval"].copy(),
        reviewed=(rows["flags"] & REVIEWED) > 0,
        recalled=(rows["flags"] & RECALLED) > 0,
    )


def _first_parameters(connection: sqlite3.Connection) -> int:
    (first,) = connection.execute("SELECT min(id) FROM parameters").fetchone()
    return int(first)


def _named(parameters: NDArray[np.int64], first: int) -> NDArray[np.int64]:
    """Return the parameters of rows: one that names none was reckoned with those of the rows before it."""
    if not len(parameters):
        return parameters
    naming = np.maximum.accumulate(np.where(parameters > 0, np.arange(len(parameters)), 0))
    filled = parameters[naming]
    return np.where(filled > 0, filled, first)


def parameters(connection: sqlite3.Connection) -> dict[int, Parameters]:
    """Return all parameters that were ever in force, by id."""
    rows = connection.execute("SELECT id, weights FROM parameters")
    return {number: Parameters(number, tuple(json.loads(weights))) for number, weights in rows}


def cards(connection: sqlite3.Connection, roadmap: int) -> list[PastCard]:
    """Return the cards of a roadmap's items that are not retired."""
    rows = connection.execute(
        """
        SELECT card.id, card.item_id, card.suspended,
               CASE WHEN card.suspended = 0 AND topic.paused = 0 AND card.due_day IS NOT NULL
                    THEN max(card.due_day, card.buried_until) END
        FROM card JOIN topic ON topic.id = card.topic_id
        WHERE topic.roadmap_id = ? AND card.item_id IS NOT NULL AND card.retired = 0
        ORDER BY card.id
        """,
        (roadmap,),
    )
    return [PastCard(card, item, bool(suspended), falls_due) for card, item, suspended, falls_due in rows]


def answers(connection: sqlite3.Connection, roadmap: int) -> list[QuizAnswer]:
    """Return the answers that quizzes got about the items of a roadmap, oldest first.

    They are those that `map.evidence` counts, but of all days.
    """
    rows = connection.execute(
        f"""
        WITH answer AS (
            SELECT entry.item_id AS item, asked.id, asked.entry_id, asked.variant, asked.sureness,
                   asked.correct, asked.day, asked.answered_at AS at
            FROM quiz_question AS asked JOIN quiz ON quiz.id = asked.quiz_id
            JOIN entry ON entry.id = asked.entry_id JOIN topic ON topic.id = entry.topic_id
            WHERE asked.day IS NOT NULL AND entry.retired = 0 AND entry.item_id IS NOT NULL
              AND topic.roadmap_id = ?
              AND (quiz.counted = 1 OR quiz.finished_at IS NULL AND quiz.mode = 'practice')
        )
        SELECT item, entry_id, variant, day, coalesce(correct, 0), {PROOF}
        FROM answer ORDER BY at, id
        """,
        (roadmap,),
    )
    return [
        QuizAnswer(item, (entry, variant), day, bool(right), bool(proved))
        for item, entry, variant, day, right, proved in rows
    ]
