"""What lies ahead: when each level is ready at one's pace, what more minutes change, what recall costs.

The values stand here without numpy, so that a page can name them; `outlook` leads to what makes them.
"""

from __future__ import annotations

from dataclasses import dataclass

MORE_MINUTES = 5
"""Minutes a day more, whose effect is told."""

ONLY_EXAM = "only its exam is missing"
"""Why a level has no date whose exam alone keeps it from being ready."""

KEEP_EVERY = 7
"""Study days between two forecasts of a level that are kept."""


@dataclass(frozen=True, slots=True)
class ForecastRecord:
    """How many of the forecasts whose day has come fell inside their band."""

    inside: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """What a forecast is held against: on a study day the mastery of a level is between `low` and `high`."""

    day: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LevelDate:
    """When a level is ready at one's pace, its exam apart: the date speaks of memory and coverage.

    `level_key` is `roadmap/level`. `ready` says that it is ready today, exam and all. `low`, `mid` and `high`
    are study days (one in ten futures is earlier than `low`, one later than `high`), None beyond two years or
    where there is no date. `why` is a sentence without its full stop for a level that has none; beside a date
    it is a clause that says what the date depends on (“if Linear Algebra is resumed”). `sooner` are
    the days gained by MORE_MINUTES a day, None without a date. `mastery` are study days from today on with
    the mastery (0 to 1) that they most likely bring. `check` is None where nothing of it is studied.
    """

    level_key: str
    title: str
    ready: bool
    low: int | None
    mid: int | None
    high: int | None
    why: str
    sooner: int | None
    record: ForecastRecord
    mastery: tuple[tuple[int, float], ...]
    check: Check | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """The levels of all roadmaps, as they look on the study day `day`."""

    day: int
    levels: tuple[LevelDate, ...]


@dataclass(frozen=True, slots=True)
class CostPoint:
    """What a target recall takes over the next year, on a day that is studied: minutes and reviews.

    `recall` is the share (0 to 1) of the cards seen by then that are known at its end.
    """

    target: float
    minutes: float
    reviews: float
    recall: float


@dataclass(frozen=True, slots=True)
class RecallCost:
    """What each target recall would cost; `target` is the one in force. No points where there is no card."""

    target: float
    points: tuple[CostPoint, ...]
