"""Scores over time, a line for each level: one hue, told apart by dashes and by the names at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.dates import written
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
from roadmap_cards.study.wording import percent

DASHES: tuple[tuple[float, ...], ...] = ((), (3.2, 1.8), (1.1, 1.5), (5.0, 1.6, 1.1, 1.6))
"""Of the first line, the second and so on, in units of its width; () is a whole line."""

LABEL_STEP = 17
"""Pixels between the baselines of two labels."""

LEFT_ROOM, TOP, FOOT = 30, 12, 24
NEAR = 14


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A quiz on a study day, its score from 0 to 1; `at` tells two of one day apart (UTC milliseconds)."""

    day: int
    at: int
    score: float
    exam: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """The quizzes over one level, oldest first; `name` stands at the end of the line."""

    name: str
    points: tuple[TrendPoint, ...]


class ScoreTrend(QWidget):
    """The lines, the pass mark dashed across. A full dot is an exam, an open one practice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._trends: tuple[Trend, ...] = ()
        self._mark = 0.7
        self._today = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_trends(self, trends: Sequence[Trend], mark: float, today: int) -> None:
        """Show these lines against the pass `mark`; `today` is the present study day."""
        self._trends, self._mark, self._today = tuple(trends), mark, today
        self.setAccessibleName("Scores over time")
        self.setAccessibleDescription(described(self._trends, mark))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 150)

    # --- Where things fall

    @property
    def _right(self) -> float:
        """The right end of the plot: what the labels leave."""
        bold, label = self._theme.font("small_strong"), self._theme.font("small")
        widths = [
            text_width(bold, trend.name) + text_width(label, percent(trend.points[-1].score)) + 5
            for trend in self._trends
        ]
        widths.append(text_width(bold, self._mark_words))
        return max(LEFT_ROOM + 60.0, self.width() - max(widths) - 14)

    @property
    def _mark_words(self) -> str:
        return f"pass {self._mark * 100:.0f}"

    def _y(self, score: float) -> float:
        return TOP + (1 - score) * (self.height() - TOP - FOOT)

    def _at(self, point: TrendPoint) -> QPointF:
        times = [one.at for trend in self._trends for one in trend.points]
        first, last = min(times), max(times)
        share = (point.at - first) / (last - first) if last > first else 1.0
        left, right = LEFT_ROOM + 8, self._right - 6
        return QPointF(left + share * (right - left), self._y(point.score))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = self.words_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words, self) if words else QToolTip.hideText()
            return True
        return super().event(event)

    def words_at(self, where: QPointF) -> str:
        """Return what the quiz is whose dot lies here, or nothing."""
        for trend in self._trends:
            for point in trend.points:
                if (self._at(point) - where).manhattanLength() <= NEAR:
                    kind = "exam" if point.exam else "quiz"
                    return f"{trend.name} {kind}, {written(point.day, 'd MMMM')}: {percent(point.score)}"
        return ""

    # --- Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._trends:
            return
        with painter_on(self) as painter:
            self._paint_frame(painter)
            for number, trend in enumerate(self._trends):
                self._paint_line(painter, trend, DASHES[number % len(DASHES)])
            for trend in self._trends:
                for point in trend.points:
                    self._paint_dot(painter, point)
            self._paint_labels(painter)
            self._paint_days(painter)

    def _paint_frame(self, painter: QPainter) -> None:
        font = self._theme.font("tick")
        for level in (0.0, 0.5, 1.0):
            y = round(self._y(level)) + 0.5
            colour = self._theme.colour("line" if level else "line2")
            draw_line(painter, QPointF(LEFT_ROOM, y), QPointF(self._right, y), colour)
            at = QPointF(LEFT_ROOM - 8, y + 4)
            draw_text(painter, at, f"{level * 100:.0f}", font, self._theme.colour("ink3"), RIGHT)
        y = round(self._y(self._mark)) + 0.5
        ends = QPointF(LEFT_ROOM, y), QPointF(self._right, y)
        draw_line(painter, *ends, self._theme.colour("ink"), dashes=(4, 3))

    def _paint_line(self, painter: QPainter, trend: Trend, dashes: tuple[float, ...]) -> None:
        pen = QPen(self._theme.colour("data"), 2.2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(list(dashes))
        path = QPainterPath(self._at(trend.points[0]))
        for point in trend.points[1:]:
            path.lineTo(self._at(point))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_dot(self, painter: QPainter, point: TrendPoint) -> None:
        surface, data = self._theme.colour("surface"), self._theme.colour("data")
        draw_dot(painter, self._at(point), 4, data, surface, 1.5)
        if not point.exam:
            draw_dot(painter, self._at(point), 2, surface, surface, 0)

    def _paint_labels(self, painter: QPainter) -> None:
        """Name each line at its end, pushed apart where two would touch."""
        bold, label = self._theme.font("small_strong"), self._theme.font("small")
        ends = [(self._y(trend.points[-1].score), trend) for trend in self._trends]
        wanted = sorted([(self._y(self._mark), None), *ends], key=lambda end: end[0])
        baselines = apart([y + 4 for y, _ in wanted], self.height() - FOOT + 4)
        ink, quiet = self._theme.colour("ink"), self._theme.colour("ink2")
        left = self._right + 10
        for baseline, (_, trend) in zip(baselines, wanted, strict=True):
            if trend is None:
                draw_text(painter, QPointF(left, baseline), self._mark_words, bold, ink)
                continue
            draw_text(painter, QPointF(left, baseline), trend.name, bold, ink)
            at = QPointF(left + text_width(bold, trend.name) + 5, baseline)
            draw_text(painter, at, percent(trend.points[-1].score), label, quiet)

    def _paint_days(self, painter: QPainter) -> None:
        points = [point for trend in self._trends for point in trend.points]
        first, last = min(points, key=lambda one: one.at), max(points, key=lambda one: one.at)
        y = self.height() - 5
        quiet, font = self._theme.colour("ink3"), self._theme.font("tick")
        if first.day == last.day:
            draw_text(painter, QPointF(self._at(last).x(), y), self._day(last.day), font, quiet, RIGHT)
            return
        draw_text(painter, QPointF(LEFT_ROOM, y), self._day(first.day), font, quiet, LEFT)
        today = last.day == self._today
        style, colour = ("small_strong", self._theme.colour("accent")) if today else ("tick", quiet)
        side = CENTRE if today else RIGHT
        at = QPointF(self._at(last).x() if today else self._right, y)
        draw_text(painter, at, self._day(last.day), self._theme.font(style), colour, side)

    def _day(self, day: int) -> str:
        return "today" if day == self._today else written(day, "d MMM")


def apart(baselines: Sequence[float], lowest: float) -> list[float]:
    """Return baselines (in rising order) moved so that none is nearer than LABEL_STEP to the next."""
    found: list[float] = []
    for baseline in baselines:
        found.append(max(baseline, found[-1] + LABEL_STEP) if found else baseline)
    for at in range(len(found) - 1, -1, -1):
        ceiling = lowest if at == len(found) - 1 else found[at + 1] - LABEL_STEP
        found[at] = min(found[at], ceiling)
    return found


def described(trends: Sequence[Trend], mark: float) -> str:
    """Return the lines in words, with every quiz."""
    parts = [
        f"{trend.name}: "
        + ", ".join(f"{written(point.day, 'd MMM')} {percent(point.score)}" for point in trend.points)
        for trend in trends
    ]
    return "; ".join([*parts, f"pass mark {percent(mark)}"])
