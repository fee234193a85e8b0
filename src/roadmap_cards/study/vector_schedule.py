"""FSRS-6 on whole arrays of cards: recall, what an answer makes of a memory, and the next interval.

`study.schedule` answers for one card with the engine; the simulation of a year asks the same of thousands at
once. A test holds the two together. Formulas and weights w0 to w20 are those of
https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm, FSRS-6.

Stability is in days, difficulty runs from 1 to 10, a rating from 1 to 4; all arrays of a call have one shape,
or one that is broadcast to it.
"""

from __future__ import annotations

from math import exp
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from roadmap_cards.study.forgetting import Parameters, days_until
from roadmap_cards.study.schedule import FUZZ_FROM, FUZZ_SHARES, STABILITY_RANGE

Reals: TypeAlias = NDArray[np.float64]
Wholes: TypeAlias = NDArray[np.integer[Any]]

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4

LONGEST = 36_500
"""The longest interval, in days."""


def recall(elapsed: Reals | Wholes, stability: Reals, parameters: Parameters) -> Reals:
    """Return the chance of recall `elapsed` study days after the last answer."""
    decay = -parameters.weights[20]
    factor = 0.9 ** (1 / decay) - 1
    # A power in two steps takes half the time.
    chance: Reals = np.exp(decay * np.log1p(factor * elapsed / stability))
    return chance


def first(rating: Wholes, parameters: Parameters) -> tuple[Reals, Reals]:
    """Return stability and difficulty after the very first answer."""
    weights = np.array(parameters.weights)
    stability = np.maximum(weights[rating - 1], STABILITY_RANGE[0])
    return stability, _within(_first_difficulty(rating, parameters))


def after(
    stability: Reals, difficulty: Reals, rating: Wholes, elapsed: Wholes, parameters: Parameters
) -> tuple[Reals, Reals]:
    """Return both after a further answer, `elapsed` study days after the last one (0: the same day)."""
    w = parameters.weights
    chance = recall(elapsed, stability, parameters)
    bonus = np.array((1.0, 1.0, w[15], 1.0, w[16]))[rating]
    growth = exp(w[8]) * (11 - difficulty) * stability ** -w[9] * np.expm1((1 - chance) * w[10]) * bonus
    grown = stability * (1 + growth)
    forgotten = rating == AGAIN
    if forgotten.any():
        grown[forgotten] = _after_lapse(
            stability[forgotten], difficulty[forgotten], chance[forgotten], parameters
        )
    same_day = elapsed < 1
    if same_day.any():
        grown[same_day] = _same_day(stability[same_day], rating[same_day], parameters)
    easiest = float(_first_difficulty(np.array(EASY), parameters))
    moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
    return np.clip(grown, *STABILITY_RANGE), _within(w[7] * easiest + (1 - w[7]) * moved)


def interval(
    stability: Reals, target_recall: float, parameters: Parameters, longest: int = LONGEST
) -> NDArray[np.int64]:
    """Return after how many whole days a card is due, 1 at least, before the fuzz."""
    return whole_days(stability * days_until(target_recall, 1.0, parameters), longest)


def whole_days(days: Reals, longest: int = LONGEST) -> NDArray[np.int64]:
    """Return days as an interval: whole, from 1 to the longest."""
    return np.clip(np.rint(days), 1, longest).astype(np.int64)


def reaches(target_recall: Reals, parameters: Parameters) -> Reals:
    """Return the days until recall has fallen to each target, for a stability of one day."""
    return np.array([days_until(float(target), 1.0, parameters) for target in target_recall.flat]).reshape(
        target_recall.shape
    )


def fuzzed(days: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Return intervals moved as `study.schedule` moves them, but by chance: no card has a name here."""
    spread = np.ones(days.shape)
    for start, end, share in FUZZ_SHARES:
        spread += share * (np.clip(days, start, end) - start)
    low, high = np.rint(days - spread), np.rint(days + spread)
    moved = np.maximum(low + np.floor(rng.random(days.shape) * (high - low + 1)), 1)
    return np.where(days < FUZZ_FROM, days, moved).astype(np.int64)


def _after_lapse(stability: Reals, difficulty: Reals, chance: Reals, parameters: Parameters) -> Reals:
    w = parameters.weights
    long_term = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * np.exp((1 - chance) * w[14])
    return np.minimum(long_term, stability / exp(w[17] * w[18]))


def _same_day(stability: Reals, rating: Wholes, parameters: Parameters) -> Reals:
    w = parameters.weights
    increase = np.exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
    grown: Reals = stability * np.where(rating >= HARD, np.maximum(increase, 1.0), increase)
    return grown


def _first_difficulty(rating: Wholes, parameters: Parameters) -> Reals:
    w = parameters.weights
    difficulty: Reals = w[4] - np.exp(w[5] * (rating - 1)) + 1
    return difficulty


def _within(difficulty: Reals) -> Reals:
    return np.clip(difficulty, 1.0, 10.0)
