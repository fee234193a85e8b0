"""A first look at a collection, from outside: what the first page shows, before the collection is open.

What takes longest of it, adding up the cards of every item, is done by SQLite alone. So it is begun on a
thread before Qt is loaded, and both are done at the same time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread

from roadmap_cards.library.map import begin_sums, read_map, roadmaps
from roadmap_cards.library.today import Today, today
from roadmap_cards.settings import Learning
from roadmap_cards.storage import today as queries
from roadmap_cards.storage.map import ItemSums
from roadmap_cards.study.day import Moment, moment


class FirstLook:
    """Looks at the collection at `path`; `take` waits for what it sees and may be called once."""

    def __init__(self, path: Path, now: datetime) -> None:
        """Begin to look."""
        self._path = path
        self._now = now
        self._begun: _Begun | None = None
        self._thread = Thread(target=self._begin, name="first look", daemon=True)
        self._thread.start()

    def take(self) -> Today | None:
        """Return what the collection holds today within the usual minutes.

        None where there is nothing to be seen: no file yet, one of another format, a damaged one.
        """
        self._thread.join()
        begun = self._begun
        if begun is None:
            return None
        with closing(begun.connection):
            try:
                return _finished(begun)
            except sqlite3.Error:
                return None

    def _begin(self) -> None:
        connection = queries.peek(self._path)
        if connection is None:
            return
        try:
            learning = queries.learning(connection)
            present = moment(self._now, learning.day_start)
            self._begun = _Begun(connection, learning, present, begin_sums(connection, present.day))
        except sqlite3.Error:
            connection.close()


@dataclass(frozen=True, slots=True)
class _Begun:
    """What the thread hands over."""

    connection: sqlite3.Connection
    learning: Learning
    present: Moment
    sums: Iterator[ItemSums]


def _finished(begun: _Begun) -> Today:
    connection, day, sums = begun.connection, begun.present.day, list(begun.sums)
    maps = tuple(read_map(connection, roadmap, day, sums) for roadmap in roadmaps(connection))
    return today(connection, begun.present, begun.learning, maps, begun.learning.minutes)
