"""The tree a roadmap file is read into, before it is known what in it is a level, a topic or an item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum

Warn = Callable[[int, str], None]
"""Says something about a line of the file; line 0 is the file as a whole."""


class Kind(Enum):
    """What a node looked like in the file."""

    HEADING = "heading"
    LABEL = "label"
    """A bold line, or a short one that ends in a colon, over a list."""
    BULLET = "bullet"


@dataclass(slots=True, eq=False)
class Node:
    """A heading, label or bullet with what stands under it; the one parse it belongs to may move it."""

    kind: Kind
    title: str
    line: int
    depth: int = 0
    """1 to 6 for headings as in HTML, deeper for folded parts and groups of a table."""
    children: list[Node] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    duration: str = ""
    goal: str = ""
    headed: bool = False
    """A bullet written as a heading (`- ## Title`)."""
    lead: str = ""
    """The bold words that a bullet begins with."""
    link_only: bool = False
    anchor_only: bool = False

    @property
    def bullets(self) -> list[Node]:
        return [child for child in self.children if child.kind is Kind.BULLET]

    @property
    def headings(self) -> list[Node]:
        """The sub-headings that hold something."""
        return [child for child in self.children if child.kind is Kind.HEADING and size(child)]

    def keep_note(self, kind: str, text: str) -> None:
        """Keep a “duration” or “goal” said under this heading; the first one counts."""
        if kind == "duration":
            self.duration = self.duration or text
        else:
            self.goal = self.goal or text


def walk(node: Node) -> Iterator[Node]:
    """Yield everything below `node`, in the order of the file."""
    for child in node.children:
        yield child
        yield from walk(child)


def size(node: Node) -> int:
    """Return how many bullets without children there are in `node`."""
    if node.children:
        return sum(size(child) for child in node.children)
    return int(node.kind is Kind.BULLET)


def mostly_groups(bullets: list[Node]) -> bool:
    """Whether at least half of a list's bullets have children, so that these bullets are names of groups."""
    with_children = sum(bool(bullet.children) for bullet in bullets)
    return with_children > 0 and with_children * 2 >= len(bullets)


def bullets_counted(count: int) -> str:
    """Return “1 bullet” or “3 bullets”."""
    return "1 bullet" if count == 1 else f"{count} bullets"
