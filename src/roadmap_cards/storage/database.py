"""One open collection: read freely, changed only inside a named transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from roadmap_cards.errors import ProblemError
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.storage.undo import Step, UndoStack
from roadmap_cards.study.day import Moment
from roadmap_cards.work import collector_at_rest


class Database:
    """An open collection. Belongs to the thread that opened it; open another for another thread.

    Reading goes through `read`, which SQLite itself keeps from writing; writing goes through `change`.
    `plain` is the connection under `read`, for the queries of `storage.today`.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        """Use `opening.open_database`, which checks the file first."""
        self.path = path
        self.undo_stack = UndoStack()
        self.changed = False
        self._engine = engine
        self.read = engine.connect().execution_options(isolation_level="AUTOCOMMIT", reading=True)
        self.read.exec_driver_sql("PRAGMA query_only = ON")
        self._write = engine.connect()
        raw = self.read.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        self.plain = raw

    @contextmanager
    def change(self, name: str, *, undoable: bool = True) -> Iterator[Transaction]:
        """Run the writes of one action: all of them or, on any error, none.

        An action that is not undoable (a bulk load) clears the undo stack. Raises ProblemError where the
        disk is full, the file is read-only or another program holds it.
        """
        with self._transaction(recording=undoable) as transaction:
            yield transaction
        self.changed = True
        if not undoable:
            self.undo_stack.clear()
        elif transaction.images or transaction.logged:
            self.undo_stack.push(name, transaction.images, transaction.logged)

    def undo(self, moment: Moment) -> Step | None:
        """Take the newest step back and return it; None when there is none.

        Raises ProblemError, changing nothing, where what the step wrote was changed again since.
        """
        if not self.undo_stack.done:
            return None
        step = self.undo_stack.done[-1]
        with self._transaction() as transaction:
            self._apply_backwards(transaction, step)
            transaction.void_all(step.logged, moment)
        return self._moved(step, transaction, self.undo_stack.done, self.undo_stack.undone)

    def redo(self) -> Step | None:
        """Do the step again that was undone last and return it; None when there is none."""
        if not self.undo_stack.undone:
            return None
        step = self.undo_stack.undone[-1]
        with self._transaction() as transaction:
            self._apply_backwards(transaction, step)
            transaction.log_all_again(step.logged)
        return self._moved(step, transaction, self.undo_stack.undone, self.undo_stack.done)

    def close(self) -> None:
        self.read.close()
        self._write.close()
        self._engine.dispose()

    def _apply_backwards(self, transaction: Transaction, step: Step) -> None:
        with collector_at_rest():
            transaction.restore_all([image.reversed() for image in reversed(step.images)])

    def _moved(self, step: Step, transaction: Transaction, source: list[Step], target: list[Step]) -> Step:
        """Put the opposite of a step that was just applied backwards on the other stack."""
        source.pop()
        target.append(replace(step, images=tuple(transaction.images), logged=tuple(transaction.logged)))
        self.changed = True
        return step

    @contextmanager
    def _transaction(self, *, recording: bool = True) -> Iterator[Transaction]:
        try:
            with self._write.begin():
                yield Transaction(self._write, recording=recording)
        except (OperationalError, sqlite3.OperationalError) as error:
            raise problem_of(self.path, error) from error


def problem_of(path: Path, error: Exception) -> ProblemError:
    """Turn what SQLite says into a sentence for a person."""
    text = str(getattr(error, "orig", None) or error)
    if "disk is full" in text or "disk I/O" in text:
        return ProblemError(
            f"The disk that holds {path} is full, so nothing was saved just now.",
            hint="Free some space and do it again; everything before it is safe.",
        )
    if "readonly" in text or "read-only" in text:
        return ProblemError(
            f"{path} cannot be written to.",
            hint="Give yourself the right to write there, or choose another folder with --data DIR.",
        )
    if "locked" in text or "busy" in text:
        return ProblemError(f"{path} is being used by another program.", hint="Close it and try again.")
    if "unable to open" in text:
        return ProblemError(
            f"{path} cannot be opened.",
            hint="Look at the rights of its folder, or choose another with --data DIR.",
        )
    return ProblemError(
        f"{path} cannot be read as a collection: {text}.",
        hint="The file was kept as it is. A backup may stand in the folder “backups” beside it.",
    )
