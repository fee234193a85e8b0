"""A rolling year of study, a square a day, deeper the longer the day was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.drawing import (
    RIGHT,
    draw_box,
    draw_text,
    middle_baseline,
    painter_on,
    text_width,
)
from roadmap_cards.study.day import date_of
from roadmap_cards.study.statistics import Calendar, DayStudy, MonthStudy
from roadmap_cards.study.wording import counted

DAYS_ROOM, MONTHS_ROOM = 32, 24
"""Pixels left of the squares, for weekdays, and above them, for months."""
BETWEEN_BANDS = 10
NARROWEST, WIDEST = 10.5, 24.0
"""Pixels a week: below the first the year is written on two lines, above the second it grows no more."""
WEEKDAYS = ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun"))
STEPS = (1, 2, 5, 10, 20, 40)
"""Minutes of which one tint stands; the year is shown in the first that half of its days do not overflow."""
USUAL_STEP = 5
HEATS = ("heat1", "heat2", "heat3", "heat4")


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where weeks fall: `weeks` of them, `across` on a line, `pitch` pixels apart."""

    weeks: int
    across: int
    pitch: float

    @property
    def cell(self) -> float:
        return self.pitch * 0.815

    @property
    def band(self) -> float:
        """Pixels from the top of one line to the top of the next."""
        return MONTHS_ROOM + 7 * self.pitch + BETWEEN_BANDS

    @property
    def height(self) -> float:
        lines = -(-self.weeks // self.across)
        return lines * self.band - BETWEEN_BANDS - (self.pitch - self.cell) + 1

    def corner(self, week: int, weekday: int) -> QPointF:
        line, column = divmod(week, self.across)
        top = line * self.band + MONTHS_ROOM
        return QPointF(DAYS_ROOM + column * self.pitch, top + weekday * self.pitch)

    def square(self, week: int, weekday: int) -> QRectF:
        corner = self.corner(week, weekday)
        return QRectF(corner.x(), corner.y(), self.cell, self.cell)


@dataclass(frozen=True, slots=True)
class _MonthName:
    """The name of a month above the squares: its words, their left end, and where the pointer finds it.

    `day` is the number of the first day of the calendar that is in it.
    """

    words: str
    at: QPointF
    reach: QRectF
    day: int


class CalendarChart(Chart):
    """Weeks from left to right, Monday at the top. Its height follows from its width.

    `month` is the one that is pointed at, by a day of it or by its name; a click on the name goes to it.
    """

    def __init__(self, theme: Theme) -> None:
        """Make the chart; `show_calendar` fills it."""
        self._days: tuple[DayStudy, ...] = ()
        self._months: tuple[MonthStudy, ...] = ()
        self._hot_name: int | None = None
        self._first: int | None = None
        self._step = USUAL_STEP
        super().__init__(theme, round(_grid(53, 964).height))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_calendar(self, calendar: Calendar) -> None:
        """Show these days, the last of which is today."""
        self._days, self._first = calendar.days, calendar.first
        self._months, self._hot_name = calendar.months, None
        self._step = step_of(calendar)
        self.forget_place()
        self.updateGeometry()

    @property
    def step(self) -> int:
        """How many minutes one tint stands for."""
        return self._step

    # --- Months

    @property
    def months(self) -> tuple[MonthStudy, ...]:
        """The months that the days are in."""
        return self._months

    @property
    def month(self) -> MonthStudy | None:
        """The month that is pointed at, else the present one; None before anything is shown."""
        pointed = self._pointed_day
        return self._month_of(len(self._days) - 1 if pointed is None else pointed)

    @property
    def _pointed_day(self) -> int | None:
        if self._hot_name is not None:
            return self._hot_name
        mark = self.pointed
        return None if mark is None else self.marks.index(mark)

    def _month_of(self, number: int) -> MonthStudy | None:
        """Return the month of a day of the calendar, by its number."""
        if not self._months:
            return None
        day = self._days[number].day
        return next((month for month in reversed(self._months) if month.start <= day), None)

    def spoken(self, at: int) -> str:
        month = self._month_of(at)
        return super().spoken(at) + ("" if month is None else f". {month.said}")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at_name(self._name_at(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at_name(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        name = self._name_at(event.position())
        if name is None:
            super().mousePressEvent(event)
        else:
            self._go(name)

    def _point_at_name(self, day: int | None) -> None:
        if day != self._hot_name:
            self._hot_name = day
            hand = Qt.CursorShape.ArrowCursor if day is None else Qt.CursorShape.PointingHandCursor
            self.setCursor(hand)
            self.update()
            self.turned.emit()

    def _name_at(self, where: QPointF) -> int | None:
        """Return the number of the first day of the month whose name is at a point."""
        if not self._days:
            return None
        names = self._month_names(_grid(self._weeks, self.width()))
        return next((name.day for name in names if name.reach.contains(where)), None)

    # --- Where days fall

    def heightForWidth(self, width: int) -> int:
        return round(_grid(self._weeks, width).height)

    def sizeHint(self) -> QSize:
        return QSize(964, self.heightForWidth(964))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 0)

    @property
    def _weeks(self) -> int:
        return (self._before + len(self._days) + 6) // 7 if self._days else 53

    @property
    def _before(self) -> int:
        """How many days of the first week lie before the first day."""
        return date_of(self._days[0].day).weekday() if self._days else 0

    def _square(self, grid: _Grid, number: int) -> QRectF:
        return grid.square(*divmod(self._before + number, 7))

    def place(self) -> Sequence[Mark]:
        grid = _grid(self._weeks, self.width())
        gap = (grid.pitch - grid.cell) / 2
        marks = []
        for number, day in enumerate(self._days):
            square = self._square(grid, number)
            reach = square.adjusted(-gap, -gap, gap, gap)
            at = QPointF(square.center().x(), square.top())
            marks.append(Mark(reach, at, self._title(number), self._words(day)))
        return marks

    def _title(self, number: int) -> str:
        day = written(self._days[number].day, "dddd d MMMM yyyy")
        return f"Today, {day}" if number == len(self._days) - 1 else day

    def _words(self, day: DayStudy) -> str:
        if day.answers:
            minutes = "under a minute" if day.minutes < 0.5 else counted(round(day.minutes), "minute")
            return f"{minutes}, {counted(day.answers, 'answer')}"
        return "nothing yet" if self._first is None or day.day < self._first else "no study"

    def along(self, at: int, across: int) -> int:
        """Go to the same weekday of the week before or after."""
        target = at + 7 * across
        return target if 0 <= target < len(self._days) else at

    def beside(self, at: int, down: int) -> int | None:
        return min(max(at + down, 0), len(self._days) - 1)

    # --- Painting

    def draw(self, painter: QPainter) -> None:
        if not self._days:
            return
        theme, grid = self._theme, _grid(self._weeks, self.width())
        looks: dict[str, list[QRectF]] = defaultdict(list)
        for number, day in enumerate(self._days[:-1]):
            looks[self._look(day)].append(self._square(grid, number))
        radius = grid.cell * 0.28
        outline = theme.colour("line2") if theme.contrast else None
        for look, squares in looks.items():
            empty = look == "before"
            fill = None if empty else self._rest if look == "rest" else theme.colour(look)
            line = theme.colour("line", 190) if empty else outline
            for square in squares:
                draw_box(painter, square, radius, fill, line)
        today = self._square(grid, len(self._days) - 1)
        draw_box(painter, today, radius, theme.colour("accent_bg"), theme.colour("accent"), 2)
        self._draw_weekdays(painter, grid)
        self._draw_months(painter, grid)
        self._draw_start(painter, grid)

    def _look(self, day: DayStudy) -> str:
        if day.answers:
            return HEATS[min(3, max(0, round(day.minutes) - 1) // self._step)]
        return "before" if self._first is None or day.day < self._first else "rest"

    @property
    def _rest(self) -> QColor:
        """The colour of a day without study: between the ground and the palest tint."""
        return self._theme.colour("unseen", 190) if self._theme.dark else self._theme.colour("sunken")

    def _draw_weekdays(self, painter: QPainter, grid: _Grid) -> None:
        font, quiet = self._theme.font("tick"), self._theme.colour("ink3")
        for week in range(0, grid.weeks, grid.across):
            for weekday, words in WEEKDAYS:
                middle = grid.square(week, weekday).center().y()
                draw_text(painter, QPointF(0, middle_baseline(font, middle)), words, font, quiet)

    def _draw_months(self, painter: QPainter, grid: _Grid) -> None:
        font, quiet = self._theme.font("tick"), self._theme.colour("ink3")
        for name in self._month_names(grid):
            draw_text(painter, name.at, name.words, font, quiet)

    def _month_names(self, grid: _Grid) -> list[_MonthName]:
        """Return the name of each month, above the week that its first day lies in, where there is room."""
        font = self._theme.font("tick")
        names: list[_MonthName] = []
        free, line = 0.0, 0.0
        for week in range(grid.weeks):
            number = max(0, week * 7 - self._before)
            day = self._days[min(number, len(self._days) - 1)].day
            corner = grid.corner(week, 0)
            if corner.y() != line:
                free, line = 0.0, corner.y()
            words = written(day, "MMM")
            if date_of(day).day <= 7 and corner.x() >= free and week < grid.weeks - 1:
                wide = text_width(font, words)
                at, reach = (
                    QPointF(corner.x(), corner.y() - 8),
                    QRectF(corner.x() - 4, corner.y() - 24, wide + 8, 22),
                )
                names.append(_MonthName(words, at, reach, max(0, number - date_of(day).day + 1)))
                free = corner.x() + wide + 12
        return names

    def _draw_start(self, painter: QPainter, grid: _Grid) -> None:
        """Say when it all began, where the empty days before leave room for it."""
        if self._first is None or self._first <= self._days[0].day:
            return
        start = self._first - self._days[0].day + self._before
        week = start // 7
        corner = grid.corner(week, 2)
        font = self._theme.font("small")
        words = f"started {written(self._first, 'd MMMM')}"
        width = text_width(font, words) + 16
        if corner.x() - 12 - width < DAYS_ROOM or week % grid.across == 0:
            return
        middle = corner.y() + grid.pitch - (grid.pitch - grid.cell) / 2
        box = QRectF(corner.x() - 12 - width, middle - 12, width, 24)
        draw_box(painter, box, 6, self._theme.colour("surface"))
        at = QPointF(box.right() - 8, middle_baseline(font, middle))
        draw_text(painter, at, words, font, self._theme.colour("ink2"), RIGHT)

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        square = mark.reach.adjusted(-0.5, -0.5, 0.5, 0.5)
        draw_box(painter, square, square.width() * 0.28, None, self._theme.colour("ink"), 2)

    def draw_hot(self, painter: QPainter) -> None:
        """Write the name of the month that is told of in ink."""
        pointed = self._pointed_day
        if pointed is None or not self._months:
            return
        told = self._month_of(pointed)
        font, ink = self._theme.font("tick"), self._theme.colour("ink")
        for name in self._month_names(_grid(self._weeks, self.width())):
            if self._month_of(name.day) == told:
                painter.fillRect(name.reach.adjusted(3, 0, -3, 0), self._theme.colour("surface"))
                draw_text(painter, name.at, name.words, font, ink)


class HeatLegend(QWidget):
    """What the tints mean, in minutes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = USUAL_STEP
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_step(self._step)
        theme.changed.connect(self.update)

    def set_step(self, step: int) -> None:
        """Say that one tint stands for so many minutes."""
        self._step = step
        self.setAccessibleName(f"Tints in minutes: {', '.join(self._words)}")
        self.updateGeometry()
        self.update()

    @property
    def _words(self) -> list[str]:
        step = self._step
        lows, highs = range(1, 3 * step + 1, step), range(step, 3 * step + 1, step)
        spans = [f"{low}–{high}" if step > 1 else f"{low}" for low, high in zip(lows, highs, strict=True)]
        return [*spans, f"{3 * step + 1}+"]

    def sizeHint(self) -> QSize:
        font = self._theme.font("small")
        marks = sum(16 + 9 + text_width(font, words) for words in self._words) - 9
        return QSize(round(text_width(font, "minutes") + 14 + marks), 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        font, quiet = self._theme.font("small"), self._theme.colour("ink2")
        baseline = middle_baseline(font, 9)
        with painter_on(self) as painter:
            draw_text(painter, QPointF(0, baseline), "minutes", font, quiet)
            left = text_width(font, "minutes") + 14
            for heat, words in zip(HEATS, self._words, strict=True):
                outline = self._theme.colour("line2") if self._theme.contrast else None
                draw_box(painter, QRectF(left, 3.5, 11, 11), 3, self._theme.colour(heat), outline)
                draw_text(painter, QPointF(left + 16, baseline), words, font, quiet)
                left += 16 + text_width(font, words) + 9


def step_of(calendar: Calendar) -> int:
    """Return how many minutes a tint stands for: so few that days differ, so many that not all are deep."""
    minutes = [day.minutes for day in calendar.days if day.answers]
    usual = median(minutes) if minutes else 0.0
    return next((step for step in STEPS if usual <= 3 * step), STEPS[-1])


def _grid(weeks: int, width: float) -> _Grid:
    """Return where so many weeks fall: on one line, or on two where one would be too fine."""
    room = width - DAYS_ROOM
    across = weeks if room / weeks >= NARROWEST else -(-weeks // 2)
    return _Grid(weeks, across, min(WIDEST, room / across))
