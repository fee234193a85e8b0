"""How far one's recall differs from what is predicted of it, and how sure that is: one number, in logits.

Every review of a learned card is a prediction that was put to the test. The shift that makes all predictions
meet what happened is estimated with its uncertainty; where there are few reviews, what is known of people in
general holds it near nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roadmap_cards.study.late_reviews import shift
from roadmap_cards.study.share import Z_90
from roadmap_cards.study.timeline import Reals, Threads, Truths, Wholes

PEOPLE = 0.4
"""Logits: the standard deviation of how far people's recall lies from the weights, before any is known."""

DRIFT = 0.15
"""Logits: how far it may be elsewhere tomorrow than it was, however sure it is what it was."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """By how many logits recall is to be moved, and the standard deviation of that."""

    shift: float = 0.0
    spread: float = PEOPLE


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """Reviews of learned cards: study day, the recall that was predicted, and whether the card was known."""

    day: Wholes
    predicted: Reals
    recalled: Truths

    def between(self, first: int, last: int) -> Predictions:
        """Return those from one study day to another."""
        inside = (self.day >= first) & (self.day <= last)
        return Predictions(self.day[inside], self.predicted[inside], self.recalled[inside])


def predictions(found: Threads) -> Predictions:
    """Return what was predicted of every review that came a day or more after the last answer."""
    before, this = np.arange(len(found.card) - 1), np.arange(1, len(found.card))
    elapsed = found.day[this] - found.last[before]
    asked = (found.card[this] == found.card[before]) & found.reviewed[this] & (found.stability[before] > 0)
    asked &= elapsed >= 1
    before, this, elapsed = before[asked], this[asked], elapsed[asked]
    predicted = (1 + found.factor[before] * elapsed / found.stability[before]) ** found.decay[before]
    return Predictions(found.day[this], predicted, found.recalled[this])


def calibrate(found: Predictions) -> Calibration:
    """Return the shift that these reviews speak for, weighed against what is usual among people."""
    low, high = shift(found.predicted, found.recalled)
    told = (2 * Z_90 / (high - low)) ** 2
    usual = PEOPLE**-2
    middle = (low + high) / 2 * told / (told + usual)
    return Calibration(middle, float(np.hypot((told + usual) ** -0.5, DRIFT)))
