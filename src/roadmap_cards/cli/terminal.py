"""Text for a terminal: lines broken between words at its width, code as it stands; a line that is typed."""

from __future__ import annotations

import shutil
import signal
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager

NARROWEST, WIDEST = 40, 100
"""Columns: narrower is left to the terminal, wider is hard to read."""


class EndError(Exception):
    """The person wants to stop, or standard input has ended."""


class TimeIsOutError(Exception):
    """The time that was given for a line is over."""


def read(prompt: str, milliseconds: int | None = None) -> str:
    """Return the line that a person types, its end cut off; EndError for Ctrl C and at the end of input.

    TimeIsOutError after so many milliseconds, where the system can interrupt a reader (Windows cannot).
    """
    try:
        with _alarm(milliseconds):
            return input(prompt).rstrip()
    except (EOFError, KeyboardInterrupt):
        raise EndError from None


@contextmanager
def _alarm(milliseconds: int | None) -> Iterator[None]:
    if milliseconds is None or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise TimeIsOutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(milliseconds, 1) / 1000)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def tell(markdown: str, indent: str = "") -> None:
    """Print Markdown at the width of the terminal."""
    print(_indented(markdown, indent))


def tell_numbered(number: int, markdown: str) -> None:
    """Print Markdown with a number before its first line."""
    print(f"{number:>2}. {_indented(markdown, ' ' * 4)[4:]}")


def _indented(markdown: str, indent: str) -> str:
    columns = min(shutil.get_terminal_size().columns, WIDEST)
    return textwrap.indent(wrapped(markdown, columns - len(indent)), indent)


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
