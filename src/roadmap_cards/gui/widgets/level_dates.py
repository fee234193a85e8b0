"""The way to each level: how mastery rises at one's pace, and the day it is ready with the band around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.ahead_words import band_words, because, date_line, names
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.chart_axis import FOOT, Plot, draw_below, draw_today, month_starts
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.drawing import (
    draw_box,
    draw_dot,
    draw_line,
    draw_text,
    middle_baseline,
    text_width,
)
from roadmap_cards.study.day import date_of
from roadmap_cards.study.readiness import LEVEL_MASTERY
from roadmap_cards.study.statistics_words import upper_first
from roadmap_cards.study.wording import percent

if TYPE_CHECKING:
    from roadmap_cards.library.ahead import Ahead, LevelDate

ROW = 76
TOP, INSIDE = 4, 10
"""Pixels above the rows, and between the lines of two rows."""
TRACK, DOT = 8.0, 5.2
WHY_ROOM = 148.0
"""Pixels in which it is said why a level has no date."""
LINE = 19.0
"""Pixels of the line that a date stands on."""
LEAST_DAYS = 60
"""Days that the scale shows at least."""
MARGIN_AHEAD = 1.06
"""By how much the scale goes beyond the last day that it shows."""


class LevelDates(Chart):
    """A row for each level. In it the path of mastery rises to the dashed mark of what is ready."""

    def __init__(self, theme: Theme) -> None:
        """Make the chart; `show_ahead` fills it."""
        super().__init__(theme, TOP + ROW + FOOT)
        self._levels: tuple[LevelDate, ...] = ()
        self._names: list[str] = []
        self._today = 0

    def show_ahead(self, ahead: Ahead) -> None:
        """Show these levels, from today on."""
        self._levels, self._names, self._today = tuple(ahead.levels), names(ahead.levels), ahead.day
        self._high = TOP + ROW * max(1, len(self._levels)) + FOOT
        self.updateGeometry()
        self.forget_place()

    def begin_at(self) -> int:
        return 0

    def beside(self, at: int, down: int) -> int:
        return self.along(at, down)

    # --- Where things fall

    @property
    def _last(self) -> int:
        """The last day that the scale shows."""
        known = [
            day for level in self._levels for day in (level.low, level.mid, level.high) if day is not None
        ]
        reach = max(known, default=self._today) - self._today
        return self._today + round(max(LEAST_DAYS, reach * MARGIN_AHEAD))

    @property
    def _sides(self) -> tuple[float, float]:
        """Where the plot begins and ends."""
        bold, small = self._theme.font("label_strong"), self._theme.font("small")
        left = max((text_width(bold, name) for name in self._names), default=0.0)
        left = max(left, text_width(small, "mastery 100 %"))
        words = [(date_line(level, self._today), band_words(level, self._today)) for level in self._levels]
        right = max(
            (max(text_width(bold, date), text_width(small, band)) for date, band in words), default=0.0
        )
        if any(level.why and not level.ready for level in self._levels):
            right = max(right, WHY_ROOM)
        return left + 20, self.width() - min(right, self.width() * 0.36) - 18

    def _plot(self, row: int) -> Plot:
        left, right = self._sides
        top = TOP + row * ROW
        return Plot(left, top + INSIDE, right, top + ROW - INSIDE, 0.0, 1.0)

    def _x(self, plot: Plot, day: int) -> float:
        return plot.x(min(max((day - self._today) / (self._last - self._today), 0.0), 1.0))

    def place(self) -> Sequence[Mark]:
        marks = []
        for row, level in enumerate(self._levels):
            plot = self._plot(row)
            at = QPointF(self._x(plot, level.mid or self._today), plot.y(LEVEL_MASTERY) - TRACK)
            reach = QRectF(0, TOP + row * ROW + 2, self.width(), ROW - 4)
            marks.append(Mark(reach, at, self._title(row), self._spoken(level)))
        return marks

    def _title(self, row: int) -> str:
        mastery = self._mastery(self._levels[row])
        return self._names[row] + ("" if mastery is None else f", mastery {percent(mastery)} today")

    def _spoken(self, level: LevelDate) -> str:
        if level.mid is None and not level.ready:
            return upper_first(because(level, self._today))
        band = band_words(level, self._today)
        if level.ready:
            return date_line(level, self._today)
        likely = f", likely {band}" if band else ""
        return date_line(level, self._today) + likely + (f", {level.why}" if level.why else "")

    @staticmethod
    def _mastery(level: LevelDate) -> float | None:
        return level.mastery[0][1] if level.mastery else None

    # --- Painting

    def draw(self, painter: QPainter) -> None:
        if not self._levels:
            return
        left, right = self._sides
        frame = Plot(left, TOP, right, self.height() - FOOT, 0, 1)
        self._draw_scale(painter, frame)
        for row, level in enumerate(self._levels):
            self._draw_row(painter, row, level)

    def _draw_scale(self, painter: QPainter, frame: Plot) -> None:
        theme = self._theme
        base = round(frame.base) + 0.5
        draw_line(painter, QPointF(frame.left, base), QPointF(frame.right, base), theme.colour("line2"))
        span = self._last - self._today
        free = frame.left + text_width(theme.font("small_strong"), "today") / 2 + 18
        labels = [
            (frame.x((day - self._today) / span), words) for day, words in _ticks(self._today, self._last)
        ]
        labels = [(x, words) for x, words in labels if x >= free]
        for x, _ in labels:
            ends = QPointF(round(x) + 0.5, frame.top), QPointF(round(x) + 0.5, frame.base)
            draw_line(painter, *ends, theme.colour("line"))
        draw_below(painter, theme, frame, labels, frame.right + 24)
        draw_today(painter, theme, frame, frame.left, frame.right)

    def _draw_row(self, painter: QPainter, row: int, level: LevelDate) -> None:
        theme, plot = self._theme, self._plot(row)
        middle = (plot.top + plot.base) / 2
        ink, quiet = theme.colour("ink"), theme.colour("ink2")
        bold, small = theme.font("label_strong"), theme.font("small")
        draw_text(painter, QPointF(0, middle - 2), self._names[row], bold, ink)
        mastery = self._mastery(level)
        if mastery is not None:
            draw_text(painter, QPointF(0, middle + 15), f"mastery {percent(mastery)}", small, quiet)
        if row:
            y = TOP + row * ROW + 0.5
            draw_line(painter, QPointF(0, y), QPointF(self.width(), y), theme.colour("line"))
        self._draw_path(painter, plot, level)
        room = QRectF(plot.right + 18, plot.top, self.width() - plot.right - 18, plot.base - plot.top)
        if level.mid is None and not level.ready:
            painter.setFont(small)
            painter.setPen(quiet)
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(flags), upper_first(because(level, self._today)))
            return
        words = "" if level.ready else "\n".join(part for part in self._more(level) if part)
        wrap = int(Qt.TextFlag.TextWordWrap)
        lines = QFontMetricsF(small).boundingRect(room, wrap, words).height() if words else 0.0
        top = middle - (lines + LINE) / 2
        at = QPointF(room.left(), middle_baseline(bold, top + LINE / 2))
        draw_text(painter, at, date_line(level, self._today), bold, ink)
        painter.setFont(small)
        painter.setPen(quiet)
        painter.drawText(room.adjusted(0, top + LINE - room.top(), 0, 12), wrap, words)

    def _more(self, level: LevelDate) -> tuple[str, str]:
        """Return what stands below a date: its band, and on what it depends."""
        return band_words(level, self._today), level.why

    def _draw_path(self, painter: QPainter, plot: Plot, level: LevelDate) -> None:
        theme = self._theme
        mark = round(plot.y(LEVEL_MASTERY)) + 0.5
        ends = QPointF(plot.left, mark), QPointF(plot.right, mark)
        draw_line(painter, *ends, theme.colour("ink3"), 1.0, (3, 3))
        if level.low is not None and level.mid is not None and not level.ready:
            low = self._x(plot, level.low)
            high = plot.right if level.high is None else self._x(plot, level.high)
            band = QRectF(low, mark - TRACK / 2, max(TRACK, high - low), TRACK)
            draw_box(painter, band, TRACK / 2, theme.colour("data_band"))
        self._draw_mastery(painter, plot, level)
        at = self._today if level.ready else level.mid
        if at is None:
            return
        dot = QPointF(self._x(plot, at), mark)
        draw_dot(painter, dot, DOT, theme.colour("data"), theme.colour("surface"), 2)

    def _draw_mastery(self, painter: QPainter, plot: Plot, level: LevelDate) -> None:
        points = [
            QPointF(self._x(plot, day), plot.y(share)) for day, share in level.mastery if day <= self._last
        ]
        if len(points) < 2:
            return
        foot = [QPointF(points[-1].x(), plot.base), QPointF(points[0].x(), plot.base)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("data", 28))
        painter.drawPolygon(QPolygonF([*points, *foot]))
        pen = QPen(self._theme.colour("data"), 1.8)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(points)

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        level = self._levels[self.marks.index(mark)]
        if level.mid is not None and not level.ready:
            at = QPointF(mark.at.x(), mark.at.y() + TRACK)
            draw_dot(painter, at, DOT + 1, self._theme.colour("ink"), self._theme.colour("surface"), 2)


def _ticks(today: int, last: int) -> list[tuple[int, str]]:
    """Return which months stand below: all, in a long span quarters, or years; January as its year."""
    apart = next(months for days, months in ((300, 1), (900, 3), (2**30, 12)) if last - today <= days)
    return [
        (day, name if date_of(day).month > 1 or apart == 1 else written(day, "yyyy"))
        for day, name in month_starts(today, last)
        if day > today and (date_of(day).month - 1) % apart == 0
    ]
