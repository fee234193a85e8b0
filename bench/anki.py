"""How long an export to Anki's format and an import from it take, beside Anki's own, in the same run.

    .venv/bin/python -m bench.anki [--sizes plain markdown large] [--runs N]

plain: 10,000 short notes with 100,000 answers; markdown: as many from the shipped decks, again and again;
large: 100,000 short notes with 1,000,000 answers. Two thirds of the cards were answered ten to twenty times.
The collections of both programs hold the same (see `anki_collections`); imports go into fresh ones. Each job
is a process of its own, the two programs take turns, and medians are shown with what they are in units of
Anki's. Both write as they always do: our collection in WAL with synchronous=FULL.

The `anki` package is asked for its usual packages and for those that older versions read: ours are of the
latter kind, with the notes twice where there are few.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SIZES = {"plain": ("ours_plain", 10_000, 3), "markdown": ("ours_markdown", 10_000, 3)}
SIZES["large"] = ("ours_plain", 100_000, 2)
"""By name: what makes our collection, its notes, how often each job is done."""


@dataclass(slots=True)
class Found:
    """What the jobs of one size took: seconds by row and program, and the most megabytes."""

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    peaks: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: str, program: str, job: str, *arguments: object) -> None:
        """Do a job and note what it took."""
        told = run(job, *arguments)
        self.seconds[row, program].append(sum(told["seconds"].values()))
        self.peaks[row, program].append(told["peak"])
        if len(told["seconds"]) > 1:
            for part, taken in told["seconds"].items():
                self.seconds[f"{row}: {part}", program].append(taken)


def run(job: str, *arguments: object) -> dict[str, Any]:
    """Do a job in a process of its own and return what it says."""
    command = [sys.executable, "-m", "bench.anki_jobs", job, *map(str, arguments)]
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return told


def measure(folder: Path, size: str, runs: int) -> None:
    """Make the collections of one size, do each job in turn, and print what it took."""
    make, notes, usual = SIZES[size]
    ours, anki, theirs = folder / "ours", folder / "anki", folder / "new.apkg"
    run(make, ours, notes)
    run("our_export", ours, folder / "first.apkg")
    first = folder / "first.apkg"
    if size != "markdown":
        run("typed", first, folder / "typed.apkg")
        first = folder / "typed.apkg"
    run("anki", anki, first)
    found = Found()
    for _ in range(runs or usual):
        found.add("export", "ours", "our_export", ours, folder / "ours.apkg")
        found.add("export", "anki", "anki_export", anki, theirs, "new")
        found.add("export", "older", "anki_export", anki, folder / "legacy.apkg", "legacy")
    for number in range(runs or usual):
        here, there = folder / f"import-{number}", folder / f"anki-import-{number}"
        for row in ("import", "again"):
            found.add(row, "ours", "our_import", here, theirs)
            found.add(row, "anki", "anki_import", there, theirs)
    show(f"{size}: {notes:,} notes", found)
    sizes = ((folder / f"{name}.apkg").stat().st_size / 1e6 for name in ("ours", "new", "legacy"))
    print("  {:<20}{:8.1f} MB{:7.1f} MB{:15.1f} MB".format("package", *sizes), flush=True)


def show(title: str, found: Found) -> None:
    """Print the medians of one size."""
    print(f"\n{title:<22}{'ours':>10}{'Anki':>10}{'times':>8}{'older':>10}{'times':>8}{'ours / Anki':>18}")
    for (row, program), taken in found.seconds.items():
        if program != "ours":
            continue
        ours = statistics.median(taken)
        line = f"  {row:<20}{ours:8.2f} s"
        for other in ("anki", "older"):
            if (row, other) in found.seconds:
                theirs = statistics.median(found.seconds[row, other])
                line += f"{theirs:8.2f} s{ours / theirs:8.2f}"
            else:
                line += " " * 18
        if (row, "anki") in found.peaks:
            peaks = (max(found.peaks[row, name]) for name in ("ours", "anki"))
            line += "{:10.0f} / {:.0f} MB".format(*peaks)
        print(line)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--runs", type=int, default=0)
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), size, options.runs)


if __name__ == "__main__":
    main()
