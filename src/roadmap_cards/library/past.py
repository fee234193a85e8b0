"""A roadmap on any day: as it was held in the past, as it will be if nothing is done, or at one's own pace.

The past is replayed from the log, so it never changes: what is answered, undone or refitted today moves no
earlier day. The cards are those of today: one that was not written or not yet answered on a day counts as
unseen then, one that is suspended or retired today is left out on every day, as the map leaves it out.

The values stand here alone and without numpy, so that a page can name them; `travels` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from roadmap_cards.library.map import RoadmapMap

DAYS_AHEAD = 180
"""Study days that the map looks ahead."""


class Scenario(StrEnum):
    """What is done from today on."""

    STOP = "if you stop"
    PACE = "at your pace"


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """A roadmap on one study day: how many items are held, and its mastery from 0 to 1."""

    day: int
    held: int
    mastery: float


class Replay(Protocol):
    """Makes the map of a day."""

    def at(self, day: int, scenario: Scenario) -> RoadmapMap: ...


@dataclass(frozen=True, slots=True, eq=False)
class Travel:
    """A roadmap through time; days are study days.

    `id` is the roadmap. `first` is the day of its first answer (today, where there is none), `last` how far
    one sees ahead. `past` has a point for every day from `first` to today, `ahead` from today to `last`.

    `band` bounds what will be held with 90 %: day, low and high, from today to `last`. It comes from the
    `late` reviews of this learner: those that were given long after they were due tell how far forgetting
    differs from what the curve says. Where there are too few it is `rough`, and `band` is empty.
    """

    id: int
    first: int
    today: int
    last: int
    late: int
    past: tuple[CoursePoint, ...]
    ahead: Mapping[Scenario, tuple[CoursePoint, ...]]
    band: Mapping[Scenario, tuple[tuple[int, float, float], ...]]
    rough: bool
    replay: Replay = field(repr=False)

    def at(self, day: int, scenario: Scenario = Scenario.STOP) -> RoadmapMap:
        """Return the map of a study day; one before `first` or after `last` is taken as that.

        Today it is the map as it is read. In the past nothing is due; of the days ahead what falls due by
        then. Quizzes count as far as they were answered by then.
        """
        return self.replay.at(min(max(day, self.first), self.last), scenario)
