"""How long memories last: cards by their stability, and the one in the middle."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.chart_axis import FOOT, Plot, draw_below, draw_levels
from roadmap_cards.gui.widgets.drawing import draw_box, draw_line, draw_text, text_width
from roadmap_cards.study.statistics import Stabilities, StabilityBin
from roadmap_cards.study.wording import counted

HIGH = 173
YEAR = 365
TOP, ABOVE = 42, 6
"""Pixels above the highest bar, for the words of the middle; and between a bar and its number."""
CLEAR = 5
"""Pixels between the line of the middle and a number."""
MIDDLE = "half last longer"


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
                at = QPointF(self._number_box(plot, number).left(), bar.top() - ABOVE)
                draw_text(painter, at, f"{one.cards:,}", font, theme.colour("ink2"))
        draw_levels(painter, theme, plot, [(0, "")])
        # Each edge is named where it lies, the first and the last by what lies beyond them.
        edges = [(plot.x(number / count), short_days(one.low)) for number, one in enumerate(self._bins)]
        draw_below(painter, theme, plot, edges, plot.right)
        if self._median:
            self._draw_median(painter, plot)

    def _number_box(self, plot: Plot, number: int) -> QRectF:
        """Return where the number of a bar stands: over its middle, or beside the line of the median."""
        font, bar = self._theme.font("tick"), self._bar(plot, number)
        width, high = text_width(font, f"{self._bins[number].cards:,}"), QFontMetricsF(font).capHeight()
        left = bar.center().x() - width / 2
        line = self._line(plot)
        if self._median and left - CLEAR < line < left + width + CLEAR:
            right_of_it = line + CLEAR + width <= bar.right()
            left = line + CLEAR if right_of_it else line - CLEAR - width
        return QRectF(left, bar.top() - ABOVE - high, width, high)

    def _words_box(self, plot: Plot) -> QRectF:
        """Return where it is said what the line of the median means."""
        line, width = self._line(plot), text_width(self._theme.font("small_strong"), MIDDLE)
        left = line + 8 if line + 8 + width <= plot.right else line - 8 - width
        return QRectF(left, 4, width, 14)

    def _draw_median(self, painter: QPainter, plot: Plot) -> None:
        theme, x = self._theme, self._line(plot)
        bold, ink = theme.font("small_strong"), theme.colour("ink")
        draw_line(painter, QPointF(x, 4), QPointF(x, plot.base), ink, 1.2, (3, 3))
        draw_text(painter, QPointF(self._words_box(plot).left(), 14), MIDDLE, bold, ink)

    def _line(self, plot: Plot) -> float:
        """Return where the median falls, in the middle of a pixel."""
        return round(self._x_of(plot, self._median)) + 0.5

    def _x_of(self, plot: Plot, stability: float) -> float:
        count = len(self._bins)
        for number, one in enumerate(self._bins):
            if one.high is None or stability < one.high:
                inside = 0.5 if one.high is None else (stability - one.low) / (one.high - one.low)
                return plot.x((number + min(max(inside, 0.0), 1.0)) / count)
        return plot.right

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        self._clear_below_label(painter, mark)
        bar = self._bar(self._plot, self.marks.index(mark))
        draw_box(painter, bar.adjusted(-1.5, -1.5, 1.5, 0.5), 3, None, self._theme.colour("ink"), 1.6)

    def _clear_below_label(self, painter: QPainter, mark: Mark) -> None:
        """Take away what the label would cover half of: it says the number that counts."""
        plot, label = self._plot, self.label_box(mark)
        boxes = [self._number_box(plot, number) for number, one in enumerate(self._bins) if one.cards]
        if self._median:
            boxes.append(self._words_box(plot))
        for box in boxes:
            if box.intersects(label):
                painter.fillRect(box.adjusted(-1, -2, 1, 3), self._theme.colour("surface"))


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
