"""How long a simulated year takes, and the cost of every target recall, beside Anki's own, in the same run.

    .venv/bin/python -m bench.ahead [--sizes plain large] [--runs N]

plain: 10,000 notes with 100,000 answers; large: 100,000 with 1,000,000. The collections of both programs hold
the same (see `anki_collections`). Ours is timed from the file to the answer. Anki tells the cost of thirty
targets (0.70 to 0.99), ours of twenty-eight (0.70 to 0.97), some of them in two lives; a line below puts both
down to one target. Both meet ten new cards a day and may review as much as is due. The two take turns, and
medians are shown with what they are in units of Anki's. Below stand the dates of all levels, which Anki does
not have: many lives of up to two years, at one's pace and with more minutes.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from math import inf
from pathlib import Path
from time import perf_counter

import numpy as np
from anki.collection import Collection
from anki.scheduler_pb2 import SimulateFsrsReviewRequest
from bench.anki import SIZES, run
from bench.anki_collections import NOW
from bench.statistics import add_items

from roadmap_cards.library.outlook import cost_of_recall, read_ahead
from roadmap_cards.library.pace import read_pace, read_sim_cards
from roadmap_cards.paths import DataFolder
from roadmap_cards.settings import Learning
from roadmap_cards.storage.today import peek
from roadmap_cards.study.day import moment
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.study.simulation import simulate

YEAR = 365
LEARNING = Learning()


def timed(action: Callable[[], object]) -> float:
    began = perf_counter()
    action()
    return perf_counter() - began


def request() -> SimulateFsrsReviewRequest:
    """Return what Anki is asked: a year of the collection as it is."""
    return SimulateFsrsReviewRequest(
        params=DEFAULT.weights,
        desired_retention=LEARNING.target_recall,
        days_to_simulate=YEAR,
        new_limit=LEARNING.new_per_day,
        review_limit=9_999,
        max_interval=36_500,
        search="deck:*",
        easy_days_percentages=[1.0] * 7,
        historical_retention=LEARNING.target_recall,
        learning_step_count=2,
        relearning_step_count=1,
    )


def our_year(path: Path, day: int) -> None:
    connection = peek(path)
    if connection is None:
        raise SystemExit(f"{path} cannot be read.")
    with closing(connection):
        pace, cards = read_pace(connection, day, LEARNING), read_sim_cards(connection, day).cards
    free = replace(pace, minutes=inf)
    simulate(cards, free, DEFAULT, LEARNING.target_recall, day, YEAR, np.random.default_rng(1))


def measure(folder: Path, size: str, runs: int) -> None:
    make, notes, usual = SIZES[size]
    ours, anki, package = folder / "ours", folder / "anki", folder / "first.apkg"
    run(make, ours, notes)
    run("our_export", ours, package)
    run("anki", anki, package)
    path, present = DataFolder(ours).database, moment(NOW)
    add_items(path)
    seconds: dict[str, list[float]] = {}
    targets = {"ours": 0, "anki": 0}
    with closing(Collection(str(anki / "collection.anki2"))) as collection:

        def costs(program: str) -> None:
            if program == "ours":
                targets["ours"] = len(cost_of_recall(path, present.day, LEARNING).points)
            else:
                targets["anki"] = len(collection._backend.simulate_fsrs_workload(request()).cost)

        jobs: dict[str, Callable[[], object]] = {
            "a year, ours": lambda: our_year(path, present.day),
            "a year, anki": lambda: collection._backend.simulate_fsrs_review(request()),
            "all targets, ours": lambda: costs("ours"),
            "all targets, anki": lambda: costs("anki"),
        }
        for _ in range(runs or usual):
            for name, job in jobs.items():
                seconds.setdefault(name, []).append(timed(job))
    dates = [timed(lambda: read_ahead(path, present, LEARNING)) for _ in range(runs or usual)]
    show(size, notes, {name: statistics.median(taken) for name, taken in seconds.items()}, targets)
    print(f"  {'dates of all levels':<22}{statistics.median(dates):8.2f} s", flush=True)


def show(size: str, notes: int, seconds: dict[str, float], targets: dict[str, int]) -> None:
    print(f"\n{f'{size}: {notes:,} notes':<24}{'ours':>10}{'Anki':>10}{'times':>8}")
    for row in ("a year", "all targets"):
        one, other = seconds[f"{row}, ours"], seconds[f"{row}, anki"]
        print(f"  {row:<22}{one:8.2f} s{other:8.2f} s{one / other:8.2f}")
    each = {name: seconds[f"all targets, {name}"] / number for name, number in targets.items()}
    print(
        f"  {'for one target':<22}{each['ours']:8.3f} s{each['anki']:8.3f} s"
        f"{each['ours'] / each['anki']:8.2f}"
        f"   ({targets['ours']} and {targets['anki']})"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["plain"])
    parser.add_argument("--runs", type=int, default=0)
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), size, options.runs)


if __name__ == "__main__":
    main()
