"""How long it takes to fit the parameters to a person's reviews, beside Anki's own, in the same run.

    .venv/bin/python -m bench.fit [--sizes plain large] [--runs N]

plain: 10,000 notes with 100,000 answers; large: 100,000 with 1,000,000. The collections of both programs hold
the same (see `anki_collections`). Ours is timed from the order to the answer, with the start of the process
that fits, the fit to four fifths and the judgement on the last fifth; the answers are made up without regard
to forgetting, so no fit is better there, and none is made to all of them. Anki's is timed with and without
its own health check. The two take turns, and medians are shown with what they are in units of Anki's.
Below stand our reckoning of all memories under the new weights, and taking that back.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from anki.collection import Collection
from bench.anki import SIZES, run
from bench.anki_collections import NOW

from roadmap_cards.library import fitting
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.fitting import Fit
from roadmap_cards.study.schedule import DEFAULT

ALL = "deck:*"
RELEARNING_STEPS = 1


def timed(action: Callable[[], object]) -> float:
    began = perf_counter()
    action()
    return perf_counter() - began


def measure(folder: Path, size: str, runs: int) -> None:
    make, notes, usual = SIZES[size]
    ours, anki, package = folder / "ours", folder / "anki", folder / "first.apkg"
    run(make, ours, notes)
    run("our_export", ours, package)
    run("anki", anki, package)
    path = DataFolder(ours).database
    found: list[Fit] = []
    seconds: dict[str, list[float]] = {"ours": [], "anki": [], "anki, checked": []}
    with closing(Collection(str(anki / "collection.anki2"))) as collection:

        def theirs(*, checked: bool) -> None:
            collection._backend.compute_fsrs_params(
                search=ALL,
                current_params=DEFAULT.weights,
                ignore_revlogs_before_ms=0,
                num_of_relearning_steps=RELEARNING_STEPS,
                health_check=checked,
            )

        for _ in range(runs or usual):
            seconds["ours"].append(timed(lambda: found.append(fitting.fit(path))))
            seconds["anki"].append(timed(lambda: theirs(checked=False)))
            seconds["anki, checked"].append(timed(lambda: theirs(checked=True)))
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    fit = found[-1]
    print(f"\n{size}: {fit.reviews:,} reviews to foretell, {fit.held_out:,} of them held out")
    for name, taken in medians.items():
        print(f"  {name:<24}{taken:8.2f} s{medians['ours'] / taken:8.2f}")
    print(f"  {'count for the page':<24}{timed(lambda: fitting.read_fitting(path)):8.2f} s")
    with OpenCollection(DataFolder(ours), lambda: NOW) as library:
        used = replace(fit, loss_fitted=fit.loss_in_force - 0.01)
        print(f"  {'put into force':<24}{timed(lambda: library.fitting.adopt(used)):8.2f} s")
        print(f"  {'taken back':<24}{timed(library.undo):8.2f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", nargs="+", choices=("plain", "large"), default=["plain", "large"])
    parser.add_argument("--runs", type=int, default=0)
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), size, options.runs)


if __name__ == "__main__":
    main()
