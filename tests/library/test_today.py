"""What a day holds, told by a glance from outside exactly as by the open library."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from roadmap_cards.library.library import OpenCollection
from roadmap_cards.library.session import Session
from roadmap_cards.library.today import glance
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """Return the folder of somebody who answered ten cards yesterday and missed every third."""
    folder = DataFolder(tmp_path)
    with OpenCollection(folder, lambda: MORNING) as library:
        library.decks.load_changed(folder)
        library.decks.choose_topics([topic.id for topic in library.decks.topics()])
        library.change_learning("Set minutes a session", minutes=7)
        session = Session(library, library.reviews.plan())
        while not session.finished and len(session.run.answered) < 10:
            missed = len(session.run.answered) % 3 == 0
            session.reveal()
            session.answer(Rating.AGAIN if missed else Rating.GOOD, 9_000)
    return folder


@pytest.mark.parametrize("days", [0, 1, 30])
def test_a_glance_tells_what_the_open_library_tells(folder: DataFolder, days: int) -> None:
    now = MORNING + timedelta(days=days)
    seen = glance(folder.database, now)
    with OpenCollection(folder, lambda: now) as library:
        assert seen == library.progress.today(7)
    assert seen is not None
    assert seen.outlook.cards > 0


def test_a_glance_tells_of_the_day_it_is(folder: DataFolder) -> None:
    today, tomorrow = (glance(folder.database, MORNING + timedelta(days=days)) for days in (0, 1))
    assert today is not None
    assert tomorrow is not None
    assert (today.spent[-1].minutes, tomorrow.spent[-1].minutes) == (1.5, 0)
    assert tomorrow.spent[-2].minutes == 1.5


def test_a_glance_counts_what_another_program_has_just_written(folder: DataFolder) -> None:
    """The newest answers stand in the write-ahead log beside the file until it is closed."""
    with OpenCollection(folder, lambda: MORNING) as library:
        before = glance(folder.database, MORNING)
        session = Session(library, library.reviews.plan())
        session.reveal()
        session.answer(Rating.GOOD, 9_000)
        after = glance(folder.database, MORNING)
    assert before is not None
    assert after is not None
    assert after.spent[-1].minutes == before.spent[-1].minutes + 0.15


@pytest.mark.parametrize("trouble", ["absent", "empty", "foreign", "older", "newer", "damaged"])
def test_a_glance_at_anything_else_tells_nothing_and_changes_nothing(
    folder: DataFolder, trouble: str
) -> None:
    path = folder.database
    if trouble == "absent":
        path.unlink()
    elif trouble == "empty":
        path.write_bytes(b"")
    elif trouble == "damaged":
        path.write_bytes(path.read_bytes()[:3000] + b"\xff" * 40_000)
    else:
        pragma = {"foreign": "application_id = 7", "older": "user_version = 0", "newer": "user_version = 99"}
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA {pragma[trouble]}")
        connection.close()
    before = path.read_bytes() if path.exists() else None
    assert glance(path, MORNING) is None
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_glance_loads_nothing_that_takes_long(folder: DataFolder) -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
            "from roadmap_cards.library.today import glance\n"
            "assert glance(Path(sys.argv[1]), datetime.now(UTC)) is not None\n"
            "print(*{name.split('.')[0] for name in sys.modules} & {'sqlalchemy', 'pydantic', 'fsrs'})",
            str(folder.database),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == []
