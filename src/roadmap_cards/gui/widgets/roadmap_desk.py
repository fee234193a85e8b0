"""What the window asks of the roadmaps in a collection: read a file, say what it would make, make it.

The window is given a `RoadmapDesk`; the values here are all that passes between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from roadmap_cards.roadmap.outline import Roadmap


@dataclass(frozen=True, slots=True)
class Order:
    """What is to become decks.

    `key` and `title` name the roadmap in the collection; `update` says that it is there already and is to be
    brought up to date. `left_out` holds the keys of all topics, sections and items that are left out, each
    with everything below it. Levels are not in it: their keys may be those of topics. An aside that the
    person took in stands in a last level of `roadmap`, “Outside the levels”; the others are left out.
    """

    roadmap: Roadmap
    source: Path
    key: str
    title: str
    left_out: frozenset[str]
    update: bool = False


class Plan(Protocol):
    """What an order would come to.

    `to_write` counts the places where an answer is still to be written, `terms` the cards that can be studied
    at once, `drafts` the proposals to look at. The lists hold titles; they are empty for a new roadmap.
    """

    @property
    def decks(self) -> int: ...
    @property
    def to_write(self) -> int: ...
    @property
    def terms(self) -> int: ...
    @property
    def drafts(self) -> int: ...
    @property
    def added(self) -> Sequence[str]: ...
    @property
    def changed(self) -> Sequence[str]: ...
    @property
    def moved(self) -> Sequence[str]: ...
    @property
    def removed(self) -> Sequence[str]: ...


class Made(Protocol):
    """What was made. It clears the undo stack; `flaws` are those of the deck files read on the way."""

    @property
    def title(self) -> str: ...
    @property
    def decks(self) -> int: ...
    @property
    def to_write(self) -> int: ...
    @property
    def flaws(self) -> Sequence[str]: ...


class KnownRoadmap(Protocol):
    """A roadmap of the collection. `topics` counts those with cards; one that is `own` can be updated."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def items(self) -> int: ...
    @property
    def topics(self) -> int: ...
    @property
    def own(self) -> bool: ...


class RoadmapDesk(Protocol):
    """The work on roadmaps. All but `known` are called on the worker, and may raise ProblemError."""

    def known(self) -> Sequence[KnownRoadmap]:
        """Return the roadmaps of the collection."""
        ...

    def read(self, path: Path) -> tuple[Roadmap, frozenset[str]]:
        """Read a roadmap file; with it come the keys of what is left out, unless the person wants it."""
        ...

    def plan(self, order: Order) -> Plan:
        """Return what an order would come to; nothing is written."""
        ...

    def make(self, order: Order) -> Made:
        """Write the decks and take them into the collection."""
        ...
