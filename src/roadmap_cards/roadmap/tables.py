"""The rows of a table as bullets: a row is something to learn, its other cells say more about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_cards.roadmap.inline_text import InlineText
from roadmap_cards.roadmap.node import Kind, Node
from roadmap_cards.roadmap.roadmap_words import is_sources, may_be_sources
from roadmap_cards.roadmap.titles import clean_title, without_emoji

GROUP_DEPTH = 50
"""The depth of a group of rows: under every heading."""

_NAMING = re.compile(
    r"topics?|themes?|skills?|subjects?|titles?|темы?|навыки?|temas?|thèmes?|sujets?|themen?|主题|主題|トピック",
    re.IGNORECASE,
)
_NEVER_NAMING = re.compile(
    r"\#|nos?\.?|numbers?|weeks?|days?|months?|dates?|status|done|progress|n°|№|недел[яи]|день|дата|статус"
    r"|semanas?|semaines?|wochen?|time|durations?|hours?|guide|⭐.*|周|月|日期",
    re.IGNORECASE,
)
_FILE_OR_MARK = re.compile(r"`?\S*\.(?:md|ipynb)`?|link|notebook|article|\W+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table below its head."""

    cells: Sequence[InlineText]
    line: int


@dataclass(frozen=True, slots=True)
class _Columns:
    titles: tuple[str, ...]
    naming: int

    def ignored(self, column: int) -> bool:
        return column >= len(self.titles) or bool(_NEVER_NAMING.fullmatch(self.titles[column]))

    def is_source(self, column: int) -> bool:
        return is_sources(self.titles[column]) or may_be_sources(self.titles[column])


def read_table(head: Sequence[InlineText], rows: Sequence[Row]) -> list[Node]:
    """Return the rows as bullets; a row with its first cell alone is a heading over the rows that follow."""
    titles = tuple(clean_title(cell.text) for cell in head)
    columns = _Columns(titles, _naming_column(titles, rows))
    out: list[Node] = []
    group: Node | None = None
    for row in rows:
        filled = [column for column, cell in enumerate(row.cells) if cell.text]
        if filled == [0] and len(titles) > 2:
            group = Node(Kind.HEADING, clean_title(row.cells[0].text), row.line, depth=GROUP_DEPTH)
            out.append(group)
        elif filled:
            (group.children if group else out).extend(_bullets(row, filled, columns))
    return out


def _naming_column(titles: Sequence[str], rows: Sequence[Row]) -> int:
    """Return the column that names the rows: by its title if that says so, else the first that may."""
    named = [column for column, title in enumerate(titles) if _names(title)]
    possible = [column for column, title in enumerate(titles) if not _NEVER_NAMING.fullmatch(title)]
    telling = [column for column in [*named, *possible] if _tells_rows_apart(column, rows)]
    return next(iter(telling or named or possible), 0)


def _tells_rows_apart(column: int, rows: Sequence[Row]) -> bool:
    """Whether most rows have a text of their own here: not a number, and not what other rows have."""
    texts = [row.cells[column].text for row in rows if column < len(row.cells)]
    words = [text for text in texts if re.search(r"[^\W\d_]", text)]
    return len(set(words)) * 2 > sum(bool(text) for text in texts)


def _names(title: str) -> bool:
    return any(_NAMING.fullmatch(word) for word in re.findall(r"\w+", title))


def _bullets(row: Row, filled: Sequence[int], columns: _Columns) -> list[Node]:
    naming = columns.naming if columns.naming in filled else filled[0]
    names = row.cells[naming].parts
    if len(names) < 2:
        names = (row.cells[naming].text,)
    bullets = [Node(Kind.BULLET, without_emoji(name), row.line) for name in names]
    first = bullets[0]
    first.links.extend(row.cells[naming].links)
    for column in filled:
        cell = row.cells[column]
        if column == naming or column >= len(columns.titles):
            continue
        first.links.extend(cell.links)
        if columns.ignored(column) or (cell.links and columns.is_source(column)):
            continue
        if len(cell.parts) > 1:
            first.children.extend(Node(Kind.BULLET, without_emoji(part), row.line) for part in cell.parts)
        elif not _FILE_OR_MARK.fullmatch(cell.text):
            title = columns.titles[column]
            first.details.append(f"{title}: {cell.text}" if title else cell.text)
    return bullets
