"""Markdown -> Roadmap: any learning roadmap a person has, or one clear sentence why it cannot be read.

The way of a file: source_text (decoding, repair) -> markdown_tree (headings, labels, bullets) -> pruning
(contents, sources) -> leads (names of long bullets) -> structure (levels, topics) -> values with keys, here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from roadmap_cards.errors import Flaw, ProblemError
from roadmap_cards.roadmap.drafts import GENERAL, LevelDraft, SectionDraft, TopicDraft, details_of
from roadmap_cards.roadmap.leads import name_by_leads
from roadmap_cards.roadmap.markdown_tree import is_indented_outline, read_indented, read_tree
from roadmap_cards.roadmap.node import Kind, Node, Warn, size, walk
from roadmap_cards.roadmap.outline import Aside, Item, Level, Project, Roadmap, Section, Topic
from roadmap_cards.roadmap.pruning import prune
from roadmap_cards.roadmap.roadmap_words import is_of_a_program, is_skipped
from roadmap_cards.roadmap.slug import slug, unique
from roadmap_cards.roadmap.source_text import read_source
from roadmap_cards.roadmap.structure import put_headings_in, recognise, title_heading
from roadmap_cards.roadmap.titles import without_brackets
from roadmap_cards.roadmap.wording import listed, quoted

MAX_ITEMS = 5_000
_PROGRAM_PARTS = 3
_CLOSING_COLON = re.compile(r"\s*(?<!:)[:：]\s*$")
_LEVEL_KEY_LENGTH = 40


def parse_roadmap(text: str | bytes, key: str, where: str = "roadmap") -> Roadmap:
    """Read a roadmap; what was repaired, skipped or left aside is in its warnings, by line.

    `where` is the file as the person knows it. Raises ProblemError for more than 2 MB or 5,000 items, for
    what is not text, for the readme of a program, and where there is nothing to learn; never returns a
    roadmap without items.
    """
    warnings: list[Flaw] = []

    def warn(line: int, message: str) -> None:
        warnings.append(Flaw(where, line, message, warning=True))

    root = _tree(text, where, warn)
    title = title_heading(root)
    _refuse_readme(root, title, where)
    prune(root, warn)
    name_by_leads(root)
    put_headings_in(root, title, warn)
    outline = recognise(root, title, warn)
    levels = [level for level in outline.levels if level.topics]
    if not levels:
        raise ProblemError(
            f"{where}: no bullets, tables or sub-headings found; there is nothing to learn in it.",
            hint="Write topics as headings (“## Topic”) and what to learn as bullets (“- item”) under them.",
        )
    count = sum(
        len(section.items) for level in levels for topic in level.topics for section in topic.sections
    )
    if count > MAX_ITEMS:
        raise ProblemError(
            f"{where} has {count:,} items; at most {MAX_ITEMS:,} are read.",
            hint="Split it into several roadmaps, or leave out what is not to be learned.",
        )
    name = _title(title, levels) or key.replace("-", " ").capitalize()
    empty = Roadmap(key, name, (), (), tuple(sorted(warnings)))
    return _Keys().roadmap(empty, levels, outline.asides)


def _refuse_readme(root: Node, title: Node | None, where: str) -> None:
    """Refuse the readme of a program: most of its headings and bullets are of parts that such a file has."""
    outermost = title if title is not None and title.headings else root
    headings = [child for child in outermost.children if child.kind is Kind.HEADING and child is not title]
    program = [heading for heading in headings if is_of_a_program(heading.title)]
    about = [heading for heading in headings if is_skipped(heading.title)]
    bullets = sum(size(heading) for heading in (*program, *about))
    parts = len(program) + len(about)
    if len(program) >= _PROGRAM_PARTS and parts * 2 >= len(headings) and bullets * 2 >= size(root):
        named = listed(quoted(heading.title) for heading in program[:_PROGRAM_PARTS])
        raise ProblemError(
            f"{where} looks like the readme of a program ({named}), not like a roadmap.",
            hint="Name the file that lists what is to be learned.",
        )


def _title(heading: Node | None, levels: Sequence[LevelDraft]) -> str:
    """Return the title of the roadmap; a first heading that turned out to be a level is none."""
    if heading is None or any(level.line == heading.line and level.title != GENERAL for level in levels):
        return ""
    return heading.title


def _tree(text: str | bytes, where: str, warn: Warn) -> Node:
    source = read_source(text, where, warn)
    found: list[tuple[int, str]] = []
    root = read_tree(source, lambda line, message: found.append((line, message)))
    has_headings = any(node.kind is Kind.HEADING or node.headed for node in walk(root))
    if not has_headings and is_indented_outline(source):
        warn(1, "no headings and hardly any lists; the indentation was read as the outline")
        return read_indented(source)
    for line, message in found:
        warn(line, message)
    return root


class _Keys:
    """Gives out keys, each once."""

    def __init__(self) -> None:
        self._levels: dict[str, int] = {}
        self._topics: dict[str, int] = {}

    def roadmap(self, empty: Roadmap, levels: Sequence[LevelDraft], asides: Iterable[TopicDraft]) -> Roadmap:
        words = [level.word for level in levels]
        by_word = all(words) and len(set(words)) == len(words)
        keys = [
            unique(level.word if by_word else slug(level.title, _LEVEL_KEY_LENGTH), self._levels)
            for level in levels
        ]
        counts = Counter(_topic_base(topic) for level in levels for topic in level.topics)
        repeated = {base for base, count in counts.items() if count > 1}
        return replace(
            empty,
            levels=tuple(self._level(level, key, repeated) for level, key in zip(levels, keys, strict=True)),
            asides=tuple(Aside(self._topic(topic, _topic_base(topic)), topic.line) for topic in asides),
        )

    def _level(self, draft: LevelDraft, key: str, repeated: set[str]) -> Level:
        topics: list[Topic] = []
        for topic in draft.topics:
            base = _topic_base(topic)
            topics.append(self._topic(topic, slug(f"{key} {base}") if base in repeated else base))
        return Level(
            key=key,
            title=draft.title,
            line=draft.line,
            topics=tuple(topics),
            duration=draft.duration,
            goal=draft.goal,
            projects=tuple(Project(project.title, project.line) for project in draft.projects),
        )

    def _topic(self, draft: TopicDraft, base: str) -> Topic:
        key = unique(base, self._topics)
        sections: dict[str, int] = {}
        return Topic(
            key=key,
            title=draft.title,
            line=draft.line,
            sections=tuple(
                _section(section, f"{key}/{unique(slug(section.title), sections)}")
                for section in draft.sections
            ),
            group=draft.group,
            links=_web_links(draft.links),
        )


def _topic_base(topic: TopicDraft) -> str:
    return slug(without_brackets(topic.title))


def _section(draft: SectionDraft, key: str) -> Section:
    taken: dict[str, int] = {}
    return Section(
        key=key,
        title=draft.title,
        line=draft.line,
        items=tuple(_item(item, f"{key}/{unique(slug(item.title), taken)}") for item in draft.items),
    )


def _item(node: Node, key: str) -> Item:
    title = _CLOSING_COLON.sub("", node.title)
    links = [link for part in (node, *walk(node)) for link in part.links]
    return Item(key, title or node.title, node.line, details_of(node), _web_links(links))


def _web_links(links: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses on the web, each once: an anchor or a file beside the roadmap cannot be opened."""
    return tuple(dict.fromkeys(link for link in links if link.startswith(("http://", "https://"))))
