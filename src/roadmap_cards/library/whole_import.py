"""A whole collection from JSON, put in the place of one in which nothing was studied yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.change import Change
from roadmap_cards.library.exchange import ImportPreview
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.loading import let_files_go
from roadmap_cards.storage.whole_restore import look, restore
from roadmap_cards.study.wording import counted
from roadmap_cards.work import Report

WHOLE = ".json"
SHIPPED = "shipped/"
"""How the names of deck files begin that belong to the program."""

ALL_TABLES = frozenset({"card", "entry", "topic", "review", "quiz", "collection"})


@dataclass(frozen=True, slots=True)
class WholeCollection:
    """A file that holds a collection, and what it would bring."""

    preview: ImportPreview

    def close(self) -> None:
        """Nothing is held open: the file is read again when it is taken in."""


def look_at_whole(database: Database, path: Path) -> WholeCollection:
    """Look at a file; nothing is changed. Raises ProblemError where it can or must not be taken in."""
    with _opened(path) as source:
        rows = look(database.plain, source, path.name)
    return WholeCollection(
        ImportPreview(
            path=path,
            source=f"a whole collection: {counted(rows, 'row')} with all cards, answers and settings",
            into="the place of this collection, in which nothing was studied yet",
            arrivals=(),
            answers=0,
            home=0,
            warnings=("This cannot be undone; a backup is made first.",),
            changes=True,
        )
    )


def restore_whole(database: Database, found: WholeCollection, folder: DataFolder, report: Report) -> Change:
    """Take it in. Raises ProblemError, and changes nothing, where the file holds what no collection can.

    The cards of deck files that are not in `folder` stay in study, as those of an import do.
    """
    path = found.preview.path
    name = f"Import {path.name}"
    with _opened(path) as source, database.change(name, undoable=False) as tx:
        restore(tx, source, path.name, report)
        let_files_go(tx, lambda name: name.startswith(SHIPPED) or (folder.decks / name).is_file())
    return Change(name, ALL_TABLES)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    try:
        source = path.open(encoding="utf-8", errors="strict")
    except OSError as error:
        raise ProblemError(
            f"{path.name} cannot be read: {error.strerror or error}.", hint="Choose a file that you may read."
        ) from error
    with source:
        try:
            yield source
        except UnicodeDecodeError as error:
            raise ProblemError(
                f"{path.name} is not a collection of Roadmap Cards in JSON.", hint="Choose another file."
            ) from error
