"""The line below the calendar: a month as a whole, the one that is pointed at, else the present one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.calendar_chart import CalendarChart
from roadmap_cards.gui.widgets.text import Text


class MonthLine(Text):
    """It follows a calendar, and keeps the room of its longest month: going over them moves nothing."""

    def __init__(self, theme: Theme, calendar: CalendarChart, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", "label", "ink", wrap=True, parent=parent)
        self._calendar = calendar
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        calendar.turned.connect(self._follow)
        self._follow()

    def heightForWidth(self, width: int) -> int:
        metrics, wrap = self.fontMetrics(), int(Qt.TextFlag.TextWordWrap)
        room = QRect(0, 0, max(1, width), 10_000)
        return max(
            (metrics.boundingRect(room, wrap, month.said).height() for month in self._calendar.months),
            default=0,
        )

    def sizeHint(self) -> QSize:
        return QSize(440, self.heightForWidth(440))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height())

    def _follow(self) -> None:
        month = self._calendar.month
        self.setText("" if month is None else month.said)
