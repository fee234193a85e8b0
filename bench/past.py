"""How long it takes to read a roadmap through time from the log, and to see one day of it.

    .venv/bin/python -m bench.past [RUNS]

Seen are 375 items with 2,000 cards, and 2,000 items with 100,000 cards and 1,000,000 answers. A frame has
16 ms; while the slider is drawn, the map of a day is to take 4 of them.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random
from time import perf_counter

import numpy as np
from bench.map import collection, median

from roadmap_cards.library.past import Scenario
from roadmap_cards.library.past_reading import timelines
from roadmap_cards.library.travels import read_travels
from roadmap_cards.paths import DataFolder
from roadmap_cards.settings import Learning
from roadmap_cards.storage.today import peek

YEARS = 3
COURSE_POINTS = 60


def add_log(path: Path, day: int, answers: int) -> int:
    """Give the cards that were seen a past that ends in their memory, and return its number of answers."""
    rng = Random(2)
    with closing(sqlite3.connect(path)) as connection, connection:
        seen = connection.execute(
            "SELECT id, stability, last_day FROM card WHERE stability IS NOT NULL"
        ).fetchall()
        rows = []
        for card, stability, last in seen:
            each = max(1, answers // len(seen))
            days = sorted(rng.randint(day - 365 * YEARS, last) for _ in range(each - 1))
            for number, on in enumerate((*days, last), start=1):
                rows.append(
                    (on, rng.random(), card, stability * number / each, 1 if rng.random() < 0.1 else 3)
                )
        rows.sort()
        connection.executemany(
            "INSERT INTO review (card_id, kind, source, moved, rating, at, zone_offset, day, duration,"
            " stage_before, stability, difficulty, stage, interval, parameters_id)"
            " VALUES (?, 'answer', 'review', 1, ?, ?, 0, ?, 9000, 'review', ?, 5, 'review', ?, 1)",
            [
                (card, rating, on * 86_400_000, on, stability, max(1, round(stability)))
                for on, _, card, stability, rating in rows
            ],
        )
        connection.execute("UPDATE card SET difficulty = 5 WHERE stability IS NOT NULL")
    return len(rows)


def measure(path: Path, day: int, runs: int) -> None:
    start = perf_counter()
    (travel,) = read_travels(path, day, Learning())
    read = perf_counter() - start
    print(f"  read through time: {read:.2f} s; {len(travel.past)} days back, {travel.late} late reviews")
    rng = Random(3)
    for scenario in Scenario:
        days = [rng.randint(travel.first, travel.last) for _ in range(runs)]
        turn = iter(days)
        took = median(lambda turn=turn, scenario=scenario: travel.at(next(turn), scenario), runs)
        print(f"  map of a day, {scenario}: {took:.2f} ms")
    connection = peek(path)
    assert connection is not None
    with closing(connection):
        start = perf_counter()
        (found,) = timelines(connection, day)
        made = perf_counter() - start
    groups = np.unique([item.topic_id for item in found.items], return_inverse=True)[1].astype(np.int64)
    points = np.linspace(travel.first, day, COURSE_POINTS).astype(int).tolist()
    course = median(lambda: found.timeline.shares(groups, points), max(3, runs // 10))
    print(f"  timeline: {made:.2f} s; mastery of all topics on {COURSE_POINTS} days: {course:.0f} ms")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as place:
        for items, cards, answers in ((375, 2_000, 20_000), (2_000, 100_000, 1_000_000)):
            path, day = collection(DataFolder(Path(place) / str(cards)), items, cards)
            written = add_log(path, day, answers)
            print(f"{items:,} items, {cards:,} cards, {written:,} answers:")
            measure(path, day, runs)


if __name__ == "__main__":
    main()
