"""A share with how sure it is: the one interval scale that the whole program uses."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import (
    CENTRE,
    LEFT,
    RIGHT,
    draw_box,
    draw_dot,
    draw_line,
    draw_text,
    painter_on,
    text_width,
)

TRACK = 20
"""Pixels from the top to the middle of the track."""
ABOVE = 8
"""Pixels more, where the words of a mark stand above it."""
QUARTERS = [0.0, 0.25, 0.5, 0.75, 1.0]


@dataclass(frozen=True, slots=True)
class Share:
    """A share, its 90 % interval and the mark it is held against, if there is one, all from 0 to 1."""

    value: float
    low: float
    high: float
    mark: float | None
    mark_words: str = "target"


class IntervalScale(QWidget):
    """Track, band for the interval, ringed dot for the value, ink mark with its words.

    `whole` scales go from 0 to 100 %, so that two of them can be held against each other: quarters are
    written below, the words of the mark above it. Others begin at the tenth below all that they show.
    """

    def __init__(self, theme: Theme, *, whole: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._whole = whole
        self._share: Share | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_share(self, share: Share) -> None:
        self._share = share
        mark = "" if share.mark is None else f", {share.mark_words} {share.mark * 100:.0f}"
        self.setAccessibleName(
            f"{share.value:.0%}, 90 % interval {share.low * 100:.0f} to {share.high * 100:.0f}{mark}"
        )
        self.updateGeometry()
        self.update()

    @property
    def ends(self) -> tuple[float, float]:
        """The shares at the two ends of the track."""
        return (0.0 if self._whole or self._share is None else lower_end(self._share)), 1.0

    @property
    def _track(self) -> int:
        above = self._whole and self._share is not None and self._share.mark is not None
        return TRACK + (ABOVE if above else 0)

    def sizeHint(self) -> QSize:
        return QSize(300, self._track + 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._track + 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        share = self._share
        if share is None:
            return
        start, middle = self.ends[0], self._track
        with painter_on(self) as painter:
            track = QRectF(0, middle - 4, self.width(), 8)
            draw_box(painter, track, 4, self._theme.colour("sunken"))
            if self._theme.dark:
                draw_box(painter, track, 4, None, self._theme.colour("line"))
            low, high = self._x(share.low, start), self._x(share.high, start)
            band = QRectF(low, middle - 4, max(8.0, high - low), 8)
            draw_box(painter, band, 4, self._theme.colour("data_band"))
            if share.mark is not None:
                mark = min(max(self._x(share.mark, start), 1.0), self.width() - 1.0)
                ends = QPointF(mark, middle - 12), QPointF(mark, middle + 12)
                draw_line(painter, *ends, self._theme.colour("ink"), 2)
            value = min(max(self._x(share.value, start), 8.5), self.width() - 8.5)
            draw_dot(
                painter,
                QPointF(value, middle),
                6,
                self._theme.colour("data"),
                self._theme.colour("surface"),
                2.5,
            )
            self._paint_ticks(painter, share, start)

    def _x(self, share: float, start: float) -> float:
        return (share - start) / (1 - start) * self.width()

    def _paint_ticks(self, painter: QPainter, share: Share, start: float) -> None:
        """Write the mark's words and, where they leave room, levels of the scale."""
        y = self._track + 27
        bold, font = self._theme.font("small_strong"), self._theme.font("tick")
        half = middle = -float(self.width())
        if share.mark is not None:
            words = f"{share.mark_words} {share.mark * 100:.0f}"
            half = text_width(bold, words) / 2
            middle = min(max(self._x(share.mark, start), half), self.width() - half)
            baseline = self._track - 16 if self._whole else y
            draw_text(painter, QPointF(middle, baseline), words, bold, self._theme.colour("ink"), CENTRE)
        if self._whole:
            half = middle = -float(self.width())  # the words are out of the way
        levels = QUARTERS if self._whole else self._tenths(start)
        for level in levels:
            side = LEFT if level == levels[0] else RIGHT if level == 1.0 else CENTRE
            tick = f"{level * 100:.0f}" + (" %" if level == 1.0 else "")
            width = text_width(font, tick)
            at = self._x(level, start)
            left = at - {LEFT: 0.0, CENTRE: width / 2, RIGHT: width}[side]
            if left + width + 8 < middle - half or left - 8 > middle + half:
                draw_text(painter, QPointF(at, y), tick, font, self._theme.colour("ink3"), side)

    def _tenths(self, start: float) -> list[float]:
        tenths = range(round(start * 10), 11)
        every = max(1, round(len(tenths) * 48 / self.width()))
        return [tenth / 10 for tenth in tenths[::every]]


def lower_end(share: Share) -> float:
    """Return where the scale begins: the full tenth below everything shown, 70 % at the most."""
    lowest = min(share.value, share.low, 0.79 if share.mark is None else share.mark, 0.79)
    return max(0.0, int(lowest * 10) / 10)
