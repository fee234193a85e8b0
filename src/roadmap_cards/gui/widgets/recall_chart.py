"""The forgetting curve of one card: how recall fell and was restored, where it stands, where it goes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
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
from roadmap_cards.gui.widgets.recall_chart_frame import (
    FEW_DOTS,
    Frame,
    Point,
    RecallHistory,
    last_stretch,
    recall_on,
)

__all__ = ["AS_OF_TODAY", "Point", "RecallCurve", "RecallHistory"]

AS_OF_TODAY = "as of today"
DIMMED = 0.45

LABEL_TOP = 12.0
"""Pixels above the foot of the letters of the label that they may take."""


class RecallCurve(QWidget):
    """Past in a line, target and forecast dashed; the dot has beside it that this is recall, and how much.

    Today is marked in ink, or another day that one looks at. Of a long history only the last stretch is
    shown, with its reviews as dots, unless the day one looks at lies before it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._history: RecallHistory | None = None
        self._stretch: RecallHistory | None = None
        self._ground = QPixmap()
        self._ground_of: tuple[bool, float, QSize, RecallHistory] | None = None
        self._day: float | None = None
        self._date = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def set_history(self, history: RecallHistory) -> None:
        self._history, self._stretch = history, last_stretch(history)
        self._ground_of = None
        self.setAccessibleName("Recall over time")
        self.setAccessibleDescription(described(history))
        self.update()

    def mark_day(self, day: float | None, date: str = "") -> None:
        """Mark a day, counted from today, with its date; None for today.

        Where the curve has no such day, today is marked as what it is and all is dimmed.
        """
        if (day, date) != (self._day, self._date):
            self._day, self._date = day, date
            self.update()

    @property
    def marked(self) -> str:
        """What is said of the marked day: the recall on it, and which day it is."""
        history, (_, recall), name = self._mark()
        return f"{_recall(recall)}, {name}" if history is not None else ""

    @property
    def shown(self) -> RecallHistory | None:
        """What of the history is drawn."""
        return self._mark()[0]

    def _mark(self) -> tuple[RecallHistory | None, Point, str]:
        """Return what is drawn of the history, where its dot stands, and the name of that day."""
        stretch, whole, day = self._stretch, self._history, self._day
        if stretch is None or whole is None or not (whole.past or whole.forecast):
            return None, (0, 0), ""
        for history in (stretch, whole):
            recall = recall_on(history, day) if day is not None else None
            if day is not None and recall is not None:
                return history, (day, recall), self._date
        now = stretch.past[-1] if stretch.past else stretch.forecast[0]
        return stretch, now, "today" if day is None else AS_OF_TODAY

    def sizeHint(self) -> QSize:
        return QSize(360, 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 110)

    def paintEvent(self, _event: QPaintEvent) -> None:
        history, dot, name = self._mark()
        if history is None:
            return
        chart = Frame(history, self.width(), self.height())
        ratio = self.devicePixelRatioF()
        ground_of = self._theme.dark, ratio, self.size(), history
        if ground_of != self._ground_of:
            self._ground = QPixmap(self.size() * ratio)
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(Qt.GlobalColor.transparent)
            self._paint_ground(chart, history)
            self._ground_of = ground_of
        ink, quiet = self._theme.colour("ink"), self._theme.colour("ink3")
        away = self._day is not None
        dimmed = away and dot[0] != self._day
        with painter_on(self) as painter:
            painter.setOpacity(DIMMED if dimmed else 1.0)
            painter.drawPixmap(0, 0, self._ground)
            painter.setOpacity(1.0)
            if away and not dimmed:
                now = history.past[-1] if history.past else history.forecast[0]
                draw_dot(painter, chart.at(now), 3, quiet, quiet, 0)
                foot = QPointF(chart.x(dot[0]), chart.y(chart.lowest))
                draw_line(painter, QPointF(foot.x(), chart.y(1.0)), foot, ink, 1.4)
            colour = quiet if dimmed else ink
            draw_dot(painter, chart.at(dot), 4.5, colour, colour, 0)
            self._paint_recall(painter, chart, dot, colour)
            last = f"{days(chart.last)} from today" if away and not dimmed else f"in {days(chart.last)}"
            self._paint_days(painter, chart, (dot[0], name), last, colour)

    def _paint_recall(self, painter: QPainter, chart: Frame, dot: Point, colour: QColor) -> None:
        """Say what the curve is and what it comes to, where a falling curve leaves room.

        That is at the right above the dot, or at the left below it.
        """
        words, font = _recall(dot[1]), self._theme.font("small_strong")
        width = text_width(font, words)
        at = chart.at(dot)
        left, baseline = at.x() + 7, max(LABEL_TOP, at.y() - 9)
        if left + width > chart.right:
            left, baseline = at.x() - 9 - width, min(at.y() + 15, chart.y(chart.lowest) - 3)
        ground = QRectF(left - 3, baseline - LABEL_TOP + 1, width + 6, LABEL_TOP + 1)
        painter.fillRect(ground, self._theme.colour("surface"))
        draw_text(painter, QPointF(left, baseline), words, font, colour, LEFT)

    def _paint_ground(self, chart: Frame, history: RecallHistory) -> None:
        """Paint the curve for good: only the day that is marked changes."""
        colour = self._theme.colour("data")
        few = len(history.reviews) <= FEW_DOTS
        with painter_on(self._ground) as painter:
            self._paint_levels(painter, chart, history.target)
            pen = QPen(colour, 2.2 if few else 1.4)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawPath(chart.path(history.past))
            pen.setDashPattern([2, 2.4])
            pen.setWidthF(2)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawPath(chart.path(history.forecast))
            for review in history.reviews if few else ():
                draw_dot(painter, chart.at(review), 3, colour, colour, 0)

    def _paint_levels(self, painter: QPainter, chart: Frame, target: float) -> None:
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

    def _paint_days(
        self, painter: QPainter, chart: Frame, marked: tuple[float, str], last: str, colour: QColor
    ) -> None:
        """Name the marked day below the curve, and both its ends as far as there is room."""
        y = self.height() - 4
        quiet, font = self._theme.colour("ink3"), self._theme.font("tick")
        bold = self._theme.font("small_strong")
        day, name = marked
        half = text_width(bold, name) / 2
        today = min(max(chart.x(day), chart.left + half), chart.right - half)
        draw_text(painter, QPointF(today, y), name, bold, colour, CENTRE)
        first = days_ago(chart.first)
        if chart.first < 0 and chart.left + text_width(font, first) + 10 < today - half:
            draw_text(painter, QPointF(chart.left, y), first, font, quiet, LEFT)
        if chart.last > 0 and chart.right - text_width(font, last) - 10 > today + half:
            draw_text(painter, QPointF(chart.right, y), last, font, quiet, RIGHT)


def _recall(share: float) -> str:
    return f"recall {share * 100:.0f} %"


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
