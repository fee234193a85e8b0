"""Bold and italic: where Markdown reads a mark as one, and where it would show as asterisks.

The rules of marks that open and close: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis.
Where they do not hold for certain, the emphasis is left out and the text stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

BOLD, ITALIC = 1, 2
"""Looks of a piece, to be added up."""

# Beside one of these a mark of emphasis may stand whatever is on its other side. A brace or a colon may be
# the edge of a gap, where another character will stand.
_PUNCTUATION = frozenset(" !\"#$%&'()+,-./;<=>?@[\\]^`|~")
_LEVELS = ((BOLD, "**"), (ITALIC, "*"))


class Piece(NamedTuple):
    """A part of a line, finished but for its look.

    `formula` tells that it ends in a dollar, `gap` that it is one of a cloze, `starred` that an asterisk
    stands at the edge inside it.
    """

    markdown: str
    look: int
    formula: bool = False
    gap: bool = False
    starred: bool = False


_NOTHING = Piece("", 0)


def emphasised(pieces: Sequence[Piece], before: str, after: str) -> str:
    """Join pieces, with marks around what is bold or italic; `before` and `after` stand beside them.

    A gap has marks for itself or none: the answer side makes it bold in the middle of the others.
    """
    apart = [
        piece._replace(look=0) if piece.gap and any(piece.look & other.look for other in beside) else piece
        for piece, *beside in zip(pieces, (_NOTHING, *pieces), (*pieces[1:], _NOTHING), strict=False)
    ]
    return _level(apart, before, after, 0, nested=False)


def _level(pieces: Sequence[Piece], before: str, after: str, level: int, *, nested: bool = False) -> str:
    """Join pieces, with the marks of this level and those below around what looks so and can be marked."""
    if level == len(_LEVELS) or not any(piece.look for piece in pieces):
        return "".join(piece.markdown for piece in pieces)
    bit, mark = _LEVELS[level]
    groups = [
        (marked, list(group)) for marked, group in groupby(pieces, key=lambda piece: bool(piece.look & bit))
    ]
    written: list[str] = []
    for number, (marked, group) in enumerate(groups):
        follows = _first(groups[number + 1][1][0]) if number + 1 < len(groups) else after
        if not marked:
            written.append(_level(group, before, follows, level + 1, nested=nested))
        else:
            bare = "".join(piece.markdown for piece in group)
            core = bare.strip(" ")
            start = bare.find(core)
            lead, trail = bare[:start], bare[start + len(core) :]
            if core and _can_be_marked(core, (lead or before)[-1:], (trail or follows)[:1], nested=nested):
                core = _level(group, "", "", level + 1, nested=True).strip(" ")
                written.append(f"{lead}{mark}{core}{mark}{trail}")
            else:
                written.append(bare)
        before = "*" if group[-1].starred else written[-1][-1:] or before
    return "".join(written)


def _first(piece: Piece) -> str:
    return "*" if piece.starred else piece.markdown[:1]


def _can_be_marked(core: str, before: str, after: str, *, nested: bool) -> bool:
    if "*" in {before, after}:
        return False
    # A mark between two of a kind could also close what it stands in.
    at_word = core[0].isalnum() and (before in _PUNCTUATION or not before)
    opens = (before in {"", " "} or at_word) if nested else (core[0].isalnum() or before in _PUNCTUATION)
    return (opens or not before) and (core[-1].isalnum() or not after or after in _PUNCTUATION)
