"""Measures the rows of the engines at one size: the two programs take turns, job by job."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from bench.collection_pair import ANKI, OURS, copy_pair
from bench.engine import Engine
from bench.results import Results, Samples
from bench.rows import JOBS, Job
from bench.table import in_short

SAME = ("cards", "answers", "due", "new", "journal", "synchronous")
"""What must be alike in both collections."""

Say = Callable[[str], None]


def measure_engines(
    pair: Path, cards: int, wanted: Collection[str], results: Results, say: Say, *, quick: bool
) -> None:
    """Measure the wanted rows (by key) that are not there yet, on copies of a pair."""
    jobs = [
        job for job in JOBS if any(row.key in wanted and not results.has(cards, row.key) for row in job.rows)
    ]
    if not jobs:
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        copy_pair(pair, folder)
        with (
            Engine("bench.engine_ours", folder / OURS) as ours,
            Engine("bench.engine_anki", folder / ANKI) as anki,
        ):
            _check(ours, anki, say)
            engines = {OURS: ours, ANKI: anki}
            for job in jobs:
                found = _take_turns(job, engines, folder, job.turns.at(cards, quick=quick))
                for row in job.rows:
                    results.add(cards, row.key, found[row.key][OURS], found[row.key][ANKI])
                    say(f"  {row.title}: {in_short(found[row.key], row.unit)}")


def _check(ours: Engine, anki: Engine, say: Say) -> None:
    """Say what is measured on, and what differs between the two though it should not."""
    here, there = ours.do("info"), anki.do("info")
    say(", ".join(f"{name} {here[name]}" for name in SAME))
    for name in SAME:
        if here[name] != there[name]:
            print(f"NOT ALIKE: {name} is {here[name]} in ours, {there[name]} in Anki's", file=sys.stderr)


def _take_turns(job: Job, engines: dict[str, Engine], folder: Path, turns: int) -> dict[str, Samples]:
    """Do a job in turn with each program; return the seconds by row and program."""
    package = folder / "package.apkg"
    if job.package:
        engines[ANKI].do("package", str(package))
    found: dict[str, Samples] = {row.key: {OURS: [], ANKI: []} for row in job.rows}
    for turn in range(turns + job.warm):
        scratch = folder / "scratch"
        scratch.mkdir()
        arguments = [*([str(scratch)] if job.folder else []), *([str(package)] if job.package else [])]
        for name, engine in engines.items():
            if name == ANKI and job.alone:
                continue
            told = engine.do(job.name, *arguments)
            if turn >= job.warm:
                for row, seconds in told.items():
                    found[row][name] += seconds
        shutil.rmtree(scratch)
    package.unlink(missing_ok=True)
    return found
