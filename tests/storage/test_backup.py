"""Backups are whole files, and enough of them stay."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.storage import backup, roadmaps
from roadmap_cards.storage.opening import check_file, open_database
from roadmap_cards.study.day import Moment

NOW = Moment(1_795_420_800_000, 60, 9823)


def test_a_copy_made_while_the_collection_is_open_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    database = open_database(path, NOW, tmp_path / "backups")
    with database.change("Add a roadmap") as tx:
        roadmaps.own_roadmap(tx, "mine")
    copy = backup.make(path, tmp_path / "backups", NOW)
    database.close()
    check_file(copy)
    with sqlite3.connect(copy) as file:
        assert file.execute("SELECT key FROM roadmap").fetchall() == [("mine",)]
    file.close()


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    open_database(path, NOW, tmp_path / "backups").close()
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(ProblemError, match="No backup could be made"):
        backup.make(path, blocked, NOW)
    assert blocked.read_text(encoding="utf-8") == "a file, not a folder"


def test_enough_backups_stay() -> None:
    today = date(2026, 11, 23)
    start = datetime(2025, 11, 1, 20, tzinfo=UTC)
    times = [start + timedelta(hours=12 * number) for number in range(2 * 388)]
    keep = backup.kept([time for time in times if time.date() <= today], today)
    assert {time for time in keep if time.date() >= date(2026, 11, 22)} == {
        time for time in times if date(2026, 11, 22) <= time.date() <= today
    }
    days = {time.date() for time in keep}
    assert {today - timedelta(days=number) for number in range(2, 14)} <= days
    assert len(keep) <= 4 + backup.DAILY + backup.WEEKLY + backup.MONTHLY
    assert min(days) < date(2026, 4, 1)


def test_copies_from_before_a_change_of_format_are_not_rotated(tmp_path: Path) -> None:
    named = tmp_path / "collection-20200101-080000-before-format-2.db"
    old = tmp_path / "collection-20200101-080000.db"
    newer = tmp_path / "collection-20200101-090000.db"
    for path in (named, old, newer):
        path.touch()
    backup.rotate(tmp_path, date(2026, 11, 23))
    assert sorted(tmp_path.iterdir()) == sorted([named, newer])


def test_copies_from_before_cards_vanished_rotate_like_the_others(tmp_path: Path) -> None:
    days = [datetime(2020, 1, 1, 8, tzinfo=UTC) + timedelta(days=number) for number in range(400)]
    for day in days:
        (tmp_path / f"collection-{day:%Y%m%d-%H%M%S}-before-decks.db").touch()
    backup.rotate(tmp_path, date(2026, 11, 23))
    assert len(list(tmp_path.iterdir())) <= backup.DAILY + backup.WEEKLY + backup.MONTHLY


def test_a_copy_put_in_the_place_of_the_collection_is_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    database = open_database(path, NOW, tmp_path / "backups")
    with database.change("Add a roadmap") as tx:
        roadmaps.own_roadmap(tx, "mine")
    copy = backup.make(path, tmp_path / "backups", NOW)
    with database.change("Add a roadmap") as tx:
        roadmaps.own_roadmap(tx, "later")
    database.close()
    copy.replace(path)
    restored = open_database(path, NOW, tmp_path / "backups")
    known = [roadmaps.sha256_of(restored.read, key) for key in ("mine", "later")]
    restored.close()
    assert known == ["", None]
