"""Where the time goes: minutes a day as bars, seconds an answer as a line below them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.chart_axis import FOOT, Parts, Plot, draw_below, draw_levels, parts_from
from roadmap_cards.gui.widgets.drawing import draw_box, draw_dot, draw_text, text_width
from roadmap_cards.gui.widgets.minutes_chart import scale_end
from roadmap_cards.study.statistics import TimePart, TimeUse

HIGH = 173
LEFT_ROOM, TOP = 30, 12
BETWEEN = 20
"""Pixels between the bars and the line."""
SECONDS_HIGH = 36
PER = ("a day", "an answer")


class TimeChart(Chart):
    """One scale for minutes, one for seconds, days in common; the last values stand at the right."""

    def __init__(self, theme: Theme) -> None:
        """Make the chart; `show_time` fills it."""
        super().__init__(theme, HIGH)
        self._parts: tuple[TimePart, ...] = ()
        self._columns = Parts()

    def show_time(self, time: TimeUse) -> None:
        """Show these weeks or months."""
        self._parts = tuple(part for part in time.parts if part.minutes_a_day)
        self._columns = parts_from([part.start for part in self._parts])
        self.forget_place()

    @property
    def _plots(self) -> tuple[Plot, Plot]:
        """Where minutes and where seconds are drawn."""
        right = self.width() - 10 - max(text_width(self._theme.font("small"), per) for per in self._per)
        base = self.height() - FOOT
        highest = max(part.minutes_a_day for part in self._parts)
        slowest = max(part.seconds_an_answer for part in self._parts)
        upper = base - SECONDS_HIGH - BETWEEN
        return (
            Plot(LEFT_ROOM, TOP, right, upper, 0, scale_end(max(1, highest))),
            Plot(LEFT_ROOM, base - SECONDS_HIGH, right, base, 0, scale_end(max(1, slowest))),
        )

    @property
    def _per(self) -> list[str]:
        """What the last values are counted by, and when that was: they are not those of the heading."""
        return [f"{per} {self._columns.last_words}".strip() for per in PER]

    def place(self) -> Sequence[Mark]:
        if not self._parts:
            return ()
        minutes, seconds = self._plots
        count, high = self._columns.width, seconds.base - minutes.top
        return [
            Mark(
                QRectF(minutes.x(column / count), minutes.top, minutes.width / count, high),
                QPointF(minutes.middle(column, count), minutes.y(part.minutes_a_day)),
                self._columns.words(number),
                f"{part.minutes_a_day:.0f} min a day, {part.seconds_an_answer:.1f} s an answer",
            )
            for number, (column, part) in enumerate(zip(self._columns.columns, self._parts, strict=True))
        ]

    def _bar(self, plot: Plot, number: int) -> QRectF:
        count = self._columns.width
        step = plot.width / count
        wide = min(30.0, max(2.0, step - max(2.0, step * 0.25)))
        middle, top = (
            plot.middle(self._columns.columns[number], count),
            plot.y(self._parts[number].minutes_a_day),
        )
        return QRectF(middle - wide / 2, top, wide, plot.base - top)

    def draw(self, painter: QPainter) -> None:
        if not self._parts:
            return
        theme, count = self._theme, self._columns.width
        minutes, seconds = self._plots
        draw_levels(painter, theme, minutes, [(minutes.high, f"{minutes.high:g}")])
        for number in range(len(self._parts)):
            draw_box(painter, self._bar(minutes, number), 2, theme.colour("data_band"))
        draw_levels(painter, theme, minutes, [(0, "0")])
        draw_levels(painter, theme, seconds, [(seconds.high, f"{seconds.high:g}"), (0, "0")])
        line = self._line(seconds)
        painter.setPen(QPen(theme.colour("data"), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(line))
        surface, data = theme.colour("surface"), theme.colour("data")
        draw_dot(painter, line[-1], 3.8, data, surface, 1.5)
        last = self._parts[-1]
        a_day, an_answer = self._per
        self._draw_value(painter, minutes, f"{last.minutes_a_day:.0f} min", a_day)
        self._draw_value(painter, seconds, f"{last.seconds_an_answer:.1f} s", an_answer)
        below = [(seconds.middle(column, count), words) for column, words in self._columns.labels]
        draw_below(painter, theme, seconds, below, seconds.right + 8)

    def _line(self, plot: Plot) -> list[QPointF]:
        """Return the points of the line; it goes straight over what was not studied."""
        return [
            QPointF(plot.middle(column, self._columns.width), plot.y(part.seconds_an_answer))
            for column, part in zip(self._columns.columns, self._parts, strict=True)
        ]

    def _draw_value(self, painter: QPainter, plot: Plot, value: str, per: str) -> None:
        """Write the last value beside its scale, and below it what it is counted by."""
        theme, left = self._theme, plot.right + 10
        middle = (plot.top + plot.base) / 2
        draw_text(painter, QPointF(left, middle), value, theme.font("item"), theme.colour("ink"))
        draw_text(painter, QPointF(left, middle + 16), per, theme.font("small"), theme.colour("ink2"))

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        minutes, seconds = self._plots
        number = self.marks.index(mark)
        part = self._parts[number]
        ink = self._theme.colour("ink")
        draw_box(painter, self._bar(minutes, number).adjusted(-1.5, -1.5, 1.5, 0.5), 3, None, ink, 1.6)
        dot = QPointF(mark.at.x(), seconds.y(part.seconds_an_answer))
        draw_dot(painter, dot, 4.2, ink, self._theme.colour("surface"), 2)
