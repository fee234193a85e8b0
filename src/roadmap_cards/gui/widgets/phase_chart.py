"""How answers were graded, by what the card was then: new, in steps, young, mature."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.chart import Chart, Mark
from roadmap_cards.gui.widgets.drawing import (
    CENTRE,
    RIGHT,
    draw_box,
    draw_text,
    middle_baseline,
    text_width,
)
from roadmap_cards.gui.widgets.rating_bar import COLOURS, WORDS
from roadmap_cards.study.card import Rating
from roadmap_cards.study.statistics import GradeMix, Grades
from roadmap_cards.study.wording import percent

HIGH = 173
ROW, BAR, TOP = 34, 20, 8
LABEL_ROOM = 66
GAP = 2
"""Pixels between two grades of a bar."""
LEAST = 3
"""Pixels that even one answer among thousands gets."""
RATINGS = tuple(sorted(Rating))


class PhaseChart(Chart):
    """A bar for each phase, divided by grade, each share in % written on its part; how many at the right."""

    def __init__(self, theme: Theme) -> None:
        """Make the chart; `show_grades` fills it."""
        super().__init__(theme, HIGH)
        self._mixes: tuple[GradeMix, ...] = ()

    def show_grades(self, grades: Grades) -> None:
        """Show these phases; those in which nothing was answered say so."""
        self._mixes = grades.mixes
        self.forget_place()

    def begin_at(self) -> int:
        return 0

    @property
    def _right(self) -> float:
        counts = [f"{sum(mix.counts):,}" for mix in self._mixes]
        return self.width() - 12 - max(text_width(self._theme.font("small"), words) for words in counts)

    def _parts(self, row: int) -> list[tuple[Rating, int, QRectF]]:
        """Return the grades that were given in a phase, how often, and where each lies."""
        given = [
            (rating, count) for rating, count in zip(RATINGS, self._mixes[row].counts, strict=True) if count
        ]
        total = sum(count for _, count in given)
        room = self._right - LABEL_ROOM - GAP * (len(given) - 1) - LEAST * len(given)
        left, found = float(LABEL_ROOM), []
        for rating, count in given:
            wide = LEAST + room * count / total
            found.append((rating, count, QRectF(left, TOP + row * ROW, wide, BAR)))
            left += wide + GAP
        return found

    def place(self) -> Sequence[Mark]:
        marks = []
        for row, mix in enumerate(self._mixes):
            total = sum(mix.counts)
            for rating, count, place in self._parts(row):
                words = f"{percent(count / total)}, {count:,} of {total:,} answers"
                at = QPointF(place.center().x(), place.top())
                marks.append(Mark(place, at, f"{mix.phase}, {WORDS[rating]}", words))
        return marks

    def beside(self, at: int, down: int) -> int | None:
        """Go to the same place in the phase above or below."""
        here = self.marks[at].reach
        rows = [mark.reach.top() for mark in self.marks]
        others = sorted({top for top in rows if (top - here.top()) * down > 0}, key=lambda top: top * down)
        if not others:
            return at
        beside = [number for number, top in enumerate(rows) if top == others[0]]
        middle = here.center().x()
        return min(beside, key=lambda number: abs(self.marks[number].reach.center().x() - middle))

    def draw(self, painter: QPainter) -> None:
        if not self._mixes:
            return
        theme = self._theme
        small, strong = theme.font("small"), theme.font("small_strong")
        for row, mix in enumerate(self._mixes):
            baseline = middle_baseline(small, TOP + row * ROW + BAR / 2)
            draw_text(painter, QPointF(0, baseline), mix.phase, strong, theme.colour("ink"))
            total = sum(mix.counts)
            at = QPointF(self.width(), baseline)
            draw_text(painter, at, f"{total:,}" if total else "none", small, theme.colour("ink2"), RIGHT)
            for rating, count, place in self._parts(row):
                draw_box(painter, place, 3, theme.colour(COLOURS[rating]))
                words = f"{count / total * 100:.0f}"  # short enough for nearly every part
                if text_width(strong, words) + 6 <= place.width():
                    at = QPointF(place.center().x(), baseline)
                    draw_text(painter, at, words, strong, theme.colour("surface"), CENTRE)
        self._draw_legend(painter)

    def _draw_legend(self, painter: QPainter) -> None:
        """Name the colours below the bars, in the order that they stand in."""
        font = self._theme.font("small")
        left, middle = float(LABEL_ROOM), self.height() - 12.0
        for rating in RATINGS:
            draw_box(painter, QRectF(left, middle - 5, 10, 10), 3, self._theme.colour(COLOURS[rating]))
            at = QPointF(left + 16, middle_baseline(font, middle))
            draw_text(painter, at, WORDS[rating], font, self._theme.colour("ink2"))
            left += 16 + text_width(font, WORDS[rating]) + 18
        at = QPointF(left, middle_baseline(font, middle))
        draw_text(painter, at, "in %", font, self._theme.colour("ink3"))
