"""What the statistics page shows, as values: each chart's numbers, the sentence they come to, its table.

Days are study days, shares run from 0 to 1, intervals are Wilson's at 90 %. No value knows widths or colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

ENOUGH = 20
"""Reviews under which a chart says how many more it needs instead of showing anything."""


class Span(Enum):
    """How far back one looks; the value is its number of days, 0 for all of it."""

    MONTH = 30
    QUARTER = 91
    YEAR = 365
    ALL = 0

    @property
    def words(self) -> str:
        return {30: "1 month", 91: "3 months", 365: "12 months", 0: "All"}[self.value]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: a roadmap's level, one topic, or everything (both 0). Ids of the collection."""

    level: int = 0
    topic: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A scope that can be chosen, with its title; topics name the level they are in."""

    scope: Scope
    title: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The same numbers in rows: what the table view shows and what is saved as CSV, one cell a value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A chart in words: what it comes to, what it shows, and its numbers.

    `missing` counts the reviews it still needs (0: it can be drawn); `finding` then says so.
    """

    finding: str
    note: str
    table: Table
    missing: int = 0


@dataclass(frozen=True, slots=True)
class DayStudy:
    """What was done on a day: answers of any kind, and minutes."""

    day: int
    answers: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Share:
    """A share over some days, with its interval. `start` is its first day."""

    start: int
    right: int
    asked: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.right / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Held:
    """How many items of a roadmap are held on a day, of how many that count."""

    items: int
    of: int


@dataclass(frozen=True, slots=True)
class MonthStudy:
    """A month as a whole, the present one as far as it is over, from `start` on; `said` is its sentence.

    `days` are those with answers, `recalls` the reviews of learned cards as `Retention` counts them,
    `minutes` those of all answers; `held` is what was held at its end, None where no roadmap tells.
    """

    start: int
    days: int
    recalls: Share
    minutes: float
    held: Held | None
    said: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A rolling year up to today, every day of it, and the months that these days are in, oldest first.

    `first` is the first study day ever, None for none.
    """

    said: Said
    days: tuple[DayStudy, ...]
    first: int | None
    months: tuple[MonthStudy, ...] = ()


@dataclass(frozen=True, slots=True)
class DueDay:
    """What a day asks for if nothing is missed: reviews, of cards that come back by then too, and new ones.

    `minutes` are those of both.
    """

    day: int
    reviews: int
    minutes: float
    new: int = 0


@dataclass(frozen=True, slots=True)
class DueForecast:
    """Thirty days from today; what is overdue counts as today's. `goal` in minutes a day."""

    said: Said
    days: tuple[DueDay, ...]
    goal: int


@dataclass(frozen=True, slots=True)
class Retention:
    """True retention: of reviews of learned cards, how many were recalled (any grade but Again).

    `parts` are weeks, in a long span months; `total` is the whole span; `target` the recall asked for.
    """

    said: Said
    parts: tuple[Share, ...]
    total: Share
    target: float


@dataclass(frozen=True, slots=True)
class TimePart:
    """A week or month of time: minutes a day on days studied, and seconds an answer."""

    start: int
    minutes_a_day: float
    seconds_an_answer: float


@dataclass(frozen=True, slots=True)
class TimeUse:
    said: Said
    parts: tuple[TimePart, ...]


MATURE_STABILITY = 21
"""Days of stability from which a card is mature."""


class Phase(StrEnum):
    """What a card was when it was answered. Mature: a stability of three weeks or more."""

    NEW = "New"
    STEPS = "In steps"
    YOUNG = "Young"
    MATURE = "Mature"


PHASES = tuple(Phase)
"""The phases by the number that stands for each in a collection: a new one comes last."""


def phase_of(stage: str | None, stability: float) -> int:
    """Return the phase, as its place in PHASES, of a card that was met in this stage (None: never seen)."""
    if stage is None:
        return 0
    if stage != "review":
        return 1
    return 3 if stability >= MATURE_STABILITY else 2


@dataclass(frozen=True, slots=True)
class GradeMix:
    """How often each grade was given in a phase: Again, Hard, Good, Easy."""

    phase: Phase
    counts: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Grades:
    said: Said
    mixes: tuple[GradeMix, ...]


@dataclass(frozen=True, slots=True)
class StabilityBin:
    """Cards whose stability lies from `low` up to below `high` days; `high` is None for the last."""

    low: float
    high: float | None
    cards: int


@dataclass(frozen=True, slots=True)
class Stabilities:
    """How long today's memories last; `median` in days, 0 where no card was seen."""

    said: Said
    bins: tuple[StabilityBin, ...]
    median: float


@dataclass(frozen=True, slots=True)
class Course:
    """The mastery of a level (or a topic) over time: day and share, oldest first. `ready` is its mark."""

    title: str
    points: tuple[tuple[int, float], ...]
    ready: float


@dataclass(frozen=True, slots=True)
class MasteryCourse:
    said: Said
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """All of the page for a span and a scope, on a study day."""

    day: int
    span: Span
    scope: Scope
    places: tuple[Place, ...]
    calendar: Calendar
    due: DueForecast
    retention: Retention
    time: TimeUse
    grades: Grades
    stabilities: Stabilities
    mastery: MasteryCourse
