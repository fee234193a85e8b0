"""How long memories last: cards by their stability, and the one in the middle."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.chart_axis import FOOT, Plot, draw_below, draw_levels
from roadmap_cards.gui.widgets.drawing import CENTRE, LEFT, RIGHT, draw_box, draw_line, draw_text, text_width
from roadmap_cards.study.statistics import Stabilities, StabilityBin
from roadmap_cards.study.wording import counted

HIGH = 173
YEAR = 365
TOP, ABOVE = 34, 6
"""Pixels above the highest bar, for the words of the middle; and between a bar and its number."""


class StabilityChart(Chart):
    """A bar for each stretch of days, the number of cards on it; the median dashed through them."""

    def __init__(self, theme: Theme) -> None:
        """Make the chart; `show_stabilities` fills it."""
        super().__init__(theme, HIGH)
        self._bins: tuple[StabilityBin, ...] = ()
        self._median = 0.0

    def show_stabilities(self, stabilities: Stabilities) -> None:
        """Show these bins."""
        self._bins, self._median = stabilities.bins, stabilities.median
        self.forget_place()

    def begin_at(self) -> int:
        return 0

    @property
    def _plot(self) -> Plot:
        highest = max((one.cards for one in self._bins), default=0)
        return Plot(0, TOP, self.width(), self.height() - FOOT, 0, max(1, highest))

    def _bar(self, plot: Plot, number: int) -> QRectF:
        step, cards = plot.width / len(self._bins), self._bins[number].cards
        top = min(plot.y(cards), plot.base - 2) if cards else plot.base
        return QRectF(plot.left + number * step + 1, top, step - 3, plot.base - top)

    def place(self) -> Sequence[Mark]:
        plot, count = self._plot, len(self._bins)
        return [
            Mark(
                QRectF(plot.x(number / count), plot.top, plot.width / count, plot.base - plot.top),
                QPointF(plot.middle(number, count), self._bar(plot, number).top()),
                bin_words(one),
                counted(one.cards, "card"),
            )
            for number, one in enumerate(self._bins)
        ]

    def draw(self, painter: QPainter) -> None:
        if not self._bins:
            return
        theme, plot, count = self._theme, self._plot, len(self._bins)
        font = theme.font("tick")
        for number, one in enumerate(self._bins):
            bar = self._bar(plot, number)
            if one.cards:
                draw_box(painter, bar, 2, theme.colour("data_band"))
                at = QPointF(bar.center().x(), bar.top() - ABOVE)
                draw_text(painter, at, f"{one.cards:,}", font, theme.colour("ink2"), CENTRE)
        draw_levels(painter, theme, plot, [(0, "")])
        # Each edge is named where it lies, the first and the last by what lies beyond them.
        edges = [(plot.x(number / count), short_days(one.low)) for number, one in enumerate(self._bins)]
        draw_below(painter, theme, plot, edges, plot.right)
        if self._median:
            self._draw_median(painter, plot)

    def _draw_median(self, painter: QPainter, plot: Plot) -> None:
        theme = self._theme
        x = round(self._x_of(plot, self._median)) + 0.5
        bold, ink = theme.font("small_strong"), theme.colour("ink")
        draw_line(painter, QPointF(x, 4), QPointF(x, plot.base), ink, 1.2, (3, 3))
        words = "half last longer"
        fits = x + 8 + text_width(bold, words) <= plot.right
        draw_text(painter, QPointF(x + (8 if fits else -8), 14), words, bold, ink, LEFT if fits else RIGHT)

    def _x_of(self, plot: Plot, stability: float) -> float:
        count = len(self._bins)
        for number, one in enumerate(self._bins):
            if one.high is None or stability < one.high:
                inside = 0.5 if one.high is None else (stability - one.low) / (one.high - one.low)
                return plot.x((number + min(max(inside, 0.0), 1.0)) / count)
        return plot.right

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        bar = self._bar(self._plot, self.marks.index(mark))
        draw_box(painter, bar.adjusted(-1.5, -1.5, 1.5, 0.5), 3, None, self._theme.colour("ink"), 1.6)


def bin_words(one: StabilityBin) -> str:
    """Return a stretch of days in words: “7 to 21 days”."""
    if one.high is None:
        return f"{one.low:g} days or more"
    if one.low == 0:
        return f"Under {counted(round(one.high), 'day')}"
    return f"{one.low:g} to {one.high:g} days"


def short_days(number: float) -> str:
    """Return a number of days as short as an axis wants it: “7 d”, “1 y”."""
    if number and number % YEAR == 0:
        return f"{number / YEAR:g} y"
    return f"{number:g} d" if number else "0"
