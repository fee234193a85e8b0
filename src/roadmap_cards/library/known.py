"""The maps and topics of an open collection, read once, and then only where something changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from roadmap_cards.library.change import Change
from roadmap_cards.library.map import RoadmapMap, read_again, read_map, roadmaps
from roadmap_cards.storage import today as queries
from roadmap_cards.storage.today import TopicRow

OF_CARDS = frozenset({"card", "review"})
"""The tables that an answer writes, and whatever else is done to single cards."""

OF_CHOICES = frozenset({"topic", "collection"})
"""The tables that say what is studied: whether a topic is paused and gives new cards, and the settings."""


class Known:
    """Keeps maps and topics between two looks: after an answer one topic is read, not all cards."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._maps: tuple[RoadmapMap, ...] = ()
        self._day: int | None = None
        self._topics: tuple[TopicRow, ...] | None = None
        self._stale_maps: set[int] = set()
        self._stale_topics: set[int] = set()

    def maps(self, day: int) -> tuple[RoadmapMap, ...]:
        """Return the map of every roadmap on a study day, as cards stand now."""
        if self._day != day:
            self._maps = tuple(
                read_map(self._connection, roadmap, day) for roadmap in roadmaps(self._connection)
            )
        elif self._stale_maps:
            self._maps = tuple(
                read_again(self._connection, roadmap, self._stale_maps) for roadmap in self._maps
            )
        self._day, self._stale_maps = day, set()
        return self._maps

    def topics(self) -> tuple[TopicRow, ...]:
        """Return every topic that has cards, in roadmap order, as cards stand now."""
        if self._topics is None:
            self._topics = tuple(queries.topics(self._connection))
        elif self._stale_topics:
            fresh = {row.id: row for row in queries.topics(self._connection, self._stale_topics)}
            self._topics = tuple(fresh.get(row.id, row) for row in self._topics)
        self._stale_topics = set()
        return self._topics

    def begin_with(self, maps: Sequence[RoadmapMap], topics: Sequence[TopicRow], day: int) -> None:
        """Begin with what was read from outside, right before the collection was opened."""
        self._maps, self._day, self._stale_maps = tuple(maps), day, set()
        self._topics, self._stale_topics = tuple(topics), set()

    def changed(self, change: Change) -> None:
        """Take note of what happened: what it touched is read anew when it is asked for."""
        if self._topics is not None and change.tables and change.tables <= OF_CHOICES:
            self._choose_again(self._topics)
        elif change.cards and change.tables <= OF_CARDS:
            rows = self._connection.execute(
                "SELECT DISTINCT topic_id FROM card WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(change.cards)),),
            )
            stale = {topic for (topic,) in rows}
            self._stale_maps |= stale
            self._stale_topics |= stale
        else:
            self._day, self._topics = None, None

    def _choose_again(self, before: Sequence[TopicRow]) -> None:
        """Bring the topics up to date with what was chosen, which moves no card.

        Of maps, only what is due of a topic depends on it, and only on whether it is paused.
        """
        chosen = queries.topic_choices(self._connection)
        self._topics = tuple(
            replace(row, gives_new=chosen[row.id][0], paused=chosen[row.id][1]) for row in before
        )
        self._stale_maps |= {
            row.id for row, old in zip(self._topics, before, strict=True) if row.paused != old.paused
        }
