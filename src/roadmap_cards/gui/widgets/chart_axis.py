"""The frame of a chart: where values fall, the lines across it, the words beside and below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.drawing import CENTRE, LEFT, RIGHT, draw_line, draw_text, text_width
from roadmap_cards.study.day import date_of

FOOT = 20
"""Pixels below the base line, for the words of the days."""
BELOW = 17
"""Pixels from the base line down to the baseline of the words below it."""
APART, CLOSE = 10, 6
"""Pixels between two dates below the base line, and between two words without a space in them."""
EARLY = 15
"""The last day of a month that still stands for all of it."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A rectangle in pixels in which values from `low` to `high` rise from `base` to `top`."""

    left: float
    top: float
    right: float
    base: float
    low: float
    high: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def x(self, share: float) -> float:
        """Return where a share of the width falls, from 0 at the left to 1 at the right."""
        return self.left + share * self.width

    def y(self, value: float) -> float:
        """Return where a value falls; what is off the scale falls on its end."""
        share = (value - self.low) / (self.high - self.low)
        return self.base - min(max(share, 0.0), 1.0) * (self.base - self.top)

    def middle(self, number: int, of: int) -> float:
        """Return the middle of one of so many columns of the same width."""
        return self.x((number + 0.5) / of)


def draw_levels(painter: QPainter, theme: Theme, plot: Plot, levels: Sequence[tuple[float, str]]) -> None:
    """Draw a line across at each value and its words at the left; the one at the base is the base line."""
    font, quiet = theme.font("tick"), theme.colour("ink3")
    for value, words in levels:
        y = round(plot.y(value)) + 0.5
        colour = theme.colour("line2" if value == plot.low else "line")
        draw_line(painter, QPointF(plot.left, y), QPointF(plot.right, y), colour)
        draw_text(painter, QPointF(plot.left - 8, y + 4), words, font, quiet, RIGHT)


def draw_goal(painter: QPainter, theme: Theme, plot: Plot, value: float) -> None:
    """Draw the dashed line of what is aimed at."""
    y = round(plot.y(value)) + 0.5
    ends = QPointF(plot.left, y), QPointF(plot.right, y)
    draw_line(painter, *ends, theme.colour("ink"), 1.2, (3, 3))


def draw_below(
    painter: QPainter, theme: Theme, plot: Plot, labels: Sequence[tuple[float, str]], room: float
) -> list[float]:
    """Write words below the base line, each with its middle at its x: all of them, or every second, or third.

    They stay between the left end of the plot and `room`, the right end of what can be written on. The x of
    those that were written is returned.
    """
    font, quiet = theme.font("tick"), theme.colour("ink3")
    placed = []
    for x, words in labels:
        half = text_width(font, words) / 2
        middle = min(max(x, max(0.0, plot.left - 8) + half), room - half)
        placed.append((middle, half, words))
    gap = APART if any(" " in words for _, words in labels) else CLOSE
    steps = range(1, len(placed))
    every = next((step for step in steps if _apart(placed[::step], gap)), max(1, len(placed)))
    for middle, _, words in placed[::every]:
        draw_text(painter, QPointF(middle, plot.base + BELOW), words, font, quiet, CENTRE)
    return [x for x, _ in labels[::every]]


def _apart(placed: Sequence[tuple[float, float, str]], gap: float) -> bool:
    """Return whether words with these middles and half widths stand clear of each other."""
    return all(before[0] + before[1] + gap <= after[0] - after[1] for before, after in pairwise(placed))


def draw_today(painter: QPainter, theme: Theme, plot: Plot, x: float, room: float) -> float:
    """Write “today” below the base line, around `x` but not beyond `room`, and return its left end."""
    bold = theme.font("small_strong")
    width = text_width(bold, "today")
    left = min(x - width / 2, room - width)
    draw_text(painter, QPointF(left, plot.base + BELOW), "today", bold, theme.colour("accent"), LEFT)
    return left


class Unit(Enum):
    """What the parts of a span are; the value is the most days from one to the next."""

    WEEK = 8
    MONTH = 32
    QUARTER = 93
    YEAR = 366


FORMS = {Unit.WEEK: "d MMM", Unit.MONTH: "MMM", Unit.QUARTER: "MMM yyyy", Unit.YEAR: "yyyy"}
"""How the first day of a part is written below a chart."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a span that have something to show, each with its column, from 0, of `width` columns.

    A part without anything is not among them and leaves its column free.
    """

    starts: tuple[int, ...] = ()
    unit: Unit = Unit.WEEK
    columns: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        return self.columns[-1] + 1 if self.columns else 0

    def words(self, number: int) -> str:
        """Return what a part is called: “October 2026”, “Week from 12 October”; cut: “From 15 October”."""
        start, unit = self.starts[number], self.unit
        if len(self.starts) == 1:
            return f"From {written(start, 'd MMMM yyyy')}"
        if unit is Unit.WEEK:
            return f"{'From' if _weekday(start) else 'Week from'} {written(start, 'd MMMM')}"
        if unit is Unit.QUARTER:
            return f"Quarter from {written(start, 'MMMM yyyy')}"
        return written(start, "MMMM yyyy" if unit is Unit.MONTH else "yyyy")

    @property
    def labels(self) -> list[tuple[int, str]]:
        """The columns that carry words below the chart, and the words.

        A week that was cut short has none: its first day is not where its column begins.
        """
        form = FORMS[self.unit]
        return [
            (column, written(start, form))
            for column, start in zip(self.columns, self.starts, strict=True)
            if self.unit is not Unit.WEEK or not _weekday(start) or len(self.starts) == 1
        ]

    @property
    def last_words(self) -> str:
        """When the last part was, inside a sentence: “in Nov”, “from 23 Nov”; nothing if there is but one."""
        if len(self.starts) < 2:
            return ""
        since = self.unit in {Unit.WEEK, Unit.QUARTER}
        return f"{'from' if since else 'in'} {written(self.starts[-1], FORMS[self.unit])}"


def parts_from(starts: Sequence[int]) -> Parts:
    """Return the parts that begin on these days; the first may have been cut short."""
    unit = _unit(starts)
    numbers = [_number(start, unit) for start in starts]
    return Parts(tuple(starts), unit, tuple(number - numbers[0] for number in numbers))


def _unit(starts: Sequence[int]) -> Unit:
    # Weeks begin on Mondays; the others, but for the first, on the first of a month.
    if len(starts) < 2 or any(date_of(start).day != 1 for start in starts[1:]):
        return Unit.WEEK
    gaps = [after - before for before, after in pairwise(starts)]
    shortest = min(gaps[1:] or gaps)
    return next((unit for unit in Unit if unit is not Unit.WEEK and shortest <= unit.value), Unit.YEAR)


def _number(start: int, unit: Unit) -> int:
    """Return the number of the week, month, quarter or year that a part is."""
    date = date_of(start)
    if unit is Unit.WEEK:
        return (start - _weekday(start)) // 7
    if unit is Unit.YEAR:
        return date.year
    months = date.year * 12 + date.month - 1
    return months // 3 if unit is Unit.QUARTER else months


def _weekday(day: int) -> int:
    """Return how many days after a Monday a day is."""
    return date_of(day).weekday()


def month_starts(first: int, last: int) -> list[tuple[int, str]]:
    """Return where months begin between two days, with their names; an early `first` stands for its own."""
    starts = [day for day in range(first + 1, last + 1) if date_of(day).day == 1]
    begun = [first] if date_of(first).day <= EARLY else []
    return [(day, written(day, "MMM")) for day in [*begun, *starts]]
