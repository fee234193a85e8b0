"""Queries of the versions of the parameters and of what a refit goes through, and the writing of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from roadmap_cards.storage import schema
from roadmap_cards.storage.fit_answers import COUNTING
from roadmap_cards.storage.settings import COLLECTION
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.day import Moment
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.history import LogKind, Source
from roadmap_cards.study.refit import PastRow, State
from roadmap_cards.study.schedule import DEFAULT


@dataclass(frozen=True, slots=True)
class VersionRow:
    """Parameters that are or were in force.

    `day` is the study day on which they last came into force; None for those of the beginning.
    """

    parameters: Parameters
    day: int | None
    in_force: bool


class CardState(NamedTuple):
    """What a learned card says; stability is in days."""

    stage: str
    stability: float
    difficulty: float


def versions(connection: sqlite3.Connection) -> list[VersionRow]:
    """Return the parameters that were ever in force here, the oldest first.

    Those that came in with cards from Anki are not among them, nor what was taken back.
    """
    rows = connection.execute(
        f"""
        SELECT parameters.id, parameters.weights, refit.day, parameters.id = collection.parameters_id
        FROM parameters JOIN collection LEFT JOIN (
            SELECT parameters_id, max(day) AS day FROM review
            WHERE kind = '{LogKind.REFIT.value}' AND {COUNTING} GROUP BY parameters_id
        ) AS refit ON refit.parameters_id = parameters.id
        WHERE refit.day IS NOT NULL OR parameters.id IN ({DEFAULT.id}, collection.parameters_id)
        ORDER BY parameters.id
        """
    )
    return [
        VersionRow(Parameters(number, tuple(json.loads(weights))), day, bool(in_force))
        for number, weights, day, in_force in rows
    ]


def weights(connection: sqlite3.Connection) -> dict[int, Parameters]:
    """Return every version of the parameters that the log may name, by its id."""
    rows = connection.execute("SELECT id, weights FROM parameters")
    return {number: Parameters(number, tuple(json.loads(text))) for number, text in rows}


def learned_cards(connection: sqlite3.Connection) -> dict[int, CardState]:
    """Return every card that was answered, those out of study too: they may come back."""
    rows = connection.execute(
        "SELECT id, stage, stability, difficulty FROM card WHERE stage IS NOT NULL ORDER BY id"
    )
    return {card: CardState(*state) for card, *state in rows}


def last_row(connection: sqlite3.Connection) -> int:
    """Return the number of the newest row of the log."""
    (number,) = connection.execute("SELECT coalesce(max(id), 0) FROM review").fetchone()
    return int(number)


def pasts(connection: sqlite3.Connection) -> Iterator[tuple[int, Iterator[PastRow]]]:
    """Yield each card with the rows of its log that count, in the order of the log."""
    rows = connection.execute(
        f"""
        SELECT card_id, kind, source, moved, rating, at, day, stability, difficulty, parameters_id
        FROM review WHERE kind <> '{LogKind.VOID.value}' AND {COUNTING} ORDER BY card_id, id
        """
    )
    for card, group in groupby(rows, itemgetter(0)):
        yield card, (PastRow._make(row[1:]) for row in group)


# --- Writing -----------------------------------------------------------------------------------------


def store_version(tx: Transaction, fitted: tuple[float, ...], at: int) -> int:
    """Write a new version of the parameters and return its id. Undo leaves it there: the log names it."""
    return tx.keep_new(schema.parameters, {"created_at": at, "weights": json.dumps(fitted)})


def store_refit(
    tx: Transaction,
    parameters: int,
    states: Mapping[int, State],
    before: Mapping[int, CardState],
    moment: Moment,
) -> None:
    """Put a version into force, with what it makes of the learned cards; nothing is due on another day."""
    tx.update(schema.collection, COLLECTION, {"parameters_id": parameters})
    if not states:
        return
    tx.expect_many()
    tx.update_each(
        schema.card,
        {
            card: {"stability": stability, "difficulty": difficulty}
            for card, (stability, difficulty) in states.items()
        },
    )
    tx.log_many(
        [
            {
                "card_id": card,
                "kind": LogKind.REFIT.value,
                "source": Source.REVIEW.value,
                "moved": True,
                "at": moment.at,
                "offset": moment.offset,
                "day": moment.day,
                "duration": 0,
                "stage_before": before[card].stage,
                "stability_before": before[card].stability,
                "difficulty_before": before[card].difficulty,
                "stability": stability,
                "difficulty": difficulty,
                "parameters_id": parameters,
            }
            for card, (stability, difficulty) in states.items()
        ]
    )
