"""A share with how sure it is."""

from __future__ import annotations

from math import sqrt

Z_90 = 1.6448536269514722
"""The standard normal quantile that leaves 5 % at each end."""


def wilson(successes: int, trials: int, z: float = Z_90) -> tuple[float, float]:
    """Return the Wilson score interval of a share, from 0 to 1; the whole range where nothing was tried.

    E. B. Wilson, “Probable inference, the law of succession, and statistical inference” (1927).
    """
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    spread = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    middle = share + z * z / (2 * trials)
    scale = 1 + z * z / trials
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
