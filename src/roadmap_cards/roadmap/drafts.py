"""Levels, topics and sections without keys, and how a part of the tree becomes one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap_cards.roadmap.node import Kind, Node, Warn, mostly_groups, size, walk
from roadmap_cards.roadmap.roadmap_words import duration_in, is_projects, level_in
from roadmap_cards.roadmap.titles import clean_title

GENERAL = "General"
"""The name of a section or level that has none."""


@dataclass(slots=True)
class SectionDraft:
    """A section whose items are still bullets; their children are details."""

    title: str
    line: int
    items: list[Node]
    links: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TopicDraft:
    """A topic without a key."""

    title: str
    line: int
    sections: list[SectionDraft]
    links: list[str]
    group: str = ""


@dataclass(slots=True)
class LevelDraft:
    """A level without a key; `word` is the key of the level its heading speaks of, if it does."""

    title: str
    line: int
    word: str = ""
    duration: str = ""
    goal: str = ""
    topics: list[TopicDraft] = field(default_factory=list)
    projects: list[Node] = field(default_factory=list)

    def take(
        self, title: str, line: int, children: Sequence[Node], links: Sequence[str], group: str = ""
    ) -> None:
        """Add a topic made of `children`; its projects go to the level's, and an empty topic nowhere."""
        if is_projects(title):
            self.projects.extend(_bullets_in(children))
            return
        found = _sections(children, "")
        sections: list[SectionDraft] = []
        for section in found:
            if is_projects(section.title.rpartition(" / ")[2]):
                self.projects.extend(section.items)
            elif section.items:
                sections.append(section)
        if sections:
            all_links = [*links, *(link for section in found for link in section.links)]
            self.topics.append(TopicDraft(title, line, sections, all_links, group))

    def take_node(self, node: Node, group: str = "") -> None:
        """Add a heading, or a bullet with children, as a topic."""
        self.take(clean_title(node.title), node.line, node.children, node.links, group)


@dataclass(slots=True)
class Outline:
    """What a file was understood as; `asides` are the parts outside the levels."""

    levels: list[LevelDraft]
    asides: list[TopicDraft] = field(default_factory=list)


def level_draft(node: Node) -> LevelDraft:
    """Return an empty level for this heading."""
    duration, title = duration_in(node.title)
    return LevelDraft(
        title=clean_title(title),
        line=node.line,
        word=level_in(node.title),
        duration=duration or node.duration,
        goal=node.goal,
    )


def aside_draft(title: str, line: int, children: Sequence[Node], links: Sequence[str]) -> TopicDraft:
    """Return a part outside the levels as a topic; without a level, its projects are sections like others."""
    found = _sections(children, "")
    all_links = [*links, *(link for section in found for link in section.links)]
    return TopicDraft(title, line, [section for section in found if section.items], all_links)


def take_topics(level: LevelDraft, stage: Node, warn: Warn) -> None:
    """Fill `level`: sub-headings are its topics, else bullets with children, else it is one topic itself."""
    topics = stage.headings
    bullets = stage.bullets
    if not topics and mostly_groups(bullets):
        topics = [bullet for bullet in bullets if bullet.children]
    taken = set(topics)
    rest = [child for child in stage.children if child not in taken]
    if any(size(child) for child in rest):
        level.take(level.title, stage.line, rest, stage.links)
    elif stage.links:
        warn(
            stage.line,
            f"{len(stage.links)} links under “{stage.title}” belong to none of its topics; left out",
        )
    for topic in topics:
        level.take_node(topic)


def _bullets_in(children: Sequence[Node]) -> list[Node]:
    out: list[Node] = []
    for child in children:
        out.extend([child] if child.kind is Kind.BULLET else _bullets_in(child.children))
    return out


def _sections(children: Sequence[Node], prefix: str, line: int = 0) -> list[SectionDraft]:
    """Return the sections of a topic, or of a heading or label (`prefix`, at `line`) inside it."""
    out: list[SectionDraft] = []
    loose: SectionDraft | None = None
    grouped = not prefix and mostly_groups([child for child in children if child.kind is Kind.BULLET])
    for child in children:
        title = clean_title(child.title)
        if child.kind is not Kind.BULLET:
            # It holds the links of the heading itself; its bullets come as a section of that name.
            out.append(SectionDraft(title, child.line, [], list(child.links)))
            out.extend(_sections(child.children, f"{prefix} / {title}" if prefix else title, child.line))
        elif child.children and (child.headed or grouped):
            out.append(SectionDraft(title, child.line, child.children, list(child.links)))
        else:
            if loose is None:
                loose = SectionDraft(prefix or GENERAL, line or child.line, [])
                out.append(loose)
            loose.items.append(child)
    return out


def details_of(item: Node) -> tuple[str, ...]:
    """Return what is said about an item: its further paragraphs and everything nested under it."""
    return tuple(text for part in (item, *walk(item)) for text in _texts(part, item) if text)


def _texts(part: Node, item: Node) -> list[str]:
    return part.details if part is item else [part.title, *part.details]
