"""What becomes of each generated entry: written anew, written over the one it was before, or left alone.

An entry belongs to the generator as long as it has the tag `generated` and the text it was written with. One
that a person edited stays as it is; one that they deleted is not brought back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from roadmap_cards.roadmap.deck_blocks import Block, DeckBlocks, bare_text, fingerprint
from roadmap_cards.roadmap.deck_writer import with_formerly
from roadmap_cards.roadmap.generator import TO_WRITE, NewDeck, NewEntry, NewItem
from roadmap_cards.roadmap.lock import Lock, LockedEntry


class Step(StrEnum):
    """What happens to an entry."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class EntryStep:
    """An entry that a generation adds, changes, moves or takes away.

    `topic` is the key of its deck, `item` the title it stands under; `before` is the id it had (`topic/id` in
    another deck) where it has another one now.
    """

    step: Step
    topic: str
    id: str
    item: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A generated entry of the lock, with the keys of its topic and item."""

    topic: str
    item: str
    title: str
    entry: LockedEntry

    @property
    def name(self) -> str:
        return f"{self.topic}/{self.entry.id}"


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a generated entry.

    `block` is what is to be written, None where the person has the say; `replaces` names (`topic/id`) the
    entry of a file that it takes the place of; `known` is its line in the lock.
    """

    entry: NewEntry
    block: Block | None
    replaces: str = ""
    known: Known | None = None
    step: EntryStep | None = None

    @property
    def locked(self) -> LockedEntry | None:
        """Its new line in the lock; one that the person deleted or edited keeps the line it had."""
        if self.block is not None:
            return LockedEntry(self.entry.id, self.entry.role, fingerprint(self.block.lines))
        return self.known.entry if self.known else None


@dataclass(frozen=True, slots=True)
class Fates:
    """What becomes of all generated entries, by topic and item.

    `generated` names the entries of the files that are the generator's: what none of the fates replaces goes.
    """

    of: Mapping[tuple[str, str], tuple[Fate, ...]]
    generated: frozenset[str]
    removed: tuple[EntryStep, ...]

    @property
    def all(self) -> Iterator[Fate]:
        for fates in self.of.values():
            yield from fates


def known_entries(lock: Lock) -> dict[str, Known]:
    """Return the generated entries of the lock by their names, `topic/id`."""
    lines = (
        Known(topic.key, item.key, item.title, entry)
        for topic in lock.topics
        for item, entry in topic.entries
    )
    return {line.name: line for line in lines}


def fates(
    decks: Sequence[NewDeck], files: Mapping[str, DeckBlocks], lock: Lock, was: Mapping[str, str]
) -> Fates:
    """Decide about every generated entry; `was` gives the locked key of an item by its present key."""
    return _Judge(decks, files, lock, was).fates()


class _Judge:
    """What is generated, and what stands in the files, side by side."""

    def __init__(
        self,
        decks: Sequence[NewDeck],
        files: Mapping[str, DeckBlocks],
        lock: Lock,
        was: Mapping[str, str],
    ) -> None:
        self._decks = decks
        self._was = was
        self._topics = files.keys()
        self._known = known_entries(lock)
        self._standing: dict[str, Block] = {}
        for topic, file in files.items():
            for block in file.blocks:
                if block.id:
                    self._standing.setdefault(f"{topic}/{block.id}", block)

    def fates(self) -> Fates:
        found: dict[tuple[str, str], list[Fate]] = {}
        lines = self._lines()
        for deck, item, entry in self._entries():
            fate = self._fate(deck, item, entry, lines.get(f"{deck.topic}/{entry.id}"))
            found.setdefault((deck.topic, item.key), []).append(fate)
        replaced = {fate.replaces for some in found.values() for fate in some if fate.replaces}
        untouched = {name for name in self._standing if self._untouched(name)}
        removed = tuple(
            EntryStep(Step.REMOVED, known.topic, known.entry.id, known.title)
            for name, known in self._known.items()
            if name in untouched - replaced
        )
        return Fates(
            {place: tuple(some) for place, some in found.items()}, frozenset(replaced | untouched), removed
        )

    def _entries(self) -> Iterator[tuple[NewDeck, NewItem, NewEntry]]:
        for deck in self._decks:
            for section in deck.sections:
                for item in section.items:
                    for entry in item.entries:
                        yield deck, item, entry

    def _lines(self) -> dict[str, Known]:
        """Return which line of the lock each generated entry continues, by the entry's name.

        The one of the same name; else the one of the same role under the same item; else, for what may be
        said under any item, the one of the same id elsewhere.
        """
        by_role = {(line.item, line.entry.role): line for line in self._known.values()}
        by_id: dict[tuple[str, str], list[Known]] = {}
        for line in self._known.values():
            by_id.setdefault((line.entry.id, line.entry.role), []).append(line)
        entries = [(f"{deck.topic}/{entry.id}", item, entry) for deck, item, entry in self._entries()]
        found = {name: self._known[name] for name, _, _ in entries if name in self._known}
        claimed = {line.name for line in found.values()}
        for name, item, entry in entries:
            if name in found:
                continue
            same_item = by_role.get((self._was.get(item.key, ""), entry.role))
            elsewhere = [] if entry.tag == TO_WRITE else by_id.get((entry.id, entry.role), [])
            for candidate in (same_item, *elsewhere):
                if candidate is not None and candidate.name not in claimed:
                    found[name] = candidate
                    claimed.add(candidate.name)
                    break
        return found

    def _fate(self, deck: NewDeck, item: NewItem, entry: NewEntry, known: Known | None) -> Fate:
        name = f"{deck.topic}/{entry.id}"
        if known is None or known.topic not in self._topics:  # new, or its whole file is gone
            return self._new(deck, item, entry, name)
        before, there = self._standing.get(known.name), self._standing.get(name)
        if before is None and there is not None and _as_generated(there, entry):
            return Fate(entry, there, name, known)  # the last generation was stopped before it wrote the lock
        if before is None or not (self._untouched(known.name) or _as_generated(before, entry)):
            return Fate(entry, None, known=known)
        renamed = () if known.name == name else (entry_ref(known, deck.topic),)
        carried = (_seen_from(deck.topic, former, known.topic) for former in before.formerly)
        formerly = [former for former in (*renamed, *carried) if self._is_free(deck, former)]
        lines = with_formerly(entry.lines, list(dict.fromkeys(formerly)))
        block = before
        if bare_text(lines) != before.text:
            below = before.lines[len(before.text.split("\n")) :]
            block = replace(before, id=entry.id, lines=(*lines, *(below or ("",))))
        step = None
        if renamed or known.item != item.key:
            step = EntryStep(Step.MOVED, deck.topic, entry.id, item.title, renamed[0] if renamed else "")
        elif block is not before:
            step = EntryStep(Step.CHANGED, deck.topic, entry.id, item.title)
        return Fate(entry, block, known.name, known, step)

    def _new(self, deck: NewDeck, item: NewItem, entry: NewEntry, name: str) -> Fate:
        before = self._standing.get(name)
        if before is None:
            step = EntryStep(Step.ADDED, deck.topic, entry.id, item.title)
            return Fate(entry, Block((*entry.lines, ""), entry.id, tagged=True), step=step)
        if _as_generated(before, entry):  # only its line in the lock was lost
            return Fate(entry, before, name)
        return Fate(entry, None)  # an entry of the person's own bears this id

    def _untouched(self, name: str) -> bool:
        block, known = self._standing.get(name), self._known.get(name)
        if block is None or known is None or not block.tagged:
            return False
        return known.entry.fingerprint == fingerprint(block.lines)

    def _is_free(self, deck: NewDeck, former: str) -> bool:
        """Whether no entry of the deck will bear this former id."""
        if "/" in former:
            return True
        own = f"{deck.topic}/{former}"
        stays = own in self._standing and not self._untouched(own)
        return not stays and all(entry.id != former for entry in deck.entries)


def entry_ref(known: Known, topic: str) -> str:
    """Return how a deck refers to an entry: by its id, and by its topic too where that is another one."""
    return known.entry.id if known.topic == topic else known.name


def _seen_from(topic: str, former: str, home: str) -> str:
    """Return a former id, as it was named in the deck `home`, as it is named in `topic`."""
    where, _, name = former.rpartition("/")
    return name if (where or home) == topic else f"{where or home}/{name}"


def _as_generated(block: Block, entry: NewEntry) -> bool:
    return block.tagged and block.text == bare_text(with_formerly(entry.lines, block.formerly))
