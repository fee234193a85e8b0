"""Opening a collection file safely: is it ours, is it sound, is it of today's format?

The recipe (WAL, synchronous=FULL, BEGIN IMMEDIATE, application_id, user_version) is SQLite's own for files
that must survive a kill or a power cut: https://www.sqlite.org/wal.html, https://www.sqlite.org/pragma.html.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from roadmap_cards.errors import ProblemError
from roadmap_cards.settings import Learning, to_json
from roadmap_cards.storage import backup, schema
from roadmap_cards.storage.database import Database, problem_of
from roadmap_cards.storage.migrations import APPLICATION_ID, STEPS, statements
from roadmap_cards.study.day import Moment
from roadmap_cards.study.schedule import DEFAULT

BUSY_TIMEOUT = 5.0
"""Seconds a write waits for another one."""


def open_database(path: Path, moment: Moment, backups: Path, *, checked: bool = False) -> Database:
    """Open the collection at `path`, making it where there is none and bringing an older one up to date.

    `checked` says that `check_file` was passed just now. Raises ProblemError, and leaves the file as it is,
    where it is not a collection, is damaged, is newer than this program, is read-only or is held by another
    program.
    """
    fresh = not path.exists()
    if not fresh and not checked:
        check_file(path)
    engine = _engine(path)
    try:
        with engine.connect() as connection:
            _bring_up_to_date(connection, path, moment, backups, fresh=fresh)
        return Database(path, engine)
    except DatabaseError as error:
        engine.dispose()
        raise problem_of(path, error) from error
    except BaseException:
        engine.dispose()
        raise


def check_file(path: Path) -> None:
    """Raise ProblemError unless `path` is a sound collection that this program can read.

    It reads the whole file: a second for some hundred megabytes.
    """
    try:
        with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) as connection:
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        connection.close()
    except sqlite3.DatabaseError as error:
        raise problem_of(path, error) from error
    if application_id != APPLICATION_ID:
        raise ProblemError(
            f"{path} is not a Roadmap Cards collection.",
            hint="Move that file away, or choose another folder with --data DIR.",
        )
    if version > len(STEPS):
        raise ProblemError(
            f"{path} was written by a newer Roadmap Cards (format {version}, this one knows {len(STEPS)}).",
            hint="Install the newer version. The file was not touched.",
        )
    if verdict != "ok":
        raise ProblemError(
            f"The collection {path} is damaged: {verdict}.",
            hint="The file was kept as it is. Copy the newest file of the folder “backups” over it.",
        )


def _engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        poolclass=NullPool,
        connect_args={"timeout": BUSY_TIMEOUT, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails at once when another one wrote in between.
        if not connection.get_execution_options().get("reading"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _bring_up_to_date(
    connection: Connection, path: Path, moment: Moment, backups: Path, *, fresh: bool
) -> None:
    with connection.begin():
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version == len(STEPS):
        return
    if not fresh:
        backup.make(path, backups, moment, label=f"before-format-{len(STEPS)}")
    for number, step in enumerate(STEPS[version:], start=version + 1):
        with connection.begin():
            for statement in statements(step):
                connection.exec_driver_sql(statement)
            if number == 1:
                _first_rows(connection, moment)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def _first_rows(connection: Connection, moment: Moment) -> None:
    connection.execute(
        insert(schema.parameters).values(
            id=DEFAULT.id, created_at=moment.at, weights=json.dumps(DEFAULT.weights)
        )
    )
    connection.execute(
        insert(schema.collection).values(
            id=1,
            created_at=moment.at,
            settings=to_json(Learning()),
            parameters_id=DEFAULT.id,
            topics_chosen=False,
        )
    )
