"""The schedule fitted to the learner: where that stands, the fit, and putting parameters into force."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.answer_time import answer_time
from roadmap_cards.library.change import Change
from roadmap_cards.storage import parameters as queries
from roadmap_cards.storage import today
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.fit_answers import long_term_reviews
from roadmap_cards.storage.undo import Step
from roadmap_cards.study.day import Moment
from roadmap_cards.study.fit_words import EXTRA, missing_words
from roadmap_cards.study.fitting import LEAST_REVIEWS, Fit, FitReport, Version
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.recurrence import Recurrence
from roadmap_cards.study.refit import State, refitted
from roadmap_cards.work import Report, collector_at_rest, unheard

ADOPT, RESTORE = "Use the fitted schedule", "Restore an earlier schedule"

CHILD = (sys.executable, "-P", "-X", "utf8", "-m", "roadmap_cards.library.fit_child")
LOOK_EVERY = 0.05
"""Seconds between two looks at the process that fits, and at whether it is still wanted."""

REPORT_EVERY = 500
"""Cards."""

ENDED = "The process that fits the schedule ended before it was done"


@dataclass(frozen=True, slots=True)
class Refitted:
    """What was put into force: the step that takes it back, and the notice of it."""

    step: Step
    change: Change


class Fitting:
    """Fitted parameters. Reached as `library.fitting`."""

    def __init__(self, database: Database, now: Callable[[], Moment], tell: Callable[[Change], None]) -> None:
        """Work on an open collection; `tell` is called with every change."""
        self._database = database
        self._now = now
        self._tell = tell

    def report(self) -> FitReport:
        """Return where the fitting stands."""
        return _report(self._database.plain)

    def adopt(self, fit: Fit, report: Report = unheard) -> Refitted:
        """Put fitted weights into force, as one step that undo takes back.

        What is remembered of every card is reckoned anew from its answers; no card is due on another day.
        Raises ProblemError, and changes nothing, where they foretell no better than those in force, where
        the engine does not accept them, and where others have come into force since; CancelledError where
        `report` does.
        """
        if not fit.sound:
            raise ProblemError(
                "The fitted parameters lie outside what the schedule allows.", hint="Nothing was changed."
            )
        if not fit.better:
            raise ProblemError(
                "The fitted parameters foretell no better than those in force.", hint="Nothing was changed."
            )
        if today.parameters(self._database.plain).id != fit.in_force:
            raise ProblemError("Other parameters have come into force since this fit.", hint="Fit anew.")
        return self._put_in_force(ADOPT, None, fit.weights, report)

    def restore(self, parameters: int, report: Report = unheard) -> Refitted:
        """Put an earlier version of the parameters (its id) into force again; otherwise as `adopt`."""
        known = {version.parameters.id: version for version in queries.versions(self._database.plain)}
        version = known.get(parameters)
        if version is None:
            raise ProblemError(
                "These parameters are not among the earlier ones.", hint="Choose another version."
            )
        if version.in_force:
            raise ProblemError("These parameters are in force already.", hint="Choose another version.")
        return self._put_in_force(RESTORE, parameters, version.parameters.weights, report)

    def _put_in_force(
        self, name: str, number: int | None, weights: tuple[float, ...], report: Report
    ) -> Refitted:
        """Put weights into force under their id, or as a new version where they have none."""
        connection = self._database.plain
        recurrence = Recurrence(Parameters(number or 0, weights))
        # To reckon takes a while for a large log; nobody has to wait with an answer meanwhile.
        seen, states = queries.last_row(connection), _reckoned(connection, recurrence, report)
        with self._database.change(name) as tx:
            if queries.last_row(connection) != seen:
                states = _reckoned(connection, recurrence, report)
            present = self._now()
            at = answer_time(self._database, present)
            version = queries.store_version(tx, weights, at) if number is None else number
            moment = Moment(at, present.offset, present.day)
            queries.store_refit(tx, version, states, queries.learned_cards(connection), moment)
        change = Change(name, frozenset({"card", "review", "collection"}), frozenset(states))
        self._tell(change)
        return Refitted(self._database.undo_stack.done[-1], change)


def read_fitting(path: Path) -> FitReport:
    """Return where the fitting stands, read from outside for a worker.

    Raises ProblemError where the collection cannot be read.
    """
    connection = today.peek(path)
    if connection is None:
        raise _unreadable(path)
    with closing(connection):
        return _report(connection)


def fit(path: Path, report: Report = unheard) -> Fit:
    """Fit the parameters to the reviews in the collection at `path`, in a process of its own.

    Nothing is changed. Raises ProblemError where the part that fits is not installed, where there are too few
    reviews, and where the process ends by itself; CancelledError, and ends it, where `report` does.
    """
    if not is_installed():
        raise ProblemError(
            "The part that fits the schedule is not installed.",
            hint=f"Install it with {EXTRA} and come back.",
        )
    connection = today.peek(path)
    if connection is None:
        raise _unreadable(path)
    with closing(connection):
        in_force = today.parameters(connection)
    order = {"path": str(path), "parameters": in_force.id, "weights": in_force.weights}
    with _child() as process:
        found = _asked(process, order, report)
    if found.get("unreadable"):
        raise _unreadable(path)
    if "weights" not in found:
        raise ProblemError(
            f"A fit needs {missing_words(LEAST_REVIEWS - found['reviews'])}.", hint="Nothing was changed."
        )
    loss = found["loss_fitted"]
    return Fit(
        weights=tuple(found["weights"]),
        reviews=found["reviews"],
        held_out=found["held_out"],
        in_force=found["in_force"],
        loss_in_force=found["loss_in_force"],
        loss_fitted=float("inf") if loss is None else loss,
        gain_error=found.get("gain_error", 0.0),
    )


def is_installed() -> bool:
    """Return whether the part that fits is installed."""
    return find_spec("fsrs_rs_python") is not None


def _unreadable(path: Path) -> ProblemError:
    return ProblemError(f"{path} cannot be read just now.", hint="Nothing was changed.")


def _report(connection: sqlite3.Connection) -> FitReport:
    versions = tuple(
        Version(row.parameters.id, row.day, row.in_force) for row in reversed(queries.versions(connection))
    )
    return FitReport(long_term_reviews(connection), is_installed(), versions)


def _reckoned(connection: sqlite3.Connection, to: Recurrence, report: Report) -> dict[int, State]:
    """Return what every learned card comes to under other weights, by card."""
    doing = "Reckoning what you remember"
    weights, own = queries.weights(connection), today.parameters(connection)
    known: dict[int | None, Recurrence] = {}

    def reckoner(number: int | None) -> Recurrence:
        if number not in known:
            known[number] = Recurrence(own if number is None else weights[number])
        return known[number]

    learned = queries.learned_cards(connection)
    states = {card: (row.stability, row.difficulty) for card, row in learned.items()}
    with collector_at_rest():
        for done, (card, rows) in enumerate(queries.pasts(connection)):
            if done % REPORT_EVERY == 0:
                report(doing, done, len(states))
            if card in states:
                states[card] = refitted(rows, to, reckoner) or states[card]
    return states


# --- The process that fits ---------------------------------------------------------------------------


@contextmanager
def _child() -> Iterator[subprocess.Popen[str]]:
    """Start the process that fits; whatever happens, it is gone afterwards."""
    process = subprocess.Popen(
        CHILD,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _asked(process: subprocess.Popen[str], order: Mapping[str, object], report: Report) -> dict[str, Any]:
    """Give the process its order and return what it found; `report` hears how far it is."""
    lines: SimpleQueue[str] = SimpleQueue()
    listener = Thread(target=_listen, args=(process, json.dumps(order), lines), daemon=True)
    listener.start()
    doing = "Starting"
    while True:
        report(doing, 0, 0)
        try:
            line = lines.get(timeout=LOOK_EVERY)
        except Empty:
            continue
        if not line.endswith("\n"):
            raise ProblemError(
                f"{ENDED} ({_how(process.wait())}).", hint="Nothing was changed. Try it again."
            )
        said = json.loads(line)
        if "doing" not in said:
            return dict(said)
        doing = said["doing"]


def _listen(process: subprocess.Popen[str], order: str, lines: SimpleQueue[str]) -> None:
    """Hand over what the process says, line by line; what does not end in a line break is its end."""
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(OSError), process.stdin, process.stdout:  # it may be gone any moment
        process.stdin.write(f"{order}\n")
        process.stdin.flush()
        for line in process.stdout:
            lines.put(line)
    lines.put("")


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {-code}"
