"""A deck file put together from what is generated now and what a person wrote into it before.

Sections and items stand as the roadmap has them. Below an item the entries of the file keep their order and,
where they are the person's, their bytes; what is new comes last. An item that is not generated (any more)
stays for the sake of a person's entries, behind the one that it stood behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from roadmap_cards.roadmap.deck_blocks import (
    Block,
    DeckBlocks,
    ItemBlocks,
    SectionBlocks,
    bare_text,
    fingerprint,
)
from roadmap_cards.roadmap.entry_fates import Fate, Fates
from roadmap_cards.roadmap.generator import NewDeck, NewItem, NewSection
from roadmap_cards.roadmap.lock import LockedItem, LockedSection, LockedTopic, State
from roadmap_cards.roadmap.slug import slug, unique
from roadmap_cards.roadmap.titles import comparable


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """What a person wrote under an item that is not generated: in which deck, and how many entries."""

    topic: str
    item: str
    count: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A deck file as it will be, its part of the lock, and what stays in it for a person's sake."""

    blocks: DeckBlocks
    locked: LockedTopic
    own: tuple[OwnEntries, ...]


def merge(
    deck: NewDeck, file: DeckBlocks, before: LockedTopic, decided: Fates, was: Mapping[str, str]
) -> Merged:
    """Bring a generated deck into its file; `before` is what the lock knows of it, `was` its former keys."""
    return _Merge(deck, file, before, decided, was).merged()


@dataclass(slots=True)
class _ItemRow:
    """An item to be written; `place` is where it stood in the file (-1: nowhere)."""

    blocks: ItemBlocks
    locked: LockedItem
    place: int = -1


@dataclass(slots=True)
class _SectionRow:
    """A section to be written; `place` is where it stood in the file (-1: nowhere)."""

    title: str
    heading: tuple[str, ...]
    locked: LockedSection
    place: int = -1
    items: list[_ItemRow] = field(default_factory=list)

    @property
    def blocks(self) -> SectionBlocks:
        return SectionBlocks(self.title, self.heading, [row.blocks for row in self.items])


class _Merge:
    """The putting together of one file."""

    def __init__(
        self,
        deck: NewDeck,
        file: DeckBlocks,
        before: LockedTopic,
        decided: Fates,
        was: Mapping[str, str],
    ) -> None:
        self._deck, self._file, self._before = deck, file, before
        self._decided, self._was = decided, was
        self._replaced = {fate.replaces: fate for fate in decided.all if fate.replaces}
        self._titles = {
            item.key: (section.title, item.title) for section in before.sections for item in section.items
        }
        self._section_titles = {section.key: section.title for section in before.sections}
        # The items of the file by the titles they stand under; they are taken out one by one.
        self._waiting: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for at, section in enumerate(file.sections):
            for place, item in enumerate(section.items):
                name = (comparable(section.title), comparable(item.title))
                self._waiting.setdefault(name, []).append((at, place))
        # Which blocks of the file are the generator's, by identity: a copy that a person made is not.
        first: dict[str, Block] = {}
        for block in file.blocks:
            first.setdefault(f"{deck.topic}/{block.id}", block)
        self._generated = {id(block): name for name, block in first.items() if name in decided.generated}
        self._written: set[str] = set()

    def merged(self) -> Merged:
        rows = [self._section(section) for section in self._deck.sections]
        own = [found for places in self._waiting.values() for found in places]
        kept = [one for at, place in sorted(own) if (one := self._keep(rows, at, place))]
        preamble, mark = self._preamble()
        locked = LockedTopic(self._deck.topic, self._deck.title, mark)
        for row in rows:
            row.locked.items = [item.locked for item in row.items if item.locked.key]
        locked.sections = [row.locked for row in rows if row.locked.key]
        return Merged(DeckBlocks(preamble, [row.blocks for row in rows]), locked, tuple(kept))

    def _preamble(self) -> tuple[tuple[str, ...], str]:
        """Return the top of the file, which is the person's once they have edited it, and its fingerprint."""
        new, old = self._deck.preamble, self._file.preamble
        mark, there = fingerprint(new), fingerprint(old)
        if there == mark:
            return old, mark
        if bare_text(old) and there != self._before.preamble:
            return old, self._before.preamble
        return (*new, ""), mark

    # --- What is generated

    def _section(self, section: NewSection) -> _SectionRow:
        title = comparable(self._section_titles.get(section.key, section.title))
        places = [at for at, old in enumerate(self._file.sections) if comparable(old.title) == title]
        place = places[0] if places else -1
        heading = self._heading("#", section.title, self._file.sections[place] if places else None)
        row = _SectionRow(section.title, heading, LockedSection(section.key, section.title), place)
        row.items = [self._item(section, item, place) for item in section.items]
        return row

    def _item(self, section: NewSection, item: NewItem, section_place: int) -> _ItemRow:
        titles = self._titles.get(self._was.get(item.key, item.key), (section.title, item.title))
        found = self._waiting.pop((comparable(titles[0]), comparable(titles[1])), [])
        old = [self._file.sections[at].items[place] for at, place in found]
        fates = self._decided.of[self._deck.topic, item.key]
        blocks: list[Block] = []
        for one in old:
            blocks += self._own_and_replaced(one, fates)
        for fate in fates:
            if fate.block is not None and fate.entry.id not in self._written:
                # A blank line above, where the person's last entry has none below it.
                gap = bool(blocks) and bool(blocks[-1].lines[-1].strip())
                blocks.append(replace(fate.block, lines=("", *fate.block.lines)) if gap else fate.block)
                self._written.add(fate.entry.id)
        heading = self._heading("##", item.title, old[0] if old else None)
        locked = LockedItem(item.key, item.title)
        locked.entries = [line for fate in fates if (line := fate.locked)]
        place = next((place for at, place in found if at == section_place), -1)
        return _ItemRow(ItemBlocks(item.title, heading, blocks), locked, place)

    def _own_and_replaced(self, old: ItemBlocks, fates: Sequence[Fate] = ()) -> list[Block]:
        """Return what stays below an item of the file, with what is to be replaced there replaced."""
        blocks: list[Block] = []
        for block in old.blocks:
            name = self._generated.get(id(block))
            fate = self._replaced.get(name or "")
            if fate is not None and fate.block is not None and any(one is fate for one in fates):
                blocks.append(fate.block)
                self._written.add(fate.entry.id)
            elif name is None:
                blocks.append(block)
        return blocks

    def _heading(self, marks: str, title: str, old: SectionBlocks | ItemBlocks | None) -> tuple[str, ...]:
        if old is not None and old.heading and old.title == title:
            return old.heading
        return (f"{marks} {title}", *(old.heading[1:] if old is not None and old.heading else ("",)))

    # --- What stays though it is not generated

    def _keep(self, rows: list[_SectionRow], at: int, place: int) -> OwnEntries | None:
        """Put an item of the file back if anything of the person's stands below it; return it, if entries."""
        section, item = self._file.sections[at], self._file.sections[at].items[place]
        blocks = self._own_and_replaced(item)
        if all(block.blank for block in blocks):
            return None
        row = next((row for row in rows if row.place == at), None)
        if row is None:
            key = self._key_of_section(section.title, [row.locked.key for row in rows])
            row = _SectionRow(
                section.title, section.heading, LockedSection(key, section.title, State.KEPT), at
            )
            rows.insert(_behind([one.place for one in rows], at), row)
        kept = ItemBlocks(item.title, item.heading, blocks)
        locked = self._lock_kept(row, section.title, kept)
        row.items.insert(_behind([one.place for one in row.items], place), _ItemRow(kept, locked, place))
        count = sum(bool(block.id) for block in blocks)
        return OwnEntries(self._deck.topic, item.title, count) if count and item.title else None

    def _key_of_section(self, title: str, taken: Sequence[str]) -> str:
        if not title:
            return ""
        same = (key for key, name in self._section_titles.items() if comparable(name) == comparable(title))
        old = next(same, "")
        names = {key.rpartition("/")[2]: 1 for key in taken}
        return old if old and old not in taken else f"{self._deck.topic}/{unique(slug(title), names)}"

    def _lock_kept(self, row: _SectionRow, section: str, kept: ItemBlocks) -> LockedItem:
        """Return the line of the lock for a kept item, with what the generator knows of its entries."""
        if not kept.title or not row.locked.key:
            return LockedItem("", kept.title)
        names = (comparable(section), comparable(kept.title))
        present = {block.id for block in kept.blocks}
        for old_section in self._before.sections:
            for old in old_section.items:
                if (comparable(old_section.title), comparable(old.title)) == names:
                    locked = LockedItem(old.key, kept.title, State.KEPT)
                    locked.entries = [line for line in old.entries if line.id in present]
                    if all(one.locked.key != old.key for one in row.items):
                        return locked
        taken = {one.locked.key.rpartition("/")[2]: 1 for one in row.items}
        return LockedItem(f"{row.locked.key}/{unique(slug(kept.title), taken)}", kept.title, State.KEPT)


def _behind(places: Sequence[int], place: int) -> int:
    """Return where to insert what stood at `place`: behind the last of those that stood before it."""
    return max((at + 1 for at, one in enumerate(places) if 0 <= one < place), default=0)
