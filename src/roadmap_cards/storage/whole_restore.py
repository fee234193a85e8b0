"""A collection made of the JSON that `whole` wrote: checked to the last row before anything is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TextIO

from pydantic import ValidationError

from roadmap_cards.errors import ProblemError
from roadmap_cards.storage.decks import from_json
from roadmap_cards.storage.json_stream import JsonStream
from roadmap_cards.storage.migrations import STEPS, statements
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.storage.whole import FORMAT, PROGRAM, REPORT_EVERY, Column, columns, tables
from roadmap_cards.study.schedule import are_sound
from roadmap_cards.work import Report, unheard

_TYPES: Mapping[str, frozenset[type]] = {
    "INTEGER": frozenset({int}),
    "REAL": frozenset({int, float}),
    "TEXT": frozenset({str}),
    "BLOB": frozenset({str}),
}
_WORDS = {"INTEGER": "a whole number", "REAL": "a number", "TEXT": "a text", "BLOB": "bytes in hexadecimal"}
_WEIGHTS = 21
_STAGES = "'learning', 'review', 'relearning'"
_LATEST = 7_000_000_000_000
"""UTC milliseconds, in the year 2191."""

_IMPOSSIBLE = (
    ("collection", f"created_at NOT BETWEEN 0 AND {_LATEST}"),
    ("entry", "key NOT LIKE '%/%/%' OR key LIKE '%/%/%/%'"),
    ("card", "length(uuid) <> 16"),
    ("card", f"stage NOT IN ({_STAGES})"),
    ("card", "(stage IS NULL) <> (stability IS NULL) OR (stage IS NULL) <> (last_at IS NULL)"),
    ("card", f"last_at NOT BETWEEN 0 AND {_LATEST} OR due_at NOT BETWEEN 0 AND {_LATEST}"),
    ("card", "stability <= 0 OR difficulty NOT BETWEEN 1 AND 10 OR flag NOT BETWEEN 0 AND 4"),
    ("review", f"at NOT BETWEEN 0 AND {_LATEST} OR rating NOT BETWEEN 1 AND 4 OR stage NOT IN ({_STAGES})"),
)
"""Per table, what no collection of this program ever says."""


def restore(tx: Transaction, source: TextIO, name: str, report: Report = unheard) -> None:
    """Put a collection in the place of one in which nothing was studied yet; `name` is the file for errors.

    An older one is brought up to date on the way. `tx` must be a change that cannot be undone. Raises
    ProblemError, so that `tx` is taken back as a whole, where this collection has a history, and where the
    file is not such a JSON, is of a newer program, or holds what no collection can.
    """
    raw = tx.plain
    refuse_history(raw)
    stream = JsonStream(source, name)
    version, total = _head(stream, name)
    raw.execute("PRAGMA defer_foreign_keys = ON")
    _make_tables(raw, version)
    _read_tables(raw, stream, total, report)
    for step in STEPS[version:]:
        _run(raw, step)
    raw.execute(f"PRAGMA user_version = {len(STEPS)}")
    report("Checking the collection", 0, 0)
    _check(raw, name)


def look(raw: sqlite3.Connection, source: TextIO, name: str) -> int:
    """Return how many rows a file would bring; nothing is changed. Raises ProblemError as `restore` does."""
    refuse_history(raw)
    return _head(JsonStream(source, name), name)[1]


def refuse_history(raw: sqlite3.Connection) -> None:
    """Raise ProblemError where something was studied in this collection."""
    # What was imported stands in the collection alone, also where nothing of it was studied yet.
    for table in ("review", "quiz", "import_run"):
        if raw.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
            raise ProblemError(
                "This collection has a history, which a whole collection would replace.",
                hint="Start the program with --data DIR and a new folder, and import the file there.",
            )


def _head(stream: JsonStream, name: str) -> tuple[int, int]:
    """Return the format of the tables and the number of rows."""
    if stream.peek() != "{":
        raise ProblemError(
            f"{name} is not a collection of Roadmap Cards in JSON.", hint="Choose another file."
        )
    stream.take("{")
    numbers: list[int] = []
    for at, key in enumerate(("program", "format", "user_version", "rows")):
        stream.key(key)
        value = stream.value()
        if at == 0 and value != PROGRAM:
            raise ProblemError(f"{name} was not written by Roadmap Cards.", hint="Choose another file.")
        if at:
            if type(value) is not int or value < (0 if key == "rows" else 1):
                raise stream.problem(f"“{key}” is not a number that can be")
            numbers.append(value)
        stream.take(",")
        for found, known in zip(numbers, (FORMAT, len(STEPS)), strict=False):
            if found > known:
                raise ProblemError(
                    f"{name} was written by a newer Roadmap Cards (format {found}, this one knows {known}).",
                    hint="Install the newer version. Nothing was changed.",
                )
    return numbers[1], numbers[2]


def _make_tables(raw: sqlite3.Connection, version: int) -> None:
    """Empty the collection and give it the tables of a format."""
    # First all rows, then the tables: one that is dropped must not be referred to any more.
    for action in ("DELETE FROM", "DROP TABLE"):
        for table in tables(raw):
            raw.execute(f'{action} "{table}"')
    for step in STEPS[:version]:
        _run(raw, step)


def _run(raw: sqlite3.Connection, step: str) -> None:
    for statement in statements(step):
        raw.execute(statement)


# --- Rows ---------------------------------------------------------------------------------------------------


def _read_tables(raw: sqlite3.Connection, stream: JsonStream, total: int, report: Report) -> None:
    missing = set(tables(raw))
    done = 0
    stream.key("tables")
    more = stream.first_one("{", "}")
    while more:
        table = stream.key()
        if table not in missing:
            raise stream.problem(f"the table “{table[:40]}” stands here twice, or no collection has it")
        missing.remove(table)
        done = _read_table(raw, stream, table, done, total, report)
        more = stream.next_one("}")
    stream.take("}")
    stream.end()
    if missing or done != total:
        what = f"the table “{min(missing)}” is missing" if missing else f"there are {done} rows, not {total}"
        raise stream.problem(what)


def _read_table(
    raw: sqlite3.Connection, stream: JsonStream, table: str, done: int, total: int, report: Report
) -> int:
    """Write the rows of a table and return how many rows were read so far."""
    described = columns(raw, table)
    names = [column.name for column in described]
    stream.take("{")
    stream.key("columns")
    if stream.value() != names:
        raise stream.problem(f"the table “{table}” does not have the columns of its format")
    stream.take(",")
    stream.key("rows")
    marks = ", ".join("?" for _ in names)
    insert = f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({marks})'
    rows = _checked(stream, table, described)
    while batch := list(islice(rows, REPORT_EVERY)):
        report("Reading the collection", done, total)
        try:
            raw.executemany(insert, batch)
        except (sqlite3.IntegrityError, OverflowError, UnicodeEncodeError) as error:
            raise stream.problem(f"a row of the table “{table}” above cannot be right ({error})") from error
        done += len(batch)
    stream.take("}")
    return done


def _checked(stream: JsonStream, table: str, described: Sequence[Column]) -> Iterator[Sequence[Any]]:
    """Yield the rows of a table with values of the right types, bytes made of hexadecimal."""
    binary = [at for at, column in enumerate(described) if column.kind == "BLOB"]
    known: set[tuple[type, ...]] = set()
    more = stream.first_one("[", "]")
    while more:
        row = stream.value()
        kinds = tuple(map(type, row)) if type(row) is list else ()
        # Rows of one table are mostly of the same types; each combination is looked at once.
        if kinds not in known:
            if wrong := _trouble(kinds, described):
                raise stream.problem(f"a row of the table “{table}” is wrong: {wrong}")
            known.add(kinds)
        for at in binary:
            try:
                row[at] = None if row[at] is None else bytes.fromhex(row[at])
            except ValueError as error:
                raise stream.problem(f"“{described[at].name}” is not {_WORDS['BLOB']}") from error
        yield row
        more = stream.next_one("]")


def _trouble(kinds: Sequence[type], described: Sequence[Column]) -> str:
    if len(kinds) != len(described):
        return f"it has {len(kinds)} values for {len(described)} columns"
    for kind, column in zip(kinds, described, strict=True):
        if kind is type(None):
            if column.required:
                return f"“{column.name}” is empty"
        elif kind not in _TYPES[column.kind]:
            return f"“{column.name}” is not {_WORDS[column.kind]}"
    return ""


# --- What stands in the rows --------------------------------------------------------------------------------


def _check(raw: sqlite3.Connection, name: str) -> None:
    """Refuse what has the right types and could not be worked with all the same."""

    def refuse(what: str) -> ProblemError:
        return ProblemError(f"{name} is not a sound collection: {what}.", hint="Nothing was changed.")

    for table, row_id, other, _ in raw.execute("PRAGMA foreign_key_check"):
        raise refuse(f"the row {row_id} of “{table}” refers to a row of “{other}” that is not there")
    for table in tables(raw):
        for column in columns(raw, table):
            if (
                column.kind == "REAL"
                and raw.execute(
                    f'SELECT 1 FROM "{table}" WHERE abs("{column.name}") > ?', (1.7976931348623157e308,)
                ).fetchone()
            ):
                raise refuse(f"“{column.name}” of “{table}” is endless")
    if raw.execute("SELECT count(*) FROM collection").fetchone() != (1,):
        raise refuse("it has no settings")
    for table, condition in _IMPOSSIBLE:
        found = raw.execute(f"SELECT id FROM {table} WHERE {condition} LIMIT 1").fetchone()
        if found:
            raise refuse(f"the row {found[0]} of “{table}” says what cannot be")
    _check_texts(raw.execute("SELECT id, weights FROM parameters"), _check_weights, "parameters", refuse)
    _check_texts(raw.execute("SELECT id, content FROM entry"), from_json, "entry", refuse)


def _check_texts(
    rows: sqlite3.Cursor,
    check: Callable[[str], object],
    table: str,
    refuse: Callable[[str], ProblemError],
) -> None:
    for row_id, text in rows:
        try:
            check(text)
        except (ValidationError, ValueError, RecursionError) as error:
            raise refuse(f"the row {row_id} of “{table}” cannot be read") from error


def _check_weights(text: str) -> None:
    weights = json.loads(text)
    if not isinstance(weights, list) or len(weights) != _WEIGHTS:
        raise ValueError(text)
    if not all(type(weight) in _TYPES["REAL"] for weight in weights) or not are_sound(weights):
        raise ValueError(text)
