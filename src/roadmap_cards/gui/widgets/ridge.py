"""The silhouette of the climb: one fixed ridge, however many topics it is divided among."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

CREST = (
    *(0.10, 0.15, 0.21, 0.20, 0.16, 0.16, 0.25, 0.24, 0.23, 0.23, 0.26, 0.36, 0.33, 0.31, 0.29, 0.38),
    *(0.45, 0.41, 0.38, 0.41, 0.54, 0.58, 0.51, 0.52, 0.54, 0.65, 0.64, 0.60, 0.65, 0.69, 0.76, 0.80),
    *(0.76, 0.76, 0.88, 0.95, 0.87, 0.74),
)
"""Heights along the ridge, drawn by hand: from the first topic to the last as shares of the room there is.

They stand at the middle of equal steps; the first and the last lie half a step outside the picture.
"""

STEPS = len(CREST) - 2


def elevation(along: float) -> float:
    """Return the height of the ridge at `along`, from 0 (its beginning) to 1, as a share of the room."""
    place = along * STEPS + 0.5
    at = min(max(int(place), 0), len(CREST) - 2)
    before, start, end, after = (CREST[min(max(at + step, 0), len(CREST) - 1)] for step in (-1, 0, 1, 2))
    # A Catmull-Rom curve, which runs through its points without corners.
    rise, fall = (end - before) / 2, (after - start) / 2
    t = place - at
    return (
        start
        + rise * t
        + (3 * (end - start) - 2 * rise - fall) * t**2
        + (2 * (start - end) + rise + fall) * t**3
    )


@dataclass(frozen=True, slots=True)
class Ridge:
    """The ridge in a rectangle, divided into `count` strata; `ratio` is the screen's pixels per pixel."""

    rect: QRectF
    count: int
    ratio: float = 1.0

    def edge(self, number: int) -> float:
        """Return where stratum `number` begins, on a whole pixel of the screen so that no seam shows."""
        left = self.rect.left() + self.rect.width() * number / self.count
        return round(left * self.ratio) / self.ratio

    def column(self, number: int) -> QRectF:
        """Return all the room of a stratum, from the top of the picture to the base line."""
        left = self.edge(number)
        return QRectF(left, self.rect.top(), self.edge(number + 1) - left, self.rect.height())

    def top(self, number: int) -> QPointF:
        """Return the point of the crest above the middle of a stratum."""
        along = (number + 0.5) / self.count
        height = elevation(along) * self.rect.height()
        return QPointF(self.rect.left() + along * self.rect.width(), self.rect.bottom() - height)

    def height_at(self, x: float) -> float:
        """Return the y of the crest at `x`."""
        along = (x - self.rect.left()) / self.rect.width()
        return self.rect.bottom() - elevation(min(max(along, 0.0), 1.0)) * self.rect.height()

    def number_at(self, x: float) -> int | None:
        """Return the stratum at `x`, if there is one."""
        if not self.rect.left() <= x < self.rect.right():
            return None
        return min(self.count - 1, int((x - self.rect.left()) / self.rect.width() * self.count))

    def crest(self, share: float = 1.0) -> QPainterPath:
        """Return the line of the ridge; with a `share` under 1 that of a ridge so much lower."""
        step = self.rect.width() / STEPS
        points = [
            QPointF(
                self.rect.left() + (number - 0.5) * step,
                self.rect.bottom() - height * share * self.rect.height(),
            )
            for number, height in enumerate(CREST)
        ]
        path = QPainterPath(points[0])
        padded = [points[0], *points, points[-1]]
        for at, (start, end) in enumerate(pairwise(points)):
            before, after = padded[at], padded[at + 3]
            path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
        return path

    def body(self, share: float = 1.0) -> QPainterPath:
        """Return the ridge itself, filled from its base line up to `share` of its height."""
        path = self.crest(share)
        path.lineTo(self.rect.right() + self.rect.width(), self.rect.bottom())
        path.lineTo(self.rect.left() - self.rect.width(), self.rect.bottom())
        path.closeSubpath()
        return path
