"""The text of a roadmap file, as lines fit to be read as Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap_cards.errors import ProblemError
from roadmap_cards.roadmap.misdecoded import mended
from roadmap_cards.roadmap.node import Warn

MAX_BYTES = 2_000_000
_FRONT_MATTER_LINES = 200
# What no text needs: a title that held one could stand in no deck file.
_UNPRINTABLE = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
# Marks of where a word may be broken; a title with one would not be found again without it.
_INVISIBLE = re.compile(r"[\xad\u200b\u2060]")
_WEB_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceText:
    """Lines, each with its number in the file; a line put in here has the number of the one before."""

    lines: tuple[str, ...]
    numbers: tuple[int, ...]

    def number(self, index: int) -> int:
        """Return the number in the file of the line at `index`, counted from 0."""
        return self.numbers[min(index, len(self.numbers) - 1)]


def read_source(data: str | bytes, where: str, warn: Warn) -> SourceText:
    """Decode and repair the text of a roadmap; what was repaired is warned about.

    Raises ProblemError for more than 2 MB, for what is not UTF-8 text and for a web page.
    """
    text = _UNPRINTABLE.sub("", _decoded(data, where).removeprefix("\ufeff"))
    if _WEB_PAGE.match(text):
        raise ProblemError(
            f"{where} is a web page, not Markdown.",
            hint="Save the text of the roadmap as Markdown, with “## Topic” and “- item” lines.",
        )
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [_INVISIBLE.sub("", line) for line in _with_mended_characters(lines, warn)]
    lines[0] = lines[0].removeprefix("\ufeff")
    return _with_html_closed(_without_front_matter(lines))


def _decoded(data: str | bytes, where: str) -> str:
    try:
        written = data if isinstance(data, bytes) else data.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _not_text(where, str(data).count("\n", 0, error.start) + 1) from error
    if len(written) > MAX_BYTES:
        raise ProblemError(
            f"{where} is too large for a roadmap: {len(written) / 1_000_000:.1f} MB, at most 2 MB are read.",
            hint="Split it into several roadmaps, or leave out what is not to be learned.",
        )
    if b"\0" in written:
        raise _not_text(where, written.count(b"\n", 0, written.index(b"\0")) + 1)
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_text(where, written.count(b"\n", 0, error.start) + 1) from error


def _not_text(where: str, line: int) -> ProblemError:
    return ProblemError(
        f"{where} is not a text file in UTF-8: line {line} cannot be read.",
        hint="Open it in a text editor and save it as UTF-8.",
    )


def _with_mended_characters(lines: list[str], warn: Warn) -> list[str]:
    better = mended(lines)
    changed = [number for number, (old, new) in enumerate(zip(lines, better, strict=True), 1) if old != new]
    if changed:
        count = "1 line" if len(changed) == 1 else f"{len(changed)} lines, this one first,"
        warn(changed[0], f"{count} had mis-decoded characters (UTF-8 read as another encoding); repaired")
    return better


def _without_front_matter(lines: list[str]) -> list[str]:
    """Blank the YAML block at the top, if it is closed and holds a key: a lone `---` is only a rule."""
    if lines[0].strip() != "---":
        return lines
    ends = (i for i, line in enumerate(lines[1:_FRONT_MATTER_LINES], 1) if line.strip() in ("---", "..."))
    end = next(ends, 0)
    if not any(":" in line for line in lines[1:end]):
        return lines
    return [""] * (end + 1) + lines[end + 1 :]


def _with_html_closed(lines: list[str]) -> SourceText:
    """Put a blank line after `</summary>` and `</details>`: Markdown right after them is taken for HTML."""
    out: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, 1):
        out.append(line)
        numbers.append(number)
        if "</summary>" in line or "</details>" in line:
            out.append("")
            numbers.append(number)
    return SourceText(tuple(out), tuple(numbers))
