"""Hexagons of the map painted over what stood in their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from roadmap_cards.gui.widgets.hex_layout import HexLayout
from roadmap_cards.gui.widgets.hexagon import hexagon
from roadmap_cards.gui.widgets.map_cell import CellPainter, CellShape

Look = tuple[int, bool]
"""How a hexagon looks, and whether it bears a dot."""


def paint_over(
    painter: QPainter, cells: CellPainter, ground: QColor, looks: Iterable[tuple[int, CellShape]]
) -> None:
    """Paint hexagons in their looks, but for the dots, on fresh ground that hides what was there."""
    alike: dict[int, list[CellShape]] = defaultdict(list)
    for look, shape in looks:
        alike[look].append(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    for shapes in alike.values():
        patch = hexagon(QPointF(), shapes[0].width)  # moved about, which is quicker than made each time
        for shape in shapes:
            painter.drawPolygon(patch.translated(shape.centre))
    for look, shapes in alike.items():
        cells.draw(painter, look, shapes)


def within(layout: HexLayout, numbers: Iterable[int], sight: QRect) -> list[int]:
    """Return which of these hexagons lie between the upper and the lower edge of what is in sight."""
    if sight.isEmpty():
        return []
    top, bottom = sight.top() - layout.cell, sight.bottom() + layout.cell
    return [at for at in numbers if top <= layout.cells[at].shape.centre.y() <= bottom]


def around_all(layout: HexLayout, numbers: Iterable[int]) -> QRect:
    """Return the rectangle that all of these hexagons take."""
    centres = [layout.cells[at].shape.centre for at in numbers]
    if not centres:
        return QRect()
    across, down = [centre.x() for centre in centres], [centre.y() for centre in centres]
    corners = QPointF(min(across), min(down)), QPointF(max(across), max(down))
    reach = layout.cell
    return QRectF(*corners).adjusted(-reach, -reach, reach, reach).toAlignedRect()
