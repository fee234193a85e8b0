"""Blocks of Markdown, one below another, inside the lists and quotations that they stand in.

How far a block is indented and where a blank line stands: https://spec.commonmark.org/0.31.2/#container-blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

DEEPEST = 12
"""Lists, items and quotations inside one another; what lies deeper is shown at this depth."""

MOST_COLUMNS = 40
"""Of a table; what stands further right goes into the last one."""


@dataclass(slots=True, eq=False)
class Box:
    """A list, an item of one, or a quotation; two with the same look are not the same one.

    `first` stands before the first line in it, `rest` before the others. `number` is that of the next item of
    a numbered list, 0 in one with bullets.
    """

    kind: str
    first: str = ""
    rest: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of Markdown, and the boxes they stand in from the outermost."""

    boxes: tuple[Box, ...]
    lines: tuple[str, ...]


class BoxStack:
    """The boxes that are open. Closing one closes those in it; closing what was not open changes nothing."""

    def __init__(self) -> None:
        """Begin outside all boxes."""
        self.boxes: tuple[Box, ...] = ()
        self._open: list[tuple[str, tuple[Box, ...]]] = []
        # How many of each kind are open: nothing is looked for that is not there.
        self._counts: Counter[str] = Counter()

    def begin(self, kind: str, box: Box) -> None:
        """Open a box; below DEEPEST it looks like the one around it."""
        self._open.append((kind, self.boxes))
        self._counts[kind] += 1
        if len(self.boxes) < DEEPEST:
            self.boxes = (*self.boxes, box)

    def begin_item(self) -> None:
        """Open an item of the innermost list, closing the one before; outside a list, one begins."""
        if not self._counts["list"]:
            self.begin("list", Box("list"))
        while self._open[-1][0] != "list":
            self.end(self._open[-1][0])
        numbered = next((box for box in reversed(self.boxes) if box.kind == "list"), None)
        marker = f"{numbered.number}. " if numbered and numbered.number else "- "
        if numbered and numbered.number:
            numbered.number += 1
        self.begin("item", Box("item", marker, " " * len(marker)))

    def end(self, kind: str) -> None:
        """Close the innermost box of this kind."""
        if not self._counts[kind]:
            return
        closed = ""
        while closed != kind:
            closed, self.boxes = self._open.pop()
            self._counts[closed] -= 1


def blocks_markdown(blocks: Sequence[Block]) -> str:
    """Return the blocks as one text."""
    written: list[str] = []
    before: tuple[Box, ...] = ()
    for block in blocks:
        shared = 0
        while shared < min(len(before), len(block.boxes)) and before[shared] is block.boxes[shared]:
            shared += 1
        if written and not _is_tight(block.boxes, shared):
            written.append("".join(box.rest for box in block.boxes[:shared]).rstrip())
        rest = "".join(box.rest for box in block.boxes)
        first = "".join(box.rest if at < shared else box.first for at, box in enumerate(block.boxes))
        for number, line in enumerate(block.lines):
            written.append(f"{rest if number else first}{line}".rstrip())
        before = block.boxes
    return "\n".join(written)


def _is_tight(boxes: tuple[Box, ...], shared: int) -> bool:
    """Tell whether a block stands right below the one before: the next item, or a list inside an item."""
    if shared == 0 or len(boxes) == shared:
        return False
    # Below a line of text, a numbered list can only begin with 1.
    nested = boxes[shared].kind == "list" and boxes[shared + 1 :] and boxes[shared + 1].first in {"- ", "1. "}
    return boxes[shared - 1].kind == "list" or bool(nested)


def table_lines(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return a table, its first row as the head; a table of one column is no table, and empty."""
    width = min(MOST_COLUMNS, max(map(len, rows), default=0))
    if width < 2:
        return ()
    full = [[*row[: width - 1], " ".join(row[width - 1 :])] for row in rows]
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in full]
    return (lines[0], f"|{'---|' * width}", *lines[1:])


def fence_lines(code: str, language: str) -> tuple[str, ...]:
    """Return a block of code between marks that do not stand in it."""
    mark = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    return (f"{mark}{language}", *code.split("\n"), mark)
