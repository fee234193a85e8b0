"""The head of a text file for Anki: lines `#key:value` that say how the rows are to be read.

The keys are those of Anki's manual: https://docs.ankiweb.net/importing/text-files.html#file-headers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap_cards.errors import ProblemError

SEPARATORS: Mapping[str, str] = {
    "tab": "\t",
    "pipe": "|",
    "semicolon": ";",
    "colon": ":",
    "comma": ",",
    "space": " ",
}
"""What may stand between cells, by the names of Anki's header."""

_LONGEST = 100_000
_MOST_COLUMNS = 1_000
_TAGS = "tags:"


@dataclass(frozen=True, slots=True)
class Headers:
    """What the head of a file says; empty, 0 or None where it says nothing.

    Columns count from 1. `names` is the line of `#columns`, not yet split. `length` is the number of lines
    of the head.
    """

    separator: str = ""
    html: bool | None = None
    guid_column: int = 0
    notetype_column: int = 0
    deck_column: int = 0
    tags_column: int = 0
    notetype: str = ""
    deck: str = ""
    tags: tuple[str, ...] = ()
    names: str = ""
    length: int = 0

    @property
    def special(self) -> frozenset[int]:
        """The columns, counted from 0, that hold no field of the note."""
        columns = (self.guid_column, self.notetype_column, self.deck_column, self.tags_column)
        return frozenset(column - 1 for column in columns if column)


def read_headers(lines: Sequence[str], name: str) -> Headers:
    """Read the lines `#…` at the top of a file, before which a line `tags:…` may stand.

    What is unknown is a comment. Raises ProblemError, with the line, for a value that cannot be meant.
    """
    found: dict[str, tuple[str, int]] = {}
    at = 0
    if lines and lines[0].startswith(_TAGS):
        found["tags"] = (lines[0].removeprefix(_TAGS), 1)
        at = 1
    while at < len(lines) and lines[at].startswith("#"):
        at += 1
        key, colon, value = lines[at - 1][1:_LONGEST].partition(":")
        if colon:
            found[key.strip().lower()] = (value, at)

    def text(key: str) -> str:
        return found.get(key, ("", 0))[0].strip()

    def column(kind: str) -> int:
        return _column(*found[f"{kind} column"], name) if f"{kind} column" in found else 0

    return Headers(
        separator=_separator(*found["separator"], name) if "separator" in found else "",
        html=_truth(*found["html"], name) if "html" in found else None,
        guid_column=column("guid"),
        notetype_column=column("notetype"),
        deck_column=column("deck"),
        tags_column=column("tags"),
        notetype=text("notetype"),
        deck=text("deck"),
        tags=tuple(text("tags").split()),
        names=found.get("columns", ("", 0))[0],
        length=at,
    )


def _separator(value: str, line: int, name: str) -> str:
    # The separator itself may be what `strip` takes away.
    known = SEPARATORS.get(value.strip().lower()) or (value if value in SEPARATORS.values() else "")
    if not known:
        raise ProblemError(
            f"{name}, line {line}: “{value.strip()[:20]}” is no separator.",
            hint=f"It is one of {', '.join(SEPARATORS)}.",
        )
    return known


def _truth(value: str, line: int, name: str) -> bool:
    word = value.strip().lower()
    if word not in {"true", "false"}:
        raise ProblemError(
            f"{name}, line {line}: “#html:” is neither true nor false.",
            hint="Write “#html:true” where the cells hold HTML, “#html:false” where they hold plain text.",
        )
    return word == "true"


def _column(value: str, line: int, name: str) -> int:
    number = value.strip()
    if not (number.isascii() and number.isdigit() and len(number) < 10 and 0 < int(number) <= _MOST_COLUMNS):
        raise ProblemError(
            f"{name}, line {line}: “{number[:20]}” is not the number of a column.",
            hint="Columns are counted from 1.",
        )
    return int(number)
