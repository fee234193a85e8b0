"""Reads roadmaps through time: how they were, and where they go."""

from __future__ import annotations

from pathlib import Path

from roadmap_cards.library.past import Travel
from roadmap_cards.settings import Learning


def read_travels(path: Path, day: int, learning: Learning) -> list[Travel]:
    """Return every roadmap of the collection at `path` through time: for a worker, which has no connection.

    Raises ProblemError where the file cannot be read any more.
    """
    from roadmap_cards.library import past_reading  # noqa: PLC0415  (numpy, which no start needs)

    return past_reading.read_travels(path, day, learning)
