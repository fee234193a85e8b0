"""The texts of an entry as lines of a deck file, changed only where a deck file could not hold them.

What came from deck files is written as it was. A text from elsewhere may hold lines that a deck file takes
for headings or labels; a space in front of them makes text of them and looks the same. Code that is never
closed is closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roadmap_cards.roadmap.deck_scanner import stands_out
from roadmap_cards.study.card import Option
from roadmap_cards.study.code_block import closes, opening

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BLANK_TOP = re.compile(r"\A(?:[ \t]*\n)+")
# Inside code, this would be taken for the next card.
_CARD = re.compile(r"###[ \t]+\S+[ \t]*$")


def fitted(text: str) -> str:
    """Return a text as a field can hold it."""
    plain = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = _BLANK_TOP.sub("", plain).rstrip().split("\n")
    found: list[str] = []
    for block, code in _blocks(lines):
        if code:
            found += _indented(block) if any(map(_CARD.match, block)) else block
        else:
            # The first line may stand behind its label, where it is text whatever it looks like.
            found += (
                f" {line}" if stands_out(line) and (found or at) else line for at, line in enumerate(block)
            )
    return "\n".join(found)


def fitted_item(text: str) -> str:
    """Return a text as an entry of a list can hold it: without blank lines and indentation but in code."""
    found: list[str] = []
    for block, code in _blocks(fitted(text).split("\n")):
        found += block if code else (line.strip() for line in block if line.strip())
    return "\n".join(found)


def field_lines(label: str, text: str) -> list[str]:
    """Return a label with its text, which was `fitted`."""
    first, *rest = text.split("\n")
    if first[:1].isspace() or opening(first) or (rest and not stands_out(first)):
        return [f"{label}:", first, *rest]
    return [f"{label}: {first}", *rest]


def option_lines(option: Option) -> list[str]:
    """Return an option with its explanation; its texts were `fitted`."""
    first, *rest = option.text.split("\n")
    lines = [f"- [{'x' if option.correct else ' '}] {first}"]
    lines += (f"  {line}" if line else "" for line in rest)
    lines += (f"  > {line}" if line else "  >" for line in option.why.split("\n"))
    return lines


def item_lines(mark: str, text: str) -> list[str]:
    """Return an entry of a list behind its mark (`-`, `1.`); its text went through `fitted_item`."""
    blocks = _blocks(text.split("\n"))
    lines = [line if code else f"   {line}" for block, code in blocks for line in block]
    return [f"{mark} {lines[0].removeprefix('   ')}", *lines[1:]]


def _indented(block: Sequence[str]) -> Iterator[str]:
    """Put a code block one column in; a deeper fence would be text to Markdown."""
    fence = opening(block[0])
    for line in block:
        own = len(line) - len(line.lstrip(" "))
        yield f" {line[min(own, fence.indent if fence else 0) :]}"


def _blocks(lines: Sequence[str]) -> Iterator[tuple[list[str], bool]]:
    """Take lines apart into prose and closed code blocks, fences included."""
    prose: list[str] = []
    at = 0
    while at < len(lines):
        fence = opening(lines[at])
        if fence is None:
            prose.append(lines[at])
            at += 1
            continue
        end = next((end for end in range(at + 1, len(lines)) if closes(fence, lines[end])), len(lines))
        code = [*lines[at : end + 1]]
        if end == len(lines):
            code.append(f"{' ' * fence.indent}{fence.mark}")
        if prose:
            yield prose, False
        yield code, True
        prose = []
        at = end + 1
    if prose:
        yield prose, False
