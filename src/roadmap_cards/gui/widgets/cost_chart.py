"""Minutes a day for each target recall: the line, what is in force, and what one would choose instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.chart_axis import APART, BELOW, FOOT, Plot, draw_levels
from roadmap_cards.gui.widgets.cost_words import point_words
from roadmap_cards.gui.widgets.drawing import CENTRE, draw_dot, draw_line, draw_text, text_width
from roadmap_cards.gui.widgets.minutes_chart import scale_end

if TYPE_CHECKING:
    from roadmap_cards.library.ahead import CostPoint, RecallCost

HIGH = 200
"""Pixels at least; it takes what a page has to spare."""
LEFT_ROOM, TOP, RIGHT_ROOM = 36, 32, 24
INSIDE = 4
"""Pixels that words keep from the edges, where the ring of the keyboard lies."""


class CostChart(Chart):
    """Arrows go from target to target; `gone` tells that another one was gone to."""

    gone = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the chart; `show_cost` fills it."""
        super().__init__(theme, HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._points: tuple[CostPoint, ...] = ()
        self._now = 0.0

    def show_cost(self, cost: RecallCost) -> None:
        """Show these costs; what is in force is where one begins."""
        self._points, self._now = tuple(cost.points), cost.target
        self.forget_place()
        self.gone.emit()

    @property
    def chosen(self) -> CostPoint | None:
        """What one would choose: where the keyboard or a click last went, at first what is in force."""
        if not self._points:
            return None
        return self._points[self.begin_at() if self._at is None else self._at]

    @property
    def in_force(self) -> CostPoint | None:
        """The point nearest to what is in force."""
        return self._points[self.begin_at()] if self._points else None

    def begin_at(self) -> int:
        return min(range(len(self._points)), key=lambda at: abs(self._points[at].target - self._now))

    def walk(self, by: int) -> None:
        """Go some targets further (negative: back)."""
        if self._points:
            at = self.begin_at() if self._at is None else self._at
            self._go(self.along(at, by))

    def _go(self, at: int) -> None:
        super()._go(at)
        self.gone.emit()

    # --- Where things fall

    @property
    def _plot(self) -> Plot:
        most = max(point.minutes for point in self._points)
        return Plot(
            *(LEFT_ROOM, TOP, self.width() - RIGHT_ROOM, self.height() - FOOT - INSIDE),
            *(0, scale_end(max(1.0, most))),
        )

    def _x(self, plot: Plot, target: float) -> float:
        first, last = self._points[0].target, self._points[-1].target
        return plot.x(min(max((target - first) / (last - first), 0.0), 1.0))

    def place(self) -> Sequence[Mark]:
        if not self._points:
            return ()
        plot = self._plot
        step = plot.width / (len(self._points) - 1)
        return [
            Mark(
                QRectF(self._x(plot, point.target) - step / 2, plot.top, step, plot.base - plot.top),
                QPointF(self._x(plot, point.target), plot.y(point.minutes)),
                f"Remember {point.target * 100:.0f} %",
                point_words(point),
            )
            for point in self._points
        ]

    # --- Painting

    def draw(self, painter: QPainter) -> None:
        if not self._points:
            return
        plot, theme = self._plot, self._theme
        draw_levels(painter, theme, plot, [(level, f"{level:g}") for level in (0, plot.high / 2, plot.high)])
        draw_text(painter, QPointF(INSIDE, 16), "min a day", theme.font("tick"), theme.colour("ink3"))
        self._draw_line(painter, plot)
        self._draw_below(painter, plot)
        self._draw_now(painter, plot)

    def _draw_line(self, painter: QPainter, plot: Plot) -> None:
        line = QPainterPath(self.marks[0].at)
        for mark in self.marks[1:]:
            line.lineTo(mark.at)
        area = QPainterPath(line)
        area.lineTo(plot.right, plot.base)
        area.lineTo(plot.left, plot.base)
        area.closeSubpath()
        painter.fillPath(area, self._theme.colour("data_band", 80))
        pen = QPen(self._theme.colour("data"), 2.2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(line)

    def _draw_below(self, painter: QPainter, plot: Plot) -> None:
        font, quiet = self._theme.font("tick"), self._theme.colour("ink3")
        first, last = self._points[0].target, self._points[-1].target
        y, end = plot.base + BELOW, f"{last * 100:.0f} %"
        draw_text(painter, QPointF(plot.left, y), f"{first * 100:.0f}", font, quiet, CENTRE)
        # Its number stands at its place, like the others; the sign of all hangs behind it.
        begin = plot.right - text_width(font, f"{last * 100:.0f}") / 2
        draw_text(painter, QPointF(begin, y), end, font, quiet)
        room = begin - APART
        for level in range(5, 100, 5):
            x, words = self._x(plot, level / 100), str(level)
            half = text_width(font, words) / 2
            if plot.left + 4 * half < x <= room - half:
                draw_text(painter, QPointF(x, y), words, font, quiet, CENTRE)

    def _draw_now(self, painter: QPainter, plot: Plot) -> None:
        """Draw the dashed line of what is in force, with its words and the dot where it meets the costs."""
        theme, x = self._theme, round(self._x(plot, self._now)) + 0.5
        draw_line(painter, QPointF(x, plot.top - 6), QPointF(x, plot.base), theme.colour("ink"), 1.2, (3, 3))
        words, bold = f"you ask for {self._now * 100:.0f}", theme.font("small_strong")
        half = text_width(bold, words) / 2
        middle = min(max(x, plot.left + half), self.width() - half)
        draw_text(painter, QPointF(middle, 16), words, bold, theme.colour("ink"), CENTRE)
        at = self.marks[self.begin_at()].at
        self._dot(painter, QPointF(x, at.y()), theme.colour("data"))

    def _dot(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        draw_dot(painter, at, 5, colour, self._theme.colour("surface"), 2)

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        plot = self._plot
        ends = QPointF(mark.at.x(), mark.at.y()), QPointF(mark.at.x(), plot.base)
        draw_line(painter, *ends, self._theme.colour("accent"), 1.4)
        self._dot(painter, mark.at, self._theme.colour("accent"))
