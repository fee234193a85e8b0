"""Where everything on the map lies: bands of levels, honeycombs of topics, hexagons of items."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from roadmap_cards.gui.widgets.map_cell import CellShape

if TYPE_CHECKING:
    from roadmap_cards.library.map import MapItem, MapLevel, MapSection, MapTopic, RoadmapMap
    from roadmap_cards.study.readiness import Readiness

SMALLEST_CELL, LARGEST_CELL = 17.5, 24.0
"""Pixels from side to side."""

WIDEST_COLUMN = 220.0
"""Pixels that a topic takes at most, however few there are."""

USUAL_LINE, LONGEST_LINE = 5, 8
"""Hexagons side by side: as many as the roadmap's sections ask for, within these."""

LINE_STEP = math.sqrt(3) / 2
"""How far apart two lines of a honeycomb are, in widths of a hexagon."""

SIDE = 5.0
"""Pixels around the map in which outlines of the hexagons at its edge find room."""

TITLE_LINE = 15.0
MOST_TITLE_LINES = 2

ABOVE_BASELINE, BELOW_BASELINE = 16.0, 8.0
"""Pixels that the head of a level takes above and below the foot of its letters."""

BELOW_ROW, BELOW_LEVEL = 12.0, 4.0
"""Pixels between the hexagons and the titles of the next row of topics, or the head of the next level."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A hexagon. `line` counts lines of hexagons from the top of the map, across topics side by side."""

    item: MapItem
    section: MapSection
    topic: MapTopic
    level: MapLevel
    shape: CellShape
    line: int

    @property
    def centre(self) -> QPointF:
        return self.shape.centre


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a topic in at most two lines; `place` takes the pointer, down to the honeycomb."""

    topic: MapTopic
    place: QRectF
    lines: tuple[str, ...]
    seen: bool

    @property
    def shortened(self) -> bool:
        return self.lines[-1].endswith("…") and not self.topic.title.endswith("…")


@dataclass(frozen=True, slots=True)
class Band:
    """The head of a level: the `baseline` of its title, how much is held, and what it needs to be ready."""

    level: MapLevel
    baseline: float
    held: str
    readiness: Readiness

    def holds(self, point: QPointF) -> bool:
        """Return whether a point is on this line of the map."""
        return self.baseline - ABOVE_BASELINE <= point.y() < self.baseline + BELOW_BASELINE

    def line(self, width: float) -> QRectF:
        """Return the rectangle of this line, in which nothing else lies."""
        return QRectF(0, self.baseline - ABOVE_BASELINE, width, ABOVE_BASELINE + BELOW_BASELINE)


@dataclass(frozen=True, slots=True)
class HexLayout:
    """The whole map laid out; cells come in the order of the roadmap."""

    width: float
    height: float
    cell: float
    bands: tuple[Band, ...]
    headings: tuple[Heading, ...]
    cells: tuple[Cell, ...]

    def cell_at(self, point: QPointF) -> int | None:
        """Return the number of the hexagon at a point, or None between them."""
        reach = self.cell / math.sqrt(3)
        near = [
            at
            for at, cell in enumerate(self.cells)
            if abs(cell.centre.y() - point.y()) <= reach and abs(cell.centre.x() - point.x()) <= reach
        ]
        return next(
            (at for at in near if _inside(self.cells[at].shape, point)),
            None,
        )

    def heading_at(self, point: QPointF) -> Heading | None:
        """Return the topic whose title is at a point."""
        return next((heading for heading in self.headings if heading.place.contains(point)), None)

    @property
    def left(self) -> float:
        """Where the first hexagon of a line begins."""
        return self.cells[0].centre.x() - self.cell / 2 if self.cells else 0.0

    @property
    def right(self) -> float:
        """Where the heads of levels end."""
        return self.width - SIDE

    def heads_on_day(self, roadmap: RoadmapMap) -> HexLayout:
        """Return the layout with the heads that the same roadmap has on another day: nothing moves.

        Heads of what is the very same are kept, for they sum up all their items.
        """
        bands = tuple(
            band if _is_same_level(level, band.level) else _band(level, band.baseline)
            for level, band in zip(roadmap.levels, self.bands, strict=True)
        )
        topics = zip(roadmap.topics, self.headings, strict=True)
        headings = tuple(
            heading if topic is heading.topic else Heading(topic, heading.place, heading.lines, _seen(topic))
            for topic, heading in topics
        )
        return replace(self, bands=bands, headings=headings)

    def on_day(self, roadmap: RoadmapMap) -> HexLayout:
        """Return the layout with heads and hexagons as the same roadmap has them on another day."""
        places = iter(self.cells)
        cells = []
        for level in roadmap.levels:
            for topic in level.topics:
                for section in topic.sections:
                    for item in section.items:
                        place = next(places)
                        cells.append(Cell(item, section, topic, level, place.shape, place.line))
        return replace(self.heads_on_day(roadmap), cells=tuple(cells))

    def around(self, at: int) -> QRectF:
        """Return the rectangle that a hexagon takes with its outlines."""
        reach = self.cell / math.sqrt(3) + 7
        centre = self.cells[at].centre
        return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)


def _band(level: MapLevel, baseline: float) -> Band:
    return Band(level, baseline, f"{level.held} of {level.mastery.items} held", level.readiness)


def _seen(topic: MapTopic) -> bool:
    return any(item.seen for item in topic.items)


def _inside(shape: CellShape, point: QPointF) -> bool:
    return shape.filled.containsPoint(point, Qt.FillRule.OddEvenFill)


def lies_alike(one: RoadmapMap, other: RoadmapMap) -> bool:
    """Tell whether all of two maps lies in the same places: they differ in numbers alone.

    What is the very same in both is not looked into.
    """
    return [one.id, *_outline_of_levels(one)] == [other.id, *_outline_of_levels(other)] and all(
        topic is its or _outline_of_topic(topic) == _outline_of_topic(its)
        for topic, its in zip(one.topics, other.topics, strict=True)
    )


def _outline_of_levels(roadmap: RoadmapMap) -> list[tuple[int, str, int]]:
    return [(level.id, level.title, len(level.topics)) for level in roadmap.levels]


def _outline_of_topic(topic: MapTopic) -> tuple[int, str, list[tuple[int, str, list[int]]]]:
    rows = [(row.id, row.title, [item.id for item in row.items]) for row in topic.sections]
    return topic.id, topic.title, rows


def _is_same_level(one: MapLevel, other: MapLevel) -> bool:
    """Tell whether a level says the same in its head because it holds the very same topics."""
    return (
        one.exam_age == other.exam_age
        and one.title == other.title
        and len(one.topics) == len(other.topics)
        and all(map(is_, one.topics, other.topics))
    )


@dataclass(frozen=True, slots=True)
class _Comb:
    """Where the honeycomb of a topic begins, and on which line of the map."""

    topic: MapTopic
    level: MapLevel
    corner: QPointF
    line: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """All of a layout but for its hexagons, whose number makes them slow: `cell` is their width.

    `bands` are levels with their baselines, `titles` topics with the places and lines of their titles.
    """

    height: float
    cell: float
    per_line: int
    bands: tuple[tuple[MapLevel, float], ...]
    titles: tuple[tuple[MapTopic, QRectF, tuple[str, ...]], ...]
    combs: tuple[_Comb, ...]


def height_for(roadmap: RoadmapMap, width: float, titles: QFontMetricsF) -> float:
    """Return the height of a map laid out for a width, without laying it out."""
    return _frame(roadmap, width, titles).height


def arrange(roadmap: RoadmapMap, width: float, titles: QFontMetricsF) -> HexLayout:
    """Lay a map out for a width in pixels; `titles` measures the titles of topics."""
    frame = _frame(roadmap, width, titles)
    template = CellShape(QPointF(), frame.cell)
    return HexLayout(
        width,
        frame.height,
        frame.cell,
        tuple(_band(level, baseline) for level, baseline in frame.bands),
        tuple(Heading(topic, place, lines, _seen(topic)) for topic, place, lines in frame.titles),
        tuple(cell for comb in frame.combs for cell in _honeycomb(comb, frame.per_line, template)),
    )


def _frame(roadmap: RoadmapMap, width: float, titles: QFontMetricsF) -> _Frame:
    per_line = _per_line(roadmap)
    room = width - 2 * SIDE
    most = max((len(level.topics) for level in roadmap.levels), default=1)
    fitting = max(1, min(most, int(room // ((per_line + 0.5) * SMALLEST_CELL + 1))))
    columns = math.ceil(most / math.ceil(most / fitting))  # five and five rather than six and four
    column = min(room / columns, max(WIDEST_COLUMN, (per_line + 0.5) * SMALLEST_CELL + 2))
    cell = min(LARGEST_CELL, (column - 2) / (per_line + 0.5))
    bands: list[tuple[MapLevel, float]] = []
    headings: list[tuple[MapTopic, QRectF, tuple[str, ...]]] = []
    combs: list[_Comb] = []
    top, line = 0.0, 0
    for level in roadmap.levels:
        bands.append((level, top + ABOVE_BASELINE))
        top += 26
        for first in range(0, len(level.topics), columns):
            row = level.topics[first : first + columns]
            wrapped = [wrap_title(topic.title, titles, column - 5) for topic in row]
            title_height = max(len(lines) for lines in wrapped) * TITLE_LINE
            comb_top = top + title_height + 8
            foot, lines_in_row = comb_top, 0
            for number, (topic, lines) in enumerate(zip(row, wrapped, strict=True)):
                left = SIDE + number * column
                headings.append((topic, QRectF(left, top, column - 4, comb_top - top - 2), lines))
                combs.append(_Comb(topic, level, QPointF(left, comb_top), line))
                middles = [y for _, _, y in _lines(topic, comb_top, per_line, cell)]
                if middles:
                    foot = max(foot, middles[-1] + cell / math.sqrt(3))
                    lines_in_row = max(lines_in_row, len(middles))
            top = foot + BELOW_ROW
            line += lines_in_row
        top += BELOW_LEVEL - BELOW_ROW
    return _Frame(math.ceil(top + 2), cell, per_line, tuple(bands), tuple(headings), tuple(combs))


def _lines(
    topic: MapTopic, top: float, per_line: int, width: float
) -> Iterator[tuple[MapSection, Sequence[MapItem], float]]:
    """Go through the lines of a honeycomb: section, items, and the height of their middles.

    Each section is on a line of its own, or on several where it is long.
    """
    long = any(len(section.items) > per_line for section in topic.sections)
    y = top + width / math.sqrt(3)
    for section in topic.sections:
        for first in range(0, len(section.items), per_line):
            yield section, section.items[first : first + per_line], y
            y += width * LINE_STEP
        y += 6 if long else 0  # where a section takes several lines, a gap tells it from the next


def _honeycomb(comb: _Comb, per_line: int, template: CellShape) -> Iterator[Cell]:
    """Place the items of a topic."""
    width = template.width
    lines = _lines(comb.topic, comb.corner.y(), per_line, width)
    for line, (section, items, y) in enumerate(lines):
        x = comb.corner.x() + width / 2 + (line % 2) * width / 2
        for number, item in enumerate(items):
            shape = CellShape(QPointF(x + number * width, y), width, template)
            yield Cell(item, section, comb.topic, comb.level, shape, comb.line + line)


def _per_line(roadmap: RoadmapMap) -> int:
    longest = max(
        (len(section.items) for topic in roadmap.topics for section in topic.sections), default=USUAL_LINE
    )
    if longest > LONGEST_LINE:
        longest = math.ceil(longest / math.ceil(longest / LONGEST_LINE))
    return max(USUAL_LINE, longest)


def wrap_title(title: str, metrics: QFontMetricsF, room: float) -> tuple[str, ...]:
    """Return a title in at most two lines, broken at blanks and after slashes, the last one shortened."""
    words = title.replace("/", "/\0").replace(" ", " \0").split("\0")
    lines = [""]
    for word in words:
        if lines[-1] and metrics.horizontalAdvance((lines[-1] + word).rstrip()) > room:
            lines.append(word)
        else:
            lines[-1] += word
    if len(lines) > MOST_TITLE_LINES:
        lines = [*lines[: MOST_TITLE_LINES - 1], "".join(lines[MOST_TITLE_LINES - 1 :])]
    return tuple(metrics.elidedText(line.rstrip(), Qt.TextElideMode.ElideRight, room) for line in lines)


# --- Walking by key ----------------------------------------------------------------------------------


def step(layout: HexLayout, at: int, across: int, down: int) -> int:
    """Return the hexagon beside (`across` -1 or 1) or above and below (`down` -1 or 1) hexagon `at`.

    Beside the last hexagon of a line is the first of the next; the map's first and last stay where they are.
    """
    cells = layout.cells
    if across:
        order = sorted(range(len(cells)), key=lambda number: (cells[number].line, cells[number].centre.x()))
        place = order.index(at) + across
        return order[max(0, min(len(order) - 1, place))]
    here = cells[at]
    beyond = [number for number, cell in enumerate(cells) if (cell.line - here.line) * down > 0]
    if not beyond:
        return at
    nearest = min(abs(cells[number].line - here.line) for number in beyond)
    line = [number for number in beyond if abs(cells[number].line - here.line) == nearest]
    return min(line, key=lambda number: abs(cells[number].centre.x() - here.centre.x()))


def leap(layout: HexLayout, at: int, across: int, down: int) -> int:
    """Return the first item of the next topic (`across`) or level (`down`), or of the one before."""
    cells = layout.cells
    groups: Sequence[int] = [cell.topic.id if across else cell.level.id for cell in cells]
    order = list(dict.fromkeys(groups))
    place = order.index(groups[at])
    target = order[max(0, min(len(order) - 1, place + (across or down)))]
    return groups.index(target)
