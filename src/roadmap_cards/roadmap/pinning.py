"""A roadmap read again, found in what was locked before: topics, sections and items keep their keys.

Matched by exact text first, then by position and a similarity of 80 % or more, or as a longer or shorter
title at the same place, else new. Where two titles differ in a number (“L1 loss”, “L2 loss”), they are two
things, however alike they look.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from roadmap_cards.roadmap.lock import Lock, LockedItem, LockedSection, LockedTopic, State, states_of
from roadmap_cards.roadmap.outline import Item, Roadmap, Section, Topic
from roadmap_cards.roadmap.selection import with_asides, without
from roadmap_cards.roadmap.slug import unique
from roadmap_cards.roadmap.titles import comparable

SIMILAR = 0.8
_COMPARED = 200
_FAR = 40
"""Places in a list that a reworded title may have moved by: comparing all with all takes too long."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """The roadmap under its lasting keys.

    `was` gives the key under which an item was locked, by its present key (another one where it moved to
    another section); `renamed` gives the present key of everything by the key that the parser gave.
    """

    roadmap: Roadmap
    was: Mapping[str, str]
    renamed: Mapping[str, str]


class _Titled(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...


_Old = TypeVar("_Old", bound=_Titled)


def pin(roadmap: Roadmap, lock: Lock) -> Pinned:
    """Give a freshly read roadmap the keys of the lock."""
    return _Pinning(roadmap, lock).pinned()


def effective(roadmap: Roadmap, lock: Lock) -> Roadmap:
    """Return a roadmap as it is studied.

    That is under its lasting keys and the title it was given, with the asides that were taken in, without
    what is left out, and with what is kept for the sake of own cards.
    """
    whole = pin(with_asides(roadmap, taken_in(roadmap, lock)), lock).roadmap
    chosen = without(whole, states_of(lock.topics, State.LEFT_OUT))
    locked = {topic.key: topic for topic in lock.topics}
    levels = tuple(
        replace(level, topics=tuple(_with_kept(topic, locked.get(topic.key)) for topic in level.topics))
        for level in chosen.levels
    )
    return replace(chosen, levels=levels, title=lock.title or chosen.title)


def taken_in(roadmap: Roadmap, lock: Lock) -> set[str]:
    """Return the keys of the asides that stand in the lock, of a title beside those of the topics."""
    listed = Counter(comparable(topic.title) for topic in lock.topics if topic.state is not State.KEPT)
    listed.subtract(comparable(topic.title) for topic in roadmap.topics)
    return {aside.topic.key for aside in roadmap.asides if listed[comparable(aside.topic.title)] > 0}


def _with_kept(topic: Topic, locked: LockedTopic | None) -> Topic:
    if locked is None:
        return topic
    sections = {section.key: section for section in topic.sections}
    for old in locked.sections:
        kept = tuple(Item(item.key, item.title, 0) for item in old.items if item.state is State.KEPT)
        if kept:
            section = sections.get(old.key, Section(old.key, old.title, 0, ()))
            sections[old.key] = replace(section, items=(*section.items, *kept))
    return replace(topic, sections=tuple(sections.values()))


class _Pinning:
    """One matching of a roadmap with a lock."""

    def __init__(self, roadmap: Roadmap, lock: Lock) -> None:
        self._roadmap = roadmap
        self._topics = list(roadmap.topics)
        self._old_topic = _pairs(self._topics, lock.topics)
        self._old_section: dict[str, LockedSection] = {}
        self._old_item: dict[str, LockedItem] = {}
        self._moved: dict[str, LockedItem] = {}
        self._match(lock)

    def _match(self, lock: Lock) -> None:
        """Fill the tables from the parser's keys to what was locked."""
        for topic in self._topics:
            if old_topic := self._old_topic.get(topic.key):
                self._old_section |= _pairs(topic.sections, old_topic.sections)
        for section in self._sections():
            if old := self._old_section.get(section.key):
                self._old_item |= _pairs(section.items, old.items, exact_only=True)
        free = self._free_items(lock)
        for section in self._sections():
            for item in section.items:
                same = free.get(comparable(item.title)) if item.key not in self._old_item else None
                if same:
                    home = self._old_topic.get(section.key.partition("/")[0])
                    prefix = f"{home.key}/" if home else "/"
                    # One from the same topic before one from elsewhere.
                    best = next((old for old in same if old.key.startswith(prefix)), same[0])
                    same.remove(best)
                    self._moved[item.key] = best
        gone = {id(old) for left in free.values() for old in left}
        for section in self._sections():
            if old := self._old_section.get(section.key):
                found = self._old_item.keys() | self._moved.keys()
                new_items = [item for item in section.items if item.key not in found]
                old_items = [item for item in old.items if id(item) in gone]
                self._old_item |= _similar(new_items, old_items, section.items, old.items)

    def _sections(self) -> list[Section]:
        return [section for topic in self._topics for section in topic.sections]

    def _free_items(self, lock: Lock) -> dict[str, list[LockedItem]]:
        """Return the locked items that are not found again where they stood, by their text."""
        found = {id(old) for old in self._old_item.values()}
        free: dict[str, list[LockedItem]] = defaultdict(list)
        for topic in lock.topics:
            for section in topic.sections:
                for item in section.items:
                    if id(item) not in found:
                        free[comparable(item.title)].append(item)
        return free

    def pinned(self) -> Pinned:
        renamed: dict[str, str] = {}
        was: dict[str, str] = {}
        taken = {old.key: 1 for old in self._old_topic.values()}
        levels = tuple(
            replace(level, topics=tuple(self._topic(topic, taken, renamed, was) for topic in level.topics))
            for level in self._roadmap.levels
        )
        return Pinned(replace(self._roadmap, levels=levels), was, renamed)

    def _topic(
        self, topic: Topic, taken: dict[str, int], renamed: dict[str, str], was: dict[str, str]
    ) -> Topic:
        old = self._old_topic.get(topic.key)
        key = old.key if old else unique(topic.key, taken)
        renamed[topic.key] = key
        section_keys = {self._old_section[s.key].key: 1 for s in topic.sections if s.key in self._old_section}
        sections: list[Section] = []
        for section in topic.sections:
            old_section = self._old_section.get(section.key)
            section_key = old_section.key if old_section else _below(key, section.key, section_keys)
            renamed[section.key] = section_key
            item_keys = {self._old_item[i.key].key: 1 for i in section.items if i.key in self._old_item}
            items: list[Item] = []
            for item in section.items:
                old_item = self._old_item.get(item.key)
                item_key = old_item.key if old_item else _below(section_key, item.key, item_keys)
                renamed[item.key] = item_key
                if locked := old_item or self._moved.get(item.key):
                    was[item_key] = locked.key
                items.append(replace(item, key=item_key))
            sections.append(replace(section, key=section_key, items=tuple(items)))
        return replace(topic, key=key, sections=tuple(sections))


def _below(parent: str, fresh: str, taken: dict[str, int]) -> str:
    """Return the key that the parser gave as one below `parent` that none of the `taken` ones is."""
    names = {key.rpartition("/")[2]: 1 for key in taken}
    key = f"{parent}/{unique(fresh.rpartition('/')[2], names)}"
    taken[key] = 1
    return key


def _pairs(new: Sequence[_Titled], old: Sequence[_Old], *, exact_only: bool = False) -> dict[str, _Old]:
    """Return what was locked for each of `new`, by its key."""
    found: dict[str, _Old] = {}
    free: dict[str, list[_Old]] = defaultdict(list)
    for candidate in old:
        free[comparable(candidate.title)].append(candidate)
    for node in new:
        same = free.get(comparable(node.title))
        if same:
            # Of several with this title the one with the same key, else the first.
            at = next((at for at, candidate in enumerate(same) if candidate.key == node.key), 0)
            found[node.key] = same.pop(at)
    if exact_only:
        return found
    left = [node for node in new if node.key not in found]
    gone = {id(candidate) for same in free.values() for candidate in same}
    return found | _similar(left, [candidate for candidate in old if id(candidate) in gone], new, old)


def _similar(
    new: Sequence[_Titled], old: Sequence[_Old], all_new: Sequence[_Titled], all_old: Sequence[_Old]
) -> dict[str, _Old]:
    """Return the pairs that look alike, the most alike first and of those the nearest in position."""
    place_new = {id(node): at for at, node in enumerate(all_new)}
    place_old = {id(node): at for at, node in enumerate(all_old)}
    ranked: list[tuple[float, int, int, int]] = []
    for i, node in enumerate(new):
        for j, candidate in enumerate(old):
            distance = abs(place_new[id(node)] - place_old[id(candidate)])
            ratio = similarity(node.title, candidate.title) if distance <= _FAR else 0.0
            if ratio < SIMILAR and not distance and _holds(node.title, candidate.title):
                ratio = SIMILAR
            if ratio >= SIMILAR:
                ranked.append((-ratio, distance, i, j))
    found: dict[str, _Old] = {}
    used: set[int] = set()
    for _, _, i, j in sorted(ranked):
        if new[i].key not in found and j not in used:
            used.add(j)
            found[new[i].key] = old[j]
    return found


def _holds(one: str, other: str) -> bool:
    """Whether one title holds the words of the other as they stand (“Trees”, “Trees and heaps”)."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    same_numbers = re.findall(r"\d+", one) == re.findall(r"\d+", other)
    return same_numbers and bool(re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long))


def similarity(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 1; 0 where they differ in a number."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0
    matcher = difflib.SequenceMatcher(
        None, one.casefold()[:_COMPARED], other.casefold()[:_COMPARED], autojunk=False
    )
    if matcher.real_quick_ratio() < SIMILAR or matcher.quick_ratio() < SIMILAR:
        return 0.0
    return matcher.ratio()
