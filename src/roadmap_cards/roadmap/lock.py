"""`roadmap.lock`: what a generation wrote, kept beside its deck files.

It tells the generator's own entries from a person's (an entry that no longer has the fingerprint noted here
was edited), and it pins keys: whatever a roadmap's wording becomes, an item keeps the key it was first given.
One file, because keys and fingerprints are only true together; lines of fields between tabs, in the order of
the roadmap, so that two versions can be compared by eye.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

LOCK_NAME = "roadmap.lock"
ROADMAP_NAME = "_roadmap.md"
"""The roadmap itself, where it is kept beside its decks: no topic's key begins with “_”."""
_HEAD = "# Written by roadmap-cards: which entries it generated, under which keys. Keep it beside the decks."


class State(StrEnum):
    """What became of a topic, section or item."""

    LISTED = "listed"
    LEFT_OUT = "left-out"
    """The roadmap lists it, the person does not want it."""
    KEPT = "kept"
    """The roadmap lists it no longer; it stays for the sake of a person's own cards."""


@dataclass(frozen=True, slots=True)
class LockedEntry:
    """A generated entry: its id, its role among those of its item, the fingerprint of its text."""

    id: str
    role: str
    fingerprint: str


@dataclass(slots=True)
class LockedItem:
    key: str
    title: str
    state: State = State.LISTED
    entries: list[LockedEntry] = field(default_factory=list)


@dataclass(slots=True)
class LockedSection:
    key: str
    title: str
    state: State = State.LISTED
    items: list[LockedItem] = field(default_factory=list)


@dataclass(slots=True)
class LockedTopic:
    """A topic; `preamble` is the fingerprint of its file's front matter."""

    key: str
    title: str
    preamble: str = ""
    state: State = State.LISTED
    sections: list[LockedSection] = field(default_factory=list)

    @property
    def entries(self) -> Iterator[tuple[LockedItem, LockedEntry]]:
        for section in self.sections:
            for item in section.items:
                for entry in item.entries:
                    yield item, entry


@dataclass(slots=True)
class Lock:
    """The last generation: its roadmap by key and title, and its topics; empty before the first."""

    roadmap: str = ""
    title: str = ""
    topics: list[LockedTopic] = field(default_factory=list)

    def topic(self, key: str) -> LockedTopic | None:
        return next((topic for topic in self.topics if topic.key == key), None)

    @property
    def text(self) -> str:
        return "\n".join([_HEAD, *("\t".join(fields) for fields in self._lines()), ""])

    def _lines(self) -> Iterator[tuple[str, ...]]:
        yield "roadmap", self.roadmap, _one_line(self.title)
        for topic in self.topics:
            yield "topic", topic.key, topic.state, topic.preamble, _one_line(topic.title)
            for section in topic.sections:
                yield "section", section.key, section.state, _one_line(section.title)
                for item in section.items:
                    yield "item", item.key, item.state, _one_line(item.title)
                    for entry in item.entries:
                        yield "entry", entry.id, entry.fingerprint, entry.role


def read_lock(text: str) -> Lock:
    """Read a lock file; a line that is none of its own is passed over, as is what depends on it."""
    lock = Lock()
    for line in text.replace("\r\n", "\n").split("\n"):
        match line.split("\t"):
            case ["roadmap", key, title]:
                lock.roadmap, lock.title = key, title
            case ["topic", key, state, preamble, title] if state in set(State):
                lock.topics.append(LockedTopic(key, title, preamble, State(state)))
            case ["section", key, state, title] if lock.topics and state in set(State):
                lock.topics[-1].sections.append(LockedSection(key, title, State(state)))
            case ["item", key, state, title] if (section := _last(lock)) and state in set(State):
                section.items.append(LockedItem(key, title, State(state)))
            case ["entry", name, fingerprint, role] if (section := _last(lock)) and section.items:
                section.items[-1].entries.append(LockedEntry(name, role, fingerprint))
    return lock


def states_of(topics: Iterable[LockedTopic], state: State) -> frozenset[str]:
    """Return the keys of topics, sections and items in this state."""
    found: set[str] = set()
    for topic in topics:
        nodes: list[LockedTopic | LockedSection | LockedItem] = [topic, *topic.sections]
        nodes += [item for section in topic.sections for item in section.items]
        found |= {node.key for node in nodes if node.state is state}
    return frozenset(found)


def _last(lock: Lock) -> LockedSection | None:
    return lock.topics[-1].sections[-1] if lock.topics and lock.topics[-1].sections else None


def _one_line(text: str) -> str:
    return " ".join(text.split())
