"""The trust page: what was predicted before each review, against what happened."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.storage import trust as queries
from roadmap_cards.storage.day_counts import reading
from roadmap_cards.storage.today import peek
from roadmap_cards.study import trust_charts as charts
from roadmap_cards.study.statistics import Span
from roadmap_cards.study.trust import Trust


def read_trust(path: Path, day: int, span: Span) -> Trust:
    """Return how far predictions of the collection at `path` can be trusted: for a worker.

    Raises ProblemError where the file cannot be read any more.
    """
    connection = peek(path)
    if connection is None:
        raise ProblemError(f"{path} cannot be read just now.", hint="Look at the rights of its folder.")
    since = day - span.value + 1 if span.value else 0
    with closing(connection), reading(connection):
        sums = queries.predictions(connection, since)
        return Trust(
            day=day,
            span=span,
            reliability=charts.reliability(sums, span),
            late=charts.reliability([each for each in sums if each.late], span, late=True),
            sureness=charts.sureness(queries.sureness(connection, since), span),
        )
