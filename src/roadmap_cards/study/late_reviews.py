"""What late reviews tell: how far forgetting differs from the curve where nobody asks in time.

Reviews on their day meet recalls near the target, all much alike. Only those that came long after they were
due show the part of the curve that a look ahead relies on. How they went, against what was predicted, is one
number: by how many logits recall is moved, with its interval.
"""

from __future__ import annotations

import numpy as np

from roadmap_cards.study.share import Z_90
from roadmap_cards.study.timeline import Reals, Threads, Truths
from roadmap_cards.study.trust import LATE

ENOUGH = 50
"""Late reviews under which a look ahead is rough."""

PRIOR = 2.0
"""Logits: how far recall may be moved before anything is known, as a standard deviation."""

NEAREST = 1e-6
"""A prediction is taken no nearer to 0 or 1 than this."""

STEPS = 50


def late_reviews(found: Threads) -> tuple[Reals, Truths]:
    """Return the recall that was predicted of each late review, and whether the card was known."""
    before, this = np.arange(len(found.card) - 1), np.arange(1, len(found.card))
    elapsed, promised = found.day[this] - found.last[before], found.interval[before]
    late = (found.card[this] == found.card[before]) & found.reviewed[this] & (found.stability[before] > 0)
    late &= (promised >= 1) & (elapsed >= LATE * promised)
    before, elapsed = before[late], elapsed[late]
    predicted = (1 + found.factor[before] * elapsed / found.stability[before]) ** found.decay[before]
    return predicted, found.recalled[this[late]]


def shift(predicted: Reals, recalled: Truths) -> tuple[float, float]:
    """Return between how many logits predictions are to be moved to meet what was recalled (90 %).

    The most likely shift under a wide normal prior, by Newton's method, with the curvature there.
    """
    chance = np.clip(predicted, NEAREST, 1 - NEAREST)
    odds = np.log(chance / (1 - chance))
    middle = 0.0
    for _ in range(STEPS):
        now = 1 / (1 + np.exp(-odds - middle))
        slope = float(np.sum(recalled - now)) - middle / PRIOR**2
        curvature = float(np.sum(now * (1 - now))) + 1 / PRIOR**2
        step = slope / curvature
        middle += min(max(step, -1.0), 1.0)
        if abs(step) < 1e-10:
            break
    spread = Z_90 / curvature**0.5
    return middle - spread, middle + spread
