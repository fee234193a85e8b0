"""What pictures of a window tell: when a page was painted, when a key changed the card, when all was at rest.

Nothing is asked of the program itself. A moment is the time at which the server told of what was drawn, and
every moment comes with a picture taken right after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from bench.window_x11 import COLOURS, Picture

FEW = 20
"""Pixels that may differ where two pictures are taken to be alike: less than one digit has."""

CHANNELS = (16, 8, 0)
"""Where red, green and blue stand in a pixel."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture and the time of what was drawn last before it."""

    at: float
    picture: Picture


def painted(shots: Sequence[Shot], final: Picture) -> float | None:
    """Return when what is seen in the end was there, and stayed; None where nothing was drawn."""
    found = None
    for shot in reversed(shots):
        if differ(shot.picture, final):
            break
        found = shot.at
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """What a key did, as moments: the first change, half of all pixels that change, the picture at rest.

    A pixel has changed by half once it is nearer to what it becomes than to what it was.
    """

    first: float
    half: float
    rest: float


def change(before: Picture, shots: Sequence[Shot], final: Picture) -> Change | None:
    """Return when a picture changed into another one; None where it did not."""
    turned = ((before ^ final) & COLOURS) != 0
    wanted = int(turned.sum())
    rest = painted(shots, final)
    if wanted <= FEW or rest is None:
        return None
    was, becomes = before[turned], final[turned]
    first = half = None
    for shot in shots:
        now = shot.picture[turned]
        if first is None and differ(now, was):
            first = shot.at
        if half is None and 2 * int((_distance(now, becomes) < _distance(now, was)).sum()) >= wanted:
            half = shot.at
            break
    if first is None or half is None:
        return None
    return Change(first, half, rest)


def differ(one: Picture, other: Picture) -> bool:
    """Return whether two pictures are different ones."""
    return _differing(one, other) > FEW


def nearer(picture: Picture, one: Picture, other: Picture) -> bool:
    """Return whether a picture is nearer to one than to another."""
    return int(_distance(picture, one).sum()) < int(_distance(picture, other).sum())


def _differing(one: Picture, other: Picture) -> int:
    return int(np.count_nonzero((one ^ other) & COLOURS))


def _distance(one: Picture, other: Picture) -> Picture:
    """Return for each pixel how far its colours are apart."""
    apart = np.zeros(one.shape, np.int64)
    for shift in CHANNELS:
        apart += np.abs(((one >> shift) & 0xFF).astype(np.int64) - ((other >> shift) & 0xFF))
    return apart.astype(np.uint32)
