"""Parts of the map painted so that together they are the map painted at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QRegion

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.band_head import paint_band
from roadmap_cards.gui.widgets.drawing import draw_text
from roadmap_cards.gui.widgets.hex_layout import TITLE_LINE, Heading, HexLayout
from roadmap_cards.gui.widgets.hex_map_cells import Look
from roadmap_cards.gui.widgets.map_cell import CellPainter, CellShape, look_of
from roadmap_cards.study.mastery import Lens

if TYPE_CHECKING:
    from roadmap_cards.library.map import MapItem


def paint_part(
    painter: QPainter,
    theme: Theme,
    layout: HexLayout,
    looks: Sequence[Look],
    part: QRegion,
    paused: Collection[int],
) -> None:
    """Paint whatever of a map touches a part of it, with each hexagon in its look."""
    for band in layout.bands:
        if part.intersects(band.line(layout.width).toAlignedRect()):
            paint_band(painter, theme, band, layout.left, layout.right, paused)
    for heading in layout.headings:
        if part.intersects(heading.place.toAlignedRect()):
            paint_heading(painter, theme, heading)
    cells = CellPainter(theme)
    alike: dict[int, list[CellShape]] = defaultdict(list)
    dotted = []
    for at in _touching(layout, part):
        (look, due), shape = looks[at], layout.cells[at].shape
        alike[look].append(shape)
        if due:
            dotted.append(shape)
    for look in sorted(alike):  # neighbours share pixels: in one order for every part, they are the same
        cells.draw(painter, look, alike[look])
    cells.draw_all_due(painter, dotted)


def _touching(layout: HexLayout, part: QRegion) -> list[int]:
    """Return which hexagons may reach into a part of the map."""
    box = part.boundingRect().toRectF()
    reach = layout.cell
    top, bottom = box.top() - reach, box.bottom() + reach
    left, right = box.left() - reach, box.right() + reach
    near = [
        at
        for at, cell in enumerate(layout.cells)
        if top <= (centre := cell.shape.centre).y() <= bottom and left <= centre.x() <= right
    ]
    if part.rectCount() == 1:
        return near
    return [at for at in near if part.intersects(layout.around(at).toAlignedRect())]


def clip_to_pixels(painter: QPainter, part: QRegion, ratio: float) -> None:
    """Keep to a part, in whole pixels of the screen, `ratio` to one: an edge within a pixel is smoothed."""
    pixels = QRegion()
    for rect in cast("Iterable[QRect]", part):  # as it is, although its stub does not say so
        corner, size = rect.topLeft().toPointF() * ratio, rect.size().toSizeF() * ratio
        pixels += QRectF(corner, size).toAlignedRect()
    painter.scale(1 / ratio, 1 / ratio)
    painter.setClipRegion(pixels)
    painter.resetTransform()


def look_now(item: MapItem, lens: Lens) -> Look:
    """Return how a hexagon looks through a lens, and whether it bears a dot."""
    return look_of(item, lens), item.due > 0


def looks_of(items: Iterable[MapItem], lens: Lens) -> list[Look]:
    """Return the look of each hexagon through a lens."""
    return [look_now(item, lens) for item in items]


def paint_heading(painter: QPainter, theme: Theme, heading: Heading) -> None:
    font, colour = theme.font("small_strong"), theme.colour("ink" if heading.seen else "ink2")
    left, baseline = heading.place.left(), heading.place.top() + 12
    for number, line in enumerate(heading.lines):
        draw_text(painter, QPointF(left, baseline + number * TITLE_LINE), line, font, colour)
