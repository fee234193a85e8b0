"""What the memory of a card is under other parameters: its answers gone through once more.

Ratings and study days are facts; stability and difficulty are what a set of weights makes of them. A memory
that came in without the whole of its history keeps what it states: from there on its answers are gone
through, as they were when they were given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import isclose
from typing import NamedTuple, TypeAlias

from roadmap_cards.study.history import LogKind, Source
from roadmap_cards.study.recurrence import Recurrence

State: TypeAlias = tuple[float, float]
"""Stability in days and difficulty from 1 to 10."""

ANSWER, RESET, IMPORT, REFIT = (
    kind.value for kind in (LogKind.ANSWER, LogKind.RESET, LogKind.IMPORT, LogKind.REFIT)
)
ANKI = Source.ANKI.value

SAME = 1e-6
"""How far apart, relative to each other, two numbers may lie that were reckoned in different ways."""


class PastRow(NamedTuple):
    """A standing row of the log, with no more than a refit needs; the columns are those of `LogRow`."""

    kind: str
    source: str
    moved: bool
    rating: int | None
    at: int
    day: int
    stability: float | None
    difficulty: float | None
    parameters: int | None


@dataclass(frozen=True, slots=True)
class _Base:
    """A memory that was stated and does not follow from what came before, as of a study day."""

    state: State
    day: int


Reckoner: TypeAlias = Callable[[int | None], Recurrence]
"""Returns how cards are reckoned with, by the id of the parameters."""


def refitted(rows: Iterable[PastRow], to: Recurrence, reckoner: Reckoner) -> State | None:
    """Return what the answers of one card come to under other weights.

    `rows` are its rows that count, in the order of the log; `reckoner` knows the weights that they name.
    None where there is nothing to go through: the card keeps what it has.
    """
    base: _Base | None = None
    given: list[PastRow] = []
    """The rows since `base`, or since the beginning."""
    for row in rows:
        if row.kind != IMPORT:
            given.append(row)
            continue
        stated = _stated(row)
        if stated is None:
            base, given = None, []
        elif not _follows(stated, base, given, row, reckoner):
            base, given = _Base(stated, row.day), []
    return _gone_through(base, _in_time(given), to)


def _stated(row: PastRow) -> State | None:
    if row.stability is None or row.difficulty is None:
        return None
    return row.stability, row.difficulty


def _follows(
    stated: State, base: _Base | None, given: Sequence[PastRow], row: PastRow, reckoner: Reckoner
) -> bool:
    """Tell whether a memory that was stated follows from the answers before it: none of them is missing.

    Either each answer was reckoned under the parameters its row names, or, where those of two programs were
    put in the order of time, all of them under those of the statement.
    """
    as_told = _as_told(base, given, reckoner)
    return _same(as_told, stated) or _same(
        _gone_through(base, _in_time(given), reckoner(row.parameters)), stated
    )


def _same(found: State | None, stated: State) -> bool:
    return found is not None and all(
        isclose(one, other, rel_tol=SAME) for one, other in zip(found, stated, strict=True)
    )


def _in_time(given: Iterable[PastRow]) -> list[tuple[int, int]]:
    """Return study day and rating of the answers in the order of time; 0 sets back to new.

    What was answered in Anki and came home late stands further down in the log than it was given.
    """
    told = [row for row in given if row.kind in {ANSWER, RESET} and (row.moved or row.source == ANKI)]
    told.sort(key=lambda row: row.at)
    return [(row.day, row.rating or 0) for row in told]


def _gone_through(
    base: _Base | None, answers: Iterable[tuple[int, int]], recurrence: Recurrence
) -> State | None:
    """Return what answers (study day, rating) come to under one set of weights."""
    state = None if base is None else base.state
    last_day = 0 if base is None else base.day
    first, after = recurrence.first, recurrence.after
    for day, rating in answers:
        if not rating:
            state = None
        elif state is None:
            state = first(rating)
        else:
            state = after(*state, rating, max(0, day - last_day))
        last_day = max(day, last_day)
    return state


def _as_told(base: _Base | None, given: Iterable[PastRow], reckoner: Reckoner) -> State | None:
    """Return what the rows come to in their own order, each under its own parameters."""
    state = None if base is None else base.state
    last_day = 0 if base is None else base.day
    for row in given:
        if not row.moved:
            continue
        if row.kind == REFIT:
            state = _stated(row) if state is not None else None
        elif row.kind == RESET:
            state = None
        elif row.kind == ANSWER and row.rating is not None:
            recurrence = reckoner(row.parameters)
            elapsed = max(0, row.day - last_day)
            state = (
                recurrence.first(row.rating)
                if state is None
                else recurrence.after(*state, row.rating, elapsed)
            )
            last_day = max(row.day, last_day)
    return state
