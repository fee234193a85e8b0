"""What each level of a roadmap is made of, as far as a date hangs on it. Needs numpy: for workers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from roadmap_cards.library.pace import StudyCards
from roadmap_cards.library.past_reading import RoadmapTimeline
from roadmap_cards.storage.map import ItemRow
from roadmap_cards.study.forecast import Levels
from roadmap_cards.study.readiness import LEVEL_COVERAGE, ROUNDING, TOPIC_MASTERY
from roadmap_cards.study.simulation import NEVER
from roadmap_cards.study.wording import counted, listed, plain_title


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """A topic that has items. `items` counts those that count, `bare` those of them without cards.

    `unmet` counts cards never seen in a topic that gives no new ones, `hidden` what they weigh, in items.
    """

    id: int
    title: str
    items: int
    bare: int
    unmet: int
    hidden: float
    paused: bool


@dataclass(frozen=True, slots=True)
class LevelPlan:
    """A level (`key` is `roadmap/level`) with its topics that have items."""

    key: str
    title: str
    topics: tuple[TopicPlan, ...]

    @property
    def resting(self) -> tuple[TopicPlan, ...]:
        """The topics that are paused, while others of the level go on: it waits for them."""
        found = tuple(topic for topic in self.topics if topic.paused)
        return found if len(found) < len(self.topics) else ()

    @property
    def proviso(self) -> str:
        """What a date depends on, as a clause; empty where it depends on nothing."""
        titles = [topic.title for topic in self.resting]
        if not titles:
            return ""
        named = listed(titles) if len(titles) <= 2 else f"its {len(titles)} paused topics"
        return f"if {named} {'is' if len(titles) == 1 else 'are'} resumed"

    @property
    def obstacle(self) -> str:
        """Why the level is never ready as things stand, as a sentence without its full stop; or nothing."""
        items, bare = sum(topic.items for topic in self.topics), sum(topic.bare for topic in self.topics)
        if items - bare < LEVEL_COVERAGE * items - ROUNDING:
            return f"{_of_items(bare, items)} no cards yet"
        for topic in self.topics:
            if topic.items - topic.bare < TOPIC_MASTERY * topic.items - ROUNDING:
                return f"{_of_items(topic.bare, topic.items, topic.title)} no cards yet"
        if all(topic.paused for topic in self.topics):
            return "all of it is paused"
        if items - bare - sum(topic.hidden for topic in self.topics) < LEVEL_COVERAGE * items - ROUNDING:
            unmet = sum(topic.unmet for topic in self.topics)
            return f"{counted(unmet, 'card')} of it {_are(unmet)} in topics that give no new cards"
        return ""


def _of_items(bare: int, items: int, topic: str = "") -> str:
    """Return “70 of 80 items have”."""
    place = f" of {topic}" if topic else ""
    return f"{bare} of {counted(items, 'item')}{place} {'has' if bare == 1 else 'have'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def level_plans(
    roadmaps: Sequence[RoadmapTimeline], found: StudyCards, resting: Collection[int]
) -> tuple[list[LevelPlan], Levels]:
    """Return the levels that have items, with the cards of each; both number them alike.

    `resting` are the topics that are paused.
    """
    plans: list[LevelPlan] = []
    topic_of, weights = np.full(len(found.card_ids), -1), np.zeros(len(found.card_ids))
    items: list[float] = []
    level_of: list[int] = []
    order = np.argsort(found.card_ids)
    unmet = (found.cards.stability <= 0) & (found.cards.due_day >= NEVER)
    for roadmap in roadmaps:
        at = roadmap.timeline.places
        sizes = np.diff(np.append(at.begin, len(at.cards)))
        item_of, weight = np.repeat(at.filled, sizes), np.repeat(at.weight, sizes)
        card = order[np.searchsorted(found.card_ids, at.cards, sorter=order)] if len(at.cards) else at.cards
        item_topics = np.array([row.topic_id for row in roadmap.items], np.int64)
        with_cards = np.isin(np.arange(len(item_topics)), at.filled)
        for key, title, topics in _levels(roadmap.items):
            made = []
            for topic, name in topics:
                counts = (item_topics == topic) & at.counts
                if not counts.any():
                    continue
                inside = counts[item_of]
                paused = topic in resting
                never = np.flatnonzero(inside & unmet[card]) if not paused else np.zeros(0, np.int64)
                topic_of[card[inside]], weights[card[inside]] = len(items), weight[inside]
                number, bare = int(counts.sum()), int((counts & ~with_cards).sum())
                made.append(
                    TopicPlan(topic, name, number, bare, len(never), float(weight[never].sum()), paused)
                )
                items.append(number)
                level_of.append(len(plans))
            if made:
                plans.append(LevelPlan(key, title, tuple(made)))
    return plans, Levels(topic_of, weights, np.array(items), np.array(level_of, np.int64))


def _levels(items: Sequence[ItemRow]) -> Iterator[tuple[str, str, list[tuple[int, str]]]]:
    """Yield key and title of each level with id and title of its topics, in the order of the roadmap."""
    for (key, title), rows in groupby(items, key=lambda row: (row.level_key, row.level)):
        topics = {row.topic_id: plain_title(row.topic) for row in rows}
        yield key, plain_title(title), list(topics.items())
