"""The forgetting curve of FSRS-6, without the engine: how recall falls between two answers.

R = (1 + F t / S) ^ D with D = -w20, F = 0.9 ^ (1 / D) - 1, t in whole study days and stability S in days:
https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """A version of the 21 weights of FSRS-6; `id` is the one the review log names."""

    id: int
    weights: tuple[float, ...]


def recall_after(elapsed: float, stability: float, parameters: Parameters) -> float:
    """Return the chance (0 to 1) of recall after `elapsed` days with a stability in days."""
    decay, factor = decay_and_factor(parameters)
    return float((1 + factor * elapsed / stability) ** decay)


def days_until(recall: float, stability: float, parameters: Parameters) -> float:
    """Return after how many days recall falls to `recall`: the inverse of `recall_after`."""
    decay, factor = decay_and_factor(parameters)
    return float(stability / factor * (recall ** (1 / decay) - 1))


def decay_and_factor(parameters: Parameters) -> tuple[float, float]:
    """Return D and F of the curve; they make recall 0.9 after S days."""
    decay = -parameters.weights[20]
    return decay, 0.9 ** (1 / decay) - 1
