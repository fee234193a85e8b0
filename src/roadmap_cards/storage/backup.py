"""Copies of a collection that rotate: whole files, made by SQLite itself, checked before they count.

A copy of the file alone would miss what stands in the write-ahead log; VACUUM INTO takes both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.study.day import Moment

DAILY, WEEKLY, MONTHLY = 12, 10, 9
"""How many are kept, one for each day, week and month, besides all of today's and yesterday's."""

PREFIX = "collection-"
BEFORE_DECKS = "before-decks"
"""The label of a backup made before deck files take cards out of study; it rotates like the others."""

BEFORE_IMPORT = "before-import"
"""The label of a backup made before anything comes in from elsewhere; it rotates too."""


def make(path: Path, folder: Path, moment: Moment, label: str = "") -> Path:
    """Copy the collection at `path` into `folder` under the time of `moment`, and return the copy.

    Raises ProblemError, and leaves no half-made file, where the folder cannot be written or the disk is full.
    """
    stamp = datetime.fromtimestamp(moment.at / 1000, tz=UTC) + timedelta(minutes=moment.offset)
    name = f"{PREFIX}{stamp:%Y%m%d-%H%M%S}{f'-{label}' if label else ''}.db"
    target = folder / name
    unfinished = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        source = sqlite3.connect(path)
        try:
            source.execute("VACUUM INTO ?", (str(unfinished),))
        finally:
            source.close()
        _check(unfinished)
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            unfinished.unlink()
        raise ProblemError(
            f"No backup could be made in {folder}: {error}.",
            hint="Free some space there; the collection is safe.",
        ) from error
    return target


def rotate(folder: Path, today: date) -> None:
    """Delete the backups that are no longer kept; those made before a change of format stay."""
    copies = {path: made for path in folder.glob(f"{PREFIX}*.db") if (made := _made(path)) is not None}
    keep = kept(copies.values(), today)
    for path, made in copies.items():
        if made not in keep:
            path.unlink(missing_ok=True)


def kept(times: Iterable[datetime], today: date) -> set[datetime]:
    """Return which backups stay: all of today and yesterday, then the last of 12 days, 10 weeks, 9 months."""
    newest_first = sorted(times, reverse=True)
    yesterday = today - timedelta(days=1)
    keep = {time for time in newest_first if time.date() >= yesterday}
    older = [time for time in newest_first if time.date() < yesterday]
    for period, number in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        groups = groupby(older, key=lambda time, form=period: time.strftime(form))  # type: ignore[misc]
        keep.update(next(group) for _, (_, group) in zip(range(number), groups, strict=False))
    return keep


def _made(path: Path) -> datetime | None:
    """Return when a rotating backup was made, from its name; None for any other file."""
    stamp = path.stem.removeprefix(PREFIX)
    for label in (BEFORE_DECKS, BEFORE_IMPORT):
        stamp = stamp.removesuffix(f"-{label}")
    try:
        return datetime.strptime(stamp, "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _check(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    finally:
        connection.close()
    if verdict != "ok":
        raise sqlite3.DatabaseError(f"the copy is not sound ({verdict})")
