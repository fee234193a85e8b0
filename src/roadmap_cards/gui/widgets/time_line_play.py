"""Playing the map through time: the button, and the clock that goes from day to day."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import Button

DAYS_A_SECOND = 8.0
FRAME = 16
"""Milliseconds between two pictures."""

LARGE, SMALL = 40, 34
"""Pixels from side to side of the button."""


class PlayButton(Button):
    """A round button: a triangle, two bars while the map plays, or a triangle at a bar for a single step."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Play", "Space", radius=LARGE // 2, parent=parent)
        self._playing = False
        self._size = LARGE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        super().set_words(words)
        self.setToolTip(words)

    def show_playing(self, *, playing: bool, steps: bool) -> None:
        """Show what a press does now; `steps` says that nothing moves by itself."""
        self._playing = playing
        self.set_words("Pause" if playing else "One month on" if steps else "Play")
        self.update()

    def set_small(self, *, small: bool) -> None:
        self._size = SMALL if small else LARGE
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle = QPointF(self.width() / 2, self.height() / 2)
        ink = self._theme.colour("on_action")
        with self._begin() as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("action"))
            painter.drawEllipse(QRectF(self.rect()))
            if self.isDown() or self.underMouse():
                painter.setBrush(self._theme.colour("on_action", 48 if self.isDown() else 24))
                painter.drawEllipse(QRectF(self.rect()))
            painter.setBrush(ink)
            if self._playing:
                for left in (-5.5, 1.5):
                    painter.drawRoundedRect(QRectF(middle.x() + left, middle.y() - 6.5, 4, 13), 1, 1)
                return
            steps = self.words != "Play"
            back, tip = (-6.0, 4.0) if steps else (-4.0, 7.0)
            corners = (QPointF(back, -6.5), QPointF(back, 6.5), QPointF(tip, 0))
            painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
            if steps:
                painter.drawRoundedRect(QRectF(middle.x() + 4.5, middle.y() - 6.5, 2.5, 13), 1, 1)


class Player(QObject):
    """Goes from one study day to another, 8 days a second. `came` carries where it is, `ended` its end."""

    came = Signal(float)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._from = self._to = 0
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=FRAME)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_playing(self) -> bool:
        return self._timer.isActive()

    def play(self, start: int, end: int) -> None:
        """Begin at `start`; a picture that comes late shows the day that it is time for."""
        self._from, self._to = start, end
        self._since.start()
        self._timer.start()

    def pause(self) -> None:
        self._timer.stop()

    def _go_on(self) -> None:
        at = self._from + self._since.elapsed() / 1000 * DAYS_A_SECOND
        if at >= self._to:
            self.pause()
            self.came.emit(float(self._to))
            self.ended.emit()
        else:
            self.came.emit(at)
