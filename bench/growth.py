"""How what something takes grows with the cards: the exponent of a power of their number, and its name.

The exponent is the slope of the straight line, by least squares, through the logarithms of both. From 2,000
to 100,000 cards a logarithm looks like the power 0.11, and n log n like 1.11.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from statistics import linear_regression

NAMES = (
    (0.08, "constant"),
    (0.30, "logarithmic"),
    (0.85, "below linear"),
    (1.05, "linear"),
    (1.30, "n log n"),
    (1.70, "above n log n"),
)
"""Up to which exponent growth is called what."""

STEEPEST = "quadratic"


def exponent_of(medians: Mapping[int, float]) -> float | None:
    """Return the exponent of what was measured at several sizes; None where there are fewer than two."""
    found = {size: value for size, value in medians.items() if value > 0}
    if len(found) < 2:
        return None
    return linear_regression([log(size) for size in found], [log(value) for value in found.values()]).slope


def name_of(exponent: float) -> str:
    """Return what growth with this exponent is called."""
    return next((name for most, name in NAMES if exponent < most), STEEPEST)


def ranges_in_words() -> str:
    """Return which exponents have which name."""
    words = [f"below {most:g} {name}" for most, name in NAMES]
    return f"{', '.join(words)}, from there on {STEEPEST}"
