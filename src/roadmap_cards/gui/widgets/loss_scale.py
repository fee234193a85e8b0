"""By how much a fit foretells better, with how sure that is, on the one interval scale of the program."""

from __future__ import annotations

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
from roadmap_cards.study.fit_words import loss_words
from roadmap_cards.study.fitting import Fit

TRACK = 62
"""Pixels from the top to the middle of the track; the two losses stand above it."""

HIGH = TRACK + 32
LOWER = "the lower, the better"

LEAST_REACH = 0.002
"""Of the scale to either side of its middle; less would make a difference out of nothing."""


class LossScale(QWidget):
    """Both log losses, and below them a track with the difference: right of the mark the fit is better."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet; `show_fit` fills it."""
        super().__init__(parent)
        self._theme = theme
        self._fit: Fit | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_fit(self, fit: Fit) -> None:
        """Show what a fit came to."""
        self._fit = fit
        low, high = fit.likely
        self.setAccessibleName(
            f"Log loss {loss_words(fit.loss_in_force)} in force, {loss_words(fit.loss_fitted)} fitted; "
            f"better by {fit.gain:+.4f}, 90 % interval {low:+.4f} to {high:+.4f}"
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        fit = self._fit
        if fit is None:
            return
        with painter_on(self) as painter:
            self._paint_losses(painter, fit)
            self._paint_track(painter, fit)
            self._paint_words(painter)

    def _paint_losses(self, painter: QPainter, fit: Fit) -> None:
        ends = (
            (0.0, LEFT, "in force", fit.loss_in_force),
            (float(self.width()), RIGHT, "fitted", fit.loss_fitted),
        )
        figure, small = self._theme.font("item"), self._theme.font("small")
        better = min(fit.loss_in_force, fit.loss_fitted)
        for x, side, name, loss in ends:
            ink = self._theme.colour("ink" if loss == better else "ink2")
            draw_text(painter, QPointF(x, 18), loss_words(loss), figure, ink, side)
            draw_text(painter, QPointF(x, 36), f"log loss {name}", small, self._theme.colour("ink2"), side)

        middle = QPointF(self.width() / 2, 36)
        draw_text(painter, middle, LOWER, self._theme.font("tick"), self._theme.colour("ink3"), CENTRE)

    def _paint_track(self, painter: QPainter, fit: Fit) -> None:
        theme = self._theme
        low, high = fit.likely
        reach = max(LEAST_REACH, 1.15 * max(abs(low), abs(high)))

        def x(gain: float) -> float:
            return min(max((gain / reach + 1) / 2 * self.width(), 4.0), self.width() - 4.0)

        track = QRectF(0, TRACK - 4, self.width(), 8)
        draw_box(painter, track, 4, theme.colour("sunken"))
        if theme.dark:
            draw_box(painter, track, 4, None, theme.colour("line"))
        band = QRectF(x(low), TRACK - 4, max(8.0, x(high) - x(low)), 8)
        draw_box(painter, band, 4, theme.colour("data_band"))
        ends = QPointF(self.width() / 2, TRACK - 12), QPointF(self.width() / 2, TRACK + 12)
        draw_line(painter, *ends, theme.colour("ink"), 2)
        draw_dot(painter, QPointF(x(fit.gain), TRACK), 6, theme.colour("data"), theme.colour("surface"), 2.5)

    def _paint_words(self, painter: QPainter) -> None:
        bold, tick = self._theme.font("small_strong"), self._theme.font("tick")
        y, middle, quiet = TRACK + 27, self.width() / 2, self._theme.colour("ink3")
        draw_text(painter, QPointF(middle, y), "the same", bold, self._theme.colour("ink"), CENTRE)
        room = middle - text_width(bold, "the same") / 2 - 8
        for words, x, side in (
            ("in force foretells better", 0.0, LEFT),
            ("the fit does", float(self.width()), RIGHT),
        ):
            if text_width(tick, words) <= room:
                draw_text(painter, QPointF(x, y), words, tick, quiet, side)
