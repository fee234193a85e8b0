"""What lies ahead, read for a worker: the doors to `ahead_reading`, `forecast_keeping` and `recall_cost`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from roadmap_cards.library.ahead import Ahead, RecallCost
from roadmap_cards.settings import Learning
from roadmap_cards.study.day import Moment


def read_ahead(path: Path, moment: Moment, learning: Learning) -> Ahead:
    """Return what lies ahead of the collection at `path`: for a worker, which has no connection.

    Raises ProblemError where the file cannot be read any more.
    """
    from roadmap_cards.library import ahead_reading  # noqa: PLC0415  (numpy, which no start needs)

    return ahead_reading.read_ahead(path, moment.day, learning)


def store_forecasts(path: Path, ahead: Ahead, moment: Moment) -> int:
    """Keep what was said of each level, to be held against what becomes of it; return how many were kept.

    For a worker. A level of which something was said in the last KEEP_EVERY days is left out. Where the file
    cannot be written just now (another write, a full disk), none is kept: the next look will.
    """
    from roadmap_cards.library import forecast_keeping  # noqa: PLC0415  (as above)

    try:
        return forecast_keeping.store_forecasts(path, ahead, moment)
    except sqlite3.Error:
        return 0


def cost_of_recall(path: Path, day: int, learning: Learning) -> RecallCost:
    """Return what remembering more or less would cost, simulated on the cards of the collection at `path`.

    For a worker. Raises ProblemError where the file cannot be read any more.
    """
    from roadmap_cards.library import recall_cost  # noqa: PLC0415  (as above)

    return recall_cost.cost_of_recall(path, day, learning)
