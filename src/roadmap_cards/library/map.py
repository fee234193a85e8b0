"""The mastery map: every item of a roadmap with its mastery and state, in levels, topics and sections.

Read through a plain connection to SQLite, so that a first look at the start and a worker can use it too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.storage import map as queries
from roadmap_cards.storage import today as day_queries
from roadmap_cards.storage.map import ItemRow, ItemSums, RoadmapRow
from roadmap_cards.storage.quiz_scores import level_exams
from roadmap_cards.study import mastery as rules
from roadmap_cards.study import quiz_score
from roadmap_cards.study.forgetting import decay_and_factor
from roadmap_cards.study.mastery import NOTHING_ASKED, CardMemory, Mastery, QuizEvidence, State
from roadmap_cards.study.readiness import Readiness, TopicShare, readiness
from roadmap_cards.study.wording import plain_title

SOON = 4
"""Days ahead at which “slipping soonest” looks."""


@dataclass(frozen=True, slots=True)
class MapItem:
    """A hexagon. `state` is None where all cards are suspended: then it counts nowhere.

    `cards` counts its cards, suspended ones too (0: nothing is written yet); `due` those that are due today.
    `later` is the recall in SOON days if nothing is done, from 0 to 1. `quiz` is what quizzes showed of it.
    """

    id: int
    key: str
    title: str
    mastery: Mastery
    state: State | None
    cards: int
    due: int
    later: float
    quiz: QuizEvidence = NOTHING_ASKED

    @property
    def written(self) -> bool:
        return self.cards > 0

    @property
    def seen(self) -> bool:
        return self.mastery.seen > 0


@dataclass(frozen=True, slots=True)
class MapSection:
    """A row of hexagons."""

    id: int
    title: str
    items: tuple[MapItem, ...]

    @property
    def mastery(self) -> Mastery:
        return rules.total(item.mastery for item in self.items)


@dataclass(frozen=True, slots=True)
class MapTopic:
    """A honeycomb."""

    id: int
    key: str
    title: str
    sections: tuple[MapSection, ...]

    @property
    def items(self) -> Iterator[MapItem]:
        for section in self.sections:
            yield from section.items

    @property
    def mastery(self) -> Mastery:
        return rules.total(item.mastery for item in self.items)

    @property
    def due(self) -> int:
        return sum(item.due for item in self.items)

    @property
    def held(self) -> int:
        return sum(item.state is not None and item.state.held for item in self.items)


@dataclass(frozen=True, slots=True)
class MapLevel:
    """A band of topics. `exam_age`: study days since its exam was last passed, None where it never was."""

    id: int
    title: str
    topics: tuple[MapTopic, ...]
    exam_age: int | None = None

    @property
    def items(self) -> Iterator[MapItem]:
        for topic in self.topics:
            yield from topic.items

    @property
    def mastery(self) -> Mastery:
        return rules.total(item.mastery for item in self.items)

    @property
    def held(self) -> int:
        return sum(topic.held for topic in self.topics)

    @property
    def readiness(self) -> Readiness:
        return readiness([TopicShare(topic.title, topic.mastery) for topic in self.topics], self.exam_age)


@dataclass(frozen=True, slots=True)
class RoadmapMap:
    """The whole map of one roadmap on one study day."""

    id: int
    key: str
    title: str
    day: int
    levels: tuple[MapLevel, ...]

    @property
    def topics(self) -> Iterator[MapTopic]:
        for level in self.levels:
            yield from level.topics

    @property
    def items(self) -> Iterator[MapItem]:
        for level in self.levels:
            yield from level.items

    @property
    def held(self) -> int:
        return sum(level.held for level in self.levels)

    @property
    def seen(self) -> bool:
        """Whether anything of this roadmap was ever answered."""
        return any(item.seen for item in self.items)

    @property
    def asked(self) -> bool:
        """Whether a quiz asked anything of this roadmap lately."""
        return any(item.mastery.asked for item in self.items)


def roadmaps(connection: sqlite3.Connection) -> list[RoadmapRow]:
    """Return the roadmaps that have a map."""
    return queries.roadmaps(connection)


def read_map(
    connection: sqlite3.Connection, roadmap: RoadmapRow, day: int, sums: Sequence[ItemSums] | None = None
) -> RoadmapMap:
    """Return the map of a roadmap on a study day, as its cards stand now.

    `sums` are those of its items on that day, where they are at hand.
    """
    rows = queries.items(connection, roadmap.id)
    known, passed = _known(connection, rows, day, sums), passed_exams(connection)
    return RoadmapMap(
        roadmap.id,
        roadmap.key,
        roadmap.title,
        day,
        tuple(
            MapLevel(level, title, _topics(list(of_level), known), _age(passed.get(key), day))
            for (level, key, title), of_level in groupby(
                rows, key=lambda row: (row.level_id, row.level_key, row.level)
            )
        ),
    )


def read_again(connection: sqlite3.Connection, roadmap: RoadmapMap, topics: Collection[int]) -> RoadmapMap:
    """Return a map of the same day with some topics as their cards stand now; all else stays as it is."""
    rows = queries.items(connection, roadmap.id, topics)
    if not rows:
        return roadmap
    fresh = {topic.id: topic for topic in _topics(rows, _known(connection, rows, roadmap.day))}
    levels = (
        replace(level, topics=tuple(fresh.get(topic.id, topic) for topic in level.topics))
        for level in roadmap.levels
    )
    return replace(roadmap, levels=tuple(levels))


def read_maps(path: Path, day: int) -> list[RoadmapMap]:
    """Return the map of every roadmap in the collection at `path`: for a worker, which has no connection.

    Raises ProblemError where the file cannot be read any more.
    """
    connection = day_queries.peek(path)
    if connection is None:
        raise ProblemError(f"{path} cannot be read just now.", hint="Look at the rights of its folder.")
    with closing(connection):
        return [read_map(connection, roadmap, day) for roadmap in queries.roadmaps(connection)]


def passed_exams(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the study day on which the exam of each level, by its key, was last passed."""
    found: dict[str, int] = {}
    for exam in level_exams(connection):
        if quiz_score.verdict_of(exam.topics).passed:
            found[exam.level] = exam.day
    return found


def _age(day: int | None, today: int) -> int | None:
    return None if day is None else max(0, today - day)


@dataclass(frozen=True, slots=True)
class _Known:
    """All that is known of the items of a roadmap, by item: what their cards add up to, suspended ones apart.

    `decay` is that of the forgetting curve.
    """

    sums: Mapping[tuple[int, bool], ItemSums]
    due: Mapping[int, int]
    evidence: Mapping[int, QuizEvidence]
    decay: float


def begin_sums(
    connection: sqlite3.Connection, day: int, topics: Collection[int] | None = None
) -> Iterator[ItemSums]:
    """Have the cards of every item added up as maps of that day need them; `topics` keeps to these.

    It is most of the work of a map, and done before this returns.
    """
    parameters = day_queries.parameters(connection)
    return queries.begin_sums(connection, topics, day, day + SOON, parameters)


def _known(
    connection: sqlite3.Connection, rows: Sequence[ItemRow], day: int, sums: Sequence[ItemSums] | None = None
) -> _Known:
    """Look up all that is known of the topics of these items."""
    topics = {row.topic_id for row in rows}
    if sums is None:
        sums = list(begin_sums(connection, day, topics))
    return _Known(
        {(each.item, each.suspended): each for each in sums},
        queries.asked(connection, topics, day, day_queries.done(connection, day).entries),
        queries.evidence(connection, day, topics=topics),
        decay_and_factor(day_queries.parameters(connection))[0],
    )


def _topics(rows: Sequence[ItemRow], known: _Known) -> tuple[MapTopic, ...]:
    topics = groupby(rows, key=lambda row: (row.topic_id, row.topic_key, row.topic))
    return tuple(
        MapTopic(topic, key, title, _sections(list(of_topic), known))
        for (topic, key, title), of_topic in topics
    )


def _sections(rows: Sequence[ItemRow], known: _Known) -> tuple[MapSection, ...]:
    sections = groupby(rows, key=lambda row: (row.section_id, row.section))
    return tuple(
        MapSection(section, title, tuple(_item(row, known) for row in of_section))
        for (section, title), of_section in sections
    )


def _item(row: ItemRow, known: _Known) -> MapItem:
    evidence = known.evidence.get(row.id, NOTHING_ASKED)
    active, suspended = known.sums.get((row.id, False)), known.sums.get((row.id, True))
    left_out = active is None and suspended is not None
    return MapItem(
        id=row.id,
        key=row.key,
        title=plain_title(row.title),
        mastery=Mastery() if left_out else _mastery(active, evidence),
        state=None if left_out else _state(active, known.decay, proved=evidence.proved),
        cards=sum(each.cards for each in (active, suspended) if each),
        due=known.due.get(row.id, 0),
        later=active.later / active.seen if active and active.seen else 0.0,
        quiz=evidence,
    )


def _mastery(cards: ItemSums | None, evidence: QuizEvidence) -> Mastery:
    """Return the mastery of an item from the sums of its cards, as `mastery.of_item` has it."""
    nothing = rules.of_item((), evidence)
    if cards is None:
        return nothing
    weight = 1 / cards.cards
    return Mastery(
        items=1,
        seen=weight * cards.seen,
        recalled=weight * cards.recalled,
        kept=weight * cards.kept,
        asked=nothing.asked,
        right=nothing.right,
        lasting=weight * cards.lasting,
    )


def _state(cards: ItemSums | None, decay: float, *, proved: bool) -> State:
    """Return the state of an item: that of its weakest memory, beside its strongest."""
    if cards is None or not cards.seen:
        return State.NEW
    unseen = cards.seen < cards.cards
    weakest = CardMemory(cards.shortest, 0.0 if unseen else (1 + cards.faded) ** decay)
    return rules.state([weakest, CardMemory(cards.longest, 1.0)], proved=proved)
