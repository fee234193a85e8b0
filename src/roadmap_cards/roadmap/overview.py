"""Roadmaps in two parts: an overview (levels with lists of topics) and a heading for each topic's details."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from roadmap_cards.roadmap.drafts import LevelDraft, level_draft
from roadmap_cards.roadmap.node import Kind, Node, Warn, walk
from roadmap_cards.roadmap.roadmap_words import is_projects, level_named
from roadmap_cards.roadmap.stages import Heading
from roadmap_cards.roadmap.titles import clean_title, without_brackets

_NOT_WORDS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A topic that the overview names."""

    bullet: Node
    group: str


@dataclass(frozen=True, slots=True)
class _Stage:
    """A heading of the overview with the topics it names."""

    node: Node
    entries: tuple[_Entry, ...]


@dataclass(slots=True)
class _Part:
    """What a heading with details has for one level."""

    level: LevelDraft
    children: list[Node]
    taken: bool = False


def read_overview(headings: Sequence[Heading], warn: Warn) -> tuple[list[LevelDraft], set[Node]]:
    """Return the levels with their topics in the overview's order, and the headings that went into them.

    Returns nothing where fewer than two headings name other headings in at least half of their bullets.
    """
    by_title: dict[str, list[Heading]] = {}
    for heading in headings:
        by_title.setdefault(_joined(heading.node.title), []).append(heading)
    stages = _stages(headings, by_title, _grouped_entries) or _stages(headings, by_title, _direct_entries)
    if not stages:
        return [], set()
    return _Join(stages, headings, by_title, warn).joined()


def _joined(title: str) -> str:
    """Return what “RLHF” and “RLHF (Reinforcement Learning from Human Feedback)” have in common."""
    return _NOT_WORDS.sub(" ", without_brackets(title)).casefold().strip()


def _grouped_entries(node: Node) -> Iterator[_Entry]:
    for child in node.children:
        if child.kind is not Kind.BULLET and not is_projects(child.title):
            yield from (_Entry(bullet, clean_title(child.title)) for bullet in child.bullets)


def _direct_entries(node: Node) -> Iterator[_Entry]:
    if not is_projects(node.title):
        yield from (_Entry(bullet, "") for bullet in node.bullets)


def _stages(
    headings: Sequence[Heading],
    by_title: dict[str, list[Heading]],
    entries_of: Callable[[Node], Iterator[_Entry]],
) -> list[_Stage]:
    found: list[_Stage] = []
    for heading in headings:
        entries = tuple(entries_of(heading.node))
        if len(entries) < 2:
            continue
        own = {heading.node, *walk(heading.node)}
        elsewhere = sum(
            any(other.node not in own for other in by_title.get(_joined(entry.bullet.title), ()))
            for entry in entries
        )
        if elsewhere * 2 >= len(entries):
            found.append(_Stage(heading.node, entries))
    nodes = {stage.node for stage in found}
    found = [stage for stage in found if not any(part in nodes for part in walk(stage.node))]
    return found if len(found) > 1 else []


class _Join:
    """Brings the overview and the details together."""

    def __init__(
        self,
        stages: Sequence[_Stage],
        headings: Sequence[Heading],
        by_title: dict[str, list[Heading]],
        warn: Warn,
    ) -> None:
        self._stages = stages
        self._headings = headings
        self._warn = warn
        self._overview = {part for stage in stages for part in (stage.node, *walk(stage.node))}
        self._details = {title: self._outermost(found) for title, found in by_title.items()}
        self._levels = [level_draft(stage.node) for stage in stages]
        self._by_word = {level.word: level for level in reversed(self._levels) if level.word}
        self._parts: dict[Node, list[_Part]] = {}

    def joined(self) -> tuple[list[LevelDraft], set[Node]]:
        for stage, level in zip(self._stages, self._levels, strict=True):
            for child in stage.node.children:
                if child.kind is not Kind.BULLET and is_projects(child.title):
                    level.take(child.title, child.line, child.children, ())
            for entry in stage.entries:
                self._take_entry(entry, level)
        self._take_other_levels()
        self._take_unlisted()
        return self._levels, {*self._parts, *(stage.node for stage in self._stages)}

    def _outermost(self, headings: Sequence[Heading]) -> list[Node]:
        outside = [heading for heading in headings if heading.node not in self._overview]
        least = min((heading.depth for heading in outside), default=0)
        return [heading.node for heading in outside if heading.depth == least]

    def _take_entry(self, entry: _Entry, level: LevelDraft) -> None:
        bullet = entry.bullet
        nodes = self._details.get(_joined(bullet.title), [])
        if not nodes:
            self._warn(
                bullet.line, f"“{bullet.title}” is in the overview only; it becomes a topic of one item"
            )
            level.take(bullet.title, bullet.line, [bullet], (), entry.group)
        for node in nodes:
            if node not in self._parts:
                self._parts[node] = self._split(node, level)
            self._take(node, level, entry.group)

    def _take(self, node: Node, level: LevelDraft, group: str = "") -> None:
        for part in self._parts[node]:
            if part.level is level and not part.taken:
                part.taken = True
                level.take(node.title, node.line, part.children, node.links, group)

    def _split(self, node: Node, listed: LevelDraft) -> list[_Part]:
        """Divide a topic with “Junior” and “Middle” in it between these; with one, the overview decides."""
        words = {level_named(child.title) for child in node.headings} - {""}
        if len(words) == 1:
            own = self._by_word.get(next(iter(words)))
            if own is not None and own is not listed:
                self._warn(
                    node.line,
                    f"“{node.title}” is in “{own.title}” here but in “{listed.title}” in the overview",
                )
        parts: list[_Part] = []
        for child in node.children:
            word = level_named(child.title) if child.kind is Kind.HEADING else ""
            level = self._by_word.get(word, listed) if len(words) > 1 else listed
            part = next((part for part in parts if part.level is level), None)
            if part is None:
                part = _Part(level, [])
                parts.append(part)
            part.children.extend(child.children if word else [child])
        return parts

    def _take_other_levels(self) -> None:
        for node, parts in self._parts.items():
            for part in parts:
                if not part.taken:
                    self._warn(
                        node.line, f"“{node.title}” has a part in “{part.level.title}”, unlike the overview"
                    )
                    self._take(node, part.level)

    def _take_unlisted(self) -> None:
        """Take headings beside the details that say their level themselves."""
        inside = {below for node in self._parts for below in walk(node)}
        depths = {heading.depth for heading in self._headings if heading.node in self._parts}
        for heading in self._headings:
            node = heading.node
            if heading.depth not in depths or node in self._parts or node in inside or node in self._overview:
                continue
            levels = [self._by_word.get(level_named(child.title)) for child in node.headings]
            level = next((level for level in levels if level is not None), None)
            if level is None or any(below in self._parts for below in walk(node)):
                continue
            self._warn(
                node.line, f"“{node.title}” is not in the overview; put into “{level.title}” by its own word"
            )
            self._parts[node] = self._split(node, level)
            for part in self._parts[node]:
                self._take(node, part.level)
