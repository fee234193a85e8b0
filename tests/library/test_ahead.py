"""When each level is ready, what more minutes change, and how the forecasts of the past did."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.ahead import KEEP_EVERY, Ahead, LevelDate
from roadmap_cards.library.ahead_reading import Glance, levels_ahead, source_of
from roadmap_cards.library.forecast_keeping import records
from roadmap_cards.library.map import read_maps
from roadmap_cards.library.outlook import cost_of_recall, read_ahead, store_forecasts
from roadmap_cards.library.past_reading import timelines
from roadmap_cards.paths import DataFolder
from roadmap_cards.settings import Learning
from roadmap_cards.storage.today import peek
from roadmap_cards.study.day import moment

if TYPE_CHECKING:
    from tests.library.conftest import Study

LEARNING = Learning(new_per_day=4)


@pytest.fixture(scope="module")
def ahead(demo_original: DataFolder, demo_now: datetime) -> Ahead:
    return read_ahead(demo_original.database, moment(demo_now), LEARNING)


def level(ahead: Ahead, name: str) -> LevelDate:
    return next(one for one in ahead.levels if one.level_key == f"llm-specialist/{name}")


def write(path: Path, job: Callable[[sqlite3.Connection], object]) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        job(connection)


# --- Dates -------------------------------------------------------------------------------------------


def test_levels_come_one_after_the_other_each_within_its_band(ahead: Ahead) -> None:
    middle, senior, expert = (level(ahead, name) for name in ("middle", "senior", "expert"))
    mids = []
    for one in (middle, senior, expert):
        assert one.low is not None
        assert one.mid is not None
        assert ahead.day < one.low <= one.mid
        assert one.high is None or one.mid <= one.high
        mids.append(one.mid)
    assert mids == sorted(mids)
    assert mids[0] - ahead.day < 60
    assert mids[2] - ahead.day > 180


def test_mastery_begins_where_the_map_is_and_reaches_what_is_needed_on_the_day(
    ahead: Ahead, demo_original: DataFolder
) -> None:
    (roadmap,) = read_maps(demo_original.database, ahead.day)
    senior = level(ahead, "senior")
    day, share = senior.mastery[0]
    assert day == ahead.day
    assert share == pytest.approx(roadmap.levels[2].mastery.mastery)
    near = min(senior.mastery, key=lambda point: abs(point[0] - (senior.mid or 0)))
    assert near[1] == pytest.approx(0.80, abs=0.06)


def test_a_level_that_only_its_exam_is_missing_from_says_so(ahead: Ahead) -> None:
    junior = level(ahead, "junior")
    assert (junior.ready, junior.mid, junior.why) == (False, None, "only its exam is missing")


def test_a_topic_that_is_paused_is_named_beside_the_date_that_hangs_on_it(
    ahead: Ahead, demo: DataFolder, demo_now: datetime
) -> None:
    assert level(ahead, "middle").why == "if Linear Algebra is resumed"
    write(demo.database, lambda file: file.execute("UPDATE topic SET paused = 0"))
    woken = level(read_ahead(demo.database, moment(demo_now), LEARNING), "middle")
    assert woken.why == ""
    assert woken.mid == pytest.approx(level(ahead, "middle").mid, abs=3)


def test_five_more_minutes_bring_a_far_level_nearer(ahead: Ahead) -> None:
    senior, expert = level(ahead, "senior"), level(ahead, "expert")
    assert senior.sooner is not None
    assert expert.sooner is not None
    assert 5 < senior.sooner < expert.sooner


def test_no_new_cards_no_date(demo: DataFolder, demo_now: datetime) -> None:
    found = read_ahead(demo.database, moment(demo_now), Learning(new_per_day=0))
    expert = level(found, "expert")
    assert (expert.mid, expert.why) == (None, "no new cards are taken: their number a day is set to 0")


def test_items_without_cards_and_topics_without_new_ones_are_said(
    demo: DataFolder, demo_now: datetime
) -> None:
    def spoil(file: sqlite3.Connection) -> None:
        file.execute(
            """
            UPDATE card SET retired = 1 WHERE topic_id IN (
                SELECT topic.id FROM topic JOIN level ON level.id = topic.level_id
                WHERE level.key = 'expert' ORDER BY topic.position LIMIT 5
            )
            """
        )
        file.execute(
            "UPDATE topic SET gives_new = 0 WHERE level_id = (SELECT id FROM level WHERE key = 'senior')"
        )

    write(demo.database, spoil)
    found = read_ahead(demo.database, moment(demo_now), LEARNING)
    senior, expert = level(found, "senior"), level(found, "expert")
    assert expert.mid is None
    assert expert.why.endswith(" items have no cards yet")
    assert senior.mid is None
    assert senior.why.endswith(" cards of it are in topics that give no new cards")


def test_a_date_asks_for_some_reviews_first(study: Study) -> None:
    study.answer("ant-legs", "ant-eyes", "bee-wings")
    study.wait(30)
    study.answer("ant-legs", "ant-eyes")
    study.wait(1)
    found = read_ahead(study.folder.database, moment(study.now), LEARNING)
    junior, senior = found.levels
    assert junior.why == "1 of 4 items has no cards yet"
    assert senior.why == "1 of 1 item has no cards yet"
    study.load("tiny", None, {"alpha": (("axes", "axe-heads"),)})
    assert not any(one.ready or one.mid for one in found.levels)
    assert store_forecasts(study.folder.database, found, moment(study.now)) == 0


def test_the_same_file_gives_the_same_dates(demo_original: DataFolder, ahead: Ahead) -> None:
    def made() -> list[LevelDate]:
        connection = peek(demo_original.database)
        assert connection is not None
        with closing(connection):
            glance = Glance(runs=20, horizon=60)
            return levels_ahead(source_of(connection, ahead.day), ahead.day, LEARNING, glance)

    assert made() == made()


def test_a_file_that_cannot_be_read_is_said_to_be_so(tmp_path: Path, demo_now: datetime) -> None:
    with pytest.raises(ProblemError, match="cannot be read just now"):
        read_ahead(tmp_path / "none.db", moment(demo_now), LEARNING)
    with pytest.raises(ProblemError, match="cannot be read just now"):
        cost_of_recall(tmp_path / "none.db", 9_000, LEARNING)


# --- Forecasts kept ----------------------------------------------------------------------------------


def test_a_forecast_is_kept_once_a_week(ahead: Ahead, demo: DataFolder, demo_now: datetime) -> None:
    assert store_forecasts(demo.database, ahead, moment(demo_now)) == 4
    soon = Ahead(ahead.day + 1, ahead.levels)
    assert store_forecasts(demo.database, soon, moment(demo_now + timedelta(days=1))) == 0
    later = Ahead(ahead.day + KEEP_EVERY, ahead.levels)
    assert store_forecasts(demo.database, later, moment(demo_now + timedelta(days=KEEP_EVERY))) == 4


def test_the_record_counts_the_forecasts_whose_day_has_come(ahead: Ahead, demo: DataFolder) -> None:
    with closing(sqlite3.connect(demo.database)) as file:
        kept = dict(
            file.execute(
                "SELECT level_key, count(*) FROM forecast WHERE check_day < ? GROUP BY level_key",
                (ahead.day,),
            )
        )
    assert {one.level_key: one.record.of for one in ahead.levels if one.record.of} == kept
    whole = sum(one.record.of for one in ahead.levels)
    inside = sum(one.record.inside for one in ahead.levels)
    assert whole >= 15
    assert whole / 2 < inside < whole


def test_a_forecast_that_missed_is_told(demo: DataFolder, ahead: Ahead) -> None:
    assert inside_when(demo, ahead.day, low=0.99, high=1.0) == 0
    assert inside_when(demo, ahead.day, low=0.0, high=1.0) == sum(one.record.of for one in ahead.levels)


def inside_when(demo: DataFolder, day: int, low: float, high: float) -> int:
    """Return how many forecasts were right if all had told this band."""
    with closing(sqlite3.connect(demo.database)) as file:
        file.execute("UPDATE forecast SET check_low = ?, check_high = ?", (low, high))
        return sum(one.inside for one in records(file, timelines(file, day), day).values())


# --- What recall costs -------------------------------------------------------------------------------


def test_more_recall_takes_more_minutes_and_leaves_more_known(
    demo_original: DataFolder, demo_now: datetime
) -> None:
    cost = cost_of_recall(demo_original.database, moment(demo_now).day, LEARNING)
    assert cost.target == LEARNING.target_recall
    assert [round(point.target * 100) for point in cost.points] == list(range(70, 98))
    low, now, high = cost.points[0], cost.points[20], cost.points[-1]
    assert low.minutes * 1.4 < now.minutes < high.minutes / 1.4
    assert low.reviews < now.reviews < high.reviews
    assert low.recall + 0.05 < now.recall < high.recall
    assert now.recall == pytest.approx(0.945, abs=0.02)
    # About what the demo's learner spends today, with most of the cards met within the year.
    assert 8 < now.minutes < 20


def test_without_a_card_there_is_nothing_to_reckon(folder: DataFolder, study: Study) -> None:
    write(study.folder.database, lambda file: file.execute("UPDATE card SET suspended = 1"))
    assert cost_of_recall(study.folder.database, study.day, LEARNING).points == ()
