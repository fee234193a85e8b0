"""The front matter of a deck file: a small, plain piece of YAML.

Only the structure of YAML is used. Every scalar stays the text it is in the file, so that `title: 3.10` and
`lang: no` mean what they say; anchors, aliases and tags are refused, and nothing is constructed by YAML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml
from pydantic import ValidationError

from roadmap_cards.roadmap.deck_models import DeckHead, front_sentence
from roadmap_cards.roadmap.deck_scanner import Line
from roadmap_cards.roadmap.wording import Report, quoted

LARGEST = 64_000
"""Bytes of front matter that are read."""
_DEEPEST = 5
_NULL = "tag:yaml.org,2002:null"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"


class _RefusedError(Exception):
    """Something YAML allows and a deck file does not need."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter as far as it could be read; `head` is None where anything in it is wrong.

    `lines` says where a field stands, by its path: `("sources", "vaswani2017", "url")`.
    """

    head: DeckHead | None
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    @property
    def source_keys(self) -> list[str]:
        """The keys of all sources that the file names, the faulty ones too."""
        return [path[1] for path in self.lines if len(path) == 2 and path[0] == "sources"]


def read_front_matter(lines: Sequence[Line], report: Report) -> FrontMatter:
    """Read and check the lines between the two `---`."""
    first = lines[0].number if lines else 1
    source = "\n".join(line.text for line in lines)
    if len(source.encode("utf-8", "replace")) > LARGEST:
        report(
            first,
            f"the front matter is over {LARGEST // 1000} kB; keep only the sources that are cited",
        )
        return FrontMatter(None)
    places: dict[tuple[str, ...], int] = {}
    complaints: list[tuple[int, str]] = []
    try:
        _refuse_tricks(source)
        root = yaml.compose(source, Loader=yaml.SafeLoader)
        tree = _tree(root, (), places, complaints) if isinstance(root, yaml.MappingNode) else None
    except _RefusedError as refused:
        report(first + refused.line, refused.message)
        return FrontMatter(None)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        line, problem = _yaml_problem(error, source)
        report(
            first + line,
            f"the front matter cannot be read here ({problem}); each line is “name: value”, indented with "
            "spaces, and a text that holds a colon or a quotation mark stands in double quotes",
        )
        return FrontMatter(None)
    if not isinstance(tree, dict):
        report(first, "the front matter holds no “name: value” lines; begin it with “format: 1”")
        return FrontMatter(None)
    lines_of = {path: first + line for path, line in places.items()}
    try:
        head = DeckHead.model_validate(tree)
    except ValidationError as invalid:
        head = None
        details = invalid.errors(include_url=False, include_context=False)
        complaints += [(_line_of(detail["loc"], places), front_sentence(detail)) for detail in details]
    for line, message in complaints:
        report(first + line, message)
    return FrontMatter(None if complaints else head, lines_of)


def _refuse_tricks(source: str) -> None:
    """Refuse what may explode (aliases, depth) or run (tags) before a tree is built."""
    depth = 0
    for event in yaml.parse(source, Loader=yaml.SafeLoader):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _RefusedError(
                line,
                "the front matter uses an anchor “&” or an alias “*”; write the value out, or quote it",
            )
        if getattr(event, "tag", None) is not None:
            raise _RefusedError(
                line, "the front matter uses a tag “!”; put a text that begins with “!” in quotes"
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _RefusedError(
                line, "the front matter is nested too deeply; a source is a flat {title: …, url: …}"
            )


def _tree(
    node: yaml.Node,
    path: tuple[str, ...],
    places: dict[tuple[str, ...], int],
    complaints: list[tuple[int, str]],
) -> Tree:
    """Return a node as texts, lists and mappings, and note where each field stands (lines from 0)."""
    if isinstance(node, yaml.SequenceNode):
        return [_tree(child, (*path, str(at)), places, complaints) for at, child in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        text = str(node.value)
        if _UNPRINTABLE.search(text):
            complaints.append(
                (node.start_mark.line, f"{quoted(path[-1])} holds a character that cannot be shown")
            )
        return _UNPRINTABLE.sub("?", text)
    mapping: dict[str, Tree] = {}
    for name_node, value_node in node.value:
        line = name_node.start_mark.line
        name = _UNPRINTABLE.sub("?", name_node.value) if isinstance(name_node, yaml.ScalarNode) else ""
        here = (*path, name)
        if not name:
            complaints.append((line, "a name is missing before a colon; write “name: value”"))
        elif here in places:
            complaints.append((line, f"“{name}:” stands in the front matter twice; keep one of the two"))
        else:
            places[here] = line
            if value_node.tag != _NULL:
                mapping[name] = _tree(value_node, here, places, complaints)
    return mapping


def _line_of(loc: tuple[int | str, ...], places: dict[tuple[str, ...], int]) -> int:
    """Return the line of the field at fault, or of the nearest field around it."""
    path = tuple(str(part) for part in loc)
    while path and path not in places:
        path = path[:-1]
    return places.get(path, 0)


def _yaml_problem(error: Exception, source: str) -> tuple[int, str]:
    """Return the line (from 0) and the gist of what YAML complains about."""
    if isinstance(error, yaml.MarkedYAMLError) and (mark := error.problem_mark or error.context_mark):
        return mark.line, error.problem or error.context or "not YAML"
    if isinstance(error, yaml.reader.ReaderError):
        return source.count("\n", 0, error.position), "a character that cannot be shown"
    return 0, "an escape sequence that stands for no character" if "\\" in source else "not YAML"
