"""A whole history gone through under a set of weights: what was foretold before each answer, and the loss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from roadmap_cards.study import vector_schedule
from roadmap_cards.study.fitting import HELD_OUT
from roadmap_cards.study.forgetting import Parameters

Wholes: TypeAlias = NDArray[np.int64]
Reals: TypeAlias = NDArray[np.float64]
Truths: TypeAlias = NDArray[np.bool_]

LEAST_CHANCE = 1e-6
"""No forecast is taken for surer than this: one surprise would outweigh all else."""


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Answers by card and then in the order of time, one place in each array for each answer.

    `first` is the place of the first answer since the card was new, `elapsed` the study days since the answer
    before (0 for the first), `rating` from 1 to 4. `target` says that the answer is to be foretold,
    `turn` where a target stands among all targets in the order of time (-1 for all else).
    """

    first: Wholes
    elapsed: Wholes
    rating: Wholes
    target: Truths
    turn: Wholes

    @property
    def targets(self) -> int:
        """How many answers are to be foretold."""
        return int(self.target.sum())

    @property
    def cut(self) -> int:
        """The turn of the first target that is held out."""
        return round(self.targets * (1 - HELD_OUT))

    @property
    def held_out(self) -> Truths:
        """Which answers a fit is judged on."""
        return self.turn >= self.cut


def past_of(rows: Sequence[tuple[int, int, int, int, int, int]]) -> Past:
    """Return the past that rows of the log tell, in whatever order of time.

    A row is card, time (UTC ms), study day, rating (0 sets the card back to new), whether it met the card as
    a new one, and whether it was given in a review. What is to be foretold is a review on a later study day
    than the answer before it. An answer in a quiz is a part of the past and no more: who chooses among
    options recalls in another way. Cards of which the first answers are missing are left out.
    """
    told = np.array(rows, dtype=np.int64).reshape(-1, 6)
    told = told[np.lexsort((told[:, 1], told[:, 0]))]
    begins = _differs(told[:, 0])
    number = np.arange(len(told))
    beginning = np.maximum.accumulate(np.where(begins, number, 0))
    told = told[told[beginning, 4] > 0]
    card, at, day, rating, _, review = told.T
    number = np.arange(len(told))
    fresh = _differs(card)
    fresh[1:] |= rating[:-1] == 0
    elapsed = np.zeros(len(told), dtype=np.int64)
    elapsed[1:] = np.maximum(day[1:] - day[:-1], 0)
    elapsed[fresh] = 0
    answer = rating > 0
    place = np.cumsum(answer) - 1
    first = place[np.maximum.accumulate(np.where(fresh & answer, number, 0))][answer]
    wanted = ((elapsed > 0) & (review > 0))[answer]
    turn = np.full(int(answer.sum()), -1, dtype=np.int64)
    turn[np.flatnonzero(wanted)[np.argsort(at[answer][wanted], kind="stable")]] = np.arange(int(wanted.sum()))
    return Past(first, elapsed[answer], rating[answer], wanted, turn)


def _differs(values: Wholes) -> Truths:
    """Return which values differ from the one before; the first does."""
    differs = np.ones(len(values), dtype=bool)
    differs[1:] = values[1:] != values[:-1]
    return differs


def foretold(past: Past, parameters: Parameters) -> Reals:
    """Return the chance of recall (0 to 1) that stood before each answer; 0 before the first of a card."""
    stability, difficulty, chance = (np.zeros(len(past.rating)) for _ in range(3))
    step = np.arange(len(past.rating)) - past.first
    order = np.argsort(step, kind="stable")
    begins = np.searchsorted(step[order], np.arange(int(step.max(initial=-1)) + 2))
    for number, (begin, end) in enumerate(pairwise(begins)):
        here = order[begin:end]
        if number == 0:
            stability[here], difficulty[here] = vector_schedule.first(past.rating[here], parameters)
            continue
        before = here - 1
        met = stability[before], difficulty[before]
        chance[here] = vector_schedule.recall(past.elapsed[here], met[0], parameters)
        stability[here], difficulty[here] = vector_schedule.after(
            *met, past.rating[here], past.elapsed[here], parameters
        )
    return chance


def held_out_losses(past: Past, parameters: Parameters) -> Reals:
    """Return the log loss of each answer that was held out, after going through the whole of the past."""
    judged = past.held_out
    chance = np.clip(foretold(past, parameters)[judged], LEAST_CHANCE, 1 - LEAST_CHANCE)
    happened = np.where(past.rating[judged] > vector_schedule.AGAIN, chance, 1 - chance)
    losses: Reals = -np.log(happened)
    return losses
