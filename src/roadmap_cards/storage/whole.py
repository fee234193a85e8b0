"""All of a collection as JSON, and back: every row of every table, and nothing else.

    {"program": "roadmap-cards", "format": 1, "user_version": 3, "rows": 51234, "tables": {
    "card": {"columns": ["id", "uuid", …], "rows": [
    [1, "6f0c…", …],
    …
    ]},
    …
    }}

Tables stand in order of the alphabet and rows in order of their ids, so that the same collection gives the
same text. `user_version` is the format of the tables (see `migrations`); bytes are written in hexadecimal.
The members stand in this order; white space does not matter. Read row by row: a log of a million answers is
never held in memory.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from roadmap_cards.work import Report, unheard

PROGRAM = "roadmap-cards"
FORMAT = 1
"""The number of this form of JSON; it rises when an older program could not read it any more."""
REPORT_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the file itself describes it; `kind` is INTEGER, REAL, TEXT or BLOB."""

    name: str
    kind: str
    required: bool


def tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of all tables, in order of the alphabet."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return tuple(name for (name,) in rows if not name.startswith("sqlite_"))


def columns(connection: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    """Return the columns of a table in order."""
    rows = connection.execute(f'PRAGMA table_info("{table}")')
    return tuple(Column(name, kind, bool(required or key)) for _, name, kind, required, _, key in rows)


def dump(connection: sqlite3.Connection, out: TextIO, report: Report = unheard) -> None:
    """Write all of a collection; `connection` must not be in a transaction, `out` must be in UTF-8.

    What is written is the collection as it is at the beginning, whatever another program writes meanwhile.
    """
    connection.execute("BEGIN")
    try:
        _dump(connection, out, report)
    finally:
        connection.execute("ROLLBACK")


def _dump(connection: sqlite3.Connection, out: TextIO, report: Report) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    names = tables(connection)
    total = sum(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names)
    head = {"program": PROGRAM, "format": FORMAT, "user_version": version, "rows": total}
    out.write(f'{json.dumps(head)[:-1]}, "tables": {{')
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
    done = 0
    for at, name in enumerate(names):
        described = columns(connection, name)
        named = json.dumps([column.name for column in described])
        out.write(f'{"," if at else ""}\n"{name}": {{"columns": {named}, "rows": [')
        mark = "\n"
        for row in _rows(connection, name, described):
            if done % REPORT_EVERY == 0:
                report("Writing the collection", done, total)
            out.write(f"{mark}{encode(row)}")
            mark = ",\n"
            done += 1
        out.write("\n]}")
    out.write("\n}}\n")


def _rows(connection: sqlite3.Connection, table: str, described: Sequence[Column]) -> Iterator[Sequence[Any]]:
    wanted = ", ".join(
        f'CASE WHEN "{one.name}" IS NOT NULL THEN lower(hex("{one.name}")) END'
        if one.kind == "BLOB"
        else f'"{one.name}"'
        for one in described
    )
    yield from connection.execute(f'SELECT {wanted} FROM "{table}" ORDER BY rowid')
