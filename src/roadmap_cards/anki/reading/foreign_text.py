"""Text that a stranger wrote: made fit to be stored, and to be quoted in a sentence."""

from __future__ import annotations

import re

# Control characters but for tab and line break, and halves of surrogate pairs, which JSON can smuggle in and
# no encoding can write.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LONGEST = 80


def clean(text: str) -> str:
    """Return a text of several lines without what cannot be stored or shown."""
    return _UNFIT.sub("", text)


def clean_line(text: str, longest: int) -> str:
    """Return a text as one line of at most `longest` characters, with single spaces."""
    return " ".join(clean(text[: longest * 4]).split())[:longest].rstrip()


def shown(text: str) -> str:
    """Return a foreign name as it can stand in a sentence: one short line of printable characters."""
    line = "".join(character if character.isprintable() else "?" for character in text[: _LONGEST + 1])
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
