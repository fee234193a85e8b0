"""Tints of the map that pass over into those of another day. Words, digits and dots are there at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEasingCurve, QPointF, QRect, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.drawing import painter_on
from roadmap_cards.gui.widgets.hex_layout import HexLayout
from roadmap_cards.gui.widgets.hex_map_cells import Look, around_all, paint_over, within
from roadmap_cards.gui.widgets.map_cell import LEFT_OUT, UNSEEN, CellPainter, CellShape

LASTS = 240
"""Milliseconds."""

WIPED = QRectF(-0.36, -0.28, 0.72, 0.56)
"""What a digit or a dot in the middle takes at most of a hexagon, in parts of its width."""


class _MarkPainter(CellPainter):
    """Draws the tint of a hexagon apart from what stands on it, since only the tint fades."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._canvas = theme.colour("canvas")

    def _write(self, painter: QPainter, cells: Sequence[CellShape], text: str, colour: QColor) -> None:
        """Leave tints without their digits."""

    def draw_marks(self, painter: QPainter, looks: Iterable[tuple[Look, CellShape]]) -> None:
        """Draw what stands on tints: the digits and dashes of more contrast, and the dots of what is due."""
        alike: dict[int, list[CellShape]] = defaultdict(list)
        dotted = []
        for (tint, due), shape in looks:
            alike[tint].append(shape)
            if due:
                dotted.append(shape)
        if self._contrast:
            for tint, shapes in alike.items():
                if tint < UNSEEN:
                    super()._write(painter, shapes, str(tint + 1), self.digit_colours[tint])
                elif tint == LEFT_OUT:
                    super()._write(painter, shapes, "–", self._quiet)
        self.draw_all_due(painter, dotted)

    def wipe(self, painter: QPainter, look: Look, cell: CellShape) -> None:
        """Leave of a hexagon that is drawn already its tint alone."""
        tint, due = look
        if self._contrast and due:  # its dot stands aside and covers a part of the edge
            paint_over(painter, self, self._canvas, [(tint, cell)])
        elif self._contrast or due:
            middle = QRectF(WIPED.topLeft() * cell.width + cell.centre, WIPED.size() * cell.width)
            painter.fillRect(middle, self._tints[tint] if tint < UNSEEN else self._canvas)


class TintFade(QVariantAnimation):
    """Lays the tints of before over a map of hexagons, fainter with every frame.

    They are a copy of what was seen, made once: a frame costs the same for any number of hexagons. The map
    below shows the new day from the first frame on; its heads, digits and dots are never covered.
    """

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._cells: frozenset[int] = frozenset()
        self._place = QRect()
        self._corner = QPointF()
        self._before, self._marks = QPixmap(), QPixmap()
        self._left = 0.0
        self.setStartValue(1.0)
        self.setEndValue(0.0)
        self.setDuration(LASTS)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(self._advance)
        self.finished.connect(self._clear)

    @property
    def goes_on(self) -> bool:
        return not self._before.isNull()

    def begin(
        self, shown: QPixmap, layout: HexLayout, before: Sequence[Look], now: Sequence[Look], sight: QRect
    ) -> None:
        """Pass over from the map that is `shown` with the looks of before, as far as it is in sight.

        While it fades already, it goes on from what is seen at this moment.
        """
        if before == now:
            return
        changed = {at for at, look in enumerate(before) if look != now[at]}
        cells = frozenset(within(layout, changed | self._cells, sight))
        place = around_all(layout, cells) & sight
        passing = self.goes_on or any(before[at][0] != now[at][0] for at in cells)
        if place.isEmpty() or not passing or not self._theme.moves:
            self.end()
            return
        self.stop()
        ratio = shown.devicePixelRatio()
        # In whole pixels of the screen, so that the copy lies where it was taken from without a blur.
        pixels = QRectF(QPointF(place.topLeft()) * ratio, place.size().toSizeF() * ratio).toAlignedRect()
        pixels &= shown.rect()
        corner = QPointF(pixels.topLeft()) / ratio
        old, marks = _layer(pixels, ratio), _layer(pixels, ratio)
        cell_painter = _MarkPainter(self._theme)

        def wipe(painter: QPainter, numbers: Iterable[int]) -> None:
            for at in numbers:
                cell_painter.wipe(painter, before[at], layout.cells[at].shape)

        with painter_on(old) as painter:
            painter.translate(-corner)
            painter.drawPixmap(corner, shown, QRectF(pixels))
            wipe(painter, cells & self._cells)
            painter.save()
            self.paint_tints(painter)
            painter.restore()
            wipe(painter, cells - self._cells)
            _cut_heads(painter, layout)
        with painter_on(marks) as painter:
            painter.translate(-corner)
            cell_painter.draw_marks(painter, ((now[at], layout.cells[at].shape) for at in cells))
        self._over.update(self._place.united(place))
        self._cells, self._place, self._corner = cells, place, corner
        self._before, self._marks = old, marks
        self._left = 1.0
        self.start()

    def end(self) -> None:
        """Show the new tints at once."""
        if self.goes_on:
            self.stop()
            self._clear()

    def paint(self, painter: QPainter) -> None:
        """Paint over the settled map what is still seen of the tints of before."""
        if self.goes_on:
            self.paint_tints(painter)
            painter.setOpacity(1)
            painter.drawPixmap(self._corner, self._marks)

    def paint_tints(self, painter: QPainter) -> None:
        painter.setOpacity(self._left)
        painter.drawPixmap(self._corner, self._before)

    def _advance(self, left: float) -> None:
        self._left = left
        self._over.update(self._place)

    def _clear(self) -> None:
        self._over.update(self._place)
        self._cells, self._place = frozenset(), QRect()
        self._before, self._marks = QPixmap(), QPixmap()


def _layer(pixels: QRect, ratio: float) -> QPixmap:
    layer = QPixmap(pixels.size())
    layer.setDevicePixelRatio(ratio)
    layer.fill(Qt.GlobalColor.transparent)
    return layer


def _cut_heads(painter: QPainter, layout: HexLayout) -> None:
    """Take the heads of levels and topics out of a picture: what they say changes at once."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    for place in (
        *(band.line(layout.width) for band in layout.bands),
        *(one.place for one in layout.headings),
    ):
        # Whole pixels: an edge within one would be smoothed, which takes ten times as long.
        painter.fillRect(place.toAlignedRect(), Qt.GlobalColor.transparent)
