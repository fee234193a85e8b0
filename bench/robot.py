"""Reviews thousands of cards in our real window by key, and watches memory, latency and what is said.

The window stands on a collection of which many cards are due, with no limit of minutes. The first card is
reviewed slowly, to see what stands under a card before and after it is revealed. From then on Space and 3 are
pressed as soon as that has changed, while the card may still fade in. Every 250 reviews memory is read; what
stands in the log in the end says whether every key was understood.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median

from bench.collection_pair import PLAIN, make_ours_only, settle
from bench.processes import memory_of
from bench.table import percentile_95
from bench.window_display import display, display_problem
from bench.window_programs import ours
from bench.window_visit import QUIET_PAGE, Visit, WindowError, visit

from roadmap_cards.paths import DataFolder

EVERY = 250
"""Reviews between two looks at memory."""

LET_GROW = 500
"""Reviews after which memory should grow no more: by then what is made once is made."""

ALL_THERE_IS = "4"
"""The key on Today for a session without a limit of minutes."""

SPARE = 1.3
"""How many times as many cards are due as are reviewed: some are of one item, some come back later."""

EXIT_PROBLEM = 2


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen after so many reviews: megabytes, and medians of seconds since the look before."""

    reviews: int
    pss: float
    rss: float
    reveal: float
    grade: float


def run_robot(reviews: int, cards: int) -> int:
    """Review so many cards in a window, print what was seen, and return the exit code."""
    if problem := display_problem():
        print(f"The robot cannot press keys here: {problem}.", file=sys.stderr)
        return EXIT_PROBLEM
    if reviews * SPARE > cards * 0.9:
        print(f"{reviews:,} reviews need a collection of more than {cards:,} cards.", file=sys.stderr)
        return EXIT_PROBLEM
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = DataFolder(Path(place, "ours"))
        print(f"making a collection of {cards:,} cards", file=sys.stderr)
        make_ours_only(folder, cards, PLAIN, reviews * SPARE / cards)
        settle(folder)
        before = _answers(folder)
        said = Path(place, "said.log")
        with display() as screen, visit(ours(folder.root), screen, said) as here:
            here.watch_start()
            here.wait_for_rest()
            latencies, looks = _review(here, reviews)
        _report(
            latencies, looks, _answers(folder) - before, said.read_text(encoding="utf-8", errors="replace")
        )
    return 0


def _review(here: Visit, reviews: int) -> tuple[dict[str, list[float]], list[Look]]:
    program = here.program
    here.server.focus(here.mapped.window)
    for key in (ALL_THERE_IS, program.begin):
        here.press(key, program.page, QUIET_PAGE)
    _, asking, _, told = here.press(program.reveal, program.grades)
    here.press(program.good, program.grades)
    keys = (("reveal", program.reveal, told, asking), ("grade", program.good, asking, told))
    latencies: dict[str, list[float]] = {"reveal": [], "grade": []}
    looks: list[Look] = []
    for number in range(1, reviews + 1):
        for name, key, wanted, other in keys:
            try:
                latencies[name].append(here.until_like(key, program.grades, wanted, other))
            except WindowError as error:
                print(f"review {number}: {error}", file=sys.stderr)
                return latencies, looks
        if number % EVERY == 0:
            memory = memory_of(here.process.pid)
            since = {name: median(values[-EVERY:]) for name, values in latencies.items()}
            looks.append(Look(number, memory.pss, memory.rss, since["reveal"], since["grade"]))
            print(_words(looks[-1]), file=sys.stderr, flush=True)
    return latencies, looks


def _words(look: Look) -> str:
    return (
        f"{look.reviews:6,} reviews  PSS {look.pss:6.1f} MB  RSS {look.rss:6.1f} MB"
        f"  reveal {look.reveal * 1000:5.1f} ms  grade {look.grade * 1000:5.1f} ms"
    )


def _answers(folder: DataFolder) -> int:
    with closing(sqlite3.connect(folder.database)) as file:
        (number,) = file.execute("SELECT count(*) FROM review WHERE kind = 'answer'").fetchone()
    return int(number)


def _report(latencies: dict[str, list[float]], looks: Sequence[Look], answers: int, said: str) -> None:
    """Print answers in the log, growth of memory, latency with its slope, and every line that was said."""
    # The first card was reviewed besides.
    print(f"{len(latencies['grade']) + 1:,} cards graded by key, {answers:,} answers in the log")
    settled = [look for look in looks if look.reviews >= LET_GROW]
    if len(settled) > 1:
        first, last = settled[0], settled[-1]
        slope = linear_regression([look.reviews for look in settled], [look.pss for look in settled]).slope
        print(
            f"memory from review {first.reviews:,} to {last.reviews:,}:"
            f" PSS {first.pss:.1f} to {last.pss:.1f} MB ({last.pss - first.pss:+.1f}),"
            f" RSS {first.rss:.1f} to {last.rss:.1f} MB ({last.rss - first.rss:+.1f});"
            f" {slope * 1000:+.2f} MB of PSS in 1,000 reviews"
        )
    for name, values in latencies.items():
        if len(values) > 1:
            slope = linear_regression(range(len(values)), values).slope
            print(
                f"{name} key to changed buttons: median {median(values) * 1000:.1f} ms,"
                f" p95 {percentile_95(values) * 1000:.1f} ms; {slope * 1e6:+.2f} ms in 1,000 reviews"
            )
    lines = [line for line in said.splitlines() if line.strip()]
    print(f"{len(lines)} lines on stderr" + "".join(f"\n  {line}" for line in lines))
