"""Which items a question “under which topic does the roadmap list …?” can be asked about, and its options."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from roadmap_cards.roadmap.deck_writer import digest
from roadmap_cards.roadmap.outline import Roadmap, Topic
from roadmap_cards.roadmap.titles import comparable

OPTIONS = 4
_ALIKE = 0.6
_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "vs", "with"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item (by key) stands, and the titles of the topics to choose from, in their order."""

    item: str
    topic: str
    section: str
    options: tuple[str, ...]


def map_questions(roadmap: Roadmap) -> dict[str, tuple[Place, ...]]:
    """Return the items that only one topic can hold, by the key of that topic.

    Left out are items that another topic words much alike, those that name their topic, and levels of fewer
    than three topics: there is nothing to choose between.
    """
    words: dict[str, frozenset[str]] = {}
    topic_of: dict[str, str] = {}
    having: dict[str, list[str]] = defaultdict(list)
    for topic in roadmap.topics:
        for section in topic.sections:
            for item in section.items:
                words[item.key] = _words(item.title)
                topic_of[item.key] = topic.key
                for word in words[item.key]:
                    having[word].append(item.key)
    found: dict[str, tuple[Place, ...]] = {}
    for level in roadmap.levels:
        titles = {comparable(topic.title): topic.title for topic in level.topics}
        if len(titles) < 3:
            continue
        for topic in level.topics:
            named = _words(topic.title)
            places: list[Place] = []
            for section in topic.sections:
                for item in section.items:
                    own = words[item.key]
                    others = {key for word in own for key in having[word] if topic_of[key] != topic.key}
                    if own and not own & named and not any(_alike(own, words[key]) for key in others):
                        options = _options(item.title, topic, list(titles.values()))
                        places.append(Place(item.key, topic.title, section.title, options))
            found[topic.key] = tuple(places)
    return found


def _options(item: str, topic: Topic, titles: list[str]) -> tuple[str, ...]:
    """Choose and order by a hash, so that a question stays as it is when the roadmap is reordered."""
    others = [title for title in titles if comparable(title) != comparable(topic.title)]
    chosen = sorted(others, key=lambda title: digest(f"{item}\n{title}"))[: OPTIONS - 1]
    return tuple(sorted([topic.title, *chosen], key=lambda title: digest(f"{title}\n{item}")))


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.casefold())) - _SMALL_WORDS


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    common = len(one & other)
    return common == min(len(one), len(other)) or common / len(one | other) >= _ALIKE
