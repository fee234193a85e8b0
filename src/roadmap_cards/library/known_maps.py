"""The maps of an open collection, read once, and then only where something changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from roadmap_cards.library.change import Change
from roadmap_cards.library.map import RoadmapMap, read_again, read_map, roadmaps

OF_CARDS = frozenset({"card", "review"})
"""The tables that an answer writes, and whatever else is done to single cards."""


class KnownMaps:
    """Keeps maps between two looks: after an answer one topic is read, not a hundred thousand cards."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._maps: tuple[RoadmapMap, ...] = ()
        self._day: int | None = None
        self._stale: set[int] = set()

    def read(self, day: int) -> tuple[RoadmapMap, ...]:
        """Return the map of every roadmap on a study day, as cards stand now."""
        if self._day != day:
            self._maps = tuple(
                read_map(self._connection, roadmap, day) for roadmap in roadmaps(self._connection)
            )
        elif self._stale:
            self._maps = tuple(read_again(self._connection, roadmap, self._stale) for roadmap in self._maps)
        self._day, self._stale = day, set()
        return self._maps

    def begin_with(self, maps: Sequence[RoadmapMap], day: int) -> None:
        """Begin with maps that were read from outside, right before the collection was opened."""
        self._maps, self._day, self._stale = tuple(maps), day, set()

    def changed(self, change: Change) -> None:
        """Take note of what happened: what it touched is read anew when it is asked for."""
        if change.cards and change.tables <= OF_CARDS:
            rows = self._connection.execute(
                "SELECT DISTINCT topic_id FROM card WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(change.cards)),),
            )
            self._stale.update(topic for (topic,) in rows)
        else:
            self._day = None
