"""Measures our program beside Anki on the same cards and prints one table (`make bench`).

    python -m bench [--sizes N ...] [--rows KEY ...] [--quick] [--write] [--results FILE]
    python -m bench robot [--reviews N]

For each size both programs get a collection with the same cards and about ten answers to each. They take
turns row by row, on one machine. Progress goes to stderr, the table to stdout. With `--results FILE` every
row is kept there once it is measured, and a further run goes on behind it.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from bench.collection_pair import PLAIN, SHIPPED, find_pair
from bench.engine_run import measure_engines
from bench.machine import machine_line, versions_line
from bench.page import PAGE, write_page
from bench.results import Results
from bench.robot import run_robot
from bench.rows import ENGINE_ROWS, ROWS, WINDOW_ROWS
from bench.table import as_markdown, as_text
from bench.window_run import measure_windows

SIZES = (2_000, 20_000, 100_000)
CACHE = Path(tempfile.gettempdir()) / "roadmap-cards-bench"
ROBOT_REVIEWS, ROBOT_CARDS = 5_000, 20_000


def main() -> int:
    """Read the arguments and measure."""
    options = _arguments().parse_args()
    # Ended from outside, it takes its programs, its screen and its copies with it.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    if options.robot:
        return run_robot(options.reviews, options.robot_cards)
    keys = set(options.rows or [row.key for row in ROWS])
    begun = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - begun:7.0f} s  {words}", file=sys.stderr, flush=True)

    results = Results.at(options.results)
    results.skipped = {}
    with tempfile.TemporaryDirectory() as place:
        results.about = {"machine": machine_line(Path(place)), "versions": versions_line()}
    for cards in options.sizes:
        say(f"{cards:,} cards")
        pair = find_pair(cards, options.texts, options.cache)
        measure_windows(pair, cards, keys, results, say, quick=options.quick)
        measure_engines(pair, cards, keys, results, say, quick=options.quick)
    results.keep()
    print(as_text(results))
    if options.write:
        write_page(as_markdown(results))
        say(f"the table stands in {PAGE}")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument(
        "robot", nargs="?", choices=["robot"], help="press keys in the window, thousands of times"
    )
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="CARDS")
    parser.add_argument(
        "--rows", nargs="+", choices=[row.key for row in ROWS], metavar="KEY", help=_row_help()
    )
    parser.add_argument("--quick", action="store_true", help="few repetitions")
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    parser.add_argument("--results", type=Path, help="keep what is measured here, and go on behind it")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where collections are kept")
    parser.add_argument("--texts", choices=[PLAIN, SHIPPED], default=PLAIN, help="what stands on the cards")
    parser.add_argument("--reviews", type=int, default=ROBOT_REVIEWS, help="how many the robot does")
    parser.add_argument("--robot-cards", type=int, default=ROBOT_CARDS, help="cards of its collection")
    return parser


def _row_help() -> str:
    windows, engines = (", ".join(row.key for row in rows) for rows in (WINDOW_ROWS, ENGINE_ROWS))
    return f"only these rows; windows: {windows}; engines: {engines}"


if __name__ == "__main__":
    sys.exit(main())
