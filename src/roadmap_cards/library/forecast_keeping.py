"""Forecasts that were made, kept to be held against what became of them.

A forecast says between which shares the mastery of a level will lie thirty days later. When that day has
come, the mastery it had on its morning is taken from the log, of the cards that the level has today.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from roadmap_cards.library.ahead import KEEP_EVERY, Ahead, ForecastRecord, LevelDate
from roadmap_cards.library.past_reading import RoadmapTimeline
from roadmap_cards.storage import ahead as queries
from roadmap_cards.storage.ahead import ForecastRow
from roadmap_cards.study.day import Moment
from roadmap_cards.study.readiness import ROUNDING

WAIT = 5.0
"""Seconds to wait for another write."""


def store_forecasts(path: Path, ahead: Ahead, moment: Moment) -> int:
    """Keep what is said of each level, as `outlook.store_forecasts` says."""
    with closing(sqlite3.connect(path, timeout=WAIT)) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        newest = {row.level_key: row.made_day for row in queries.forecasts(connection)}
        wanted = [
            level
            for level in ahead.levels
            if level.level_key not in newest or abs(ahead.day - newest[level.level_key]) >= KEEP_EVERY
        ]
        rows = forecast_rows(wanted, ahead.day, moment.at)
        queries.add_forecasts(connection, rows)
    return len(rows)


def forecast_rows(levels: Iterable[LevelDate], day: int, at: int) -> list[ForecastRow]:
    """Return the rows that keep what is said of levels on a study day, at a time in UTC milliseconds."""
    return [
        ForecastRow(
            level_key=level.level_key,
            made_at=at,
            made_day=day,
            low_day=level.low,
            mid_day=level.mid,
            high_day=level.high,
            check_day=level.check.day,
            check_low=level.check.low,
            check_high=level.check.high,
        )
        for level in levels
        if level.check
    ]


def records(
    connection: sqlite3.Connection, roadmaps: Sequence[RoadmapTimeline], day: int
) -> dict[str, ForecastRecord]:
    """Return how the forecasts of each level, by its key, did whose check day is over."""
    due = [row for row in queries.forecasts(connection) if row.check_day < day]
    found: dict[str, ForecastRecord] = {}
    for roadmap in roadmaps:
        keys = list(dict.fromkeys(row.level_key for row in roadmap.items))
        own = [row for row in due if row.level_key in keys]
        became = {on: _mastery(roadmap, keys, on) for on in {row.check_day for row in own}}
        for row in own:
            share = became[row.check_day][row.level_key]
            inside = row.check_low - ROUNDING <= share <= row.check_high + ROUNDING
            before = found.get(row.level_key, ForecastRecord())
            found[row.level_key] = ForecastRecord(before.inside + inside, before.of + 1)
    return found


def _mastery(roadmap: RoadmapTimeline, keys: Sequence[str], day: int) -> dict[str, float]:
    """Return the mastery of each level on the morning of a study day, before anything was answered."""
    line = roadmap.timeline
    kept = line.items(line.later(line.stand(day - 1), 1)).kept
    counts = line.places.counts
    level = np.array([keys.index(row.level_key) for row in roadmap.items], np.int64)[counts]
    whole = np.bincount(level, minlength=len(keys))
    shares = np.bincount(level, kept[counts], len(keys)) / np.maximum(whole, 1)
    return dict(zip(keys, shares.tolist(), strict=True))
