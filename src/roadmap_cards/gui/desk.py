"""The work on roadmap files that the window asks for, done with the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from roadmap_cards.gui.widgets.roadmap_desk import Order
from roadmap_cards.library.clock import Clock
from roadmap_cards.library.library import Library, second_library
from roadmap_cards.library.roadmaps import (
    KnownRoadmap,
    key_at_home,
    left_out_before,
    parse_source,
    preview,
    read_source,
)
from roadmap_cards.paths import DataFolder
from roadmap_cards.roadmap.entry_fates import Step
from roadmap_cards.roadmap.outline import Roadmap


@dataclass(frozen=True, slots=True)
class Prospect:
    """What an order would come to, in numbers and titles."""

    decks: int
    to_write: int
    terms: int
    drafts: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    moved: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What was made, and what is wrong with any deck file that was read on the way."""

    title: str
    decks: int
    to_write: int
    flaws: tuple[str, ...] = ()


class Desk:
    """A `RoadmapDesk` on one collection."""

    def __init__(self, folder: DataFolder, library: Library, now: Clock) -> None:
        """`library` is the window's own; whatever the worker does opens the collection a second time."""
        self._folder = folder
        self._library = library
        self._now = now
        self._read: dict[Path, bytes] = {}
        """What stood in a file when it was read: decks are made of that, whatever the file holds by then."""

    def known(self) -> Sequence[KnownRoadmap]:
        """Return the roadmaps of the collection."""
        return self._library.roadmaps.known()

    def read(self, path: Path) -> tuple[Roadmap, frozenset[str]]:
        """Read a roadmap file; with it come the keys of what is left out, unless the person wants it."""
        source = read_source(path)
        roadmap = parse_source(path, source)
        self._read = {path: source}
        at_home = replace(roadmap, key=key_at_home(self._folder, roadmap))
        return roadmap, left_out_before(self._folder, at_home)

    def plan(self, order: Order) -> Prospect:
        """Return what an order would come to; nothing is written."""
        plan = preview(self._folder, order.roadmap, order.left_out)

        def titles(step: Step) -> tuple[str, ...]:
            """Return what this happens to, each once; nothing is a change where all is new."""
            return tuple(dict.fromkeys(found.item for found in plan.of(step))) if order.update else ()

        return Prospect(
            plan.totals.decks,
            plan.totals.to_write,
            plan.totals.cards,
            plan.totals.drafts,
            titles(Step.ADDED),
            titles(Step.CHANGED),
            titles(Step.MOVED),
            titles(Step.REMOVED),
        )

    def make(self, order: Order) -> Done:
        """Write the decks and take them into the collection."""
        source = self._read[order.source]
        totals = preview(self._folder, order.roadmap, order.left_out).totals
        library = second_library(self._folder, self._now)
        try:
            loaded = library.roadmaps.add(self._folder, order.roadmap, source, order.left_out)
        finally:
            library.close()
        return Done(order.title, totals.decks, totals.to_write, loaded.flaws)
