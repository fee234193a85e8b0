"""A roadmap as values: Roadmap > Level > Topic > Section > Item, and the projects of each level.

Keys are slugs, unique within their parent's roadmap: a level's `junior`, a topic's `attention-mechanism`, a
section's `attention-mechanism/basic-attention`, an item's
`attention-mechanism/basic-attention/context-vectors`.
Lines count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roadmap_cards.errors import Flaw


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to learn: a bullet of the roadmap, or a row of a table."""

    key: str
    title: str
    line: int
    details: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A named group of items inside a topic."""

    key: str
    title: str
    line: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What one deck is about. `group` is the heading it stands under in the overview (“Theory”), if any."""

    key: str
    title: str
    line: int
    sections: tuple[Section, ...]
    group: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """Something to build at the end of a level."""

    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Level:
    """A stage of the way, with what it takes and what it aims at, as the roadmap words it."""

    key: str
    title: str
    line: int
    topics: tuple[Topic, ...]
    duration: str = ""
    goal: str = ""
    projects: tuple[Project, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A part that stands outside the levels: read, but left out unless the person takes it in."""

    topic: Topic
    line: int


@dataclass(frozen=True, slots=True)
class Roadmap:
    """A whole roadmap; `warnings` say what was repaired, skipped or left aside, by line."""

    key: str
    title: str
    levels: tuple[Level, ...]
    asides: tuple[Aside, ...] = ()
    warnings: tuple[Flaw, ...] = ()

    @property
    def topics(self) -> Iterator[Topic]:
        for level in self.levels:
            yield from level.topics

    def topic(self, key: str) -> Topic | None:
        """Return the topic with this key, or None."""
        return next((topic for topic in self.topics if topic.key == key), None)
