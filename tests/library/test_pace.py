"""How a person studies and what is known of the cards, read from a real log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from roadmap_cards.library.pace import in_order_of_needs, read_pace, read_sim_cards, read_sim_cards_as_of
from roadmap_cards.paths import DataFolder
from roadmap_cards.settings import Learning
from roadmap_cards.storage.ahead import AheadCard
from roadmap_cards.storage.today import peek
from roadmap_cards.study.day import moment
from roadmap_cards.study.simulation import NEVER

if TYPE_CHECKING:
    from tests.library.conftest import Study

HOLIDAY = range(131, 148)


@pytest.fixture
def file(demo_original: DataFolder) -> Iterator[sqlite3.Connection]:
    connection = peek(demo_original.database)
    assert connection is not None
    with closing(connection):
        yield connection


@pytest.fixture
def today(demo_now: datetime) -> int:
    return moment(demo_now).day


def test_the_pace_is_that_of_the_last_weeks(file: sqlite3.Connection, today: int) -> None:
    pace = read_pace(file, today, Learning(new_per_day=4))
    days, reviews, time, new = file.execute(
        """
        SELECT count(DISTINCT day), sum(stage_before = 'review'),
               sum(CASE WHEN stage_before = 'review' THEN duration END), sum(stage_before IS NULL)
        FROM review WHERE day BETWEEN ? AND ? AND kind = 'answer' AND question_id IS NULL
        AND id NOT IN (SELECT voids FROM review WHERE voids IS NOT NULL)
        """,
        (today - 28, today - 1),
    ).fetchone()
    assert pace.share == pytest.approx(days / 28, abs=0.05)
    assert pace.review_seconds == pytest.approx(time / reviews / 1000, rel=0.05)
    assert pace.new == pytest.approx(new / days, rel=0.1)
    assert 15 <= pace.minutes <= 25
    assert pace.grades[1] > pace.grades[0] > 0
    assert sum(pace.first_grades) == pytest.approx(1)


def test_a_holiday_does_not_slow_one_down(file: sqlite3.Connection, today: int) -> None:
    back = today - 400 + HOLIDAY.stop
    usual = read_pace(file, back - len(HOLIDAY), Learning(new_per_day=4))
    after = read_pace(file, back, Learning(new_per_day=4))
    assert after.share == pytest.approx(usual.share, abs=0.1)


def test_nobody_learns_new_cards_who_has_set_them_to_none(file: sqlite3.Connection, today: int) -> None:
    assert read_pace(file, today, Learning(new_per_day=0)).new == 0


def test_the_settings_speak_where_little_was_studied(study: Study) -> None:
    study.answer("ant-legs", "ant-eyes")
    with closing(sqlite3.connect(study.folder.database)) as connection:
        pace = read_pace(connection, study.day + 1, Learning(new_per_day=7, minutes=25, reviews_per_day=90))
    assert (pace.new, pace.minutes, pace.reviews) == (7, 25, 90)
    assert 0.5 < pace.share <= 1


def test_as_of_today_the_log_tells_what_is_stored(file: sqlite3.Connection, today: int) -> None:
    stored, replayed = read_sim_cards(file, today), read_sim_cards_as_of(file, today)
    assert (stored.cards.stability > 0).sum() > 600
    assert stored.card_ids.tolist() == replayed.card_ids.tolist()
    assert (stored.cards.stability == replayed.cards.stability).all()
    assert (stored.cards.difficulty == replayed.cards.difficulty).all()
    seen = stored.cards.stability > 0
    assert (stored.cards.last_day[seen] == replayed.cards.last_day[seen]).all()
    assert (stored.cards.due_day[seen] == replayed.cards.due_day[seen]).all()


def test_as_of_a_past_day_less_is_seen_and_nothing_of_later(file: sqlite3.Connection, today: int) -> None:
    then = read_sim_cards_as_of(file, today - 300)
    now = read_sim_cards(file, today)
    seen = then.cards.stability > 0
    assert 50 < seen.sum() < (now.cards.stability > 0).sum() / 2
    assert then.cards.last_day[seen].max() < today - 300
    assert set(then.card_ids[seen].tolist()) <= set(now.card_ids[now.cards.stability > 0].tolist())


def test_what_rests_or_is_suspended_is_not_asked(study: Study) -> None:
    study.answer("ant-legs", "bee-wings")
    study.suspend("ant-eyes")
    study.pause("beta")
    with closing(sqlite3.connect(study.folder.database)) as connection:
        found = read_sim_cards(connection, study.day)
        woken = read_sim_cards(connection, study.day, woken={study.id("topic", "Beta")})
    assert len(found.cards) == 3
    beta = found.topic_ids == study.id("topic", "Beta")
    assert (found.cards.due_day[beta] == NEVER).all()
    assert (found.cards.due_day[~beta] < NEVER).all()
    assert (woken.cards.due_day < NEVER).all()


def test_rows_of_the_log_that_are_no_answers_count_as_they_should(study: Study) -> None:
    study.answer("ant-legs", "ant-eyes", "ape-arms")
    answered = study.day
    with closing(sqlite3.connect(study.folder.database)) as connection, connection:
        before = by_card(connection, answered + 1)
        reset, due_now, refit = before
        add = """
            INSERT INTO review (
                card_id, kind, day, stability, difficulty, source, moved, at, zone_offset, duration
            ) VALUES (?, ?, ?, ?, ?, 'review', 1, 0, 0, 0)
        """
        connection.execute(add, (reset, "reset", answered + 2, None, None))
        connection.execute(add, (due_now, "due_now", answered + 3, None, None))
        connection.execute(add, (refit, "refit", answered + 4, 77.0, 3.5))
        assert by_card(connection, answered + 2) == before
        after = by_card(connection, answered + 5)
    assert after[reset][0] == 0
    assert after[due_now] == (*before[due_now][:3], answered + 3)
    assert after[refit] == (77.0, 3.5, *before[refit][2:])


def by_card(connection: sqlite3.Connection, day: int) -> dict[int, tuple[float, float, int, int]]:
    """Return the memories of the cards that were answered at all, by card."""
    found = read_sim_cards_as_of(connection, day)
    memories = zip(
        found.cards.stability.tolist(),
        found.cards.difficulty.tolist(),
        found.cards.last_day.tolist(),
        found.cards.due_day.tolist(),
        strict=True,
    )
    ever = {card for (card,) in connection.execute("SELECT card_id FROM review ORDER BY card_id")}
    of_cards = dict(zip(found.card_ids.tolist(), memories, strict=True))
    return {card: of_cards[card] for card in sorted(ever)}


def test_a_new_card_waits_for_what_it_needs() -> None:
    new = [card(number) for number in range(1, 6)]
    order = [one.id for one in in_order_of_needs(new, {1: [4], 4: [9], 2: [5], 5: [2]}, set())]
    # 9 is not to be met, so it holds nothing up; 2 and 5 wait for each other.
    assert order == [3, 4, 1, 2, 5]
    assert [one.id for one in in_order_of_needs(new, {1: [4]}, {4})] == [1, 2, 3, 4, 5]


def card(number: int) -> AheadCard:
    return AheadCard(number, number, 1, 1, True, True, True, 0.0, 0.0, 0, 0)


def test_nothing_is_read_of_another_roadmap(file: sqlite3.Connection, today: int) -> None:
    (roadmap,) = file.execute("SELECT id FROM roadmap WHERE key = 'llm-specialist'").fetchone()
    whole, own = read_sim_cards(file, today), read_sim_cards(file, today, roadmap)
    assert np.array_equal(whole.card_ids, own.card_ids)
    assert not len(read_sim_cards(file, today, roadmap + 99).cards)
