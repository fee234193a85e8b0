"""The way to each level: how mastery rises at one's pace, and the day it is ready with the band around it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QLinearGradient, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.ahead_words import band_words, because, date_line, names
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.chart_axis import FOOT, Plot, draw_below, draw_today, month_starts
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.drawing import (
    RIGHT,
    draw_box,
    draw_dot,
    draw_line,
    draw_text,
    middle_baseline,
    text_width,
)
from roadmap_cards.study.day import date_of
from roadmap_cards.study.readiness import LEVEL_MASTERY
from roadmap_cards.study.statistics_words import mastery_words, upper_first

if TYPE_CHECKING:
    from roadmap_cards.library.ahead import Ahead, LevelDate

ROW = 76
"""Pixels of a row at least; it takes what the panel has to spare."""
TOP, INSIDE = 4, 10
"""Pixels above the rows, and between what is in a row and the lines around it."""
LEFT_GAP, RIGHT_GAP = 16, 16
"""Pixels between the plot and the words beside it."""
TRACK, DOT = 8.0, 5.2
WHY_ROOM = 148.0
"""Pixels in which it is said why a level has no date."""
USUAL_LINES = 3
"""Lines below a date that there is always room for: its band, and on what it depends."""
LINE = 19.0
"""Pixels of the line that a date stands on."""
LEAST_DAYS = 60
"""Days that the scale shows at least."""
MARGIN_AHEAD = 1.06
"""By how much the scale goes beyond the last day that it shows."""
FADE = 28.0
"""Pixels on which a path fades that was not simulated to the end of the scale."""
EARLY_END = "ready in\nevery future"
"""Why it was not."""


class LevelDates(Chart):
    """A row for each level. In it the path of mastery rises to the dashed mark of what is ready.

    A path is simulated until the level is ready in every life; one that ends before the scale does fades out.
    """

    def __init__(self, theme: Theme) -> None:
        """Make the chart; `show_ahead` fills it."""
        super().__init__(theme, TOP + ROW + FOOT)
        self._levels: tuple[LevelDate, ...] = ()
        self._names: list[str] = []
        self._today = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_ahead(self, ahead: Ahead) -> None:
        """Show these levels, from today on."""
        self._levels, self._names, self._today = tuple(ahead.levels), names(ahead.levels), ahead.day
        self._high = TOP + self._least_row() * max(1, len(self._levels)) + FOOT
        self.updateGeometry()
        self.forget_place()

    def begin_at(self) -> int:
        return 0

    def beside(self, at: int, down: int) -> int:
        return self.along(at, down)

    def keep_room(self, levels: int) -> None:
        """Be as high as so many levels need, before anything is known of them."""
        self._high = TOP + self._least_row() * max(1, levels) + FOOT
        self.updateGeometry()

    # --- Where things fall

    def _least_row(self) -> int:
        """Return how high a row must be for all that is said beside a date."""
        small, wrap = QFontMetricsF(self._theme.font("small")), int(Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, WHY_ROOM - 8, 1000)
        told = [_below_date(level, self._today) for level in self._levels]
        lines = max((small.boundingRect(room, wrap, words).height() for words in told if words), default=0.0)
        return max(ROW, ceil(LINE + max(lines, USUAL_LINES * small.lineSpacing()) + 2 * INSIDE))

    @property
    def _row(self) -> float:
        return (self.height() - TOP - FOOT) / max(1, len(self._levels))

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
        return left + LEFT_GAP, self.width() - min(right, self.width() * 0.36) - RIGHT_GAP

    def _plot(self, row: int) -> Plot:
        left, right = self._sides
        top = TOP + row * self._row
        return Plot(left, top + INSIDE, right, top + self._row - INSIDE, 0.0, 1.0)

    def _x(self, plot: Plot, day: int) -> float:
        return plot.x(min(max((day - self._today) / (self._last - self._today), 0.0), 1.0))

    def label_box(self, mark: Mark) -> QRectF:
        """Return where a label lies: beside the names and the dates, which say of whom and when it is."""
        box, plot = super().label_box(mark), self._plot(self.marks.index(mark))
        left = max(plot.left + 6, min(mark.at.x() - box.width() / 2, plot.right - box.width() - 6))
        top = mark.reach.top() - box.height() / 2
        return QRectF(round(left), round(max(1.0, top)), box.width(), box.height())

    def place(self) -> Sequence[Mark]:
        marks = []
        for row, level in enumerate(self._levels):
            plot = self._plot(row)
            at = QPointF(self._x(plot, level.mid or self._today), plot.y(LEVEL_MASTERY) - TRACK)
            reach = QRectF(0, TOP + row * self._row + 2, self.width(), self._row - 4)
            marks.append(Mark(reach, at, self._title(row), self._spoken(level)))
        return marks

    def _title(self, row: int) -> str:
        mastery = self._mastery(self._levels[row])
        return self._names[row] + (f", {mastery} today" if mastery else "")

    def _spoken(self, level: LevelDate) -> str:
        if level.mid is None and not level.ready:
            return upper_first(because(level, self._today))
        band = band_words(level, self._today)
        if level.ready:
            return date_line(level, self._today)
        likely = f", likely {band}" if band else ""
        return date_line(level, self._today) + likely + (f", {level.why}" if level.why else "")

    @staticmethod
    def _mastery(level: LevelDate) -> str:
        """Return today's mastery in words, nothing where none is known."""
        return f"mastery {mastery_words(level.mastery[0][1], LEVEL_MASTERY)}" if level.mastery else ""

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
        for x in draw_below(painter, theme, frame, labels, frame.right + 24):
            ends = QPointF(round(x) + 0.5, frame.top), QPointF(round(x) + 0.5, frame.base)
            draw_line(painter, *ends, theme.colour("line"))
        draw_today(painter, theme, frame, frame.left, frame.right)

    def _draw_row(self, painter: QPainter, row: int, level: LevelDate) -> None:
        theme, plot = self._theme, self._plot(row)
        middle = (plot.top + plot.base) / 2
        ink, quiet = theme.colour("ink"), theme.colour("ink2")
        bold, small = theme.font("label_strong"), theme.font("small")
        draw_text(painter, QPointF(0, middle - 2), self._names[row], bold, ink)
        mastery = self._mastery(level)
        draw_text(painter, QPointF(0, middle + 15), mastery, small, quiet)
        if row:
            y = round(TOP + row * self._row) + 0.5
            draw_line(painter, QPointF(0, y), QPointF(self.width(), y), theme.colour("line"))
        self._draw_path(painter, plot, level, named=not row)
        left = plot.right + RIGHT_GAP
        room = QRectF(left, plot.top, self.width() - left, plot.base - plot.top)
        if level.mid is None and not level.ready:
            painter.setFont(small)
            painter.setPen(quiet)
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(flags), upper_first(because(level, self._today)))
            return
        words = _below_date(level, self._today)
        wrap = int(Qt.TextFlag.TextWordWrap)
        lines = QFontMetricsF(small).boundingRect(room, wrap, words).height() if words else 0.0
        top = middle - (lines + LINE) / 2
        at = QPointF(room.left(), middle_baseline(bold, top + LINE / 2))
        draw_text(painter, at, date_line(level, self._today), bold, ink)
        painter.setFont(small)
        painter.setPen(quiet)
        painter.drawText(room.adjusted(0, top + LINE - room.top(), 0, 12), wrap, words)

    def _draw_path(self, painter: QPainter, plot: Plot, level: LevelDate, *, named: bool) -> None:
        """Draw a path to the mark; in one row it is `named` what the mark is."""
        theme = self._theme
        mark = round(plot.y(LEVEL_MASTERY)) + 0.5
        ends = QPointF(plot.left, mark), QPointF(plot.right, mark)
        draw_line(painter, *ends, theme.colour("ink3"), 1.0, (3, 3))
        if level.low is not None and level.mid is not None and not level.ready:
            low = self._x(plot, level.low)
            high = plot.right if level.high is None else self._x(plot, level.high)
            band = QRectF(low, mark - TRACK / 2, max(TRACK, high - low), TRACK)
            draw_box(painter, band, TRACK / 2, theme.colour("data_band"))
        self._draw_mastery(painter, plot, level, named=named)
        if named:
            words, small = f"ready {LEVEL_MASTERY * 100:.0f}", theme.font("small_strong")
            draw_text(painter, QPointF(plot.right - 4, mark + 15), words, small, theme.colour("ink"), RIGHT)
        at = self._today if level.ready else level.mid
        if at is None:
            return
        dot = QPointF(self._x(plot, at), mark)
        draw_dot(painter, dot, DOT, theme.colour("data"), theme.colour("surface"), 2)

    def _draw_mastery(self, painter: QPainter, plot: Plot, level: LevelDate, *, named: bool) -> None:
        points = [
            QPointF(self._x(plot, day), plot.y(share)) for day, share in level.mastery if day <= self._last
        ]
        if len(points) < 2:
            return
        begin, end = points[0].x(), points[-1].x()
        early = self._ends_early(level)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_fading(self._theme.colour("data", 28), begin, end, early=early))
        painter.drawPolygon(QPolygonF([*points, QPointF(end, plot.base), QPointF(begin, plot.base)]))
        pen = QPen(_fading(self._theme.colour("data"), begin, end, early=early), 1.8)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(points)
        if early and level.high is not None:
            self._draw_early_end(painter, plot, end, named=named)

    def _ends_early(self, level: LevelDate) -> bool:
        """Return whether the path was not simulated as far as the scale goes, but for a step of its days."""
        days = [day for day, _ in level.mastery]
        return days[-1] + days[-1] - days[-2] <= self._last

    def _draw_early_end(self, painter: QPainter, plot: Plot, end: float, *, named: bool) -> None:
        """Say why the path ends here, where there is room."""
        font = self._theme.font("tick")
        wide = max(text_width(font, line) for line in EARLY_END.split("\n"))
        room = plot.right - end - 8 - (70 if named else 0)
        if wide > room:
            return
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink3"))
        mark = plot.y(LEVEL_MASTERY)
        box = QRectF(end + 8, mark + 4, wide + 2, plot.base - mark - 4)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), EARLY_END)

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        level = self._levels[self.marks.index(mark)]
        if level.mid is not None and not level.ready:
            at = QPointF(mark.at.x(), mark.at.y() + TRACK)
            draw_dot(painter, at, DOT + 1, self._theme.colour("ink"), self._theme.colour("surface"), 2)


def _below_date(level: LevelDate, today: int) -> str:
    """Return what stands below a date: its band, and on what it depends."""
    if level.ready or level.mid is None:
        return ""
    return "\n".join(part for part in (band_words(level, today), level.why) if part)


def _fading(colour: QColor, begin: float, end: float, *, early: bool) -> QBrush:
    """Return a brush of this colour that fades towards the end, where that comes early."""
    if not early:
        return QBrush(colour)
    gone = QColor(colour)
    gone.setAlpha(0)
    gradient = QLinearGradient(max((begin + end) / 2, end - FADE), 0, end, 0)
    gradient.setColorAt(0, colour)
    gradient.setColorAt(1, gone)
    return QBrush(gradient)


def _ticks(today: int, last: int) -> list[tuple[int, str]]:
    """Return which months stand below: all, in a long span quarters, or years; January as its year."""
    apart = next(months for days, months in ((300, 1), (900, 3), (2**30, 12)) if last - today <= days)
    return [
        (day, name if date_of(day).month > 1 or apart == 1 else written(day, "yyyy"))
        for day, name in month_starts(today, last)
        if day > today and (date_of(day).month - 1) % apart == 0
    ]
