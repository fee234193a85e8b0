"""The mastery map: every item of a roadmap with its mastery and state, in levels, topics and sections.

Read through a plain connection to SQLite, so that a glance at the start and a worker can use it too.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.storage import map as queries
from roadmap_cards.storage import today as day_queries
from roadmap_cards.storage.map import ItemCard, ItemRow, RoadmapRow
from roadmap_cards.storage.today import Done
from roadmap_cards.study import mastery as rules
from roadmap_cards.study.forgetting import Parameters, recall_after
from roadmap_cards.study.mastery import CardMemory, Mastery, State
from roadmap_cards.study.wording import plain_title

SOON = 4
"""Days ahead at which “slipping soonest” looks."""


@dataclass(frozen=True, slots=True)
class MapItem:
    """A hexagon. `state` is None where all cards are suspended: then it counts nowhere.

    `cards` counts its cards, suspended ones too (0: nothing is written yet); `due` those that are due today.
    `later` is the recall in SOON days if nothing is done, from 0 to 1.
    """

    id: int
    key: str
    title: str
    mastery: Mastery
    state: State | None
    cards: int
    due: int
    later: float

    @property
    def written(self) -> bool:
        return self.cards > 0

    @property
    def seen(self) -> bool:
        return self.mastery.seen > 0


@dataclass(frozen=True, slots=True)
class MapSection:
    """A row of hexagons."""

    id: int
    title: str
    items: tuple[MapItem, ...]

    @property
    def mastery(self) -> Mastery:
        return rules.total(item.mastery for item in self.items)


@dataclass(frozen=True, slots=True)
class MapTopic:
    """A honeycomb."""

    id: int
    key: str
    title: str
    sections: tuple[MapSection, ...]

    @property
    def items(self) -> Iterator[MapItem]:
        for section in self.sections:
            yield from section.items

    @property
    def mastery(self) -> Mastery:
        return rules.total(item.mastery for item in self.items)

    @property
    def due(self) -> int:
        return sum(item.due for item in self.items)

    @property
    def held(self) -> int:
        return sum(item.state is not None and item.state.held for item in self.items)


@dataclass(frozen=True, slots=True)
class MapLevel:
    """A band of topics."""

    id: int
    title: str
    topics: tuple[MapTopic, ...]

    @property
    def items(self) -> Iterator[MapItem]:
        for topic in self.topics:
            yield from topic.items

    @property
    def mastery(self) -> Mastery:
        return rules.total(item.mastery for item in self.items)

    @property
    def held(self) -> int:
        return sum(topic.held for topic in self.topics)


@dataclass(frozen=True, slots=True)
class RoadmapMap:
    """The whole map of one roadmap on one study day."""

    id: int
    key: str
    title: str
    day: int
    levels: tuple[MapLevel, ...]

    @property
    def topics(self) -> Iterator[MapTopic]:
        for level in self.levels:
            yield from level.topics

    @property
    def items(self) -> Iterator[MapItem]:
        for level in self.levels:
            yield from level.items

    @property
    def held(self) -> int:
        return sum(level.held for level in self.levels)

    @property
    def seen(self) -> bool:
        """Whether anything of this roadmap was ever answered."""
        return any(item.seen for item in self.items)


def roadmaps(connection: sqlite3.Connection) -> list[RoadmapRow]:
    """Return the roadmaps that have a map."""
    return queries.roadmaps(connection)


def read_map(connection: sqlite3.Connection, roadmap: RoadmapRow, day: int) -> RoadmapMap:
    """Return the map of a roadmap on a study day, as its cards stand now."""
    parameters = day_queries.parameters(connection)
    cards: dict[int, list[ItemCard]] = defaultdict(list)
    for card in _asked_today(queries.cards(connection, roadmap.id, day), day_queries.done(connection, day)):
        cards[card.item].append(card)
    rows = queries.items(connection, roadmap.id)
    return RoadmapMap(
        roadmap.id,
        roadmap.key,
        roadmap.title,
        day,
        tuple(
            MapLevel(level, title, _topics(list(of_level), cards, day, parameters))
            for (level, title), of_level in groupby(rows, key=lambda row: (row.level_id, row.level))
        ),
    )


def read_maps(path: Path, day: int) -> list[RoadmapMap]:
    """Return the map of every roadmap in the collection at `path`: for a worker, which has no connection.

    Raises ProblemError where the file cannot be read any more.
    """
    connection = day_queries.peek(path)
    if connection is None:
        raise ProblemError(f"{path} cannot be read just now.", hint="Look at the rights of its folder.")
    with closing(connection):
        return [read_map(connection, roadmap, day) for roadmap in queries.roadmaps(connection)]


def _asked_today(cards: Sequence[ItemCard], done: Done) -> Iterator[ItemCard]:
    """Return the cards with those due that are asked today: one of an entry, besides cards in their steps."""
    taken = set(done.entries) | {card.entry for card in cards if card.due and card.in_steps}
    for card in cards:
        if not card.due or card.in_steps:
            yield card
        else:
            yield replace(card, due=card.entry not in taken)
            taken.add(card.entry)


def _topics(
    rows: Sequence[ItemRow], cards: dict[int, list[ItemCard]], day: int, parameters: Parameters
) -> tuple[MapTopic, ...]:
    topics = groupby(rows, key=lambda row: (row.topic_id, row.topic_key, row.topic))
    return tuple(
        MapTopic(topic, key, title, _sections(list(of_topic), cards, day, parameters))
        for (topic, key, title), of_topic in topics
    )


def _sections(
    rows: Sequence[ItemRow], cards: dict[int, list[ItemCard]], day: int, parameters: Parameters
) -> tuple[MapSection, ...]:
    sections = groupby(rows, key=lambda row: (row.section_id, row.section))
    return tuple(
        MapSection(
            section, title, tuple(_item(row, cards.get(row.id, ()), day, parameters) for row in of_section)
        )
        for (section, title), of_section in sections
    )


def _item(row: ItemRow, cards: Sequence[ItemCard], day: int, parameters: Parameters) -> MapItem:
    active = [card for card in cards if not card.suspended]
    left_out = bool(cards) and not active
    now = [_memory(card, day, parameters) for card in active]
    later = rules.of_item([_memory(card, day + SOON, parameters) for card in active])
    return MapItem(
        id=row.id,
        key=row.key,
        title=plain_title(row.title),
        mastery=Mastery() if left_out else rules.of_item(now),
        state=None if left_out else rules.state(now),
        cards=len(cards),
        due=sum(card.due for card in active),
        later=later.recall,
    )


def _memory(card: ItemCard, day: int, parameters: Parameters) -> CardMemory:
    if not card.stability:
        return CardMemory()
    elapsed = max(0, day - card.last_day)
    return CardMemory(card.stability, recall_after(elapsed, card.stability, parameters))
