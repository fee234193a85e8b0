"""What a recall curve shows: its values, which part of them, and where they fall on the widget."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

if TYPE_CHECKING:
    from collections.abc import Sequence

FEW_DOTS = 10
"""Reviews that can be told apart on the curve; of more of them the last are shown."""

SHORTEST_AHEAD = 7.0
"""Days ahead that the last stretch keeps however short it is."""

STEP = 0.05
"""The scale begins at a multiple of this, at least a fifth of it below the lowest point."""


Point = tuple[float, float]
"""A day relative to today (negative in the past) and the recall on it, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class RecallHistory:
    """What the curve shows: `past` ends today, `forecast` begins today, `reviews` are dots on the past.

    `target` is the recall the person asked for, from 0 to 1.
    """

    past: tuple[Point, ...]
    reviews: tuple[Point, ...]
    forecast: tuple[Point, ...]
    target: float


def last_stretch(history: RecallHistory) -> RecallHistory:
    """Return the end of a long history: the last reviews, and no more days ahead than they took."""
    if len(history.reviews) <= FEW_DOTS:
        return history
    reviews = history.reviews[-FEW_DOTS:]
    first = reviews[0][0]
    reach = max(SHORTEST_AHEAD, -first)
    ahead = tuple(point for point in history.forecast if point[0] <= reach)
    at_reach = recall_on(history, reach)
    if at_reach is not None:
        ahead = (*ahead, (reach, at_reach))
    past = tuple(point for point in history.past if point[0] >= first)
    return replace(history, past=past, reviews=reviews, forecast=ahead)


def recall_on(history: RecallHistory, day: float) -> float | None:
    """Return the recall on a day from the line that is drawn, None where it has no such day."""
    points = history.past if day < 0 else history.forecast
    after = bisect_right(points, day, key=lambda point: point[0])
    if not after:
        return None
    start, recall = points[after - 1]
    if after == len(points):
        return recall if day == start else None
    end, then = points[after]
    return recall + (then - recall) * (day - start) / (end - start)


class Frame:
    """Where days and shares fall on a widget of `width` and `height` px."""

    def __init__(self, history: RecallHistory, width: int, height: int) -> None:
        points = (*history.past, *history.reviews, *history.forecast)
        self.first = min(0.0, *(day for day, _ in points))
        self.last = max(0.0, *(day for day, _ in points))
        floor = min(0.9, history.target, *(recall for _, recall in points))
        self.lowest = max(0.0, math.floor(floor / STEP - 0.2) * STEP)
        self.left, self.right = 46.0, width - 8.0
        self._top, self._bottom = 16.0, height - 26.0

    def x(self, day: float) -> float:
        span = max(1e-6, self.last - self.first)
        return self.left + (day - self.first) / span * (self.right - self.left)

    def y(self, recall: float) -> float:
        return self._top + (1 - recall) / (1 - self.lowest) * (self._bottom - self._top)

    def at(self, point: Point) -> QPointF:
        return QPointF(self.x(point[0]), self.y(point[1]))

    def path(self, points: Sequence[Point]) -> QPainterPath:
        if not points:
            return QPainterPath()
        path = QPainterPath(self.at(points[0]))
        for point in points[1:]:
            path.lineTo(self.at(point))
        return path
