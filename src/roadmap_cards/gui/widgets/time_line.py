"""The line of time below the map: how many items were held on each day, and where that leads; a slider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import CENTRE, draw_dot, draw_line, draw_text, painter_on, text_width
from roadmap_cards.gui.widgets.focus_ring import wears_ring
from roadmap_cards.gui.widgets.time_line_frame import TimeFrame
from roadmap_cards.gui.widgets.time_line_words import NOTHING_YET, READING, described, short_date
from roadmap_cards.library.past import DAYS_AHEAD, Scenario

if TYPE_CHECKING:
    from roadmap_cards.library.past import Travel

SIDE = 12.0
"""Pixels beside the axis, in which the handle finds room at its ends."""

HEADROOM, BELOW_AXIS = 8.0, 24.0
"""Pixels above the highest point, and below the axis for the words there."""

HANDLE = 7.0
MONTH = 30
"""Days that PgUp and PgDn go; the keys { } know the calendar."""

DASHES = {Scenario.STOP: (3.0, 2.2), Scenario.PACE: (1.2, 1.8)}
"""Strokes and gaps of the two ways ahead, in widths of their lines."""


@dataclass(frozen=True, slots=True)
class _GroundKey:
    """What the picture of the line without its handle depends on, next to the travel itself."""

    dark: bool
    ratio: float
    size: QSize
    scenario: Scenario


class TimeLine(QAbstractSlider):
    """A slider over days, with 0 for today. `went` carries the study day that a person went to.

    The past is an area under a line; ahead, one line is dashed (if one stops) and one dotted (at one's pace),
    and the one whose map is shown has its band. Without a travel it says why, and cannot be moved.
    """

    went = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._travel: Travel | None = None
        self._scenario = Scenario.STOP
        self._reason = READING
        self._most = 1.0
        """The highest count that is shown: looked up once, for there are some for every day."""
        self._between = 0.0
        self._ground = QPixmap()
        self._ground_key: _GroundKey | None = None
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setPageStep(MONTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Day of the map")
        wears_ring(self, 8)
        self.valueChanged.connect(self._tell)
        theme.changed.connect(self._forget)
        self.set_travel(None)

    # --- What is shown

    def set_travel(self, travel: Travel | None, *, reading: bool = True) -> None:
        """Show a roadmap through time, at today; None while it is being read, or before the first review."""
        reason = READING if reading else NOTHING_YET
        is_new = travel is not self._travel or reason != self._reason
        self._travel, self._reason = travel, reason
        blocked = self.blockSignals(True)
        if travel is None:
            self.setRange(0, 0)
        else:
            self.setRange(travel.first - travel.today, travel.last - travel.today)
        self.setValue(0)
        self.blockSignals(blocked)
        self._between = 0.0
        self.setEnabled(travel is not None)
        self._describe()
        if is_new:
            self._most = _most(travel, self._scenario)
            self._forget()
        self.update()

    def set_scenario(self, scenario: Scenario) -> None:
        """Show the band of this way ahead."""
        if scenario is not self._scenario:
            self._scenario = scenario
            self._most = _most(self._travel, scenario)
            self._describe()
            self._forget()

    def set_day(self, day: int, between: float = 0.0) -> None:
        """Put the handle on a study day without telling, and `between` of the way to the next one."""
        if self._travel is not None:
            blocked = self.blockSignals(True)
            self.setValue(day - self._travel.today)
            self.blockSignals(blocked)
            self._between = between
            self._describe()
            self.update()

    @property
    def day(self) -> int:
        """The study day at the handle; 0 without a travel."""
        return self._travel.today + self.value() if self._travel is not None else 0

    @property
    def reason(self) -> str:
        """Why it cannot be moved, or nothing."""
        return self._reason if self._travel is None else ""

    def _tell(self) -> None:
        self._between = 0.0
        self._describe()
        self.update()
        self.went.emit(self.day)

    def _describe(self) -> None:
        if self._travel is None:
            self.setAccessibleDescription(self._reason)
        else:
            self.setAccessibleDescription(described(self._travel, self.day, self._scenario))

    # --- Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._travel is not None:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls what it is over; a day is not left by scrolling past

    def _follow(self, event: QMouseEvent) -> None:
        if self._travel is not None:
            self.setSliderPosition(self._frame().day_at(event.position().x()) - self._travel.today)

    # --- Painting

    def sizeHint(self) -> QSize:
        return QSize(480, 76)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 56)

    def _forget(self) -> None:
        self._ground_key = None
        self.update()

    def _frame(self) -> TimeFrame:
        travel = self._travel
        first, last = (-DAYS_AHEAD, DAYS_AHEAD) if travel is None else (travel.first, travel.last)
        axis = self.height() - BELOW_AXIS
        return TimeFrame(first, last, self._most, SIDE, self.width() - SIDE, HEADROOM, axis)

    def paintEvent(self, _event: QPaintEvent) -> None:
        frame = self._frame()
        key = _GroundKey(self._theme.dark, self.devicePixelRatioF(), self.size(), self._scenario)
        if key != self._ground_key:
            self._ground = QPixmap(self.size() * key.ratio)
            self._ground.setDevicePixelRatio(key.ratio)
            self._ground.fill(Qt.GlobalColor.transparent)
            self._ground_key = key
            with painter_on(self._ground) as painter:
                self._paint_ground(painter, frame)
        with painter_on(self) as painter:
            painter.drawPixmap(0, 0, self._ground)
            if self._travel is not None:
                self._paint_days(painter, frame, self._travel)
                self._paint_handle(painter, frame, self.day + self._between)

    def _paint_ground(self, painter: QPainter, frame: TimeFrame) -> None:
        if self._travel is not None:
            self._paint_courses(painter, frame, self._travel)
        y = round(frame.axis) + 0.5
        middle = frame.x(0) if self._travel is None else frame.right
        draw_line(painter, QPointF(frame.left, y), QPointF(middle, y), self._theme.colour("line2"))
        if self._travel is None:
            # What lies ahead is not known before there is anything to forget.
            ends = QPointF(middle, y), QPointF(frame.right, y)
            draw_line(painter, *ends, self._theme.colour("line2"), dashes=(2, 3))
            font = self._theme.font("label")
            half = text_width(font, self._reason) / 2
            at = max(frame.left + half, min((middle + frame.right) / 2, frame.right - half))
            baseline = QPointF(at, (frame.top + frame.axis) / 2 + 6)
            draw_text(painter, baseline, self._reason, font, self._theme.colour("ink2"), CENTRE)
            day = QPointF(middle, self.height() - 7)
            draw_text(painter, day, "Today", self._theme.font("tick"), self._theme.colour("ink3"), CENTRE)

    def _paint_courses(self, painter: QPainter, frame: TimeFrame, travel: Travel) -> None:
        data = self._theme.colour("data")
        past = frame.line((point.day, point.held) for point in travel.past)
        ways = {
            scenario: frame.line((point.day, point.held) for point in course)
            for scenario, course in travel.ahead.items()
        }
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("data", 56))
        painter.drawPath(frame.area(past))
        painter.setBrush(self._theme.colour("data", 22))
        painter.drawPath(frame.area(ways[self._scenario]))
        band = travel.band.get(self._scenario, ())
        if band:
            low = frame.line((day, least) for day, least, _ in band)
            high = frame.line((day, most) for day, _, most in reversed(band))
            painter.setBrush(self._theme.colour("data_band", 150))
            painter.drawPolygon(QPolygonF([*low.toList(), *high.toList()]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for scenario, way in ways.items():
            shown = scenario is self._scenario
            pen = QPen(data if shown else self._theme.colour("ink3"), 2.0 if shown else 1.5)
            pen.setDashPattern(list(DASHES[scenario]))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawPolyline(way)
        pen = QPen(data, 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(past)

    def _paint_days(self, painter: QPainter, frame: TimeFrame, travel: Travel) -> None:
        """Name the day at the handle, today, and the months that find room beside them."""
        baseline = self.height() - 7.0
        strong, quiet = self._theme.font("small_strong"), self._theme.font("tick")
        at_today = self.day == travel.today
        taken: list[QRectF] = []

        def write(x: float, words: str, *, bold: bool, ink: str) -> None:
            font = strong if bold else quiet
            half = text_width(font, words) / 2
            middle = min(max(x, half), self.width() - half)
            place = QRectF(middle - half - 5, 0, 2 * half + 10, 1)
            if not any(place.intersects(other) for other in taken):
                taken.append(place)
                draw_text(painter, QPointF(middle, baseline), words, font, self._theme.colour(ink), CENTRE)

        words = "Today" if at_today else short_date(self.day)
        write(frame.x(self.day + self._between), words, bold=True, ink="ink")
        if not at_today:
            write(frame.x(travel.today), "Today", bold=False, ink="ink")
        for x, month in frame.months():
            write(x, month, bold=False, ink="ink3")

    def _paint_handle(self, painter: QPainter, frame: TimeFrame, day: float) -> None:
        x = frame.x(day)
        ink, ground = self._theme.colour("ink"), self._theme.colour("surface")
        if self.day != self._today:
            now = round(frame.x(self._today)) + 0.5
            ends = QPointF(now, frame.top), QPointF(now, frame.axis)
            draw_line(painter, *ends, self._theme.colour("ink3"), dashes=(1, 2))
        draw_line(painter, QPointF(x, 2), QPointF(x, frame.axis), ink, 2)
        draw_dot(painter, QPointF(x, frame.axis), HANDLE, ink, ground)
        draw_dot(painter, QPointF(x, frame.axis), HANDLE - 4.4, ground, ground, 0)

    @property
    def _today(self) -> int:
        return self._travel.today if self._travel is not None else 0


def _most(travel: Travel | None, scenario: Scenario) -> float:
    """Return the highest count of a travel that is shown with the band of a way ahead; at least 1."""
    if travel is None:
        return 1.0
    counts: list[float] = [1.0, *(point.held for point in travel.past)]
    counts += [point.held for course in travel.ahead.values() for point in course]
    counts += [high for _, _, high in travel.band.get(scenario, ())]
    return max(counts)
