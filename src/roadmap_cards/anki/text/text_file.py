"""Anki's text format, both ways: notes as rows of CSV, with a head that says what stands in which column.

The format is that of Anki's manual, https://docs.ankiweb.net/importing/text-files.html. It holds no schedule
and no pictures. A line that begins with `#` where a row could begin is a comment.
"""

from __future__ import annotations

import codecs
import csv
import html
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from roadmap_cards.anki.content import DECK_SEPARATOR
from roadmap_cards.anki.text.text_headers import SEPARATORS, Headers, read_headers
from roadmap_cards.errors import ProblemError
from roadmap_cards.work import Report, unheard

LARGEST = 64_000_000
"""Bytes of a text file that are read."""
MOST_LINES = 2_000_000
MOST_ROWS = 500_000
_MOST_CELLS = 100_000
_REPORT_EVERY = 1_000
_ROWS_FOR_A_GUESS = 20

# Anki's order, but for the colon and the space: they stand in prose more often than between cells.
_GUESSES = ("\t", "|", ";", ",")
_END = "\x00"
_HTML = re.compile(
    r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});"
    r"|</?(?:a|b|blockquote|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|span|strong|su[bp]|table|tbody"
    r"|t[dhr]|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TextRow:
    """A note. `fields` are HTML; `line` is where it begins in the file, from 1 (0: not from a file).

    `guid`, `notetype` and `deck` are empty where the file says nothing.
    """

    guid: str
    notetype: str
    deck: str
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file that was read. `columns` are the names of the fields, where the file has names for them.

    `separator` is the one that it says or that was guessed; `html` says whether its cells were HTML.
    """

    name: str
    rows: tuple[TextRow, ...]
    separator: str
    html: bool
    columns: tuple[str, ...] = ()


# --- Writing ------------------------------------------------------------------------------------------------


def write_text(rows: Sequence[TextRow], separator: str = "\t") -> str:
    """Return notes as the text of a file; see `write_rows`."""
    out = io.StringIO(newline="")
    write_rows(out, rows, separator)
    return out.getvalue()


def write_rows(out: TextIO, rows: Sequence[TextRow], separator: str = "\t", report: Report = unheard) -> None:
    """Write notes, in the order they have but for decks, which stand below the decks above them.

    A deck that comes before the one above it would make Anki invent a third. Every cell is quoted: a cell
    that begins with `#` would make a comment of its row. `out` must be opened with `newline=""`.
    """
    name = next(name for name, mark in SEPARATORS.items() if mark == separator)
    out.write(
        f"#separator:{name}\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:4\n"
    )
    # Anki drops what stands beyond the width of the first row.
    width = max((len(row.fields) for row in rows), default=0)
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for number, row in enumerate(_parents_first(rows)):
        if number % _REPORT_EVERY == 0:
            report("Writing notes", number, len(rows))
        blank = ("",) * (width - len(row.fields))
        writer.writerow((row.guid, row.notetype, row.deck, " ".join(row.tags), *row.fields, *blank))


def _parents_first(rows: Sequence[TextRow]) -> Iterator[TextRow]:
    by_deck: dict[str, list[TextRow]] = {}
    for row in rows:
        by_deck.setdefault(row.deck, []).append(row)
    for deck in list(by_deck):
        names = deck.split(DECK_SEPARATOR)
        for depth in range(1, len(names) + 1):
            yield from by_deck.pop(DECK_SEPARATOR.join(names[:depth]), ())


# --- Reading ------------------------------------------------------------------------------------------------


def read_text(data: bytes, name: str) -> TextFile:
    """Read CSV, TSV or the like with or without Anki's head; `name` is the file as the errors name it.

    Where nothing says so, the separator is the one that cuts the first rows alike, and cells are HTML if any
    of them looks like it; what is no HTML is made such. A row has at least as many fields as the first one.
    Raises ProblemError, with the line, for what cannot be read.
    """
    lines = _decoded(data, name).split("\n")
    headers = read_headers(lines, name)
    separator = headers.separator or _guessed(lines, headers.length, name)
    names = _names(headers, separator)
    records: list[tuple[int, list[str]]] = []
    for record in _records(lines, headers.length, separator, name):
        records.append(record)
        if len(records) > MOST_ROWS:
            raise ProblemError(
                f"{name} has more than {MOST_ROWS:,} rows.", hint="Divide it into several files."
            )
    width = max(len(names), len(records[0][1]) if records else 0)
    if width and headers.special.issuperset(range(width)):
        raise ProblemError(
            f"{name}, line {records[0][0] if records else 1}: no column is left for the text of the notes.",
            hint="Look at the lines “#… column:” at the top of the file.",
        )
    is_html = headers.html
    if is_html is None:
        is_html = any(_HTML.search(cell) for _, cells in records for cell in cells)
    return TextFile(
        name=name,
        rows=tuple(_row(cells, width, headers, line, is_html=is_html) for line, cells in records),
        separator=separator,
        html=is_html,
        columns=tuple(text for at, text in enumerate(names) if at not in headers.special),
    )


def _decoded(data: bytes, name: str) -> str:
    """Return the text with line feeds alone."""
    if len(data) > LARGEST:
        raise ProblemError(
            f"{name} is larger than {LARGEST // 1_000_000} MB.", hint="Divide it into several files."
        )
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProblemError(
            f"{name}, line {line}: this is not text in UTF-8.",
            hint="Save the file as plain text (CSV) in the encoding UTF-8, and read that.",
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    zero = text.find("\x00")
    if zero >= 0:
        raise ProblemError(
            f"{name}, line {text.count(chr(10), 0, zero) + 1}: here stands a NUL, which no text holds.",
            hint="This is no text file, or a damaged one; save it as plain text (CSV) once more.",
        )
    if text.count("\n") >= MOST_LINES:
        raise ProblemError(
            f"{name} has more than {MOST_LINES:,} lines.", hint="Divide it into several files."
        )
    return text


class _Lines(Iterator[str]):
    """The lines of a text as `csv` wants them; where a row begins, comments and blank lines are left out.

    Behind the last one comes `_END`: a row that holds it was never closed. `number` is the line last given.
    """

    def __init__(self, lines: Sequence[str], start: int, separator: str, name: str) -> None:
        """Begin behind `start` lines."""
        self.number = start
        self.begins = True
        self._lines = lines
        self._separator = separator
        self._name = name

    def __next__(self) -> str:
        while self.number < len(self._lines):
            line = self._lines[self.number]
            self.number += 1
            if self.begins and (not line.strip() or line.startswith("#")):
                continue
            if line.count(self._separator) > _MOST_CELLS:
                raise ProblemError(
                    f"{self._name}, line {self.number}: the line has more than {_MOST_CELLS:,} cells."
                )
            self.begins = False
            return f"{line}\n"
        if self.number == len(self._lines):
            self.number += 1
            return _END
        raise StopIteration


def _records(lines: Sequence[str], start: int, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row with the line on which it begins."""
    source = _Lines(lines, start, separator, name)
    reader = csv.reader(source, delimiter=separator)
    while True:
        source.begins = True
        before = source.number
        try:
            cells = next(reader)
        except csv.Error as error:
            raise ProblemError(
                f"{name}, line {source.number}: a cell is too large to be read.",
                hint="Look for a quotation mark that is opened and never closed.",
            ) from error
        if cells == [_END]:
            return
        line = _beginning(lines, before)
        if _END in cells[-1]:
            raise ProblemError(
                f"{name}, line {line}: a quotation mark is opened in this row and never closed.",
                hint="Close it, or write it twice where it is part of the text.",
            )
        if any(cell.strip() for cell in cells):
            yield line, cells


def _beginning(lines: Sequence[str], before: int) -> int:
    """Return the line, from 1, of the row that begins behind `before` lines."""
    at = before
    while not lines[at].strip() or lines[at].startswith("#"):
        at += 1
    return at + 1


def _guessed(lines: Sequence[str], start: int, name: str) -> str:
    """Return the separator that cuts the first rows into equally many cells, else one that cuts the first."""
    fallback = ""
    for separator in _GUESSES:
        widths: list[int] = []
        with suppress(ProblemError):  # it is told where the rows are read for good
            for _, cells in islice(_records(lines, start, separator, name), _ROWS_FOR_A_GUESS):
                widths.append(len(cells))
        if widths and widths[0] > 1:
            if len(set(widths)) == 1:
                return separator
            fallback = fallback or separator
    return fallback or _GUESSES[0]


def _names(headers: Headers, separator: str) -> tuple[str, ...]:
    line = next(csv.reader([headers.names], delimiter=separator), []) if headers.names.strip() else []
    return tuple(text.strip() for text in line)


def _row(cells: Sequence[str], width: int, headers: Headers, line: int, *, is_html: bool) -> TextRow:
    def special(column: int) -> str:
        return cells[column - 1].strip() if 0 < column <= len(cells) else ""

    fields = [cell for at, cell in enumerate(cells) if at not in headers.special]
    fields += [""] * (width - len([column for column in headers.special if column < width]) - len(fields))
    tags = (*special(headers.tags_column).split(), *headers.tags)
    return TextRow(
        guid=special(headers.guid_column),
        notetype=special(headers.notetype_column) or headers.notetype,
        deck=special(headers.deck_column) or headers.deck,
        tags=tuple(dict.fromkeys(tags)),
        fields=tuple(fields if is_html else map(_as_html, fields)),
        line=line,
    )


def _as_html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")
