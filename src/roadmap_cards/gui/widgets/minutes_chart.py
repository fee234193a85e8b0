"""Minutes a day: what was spent, what today asks for, what is due so far on the days ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import (
    CENTRE,
    LEFT,
    RIGHT,
    draw_box,
    draw_line,
    draw_text,
    painter_on,
    text_width,
)

ROUND_MINUTES = (5, 10, 15, 20, 30, 40, 60, 90, 120, 180, 240, 360, 480, 720, 1440)
"""Where the scale may end; each is easily halved in the head."""

WIDEST_BAR = 46
SO_FAR = "due so far"
"""What the days ahead show: neither new cards nor what comes back by then, which Study adds."""

FOOT = 40
"""Pixels below the base line, for weekdays and captions."""


@dataclass(frozen=True, slots=True)
class DayMinutes:
    """A day: its full name for the ear, its short one for the axis, its minutes.

    None means that nothing is known of the day (before the first one); 0 was a day of rest.
    """

    name: str
    label: str
    minutes: float | None


def scale_end(highest: float) -> int:
    """Return the lowest round number of minutes that no bar exceeds."""
    return next((end for end in ROUND_MINUTES if end >= highest), ROUND_MINUTES[-1])


class MinutesChart(QWidget):
    """Full bars for days past, a tinted one for today, outlines for what is due of the days ahead.

    With `figures` each bar carries its number and the scale is left out, for charts of few days.
    """

    def __init__(self, theme: Theme, *, figures: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._past: tuple[DayMinutes, ...] = ()
        self._today: DayMinutes | None = None
        self._forecast: tuple[DayMinutes, ...] = ()
        self._called = "today"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def set_days(
        self,
        past: Sequence[DayMinutes],
        today: DayMinutes | None,
        forecast: Sequence[DayMinutes],
        *,
        called: str = "today",
    ) -> None:
        """Show these days; the tinted one is `called` so, such as tomorrow."""
        self._past, self._today, self._forecast, self._called = tuple(past), today, tuple(forecast), called
        self.setAccessibleName("Minutes a day")
        self.setAccessibleDescription("; ".join(self._spoken(number) for number in range(len(self._days))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(304, 130)

    def minimumSizeHint(self) -> QSize:
        return QSize(16 * max(7, len(self._days)), 130)

    @property
    def _days(self) -> list[DayMinutes]:
        today = () if self._today is None else (self._today,)
        return list(chain(self._past, today, self._forecast))

    def _spoken(self, number: int) -> str:
        day = self._days[number]
        if day.minutes is None:
            return f"{day.name}: no record"
        if number < len(self._past):
            return f"{day.name}: rest" if day.minutes == 0 else f"{day.name}: {day.minutes:.0f} minutes"
        when = f"{self._called}, " if self._today is not None and number == len(self._past) else ""
        ahead = not self._figures and not when
        return f"{day.name}: {when}about {day.minutes:.0f} minutes" + (f" {SO_FAR}" if ahead else "")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self._days:
            number = min(len(self._days) - 1, int(event.x() / (self.width() / len(self._days))))
            QToolTip.showText(event.globalPos(), self._spoken(max(0, number)), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        days = self._days
        if not days:
            return
        base = self.height() - (24 if self._figures else FOOT) - 0.5
        room = base - 24
        highest = max((day.minutes or 0 for day in days), default=0)
        end = max(1.0, highest) if self._figures else scale_end(highest)
        with painter_on(self) as painter:
            if not self._figures:
                self._paint_scale(painter, base, room, end)
            for number, day in enumerate(days):
                self._paint_day(painter, number, day, base, room / end)
            ends = QPointF(0, base), QPointF(self.width(), base)
            draw_line(painter, *ends, self._theme.colour("line2"))
            if not self._figures:
                self._paint_captions(painter)

    def _paint_scale(self, painter: QPainter, base: float, room: float, end: float) -> None:
        for share in (0.5, 1.0):
            y = round(base - room * share) + 0.5
            ends = QPointF(0, y), QPointF(self.width(), y)
            draw_line(painter, *ends, self._theme.colour("line"), dashes=(2, 4))
        font = self._theme.font("tick")
        at = QPointF(0, round(base - room) - 5)
        draw_text(painter, at, f"{end:g} min", font, self._theme.colour("ink3"))

    def _bar(self, number: int) -> tuple[float, float]:
        """Return left edge and width of a day's bar."""
        step = self.width() / len(self._days)
        width = min(WIDEST_BAR, max(3.0, step - (8 if self._figures else 5)))
        return number * step + (step - width) / 2, width

    def _paint_day(
        self, painter: QPainter, number: int, day: DayMinutes, base: float, per_minute: float
    ) -> None:
        left, width = self._bar(number)
        middle = left + width / 2
        now = self._today is not None and number == len(self._past)
        past = number < len(self._past)
        if day.minutes:
            height = max(3.0, day.minutes * per_minute)
            rect = QRectF(left, base - height, width, height)
            if past:
                draw_box(painter, rect, 3, self._theme.colour("data"))
            elif now:
                draw_box(painter, rect, 3, self._theme.colour("accent_bg"), self._theme.colour("accent"), 1.4)
            else:
                draw_box(painter, rect, 3, self._theme.colour("surface"), self._theme.colour("line2"))
            if self._figures:
                font = self._theme.font("small_strong" if now or past else "small")
                at = QPointF(middle, rect.top() - 6)
                ink = self._theme.colour("ink" if now or past else "ink2")
                figure = f"{day.minutes:.0f}" if day.minutes >= 0.5 else "<1"
                draw_text(painter, at, figure, font, ink, CENTRE)
        elif past and day.minutes is not None:
            self._paint_rest(painter, middle, base)
        style = ("small" if self._figures else "tick") if not now else "small_strong"
        colour = self._theme.colour("accent" if now else "ink3")
        at = QPointF(middle, base + 18)
        draw_text(painter, at, day.label, self._theme.font(style), colour, CENTRE)

    def _paint_rest(self, painter: QPainter, middle: float, base: float) -> None:
        """Say that it was a day of rest, in a word or, where bars are too thin for one, with a dash."""
        font = self._theme.font("tick")
        step = self.width() / len(self._days)
        word = "rest" if text_width(font, "rest") <= step else "–"
        draw_text(painter, QPointF(middle, base - 4), word, font, self._theme.colour("ink3"), CENTRE)

    def _paint_captions(self, painter: QPainter) -> None:
        y = self.height() - 4
        quiet, font = self._theme.colour("ink3"), self._theme.font("small")
        if self._past:
            draw_text(painter, QPointF(0, y), "spent", font, quiet, LEFT)
        if self._today is not None:
            left, width = self._bar(len(self._past))
            bold = self._theme.font("small_strong")
            half = text_width(bold, self._called) / 2
            middle = min(max(left + width / 2, half), self.width() - half)
            draw_text(painter, QPointF(middle, y), self._called, bold, self._theme.colour("accent"), CENTRE)
        if self._forecast:
            draw_text(painter, QPointF(self.width(), y), SO_FAR, font, quiet, RIGHT)
