"""A roadmap without the parts that a person leaves out, and with asides that they take in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from roadmap_cards.roadmap.outline import Level, Roadmap, Topic
from roadmap_cards.roadmap.slug import slug

OUTSIDE = "Outside the levels"
"""The level of asides that a person takes in."""


def without(roadmap: Roadmap, left_out: Collection[str]) -> Roadmap:
    """Return the roadmap without the topics, sections and items of these keys, and what they leave empty."""
    unwanted = frozenset(left_out)
    if not unwanted:
        return roadmap
    levels = tuple(
        replace(level, topics=tuple(found for topic in level.topics if (found := _topic(topic, unwanted))))
        for level in roadmap.levels
    )
    return replace(roadmap, levels=tuple(level for level in levels if level.topics))


def with_asides(roadmap: Roadmap, keys: Collection[str]) -> Roadmap:
    """Return the roadmap with the asides of these keys as topics of a last level of their own."""
    taken = tuple(aside for aside in roadmap.asides if aside.topic.key in keys)
    if not taken:
        return roadmap
    last = Level(slug(OUTSIDE), OUTSIDE, taken[0].line, tuple(aside.topic for aside in taken))
    others = tuple(aside for aside in roadmap.asides if aside not in taken)
    return replace(roadmap, levels=(*roadmap.levels, last), asides=others)


def _topic(topic: Topic, unwanted: frozenset[str]) -> Topic | None:
    sections = [
        replace(section, items=tuple(item for item in section.items if item.key not in unwanted))
        for section in topic.sections
        if section.key not in unwanted
    ]
    kept = tuple(section for section in sections if section.items)
    return replace(topic, sections=kept) if kept and topic.key not in unwanted else None
