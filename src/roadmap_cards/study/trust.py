"""What the trust page shows, as values: what was predicted before each review, against what happened."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from roadmap_cards.study.statistics import Said, Span

ENOUGH_REVIEWS = 200
"""Reviews of learned cards from which a reliability diagram says something."""

ENOUGH_ANSWERS = 20
"""Answers of one sureness from which its share says something."""


LATE = 1.5
"""From how many times the interval that was promised a review counts as late."""

EDGES = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96)
"""Where one stretch of predicted recall ends and the next begins. A collection keeps their numbers."""


def bin_of(predicted: float) -> int:
    """Return the number of the stretch that a prediction lies in, from 0 on."""
    return bisect_right(EDGES, predicted)


def is_late(elapsed: int, promised: int) -> bool:
    """Return whether a review came long after it was due, both in days from the answer before."""
    return promised >= 1 and elapsed >= LATE * promised


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Reviews whose predicted recall lay in one stretch: the mean prediction, and what was recalled.

    `low` and `high` bound the share that was recalled (Wilson, 90 %).
    """

    predicted: float
    recalled: int
    answers: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """`bias` is predicted minus recalled over all; `log_loss` the mean of -ln of what happened.

    `naive_loss` is the log loss of always saying the overall share; `rmse` the root mean square of predicted
    minus recalled share over bins, weighted by their answers. All 0 where there is nothing.
    """

    said: Said
    bins: tuple[ReliabilityBin, ...]
    answers: int
    bias: float
    log_loss: float
    naive_loss: float
    rmse: float


@dataclass(frozen=True, slots=True)
class SurenessShare:
    """Quiz answers given sure, or guessing: how many were right, with the interval of that share."""

    words: str
    right: int
    asked: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sureness:
    said: Said
    shares: tuple[SurenessShare, ...]


@dataclass(frozen=True, slots=True)
class Trust:
    """All of the page for a span, on a study day. `late`: the same for reviews that came long after due."""

    day: int
    span: Span
    reliability: Reliability
    late: Reliability
    sureness: Sureness
