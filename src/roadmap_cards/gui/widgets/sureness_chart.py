"""How often quiz answers were right, by how sure they were given: a scale with its interval for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.drawing import (
    CENTRE,
    LEFT,
    RIGHT,
    draw_box,
    draw_dot,
    draw_line,
    draw_text,
    middle_baseline,
)
from roadmap_cards.study.trust import Sureness, SurenessShare
from roadmap_cards.study.wording import percent

HIGH = 168
TOP, ROW, TRACK = 4, 66, 8.0
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


class SurenessChart(Chart):
    """A row for each sureness: its words and count above a track, the band and the dot of the share on it."""

    def __init__(self, theme: Theme) -> None:
        """Make the chart; `show_sureness` fills it."""
        super().__init__(theme, HIGH)
        self._shares: tuple[SurenessShare, ...] = ()

    def show_sureness(self, sureness: Sureness) -> None:
        """Show these answers; a sureness that was never chosen says so."""
        self._shares = sureness.shares
        self.forget_place()

    def begin_at(self) -> int:
        return 0

    def beside(self, at: int, down: int) -> int:
        return self.along(at, down)

    @property
    def _step(self) -> float:
        """Pixels from one row to the next."""
        return min(float(ROW), (self.height() - TOP - 24) / max(1, len(self._shares)))

    def _middle(self, row: int) -> float:
        return TOP + row * self._step + 34

    def _x(self, share: float) -> float:
        return TRACK / 2 + share * (self.width() - TRACK)

    def place(self) -> Sequence[Mark]:
        return [
            Mark(
                QRectF(0, TOP + row * self._step, self.width(), self._step),
                QPointF(self._x(_share(one)), self._middle(row) - TRACK),
                one.words,
                share_words(one),
            )
            for row, one in enumerate(self._shares)
        ]

    def draw(self, painter: QPainter) -> None:
        if not self._shares:
            return
        theme = self._theme
        for row, one in enumerate(self._shares):
            self._draw_row(painter, row, one)
        font, quiet = theme.font("tick"), theme.colour("ink3")
        y = self._middle(len(self._shares) - 1) + 27
        for level in QUARTERS:
            side = LEFT if level == 0 else RIGHT if level == 1 else CENTRE
            words = f"{level * 100:.0f}" + (" % right" if level == 1 else "")
            draw_text(painter, QPointF(self.width() * level, y), words, font, quiet, side)

    def _draw_row(self, painter: QPainter, row: int, one: SurenessShare) -> None:
        theme, middle = self._theme, self._middle(row)
        strong, label = theme.font("label_strong"), theme.font("label")
        baseline = middle_baseline(label, middle - 20)
        draw_text(painter, QPointF(0, baseline), one.words, strong, theme.colour("ink"))
        told = f"{percent(_share(one))} of {one.asked:,}" if one.asked else "never so far"
        draw_text(painter, QPointF(self.width(), baseline), told, label, theme.colour("ink2"), RIGHT)
        track = QRectF(0, middle - TRACK / 2, self.width(), TRACK)
        draw_box(painter, track, TRACK / 2, theme.colour("sunken"))
        if theme.dark:
            draw_box(painter, track, TRACK / 2, None, theme.colour("line"))
        for level in QUARTERS[1:-1]:
            x = round(self.width() * level) + 0.5
            ends = QPointF(x, middle + TRACK), QPointF(x, middle + TRACK + 4)
            draw_line(painter, *ends, theme.colour("line2"))
        if one.asked:
            low, high = self._x(one.low), self._x(one.high)
            band = QRectF(low - TRACK / 2, middle - TRACK / 2, high - low + TRACK, TRACK)
            draw_box(painter, band, TRACK / 2, theme.colour("data_band"))
            dot = QPointF(min(max(self._x(_share(one)), 7.5), self.width() - 7.5), middle)
            draw_dot(painter, dot, 5.2, theme.colour("data"), theme.colour("surface"), 2)

    def draw_pointed(self, painter: QPainter, mark: Mark) -> None:
        row = self.marks.index(mark)
        one = self._shares[row]
        if one.asked:
            dot = QPointF(min(max(self._x(_share(one)), 8.5), self.width() - 8.5), self._middle(row))
            draw_dot(painter, dot, 6, self._theme.colour("ink"), self._theme.colour("surface"), 2)


def share_words(one: SurenessShare) -> str:
    """Return how often answers were right: “92 % right, 230 of 250, likely 88 to 95 %”."""
    if not one.asked:
        return "no answer so far"
    right = f"{percent(_share(one))} right, {one.right:,} of {one.asked:,}"
    return f"{right}, likely {one.low * 100:.0f} to {percent(one.high)}"


def _share(one: SurenessShare) -> float:
    return one.right / one.asked if one.asked else 0.0
