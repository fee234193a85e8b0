"""Which headings of a roadmap are its levels, where no overview says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_cards.roadmap.node import Kind, Node, Warn, size, walk
from roadmap_cards.roadmap.roadmap_words import (
    LEVEL_WORDS,
    level_in,
    level_named,
    names_a_stage,
    numbered,
)

MAX_LEVELS = 12
_MIN_SHARE = 0.15
_MIN_SHARE_OF_TWO = 0.40
_MIN_SHARE_OF_REPEATED_WORDS = 0.50
_MAX_PLAIN_LEVELS = 8
_MAIN_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that holds bullets, with its place in the tree (which is not the number of its `#`)."""

    node: Node
    depth: int
    parent: Node


def headings_of(root: Node) -> list[Heading]:
    """Return every heading that holds something, in the order of the file."""
    return list(_headings(root, 0))


def _headings(parent: Node, depth: int) -> Iterator[Heading]:
    for child in parent.children:
        if child.kind is Kind.HEADING and size(child):
            yield Heading(child, depth, parent)
        yield from _headings(child, depth + 1)


def repeated_words(root: Node, headings: Sequence[Heading]) -> list[Heading]:
    """Return the headings “Junior”, “Middle” … where they stand under several topics, lowest level first.

    Then the parents are the topics, and each has a part in one or more levels.
    """
    pure = [heading for heading in headings if level_named(heading.node.title)]
    words = {level_named(heading.node.title) for heading in pure}
    parents = {heading.parent for heading in pure}
    share = sum(size(heading.node) for heading in pure)
    if (
        len(parents) < 2
        or not 2 <= len(words) < len(pure)
        or share < _MIN_SHARE_OF_REPEATED_WORDS * size(root)
    ):
        return []
    order = list(LEVEL_WORDS)
    return sorted(pure, key=lambda heading: order.index(level_named(heading.node.title)))


def find_stages(root: Node, headings: Sequence[Heading], warn: Warn) -> list[Node]:
    """Return the headings that are levels by number, by “… phase” or by a level's word, if there are any.

    More than MAX_LEVELS of them are topics, not levels.
    """
    best: list[Heading] = []
    cover = 0.0
    for group in _numbered_groups(headings):
        if _cover(group) > cover:  # an outer group comes first: an inner one must hold more
            best, cover = group, _cover(group)
    for group in [*_named_groups(headings), *_word_groups(headings)]:
        if _cover(group) > cover * 1.1:
            best, cover = group, _cover(group)
    least = _MIN_SHARE if len(best) > 2 else _MIN_SHARE_OF_TWO
    if not best or cover < least * size(root):
        return []
    nodes = [heading.node for heading in best]
    first = numbered(nodes[0].title)
    if not first or any(numbered(node.title) is None for node in nodes):
        return nodes
    return _tracks(best) or _with_moved(nodes, first[0], warn)


def plain_levels(candidates: Sequence[Node]) -> list[Node]:
    """Return the candidates if they look like levels: two to eight, half with several sub-headings."""
    split = sum(len(node.headings) >= 2 for node in candidates)
    return (
        list(candidates) if 2 <= len(candidates) <= _MAX_PLAIN_LEVELS and split * 2 >= len(candidates) else []
    )


def first_siblings(headings: Sequence[Heading], title: Node | None) -> list[Node]:
    """Return the outermost headings there are at least two of; the roadmap's own title is not one of them.

    Where only one of them is divided and holds almost everything, its parts are meant.
    """
    others = headings
    if title is not None and title.headings and len(headings) > 1:
        others = [heading for heading in headings if heading.node is not title]
    by_depth: dict[int, list[Node]] = {}
    for heading in others:
        by_depth.setdefault(heading.depth, []).append(heading.node)
    several = next((by_depth[depth] for depth in sorted(by_depth) if len(by_depth[depth]) > 1), None)
    if several is None:
        return [heading.node for heading in others[:1]]
    split = [node for node in several if len(node.headings) > 1]
    if len(several) > 2 and len(split) == 1 and size(split[0]) >= _MAIN_SHARE * sum(map(size, several)):
        return split[0].headings  # “Curriculum” between “Summary” and “Team”
    return several


def _cover(group: Sequence[Heading]) -> float:
    return sum(size(heading.node) for heading in group)


def _number(heading: Heading) -> int:
    found = numbered(heading.node.title)
    return found[1] if found else 0


def _numbered_groups(headings: Sequence[Heading]) -> list[list[Heading]]:
    groups: dict[tuple[int, str], list[Heading]] = {}
    for heading in headings:
        found = numbered(heading.node.title)
        if found:
            groups.setdefault((heading.depth, found[0]), []).append(heading)
    several = [groups[place] for place in sorted(groups) if _have_different_titles(groups[place])]
    return [group for group in several if min(map(_number, group)) < 2]


def _named_groups(headings: Sequence[Heading]) -> list[list[Heading]]:
    groups: dict[int, list[Heading]] = {}
    for heading in headings:
        if names_a_stage(heading.node.title):
            groups.setdefault(heading.depth, []).append(heading)
    return [groups[depth] for depth in sorted(groups) if _have_different_titles(groups[depth])]


def _word_groups(headings: Sequence[Heading]) -> list[list[Heading]]:
    groups: dict[int, list[Heading]] = {}
    for heading in headings:
        if level_in(heading.node.title):
            groups.setdefault(heading.depth, []).append(heading)
    several = [groups[depth] for depth in sorted(groups) if len(groups[depth]) > 1]
    return [group for group in several if len({level_in(h.node.title) for h in group}) == len(group)]


def _have_different_titles(group: Sequence[Heading]) -> bool:
    return len({heading.node.title for heading in group}) > 1


def _tracks(stages: Sequence[Heading]) -> list[Node]:
    """Return the parents of stages whose numbering restarts: each parent is a track of its own."""
    if len({_number(stage) for stage in stages}) == len(stages):
        return []
    parents = list(dict.fromkeys(stage.parent for stage in stages))
    return parents if len(parents) > 1 else []


def _with_moved(stages: list[Node], word: str, warn: Warn) -> list[Node]:
    """Move out a stage that is indented one step too far: a “Phase 3” inside “Phase 2”."""
    out = list(stages)
    seen = {found[1] for found in (numbered(stage.title) for stage in stages) if found}
    for stage in stages:
        for part in [stage, *walk(stage)]:
            inside = [child for child in part.children if child.kind is Kind.HEADING]
            for child in inside:
                found = numbered(child.title)
                if not found or found[0] != word or found[1] in seen:
                    continue
                seen.add(found[1])
                part.children.remove(child)
                out.append(child)
                warn(child.line, f"“{child.title}” moved out of “{part.title}”")
    return sorted(out, key=lambda stage: stage.line)
