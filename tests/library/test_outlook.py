"""What lies ahead is told even where it cannot be kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from roadmap_cards.library import forecast_keeping
from roadmap_cards.library.ahead import Ahead, Check, ForecastRecord, LevelDate
from roadmap_cards.library.outlook import store_forecasts
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.day import moment


def test_a_forecast_that_cannot_be_written_now_is_kept_at_the_next_look(
    demo: DataFolder, demo_now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    present = moment(demo_now)
    level = LevelDate(
        level_key="a-roadmap/a-level",
        title="A level",
        ready=False,
        low=None,
        mid=None,
        high=None,
        why="",
        sooner=None,
        record=ForecastRecord(),
        mastery=(),
        check=Check(present.day + 30, 0.2, 0.4),
    )
    ahead = Ahead(present.day, (level,))
    monkeypatch.setattr(forecast_keeping, "WAIT", 0.05)
    with closing(sqlite3.connect(demo.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert store_forecasts(demo.database, ahead, present) == 0
        other.rollback()
    assert store_forecasts(demo.database, ahead, present) == 1
