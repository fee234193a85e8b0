"""Scores over time, a line for each level: one hue, told apart by dashes and by the names at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
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
from roadmap_cards.library.quiz_past import Trend, TrendPoint
from roadmap_cards.study.quiz_wording import score_words
from roadmap_cards.study.wording import percent

DASHES: tuple[tuple[float, ...], ...] = ((), (3.2, 1.8), (1.1, 1.5), (5.0, 1.6, 1.1, 1.6))
"""Of the first line, the second and so on, in units of its width; () is a whole line."""

LABEL_STEP = 17
"""Pixels between the baselines of two labels."""

LEFT_ROOM, TOP, FOOT = 30, 12, 24
NEAR = 14


@dataclass(frozen=True, slots=True)
class _Places:
    """Where things fall at one size: the right end of the plot, and each quiz by its line, oldest first."""

    right: float
    dots: tuple[tuple[QPointF, ...], ...]
    first: TrendPoint
    last: TrendPoint


class ScoreTrend(QWidget):
    """The lines, the pass mark dashed across. A full dot is an exam, an open one practice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._trends: tuple[Trend, ...] = ()
        self._mark = 0.7
        self._today = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._places: _Places | None = None
        theme.changed.connect(self._place)

    def set_trends(self, trends: Sequence[Trend], mark: float, today: int) -> None:
        """Show these lines against the pass `mark`; `today` is the present study day."""
        self._trends, self._mark, self._today = tuple(trends), mark, today
        self.setAccessibleName("Scores over time")
        self.setAccessibleDescription(described(self._trends, mark))
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(320, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 150)

    # --- Where things fall

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Find out once where everything falls, for all the painting and pointing that follows."""
        points = [point for trend in self._trends for point in trend.points]
        self._places = None
        if points:
            first, last = min(points, key=lambda one: one.at), max(points, key=lambda one: one.at)
            right = self._right_end()
            span, left = last.at - first.at, LEFT_ROOM + 8
            width = right - 6 - left
            self._places = _Places(
                right,
                tuple(
                    tuple(
                        QPointF(
                            left + width * ((one.at - first.at) / span if span else 1.0), self._y(one.score)
                        )
                        for one in trend.points
                    )
                    for trend in self._trends
                ),
                first,
                last,
            )
        self.update()

    def _right_end(self) -> float:
        """Return the right end of the plot: what the labels leave."""
        bold, label = self._theme.font("small_strong"), self._theme.font("small")
        widths = [
            text_width(bold, trend.name) + text_width(label, self._words(trend.points[-1])) + 5
            for trend in self._trends
        ]
        widths.append(text_width(bold, self._mark_words))
        return max(LEFT_ROOM + 60.0, self.width() - max(widths) - 14)

    @property
    def _mark_words(self) -> str:
        return f"pass {self._mark * 100:.0f}"

    def _words(self, point: TrendPoint) -> str:
        return score_words(point.score, self._mark)

    def _y(self, score: float) -> float:
        return TOP + (1 - score) * (self.height() - TOP - FOOT)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = self.words_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words, self) if words else QToolTip.hideText()
            return True
        return super().event(event)

    def words_at(self, where: QPointF) -> str:
        """Return what the quiz is whose dot lies here, or nothing."""
        for trend, dots in zip(self._trends, self._places.dots if self._places else (), strict=False):
            for point, dot in zip(trend.points, dots, strict=True):
                if (dot - where).manhattanLength() <= NEAR:
                    kind = "exam" if point.exam else "quiz"
                    return f"{trend.name} {kind}, {written(point.day, 'd MMMM')}: {self._words(point)}"
        return ""

    # --- Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        places = self._places
        if places is None:
            return
        with painter_on(self) as painter:
            self._paint_frame(painter, places)
            for number, dots in enumerate(places.dots):
                self._paint_line(painter, dots, DASHES[number % len(DASHES)])
            for trend, dots in zip(self._trends, places.dots, strict=True):
                for point, dot in zip(trend.points, dots, strict=True):
                    self._paint_dot(painter, dot, exam=point.exam)
            self._paint_labels(painter, places)
            self._paint_days(painter, places)

    def _paint_frame(self, painter: QPainter, places: _Places) -> None:
        font = self._theme.font("tick")
        for level in (0.0, 0.5, 1.0):
            y = round(self._y(level)) + 0.5
            colour = self._theme.colour("line" if level else "line2")
            draw_line(painter, QPointF(LEFT_ROOM, y), QPointF(places.right, y), colour)
            at = QPointF(LEFT_ROOM - 8, y + 4)
            draw_text(painter, at, f"{level * 100:.0f}", font, self._theme.colour("ink3"), RIGHT)
        y = round(self._y(self._mark)) + 0.5
        ends = QPointF(LEFT_ROOM, y), QPointF(places.right, y)
        draw_line(painter, *ends, self._theme.colour("ink"), dashes=(4, 3))

    def _paint_line(self, painter: QPainter, dots: Sequence[QPointF], dashes: tuple[float, ...]) -> None:
        pen = QPen(self._theme.colour("data"), 2.2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(list(dashes))
        path = QPainterPath(dots[0])
        for dot in dots[1:]:
            path.lineTo(dot)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_dot(self, painter: QPainter, dot: QPointF, *, exam: bool) -> None:
        surface, data = self._theme.colour("surface"), self._theme.colour("data")
        draw_dot(painter, dot, 4, data, surface, 1.5)
        if not exam:
            draw_dot(painter, dot, 2, surface, surface, 0)

    def _paint_labels(self, painter: QPainter, places: _Places) -> None:
        """Name each line at its end, pushed apart where two would touch."""
        bold, label = self._theme.font("small_strong"), self._theme.font("small")
        ends = [(self._y(trend.points[-1].score), trend) for trend in self._trends]
        wanted = sorted([(self._y(self._mark), None), *ends], key=lambda end: end[0])
        baselines = apart([y + 4 for y, _ in wanted], self.height() - FOOT + 4)
        ink, quiet = self._theme.colour("ink"), self._theme.colour("ink2")
        left = places.right + 10
        for baseline, (_, trend) in zip(baselines, wanted, strict=True):
            if trend is None:
                draw_text(painter, QPointF(left, baseline), self._mark_words, bold, ink)
                continue
            draw_text(painter, QPointF(left, baseline), trend.name, bold, ink)
            at = QPointF(left + text_width(bold, trend.name) + 5, baseline)
            draw_text(painter, at, self._words(trend.points[-1]), label, quiet)

    def _paint_days(self, painter: QPainter, places: _Places) -> None:
        first, last = places.first, places.last
        # The newest quiz is the rightmost dot.
        end = max(dots[-1].x() for dots in places.dots)
        y = self.height() - 5
        quiet, font = self._theme.colour("ink3"), self._theme.font("tick")
        if first.day == last.day:
            draw_text(painter, QPointF(end, y), self._day(last.day), font, quiet, RIGHT)
            return
        draw_text(painter, QPointF(LEFT_ROOM, y), self._day(first.day), font, quiet, LEFT)
        today = last.day == self._today
        style, colour = ("small_strong", self._theme.colour("accent")) if today else ("tick", quiet)
        side = CENTRE if today else RIGHT
        at = QPointF(end if today else places.right, y)
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
        + ", ".join(
            f"{written(point.day, 'd MMM')} {score_words(point.score, mark)}" for point in trend.points
        )
        for trend in trends
    ]
    return "; ".join([*parts, f"pass mark {percent(mark)}"])
