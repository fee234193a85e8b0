"""How one item of the map is drawn: the same wherever a hexagon stands for an item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import middle_baseline, text_width
from roadmap_cards.gui.widgets.hexagon import hexagon
from roadmap_cards.study.mastery import BANDS, Lens

if TYPE_CHECKING:
    from roadmap_cards.library.map import MapItem

GAP = 1.6
"""Pixels between two tinted hexagons; what is only outlined is a pixel smaller again."""

DOT = 0.15
"""The radius of the dot of what is due, as a part of the hexagon's width."""

DOT_RING = 1.5
"""Pixels of the ring around it."""


UNSEEN, UNWRITTEN, LEFT_OUT = range(len(BANDS) + 1, len(BANDS) + 4)
"""Looks beyond the tints, which are 0 to 4: never answered, without a card, all cards suspended.

Through the lens of quizzes UNSEEN is what no quiz asked.
"""


def look_of(item: MapItem, lens: Lens) -> int:
    """Return how an item looks through a lens: its tint, or why it has none."""
    if item.state is None:
        return LEFT_OUT
    if lens.shows(item.mastery):
        return lens.tint(item.mastery)
    return UNSEEN if item.written else UNWRITTEN


class CellPainter:
    """Draws hexagons in the colours of a theme as it is now; made anew when it changes."""

    def __init__(self, theme: Theme) -> None:
        self._tints = [theme.colour(f"m{number}") for number in range(len(BANDS) + 1)]
        self._fills = [QBrush(tint) for tint in self._tints]
        words = (theme.colour("ink"), theme.colour("surface"))
        self.digit_colours = [_clearest(words, tint) for tint in self._tints]
        self._font = theme.font("tick")
        self._half = {text: text_width(self._font, text) / 2 for text in ("1", "2", "3", "4", "5", "–")}
        self._drop = middle_baseline(self._font, 0)
        self._ring, self._due = theme.colour("surface"), theme.colour("accent")
        self._contrast = theme.contrast
        self._aside = QPointF(0.30, -0.27) if theme.contrast else QPointF()
        """Where the dot of what is due stands, in widths from the middle."""
        self._line = QPen(theme.colour("line2"), 1.0 if theme.contrast else 0.9)
        self._faint = QPen(theme.colour("line2" if theme.contrast else "line"), 0.9)
        self._dashed = QPen(theme.colour("line2"), 1.0)
        self._dashed.setDashPattern([2.2, 2.2])
        self._quiet = theme.colour("ink2")

    def draw(self, painter: QPainter, look: int, cells: Sequence[CellShape]) -> None:
        """Draw hexagons of one look, but for the dots: those come last, above all hexagons."""
        if look >= UNSEEN:
            painter.setPen((self._line, self._dashed, self._faint)[look - UNSEEN])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for cell in cells:
                painter.drawPolygon(cell.outlined)
            if self._contrast and look == LEFT_OUT:
                self._write(painter, cells, "–", self._quiet)
            return
        painter.setPen(self._line if self._contrast else Qt.PenStyle.NoPen)
        painter.setBrush(self._fills[look])
        for cell in cells:
            painter.drawPolygon(cell.filled)
        if self._contrast:
            self._write(painter, cells, str(look + 1), self.digit_colours[look])

    def draw_due(self, painter: QPainter, cell: CellShape, *, alone: bool = False) -> None:
        """Draw the dot of what is due, in a ring of the ground's colour so that it reads over every tint.

        Where digits are written it stands at the upper right, clear of them, unless it is `alone`.
        """
        self._draw_dots(painter, [cell], QPointF() if alone else self._aside)

    def draw_all_due(self, painter: QPainter, cells: Sequence[CellShape]) -> None:
        """Draw the dots of many hexagons, which is quicker than one after the other."""
        self._draw_dots(painter, cells, self._aside)

    def _draw_dots(self, painter: QPainter, cells: Sequence[CellShape], aside: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        # All is reckoned before the first stroke: for a whole map that takes as long as the strokes.
        if aside.isNull():
            dots = [(cell.centre, DOT * cell.width) for cell in cells]
        else:
            dots = [(cell.centre + aside * cell.width, DOT * cell.width) for cell in cells]
        draw = painter.drawEllipse
        for colour, ring in ((self._ring, DOT_RING), (self._due, 0.0)):
            painter.setBrush(colour)
            for middle, radius in dots:
                draw(middle, radius + ring, radius + ring)

    def _write(self, painter: QPainter, cells: Sequence[CellShape], text: str, colour: QColor) -> None:
        painter.setFont(self._font)
        painter.setPen(colour)
        by = QPointF(-self._half[text], self._drop)
        for cell in cells:
            painter.drawText(cell.centre + by, text)


class CellShape:
    """A hexagon of a place and a width with its polygons, made when first asked for and kept."""

    __slots__ = ("_filled", "_outlined", "_template", "centre", "width")

    def __init__(self, centre: QPointF, width: float, template: CellShape | None = None) -> None:
        """Take polygons from a `template` of the same width, where there is one: moving them is quicker."""
        self.centre = centre
        self.width = width
        self._template = template
        self._filled: QPolygonF | None = None
        self._outlined: QPolygonF | None = None

    @property
    def filled(self) -> QPolygonF:
        """The polygon of a tint."""
        if self._filled is None:
            self._filled = self._made(GAP) if self._template is None else self._moved(self._template.filled)
        return self._filled

    @property
    def outlined(self) -> QPolygonF:
        """The polygon of what is only outlined."""
        if self._outlined is None:
            near = self._template
            self._outlined = self._made(GAP + 1) if near is None else self._moved(near.outlined)
        return self._outlined

    def _made(self, gap: float) -> QPolygonF:
        return hexagon(self.centre, self.width - gap)

    def _moved(self, polygon: QPolygonF) -> QPolygonF:
        by = self.centre - self._template.centre if self._template is not None else QPointF()
        return polygon.translated(by)


def _clearest(words: Sequence[QColor], ground: QColor) -> QColor:
    """Return the colour that reads best on a ground."""
    return max(words, key=lambda word: _contrast(word, ground))


def _contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours by WCAG 2.1, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
