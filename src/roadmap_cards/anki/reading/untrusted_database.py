"""Opening a database that a stranger made so that reading it does nothing but read.

Follows https://www.sqlite.org/security.html (“Untrusted SQLite database files”). A schema can hold code:
views in the place of tables, triggers, expressions in indexes and columns. Anki writes none, so a file with
one is refused whole, before anything of it can run.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from roadmap_cards.anki.reading.foreign_text import shown
from roadmap_cards.anki.reading.limits import Limits
from roadmap_cards.anki.reading.refusals import damaged, suspicious, too_large
from roadmap_cards.anki.reading.watch import Watch
from roadmap_cards.errors import ProblemError

MAGIC = b"SQLite format 3\x00"
"""With this every database begins: https://www.sqlite.org/fileformat.html."""

_TABLES = {"col", "notes", "cards", "revlog", "graves"}
_TABLES |= {"notetypes", "fields", "templates", "decks", "deck_config", "config", "tags"}
_TABLES |= {"sqlite_stat1", "sqlite_stat4", "sqlite_sequence", "android_metadata"}
_MOST_OBJECTS = 200
_MOST_COLUMNS = 100
_STEPS_BETWEEN_LOOKS = 100_000

_NAME = r'["\[`]?\w+["\]`]?'
_COLUMN = rf"\s*{_NAME}(\s+collate\s+\w+)?(\s+(asc|desc))?\s*"
_PLAIN_INDEX = re.compile(
    rf"\s*create\s+(unique\s+)?index\s+(if\s+not\s+exists\s+)?{_NAME}\s+on\s+{_NAME}\s*"
    rf"\({_COLUMN}(,{_COLUMN})*\)(\s*where\s+odid\s*!=\s*0)?\s*",
    re.IGNORECASE | re.ASCII,
)
_LONGEST_INDEX = 500

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_FUNCTIONS = {"coalesce", "count", "length", "max", "min", "typeof"}


@dataclass(frozen=True, slots=True)
class UntrustedDatabase:
    """An open database and what columns its tables have, with their declared types, all in small letters."""

    connection: sqlite3.Connection
    tables: Mapping[str, Mapping[str, str]]


@contextmanager
def open_untrusted(path: Path, name: str, limits: Limits, watch: Watch) -> Iterator[UntrustedDatabase]:
    """Open the database at `path`, which came out of the package `name`, for reading.

    Raises ProblemError where it is none, is damaged, or holds anything but Anki's tables; and for whatever
    SQLite reports while it is open. Text that is not UTF-8 is read with replacement characters.
    """
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise damaged(name, "the collection inside it is not a database")
    # What stopped SQLite, since it does not let an exception through.
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            watch.look()
        except BaseException as error:
            stopped.append(error)
            return 1
        return 0

    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
    )
    try:
        _restrict(connection, limits)
        connection.set_progress_handler(look, _STEPS_BETWEEN_LOOKS)
        tables = _tables(connection, name)
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise damaged(name, "the database inside it is not sound")
        connection.set_authorizer(_authorize)
        yield UntrustedDatabase(connection, tables)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        # The second comes where the sentence in which SQLite complains quotes what is not UTF-8.
        if stopped:
            raise stopped[0] from error
        raise _problem(error, name) from error
    finally:
        connection.close()


def _restrict(connection: sqlite3.Connection, limits: Limits) -> None:
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    for limit, most in (
        (sqlite3.SQLITE_LIMIT_LENGTH, limits.cell),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50),
        (sqlite3.SQLITE_LIMIT_COLUMN, _MOST_COLUMNS),
        (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
    ):
        connection.setlimit(limit, most)
    # Anki's own order of names, which its indexes declare.
    connection.create_collation("unicase", _compare)
    for pragma in (
        "trusted_schema = OFF",
        "query_only = ON",
        "cell_size_check = ON",
        "ignore_check_constraints = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _compare(one: str, other: str) -> int:
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)


def _tables(connection: sqlite3.Connection, name: str) -> dict[str, dict[str, str]]:
    """Return the columns of each table, having refused all that is more than a table."""
    objects = connection.execute(
        "SELECT type, CAST(coalesce(name, '') AS TEXT), rootpage, CAST(sql AS TEXT) "
        f"FROM sqlite_master LIMIT {_MOST_OBJECTS + 1}"
    ).fetchall()
    if len(objects) > _MOST_OBJECTS:
        raise suspicious(name, "its database has hundreds of tables")
    tables: dict[str, dict[str, str]] = {}
    for kind, called, page, sql in objects:
        what = f"“{shown(called)}”"
        if kind == "index":
            # An index that comes with a table has no text.
            if sql is not None and not (len(sql) <= _LONGEST_INDEX and _PLAIN_INDEX.fullmatch(sql)):
                raise suspicious(name, f"the index {what} of its database is not a plain one")
        elif kind != "table" or not page:
            raise suspicious(name, f"its database holds more than tables: {what}")
        elif called.lower() not in _TABLES:
            raise suspicious(name, f"its database has a table of another program, {what}")
        else:
            tables[called.lower()] = _columns(connection, called, name)
    return tables


def _columns(connection: sqlite3.Connection, table: str, name: str) -> dict[str, str]:
    columns: dict[str, str] = {}
    for _, column, declared, _, _, _, hidden in connection.execute(f"PRAGMA table_xinfo({table})"):
        if hidden:
            raise suspicious(name, f"the table “{table}” of its database has a column that is computed")
        columns[column.lower()] = declared.lower()
    return columns


def _authorize(action: int, _one: str | None, two: str | None, _base: str | None, _by: str | None) -> int:
    """Let SELECT statements read and call a few harmless functions, and nothing else."""
    allowed = action in _ALLOWED or (action == sqlite3.SQLITE_FUNCTION and two in _FUNCTIONS)
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _problem(error: Exception, name: str) -> ProblemError:
    if isinstance(error, sqlite3.DataError):
        return too_large(name, "one text in it is larger than any that Anki makes")
    return damaged(name, "the database inside it cannot be read")
