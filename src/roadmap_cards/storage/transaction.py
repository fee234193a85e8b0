"""The writes of one action, recorded so that they can be taken back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, Update, bindparam, delete, insert, update

from roadmap_cards.errors import ProblemError
from roadmap_cards.storage import schema
from roadmap_cards.storage.undo import Image, Row
from roadmap_cards.study.day import Moment

CACHE = 64_000
"""Kibibytes of memory for pages of the file while many rows are written."""


class Transaction:
    """Writes of one action. Each records the row before and after, so that the action can be undone."""

    def __init__(self, connection: Connection, *, recording: bool = True) -> None:
        """Only `Database.change` makes one. A bulk load does without images: it cannot be undone."""
        self.connection = connection
        self._recording = recording
        self.images: list[Image] = []
        self.logged: list[int] = []

    @property
    def plain(self) -> sqlite3.Connection:
        """The connection under this transaction: for many rows SQLAlchemy takes ten times as long."""
        raw = self.connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        return raw

    def expect_many(self) -> None:
        """Make room for the indexes of a long log; what SQLite sets aside by itself is too little."""
        self.plain.execute(f"PRAGMA cache_size = -{CACHE}")

    def insert(self, table: Table[Any], values: Mapping[str, Any]) -> int:
        """Insert a row and return its id."""
        row_id = self._insert(table, values)
        if self._recording:
            self.images.append(Image(table.name, row_id, None, self._row(table, row_id)))
        return row_id

    def update(self, table: Table[Any], row_id: int, values: Mapping[str, Any]) -> None:
        """Change columns of one row; a row that does not exist is a bug (LookupError)."""
        if self._recording:
            before = self._row(table, row_id)
            if before is None:
                raise LookupError(f"{table.name} has no row {row_id}")
            self.images.append(Image(table.name, row_id, before, {**before, **values}))
        self._change(table, row_id, values)

    def update_each(self, table: Table[Any], rows: Mapping[int, Mapping[str, Any]]) -> None:
        """Change columns of many rows (by id), the same of each, in a way that undo takes back."""
        before = self._rows(table, rows)
        self.images += [
            Image(table.name, row_id, before[row_id], {**before[row_id], **values})
            for row_id, values in rows.items()
        ]
        self._write(table, rows)

    def keep(self, table: Table[Any], row_id: int, values: Mapping[str, Any]) -> None:
        """Change columns of one row in a way that undo leaves alone: what was done and is a fact."""
        self._change(table, row_id, values)

    def keep_new(self, table: Table[Any], values: Mapping[str, Any]) -> int:
        """Insert a row that undo leaves alone, and return its id."""
        return self._insert(table, values)

    def image_of(self, table: Table[Any], row_id: int, undone: Row) -> None:
        """Have undo change a row that `keep_new` wrote into `undone`, rather than leave it alone."""
        self.images.append(Image(table.name, row_id, undone, self._row(table, row_id)))

    def drop(self, table: Table[Any], row_id: int) -> None:
        """Delete a row that `keep_new` wrote, for good."""
        self.connection.execute(delete(table).where(table.c.id == row_id))

    def delete(self, table: Table[Any], row_id: int) -> None:
        """Delete one row."""
        if self._recording:
            self.images.append(Image(table.name, row_id, self._row(table, row_id), None))
        self.connection.execute(delete(table).where(table.c.id == row_id))

    def log(self, values: Mapping[str, Any]) -> int:
        """Append a row to the review log and return its id."""
        row_id = self._insert(schema.review, values)
        self.logged.append(row_id)
        return row_id

    def log_many(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Append rows to the review log, all with the same columns."""
        if not rows:
            return
        names = list(rows[0])
        columns = ", ".join(_column(schema.review, name) for name in names)
        self._append(
            f"INSERT INTO review (id, {columns}) VALUES ({', '.join('?' * (len(names) + 1))})",
            [tuple(row[name] for name in names) for row in rows],
        )

    def void_all(self, log_ids: Sequence[int], moment: Moment) -> None:
        """Append a row for each of these rows of the log that takes it out of account."""
        self._append(
            """
            INSERT INTO review (id, card_id, kind, source, moved, at, zone_offset, day, duration, voids)
            SELECT ?, card_id, 'void', source, 0, ?, ?, ?, 0, id FROM review WHERE id = ?
            """,
            [(moment.at, moment.offset, moment.day, log_id) for log_id in log_ids],
        )

    def log_all_again(self, void_ids: Sequence[int]) -> None:
        """Append a copy of each row that one of these voids took out of account.

        Voiding the void instead would make “does this answer count?” a walk along a chain of any length.
        """
        columns = ", ".join(column.name for column in schema.review.c if column.name != "id")
        self._append(
            f"""
            INSERT INTO review (id, {columns})
            SELECT ?, {columns} FROM review WHERE id = (SELECT voids FROM review WHERE id = ?)
            """,
            [(void_id,) for void_id in void_ids],
        )

    def _append(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Append one row to the log for each of `rows`; its number comes before their values."""
        # A refit has a row for each card: through SQLAlchemy they would take ten times as long.
        (last,) = self.plain.execute("SELECT coalesce(max(id), 0) FROM review").fetchone()
        numbers = range(last + 1, last + 1 + len(rows))
        self.plain.executemany(statement, [(number, *row) for number, row in zip(numbers, rows, strict=True)])
        self.logged += numbers

    def insert_many(self, table: Table[Any], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows in one go, all with the same columns; only in a change that cannot be undone."""
        self._without_images()
        if rows:
            self.connection.execute(insert(table), rows)

    def update_many(self, table: Table[Any], rows: Mapping[int, Mapping[str, Any]]) -> None:
        """Change the same columns of many rows (by id) in one go; only in a change that cannot be undone."""
        self._without_images()
        if rows:
            self.connection.execute(
                _update_of(table, tuple(next(iter(rows.values())))),
                [
                    {"row_id": row_id, **{f"new_{name}": value for name, value in values.items()}}
                    for row_id, values in rows.items()
                ],
            )

    def restore_all(self, images: Sequence[Image]) -> None:
        """Write the `after` of (reversed) images in order, each if its row still equals its `before`.

        Images of many rows of one table are gone through at once: an import has thousands of them.
        """
        for name, group in groupby(images, key=lambda image: image.table):
            together = list(group)
            rows = {image.id: image.after for image in together if image.before and image.after}
            if len(rows) < len(together) or len(together) == 1:
                for image in together:
                    self.restore(image)
                continue
            self.expect_many()
            table = schema.metadata.tables[name]
            if self._rows(table, rows) != {image.id: image.before for image in together}:
                raise _changed_since()
            self._write(table, _differing(together))
            self.images += together

    def restore(self, image: Image) -> None:
        """Write the `after` of a (reversed) image, if the row still equals its `before`."""
        table = schema.metadata.tables[image.table]
        if self._row(table, image.id) != image.before:
            raise _changed_since()
        if image.after is None:
            self.connection.execute(delete(table).where(table.c.id == image.id))
        elif image.before is None:
            self._insert(table, image.after)
        else:
            self._change(table, image.id, image.after)
        self.images.append(image)

    def _without_images(self) -> None:
        if self._recording:
            raise ValueError("many rows are written at once only in a change that cannot be undone")

    def _insert(self, table: Table[Any], values: Mapping[str, Any]) -> int:
        columns = ", ".join(_column(table, name) for name in values)
        marks = ", ".join("?" * len(values))
        statement = f"INSERT INTO {table.name} ({columns}) VALUES ({marks})"
        row_id = self.plain.execute(statement, tuple(values.values())).lastrowid
        assert row_id is not None
        return row_id

    def _change(self, table: Table[Any], row_id: int, values: Mapping[str, Any]) -> None:
        self._write(table, {row_id: values})

    def _rows(self, table: Table[Any], ids: Collection[int]) -> dict[int, Row]:
        names = table.c.keys()
        found = self.plain.execute(
            f"SELECT {', '.join(_column(table, name) for name in names)} FROM {table.name} "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {row[names.index("id")]: dict(zip(names, row, strict=True)) for row in found}

    def _write(self, table: Table[Any], rows: Mapping[int, Mapping[str, Any]]) -> None:
        """Change the same columns of many rows."""
        if not rows:
            return
        names = [name for name in next(iter(rows.values())) if name != "id"]
        columns = ", ".join(f"{_column(table, name)} = ?" for name in names)
        self.plain.executemany(
            f"UPDATE {table.name} SET {columns} WHERE id = ?",
            [(*(values[name] for name in names), row_id) for row_id, values in rows.items()],
        )

    def _row(self, table: Table[Any], row_id: int) -> Row | None:
        return self._rows(table, (row_id,)).get(row_id)


def _column(table: Table[Any], name: str) -> str:
    """Return what a column is called in the file."""
    return str(table.c[name].name)


def _differing(images: Sequence[Image]) -> dict[int, Row]:
    """Return, by row, those columns of the images' `after` that any of them changes.

    A column that is written costs a change of every index that holds it, another value or not.
    """
    pairs = [(image.id, image.before or {}, image.after or {}) for image in images]
    names = {name for _, before, after in pairs for name in after if after[name] != before.get(name)}
    return {row_id: {name: after[name] for name in sorted(names)} for row_id, _, after in pairs if names}


def _changed_since() -> ProblemError:
    return ProblemError(
        "This step cannot be taken back: what it changed was changed again since.",
        hint="Nothing was altered.",
    )


# To make a statement anew would take longer than to run it.


@cache
def _update_of(table: Table[Any], names: tuple[str, ...]) -> Update:
    """Return the statement that changes these columns of a row."""
    columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(table).where(table.c.id == bindparam("row_id")).values(columns)
