"""The rows of topics on the map, which is scrolled by whole rows: titles at its upper edge stay readable."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_cards.gui.widgets.hex_layout import BELOW_LEVEL, BELOW_ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmap_cards.gui.widgets.hex_layout import Cell


@dataclass(frozen=True, slots=True)
class TopicRow:
    """From the head of the level, or the titles of the topics, to the lowest hexagon's foot, in pixels."""

    top: float
    foot: float


def topic_rows(cells: Sequence[Cell]) -> list[TopicRow]:
    """Return the rows of topics of a map, from its top."""
    rows: list[TopicRow] = []
    begun, level, topic = -math.inf, 0, 0
    for cell in cells:
        foot = cell.centre.y() + cell.shape.width / math.sqrt(3)
        if cell.topic.id != topic and cell.centre.y() > begun:
            above = BELOW_LEVEL if cell.level.id != level else BELOW_ROW
            rows.append(TopicRow(rows[-1].foot + above if rows else 0.0, foot))
            begun = cell.centre.y()
        level, topic = cell.level.id, cell.topic.id
        rows[-1] = TopicRow(rows[-1].top, max(rows[-1].foot, foot))
    return rows


def scrolled_to(cells: Sequence[Cell], item: int, now: int, height: int) -> int:
    """Return how far a map that is scrolled by `now` px has to be scrolled to show the row of an item.

    It stays where it is if that row is in sight. Else it goes as little as it can and ends at the upper edge
    of a row; where `height` px are less than the row takes, the titles of the row go out of sight.
    """
    centre = next((cell.centre.y() for cell in cells if cell.item.id == item), None)
    rows = topic_rows(cells)
    row = next((row for row in rows if centre is not None and row.top <= centre <= row.foot), None)
    if row is None or (now <= row.top and row.foot <= now + height):
        return now
    fitting = [one.top for one in rows if one.top <= row.top and row.foot <= one.top + height]
    if not fitting:
        return math.ceil(row.foot - height)
    return math.floor(min(fitting, key=lambda top: abs(top - now)))
