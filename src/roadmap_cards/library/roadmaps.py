"""Actions on roadmaps: looking at a file, previewing what it would become, and taking it into the collection.

A person's own roadmap lives in `<data>/decks/<key>/`: the file itself as `_roadmap.md`, the decks that were
generated from it, and the lock. What reads and generates is imported only when it is asked for: the program
starts without it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_cards.library.decks import Decks, Loaded, own_key_of, own_roadmap, shipped_roadmap_paths
from roadmap_cards.paths import DataFolder
from roadmap_cards.roadmap.lock import LOCK_NAME, ROADMAP_NAME, State, read_lock, states_of
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.storage import map as map_queries
from roadmap_cards.storage.database import Database

if TYPE_CHECKING:
    from roadmap_cards.roadmap.regeneration import Plan


def read_source(path: Path) -> bytes:
    """Return the bytes of a roadmap file; ProblemError says why they cannot be had."""
    from roadmap_cards.roadmap.roadmap_file import read_source_file  # noqa: PLC0415  (as said above)

    return read_source_file(path)


def read_roadmap(path: Path, key: str = "") -> Roadmap:
    """Read a roadmap file; what was repaired, skipped or left aside is in its warnings.

    The key (`key`, else what the file's name or title gives) says which roadmap of the collection it is or
    becomes; one that the program ships keeps its own, so a changed copy of it gets “my-” before it. Raises
    ProblemError where the file cannot be read, or nothing in it is to be learned.
    """
    return parse_source(path, read_source(path), key)


def parse_source(path: Path, source: bytes, key: str = "") -> Roadmap:
    """Read the bytes of a roadmap file; otherwise as `read_roadmap`."""
    from roadmap_cards.roadmap.roadmap_file import parse_file  # noqa: PLC0415  (as said above)

    roadmap = parse_file(path, source, key)
    return replace(roadmap, key=own_key_of(roadmap.key))


def key_at_home(folder: DataFolder, roadmap: Roadmap) -> str:
    """Return the key under which a roadmap is in the collection: its own, or that of one with its title."""
    homes = sorted(path.parent for path in folder.decks.glob(f"*/{LOCK_NAME}"))
    if any(home.name == roadmap.key for home in homes):
        return roadmap.key
    titles = {
        read_lock((home / LOCK_NAME).read_text(encoding="utf-8", errors="replace")).title: home.name
        for home in homes
    }
    return titles.get(roadmap.title, roadmap.key)


def shipped_roadmaps() -> dict[str, Roadmap]:
    """Return the roadmaps that the program ships, by key."""
    from roadmap_cards.roadmap.parser import parse_roadmap  # noqa: PLC0415  (as said above)

    return {
        key: parse_roadmap(path.read_bytes(), key, path.name) for key, path in shipped_roadmap_paths().items()
    }


def left_out_before(folder: DataFolder, roadmap: Roadmap) -> frozenset[str]:
    """Return what was left out when this roadmap was last added, by the keys that it has now.

    Of one that is new, what stands outside its levels.
    """
    from roadmap_cards.roadmap.pinning import pin, taken_in  # noqa: PLC0415  (as said above)

    lock = read_lock(_texts(folder, roadmap).get(LOCK_NAME, ""))
    unwanted = states_of(lock.topics, State.LEFT_OUT)
    pinned = pin(roadmap, lock)
    left_out = {key for key, now in pinned.renamed.items() if pinned.was.get(now, now) in unwanted}
    asides = {aside.topic.key for aside in roadmap.asides}
    return frozenset(left_out | asides - taken_in(roadmap, lock))


def preview(
    folder: DataFolder, roadmap: Roadmap, left_out: Collection[str] = (), *, quiz: bool = False
) -> Plan:
    """Return what `Roadmaps.add` would do. ProblemError says why it could not be done."""
    from roadmap_cards.roadmap.regeneration import plan  # noqa: PLC0415  (as said above)

    return plan(_texts(folder, roadmap), roadmap, left_out, quiz=quiz)


@dataclass(frozen=True, slots=True)
class KnownRoadmap:
    """A roadmap of the collection. `topics` counts those with cards; one that is `own` can be added again."""

    key: str
    title: str
    items: int
    topics: int
    own: bool


class Roadmaps:
    """The roadmaps of the collection. Reached as `library.roadmaps`."""

    def __init__(self, database: Database, decks: Decks) -> None:
        """`decks` reads what was written."""
        self._database = database
        self._decks = decks

    def known(self) -> list[KnownRoadmap]:
        """Return the roadmaps that have levels, in the order in which they came."""
        return [
            KnownRoadmap(row.key, row.title, *counts, own=row.key not in shipped_roadmap_paths())
            for row, counts in map_queries.sizes(self._database.plain)
        ]

    def add(
        self,
        folder: DataFolder,
        roadmap: Roadmap,
        source: bytes,
        left_out: Collection[str] = (),
        *,
        quiz: bool = False,
    ) -> Loaded:
        """Take a roadmap with its generated decks into the collection, or bring it up to date there.

        `source` is what `roadmap` was read from. Topics, sections and items with a key in `left_out` stay
        out, decks and map. A backup is made where cards vanish. Raises ProblemError, and changes nothing,
        where `preview` would.
        """
        from roadmap_cards.roadmap.deck_folder import write_plan, write_source  # noqa: PLC0415  (as above)

        planned = preview(folder, roadmap, left_out, quiz=quiz)
        home = folder.decks / roadmap.key
        write_source(home / ROADMAP_NAME, source)
        write_plan(home, planned)
        return self._decks.load_changed(folder)


def _texts(folder: DataFolder, roadmap: Roadmap) -> dict[str, str]:
    from roadmap_cards.roadmap.deck_folder import read_folder  # noqa: PLC0415  (as said above)

    return read_folder(folder.decks / roadmap.key)


__all__ = [
    "Roadmaps",
    "key_at_home",
    "left_out_before",
    "own_roadmap",
    "parse_source",
    "preview",
    "read_roadmap",
    "read_source",
    "shipped_roadmaps",
]
