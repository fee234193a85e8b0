"""Where days and counts of held items fall on the line of time, and which months are named below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.study.day import date_of, day_of

MONTH_ROOM = 44.0
"""Pixels that the name of a month takes at least."""

MONTH_STEPS = (1, 2, 3, 6, 12)
"""How many months may lie between two that are named."""


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """Study days from `first` to `last` between two sides, up to `most` held items above an axis."""

    first: int
    last: int
    most: float
    left: float
    right: float
    top: float
    axis: float

    def x(self, day: float) -> float:
        """Return where a day lies; one beyond the ends is taken as the end."""
        share = (day - self.first) / max(1, self.last - self.first)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def day_at(self, x: float) -> int:
        """Return the day nearest to a place."""
        share = (x - self.left) / max(1.0, self.right - self.left)
        return round(self.first + min(1.0, max(0.0, share)) * (self.last - self.first))

    def y(self, held: float) -> float:
        """Return the height of a count."""
        return self.axis - held / max(1.0, self.most) * (self.axis - self.top)

    def line(self, points: Iterable[tuple[float, float]]) -> QPolygonF:
        """Return days and counts as points of a line."""
        days, most = max(1, self.last - self.first), max(1.0, self.most)
        left, wide, axis, high = self.left, self.right - self.left, self.axis, self.axis - self.top
        first = self.first
        # As `x` and `y` have it, without two calls for each of some thousand days.
        return QPolygonF(
            [
                QPointF(left + min(1.0, max(0.0, (day - first) / days)) * wide, axis - held / most * high)
                for day, held in points
            ]
        )

    def area(self, line: QPolygonF) -> QPainterPath:
        """Return what lies between a line and the axis."""
        path = QPainterPath()
        path.addPolygon(line)
        path.lineTo(line.last().x(), self.axis)
        path.lineTo(line.first().x(), self.axis)
        path.closeSubpath()
        return path

    def months(self) -> list[tuple[float, str]]:
        """Return where months begin and what they are called: as many as there is room for.

        January is called by its year.
        """
        begin, end = date_of(self.first), date_of(self.last)
        month = (self.right - self.left) / max(1, self.last - self.first) * 30.4
        step = next((step for step in MONTH_STEPS if step * month >= MONTH_ROOM), MONTH_STEPS[-1])
        found = []
        for number in range(begin.year * 12 + begin.month, end.year * 12 + end.month):
            year, of_year = divmod(number, 12)  # the month after `begin` and so on, from 0
            if of_year % step == 0:
                day = day_of(date(year, of_year + 1, 1))
                found.append((self.x(day), written(day, "yyyy" if of_year == 0 else "MMM")))
        return found


def month_on(day: int, months: int) -> int:
    """Return the study day so many months later, or earlier: the same date, or the month's last."""
    on = date_of(day)
    then = QDate(on.year, on.month, on.day).addMonths(months)
    return day_of(date(then.year(), then.month(), then.day()))
