"""Reads when each level is ready from a collection, today or as of a past day: for workers, it needs numpy.

The cards are those of today, and so is what is set of them; as of a past day their memories are those that
the log tells, and one that was not answered yet is unseen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from roadmap_cards.errors import ProblemError
from roadmap_cards.library import pace as paces
from roadmap_cards.library.ahead import MORE_MINUTES, ONLY_EXAM, Ahead, Check, ForecastRecord, LevelDate
from roadmap_cards.library.forecast_keeping import records
from roadmap_cards.library.level_plans import LevelPlan, level_plans
from roadmap_cards.library.map import passed_exams
from roadmap_cards.library.pace import ENOUGH_REVIEWS, StudyCards
from roadmap_cards.library.past_reading import RoadmapTimeline, read_threads, timelines
from roadmap_cards.settings import Learning
from roadmap_cards.storage import today as day_queries
from roadmap_cards.study import forecast as rules
from roadmap_cards.study.calibration import Calibration, Predictions, calibrate, predictions
from roadmap_cards.study.forecast import LevelForecast, Levels
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.readiness import EXAM_DAYS
from roadmap_cards.study.simulation import Pace

SEED = 10

CALIBRATED = 365
"""Study days back of which reviews say how far recall differs from what is predicted."""

FEWEST_RUNS, MOST_CARDS = 20, 300_000
"""Lives of a large collection, and the cards of all lives together above which it is one."""

LEAST_CHECKED = 0.005
"""Mastery in a month below which nothing of a level is studied: to foretell that would be no art."""

LATER_REVIEWS = 8
"""Reviews that a new card brings in its first two years: more minutes pay for those as well."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """What forecasts are made of whatever their day: read once."""

    connection: sqlite3.Connection
    parameters: Parameters
    roadmaps: Sequence[RoadmapTimeline]
    resting: Collection[int]
    reviewed: Predictions
    passed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Glance:
    """How forecasts are made: in how many lives (None: as the cards allow), how many days they look ahead.

    `today`: the cards as they stand, with what more minutes change. Else the memories of the log are taken;
    `awake` are the topics that rest today and did not then.
    """

    runs: int | None = None
    horizon: int = rules.HORIZON
    today: bool = True
    awake: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A glance on a study day, with what is known of the learner then."""

    glance: Glance
    day: int
    target_recall: float
    calibration: Calibration
    pace: Pace


def read_ahead(path: Path, day: int, learning: Learning) -> Ahead:
    """Return what lies ahead, as `outlook.read_ahead` says."""
    connection = day_queries.peek(path)
    if connection is None:
        raise ProblemError(f"{path} cannot be read just now.", hint="Look at the rights of its folder.")
    with closing(connection):
        source = source_of(connection, day)
        dated = levels_ahead(source, day, learning)
        kept = records(connection, source.roadmaps, day)
    return Ahead(day, tuple(replace(one, record=kept.get(one.level_key, ForecastRecord())) for one in dated))


def source_of(connection: sqlite3.Connection, day: int) -> Source:
    """Return what forecasts up to a study day are made of."""
    return Source(
        connection,
        day_queries.parameters(connection),
        timelines(connection, day),
        {topic.id for topic in day_queries.topics(connection) if topic.paused},
        predictions(read_threads(connection)),
        passed_exams(connection),
    )


def levels_ahead(source: Source, day: int, learning: Learning, glance: Glance = Glance()) -> list[LevelDate]:
    """Return the date of every level as of a study day; records are empty."""
    reviewed = source.reviewed.between(day - CALIBRATED, day - 1)
    pace = paces.read_pace(source.connection, day, learning)
    look = Look(glance, day, learning.target_recall, calibrate(reviewed), pace)
    resting = frozenset(source.resting) - glance.awake
    cards = _cards(source, look, glance.awake)
    plans, levels = level_plans(source.roadmaps, cards, resting)
    if len(reviewed.day) < ENOUGH_REVIEWS:
        why = f"a date needs {ENOUGH_REVIEWS} reviews, and there are {len(reviewed.day)} so far"
        return [_undated(plan, why) for plan in plans]
    found, more = _forecasts(source, look, cards, levels, _places(plans, waiting=False))
    held_up = _places(plans, waiting=True)
    # Of a level with topics that rest it is told when it would be ready without that.
    if held_up and glance.today:
        woken = {topic.id for place in held_up for topic in plans[place].resting}
        cards = _cards(source, look, woken)
        _, levels = level_plans(source.roadmaps, cards, resting)
        awake, awake_more = _forecasts(source, look, cards, levels, held_up)
        for place in held_up:
            now = found[place]
            found[place] = replace(
                awake[place], check_low=now.check_low, check_high=now.check_high, ready=now.ready
            )
            more[place] = awake_more[place]
    return [
        _level_date(plan, one, other, look, exam=_exam_holds(source, plan.key, day))
        for plan, one, other in zip(plans, found, more, strict=True)
    ]


def _cards(source: Source, look: Look, woken: Collection[int]) -> StudyCards:
    read = paces.read_sim_cards if look.glance.today else paces.read_sim_cards_as_of
    return read(source.connection, look.day, woken=woken)


def _places(plans: Sequence[LevelPlan], *, waiting: bool) -> set[int]:
    """Return the places of the levels that can have a date, of those that wait for resting topics or not."""
    return {place for place, plan in enumerate(plans) if not plan.obstacle and bool(plan.resting) == waiting}


def _forecasts(
    source: Source, look: Look, cards: StudyCards, levels: Levels, awaited: Collection[int]
) -> tuple[list[LevelForecast], list[LevelForecast]]:
    """Return the forecasts at one's pace, and those with more minutes where that is told."""
    cards_of_all = max(1, len(cards.card_ids))
    runs = look.glance.runs or min(rules.RUNS, max(FEWEST_RUNS, MOST_CARDS // cards_of_all))

    def made(pace: Pace, awaited: Collection[int]) -> list[LevelForecast]:
        return rules.forecast(
            cards.cards,
            levels,
            pace,
            look.calibration,
            source.parameters,
            look.target_recall,
            look.day,
            np.random.default_rng(SEED),
            runs,
            look.glance.horizon,
            awaited,
        )

    usual = made(look.pace, awaited)
    dated = {place for place in awaited if usual[place].mid is not None and not usual[place].ready}
    return usual, made(_with_more_minutes(look.pace), dated) if look.glance.today and dated else [*usual]


def _with_more_minutes(pace: Pace) -> Pace:
    """Return the pace with more minutes a day: they go to new cards, and the reviews these bring."""
    each = pace.new_seconds + LATER_REVIEWS * pace.review_seconds
    return replace(pace, minutes=pace.minutes + MORE_MINUTES, new=pace.new + MORE_MINUTES * 60 / each)


def _exam_holds(source: Source, key: str, day: int) -> bool:
    return key in source.passed and day - source.passed[key] <= EXAM_DAYS


def _level_date(
    plan: LevelPlan, found: LevelForecast, more: LevelForecast, look: Look, *, exam: bool
) -> LevelDate:
    why = _why(plan, found, look)
    dated = not found.ready and not plan.obstacle
    mid = found.mid if dated else None
    gained = None if mid is None or more.mid is None else max(0, mid - more.mid)
    return LevelDate(
        level_key=plan.key,
        title=plan.title,
        ready=found.ready and exam,
        low=found.low if dated else None,
        mid=mid,
        high=found.high if dated else None,
        why="" if found.ready and exam else why,
        sooner=gained if look.glance.today else None,
        record=ForecastRecord(),
        mastery=found.course,
        check=_check(found),
    )


def _check(found: LevelForecast) -> Check | None:
    if found.check_high < LEAST_CHECKED:
        return None
    return Check(found.check_day, found.check_low, found.check_high)


def _undated(plan: LevelPlan, why: str) -> LevelDate:
    return LevelDate(
        level_key=plan.key,
        title=plan.title,
        ready=False,
        low=None,
        mid=None,
        high=None,
        why=plan.obstacle or why,
        sooner=None,
        record=ForecastRecord(),
        mastery=(),
        check=None,
    )


def _why(plan: LevelPlan, found: LevelForecast, look: Look) -> str:
    """Return why a level has no date, or under which condition it has one; without a full stop."""
    if found.ready:
        return ONLY_EXAM
    if plan.obstacle:
        return plan.obstacle
    if found.low is not None:
        return plan.proviso
    if not look.pace.new:
        return "no new cards are taken: their number a day is set to 0"
    return "at your pace it takes more than two years"
