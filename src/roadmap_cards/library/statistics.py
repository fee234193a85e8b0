"""The statistics page: what was studied and remembered, how it stands, what is ahead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from roadmap_cards.settings import Learning
from roadmap_cards.study.statistics import Scope, Span, Statistics


def read_statistics(path: Path, day: int, learning: Learning, span: Span, scope: Scope) -> Statistics:
    """Return the statistics of the collection at `path`: for a worker, which has no connection.

    Raises ProblemError where the file cannot be read any more.
    """
    from roadmap_cards.library import statistics_reading  # noqa: PLC0415  (numpy, which no start needs)

    return statistics_reading.read_statistics(path, day, learning, span, scope)


def catch_up(path: Path, go_on: Callable[[], bool] = lambda: True) -> bool:
    """Write down what the log comes to by study day, for a worker; return whether all of it is.

    Statistics are right without it, and quicker with it. It writes in short pieces, as long as `go_on` says.
    """
    from roadmap_cards.storage import day_counts  # noqa: PLC0415  (when first wanted)

    return day_counts.catch_up(path, go_on)
