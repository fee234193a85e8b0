"""Taking out of the tree what is not to be learned, before its structure is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap_cards.roadmap.node import Kind, Node, Warn, bullets_counted, size, walk
from roadmap_cards.roadmap.roadmap_words import (
    is_of_the_file,
    is_skipped,
    is_sources,
    may_be_sources,
    note,
    note_alone,
    speaks_of_media,
    speaks_of_videos,
)

_MAX_LEAD = 40
# The file itself in another language, not `02-python/readme.md`.
_README = re.compile(r"^(?:\./)?(?:translations?/)?read-?me(?:[-_.][\w-]{2,})?\.md$", re.IGNORECASE)


def prune(root: Node, warn: Warn) -> None:
    """Take out contents, parts about the file, and sources, which become links of what they stand under."""
    _Pruner(half=size(root) / 2, warn=warn).prune(root)


@dataclass(frozen=True, slots=True)
class _Pruner:
    half: float
    """Half of all bullets: a part that holds more is the roadmap itself, whatever it is called."""
    warn: Warn

    def prune(self, node: Node) -> None:
        kept: list[Node] = []
        contents = self._contents(node)
        for child in node.children:
            if (
                child in contents
                or self._is_note(child, node)
                or self._is_skipped(child)
                or _only_a_note(child)
            ):
                continue
            if self._is_sources(child):
                node.links.extend(self._links_of_sources(child))
                continue
            had_children = bool(child.children)
            self.prune(child)
            found = note(child.title) if child.kind is Kind.HEADING else None
            if found:  # “## Goal: build a chatbot” heads nothing: what follows belongs to the level
                node.keep_note(*found)
                kept.extend(child.children)
            elif had_children and not child.children and child.title.endswith(":"):
                node.links.extend(child.links)
            else:
                kept.append(child)
        node.children = kept

    def _contents(self, node: Node) -> set[Node]:
        bullets = node.bullets
        if len(bullets) < 3:
            return set()
        if sum(map(_is_translation, bullets)) >= 0.8 * len(bullets):
            self.warn(bullets[0].line, f"links to other languages skipped ({bullets_counted(len(bullets))})")
            return set(bullets)
        everything = [below for bullet in bullets for below in (bullet, *walk(bullet))]
        if sum(bullet.anchor_only for bullet in everything) < 0.8 * len(everything):
            return set()
        self.warn(bullets[0].line, f"table of contents skipped ({bullets_counted(len(everything))})")
        return set(bullets)

    def _is_note(self, bullet: Node, parent: Node) -> bool:
        if bullet.kind is not Kind.BULLET or bullet.children or parent.kind is not Kind.HEADING:
            return False
        found = note(bullet.title)
        if found:
            parent.keep_note(*found)
        return found is not None

    def _is_skipped(self, part: Node) -> bool:
        if part.kind is Kind.BULLET or not is_skipped(part.title):
            return False
        if not is_of_the_file(part.title) and (part.kind is Kind.LABEL or size(part) > self.half):
            return False
        if size(part):
            self.warn(part.line, f"“{part.title}” skipped ({bullets_counted(size(part))})")
        return True

    def _is_sources(self, node: Node) -> bool:
        if node.kind is Kind.BULLET and not node.children:
            by_words = node.link_only and speaks_of_media(" ".join([node.title, *node.links]))
            lead = _lead(node.title)
            # “Video: the video tag” may be learned: without a link it is no source.
            return by_words or (is_sources(lead) and (bool(node.links) or not speaks_of_videos(lead)))
        title = node.title.rstrip(": ")
        if size(node) > self.half:
            return False
        return is_sources(title) or (may_be_sources(title) and _mostly_links(node))

    def _links_of_sources(self, node: Node) -> list[str]:
        parts = [node, *walk(node)]
        without = sum(not part.links for part in parts if not part.children and part.kind is Kind.BULLET)
        if without:
            self.warn(
                node.line,
                f"“{node.title}” read as sources; {bullets_counted(without)} without a link left out",
            )
        return [link for part in parts for link in part.links]


def _only_a_note(part: Node) -> bool:
    """Whether this is a heading over the text of a goal or duration, which its parent keeps."""
    return part.kind is not Kind.BULLET and not part.children and bool(note_alone(part.title))


def _is_translation(bullet: Node) -> bool:
    return bullet.link_only and not bullet.children and bool(_README.search(bullet.links[0]))


def _lead(title: str) -> str:
    """Return “Resources” of the bullet “Resources: the docs”."""
    lead, colon, _ = title.partition(":")
    return lead.strip() if colon and len(lead) <= _MAX_LEAD else ""


def _mostly_links(node: Node) -> bool:
    leaves = [part for part in walk(node) if part.kind is Kind.BULLET and not part.children]
    return sum(bool(leaf.links) for leaf in leaves) * 2 >= len(leaves) > 0
