"""Markdown -> a tree of headings, labels and bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from roadmap_cards.roadmap.html_outline import read_html
from roadmap_cards.roadmap.inline_text import InlineText, read_inline
from roadmap_cards.roadmap.node import Kind, Node, Warn, bullets_counted
from roadmap_cards.roadmap.roadmap_words import is_toggle, note, note_alone
from roadmap_cards.roadmap.source_text import SourceText
from roadmap_cards.roadmap.tables import Row, read_table
from roadmap_cards.roadmap.titles import clean_title, without_emoji

_MAX_NESTING = 40
_MAX_FOLD_DEPTH = 16
_MAX_LABEL = 60
_BOLD_LINE = re.compile(r"(\*\*|__)(?P<title>(?:(?!\1).)+)\1\s*(?P<tail>\([^)]*\))?:?")
_OF_CODE = re.compile(r"[{}\[\];=]|\w\(|^\s*(?:def|if|else|elif|for|while|return|import|from|class)\b.*:?$")


@dataclass(slots=True)
class _Block:
    """A block of Markdown with the blocks inside it."""

    token: Token
    children: list[_Block] = field(default_factory=list)


def read_tree(source: SourceText, warn: Warn) -> Node:
    """Return the root of the tree.

    Code and quotes are never read; a quoted list and a code block that never ends are warned about.
    """
    markdown = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    # Prose is most of a long file and is not needed: the text of a line is read when it is asked for.
    markdown.disable("inline")
    references: dict[str, Any] = {}
    tokens = markdown.parse("\n".join(source.lines), references)
    return _TreeReader(markdown, references, source, warn).read(_nested(tokens))


def read_indented(source: SourceText) -> Node:
    """Read indentation as the outline: each line is a bullet under the last line that is indented less."""
    markdown = MarkdownIt("commonmark")
    root = Node(Kind.HEADING, "", 0)
    open_: list[tuple[int, Node]] = [(-1, root)]
    for index, line in enumerate(source.lines):
        if not line.strip():
            continue
        expanded = line.expandtabs(4)
        indent = len(expanded) - len(expanded.lstrip())
        inline = read_inline(re.sub(r"^(?:\d{1,4}[.)]|[-*+•])\s+", "", line.strip()), markdown, {})
        if not inline.text:
            continue
        while open_[-1][0] >= indent:
            open_.pop()
        bullet = Node(Kind.BULLET, without_emoji(inline.text), source.number(index), links=list(inline.links))
        if len(open_) < _MAX_NESTING:
            open_[-1][1].children.append(bullet)
            open_.append((indent, bullet))
        else:
            open_[-1][1].details.append(bullet.title)
    return root


def is_indented_outline(source: SourceText) -> bool:
    """Whether over 60 % of the lines have no mark of Markdown, and not all begin at the same column.

    Programs and data are indented too: a third of the lines with their punctuation is no outline.
    """
    lines = [line for line in source.lines if line.strip()]
    if 3 * sum(bool(_OF_CODE.search(line)) for line in lines) > len(lines):
        return False
    plain = sum(not re.match(r"\s*(?:[-*+>|`<#~]|\d+[.)])", line) for line in lines)
    indents = {len(line) - len(line.lstrip()) for line in lines}
    return plain > 0.6 * len(lines) and len(indents) > 1


def _nested(tokens: Sequence[Token]) -> list[_Block]:
    root: list[_Block] = []
    open_ = [root]
    for token in tokens:
        if token.nesting < 0:
            open_.pop()
            continue
        block = _Block(token)
        open_[-1].append(block)
        if token.nesting > 0:
            open_.append(block.children)
    return root


def _below(blocks: Sequence[_Block]) -> Iterator[_Block]:
    for block in blocks:
        yield block
        yield from _below(block.children)


def _is_list(block: _Block) -> bool:
    return block.token.type in ("bullet_list_open", "ordered_list_open")


class _TreeReader:
    """Hangs what it reads, block by block, under the headings that are open at that place."""

    def __init__(
        self, markdown: MarkdownIt, references: dict[str, Any], source: SourceText, warn: Warn
    ) -> None:
        self._markdown = markdown
        self._references = references
        self._source = source
        self._warn = warn
        self._open = [Node(Kind.HEADING, "", 0)]
        self._folds: list[Node | None] = []
        self._too_deep = False
        self._quoted: list[tuple[int, int]] = []

    def read(self, blocks: Sequence[_Block]) -> Node:
        for index, block in enumerate(blocks):
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            kind = block.token.type
            if kind == "heading_open":
                inline = self._inline(block)
                if inline.text:
                    heading = self._heading(inline.text, int(block.token.tag[1]), self._line(block))
                    heading.links.extend(inline.links)
            elif kind == "html_block":
                self._html(block)
            elif kind == "paragraph_open":
                self._paragraph(block, after)
            elif _is_list(block):
                for bullet in self._bullets(block):
                    self._open[-1].children.append(bullet)
            elif kind == "table_open":
                self._table(block)
            elif kind == "blockquote_open":
                self._quote(block)
            elif kind == "fence":
                self._fence(block)
        self._tell_quotes()
        return self._open[0]

    def _line(self, block: _Block) -> int:
        return self._source.number(block.token.map[0]) if block.token.map else 0

    def _inline(self, block: _Block) -> InlineText:
        content = block.children[0].token.content if block.children else ""
        return read_inline(content, self._markdown, self._references)

    def _heading(self, raw: str, depth: int, line: int) -> Node:
        while len(self._open) > 1 and (self._open[-1].kind is Kind.LABEL or self._open[-1].depth >= depth):
            self._open.pop()
        heading = Node(Kind.HEADING, clean_title(raw), line, depth=depth)
        self._open[-1].children.append(heading)
        self._open.append(heading)
        return heading

    def _close_labels(self) -> None:
        while self._open[-1].kind is Kind.LABEL:
            self._open.pop()

    def _paragraph(self, block: _Block, after: _Block | None) -> None:
        raw = block.children[0].token.content.strip() if block.children else ""
        lines = raw.split("\n")
        if self._notes(lines):
            return
        last = lines[-1].strip()
        before_list = after is not None and (_is_list(after) or after.token.type == "table_open")
        bold = _BOLD_LINE.fullmatch(last)
        if bold and not (before_list or raw == last):
            return
        if not bold and not (before_list and len(last) <= _MAX_LABEL and last.endswith((":", "："))):
            return
        inline = read_inline(last, self._markdown, self._references)
        if not inline.text:
            return
        self._close_labels()
        label = Node(
            Kind.LABEL, clean_title(inline.text), self._line(block) + len(lines) - 1, links=list(inline.links)
        )
        self._open[-1].children.append(label)
        self._open.append(label)

    def _notes(self, lines: Sequence[str]) -> bool:
        """Keep a paragraph's duration and goal with its heading; say whether the last line was one."""
        top = self._open[-1]
        kind = "" if top.children or top.goal or top.duration else note_alone(top.title)
        if kind:  # “### Goal”, and below it the text of the goal
            above = next((node for node in reversed(self._open[:-1]) if node.kind is Kind.HEADING), top)
            text = read_inline("\n".join(lines), self._markdown, self._references).text
            above.keep_note(kind, text)
            top.keep_note(kind, text)
            return True
        heading = next(node for node in reversed(self._open) if node.kind is Kind.HEADING)
        is_note = False
        parts = [part for line in lines for part in line.split("|")]
        for index, part in enumerate(parts):
            found = note(part)
            if found is None and note_alone(part) and index + 1 < len(parts):
                found = (note_alone(part), parts[index + 1])
                parts[index + 1] = ""
            elif not part and is_note:
                continue
            is_note = found is not None
            if found:
                text = read_inline(found[1], self._markdown, self._references).text
                heading.keep_note(found[0], text)
        return is_note

    def _bullets(self, block: _Block) -> list[Node]:
        out: list[Node] = []
        for item in block.children:
            bullet = self._bullet(item)
            # `- - a`: the empty outer bullet is no group.
            out.extend([bullet] if bullet.title else bullet.children)
        return out

    def _bullet(self, item: _Block) -> Node:
        bullet = Node(Kind.BULLET, "", self._line(item))
        if item.token.level + 2 >= _MAX_NESTING and not self._too_deep:
            self._too_deep = True
            self._warn(bullet.line, "lists are nested deeper here than they are read; the rest was left out")
        for child in item.children:
            kind = child.token.type
            if kind in ("paragraph_open", "heading_open"):
                inline = self._inline(child)
                bullet.links.extend(inline.links)
                if bullet.title:
                    bullet.details.extend([inline.text] if inline.text else [])
                    continue
                bullet.headed = kind == "heading_open"
                bullet.title = clean_title(inline.text) if bullet.headed else without_emoji(inline.text)
                lead = without_emoji(inline.lead)
                bullet.lead = lead if bullet.title.startswith(lead) else ""
                bullet.link_only = inline.link_only
                bullet.anchor_only = inline.link_only and inline.links[0].startswith("#")
            elif _is_list(child):
                bullet.children.extend(self._bullets(child))
            elif kind == "table_open":
                bullet.children.extend(self._rows(child))
            elif kind == "blockquote_open":
                self._quote(child)
            elif kind == "fence":
                self._fence(child)
        return bullet

    def _table(self, block: _Block) -> None:
        rows = self._rows(block)
        if any(row.kind is Kind.HEADING for row in rows):
            self._close_labels()
        self._open[-1].children.extend(rows)

    def _rows(self, block: _Block) -> list[Node]:
        rows = [row for part in block.children for row in part.children]
        cells = [[self._inline(cell) for cell in row.children] for row in rows]
        below = [Row(texts, self._line(row)) for texts, row in zip(cells[1:], rows[1:], strict=True)]
        return read_table(cells[0], below)

    def _html(self, block: _Block) -> None:
        line = self._line(block)
        for part in read_html(block.token.content):
            if part.kind == "fold":
                self._folds.append(None)
            elif part.kind == "unfold":
                self._unfold()
            elif not part.text:
                continue
            elif part.kind == "heading":
                self._heading(part.text, part.depth, line)
            elif part.kind == "bullet":
                title = without_emoji(part.text)
                self._open[-1].children.append(Node(Kind.BULLET, title, line, links=list(part.links)))
            elif not is_toggle(part.text):
                self._close_labels()
                fold = self._heading(part.text, min(self._open[-1].depth + 1, _MAX_FOLD_DEPTH), line)
                if self._folds:
                    self._folds[-1] = fold

    def _unfold(self) -> None:
        fold = self._folds.pop() if self._folds else None
        if fold in self._open:
            del self._open[self._open.index(fold) :]

    def _quote(self, block: _Block) -> None:
        count = sum(inner.token.type == "list_item_open" for inner in _below(block.children))
        if count:
            self._quoted.append((self._line(block), count))

    def _tell_quotes(self) -> None:
        if not self._quoted:
            return
        count = bullets_counted(sum(count for _, count in self._quoted))
        places = "a quote not read" if len(self._quoted) == 1 else "quotes not read, these first"
        self._warn(self._quoted[0][0], f"{count} inside {places}")

    def _fence(self, block: _Block) -> None:
        token = block.token
        if token.map is None:
            return
        first, end = token.map
        last = self._source.lines[end - 1].strip(" \t>") if end - 1 > first else ""
        if not last.startswith(token.markup) or last.strip(token.markup[0]):
            self._warn(
                self._line(block), "a code block begins here and is never closed; what follows was not read"
            )
