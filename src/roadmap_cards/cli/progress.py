"""How far long work is, in one line of the terminal that comes and goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from roadmap_cards.work import Report, unheard

SECONDS_BETWEEN = 0.1
CLEAR = "\r\x1b[K"


@contextmanager
def progress() -> Iterator[Report]:
    """Give a report that writes to the terminal, if there is one."""
    if not sys.stderr.isatty():
        yield unheard
        return
    shown = 0.0

    def report(doing: str, done: int, of: int) -> None:
        nonlocal shown
        if monotonic() - shown < SECONDS_BETWEEN:
            return
        shown = monotonic()
        share = f" {done:,} of {of:,}" if of else ""
        print(f"{CLEAR}{doing}{share}", end="", file=sys.stderr, flush=True)

    try:
        yield report
    finally:
        print(CLEAR, end="", file=sys.stderr, flush=True)
