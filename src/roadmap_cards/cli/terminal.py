"""Text for a terminal: lines broken between words at the width there is, code as it stands."""

from __future__ import annotations

import textwrap

NARROWEST, WIDEST = 40, 100
"""Columns: narrower is left to the terminal, wider is hard to read."""


def wrapped(markdown: str, columns: int) -> str:
    """Return Markdown with its paragraphs broken to fit; fenced code keeps its lines."""
    width = max(NARROWEST, min(columns, WIDEST))
    lines: list[str] = []
    fence = ""
    for line in markdown.splitlines():
        mark = line.lstrip()[:3]
        if mark in {"```", "~~~"} and (not fence or mark == fence):
            fence = "" if fence else mark
            lines.append(line)
        elif fence or len(line) <= width:
            lines.append(line)
        else:
            indent = " " * (len(line) - len(line.lstrip()))
            lines += textwrap.wrap(
                line.strip(),
                width,
                initial_indent=indent,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
    return "\n".join(lines)
