"""The jobs of our program, done in a process of its own when the bench asks for them (see `engine`).

Each job returns the seconds that its rows took, once or several times, and leaves the collection as it was
but for rows of the log that are void.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from time import perf_counter

import numpy as np
from bench.engine import BATCH, GRADES, Seconds, answer_orders

from roadmap_cards.library import fitting, statistics_reading
from roadmap_cards.library.clock import local_now
from roadmap_cards.library.exchange import ExportOrder
from roadmap_cards.library.first_look import FirstLook
from roadmap_cards.library.imports import Incoming
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.map import read_map, roadmaps
from roadmap_cards.library.outlook import cost_of_recall, read_ahead
from roadmap_cards.library.pace import read_pace, read_sim_cards
from roadmap_cards.library.session import Session
from roadmap_cards.library.statistics import catch_up
from roadmap_cards.library.trust import read_trust
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage import backup
from roadmap_cards.storage.today import peek
from roadmap_cards.study.card import Rating
from roadmap_cards.study.fitting import Fit
from roadmap_cards.study.markdown import parse
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.study.sides import back, front
from roadmap_cards.study.simulation import simulate
from roadmap_cards.study.statistics import Scope, Span
from roadmap_cards.study.wording import wait
from roadmap_cards.work import unheard

YEAR = 365
TAKEN = 8_000
"""Milliseconds that an answer is said to have taken."""


@dataclass(slots=True)
class OurJobs:
    """Our collection, open, and what can be asked of it."""

    folder: DataFolder
    library: Library
    fits: list[Fit] = field(default_factory=list)

    # --- Today and the review

    def info(self) -> dict[str, object]:
        """Return what is measured on, to be held against the other program."""
        with self._connection() as connection:
            (log,) = connection.execute("SELECT count(*) FROM review").fetchone()
            (cards,) = connection.execute("SELECT count(*) FROM card").fetchone()
        plan = self.library.reviews.plan()
        with closing(sqlite3.connect(self.folder.database)) as connection:
            (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
        return {
            "cards": cards,
            "answers": log,
            "due": sum(not card.new for card in plan.cards),
            "new": sum(card.new for card in plan.cards),
            "journal": journal,
            "synchronous": self.library._database.read.exec_driver_sql("PRAGMA synchronous").scalar_one(),
        }

    def queue(self) -> Seconds:
        begun = perf_counter()
        session = Session(self.library, self.library.reviews.plan(self.library.learning.minutes))
        taken = perf_counter() - begun
        assert session.asked is not None
        return {"queue": [taken]}

    def counts(self) -> Seconds:
        begun = perf_counter()
        self.library.progress.cards_left()
        return {"counts": [perf_counter() - begun]}

    def first_page(self) -> Seconds:
        begun = perf_counter()
        assert FirstLook(self.folder.database, local_now()).take() is not None
        return {"first page": [perf_counter() - begun]}

    def step(self) -> Seconds:
        session = Session(self.library, self.library.reviews.plan())
        taken = []
        for number in range(BATCH):
            begun = perf_counter()
            asked = session.reveal()
            for side in (front, back):
                parse(side(asked.card.entry.body, asked.card.variant))
            for outcome in asked.outcomes:
                wait(outcome.memory)
            session.answer(Rating(GRADES[number % len(GRADES)]), TAKEN)
            taken.append(perf_counter() - begun)
        while session.can_undo:
            session.undo()
        return {"step": taken}

    def answers(self) -> Seconds:
        reviews = self.library.reviews
        asked = [reviews.ask(card.card) for card in reviews.plan().cards[:BATCH]]
        answer, undo = [], []
        for number, one in enumerate(asked):
            begun = perf_counter()
            reviews.answer(one, Rating(GRADES[number % len(GRADES)]), TAKEN)
            answer.append(perf_counter() - begun)
        for _ in asked:
            begun = perf_counter()
            self.library.undo()
            undo.append(perf_counter() - begun)
        return {"answer": answer, "undo": undo}

    # --- Looking back and ahead

    def map(self) -> Seconds:
        with self._connection() as connection:
            roadmap = roadmaps(connection)[0]
            begun = perf_counter()
            read_map(connection, roadmap, self._day)
            return {"map": [perf_counter() - begun]}

    def statistics(self) -> Seconds:
        """Time what Anki's graphs hold too: all of the page but mastery over time."""
        timelines = statistics_reading.timelines
        statistics_reading.timelines = lambda *_: []  # type: ignore[assignment]
        try:
            return {"statistics": [self._read_statistics()]}
        finally:
            statistics_reading.timelines = timelines

    def statistics_page(self) -> Seconds:
        return {"statistics page": [self._read_statistics()]}

    def _read_statistics(self) -> float:
        begun = perf_counter()
        statistics_reading.read_statistics(
            self.library.path, self._day, self.library.learning, Span.YEAR, Scope()
        )
        return perf_counter() - begun

    def trust(self) -> Seconds:
        begun = perf_counter()
        read_trust(self.library.path, self._day, Span.YEAR)
        return {"trust": [perf_counter() - begun]}

    def count_up(self) -> Seconds:
        with closing(sqlite3.connect(self.library.path)) as file, file:
            file.execute("DELETE FROM counted")
        begun = perf_counter()
        assert catch_up(self.library.path)
        return {"count up": [perf_counter() - begun]}

    def year(self) -> Seconds:
        learning = self.library.learning
        begun = perf_counter()
        with self._connection() as connection:
            pace = replace(read_pace(connection, self._day, learning), minutes=inf)
            cards = read_sim_cards(connection, self._day).cards
        rng = np.random.default_rng(1)
        simulate(cards, pace, DEFAULT, learning.target_recall, self._day, YEAR, rng)
        return {"year": [perf_counter() - begun]}

    def sweep(self) -> Seconds:
        begun = perf_counter()
        found = cost_of_recall(self.library.path, self._day, self.library.learning)
        taken = perf_counter() - begun
        return {"sweep": [taken], "one target": [taken / len(found.points)]}

    def dates(self) -> Seconds:
        begun = perf_counter()
        read_ahead(self.library.path, self.library.moment(), self.library.learning)
        return {"dates": [perf_counter() - begun]}

    # --- Files

    def backup(self, folder: str) -> Seconds:
        begun = perf_counter()
        made = backup.make(self.library.path, Path(folder), self.library.moment())
        taken = perf_counter() - begun
        made.unlink()
        return {"backup": [taken]}

    def export(self, folder: str) -> Seconds:
        target = Path(folder, "ours.apkg")
        begun = perf_counter()
        self.library.exports.write(ExportOrder(), target, self.folder, unheard)
        taken = perf_counter() - begun
        target.unlink()
        return {"export": [taken], "export older": [taken]}

    def import_(self, folder: str, package: str) -> Seconds:
        """Time reading and taking in, into a fresh collection and then once more."""
        data = DataFolder(Path(folder, "ours"))
        found: Seconds = {}
        with OpenCollection(data, local_now) as library:
            for row in ("import", "import again"):
                begun = perf_counter()
                incoming = library.imports.read(Path(package), data.root, unheard)
                assert isinstance(incoming, Incoming)
                if incoming.preview.changes:
                    library.imports.take_in(incoming, data, unheard)
                found[row] = [perf_counter() - begun]
                incoming.close()
        return found

    # --- Fitting

    def fit(self) -> Seconds:
        begun = perf_counter()
        self.fits.append(fitting.fit(self.library.path))
        return {"fit": [perf_counter() - begun]}

    def adopt(self) -> Seconds:
        """Time putting a fit into force; it is said to be better than it is, for else it is refused."""
        if not self.fits:
            self.fit()
        found = self.fits[-1]
        better = replace(found, loss_fitted=found.loss_in_force - 0.01)
        begun = perf_counter()
        self.library.fitting.adopt(better)
        between = perf_counter()
        self.library.undo()
        return {"adopt": [between - begun], "adopt undone": [perf_counter() - between]}

    @property
    def _day(self) -> int:
        return self.library.moment().day

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = peek(self.library.path)
        assert connection is not None, "the collection is of another format: make it anew"
        with closing(connection):
            yield connection


def main() -> None:
    folder = DataFolder(Path(sys.argv[1]))
    with OpenCollection(folder, local_now) as library:
        answer_orders(OurJobs(folder, library))


if __name__ == "__main__":
    main()
