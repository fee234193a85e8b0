"""Writes an Anki package, in the variant that every Anki since 2.1 reads and that others read too.

It is a zip file with `meta` (version 2), the database as `collection.anki21` (schema 11), the same once
more as `collection.anki2` for old readers, a list of the pictures, and the pictures as `0`, `1` and so on.
How Anki packs these is described in https://docs.ankiweb.net/exporting.html.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from roadmap_cards.anki.content import FIELD_SEPARATOR, AnkiCard, Answer, Head, Note, NoteType, Template
from roadmap_cards.anki.writing.database_file import write_database
from roadmap_cards.errors import ProblemError
from roadmap_cards.work import Report, unheard

LARGE = 20_000_000
"""Bytes of a database above which it is not written twice: the old readers get one note instead."""

_VERSION = b"\x08\x02"
# A database of text gets hardly smaller by more, and takes several times as long.
_LEVEL = 1
_CHUNK = 1 << 20
# Anki takes files of these names for a backup, and replaces all that it has by it.
_BACKUP_NAME = re.compile(r"collection\.apkg|backup-.*\.apkg|.*\.colpkg", re.IGNORECASE | re.DOTALL)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Written:
    """What a package holds; `size` is its bytes."""

    notes: int
    cards: int
    answers: int
    size: int


def check_name(path: Path) -> None:
    """Raise ProblemError where Anki would take a package of this name for a backup."""
    if _BACKUP_NAME.fullmatch(path.name):
        raise ProblemError(
            f"{path.name} is a name for backups: Anki would replace your whole collection by it.",
            hint="Choose another name that ends in .apkg, such as roadmap-cards.apkg.",
        )


def write_package(
    path: Path,
    head: Head,
    notes: Iterable[Note],
    cards: Iterable[AnkiCard],
    answers: Iterable[Answer],
    media: Mapping[str, Path],
    report: Report,
) -> Written:
    """Write a package; the same content gives the same bytes. `media` are files by their names in Anki.

    Raises ProblemError where the file cannot be written or a picture not be read, CancelledError where
    `report` does; a file that was there before is then left as it was, and no other is left behind.
    """
    check_name(path)
    if not path.parent.is_dir():
        raise ProblemError(
            f"There is no folder {path.parent}.", hint="Make it, or choose a folder that is there."
        )
    unfinished, database, dummy = (path.with_name(f".{path.name}.{end}") for end in ("part", "db", "old"))
    try:
        _remove(unfinished, database, dummy)
        counts = write_database(database, head, notes, cards, answers, report)
        large = database.stat().st_size > LARGE
        if large:
            _write_dummy(dummy)
        with unfinished.open("wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as package:
                package.writestr(ZipInfo("meta"), _VERSION)
                _pack(package, database, "collection.anki21", report)
                _pack(package, dummy if large else database, "collection.anki2", report)
                _add_media(package, media, report)
            file.flush()
            os.fsync(file.fileno())
        size = unfinished.stat().st_size
        unfinished.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise _problem(path, error) from error
    finally:
        with suppress(OSError):
            _remove(unfinished, database, dummy)
    return Written(*counts, size)


def _remove(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _pack(package: ZipFile, source: Path, name: str, report: Report) -> None:
    size, done = source.stat().st_size, 0
    with source.open("rb") as file, package.open(name, "w", force_zip64=size >= 1 << 31) as packed:
        while piece := file.read(_CHUNK):
            report("Packing", done, size)
            packed.write(piece)
            done += len(piece)


def _add_media(package: ZipFile, media: Mapping[str, Path], report: Report) -> None:
    names = sorted(media)
    for number, name in enumerate(names):
        report("Adding pictures", number, len(names))
        with (
            _opened(media[name]) as file,
            package.open(ZipInfo(str(number)), "w", force_zip64=True) as packed,
        ):
            shutil.copyfileobj(file, packed, _CHUNK)
    listed = {str(number): name for number, name in enumerate(names)}
    package.writestr(ZipInfo("media"), json.dumps(listed, ensure_ascii=False))


def _opened(picture: Path) -> IO[bytes]:
    try:
        return picture.open("rb")
    except OSError as error:
        raise ProblemError(
            f"The picture {picture} cannot be read: {error.strerror or error}.",
            hint="Put it back, or take it out of the card.",
        ) from error


def _write_dummy(path: Path) -> None:
    """Write a collection with one note, for readers too old to look into the other file."""
    told = "This reader is too old for the deck in this file.", "Update it, then import the file again."
    basic = NoteType(1, "Basic", ("Front", "Back"), (Template("Card 1", "{{Front}}", "{{Back}}"),))
    head = Head(0, None, 4, {1: basic}, {}, {})
    note = Note(1, "roadmap-cards", 1, 0, "", FIELD_SEPARATOR.join(told))
    card = AnkiCard(1, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, "")
    write_database(path, head, (note,), (card,), (), unheard)


def _problem(path: Path, error: OSError | sqlite3.OperationalError) -> ProblemError:
    if isinstance(error, OSError):
        full, reason = error.errno in _FULL, error.strerror or str(error)
    else:
        # SQLite says “disk I/O error” where a limit of the system stops it from writing more.
        full = error.sqlite_errorcode in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}
        reason = str(error)
    if full:
        return ProblemError(
            f"There is no room for {path}.", hint="Free some space there, or choose another folder."
        )
    return ProblemError(
        f"{path} cannot be written: {reason}.", hint="Choose a folder in which you may write files."
    )
