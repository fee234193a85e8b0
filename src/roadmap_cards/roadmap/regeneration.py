"""Generating again: what a roadmap gives now, brought into the files that an earlier generation wrote.

The way: the roadmap gets the keys of the lock (pinning), is generated (generator), each entry is found again
or new (entry_fates), and every file is put together (merging). Nothing is written here: a Plan is a value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from roadmap_cards.errors import ProblemError
from roadmap_cards.roadmap import deck_blocks
from roadmap_cards.roadmap.deck_blocks import DeckBlocks
from roadmap_cards.roadmap.deck_file import LARGEST
from roadmap_cards.roadmap.entry_fates import EntryStep, Fate, Fates, Step, fates
from roadmap_cards.roadmap.generator import STRUCTURE, TO_WRITE, NewDeck, new_decks
from roadmap_cards.roadmap.lock import (
    LOCK_NAME,
    Lock,
    LockedItem,
    LockedSection,
    LockedTopic,
    State,
    read_lock,
)
from roadmap_cards.roadmap.merging import Merged, OwnEntries, merge
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.roadmap.pinning import pin
from roadmap_cards.roadmap.selection import without


@dataclass(frozen=True, slots=True)
class Totals:
    """What the generator has written, once the plan is carried out; a person's own entries are not counted.

    `cards` are scheduled, `drafts` are to be looked at, `to_write` holds nothing yet, `questions` are asked
    by a quiz about the map.
    """

    decks: int
    items: int
    cards: int
    drafts: int
    to_write: int
    questions: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a generation would do.

    `files` holds the new text of each file that changes, by name, and None for one that goes. `own` says what
    stays although the roadmap has no such item: what a person wrote below it.
    """

    roadmap: str
    files: Mapping[str, str | None]
    steps: tuple[EntryStep, ...]
    own: tuple[OwnEntries, ...]
    totals: Totals

    def of(self, step: Step) -> tuple[EntryStep, ...]:
        """Return the entries that this happens to."""
        return tuple(one for one in self.steps if one.step is step)


def plan(
    existing: Mapping[str, str], roadmap: Roadmap, left_out: Collection[str] = (), *, quiz: bool = False
) -> Plan:
    """Return what bringing `roadmap` into these files would do.

    `existing` holds the texts of deck files and lock by their names. `left_out` holds keys of topics,
    sections and items of `roadmap`. Raises ProblemError where a file that was not generated stands in the
    way, where the files are those of another roadmap, and where a deck would be too large to be read.
    """
    lock = read_lock(existing.get(LOCK_NAME, ""))
    pinned = pin(roadmap, lock)
    if lock.roadmap and lock.roadmap != roadmap.key:
        _check_same(roadmap, lock, len(pinned.was))
        pinned = replace(pinned, roadmap=replace(pinned.roadmap, key=lock.roadmap))
    unwanted = frozenset(pinned.renamed.get(key, key) for key in left_out)
    decks = new_decks(without(pinned.roadmap, unwanted), quiz=quiz)
    if not decks:
        raise ProblemError(f"Nothing of “{roadmap.title}” is left to learn.", hint="Leave out less of it.")
    files = _files(existing, lock, decks)
    decided = fates(decks, files, lock, pinned.was)
    merged = {deck.topic: _merged(deck, files, lock, decided, pinned.was) for deck in decks}
    behind = {
        topic.key: _merged(_nothing(topic, files[topic.key]), files, lock, decided, pinned.was)
        for topic in lock.topics
        if topic.key not in merged and topic.key in files
    }
    stays = {
        key: left for key, left in behind.items() if not all(block.blank for block in left.blocks.blocks)
    }
    new_texts: dict[str, str | None] = {f"{key}.md": None for key in behind}
    for key, one in {**merged, **stays}.items():
        new_texts[f"{key}.md"] = _with_ends_of(existing.get(f"{key}.md", ""), one.blocks.text)
    new_texts[LOCK_NAME] = _lock(pinned.roadmap, unwanted, merged, stays).text
    changed = {name: text for name, text in new_texts.items() if text != existing.get(name)}
    _check_sizes(changed)
    steps = [fate.step for fate in decided.all if fate.step] + list(decided.removed)
    order = list(Step)
    return Plan(
        pinned.roadmap.key,
        changed,
        tuple(sorted(steps, key=lambda one: order.index(one.step))),
        tuple(own for one in {**merged, **stays}.values() for own in one.own),
        _totals(decks, decided.all),
    )


def _files(existing: Mapping[str, str], lock: Lock, decks: Iterable[NewDeck]) -> dict[str, DeckBlocks]:
    """Take the deck files apart that the generator has written or would write, by topic."""
    locked = [topic.key for topic in lock.topics]
    files: dict[str, DeckBlocks] = {}
    for key in dict.fromkeys([*locked, *(deck.topic for deck in decks)]):
        text = existing.get(f"{key}.md")
        if text is None:
            continue
        files[key] = deck_blocks.split(text)
        if key not in locked and not any(block.tagged for block in files[key].blocks):
            raise ProblemError(
                f"{key}.md is in the way: a file of that name is there, and nothing in it was generated.",
                hint="Choose another folder, or give that file another name.",
            )
    return files


def _merged(
    deck: NewDeck, files: Mapping[str, DeckBlocks], lock: Lock, decided: Fates, was: Mapping[str, str]
) -> Merged:
    before = lock.topic(deck.topic) or LockedTopic(deck.topic, deck.title)
    return merge(deck, files.get(deck.topic) or DeckBlocks((), []), before, decided, was)


def _nothing(topic: LockedTopic, file: DeckBlocks) -> NewDeck:
    """Return the deck of a topic that is no longer generated."""
    return NewDeck(topic.key, topic.title, file.preamble, ())


def _with_ends_of(old: str, text: str) -> str:
    """Return a text with the line ends of the file that it is written over."""
    if "\r\n" in old and "\n" not in old.replace("\r\n", ""):
        return text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text


def _lock(
    roadmap: Roadmap, unwanted: frozenset[str], merged: Mapping[str, Merged], stays: Mapping[str, Merged]
) -> Lock:
    """Return the lock of all that is written, with what is left out where the roadmap has it."""
    topics: list[LockedTopic] = []
    for topic in roadmap.topics:
        known = merged.get(topic.key) or stays.get(topic.key)
        locked = known.locked if known else LockedTopic(topic.key, topic.title)
        if topic.key not in merged:
            locked.state = State.LEFT_OUT
        listed = {section.key: section for section in locked.sections}
        for section in topic.sections:
            if section.key not in listed:
                # Of sections that share one heading the first stands for all.
                out = topic.key not in merged or section.key in unwanted
                items = [item for item in section.items if out or item.key in unwanted]
                if not items:
                    continue
                listed[section.key] = LockedSection(
                    section.key, section.title, State.LEFT_OUT if out else State.LISTED
                )
                locked.sections.append(listed[section.key])
            present = {item.key for item in listed[section.key].items}
            listed[section.key].items += [
                LockedItem(item.key, item.title, State.LEFT_OUT)
                for item in section.items
                if item.key not in present and {topic.key, section.key, item.key} & unwanted
            ]
        topics.append(locked)
    placed = {topic.key for topic in topics}
    for key, left in stays.items():
        if key not in placed:
            left.locked.state = State.KEPT
            topics.append(left.locked)
    return Lock(roadmap.key, roadmap.title, topics)


def _check_same(roadmap: Roadmap, lock: Lock, found: int) -> None:
    """Refuse a roadmap of another name of which less than half of what was locked is found again."""
    items = sum(len(section.items) for topic in lock.topics for section in topic.sections)
    if found * 2 < items:
        raise ProblemError(
            f"The decks there are those of another roadmap, “{lock.title}”, not of “{roadmap.title}”.",
            hint="Choose another folder.",
        )


def _check_sizes(files: Mapping[str, str | None]) -> None:
    for name, text in files.items():
        if text is not None and name != LOCK_NAME and len(text.encode("utf-8", "surrogateescape")) > LARGEST:
            raise ProblemError(
                f"{name} would be larger than {LARGEST // 1_000_000} MB, which no deck may be.",
                hint="Split this topic of the roadmap into several, or leave parts of it out.",
            )


def _totals(decks: Iterable[NewDeck], decided: Iterable[Fate]) -> Totals:
    written = [fate.entry for fate in decided if fate.block is not None]
    sections = [section for deck in decks for section in deck.sections]
    to_write = sum(entry.tag == TO_WRITE for entry in written)
    questions = sum(entry.tag == STRUCTURE for entry in written)
    studied = [entry for entry in written if entry.cards]
    return Totals(
        decks=len({deck.topic for deck in decks}),
        items=sum(len(section.items) for section in sections),
        cards=sum(entry.cards for entry in studied),
        drafts=len(written) - to_write - questions - len(studied),
        to_write=to_write,
        questions=questions,
    )
