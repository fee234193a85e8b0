"""The jobs of Anki, done in a process of its own when the bench asks for them (see `engine`).

They go through the `anki` package, as the window of Anki does. Each returns the seconds that its rows took.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from anki.collection import (
    Card,
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.scheduler.v3 import CardAnswer
from anki.scheduler_pb2 import SimulateFsrsReviewRequest
from anki.stats_pb2 import GraphsRequest
from bench.anki_collection import FILE, ROOT_DECK
from bench.engine import BATCH, GRADES, Seconds, answer_orders

from roadmap_cards.settings import Learning
from roadmap_cards.study.schedule import DEFAULT

YEAR = 365
RATINGS = {1: CardAnswer.AGAIN, 2: CardAnswer.HARD, 3: CardAnswer.GOOD, 4: CardAnswer.EASY}
EVERYTHING = "deck:*"
NEXT_BACKUP = 1.1
"""Seconds after which a backup gets another name."""


@dataclass(slots=True)
class AnkiJobs:
    """Anki's collection, open, and what can be asked of it."""

    collection: Collection
    changes: int = 0

    # --- Today and the review

    def info(self) -> dict[str, object]:
        """Return what is measured on, to be held against the other program."""
        database = self.collection.db
        assert database is not None
        queued = self.collection.sched.get_queued_cards(fetch_limit=1)
        return {
            "cards": self.collection.card_count(),
            "answers": database.scalar("SELECT count() FROM revlog"),
            "due": queued.review_count,
            "new": queued.new_count,
            "journal": database.scalar("PRAGMA journal_mode"),
            "synchronous": database.scalar("PRAGMA synchronous"),
        }

    def queue(self) -> Seconds:
        decks = self.collection.decks
        root = decks.id(ROOT_DECK)
        assert root is not None
        (other, *_) = decks.children(root)
        # Another deck throws the queue away.
        self.collection._backend.set_current_deck(other[1])
        self.collection._backend.set_current_deck(root)
        begun = perf_counter()
        queued = self.collection.sched.get_queued_cards(fetch_limit=1)
        card = Card(self.collection, backend_card=queued.cards[0].card)
        taken = perf_counter() - begun
        assert card.id
        return {"queue": [taken]}

    def counts(self) -> Seconds:
        begun = perf_counter()
        self.collection.sched.deck_due_tree()
        return {"counts": [perf_counter() - begun]}

    def step(self) -> Seconds:
        sched, taken = self.collection.sched, []
        for number in range(BATCH):
            begun = perf_counter()
            queued = sched.get_queued_cards(fetch_limit=1).cards[0]
            card = Card(self.collection, backend_card=queued.card)
            card.start_timer()
            card.question()
            card.answer()
            sched.describe_next_states(queued.states)
            rating = RATINGS[GRADES[number % len(GRADES)]]
            sched.answer_card(sched.build_answer(card=card, states=queued.states, rating=rating))
            taken.append(perf_counter() - begun)
        for _ in range(BATCH):
            self.collection.undo()
        return {"step": taken}

    def answers(self) -> Seconds:
        sched = self.collection.sched
        answer, undo = [], []
        for number in range(BATCH):
            queued = sched.get_queued_cards(fetch_limit=1).cards[0]
            card = Card(self.collection, backend_card=queued.card)
            card.start_timer()
            rating = RATINGS[GRADES[number % len(GRADES)]]
            begun = perf_counter()
            sched.answer_card(sched.build_answer(card=card, states=queued.states, rating=rating))
            answer.append(perf_counter() - begun)
        for _ in range(BATCH):
            begun = perf_counter()
            self.collection.undo()
            undo.append(perf_counter() - begun)
        return {"answer": answer, "undo": undo}

    # --- Looking back and ahead

    def map(self) -> Seconds:
        return {"map": [self._graphs()]}

    def statistics(self) -> Seconds:
        return {"statistics": [self._graphs()]}

    def _graphs(self) -> float:
        request = GraphsRequest(search="", days=YEAR).SerializeToString()
        begun = perf_counter()
        self.collection._backend.graphs_raw(request)
        return perf_counter() - begun

    def year(self) -> Seconds:
        begun = perf_counter()
        self.collection._backend.simulate_fsrs_review(_simulation())
        return {"year": [perf_counter() - begun]}

    def sweep(self) -> Seconds:
        begun = perf_counter()
        found = self.collection._backend.simulate_fsrs_workload(_simulation())
        taken = perf_counter() - begun
        return {"sweep": [taken], "one target": [taken / len(found.cost)]}

    # --- Files

    def backup(self, folder: str) -> Seconds:
        # Anki makes no backup where nothing changed.
        self.changes += 1
        self.collection.set_config("bench", self.changes)
        time.sleep(NEXT_BACKUP)
        begun = perf_counter()
        self.collection.create_backup(backup_folder=folder, force=True, wait_for_completion=True)
        taken = perf_counter() - begun
        for made in Path(folder).glob("*.colpkg"):
            made.unlink()
        return {"backup": [taken]}

    def export(self, folder: str) -> Seconds:
        found: Seconds = {}
        for row, legacy in (("export", False), ("export older", True)):
            target = Path(folder, "anki.apkg")
            begun = perf_counter()
            self._export(target, legacy=legacy)
            found[row] = [perf_counter() - begun]
            target.unlink()
        return found

    def package(self, target: str) -> Seconds:
        """Write the package that both programs then take in."""
        self._export(Path(target), legacy=False)
        return {}

    def _export(self, target: Path, *, legacy: bool) -> None:
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        self.collection.export_anki_package(out_path=str(target), options=options, limit=None)

    def import_(self, folder: str, package: str) -> Seconds:
        """Time taking a package in, into a fresh collection and then once more."""
        Path(folder, "anki").mkdir()
        fresh = Collection(str(Path(folder, "anki", FILE)))
        options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
        request = ImportAnkiPackageRequest(package_path=package, options=options)
        found: Seconds = {}
        for row in ("import", "import again"):
            begun = perf_counter()
            fresh.import_anki_package(request)
            found[row] = [perf_counter() - begun]
        fresh.close()
        return found

    # --- Fitting

    def fit(self) -> Seconds:
        begun = perf_counter()
        self.collection._backend.compute_fsrs_params(
            search=EVERYTHING,
            current_params=DEFAULT.weights,
            ignore_revlogs_before_ms=0,
            num_of_relearning_steps=1,
            health_check=False,
        )
        return {"fit": [perf_counter() - begun]}


def _simulation() -> SimulateFsrsReviewRequest:
    """Return a year of the collection as it is, with as many reviews as are due and our new cards a day."""
    learning = Learning()
    return SimulateFsrsReviewRequest(
        params=DEFAULT.weights,
        desired_retention=learning.target_recall,
        days_to_simulate=YEAR,
        new_limit=learning.new_per_day,
        review_limit=9_999,
        max_interval=36_500,
        search=EVERYTHING,
        easy_days_percentages=[1.0] * 7,
        historical_retention=learning.target_recall,
        learning_step_count=2,
        relearning_step_count=1,
    )


def main() -> None:
    collection = Collection(str(Path(sys.argv[1], FILE)))
    answer_orders(AnkiJobs(collection))
    collection.close()


if __name__ == "__main__":
    main()
