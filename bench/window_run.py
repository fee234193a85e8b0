"""Measures the rows of the windows at one size: the two programs take turns, visit by visit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from bench.cold import cold_problem, drop_caches
from bench.collection_pair import ANKI, OURS, copy_pair
from bench.results import Results, Samples
from bench.rows import WINDOW_ROWS, Turns
from bench.table import in_short
from bench.window_display import display, display_problem
from bench.window_programs import Program, anki, anki_window_problem, ours
from bench.window_visit import Found, WindowError, review, start_only

Say = Callable[[str], None]

WARM_STARTS, COLD_STARTS = Turns(3, 20, 20), Turns(1, 5, 5)
REVIEWS, PAIRS, UNDOS = Turns(1, 3, 3), Turns(10, 20, 20), Turns(5, 7, 7)
"""Visits in which cards are reviewed, and what is done in each of them."""

LAST_LINES = 15

START_ROWS = ("mapped", "painted")
COLD_ROWS = ("mapped cold", "painted cold")
REVIEW_ROWS = tuple(row.key for row in WINDOW_ROWS if row.key not in (*START_ROWS, *COLD_ROWS))
TITLES = {row.key: row for row in WINDOW_ROWS}


def measure_windows(
    pair: Path, cards: int, wanted: Collection[str], results: Results, say: Say, *, quick: bool
) -> None:
    """Measure the wanted rows (by key) that are not there yet, on copies of a pair."""
    missing = {row.key for row in WINDOW_ROWS if row.key in wanted and not results.has(cards, row.key)}
    if not missing:
        return
    if problem := display_problem():
        results.skipped["windows"] = problem
        return
    if problem := anki_window_problem():
        results.skipped["the window of Anki"] = problem
    with tempfile.TemporaryDirectory(prefix="bench-") as place, display() as screen:
        folder = Path(place)
        copy_pair(pair, folder)
        programs = [ours(folder / OURS), *([] if problem else [anki(folder / ANKI, screen)])]
        run = _Run(programs, screen, folder / "said.log", cards, results, say)
        if missing & {*START_ROWS}:
            run.starts(START_ROWS, WARM_STARTS.at(cards, quick=quick), cold=False)
        if missing & {*COLD_ROWS}:
            if problem := cold_problem():
                results.skipped["cold starts"] = problem
            else:
                run.starts(COLD_ROWS, COLD_STARTS.at(cards, quick=quick), cold=True)
        if missing & {*REVIEW_ROWS}:
            turns, pairs, undos = (each.at(cards, quick=quick) for each in (REVIEWS, PAIRS, UNDOS))
            run.reviews(turns, pairs, undos)


class _Run:
    """The visits at one size."""

    def __init__(
        self, programs: list[Program], screen: str, said: Path, cards: int, results: Results, say: Say
    ) -> None:
        self._programs = programs
        self._screen = screen
        self._said = said
        self._cards = cards
        self._results = results
        self._say = say

    def starts(self, rows: tuple[str, ...], turns: int, *, cold: bool) -> None:
        """Start the programs in turn; warm ones once before, so that they are warm."""

        def once(program: Program) -> Found:
            if cold:
                drop_caches()
            return start_only(program, self._screen, self._said, cold=cold)

        self._take_turns(rows, turns, once, warm_up=not cold)

    def reviews(self, turns: int, pairs: int, undos: int) -> None:
        """Review in the programs in turn."""

        def once(program: Program) -> Found:
            return review(program, self._screen, self._said, pairs, undos)

        self._take_turns(REVIEW_ROWS, turns, once, warm_up=False)

    def _take_turns(
        self, rows: tuple[str, ...], turns: int, once: Callable[[Program], Found], *, warm_up: bool
    ) -> None:
        found: dict[str, Samples] = {row: {OURS: [], ANKI: []} for row in rows}
        for turn in range(turns + warm_up):
            for program in self._programs:
                try:
                    told = once(program)
                except WindowError as error:
                    self._results.skipped[f"{self._cards:,} cards, {', '.join(rows)}"] = str(error)
                    self._say(f"{error}; it said:\n{_last_lines(self._said)}")
                    return
                for row in rows if turn >= warm_up else ():
                    found[row][program.name] += told[row]
        for row in rows:
            self._results.add(self._cards, row, found[row][OURS], found[row][ANKI])
            self._say(f"  {TITLES[row].title}: {in_short(found[row], TITLES[row].unit)}")


def _last_lines(path: Path) -> str:
    """Return the end of what the programs said."""
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:])
