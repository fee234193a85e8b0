"""The tree of a roadmap -> its levels and topics: the rules in their order, the first that matches counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_cards.roadmap.drafts import (
    GENERAL,
    LevelDraft,
    Outline,
    TopicDraft,
    aside_draft,
    level_draft,
    take_topics,
)
from roadmap_cards.roadmap.node import Kind, Node, Warn, bullets_counted, mostly_groups, size, walk
from roadmap_cards.roadmap.overview import read_overview
from roadmap_cards.roadmap.roadmap_words import is_skipped, level_named, names_a_roadmap
from roadmap_cards.roadmap.stages import (
    MAX_LEVELS,
    Heading,
    find_stages,
    first_siblings,
    headings_of,
    plain_levels,
    repeated_words,
)
from roadmap_cards.roadmap.titles import clean_title, comparable
from roadmap_cards.roadmap.wording import listed, quoted

_PROMOTED_DEPTHS = 3
_PROMOTED_DEPTH = 20
_MOST_NAMED = 3
_MIN_FOR_PARTS = 3
# So many stages of one list each are no longer levels.
_MAX_FLAT_LEVELS = 6


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the tree that could be a topic."""

    title: str
    line: int
    children: Sequence[Node]
    links: Sequence[str]


def title_heading(root: Node) -> Node | None:
    """Return the title of the roadmap: a heading of the first rank, or what stands alone above the rest."""
    titles = [node for node in walk(root) if node.kind is not Kind.BULLET and not is_skipped(node.title)]
    headings = [node for node in titles if node.kind is Kind.HEADING]
    of_first_rank = [heading for heading in headings if heading.depth == 1]
    opening = titles[0] if titles and titles[0] in root.children[:1] else None
    if len(of_first_rank) != 1 and opening is not None and _stands_above(opening, headings):
        return opening
    if of_first_rank:
        first, *others = of_first_rank
        is_a_part = size(first) and not first.headings and any(size(other) for other in others)
        return None if is_a_part else first
    outermost = [child for child in root.children if child.kind is Kind.HEADING]
    return outermost[0] if len(outermost) == 1 else None


def _stands_above(first: Node, headings: Sequence[Node]) -> bool:
    """Whether the first thing in the file heads nothing itself, and is no part like those that follow."""
    after = next((heading for heading in headings if heading is not first), None)
    if first.children or after is None:
        return False
    return first.kind is Kind.LABEL or first.depth > after.depth or names_a_roadmap(first.title)


def put_headings_in(root: Node, title: Node | None, warn: Warn) -> None:
    """Let bullets with children act as headings where there are none, and headings over prose as items.

    They are items where they outnumber the bullets; a few among many bullets are told and left out.
    """
    filled = [heading for heading in headings_of(root) if heading.node is not title]
    if len(filled) < 2:
        _promote(root, _PROMOTED_DEPTHS)
    leaves = [
        node for node in walk(root) if node.kind is Kind.HEADING and not node.children and node is not title
    ]
    if not leaves:
        return
    bullets, count = size(root), len(leaves)
    if count <= bullets:
        names = [quoted(leaf.title) for leaf in leaves[:_MOST_NAMED]]
        names += [f"{count - _MOST_NAMED} more"] if count > _MOST_NAMED else []
        have, were = ("has", "was") if count == 1 else ("have", "were")
        warn(leaves[0].line, f"{listed(names)} {have} no list below and {were} left out")
        return
    for leaf in leaves:
        leaf.kind = Kind.BULLET
    if bullets:
        warn(leaves[0].line, f"{count} headings without a list read as items, this one first")
    else:
        warn(leaves[0].line, f"no bullets or tables; {count} headings read as items")


def _promote(node: Node, ranks: int) -> None:
    groups = mostly_groups(node.bullets)
    for child in node.children:
        if child.kind is not Kind.BULLET:
            _promote(child, ranks)
        elif groups and child.children and ranks:
            child.kind, child.depth = Kind.HEADING, _PROMOTED_DEPTH - ranks
            child.title = clean_title(child.title)
            _promote(child, ranks - 1)


def recognise(root: Node, title: Node | None, warn: Warn) -> Outline:
    """Return the levels with their topics, and what stands outside them."""
    headings = headings_of(root)
    levels, used = read_overview(headings, warn)
    if not levels:
        levels, used = _by_repeated_words(root, headings)
    if not levels:
        levels, used = _by_stages(root, headings, title, warn)
    if not levels:
        return Outline([_general(root, headings, title)])
    return Outline(levels, _asides(root, title, used, warn))


def _by_repeated_words(root: Node, headings: Sequence[Heading]) -> tuple[list[LevelDraft], set[Node]]:
    levels: dict[str, LevelDraft] = {}
    pure = repeated_words(root, headings)
    for heading in pure:
        word = level_named(heading.node.title)
        if word not in levels:
            levels[word] = level_draft(heading.node)
        levels[word].take(
            heading.parent.title, heading.parent.line, heading.node.children, heading.node.links
        )
    return list(levels.values()), {heading.node for heading in pure}


def _by_stages(
    root: Node, headings: Sequence[Heading], title: Node | None, warn: Warn
) -> tuple[list[LevelDraft], set[Node]]:
    stages = find_stages(root, headings, warn) or plain_levels(first_siblings(headings, title))
    in_parts = _have_the_same_parts(stages)
    flat = len(stages) if in_parts else sum(not stage.headings for stage in stages)
    too_many = len(stages) > MAX_LEVELS
    if too_many or (len(stages) > _MAX_FLAT_LEVELS and flat * 2 > len(stages)):
        if too_many:
            warn(stages[0].line, f"{len(stages)} stages are too many for levels; read as topics")
        general = LevelDraft(GENERAL, stages[0].line)
        for stage in stages:
            general.take_node(stage)
        return [general], set(stages)
    levels: list[LevelDraft] = []
    for stage in stages:
        level = level_draft(stage)
        if in_parts:
            level.take(level.title, stage.line, stage.children, stage.links)
        else:
            take_topics(level, stage, warn)
        levels.append(level)
    return levels, set(stages)


def _have_the_same_parts(stages: Sequence[Node]) -> bool:
    """Whether most sub-headings recur from stage to stage (“Learn”, “Tools”): those name no topics."""
    if len(stages) < _MIN_FOR_PARTS:
        return False
    parts = [[comparable(heading.title) for heading in stage.headings] for stage in stages]
    stages_with = Counter(title for titles in parts for title in set(titles))
    recurring = sum(stages_with[title] > 1 for titles in parts for title in titles)
    return recurring > 0 and recurring * 2 >= sum(len(titles) for titles in parts)


def _general(root: Node, headings: Sequence[Heading], title: Node | None) -> LevelDraft:
    """Return the one level of a roadmap without levels: its outermost headings are topics, as is the rest."""
    topics = first_siblings(headings, title)
    general = LevelDraft(GENERAL, topics[0].line if topics else 1)
    parts = [_Part(node.title, node.line, node.children, node.links) for node in topics]
    parts.extend(_outside(root, title, set(topics)))
    for part in sorted(parts, key=lambda part: part.line):
        general.take(part.title, part.line, part.children, part.links)
    return general


def _asides(root: Node, title: Node | None, used: set[Node], warn: Warn) -> list[TopicDraft]:
    asides: list[TopicDraft] = []
    for part in _outside(root, title, used):
        count = bullets_counted(sum(size(child) for child in part.children))
        warn(part.line, f"“{part.title}” ({count}) is outside the levels: left out unless you take it in")
        asides.append(aside_draft(part.title, part.line, part.children, part.links))
    return asides


def _outside(root: Node, title: Node | None, used: set[Node]) -> list[_Part]:
    """Return everything that neither is in `used` nor holds any of it."""
    holders = _holders(root, used)
    out: list[_Part] = []

    def look_into(holder: Node) -> None:
        loose = [child for child in holder.children if child.kind is not Kind.HEADING]
        if any(size(child) for child in loose):
            name = holder.title or (title.title if title is not None else GENERAL)
            out.append(_Part(name, loose[0].line, loose, holder.links))
        for child in holder.children:
            if child in holders:
                look_into(child)
            elif child.kind is Kind.HEADING and child not in used and size(child):
                out.append(_Part(child.title, child.line, child.children, child.links))

    look_into(root)
    return out


def _holders(root: Node, used: set[Node]) -> set[Node]:
    holders: set[Node] = set()

    def holds(node: Node) -> bool:
        inside = [holds(child) for child in node.children]
        if any(inside):
            holders.add(node)
        return any(inside) or node in used

    holds(root)
    return holders - used
