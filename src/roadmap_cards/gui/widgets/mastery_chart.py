"""Mastery over time, a line for each level: one hue, told apart by dashes and by the names at their ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.chart_axis import (
    APART,
    FOOT,
    Plot,
    draw_below,
    draw_goal,
    draw_levels,
    draw_today,
    month_starts,
)
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.drawing import draw_dot, draw_text, text_width
from roadmap_cards.gui.widgets.score_trend import DASHES, apart
from roadmap_cards.study.statistics import Course, MasteryCourse
from roadmap_cards.study.statistics_words import mastery_words

HIGH = 173
LEFT_ROOM, TOP = 38, 10
TITLE_ROOM = 120
"""Pixels that the name of a line takes at most; a topic's may be long."""
NEAR = 60
"""Pixels from a line within which the pointer means it."""
FEW_DAYS = 75
"""Days up to which dates are written below the chart, not months."""


class MasteryChart(Chart):
    """The lines, and the mark at which a level is ready dashed across."""

    def __init__(self, theme: Theme) -> None:
        """Make the chart; `show_courses` fills it."""
        super().__init__(theme, HIGH)
        self._courses: tuple[Course, ...] = ()

    def show_courses(self, mastery: MasteryCourse) -> None:
        """Show these levels, each from where it leaves the ground."""
        self._courses = tuple(_risen(course) for course in mastery.courses if course.points)
        self.forget_place()

    @property
    def _days(self) -> tuple[int, int]:
        days = [day for course in self._courses for day, _ in course.points]
        return min(days), max(days)

    @property
    def _plot(self) -> Plot:
        bold, font = self._theme.font("label_strong"), self._theme.font("label")
        widths = [
            text_width(bold, self._name(course)) + 6 + text_width(font, _now(course))
            for course in self._courses
        ]
        right = self.width() - max(widths) - 10
        return Plot(LEFT_ROOM, TOP, max(LEFT_ROOM + 60.0, right), self.height() - FOOT, 0, 1)

    def _name(self, course: Course) -> str:
        metrics = QFontMetricsF(self._theme.font("label_strong"))
        return metrics.elidedText(course.title, Qt.TextElideMode.ElideRight, TITLE_ROOM)

    def _lines(self, plot: Plot) -> list[list[QPointF]]:
        first, last = self._days
        span = max(1, last - first)
        return [
            [QPointF(plot.x((day - first) / span), plot.y(share)) for day, share in course.points]
            for course in self._courses
        ]

    def place(self) -> Sequence[Mark]:
        if not self._courses:
            return ()
        marks = []
        for course, line in zip(self._courses, self._lines(self._plot), strict=True):
            for (day, share), dot in zip(course.points, line, strict=True):
                title = f"{course.title}, {written(day, 'd MMMM')}"
                words = f"{mastery_words(share, course.ready)} mastery"
                marks.append(Mark(QRectF(dot.x() - 4, dot.y() - 4, 8, 8), dot, title, words))
        return marks

    def mark_at(self, where: QPointF) -> int | None:
        """Return the nearest point: what the pointer is straight above or below, on the nearest line."""

        def away(at: int) -> tuple[float, float]:
            dot = self.marks[at].at
            return abs(dot.y() - where.y()) + 4 * abs(dot.x() - where.x()), dot.x()

        nearest = min(range(len(self.marks)), key=away, default=None)
        if nearest is None or not self._plot.left - 8 <= where.x() <= self._plot.right + 8:
            return None
        return nearest if abs(self.marks[nearest].at.y() - where.y()) <= NEAR else None

    def begin_at(self) -> int:
        return len(self._courses[0].points) - 1

    def along(self, at: int, across: int) -> int:
        """Stay on the line."""
        course, number = self._place_of(at)
        number = min(max(number + across, 0), len(self._courses[course].points) - 1)
        return self._number(course, number)

    def beside(self, at: int, down: int) -> int | None:
        """Go to another line at the same day, or the day nearest to it."""
        course, number = self._place_of(at)
        other = course + down
        if not 0 <= other < len(self._courses):
            return at
        day = self._courses[course].points[number][0]
        points = self._courses[other].points
        return self._number(other, min(range(len(points)), key=lambda one: abs(points[one][0] - day)))

    def _place_of(self, at: int) -> tuple[int, int]:
        course = 0
        while at >= len(self._courses[course].points):
            at -= len(self._courses[course].points)
            course += 1
        return course, at

    def _number(self, course: int, number: int) -> int:
        return sum(len(one.points) for one in self._courses[:course]) + number

    # --- Painting

    def draw(self, painter: QPainter) -> None:
        if not self._courses:
            return
        theme, plot = self._theme, self._plot
        draw_levels(painter, theme, plot, [(0, "0"), (0.5, "50"), (1, "100")])
        marks = {course.ready for course in self._courses if course.ready}
        for mark in marks:
            draw_goal(painter, theme, plot, mark)
        surface, data = theme.colour("surface"), theme.colour("data")
        lines = self._lines(plot)
        for number, line in enumerate(lines):
            self._draw_line(painter, line, DASHES[number % len(DASHES)])
        for line in lines:
            draw_dot(painter, line[-1], 3.8, data, surface, 1.5)
        self._draw_names(painter, plot, lines, marks)
        self._draw_days(painter, plot)

    def _draw_line(self, painter: QPainter, line: Sequence[QPointF], dashes: tuple[float, ...]) -> None:
        pen = QPen(self._theme.colour("data"), 2.4)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(list(dashes))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(line))

    def _draw_names(
        self, painter: QPainter, plot: Plot, lines: Sequence[Sequence[QPointF]], marks: set[float]
    ) -> None:
        """Name each line at its end and the mark at its own, pushed apart where two would touch."""
        theme, left = self._theme, plot.right + 10
        ends: list[tuple[float, Course | float]] = [(plot.y(mark), mark) for mark in marks]
        ends += [(line[-1].y(), course) for line, course in zip(lines, self._courses, strict=True)]
        ends.sort(key=lambda end: end[0])
        baselines = apart([y + 4 for y, _ in ends], plot.base + 5)
        ink, quiet = theme.colour("ink"), theme.colour("ink2")
        bold, font = theme.font("label_strong"), theme.font("label")
        for baseline, (_, what) in zip(baselines, ends, strict=True):
            at = QPointF(left, baseline)
            if isinstance(what, Course):
                name = self._name(what)
                draw_text(painter, at, name, bold, ink)
                at = QPointF(left + text_width(bold, name) + 6, baseline)
                draw_text(painter, at, _now(what), font, quiet)
            else:
                draw_text(painter, at, f"ready {what * 100:.0f}", theme.font("small_strong"), ink)

    def _draw_days(self, painter: QPainter, plot: Plot) -> None:
        first, last = self._days
        room = draw_today(painter, self._theme, plot, plot.right, self.width()) - APART
        span = max(1, last - first)
        if span <= FEW_DAYS:
            days = [(day, written(day, "d MMM")) for day in range(first, last, 7)]
        else:
            days = month_starts(first, last)
        labels = [(plot.x((day - first) / span), words) for day, words in days]
        draw_below(painter, self._theme, plot, [one for one in labels if one[0] <= room], room)

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        draw_dot(painter, mark.at, 4.6, self._theme.colour("ink"), self._theme.colour("surface"), 2)


def _risen(course: Course) -> Course:
    """Leave out the days on which nothing was known yet, all but the last of them."""
    points = course.points
    start = next((at for at, (_, share) in enumerate(points) if share > 0), len(points) - 1)
    return Course(course.title, points[max(0, start - 1) :], course.ready)


def _now(course: Course) -> str:
    """Return the mastery that a line ends at."""
    return mastery_words(course.points[-1][1], course.ready)
