"""The reliability diagram: recall said beforehand against recall that happened, and the line of honesty."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.chart_axis import Plot
from roadmap_cards.gui.widgets.drawing import CENTRE, RIGHT, draw_box, draw_dot, draw_line, draw_text
from roadmap_cards.study.trust import Reliability, ReliabilityBin
from roadmap_cards.study.wording import percent

HIGH, LOWER = 208, 168
"""Pixels: of the first diagram of a page, and of one that stands below it."""

LEFT_ROOM, TOP, FOOT = 38, 8, 40
BESIDE = 150
"""Pixels at the right in which the diagram says how it is read."""
NARROWEST = 180
"""Pixels that the plot keeps; where the words beside it leave less, they go."""
TRACK = 8.0
SMALL_DOT, LARGE_DOT = 3.4, 5.2
SURE_ENOUGH = 20
"""Reviews from which a stretch is drawn."""
HONEST = "On the line is honest. Above it you knew more than was said."
LATE = "Reviews after at least one and a half times the wait that was planned."


class ReliabilityChart(Chart):
    """A dot for each stretch of predictions, larger the more reviews it has, on the track of its interval."""

    def __init__(self, theme: Theme, high: int = HIGH, reading: str = HONEST) -> None:
        """Make the chart; `reading` says beside it how it is read, `show_reliability` fills it."""
        super().__init__(theme, high)
        self._reading = reading
        self._bins: tuple[ReliabilityBin, ...] = ()
        self._answers = 0

    def show_reliability(self, reliability: Reliability) -> None:
        """Show these stretches; those of a handful of reviews say nothing, and stand in the table alone."""
        self._bins = tuple(one for one in reliability.bins if one.answers >= SURE_ENOUGH)
        self._answers = reliability.answers
        self.forget_place()

    @property
    def _plot(self) -> Plot:
        right = self.width() - 12.0
        if self._tells:
            right -= BESIDE + 12
        return Plot(LEFT_ROOM, TOP, right, self.height() - FOOT, scale_begin(self._bins), 1.0)

    @property
    def _tells(self) -> bool:
        """Whether there is room to say how it is read."""
        return self.width() - LEFT_ROOM - BESIDE - 24 >= NARROWEST

    def _across(self, plot: Plot, predicted: float) -> float:
        return plot.x(min(max((predicted - plot.low) / (1 - plot.low), 0.0), 1.0))

    def _dot(self, plot: Plot, one: ReliabilityBin) -> QPointF:
        return QPointF(self._across(plot, one.predicted), plot.y(one.recalled / one.answers))

    def _radius(self, one: ReliabilityBin) -> float:
        most = max(other.answers for other in self._bins)
        return SMALL_DOT + (LARGE_DOT - SMALL_DOT) * sqrt(one.answers / most)

    def place(self) -> Sequence[Mark]:
        if not self._bins:
            return ()
        plot = self._plot
        dots = [self._dot(plot, one) for one in self._bins]
        ends = [plot.left, *((a.x() + b.x()) / 2 for a, b in pairwise(dots)), plot.right]
        return [
            Mark(
                QRectF(ends[at], plot.top, ends[at + 1] - ends[at], plot.base - plot.top),
                QPointF(dots[at].x(), min(dots[at].y() - LARGE_DOT, plot.y(one.high))),
                f"{percent(one.predicted)} was said",
                bin_words(one),
            )
            for at, one in enumerate(self._bins)
        ]

    def draw(self, painter: QPainter) -> None:
        if not self._bins:
            return
        theme, plot = self._theme, self._plot
        frame = QRectF(plot.left, plot.top, plot.width, plot.base - plot.top)
        draw_box(painter, frame, 0, None, theme.colour("line"))
        self._draw_scale(painter, plot)
        corners = QPointF(plot.left, plot.base), QPointF(plot.right, plot.top)
        draw_line(painter, *corners, theme.colour("ink2"), 1.2, (3, 3))
        painter.save()
        painter.setClipRect(frame.adjusted(-LARGE_DOT - 2, -LARGE_DOT - 2, LARGE_DOT + 2, 0))
        for one in self._bins:
            x = self._across(plot, one.predicted)
            top, bottom = plot.y(one.high), plot.y(one.low)
            track = QRectF(x - TRACK / 2, top - 1, TRACK, max(TRACK, bottom - top + 2))
            draw_box(painter, track, TRACK / 2, theme.colour("data_band"))
        for one in self._bins:
            surface, data = theme.colour("surface"), theme.colour("data")
            draw_dot(painter, self._dot(plot, one), self._radius(one), data, surface, 1.2)
        painter.restore()
        if self._tells:
            self._draw_reading(painter, plot)

    def _draw_scale(self, painter: QPainter, plot: Plot) -> None:
        font, quiet = self._theme.font("tick"), self._theme.colour("ink3")
        for level in (plot.low, (plot.low + 1) / 2, 1.0):
            y = round(plot.y(level)) + 0.5
            if plot.low < level < 1:
                ends = QPointF(plot.left, y), QPointF(plot.right, y)
                draw_line(painter, *ends, self._theme.colour("line"))
            draw_text(painter, QPointF(plot.left - 8, y + 4), _tick(level), font, quiet, RIGHT)
            x = self._across(plot, level)
            draw_text(painter, QPointF(x, plot.base + 15), _tick(level), font, quiet, CENTRE)
        middle = QPointF((plot.left + plot.right) / 2, plot.base + 34)
        small, ink = self._theme.font("small"), self._theme.colour("ink2")
        draw_text(painter, middle, "recall said beforehand, %", small, ink, CENTRE)

    def _draw_reading(self, painter: QPainter, plot: Plot) -> None:
        """Say at the right how it is read, and how much stands behind it."""
        left, theme = plot.right + 24, self._theme
        box = QRectF(left, plot.top - 2, self.width() - left, plot.base - plot.top)
        label, small = theme.font("label"), theme.font("small")
        painter.setPen(theme.colour("ink2"))
        painter.setFont(label)
        painter.drawText(box, Qt.TextFlag.TextWordWrap, self._reading)
        counted = f"{self._answers:,} reviews,\nbars 90 % interval"
        painter.setFont(small)
        painter.setPen(theme.colour("ink3"))
        foot = QRectF(box)
        foot.setTop(plot.base - 2 * QFontMetricsF(small).lineSpacing())
        painter.drawText(foot, Qt.TextFlag.TextWordWrap, counted)

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        one = self._bins[self.marks.index(mark)]
        dot = self._dot(self._plot, one)
        radius = self._radius(one) + 1.2
        draw_dot(painter, dot, radius, self._theme.colour("ink"), self._theme.colour("surface"), 2)


def scale_begin(bins: Sequence[ReliabilityBin]) -> float:
    """Return where both scales begin: at 50 %, or lower where stretches or their intervals lie there."""
    lowest = min((min(one.predicted, one.low) for one in bins), default=0.5)
    return next(level for level in (0.5, 0.4, 0.2, 0.0) if lowest >= level or level == 0.0)


def bin_words(one: ReliabilityBin) -> str:
    """Return what came of a stretch: “92 % known, 1,120 of 1,214, likely 91 to 93 %”."""
    known = f"{percent(one.recalled / one.answers)} known, {one.recalled:,} of {one.answers:,}"
    return f"{known}, likely {one.low * 100:.0f} to {percent(one.high)}"


def _tick(level: float) -> str:
    return f"{level * 100:.0f}"
