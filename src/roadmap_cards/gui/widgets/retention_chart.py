"""True retention over time: what was recalled in each part of the span, with its interval, and the target."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.chart_axis import (
    FOOT,
    Parts,
    Plot,
    draw_below,
    draw_goal,
    draw_levels,
    parts_from,
)
from roadmap_cards.gui.widgets.drawing import draw_box, draw_dot, draw_text, text_width
from roadmap_cards.study.statistics import Retention, Share
from roadmap_cards.study.wording import percent

HIGH = 153
LEFT_ROOM, TOP = 38, 25
TRACK, DOT = 8.0, 3.4
SURE_ENOUGH = 20
"""Reviews from which the interval of a part has a say in where the scale begins."""


class RetentionChart(Chart):
    """A track for the interval of each week or month, a ringed dot for its share, the total at the right."""

    def __init__(self, theme: Theme) -> None:
        """Make the chart; `show_retention` fills it."""
        super().__init__(theme, HIGH)
        self._retention: Retention | None = None
        self._parts: tuple[Share, ...] = ()
        self._columns = Parts()

    def show_retention(self, retention: Retention) -> None:
        """Show these parts; those in which nothing was asked leave a gap."""
        self._retention = retention
        self._parts = tuple(part for part in retention.parts if part.asked)
        self._columns = parts_from([part.start for part in self._parts])
        self.forget_place()

    def _plot(self, retention: Retention) -> Plot:
        right = self.width() - self._label_room(retention) - 10
        return Plot(LEFT_ROOM, TOP, right, self.height() - FOOT, scale_begin(retention), 1.0)

    def _label_room(self, retention: Retention) -> float:
        theme = self._theme
        return max(
            text_width(theme.font("small_strong"), _target_words(retention)),
            text_width(theme.font("item"), _total_words(retention)),
        )

    def place(self) -> Sequence[Mark]:
        if self._retention is None:
            return ()
        plot, count = self._plot(self._retention), self._columns.width
        return [
            Mark(
                QRectF(plot.x(column / count), plot.top, plot.width / count, plot.base - plot.top),
                QPointF(plot.middle(column, count), plot.y(part.high)),
                self._columns.words(number),
                share_words(part),
            )
            for number, (column, part) in enumerate(zip(self._columns.columns, self._parts, strict=True))
        ]

    def draw(self, painter: QPainter) -> None:
        if self._retention is None or not self._parts:
            return
        theme, plot = self._theme, self._plot(self._retention)
        draw_levels(painter, theme, plot, [(level, f"{level * 100:.0f}") for level in _levels(plot)])
        draw_goal(painter, theme, plot, self._retention.target)
        count = self._columns.width
        for column, part in zip(self._columns.columns, self._parts, strict=True):
            self._draw_part(painter, plot, plot.middle(column, count), part)
        labels = [(plot.middle(column, count), words) for column, words in self._columns.labels]
        draw_below(painter, theme, plot, labels, plot.right + 8)
        self._draw_total(painter, plot, self._retention)

    def _draw_part(self, painter: QPainter, plot: Plot, x: float, part: Share) -> None:
        wide = min(TRACK, max(3.0, plot.width / self._columns.width - 2))
        top, bottom = plot.y(part.high), plot.y(part.low)
        track = QRectF(x - wide / 2, top, wide, max(wide, bottom - top))
        draw_box(painter, track, wide / 2, self._theme.colour("data_band"))
        dot = min(DOT, wide / 2)
        surface, data = self._theme.colour("surface"), self._theme.colour("data")
        draw_dot(painter, QPointF(x, plot.y(part.share)), dot, data, surface, 1.2 if wide == TRACK else 0.0)

    def _draw_total(self, painter: QPainter, plot: Plot, retention: Retention) -> None:
        theme, left = self._theme, plot.right + 10
        target = plot.y(retention.target)
        ink = theme.colour("ink")
        draw_text(
            painter, QPointF(left, target + 4), _target_words(retention), theme.font("small_strong"), ink
        )
        # Where the target is high, the total stands below it.
        first = target - 34 if target - 34 >= 16 else target + 34
        draw_text(painter, QPointF(left, first), _total_words(retention), theme.font("item"), ink)
        words = f"of {retention.total.asked:,}"
        draw_text(painter, QPointF(left, first + 16), words, theme.font("small"), theme.colour("ink2"))

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        if self._retention is None:
            return
        plot = self._plot(self._retention)
        part = self._parts[self.marks.index(mark)]
        dot = QPointF(mark.at.x(), plot.y(part.share))
        draw_dot(painter, dot, 4.6, self._theme.colour("ink"), self._theme.colour("surface"), 2)


def scale_begin(retention: Retention) -> float:
    """Return where the scale begins: at the full tenth below all that is sure enough to be shown."""
    lowest = min(
        retention.target,
        *(part.low for part in retention.parts if part.asked >= SURE_ENOUGH),
        *(part.share for part in retention.parts if part.asked),
    )
    return max(0.0, int((lowest - 0.005) * 10) / 10)


def share_words(part: Share) -> str:
    """Return a share with its interval: “91 % of 640, likely 89 to 93 %”."""
    return f"{percent(part.share)} of {part.asked:,}, likely {part.low * 100:.0f} to {percent(part.high)}"


def _levels(plot: Plot) -> list[float]:
    middle = round((plot.low + plot.high) / 2, 1)
    return [plot.low, middle, plot.high] if plot.high - plot.low > 0.25 else [plot.low, plot.high]


def _target_words(retention: Retention) -> str:
    return f"target {percent(retention.target)}"


def _total_words(retention: Retention) -> str:
    return f"{retention.total.share * 100:.1f} %"
