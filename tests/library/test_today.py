"""What a day holds, told by a first look from outside exactly as by the open library."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roadmap_cards.library.first_look import FirstLook
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.library.session import Session
from roadmap_cards.library.today import Today
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating

if TYPE_CHECKING:
    from tests.library.conftest import Study

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
def test_a_first_look_tells_what_the_open_library_tells(folder: DataFolder, days: int) -> None:
    now = MORNING + timedelta(days=days)
    seen = FirstLook(folder.database, now).take()
    with OpenCollection(folder, lambda: now) as library:
        assert seen == library.progress.today(7)
    assert seen is not None
    assert seen.outlook.cards > 0


def test_a_first_look_tells_of_the_day_it_is(folder: DataFolder) -> None:
    today, tomorrow = (FirstLook(folder.database, MORNING + timedelta(days=days)).take() for days in (0, 1))
    assert today is not None
    assert tomorrow is not None
    assert (today.spent[-1].minutes, tomorrow.spent[-1].minutes) == (1.5, 0)
    assert tomorrow.spent[-2].minutes == 1.5


def test_a_first_look_counts_what_another_program_has_just_written(folder: DataFolder) -> None:
    """The newest answers stand in the write-ahead log beside the file until it is closed."""
    with OpenCollection(folder, lambda: MORNING) as library:
        before = FirstLook(folder.database, MORNING).take()
        session = Session(library, library.reviews.plan())
        session.reveal()
        session.answer(Rating.GOOD, 9_000)
        after = FirstLook(folder.database, MORNING).take()
    assert before is not None
    assert after is not None
    assert after.spent[-1].minutes == before.spent[-1].minutes + 0.15


@pytest.mark.parametrize("trouble", ["absent", "empty", "foreign", "older", "newer", "damaged"])
def test_a_first_look_at_anything_else_tells_nothing_and_changes_nothing(
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
    assert FirstLook(path, MORNING).take() is None
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_first_look_loads_nothing_that_takes_long(folder: DataFolder) -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
            "from roadmap_cards.library.first_look import FirstLook\n"
            "assert FirstLook(Path(sys.argv[1]), datetime.now(UTC)).take() is not None\n"
            "print(*{name.split('.')[0] for name in sys.modules} & {'sqlalchemy', 'pydantic', 'fsrs'})",
            str(folder.database),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == []


# --- The climb and what slips ------------------------------------------------------------------------


def choose_all(study: Study) -> None:
    with study.open() as library:
        library.decks.choose_topics([topic.id for topic in library.decks.topics()])


def today_of(study: Study, budget: int | None = None) -> Today:
    with study.open() as library:
        return library.progress.today(budget)


def test_the_climb_shows_where_new_cards_come_from_and_what_is_due(study: Study) -> None:
    choose_all(study)
    study.answer("bee-wings")
    study.wait(60)
    (climb,) = today_of(study).climbs
    told = {topic.title: (topic.seen, topic.items, topic.due, topic.new) for topic in climb.topics}
    assert told == {"Alpha": (0, 3, 0, 3), "Beta": (1, 1, 1, 0), "Gamma": (0, 1, 0, 0)}


def test_the_climb_does_not_depend_on_the_budget(study: Study) -> None:
    choose_all(study)
    study.answer("bee-wings", "ant-legs", "ant-eyes", "ape-arms")
    study.wait(60)
    short, whole = today_of(study, 1), today_of(study)
    assert short.outlook.cards < whole.outlook.cards == 4
    assert short.climbs == whole.climbs


def test_what_was_answered_today_is_no_longer_due_on_the_climb(study: Study) -> None:
    choose_all(study)
    study.answer("bee-wings")
    study.wait(60)
    study.answer("bee-wings")
    assert sum(topic.due for topic in today_of(study).climbs[0].topics) == 0


def test_a_collection_without_a_roadmap_has_no_climb(study: Study) -> None:
    with closing(sqlite3.connect(study.folder.database)) as connection, connection:
        connection.execute("UPDATE topic SET level_id = NULL")
        connection.execute("DELETE FROM level")
    today = today_of(study)
    assert today.climbs == ()
    assert today.topics


def test_what_slips_says_whether_it_can_be_reviewed_today(study: Study) -> None:
    study.answer("bee-wings")
    study.wait(2)
    study.answer("ape-arms")
    bees, apes = today_of(study).slipping
    assert (bees.title, bees.ready) == ("Bees", False)
    assert (apes.title, apes.ready) == ("Apes", False)
    assert bees.now > bees.later
    study.wait(10)
    assert [(item.title, item.ready) for item in today_of(study).slipping] == [("Bees", True), ("Apes", True)]
    study.pause("beta")
    assert [item.title for item in today_of(study).slipping] == ["Apes"]


def test_a_paused_topic_is_named_with_what_is_left_of_it_and_asked_again_once_it_is_resumed(
    study: Study,
) -> None:
    study.answer("bee-wings", "ape-arms")
    study.wait(30)
    assert today_of(study).resting == ()
    study.pause("beta")
    (resting,) = today_of(study).resting
    assert (resting.title, resting.id) == ("Beta", study.id("topic", "Beta"))
    assert 0 < resting.recall < 0.9
    with study.open() as library:
        assert library.decks.is_paused(resting.id)
        asked = len(library.reviews.plan().cards)
        library.decks.resume_topic(resting.id)
        assert not library.decks.is_paused(resting.id)
        assert len(library.reviews.plan().cards) > asked
        library.undo()
        assert library.decks.is_paused(resting.id)


def test_a_paused_topic_that_was_never_begun_is_not_named(study: Study) -> None:
    study.answer("ape-arms")
    study.pause("beta")
    assert today_of(study).resting == ()


def test_a_card_in_its_minutes_can_be_reviewed_when_they_are_over(study: Study) -> None:
    study.answer("bee-wings", rating=Rating.GOOD)
    assert not today_of(study).slipping[0].ready
    study.now += timedelta(minutes=11)
    assert today_of(study).slipping[0].ready


def test_the_sibling_of_a_card_that_was_answered_today_is_not_offered(study: Study) -> None:
    """It waits until tomorrow, so the item could not be reviewed now."""
    study.answer("ape-arms")
    study.wait(10)
    assert today_of(study).slipping[0].ready
    with closing(sqlite3.connect(study.folder.database)) as connection, connection:
        connection.execute("CREATE TEMP TABLE sibling AS SELECT * FROM card WHERE key LIKE '%ape-arms%'")
        connection.execute("UPDATE sibling SET id = 1000, uuid = randomblob(16), key = 'sibling'")
        connection.execute("INSERT INTO card SELECT * FROM sibling")
    study.answer("ape-arms")
    (apes,) = today_of(study).slipping
    assert (apes.title, apes.ready) == ("Apes", False)


def test_slipping_items_can_be_reviewed_first(study: Study) -> None:
    choose_all(study)
    study.answer("bee-wings")
    study.wait(5)
    study.answer("ant-legs")
    study.wait(12)
    ants, bees = study.id("item", "Ants"), study.id("item", "Bees")
    with study.open() as library:
        usual = [card.item for card in library.reviews.plan().cards]
        wanted = [card.item for card in library.reviews.plan(first_items=(ants,)).cards]
    assert usual[0] == bees
    assert wanted[0] == ants
    assert sorted(map(str, wanted)) == sorted(map(str, usual))


def test_a_first_look_tells_the_climb_too(study: Study) -> None:
    study.answer("bee-wings", "ant-legs")
    study.wait(9)
    seen = FirstLook(study.folder.database, study.now).take()
    assert seen is not None
    assert seen.climbs
    assert seen.slipping
    assert (seen.climbs, seen.slipping) == (today_of(study, 15).climbs, today_of(study, 15).slipping)
