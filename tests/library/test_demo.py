"""The demo collection: a believable past, and every invariant of a collection that was lived through."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.demo import DAYS, PAUSED, SEED, make_demo
from roadmap_cards.library.demo_calendar import HOLIDAYS, JOURNEY
from roadmap_cards.library.demo_decks import WITHOUT_CARDS
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.library.map import MapItem, MapLevel, read_maps
from roadmap_cards.library.session import Session
from roadmap_cards.paths import DataFolder, shipped
from roadmap_cards.roadmap.lint import lint_decks
from roadmap_cards.roadmap.parser import parse_roadmap
from roadmap_cards.study.card import NEW, Rating
from roadmap_cards.study.day import moment
from roadmap_cards.study.forgetting import recall_after
from roadmap_cards.study.history import replay
from roadmap_cards.study.mastery import State
from roadmap_cards.study.schedule import DEFAULT

MOVING = """
    SELECT review.*, card.entry_id FROM review JOIN card ON card.id = review.card_id
    WHERE review.kind = 'answer' AND review.moved
    AND review.id NOT IN (SELECT voids FROM review WHERE voids IS NOT NULL)
"""
"""The answers that moved a card, in reviews and in quizzes."""

STANDING = f"{MOVING} AND review.question_id IS NULL ORDER BY review.id"
"""Those of reviews alone, as they were given."""


@pytest.fixture
def file(demo_original: DataFolder) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{demo_original.database.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


@pytest.fixture
def today(demo_now: datetime) -> int:
    return moment(demo_now).day


@pytest.fixture
def levels(demo_original: DataFolder, today: int) -> tuple[MapLevel, ...]:
    (roadmap,) = read_maps(demo_original.database, today)
    return roadmap.levels


def items_of(level: MapLevel) -> list[MapItem]:
    return [item for topic in level.topics for section in topic.sections for item in section.items]


# --- It is a collection like any other ---------------------------------------------------------------


def test_the_log_of_every_card_replays_to_its_memory(demo: DataFolder, demo_now: datetime) -> None:
    with OpenCollection(demo, lambda: demo_now) as library:
        seen = 0
        for number in library.decks.card_keys().values():
            card = library.reviews.ask(number).card
            assert replay(library.reviews.log(number), card.uuid, {DEFAULT.id: DEFAULT}) == card.memory
            seen += card.memory != NEW
    assert seen > 600


def test_the_file_is_sound(file: sqlite3.Connection) -> None:
    assert [tuple(row) for row in file.execute("PRAGMA integrity_check")] == [("ok",)]
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []


def test_answers_and_lapses_are_counted_on_the_cards(file: sqlite3.Connection) -> None:
    reps, lapses = Counter[int](), Counter[int]()
    for row in file.execute(MOVING):
        reps[row["card_id"]] += 1
        lapses[row["card_id"]] += row["stage_before"] == "review" and row["rating"] == Rating.AGAIN
    cards = file.execute("SELECT id, reps, lapses FROM card").fetchall()
    assert [(card["reps"], card["lapses"]) for card in cards] == [
        (reps[card["id"]], lapses[card["id"]]) for card in cards
    ]


def test_every_row_stands_on_its_study_day_at_home_and_away(
    file: sqlite3.Connection, demo_now: datetime, today: int
) -> None:
    offsets: dict[int, set[int]] = defaultdict(set)
    rows = file.execute("SELECT * FROM review WHERE question_id IS NULL ORDER BY id").fetchall()
    for row in rows:
        zone = timezone(timedelta(minutes=row["zone_offset"]))
        assert moment(datetime.fromtimestamp(row["at"] / 1000, zone)).day == row["day"]
        offsets[row["zone_offset"]].add(row["day"] - (today - DAYS))
    # Berlin in winter and in summer, and seven hours west of it.
    assert offsets.keys() == {60, 120, -300}
    assert offsets[-300] <= set(JOURNEY)
    assert all(earlier["at"] < later["at"] for earlier, later in pairwise(rows))
    assert all(earlier["day"] <= later["day"] for earlier, later in pairwise(rows))
    assert rows[-1]["at"] < demo_now.timestamp() * 1000


def test_two_cards_of_one_entry_never_share_a_day(file: sqlite3.Connection) -> None:
    cards: dict[tuple[int, int], set[int]] = defaultdict(set)
    for row in file.execute(STANDING):
        cards[row["day"], row["entry_id"]].add(row["card_id"])
    assert all(len(on_that_day) == 1 for on_that_day in cards.values())


def test_no_card_is_asked_before_it_is_due(file: sqlite3.Connection) -> None:
    due: dict[int, int] = {}
    # A quiz that was taken today brings forward what was asked before it.
    for row in file.execute(f"{MOVING} ORDER BY review.day, review.at"):
        assert row["question_id"] is not None or row["day"] >= due.get(row["card_id"], 0)
        due[row["card_id"]] = row["due_day"]


def test_new_cards_come_in_the_order_of_the_roadmap_but_for_those_taken_ahead(
    file: sqlite3.Connection,
) -> None:
    places = [
        (row["title"], row["position"])
        for row in file.execute(
            f"""
            WITH RECURSIVE base AS (
                SELECT need.entry_id, entry.id AS needed, entry.topic_id
                FROM need JOIN entry ON entry.key = need.needed_key
            ), waiting (id) AS (
                SELECT entry.id FROM entry JOIN base ON base.entry_id = entry.id
                WHERE base.topic_id <> entry.topic_id
                UNION SELECT base.entry_id FROM base JOIN waiting ON waiting.id = base.needed
            )
            SELECT level.title, topic.position FROM ({STANDING}) AS answer
            JOIN card ON card.id = answer.card_id JOIN topic ON topic.id = card.topic_id
            JOIN level ON level.id = topic.level_id WHERE answer.stage_before IS NULL
            AND card.entry_id NOT IN (SELECT id FROM waiting) ORDER BY answer.id
            """
        )
    ]
    on_the_way = [position for level, position in places if not level.startswith("LLM Expert")]
    assert len(places) - len(on_the_way) in range(1, 20)
    # Within a day two topics may mix where one ends and the next begins; a card that waits for another
    # topic, or for such a card, comes later.
    assert all(later >= earlier - 1 for earlier, later in pairwise(on_the_way))


def test_it_is_opened_and_studied_like_any_other(demo: DataFolder, demo_now: datetime) -> None:
    with OpenCollection(demo, lambda: demo_now) as library:
        loaded = library.decks.load_changed(demo)
        assert (loaded.read, loaded.flaws) == (0, ())
        session = Session(library, library.reviews.plan(15))
        before = session.reveal().card
        session.answer(Rating.GOOD, 5_000)
        assert session.undo() == "Answer card"
        assert library.reviews.ask(before.id).card == before


def test_its_decks_pass_the_lint(demo_original: DataFolder) -> None:
    place = shipped("resources") / "roadmaps" / "llm-specialist.md"
    roadmap = parse_roadmap(place.read_bytes(), "llm-specialist", place.name)
    report = lint_decks(demo_original.decks, {"llm-specialist": roadmap})
    assert report.flaws == ()
    assert report.files == len(list(roadmap.topics)) - len(list(shipped("decks").glob("*/*.md")))


def test_its_quizzes_have_a_trend_and_an_exam(demo: DataFolder, demo_now: datetime) -> None:
    with OpenCollection(demo, lambda: demo_now) as library:
        past = library.quizzes.history()
        days = [one.quiz.day for one in past]
        assert days == sorted(days, reverse=True)
        assert Counter(one.quiz.level_key for one in past).most_common(1)[0][1] >= 3
        assert any(one.quiz.counts_for_level for one in past)
        assert library.quizzes.under_way() is None
        assert library.undo_name is None


# --- It tells a believable story ---------------------------------------------------------------------


def test_the_levels_are_as_far_as_400_days_take_one(levels: tuple[MapLevel, ...]) -> None:
    held = [sum(item.state is not None and item.state.held for item in items_of(level)) for level in levels]
    seen = [sum(item.mastery.coverage > 0 for item in items_of(level)) for level in levels]
    junior, middle, senior, expert = (len(items_of(level)) for level in levels)
    assert held[0] > 0.7 * junior
    assert seen[0] > 0.9 * junior
    assert 0.25 * middle < held[1] < 0.65 * middle
    assert seen[1] > 0.9 * middle
    assert held[2] < 0.15 * senior
    assert 0.1 * senior < seen[2] < 0.6 * senior
    assert held[3] <= 2
    assert 1 <= seen[3] < 0.1 * expert
    states = Counter(item.state for level in levels for item in items_of(level))
    assert {*State} <= states.keys()


def test_some_items_have_no_cards_and_one_topic_rests(
    levels: tuple[MapLevel, ...], file: sqlite3.Connection
) -> None:
    bare = [item for level in levels for item in items_of(level) if not item.cards]
    assert len(bare) >= WITHOUT_CARDS
    assert [row["key"] for row in file.execute("SELECT key FROM topic WHERE paused")] == [PAUSED]
    marks = file.execute("SELECT sum(suspended), sum(flag > 0), max(flag) FROM card").fetchone()
    assert 1 <= marks[0] <= 25
    assert tuple(marks)[1:] == (5, 4)


def test_the_last_morning_has_a_usual_amount_to_do(demo: DataFolder, demo_now: datetime) -> None:
    with OpenCollection(demo, lambda: demo_now) as library:
        statistics = library.progress.statistics()
        outlook = library.progress.outlook()
        spent = library.progress.spent(3)
    assert 25 <= statistics.due <= 60
    assert 1 <= statistics.new_today <= 8
    assert 10 <= outlook.minutes <= 25
    assert statistics.today.answers == 0
    assert all(day.minutes > 0 for day in spent[:-1])


def test_the_days_have_minutes_rests_and_two_holidays(file: sqlite3.Connection, today: int) -> None:
    rows = file.execute(f"SELECT day, sum(duration) / 60000.0 FROM ({STANDING}) GROUP BY day").fetchall()
    days = {row[0] - (today - DAYS): row[1] for row in rows}
    assert 300 < len(days) < 370
    assert not any(day in days for holiday in HOLIDAYS for day in holiday)
    minutes = sorted(days.values())
    assert 8 <= minutes[len(minutes) // 2] <= 20
    assert minutes[-1] < 45


def test_grades_times_and_mistakes_are_those_of_a_person(file: sqlite3.Connection) -> None:
    rows = file.execute(STANDING).fetchall()
    grades = Counter(row["rating"] for row in rows if row["stage_before"] == "review")
    assert grades.keys() == {1, 2, 3, 4}
    assert grades[Rating.GOOD] > grades.total() / 2
    assert len({row["duration"] for row in rows}) > len(rows) / 2
    (leeches,) = file.execute("SELECT count(*) FROM card WHERE lapses >= 8").fetchone()
    assert 1 <= leeches <= 40
    (taken_back,) = file.execute("SELECT count(*) FROM review WHERE kind = 'void'").fetchone()
    assert 20 <= taken_back <= 150


def test_what_happens_differs_a_little_from_what_is_predicted(file: sqlite3.Connection) -> None:
    last_day: dict[int, int] = {}
    predicted, recalled, reviews = 0.0, 0, 0
    for row in file.execute(f"{MOVING} ORDER BY review.day, review.at"):
        if row["stage_before"] == "review" and row["question_id"] is None:
            elapsed = row["day"] - last_day[row["card_id"]]
            predicted += recall_after(elapsed, row["stability_before"], DEFAULT)
            recalled += row["rating"] != Rating.AGAIN
            reviews += 1
        last_day[row["card_id"]] = row["day"]
    assert reviews > 5_000
    assert 0.80 < recalled / reviews < 0.92
    assert 0.002 < abs(predicted - recalled) / reviews < 0.04


# --- It is the same everywhere -----------------------------------------------------------------------

CHILD = """
import sys
from datetime import datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo
from roadmap_cards.library.demo import SEED, make_demo
from roadmap_cards.paths import DataFolder

now = datetime.fromisoformat(sys.argv[2]).replace(tzinfo=ZoneInfo("Europe/Berlin"))
make_demo(DataFolder(Path(sys.argv[1])), now, Random(SEED))
"""


def content(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    return json.dumps(rows, default=bytes.hex)


def test_it_is_the_same_on_another_machine(
    demo_original: DataFolder, demo_now: datetime, tmp_path: Path
) -> None:
    elsewhere = DataFolder(tmp_path / "elsewhere")
    subprocess.run(
        [sys.executable, "-c", CHILD, str(elsewhere.root), demo_now.replace(tzinfo=None).isoformat()],
        env={**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "5"},
        check=True,
    )
    assert content(elsewhere.database) == content(demo_original.database)


def test_another_chance_makes_another_life(demo_original: DataFolder, tmp_path: Path) -> None:
    other = DataFolder(tmp_path / "other")
    make_demo(other, datetime(2026, 11, 23, 8, 2, tzinfo=UTC), Random(SEED + 1), days=30)
    assert content(other.database) != content(demo_original.database)
    with closing(sqlite3.connect(other.database)) as connection:
        days, paused = (
            connection.execute(query).fetchone()[0]
            for query in ("SELECT count(DISTINCT day) FROM review", "SELECT sum(paused) FROM topic")
        )
    assert 20 <= days <= 30
    assert paused == 0


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, demo_now: datetime) -> None:
    (tmp_path / "collection.db").write_bytes(b"mine")
    with pytest.raises(ProblemError, match="is not an empty folder"):
        make_demo(DataFolder(tmp_path), demo_now, Random(SEED))
    assert [path.name for path in tmp_path.iterdir()] == ["collection.db"]
