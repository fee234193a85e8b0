"""The forgetting curve of one card: how recall fell and was restored, where it stands, where it goes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import (
    CENTRE,
    LEFT,
    RIGHT,
    draw_dot,
    draw_line,
    draw_text,
    painter_on,
    text_width,
)

FEW_DOTS = 10
"""Reviews up to which their dots are large; more of them would hide the curve."""

Point = tuple[float, float]
"""A day relative to today (negative in the past) and the recall on it, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class RecallHistory:
    """What the curve shows: `past` ends today, `forecast` begins today, `reviews` are dots on the past.

    `target` is the recall the person asked for, from 0 to 1.
    """

    past: tuple[Point, ...]
    reviews: tuple[Point, ...]
    forecast: tuple[Point, ...]
    target: float


class RecallCurve(QWidget):
    """Past in a line, reviews as dots on it, the target dashed across, the forecast dashed.

    Today is marked in ink, or another day that one looks at.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._history: RecallHistory | None = None
        self._ground = QPixmap()
        self._ground_of: tuple[bool, float, QSize] | None = None
        self._day: float | None = None
        self._date = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def set_history(self, history: RecallHistory) -> None:
        self._history = history
        self._ground_of = None
        self.setAccessibleName("Recall over time")
        self.setAccessibleDescription(described(history))
        self.update()

    def mark_day(self, day: float | None, date: str = "") -> None:
        """Mark a day, counted from today, with its date; today for None or a day that the curve has not."""
        if (day, date) != (self._day, self._date):
            self._day, self._date = day, date
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 110)

    def paintEvent(self, _event: QPaintEvent) -> None:
        history = self._history
        if history is None or not (history.past or history.forecast):
            return
        chart = _Frame(history, self.width(), self.height())
        ratio = self.devicePixelRatioF()
        ground_of = self._theme.dark, ratio, self.size()
        if ground_of != self._ground_of:
            self._ground = QPixmap(self.size() * ratio)
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(Qt.GlobalColor.transparent)
            self._paint_ground(chart, history)
            self._ground_of = ground_of
        ink, ground = self._theme.colour("ink"), self._theme.colour("surface")
        now = history.past[-1] if history.past else history.forecast[0]
        recall = recall_on(history, self._day) if self._day is not None else None
        with painter_on(self) as painter:
            painter.drawPixmap(0, 0, self._ground)
            if self._day is None or recall is None:
                draw_dot(painter, chart.at(now), 4.5, ink, ground)
                self._paint_days(painter, chart, 0, "today")
            else:
                draw_dot(painter, chart.at(now), 3, self._theme.colour("ink3"), ground)
                foot = QPointF(chart.x(self._day), chart.y(chart.lowest))
                draw_line(painter, QPointF(foot.x(), chart.y(1.0)), foot, ink, 1.4)
                draw_dot(painter, chart.at((self._day, recall)), 4.5, ink, ground)
                self._paint_days(painter, chart, self._day, self._date)

    def _paint_ground(self, chart: _Frame, history: RecallHistory) -> None:
        """Paint the curve for good: only the day that is marked changes."""
        with painter_on(self._ground) as painter:
            self._paint_levels(painter, chart, history.target)
            pen = QPen(self._theme.colour("data"), 2.2)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawPath(chart.path(history.past))
            pen.setDashPattern([2, 2.4])
            pen.setWidthF(2)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawPath(chart.path(history.forecast))
            ground = self._theme.colour("surface")
            radius, ring = (3.0, 1.5) if len(history.reviews) <= FEW_DOTS else (1.8, 0.8)
            for review in history.reviews:
                draw_dot(painter, chart.at(review), radius, self._theme.colour("data"), ground, ring)

    def _paint_levels(self, painter: QPainter, chart: _Frame, target: float) -> None:
        font = self._theme.font("tick")
        levels = {1.0: "100 %", chart.lowest: f"{chart.lowest * 100:.0f}"}
        for level, words in levels.items():
            y = round(chart.y(level)) + 0.5
            dashes = () if level == 1.0 else (2.0, 4.0)
            ends = QPointF(chart.left, y), QPointF(chart.right, y)
            draw_line(painter, *ends, self._theme.colour("line"), dashes=dashes)
            if abs(chart.y(level) - chart.y(target)) >= 12:
                at = QPointF(chart.left - 8, y + 4)
                draw_text(painter, at, words, font, self._theme.colour("ink3"), RIGHT)
        y = round(chart.y(target)) + 0.5
        ends = QPointF(chart.left, y), QPointF(chart.right, y)
        draw_line(painter, *ends, self._theme.colour("ink3"), dashes=(4, 3))
        bold = self._theme.font("small_strong")
        at = QPointF(chart.left - 8, y + 4)
        draw_text(painter, at, f"{target * 100:.0f}", bold, self._theme.colour("ink"), RIGHT)

    def _paint_days(self, painter: QPainter, chart: _Frame, marked: float, name: str) -> None:
        y = self.height() - 4
        quiet, font = self._theme.colour("ink3"), self._theme.font("tick")
        bold = self._theme.font("small_strong")
        half = text_width(bold, name) / 2
        today = min(max(chart.x(marked), chart.left + half), chart.right - half)
        draw_text(painter, QPointF(today, y), name, bold, self._theme.colour("ink"), CENTRE)
        first, last = days_ago(chart.first), f"in {days(chart.last)}"
        if chart.first < 0 and chart.left + text_width(font, first) + 10 < today - half:
            draw_text(painter, QPointF(chart.left, y), first, font, quiet, LEFT)
        if chart.last > 0 and chart.right - text_width(font, last) - 10 > today + half:
            draw_text(painter, QPointF(chart.right, y), last, font, quiet, RIGHT)


def recall_on(history: RecallHistory, day: float) -> float | None:
    """Return the recall on a day from the line that is drawn, None where it has no such day."""
    points = history.past if day < 0 else history.forecast
    after = bisect_right(points, day, key=lambda point: point[0])
    if not after:
        return None
    start, recall = points[after - 1]
    if after == len(points):
        return recall if day == start else None
    end, then = points[after]
    return recall + (then - recall) * (day - start) / (end - start)


class _Frame:
    """Where days and shares fall on the widget."""

    def __init__(self, history: RecallHistory, width: int, height: int) -> None:
        points = (*history.past, *history.reviews, *history.forecast)
        self.first = min(0.0, *(day for day, _ in points))
        self.last = max(0.0, *(day for day, _ in points))
        floor = min(0.9, history.target, *(recall for _, recall in points))
        self.lowest = max(0.0, int(floor * 10 - 0.5) / 10)
        self.left, self.right = 46.0, width - 8.0
        self._top, self._bottom = 10.0, height - 26.0

    def x(self, day: float) -> float:
        span = max(1e-6, self.last - self.first)
        return self.left + (day - self.first) / span * (self.right - self.left)

    def y(self, recall: float) -> float:
        return self._top + (1 - recall) / (1 - self.lowest) * (self._bottom - self._top)

    def at(self, point: Point) -> QPointF:
        return QPointF(self.x(point[0]), self.y(point[1]))

    def path(self, points: Sequence[Point]) -> QPainterPath:
        if not points:
            return QPainterPath()
        path = QPainterPath(self.at(points[0]))
        for point in points[1:]:
            path.lineTo(self.at(point))
        return path


def days(number: float) -> str:
    """Return a number of days in words, "1 day" or "12 days"."""
    whole = round(abs(number))
    return "1 day" if whole == 1 else f"{whole} days"


def days_ago(number: float) -> str:
    return f"{days(number)} ago"


def described(history: RecallHistory) -> str:
    """Return the curve in words, with every review."""
    parts = []
    if history.past:
        parts.append(f"Recall now {history.past[-1][1] * 100:.0f} %")
    parts.append(f"target {history.target * 100:.0f} %")
    parts += [f"reviewed {days_ago(day)} at {recall * 100:.0f} %" for day, recall in history.reviews]
    if history.forecast:
        day, recall = history.forecast[-1]
        parts.append(f"{recall * 100:.0f} % in {days(day)}")
    return "; ".join(parts)
