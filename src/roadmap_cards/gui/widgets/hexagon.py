"""The hexagon: one item of a roadmap, wherever it is drawn."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF


def hexagon(centre: QPointF, width: float) -> QPolygonF:
    """Return a regular hexagon standing on a corner; `width` is the distance between its upright sides."""
    radius = width / math.sqrt(3)
    angles = (corner * math.pi / 3 for corner in range(6))
    return QPolygonF(
        [
            QPointF(centre.x() + radius * math.sin(angle), centre.y() - radius * math.cos(angle))
            for angle in angles
        ]
    )
