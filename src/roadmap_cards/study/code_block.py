"""Fenced code blocks in Markdown: where one opens and closes, and what stands inside."""

from __future__ import annotations

import re
from dataclasses import dataclass

FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})(?P<info>.*)$")


@dataclass(frozen=True, slots=True)
class Fence:
    """An opened code block: its mark (three or more back-ticks or tildes), language and indentation."""

    mark: str
    language: str
    indent: int


def opening(line: str) -> Fence | None:
    """Return the fence that this line opens, or None; back-ticks have none behind them (CommonMark)."""
    found = FENCE.match(line)
    if found is None or (found["mark"][0] == "`" and "`" in found["info"]):
        return None
    words = found["info"].split()
    return Fence(found["mark"], words[0] if words else "", len(found["indent"]))


def closes(fence: Fence, line: str) -> bool:
    """Tell whether this line closes the fence: the same mark, at least as long, and nothing behind it."""
    bare = line.strip()
    return len(bare) >= len(fence.mark) and set(bare) == {fence.mark[0]}


def code_blocks(text: str, language: str) -> tuple[str, ...]:
    """Return the contents of the closed blocks in this language, in order, without their indentation."""
    blocks: list[str] = []
    fence: Fence | None = None
    inside: list[str] = []
    for line in text.split("\n"):
        if fence is None:
            fence, inside = opening(line), []
        elif closes(fence, line):
            if fence.language == language:
                blocks.append("\n".join(inside))
            fence = None
        else:
            indent = len(line) - len(line.lstrip(" \t"))
            inside.append(line[min(indent, fence.indent) :])
    return tuple(blocks)
