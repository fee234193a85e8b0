"""What a target recall costs: a year of study under each of them, on the learner's own cards.

All targets are simulated side by side, on the same study days, with as much time as they ask for: what is
told is what it would take.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from math import inf
from pathlib import Path

import numpy as np

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.ahead import CostPoint, RecallCost
from roadmap_cards.library.pace import read_pace, read_sim_cards
from roadmap_cards.settings import Learning
from roadmap_cards.storage import today as day_queries
from roadmap_cards.study import vector_schedule
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.simulation import NEVER, Pace, SimCards, simulate

TARGETS = tuple(percent / 100 for percent in range(70, 98))

YEAR = 365
"""Study days that are simulated."""

LIVES, FEW_CARDS = 2, 3_000
"""Lives of each target where there are few cards; more cards even chance out by themselves."""

SEED = 9


def cost_of_recall(path: Path, day: int, learning: Learning) -> RecallCost:
    """Return the cost of every target, as `outlook.cost_of_recall` says."""
    connection = day_queries.peek(path)
    if connection is None:
        raise ProblemError(f"{path} cannot be read just now.", hint="Look at the rights of its folder.")
    with closing(connection):
        pace = read_pace(connection, day, learning)
        parameters = day_queries.parameters(connection)
        cards = read_sim_cards(connection, day).cards
    going = cards.due_day < NEVER
    if not going.any():
        return RecallCost(learning.target_recall, ())
    asked = SimCards(
        cards.stability[going], cards.difficulty[going], cards.last_day[going], cards.due_day[going]
    )
    return RecallCost(learning.target_recall, costs(asked, pace, parameters, day))


def costs(
    cards: SimCards, pace: Pace, parameters: Parameters, day: int, targets: Sequence[float] = TARGETS
) -> tuple[CostPoint, ...]:
    """Return what each target takes in the year from a study day on."""
    rng = np.random.default_rng(SEED)
    lives = LIVES if len(cards) <= FEW_CARDS else 1
    runs = lives * len(targets)
    # A day without study costs nothing, and would only blur the curve where it falls.
    studied = np.repeat(rng.random((1, YEAR)) < pace.share, runs, axis=0)
    studied[:, 0] = True
    lived = simulate(
        cards,
        replace(pace, minutes=inf, reviews=None),
        parameters,
        np.repeat(targets, lives),
        day,
        YEAR,
        rng,
        runs=runs,
        studied=studied,
    )
    days = int(studied[0].sum())
    minutes, reviews = lived.seconds.sum(axis=1) / 60 / days, lived.reviews.sum(axis=1) / days
    seen = lived.stability > 0
    elapsed = np.maximum(day + YEAR - lived.last_day, 0)
    known = vector_schedule.recall(elapsed, np.where(seen, lived.stability, 1.0), parameters)
    recall = np.where(seen, known, 0.0).sum(axis=1) / np.maximum(seen.sum(axis=1), 1)
    means = (each.reshape(-1, lives).mean(axis=1).tolist() for each in (minutes, reviews, recall))
    return tuple(CostPoint(*point) for point in zip(targets, *means, strict=True))
