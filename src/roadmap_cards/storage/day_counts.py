"""The review log counted up by study day, so that a year of statistics reads thousands of rows, no million.

Two tables hold it: `study_day` counts the answers of reviews by what the card was and how it was graded,
`recall_day` what was predicted of learned cards before they were asked, and what happened. `counted` names
the last row of the log that is in them. Where it has no row, nothing in them is worth anything (a trigger
deletes it when a card moves to another topic), and all is counted again. What came after that row is counted
in memory when it is read, so that every number is right at any moment; `catch_up` writes it down.

A void takes away what the row it names has added. What a row adds follows from what stood in the log before
it, so that it is the same whenever it is counted. Answers of imports keep the id of their import and are left
out at reading where it was taken back.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from typing import NamedTuple

from roadmap_cards.storage.today import WITHDRAWN
from roadmap_cards.study.forgetting import Parameters, recall_after
from roadmap_cards.study.statistics import phase_of
from roadmap_cards.study.trust import bin_of, is_late

CHUNK = 2_000
"""Rows of the log that are written in one go: an answer waits no longer than they take (about 15 ms)."""

LEAST_CHANCE = 1e-6
"""What a prediction is taken to be at least, and 1 at most less than: else one surprise costs everything."""

ALL_TOPICS = 0
"""Under this topic every answer is counted once more: to look at everything no topics need be added up."""

WAIT = 5.0
"""Seconds to wait for another write."""


class StudyCell(NamedTuple):
    """What one row of `study_day` counts; `topic` 0 for all together, `run` the import or 0 for none."""

    day: int
    topic: int
    run: int
    phase: int
    rating: int


class RecallCell(NamedTuple):
    """What one row of `recall_day` counts."""

    day: int
    run: int
    bin: int
    late: int


@dataclass(slots=True)
class Counts:
    """What is counted: answers and milliseconds; answers, recalled, and the sums of prediction and loss."""

    study: dict[StudyCell, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    recall: dict[RecallCell, list[float]] = field(
        default_factory=lambda: defaultdict(lambda: [0, 0, 0.0, 0.0])
    )


@dataclass(frozen=True, slots=True)
class Uncounted:
    """What the tables do not hold yet. `whole`: it is all there is, and what they hold is worth nothing."""

    counts: Counts
    whole: bool


def uncounted(connection: sqlite3.Connection) -> Uncounted:
    """Return what came after the row that was counted last. Only in a transaction that reads (`reading`)."""
    mark, last = _mark(connection), _last(connection)
    if mark is not None:
        try:
            return Uncounted(_Count(connection, mark).up_to(last), whole=False)
        except _CountAgainError:
            pass
    return Uncounted(_Count(connection, 0).up_to(last), whole=True)


def withdrawn(connection: sqlite3.Connection) -> frozenset[int]:
    """Return the imports that were taken back, by id."""
    rows = connection.execute("SELECT id FROM import_run WHERE withdrawn = 1")
    return frozenset(run for (run,) in rows)


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """See one state of the file throughout, whatever is written meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def catch_up(path: Path, go_on: Callable[[], bool] = lambda: True) -> bool:
    """Count what is not counted yet, piece by piece, as long as `go_on` says so; return whether all is.

    For a worker: it has a connection of its own, and lets others write between two pieces. Where it cannot
    write it leaves off: whoever reads does the rest in memory.
    """
    with closing(sqlite3.connect(path, timeout=WAIT, isolation_level=None)) as connection:
        try:
            # What a power cut takes of this is counted once more.
            connection.execute("PRAGMA synchronous = NORMAL")
            count: _Count | None = None
            while go_on():
                with _writing(connection):
                    count = _next_piece(connection, count)
                if count is None:
                    return True
        except sqlite3.OperationalError:
            return False
    return False


def _next_piece(connection: sqlite3.Connection, count: _Count | None) -> _Count | None:
    """Write down one more piece, and return the walk that goes on after it; None where all is counted."""
    mark, last = _mark(connection), _last(connection)
    if mark is None:
        mark = _clear(connection)
    if mark >= last:
        return None
    if count is None or count.at != mark or count.withdrawn != withdrawn(connection):
        count = _Count(connection, mark)
    try:
        counts = count.up_to(min(mark + CHUNK, last))
    except _CountAgainError:
        return _Count(connection, _clear(connection))
    _store(connection, counts)
    connection.execute("UPDATE counted SET review_id = ?", (count.at,))
    return count


@contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _mark(connection: sqlite3.Connection) -> int | None:
    """Return the last row of the log that was counted; None where all is to be counted (again)."""
    found = connection.execute("SELECT review_id FROM counted").fetchone()
    return None if found is None else int(found[0])


def _last(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute("SELECT coalesce(max(id), 0) FROM review").fetchone()
    return int(found)


def _clear(connection: sqlite3.Connection) -> int:
    """Begin to count again, and return the last row that is counted."""
    for table in ("study_day", "recall_day", "counted"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO counted (id, review_id) VALUES (1, 0)")
    return 0


def _store(connection: sqlite3.Connection, counts: Counts) -> None:
    connection.executemany(
        """
        INSERT INTO study_day (day, topic_id, import_run_id, phase, rating, answers, duration)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (topic_id, day, import_run_id, phase, rating)
        DO UPDATE SET answers = answers + excluded.answers, duration = duration + excluded.duration
        """,
        [(*cell, *sums) for cell, sums in counts.study.items()],
    )
    connection.executemany(
        """
        INSERT INTO recall_day (day, import_run_id, bin, late, answers, recalled, predicted, loss)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day, import_run_id, bin, late)
        DO UPDATE SET answers = answers + excluded.answers, recalled = recalled + excluded.recalled,
                      predicted = predicted + excluded.predicted, loss = loss + excluded.loss
        """,
        [(*cell, *sums) for cell, sums in counts.recall.items()],
    )


# --- Going through the log ---------------------------------------------------------------------------


class _Row(NamedTuple):
    id: int
    card: int
    kind: str
    source: str
    moved: int
    rating: int
    day: int
    duration: int
    stage_before: str | None
    stability_before: float
    interval: int
    parameters: int
    voids: int | None
    question: int | None
    run: int
    topic: int


ROWS = """
    SELECT review.id, card_id, kind, source, moved, coalesce(rating, 0), day, duration, stage_before,
           coalesce(stability_before, 0), coalesce(review.interval, 0), coalesce(parameters_id, 0), voids,
           question_id, coalesce(review.import_run_id, 0), card.topic_id
    FROM review JOIN card ON card.id = review.card_id
"""

BEFORE = f"""
    SELECT kind, moved, day, coalesce(interval, 0) FROM review
    WHERE card_id = :card AND id < :row AND kind IN ('answer', 'import') AND NOT ({WITHDRAWN})
    AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.voids = review.id AND void.id < :row)
    ORDER BY id
"""
"""What stood about a card when a row was written: answers, and memories that an import stated."""


class _Met(NamedTuple):
    """What was known of a card: from which day its memory fades, what it was promised, when it was asked."""

    since: int
    interval: int
    asked: int


UNMET = _Met(-1, 0, -1)


class _CountAgainError(Exception):
    """What a void takes away may have been counted otherwise: an import was taken back in between."""


class _Count:
    """A walk along the log from the row `at` on. It remembers what it learned of the cards."""

    def __init__(self, connection: sqlite3.Connection, at: int) -> None:
        self.at = at
        self._connection = connection
        self._met: dict[int, _Met] = {}
        self._forgotten: set[int] = set()
        """Cards whose rows it has seen, and of which something was taken back since."""
        self._from_start = at == 0
        self.withdrawn = withdrawn(connection)
        self._parameters = _parameters(connection)

    def up_to(self, last: int) -> Counts:
        """Return what the rows add up to this one, and go on after it."""
        begin, self.at = self.at, last
        counts = Counts()
        rows = self._connection.execute(
            f"{ROWS} WHERE review.id > ? AND review.id <= ? ORDER BY review.id", (begin, last)
        )
        fetched = [_Row(*row) for row in rows]
        taken_back = {row.voids for row in fetched if row.voids is not None}
        for row in fetched:
            if row.voids is not None:
                if row.voids <= begin:
                    self._take_away(row.voids, counts)
                self._met.pop(row.card, None)
                self._forgotten.add(row.card)
                continue
            if row.kind == "answer" and row.question is None and row.id not in taken_back:
                self._add(row, 1, counts)
            self._notice(row)
        return counts

    def _add(self, row: _Row, sign: int, counts: Counts) -> None:
        phase = phase_of(row.stage_before, row.stability_before)
        for topic in (ALL_TOPICS, row.topic):
            sums = counts.study[StudyCell(row.day, topic, row.run, phase, row.rating)]
            sums[0] += sign
            sums[1] += sign * row.duration
        if row.source == "review" and row.moved and row.stage_before == "review" and row.stability_before > 0:
            met = self._met_before(row)
            if met.asked < row.day and met.since >= 0:
                self._add_recall(row, met, sign, counts)

    def _add_recall(self, row: _Row, met: _Met, sign: int, counts: Counts) -> None:
        elapsed = max(0, row.day - met.since)
        predicted = recall_after(elapsed, row.stability_before, self._parameters[row.parameters])
        recalled = row.rating > 1
        late = int(is_late(elapsed, met.interval))
        sums = counts.recall[RecallCell(row.day, row.run, bin_of(predicted), late)]
        happened = predicted if recalled else 1 - predicted
        sums[0] += sign
        sums[1] += sign * recalled
        sums[2] += sign * predicted
        sums[3] -= sign * log(max(happened, LEAST_CHANCE))

    def _take_away(self, number: int, counts: Counts) -> None:
        """Subtract what a row added that was counted before this walk, or earlier in it."""
        found = self._connection.execute(f"{ROWS} WHERE review.id = ?", (number,)).fetchone()
        row = _Row(*found)
        if row.kind != "answer" or row.question is not None:
            return
        if self.withdrawn and self._knows_withdrawn(row.card):
            raise _CountAgainError
        self._met.pop(row.card, None)
        self._forgotten.add(row.card)
        self._add(row, -1, counts)
        self._met.pop(row.card, None)

    def _knows_withdrawn(self, card: int) -> bool:
        rows = self._connection.execute(
            "SELECT DISTINCT import_run_id FROM review WHERE card_id = ? AND import_run_id IS NOT NULL",
            (card,),
        )
        return any(run in self.withdrawn for (run,) in rows)

    def _met_before(self, row: _Row) -> _Met:
        """Return what was known of the card when a row was written."""
        found = self._met.get(row.card)
        if found is None:
            if self._from_start and row.card not in self._forgotten:
                return UNMET
            found = UNMET
            rows = self._connection.execute(BEFORE, {"card": row.card, "row": row.id})
            for kind, moved, day, interval in rows:
                found = _after(found, kind, moved, day, interval)
            self._met[row.card] = found
        return found

    def _notice(self, row: _Row) -> None:
        """Take note of what a row makes of its card."""
        if row.kind not in {"answer", "import"} or row.run in self.withdrawn:
            return
        met = self._met.get(row.card)
        if met is None:
            if not self._from_start or row.card in self._forgotten:
                return  # asked for when it is wanted
            met = UNMET
        self._met[row.card] = _after(met, row.kind, row.moved, row.day, row.interval)


def _after(met: _Met, kind: str, moved: int, day: int, interval: int) -> _Met:
    asked = max(met.asked, day) if kind == "answer" else met.asked
    return _Met(day, interval, asked) if moved else _Met(met.since, met.interval, asked)


def _parameters(connection: sqlite3.Connection) -> Mapping[int, Parameters]:
    """Return all parameters by id; 0 stands for those in force."""
    rows = connection.execute("SELECT id, weights FROM parameters").fetchall()
    found = {number: Parameters(number, tuple(json.loads(weights))) for number, weights in rows}
    (used,) = connection.execute("SELECT parameters_id FROM collection").fetchone()
    return {0: found[used], **found}
