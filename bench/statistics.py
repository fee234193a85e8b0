"""How long a year of statistics and the mastery of a whole map take, beside Anki's graphs, in the same run.

    .venv/bin/python -m bench.statistics [--notes N] [--runs N]

Both programs hold the same (see `anki_collections`): 100,000 cards in 50 topics, two thirds of them answered,
1,000,000 answers of the last ten years. Ours are spread over a map of 2,500 items. Each program is a process
of its own, they take turns, and medians are shown with what they are in units of Anki's.

figures: what Anki's graphs hold too: calendar, due, retention, time, grades, stabilities of a year;
page: all of the statistics page, which adds mastery over time, and the whole log gone through for it;
trust: predictions against what happened, which Anki does not have; map: `library.map.read_map`;
counting: `catch_up` over the whole log, once in the life of a collection, with its longest piece, for which
an answer may have to wait; not counted: the figures where nothing of the log is counted yet.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

from bench import anki
from bench import anki_collections as made

SECTIONS, ITEMS = 10, 5
"""Sections of a topic, items of a section."""

DAYS = 365


def add_items(path: Path) -> None:
    """Give every card of our collection an item."""
    with closing(sqlite3.connect(path)) as file, file:
        for topic in range(1, made.TOPICS + 1):
            for section in range(SECTIONS):
                number = (topic - 1) * SECTIONS + section + 1
                file.execute(
                    "INSERT INTO section (id, topic_id, key, title, position) VALUES (?, ?, ?, 'S', ?)",
                    (number, topic, f"s{section}", section),
                )
                file.executemany(
                    "INSERT INTO item (section_id, key, title, position) VALUES (?, ?, ?, ?)",
                    [(number, f"i{item}", f"Item {item}", item) for item in range(ITEMS)],
                )
        for table in ("entry", "card"):
            # Topics take the notes in turn, and so do the items of a topic.
            file.execute(
                f"""
                UPDATE {table} SET item_id =
                    (topic_id - 1) * {SECTIONS * ITEMS} + id / {made.TOPICS} % {SECTIONS * ITEMS} + 1
                """
            )


# --- The jobs: each in a process of its own ----------------------------------------------------------


def ours(path: str, runs: str) -> dict[str, list[float]]:
    from roadmap_cards.library import statistics_reading as reading  # noqa: PLC0415  (ours alone)
    from roadmap_cards.library.map import read_map, roadmaps  # noqa: PLC0415  (as above)
    from roadmap_cards.library.trust import read_trust  # noqa: PLC0415  (as above)
    from roadmap_cards.settings import Learning  # noqa: PLC0415  (as above)
    from roadmap_cards.storage.today import peek  # noqa: PLC0415  (as above)
    from roadmap_cards.study.day import moment  # noqa: PLC0415  (as above)
    from roadmap_cards.study.statistics import Scope, Span  # noqa: PLC0415  (as above)

    file, day = Path(path), moment(made.NOW).day

    timelines = reading.timelines

    def page() -> None:
        reading.timelines = timelines
        reading.read_statistics(file, day, Learning(), Span.YEAR, Scope())

    def figures() -> None:
        reading.timelines = lambda *_: []  # no mastery over time
        reading.read_statistics(file, day, Learning(), Span.YEAR, Scope())

    def trust() -> None:
        read_trust(file, day, Span.YEAR)

    def whole_map() -> None:
        connection = peek(file)
        assert connection is not None
        with closing(connection):
            (roadmap,) = roadmaps(connection)
            assert len(list(read_map(connection, roadmap, day).items)) == made.TOPICS * SECTIONS * ITEMS

    found: dict[str, list[float]] = defaultdict(list)
    forget(file)
    found["not counted"] = timed(figures, 1)
    found["counting"], found["longest piece"] = counting(file)
    for name, job in (("figures", figures), ("page", page), ("trust", trust), ("map", whole_map)):
        job()
        found[name] = timed(job, int(runs))
    return found


def forget(path: Path) -> None:
    """Make all that is counted worth nothing."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("DELETE FROM counted")


def counting(path: Path) -> tuple[list[float], list[float]]:
    from roadmap_cards.library.statistics import catch_up  # noqa: PLC0415  (as above)

    forget(path)
    moments: list[float] = []

    def go_on() -> bool:
        moments.append(perf_counter())
        return True

    begun = perf_counter()
    assert catch_up(path, go_on)
    pieces = [later - one for one, later in pairwise(moments)]
    return [perf_counter() - begun], [max(pieces)]


def theirs(folder: str, runs: str) -> dict[str, list[float]]:
    from anki.collection import Collection  # noqa: PLC0415  (as above)

    from anki import stats_pb2  # noqa: PLC0415  (theirs alone)

    collection = Collection(str(Path(folder, "collection.anki2")))
    request = stats_pb2.GraphsRequest(search="", days=DAYS).SerializeToString()

    def graphs() -> None:
        collection._backend.graphs_raw(request)

    graphs()
    found = {"graphs": timed(graphs, int(runs))}
    collection.close()
    return found


def timed(job: Callable[[], object], runs: int) -> list[float]:
    taken = []
    for _ in range(runs):
        begun = perf_counter()
        job()
        taken.append(perf_counter() - begun)
    return taken


JOBS: dict[str, Callable[[str, str], dict[str, list[float]]]] = {"ours": ours, "theirs": theirs}


# --- The run -----------------------------------------------------------------------------------------


def run(job: str, *arguments: object) -> dict[str, list[float]]:
    """Do a job in a process of its own and return the seconds of each of its parts."""
    command = [sys.executable, "-m", "bench.statistics", "--job", job, *map(str, arguments)]
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return told


def measure(folder: Path, notes: int, runs: int) -> None:
    """Make the collections, measure both in turn, and print what they took."""
    here, there = folder / "ours", folder / "anki"
    anki.run("ours_plain", here, notes)
    anki.run("our_export", here, folder / "first.apkg")
    anki.run("typed", folder / "first.apkg", folder / "typed.apkg")
    anki.run("anki", there, folder / "typed.apkg")
    add_items(here / "collection.db")
    found: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        for told in (run("theirs", there, 3), run("ours", here / "collection.db", 3)):
            for name, taken in told.items():
                found[name] += taken
    graphs = statistics.median(found["graphs"])
    print(f"\n{notes:,} notes{'seconds':>22}{'in units of Anki’s graphs':>30}")
    for name, taken in found.items():
        middle = statistics.median(taken)
        print(f"  {name:<16}{middle:14.3f}{middle / graphs:30.2f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--job", nargs=3)
    options = parser.parse_args()
    if options.job:
        name, *arguments = options.job
        print(json.dumps(JOBS[name](*arguments)))
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.notes, options.runs)


if __name__ == "__main__":
    main()
