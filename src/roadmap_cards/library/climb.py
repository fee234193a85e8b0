"""The climb: a roadmap as the first page draws it, topic by topic, and the items that slip soonest.

Derived from the mastery map; as quick to compare as a few dozen small numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_cards.library.map import MapItem, MapLevel, MapTopic, RoadmapMap
from roadmap_cards.study.mastery import FAMILIAR

MOST_SLIPPING = 3
"""How many items “slipping soonest” names."""

STILL_FALLING = 0.01
"""What recall must lose until then to be worth a word."""


@dataclass(frozen=True, slots=True)
class ClimbTopic:
    """A stratum. `items` counts those that count for mastery, `seen` and `held` are of them.

    `recall` and `strength` are the recall now and the mastery of what was seen, from 0 to 1. `due` and `new`
    count today's cards.
    """

    id: int
    title: str
    items: int
    seen: int
    held: int
    recall: float
    strength: float
    due: int
    new: int


@dataclass(frozen=True, slots=True)
class ClimbLevel:
    """Strata that stand together; `short` is the title without the words that it shares with most levels."""

    title: str
    short: str
    topics: tuple[ClimbTopic, ...]

    @property
    def items(self) -> int:
        return sum(topic.items for topic in self.topics)

    @property
    def held(self) -> int:
        return sum(topic.held for topic in self.topics)


@dataclass(frozen=True, slots=True)
class Climb:
    """A roadmap from its first topic to its last; `id` is the roadmap's."""

    id: int
    title: str
    levels: tuple[ClimbLevel, ...]

    @property
    def topics(self) -> Iterator[ClimbTopic]:
        for level in self.levels:
            yield from level.topics

    @property
    def items(self) -> int:
        return sum(level.items for level in self.levels)

    @property
    def held(self) -> int:
        return sum(level.held for level in self.levels)

    @property
    def seen(self) -> int:
        return sum(topic.seen for topic in self.topics)

    @property
    def cards(self) -> int:
        """How many of today's cards are of this roadmap."""
        return sum(topic.due + topic.new for topic in self.topics)


@dataclass(frozen=True, slots=True)
class Slipping:
    """An item that is being forgotten: recall now and in SOON days, and whether today holds a card of it."""

    id: int
    title: str
    now: float
    later: float
    ready: bool

    @classmethod
    def of(cls, item: MapItem, ready: Collection[int | None]) -> Slipping:
        return cls(item.id, item.title, item.mastery.recall, item.later, item.id in ready)


@dataclass(frozen=True, slots=True)
class Resting:
    """A topic that is paused and was begun: what was seen of it is recalled with `recall` (0 to 1) now."""

    id: int
    title: str
    recall: float


def climb_of(roadmap: RoadmapMap, due: Mapping[int, int], new: Mapping[int, int]) -> Climb:
    """Return the climb of a roadmap; `due` and `new` are the numbers of today's cards by topic."""
    levels = [level for level in roadmap.levels if level.topics]
    shorts = short_titles([level.title for level in levels])
    return Climb(
        roadmap.id,
        roadmap.title,
        tuple(_level(level, short, due, new) for level, short in zip(levels, shorts, strict=True)),
    )


def _level(level: MapLevel, short: str, due: Mapping[int, int], new: Mapping[int, int]) -> ClimbLevel:
    return ClimbLevel(level.title, short, tuple(_topic(topic, due, new) for topic in level.topics))


def _topic(topic: MapTopic, due: Mapping[int, int], new: Mapping[int, int]) -> ClimbTopic:
    counting = [item for item in topic.items if item.state is not None]
    mastery = topic.mastery
    return ClimbTopic(
        id=topic.id,
        title=topic.title,
        items=len(counting),
        seen=sum(item.seen for item in counting),
        held=topic.held,
        recall=mastery.recall,
        strength=mastery.strength,
        due=due.get(topic.id, 0),
        new=new.get(topic.id, 0),
    )


def studied(climbs: Sequence[Climb]) -> int:
    """Return which of several climbs is being studied: where most of today's cards are."""
    return max(range(len(climbs)), key=lambda at: (climbs[at].cards, climbs[at].seen, -at), default=0)


def slipping(maps: Sequence[RoadmapMap], paused: Collection[int]) -> list[MapItem]:
    """Return the items that will be remembered worst in SOON days, of all that are falling or fading already.

    What was forgotten long ago falls slowly: it is lost all the same.
    None of a topic that the person paused: nothing of it is asked (`resting` names those).
    """
    falling = [
        item
        for roadmap in maps
        for topic in roadmap.topics
        if topic.id not in paused
        for item in topic.items
        if item.state is not None
        and item.seen
        and (item.mastery.recall - item.later >= STILL_FALLING or item.mastery.recall < FAMILIAR.recall)
    ]
    return sorted(falling, key=lambda item: (item.later, item.id))[:MOST_SLIPPING]


def resting(maps: Sequence[RoadmapMap], paused: Collection[int]) -> list[Resting]:
    """Return the topics that are paused and were begun, the one that is forgotten most first."""
    found = [
        Resting(topic.id, topic.title, topic.mastery.recall)
        for roadmap in maps
        for topic in roadmap.topics
        if topic.id in paused and topic.mastery.seen > 0
    ]
    return sorted(found, key=lambda topic: (topic.recall, topic.id))


def short_titles(titles: Sequence[str]) -> list[str]:
    """Return titles without the words that most of them share, such as “Junior” for “Junior LLM Engineer”.

    Titles that would be left without a word of their own stay whole.
    """
    counts = Counter(word for title in titles for word in set(title.split()))
    shared = {word for word, count in counts.items() if count > max(1, len(titles) / 2)}
    shorts = [" ".join(word for word in title.split() if word not in shared) for title in titles]
    telling = all(any(map(str.isalpha, short)) for short in shorts)
    return shorts if telling and len(set(shorts)) == len(set(titles)) else list(titles)
