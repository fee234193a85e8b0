"""The outline of a roadmap as rows to tick: what is chosen, what is left out, how much each row holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from roadmap_cards.roadmap.outline import Roadmap, Section, Topic
from roadmap_cards.study.wording import plain_title

UNNAMED = "General"
"""The section of a topic that has none: its items stand in the topic itself."""

ASIDES = "Outside the levels"


class Kind(StrEnum):
    """What a row stands for; `ASIDES` is the group of all parts outside the levels."""

    LEVEL = "level"
    TOPIC = "topic"
    SECTION = "section"
    ITEM = "item"
    ASIDES = "asides"


class Tick(Enum):
    """Whether a row is chosen: not, in part, or with everything below it."""

    OFF = 0
    PARTLY = 1
    ON = 2


@dataclass(slots=True, eq=False)
class Row:
    """A row of the outline. `place` is its number among its siblings, `keys` what is left out with it.

    `items` counts the items below it (an item counts itself), `chosen` those of them that are ticked.
    """

    kind: Kind
    title: str
    line: int
    keys: tuple[str, ...] = ()
    parent: Row | None = None
    place: int = 0
    tick: Tick = Tick.ON
    items: int = 0
    chosen: int = 0
    rows: list[Row] = field(default_factory=list)

    def walk(self) -> Iterator[Row]:
        """Return this row and all below it, in the order they are shown."""
        yield self
        for row in self.rows:
            yield from row.walk()

    def set(self, *, on: bool) -> None:
        """Tick or leave out this row with everything below it; the rows above follow."""
        before = self.chosen
        for row in self.walk():
            row.tick = Tick.ON if on else Tick.OFF
            row.chosen = row.items if on else 0
        above = self.parent
        while above is not None:
            above.chosen += self.chosen - before
            above.tick = _tick_over(above.rows)
            above = above.parent


class OutlineRows:
    """All rows of a roadmap, with a tick for each that is wanted."""

    def __init__(self, roadmap: Roadmap, left_out: Collection[str] = ()) -> None:
        """Make the rows; everything is ticked at first but the topics, sections and items of these keys."""
        self.roots: list[Row] = []
        for level in roadmap.levels:
            top = _put(self.roots, Row(Kind.LEVEL, plain_title(level.title), level.line))
            for topic in level.topics:
                _put_topic(top, topic)
        if roadmap.asides:
            top = _put(self.roots, Row(Kind.ASIDES, ASIDES, 0))
            for aside in roadmap.asides:
                _put_topic(top, aside.topic)
        for root in self.roots:
            _count(root)
        for row in self.walk():
            if any(key in left_out for key in row.keys):
                row.set(on=False)

    def walk(self) -> Iterator[Row]:
        """Return all rows in the order they are shown."""
        for root in self.roots:
            yield from root.walk()

    @property
    def left_out(self) -> frozenset[str]:
        """The keys of all topics, sections and items that are left out."""
        return frozenset(key for row in self.walk() if row.tick is Tick.OFF for key in row.keys)

    @property
    def topics(self) -> int:
        """How many topics are chosen, at least in part."""
        return sum(row.kind is Kind.TOPIC and row.tick is not Tick.OFF for row in self.walk())

    @property
    def chosen(self) -> int:
        """How many items are chosen."""
        return sum(root.chosen for root in self.roots)

    def set_all(self, *, on: bool) -> None:
        """Tick everything inside the levels, or leave everything out."""
        for root in self.roots:
            root.set(on=on and root.kind is not Kind.ASIDES)

    def nearest(self, line: int) -> Row | None:
        """Return the row that begins at this line of the file, or else the last one before it."""
        rows = [row for row in self.walk() if row.line]
        before = [row for row in rows if row.line <= line]
        return max(before, key=lambda row: row.line) if before else next(iter(rows), None)

    def found(self, words: str) -> list[Row]:
        """Return the rows whose titles hold these words, in the order they are shown."""
        wanted = words.casefold().strip()
        return [row for row in self.walk() if wanted in row.title.casefold()] if wanted else []


def shape(roadmap: Roadmap) -> dict[str, int]:
    """Return how many levels, topics, sections and items a roadmap has, what is outside its levels apart."""
    topics = list(roadmap.topics)
    sections = [section for topic in topics for section in topic.sections]
    return {
        "level": len(roadmap.levels),
        "topic": len(topics),
        "section": len(sections),
        "item": sum(len(section.items) for section in sections),
    }


def _put_topic(top: Row, topic: Topic) -> None:
    folded = len(topic.sections) == 1 and topic.sections[0].title == UNNAMED
    keys = (topic.key, *(section.key for section in topic.sections if folded))
    row = _put(top.rows, Row(Kind.TOPIC, plain_title(topic.title), topic.line, keys, top))
    for section in topic.sections:
        _put_items(row if folded else _put_section(row, section), section)


def _put_section(topic: Row, section: Section) -> Row:
    return _put(
        topic.rows, Row(Kind.SECTION, plain_title(section.title), section.line, (section.key,), topic)
    )


def _put_items(above: Row, section: Section) -> None:
    for item in section.items:
        _put(above.rows, Row(Kind.ITEM, plain_title(item.title), item.line, (item.key,), above))


def _put(rows: list[Row], row: Row) -> Row:
    row.place = len(rows)
    rows.append(row)
    return row


def _count(row: Row) -> int:
    row.items = (row.kind is Kind.ITEM) + sum(_count(below) for below in row.rows)
    row.chosen = row.items
    return row.items


def _tick_over(rows: list[Row]) -> Tick:
    """Return the tick of a row above these."""
    ticks = {row.tick for row in rows}
    return ticks.pop() if len(ticks) == 1 else Tick.PARTLY
