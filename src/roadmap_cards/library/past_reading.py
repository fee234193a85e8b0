"""Reads roadmaps through time from the log of a collection: for workers, it needs numpy."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.map import read_map
from roadmap_cards.library.past import DAYS_AHEAD, CoursePoint, Scenario, Travel
from roadmap_cards.library.past_pace import Onward, onward
from roadmap_cards.library.past_replay import NOT_ASKED, MapReplay, witnesses
from roadmap_cards.settings import Learning
from roadmap_cards.storage import map as map_queries
from roadmap_cards.storage import past as queries
from roadmap_cards.storage import today as day_queries
from roadmap_cards.storage.day_counts import reading
from roadmap_cards.storage.map import ItemRow, RoadmapRow
from roadmap_cards.storage.past import PastCard
from roadmap_cards.storage.quiz_scores import level_exams
from roadmap_cards.study import quiz_score
from roadmap_cards.study.late_reviews import ENOUGH, late_reviews, shift
from roadmap_cards.study.timeline import Places, Threads, Timeline, Wholes, places, threads, timeline


@dataclass(frozen=True, slots=True, eq=False)
class RoadmapTimeline:
    """A roadmap with the memories of its cards through time; the timeline numbers its items as `items`."""

    roadmap: RoadmapRow
    items: Sequence[ItemRow]
    cards: Sequence[PastCard]
    timeline: Timeline


def timelines(connection: sqlite3.Connection, day: int) -> list[RoadmapTimeline]:
    """Return the memories of every roadmap that has a map, up to a study day."""
    return _timelines(connection, day, read_threads(connection))


def read_threads(connection: sqlite3.Connection) -> Threads:
    """Return how every memory of the collection moved."""
    return threads(queries.moves(connection), queries.parameters(connection))


def _timelines(connection: sqlite3.Connection, day: int, found: Threads) -> list[RoadmapTimeline]:
    in_force = day_queries.parameters(connection)
    made = []
    for roadmap in map_queries.roadmaps(connection):
        items, cards = map_queries.items(connection, roadmap.id), queries.cards(connection, roadmap.id)
        at = _places(items, cards)
        made.append(RoadmapTimeline(roadmap, items, cards, timeline(found, at, day, in_force)))
    return made


def _places(items: Sequence[ItemRow], cards: Iterable[PastCard]) -> Places:
    """Return the places of the cards that count: an item counts unless all its cards are suspended."""
    all_of: dict[int, list[PastCard]] = defaultdict(list)
    for card in cards:
        all_of[card.item].append(card)
    active: list[tuple[int, int]] = []
    counts: list[bool] = []
    for number, item in enumerate(items):
        of_item = [card.id for card in all_of.get(item.id, ()) if not card.suspended]
        counts.append(bool(of_item) or item.id not in all_of)
        active += [(card, number) for card in of_item]
    ids, numbers = np.array(active, np.int64).reshape(-1, 2).T
    return places(ids.copy(), numbers.copy(), np.array(counts, np.bool_))


def read_travels(path: Path, day: int, learning: Learning) -> list[Travel]:
    """Return every roadmap of the collection at `path` through time, as `travels.read_travels` says."""
    connection = day_queries.peek(path)
    if connection is None:
        raise ProblemError(f"{path} cannot be read just now.", hint="Look at the rights of its folder.")
    with closing(connection), reading(connection):
        found = read_threads(connection)
        late = late_reviews(found)
        shifts = shift(*late) if len(late[0]) >= ENOUGH else ()
        parameters = day_queries.parameters(connection)
        made = _timelines(connection, day, found)
        onwards = onward(
            connection, [each.timeline for each in made], day, DAYS_AHEAD, learning, parameters, shifts
        )
        passed = _passed_exams(connection)
        return [
            _travel(
                each,
                MapReplay(
                    now=read_map(connection, each.roadmap, day),
                    timelines={Scenario.STOP: each.timeline, Scenario.PACE: after.timeline},
                    witnesses=witnesses(queries.answers(connection, each.roadmap.id), day),
                    passed=_by_level(each.items, passed),
                    falls_due=_falls_due(each),
                    parameters=parameters,
                    target_recall=learning.target_recall,
                ),
                after,
                shifts,
                len(late[0]),
            )
            for each, after in zip(made, onwards, strict=True)
        ]


def _travel(
    found: RoadmapTimeline, replay: MapReplay, after: Onward, shifts: tuple[float, ...], late: int
) -> Travel:
    today = replay.now.day
    last = today + DAYS_AHEAD
    line = found.timeline
    first = today if line.first is None else line.first
    past, _ = _course(line, range(first, today + 1), ())
    stop, moved_stop = _course(line, range(today, last + 1), shifts)
    pace, _ = _course(after.timeline, range(today, last + 1), ())
    return Travel(
        id=found.roadmap.id,
        first=first,
        today=today,
        last=last,
        late=late,
        past=past,
        ahead={Scenario.STOP: stop, Scenario.PACE: pace},
        band={Scenario.STOP: _band(stop, moved_stop), Scenario.PACE: _band(pace, after.held)},
        rough=not shifts,
        replay=replay,
    )


def _course(
    line: Timeline, days: Sequence[int], shifts: Sequence[float]
) -> tuple[tuple[CoursePoint, ...], list[Sequence[float]]]:
    """Return the points of these days, and what is held on them if recall is moved by each of `shifts`."""
    whole = max(1, int(line.places.counts.sum()))
    points, held = [], []
    for stand in line.stands(days):
        items = line.items(stand)
        points.append(CoursePoint(stand.day, int(items.held().sum()), float(items.kept.sum()) / whole))
        held.append([float(items.held(each).sum()) for each in shifts])
    return tuple(points), list(zip(*held, strict=True))


def _band(
    course: Sequence[CoursePoint], held: Sequence[Sequence[float]]
) -> tuple[tuple[int, float, float], ...]:
    """Return the band around a course, which it always holds: today it is closed, for that is known."""
    if not held:
        return ()
    today, *ahead = course
    band = [(today.day, float(today.held), float(today.held))]
    for number, point in enumerate(ahead, start=1):
        values = (float(point.held), *(float(of_shift[number]) for of_shift in held))
        band.append((point.day, min(values), max(values)))
    return tuple(band)


def _falls_due(found: RoadmapTimeline) -> Wholes:
    """Return the day from which each card of the timeline is asked."""
    day_of = {card.id: card.falls_due for card in found.cards}
    days = [day_of[card] for card in found.timeline.places.cards.tolist()]
    return np.array([NOT_ASKED if day is None else day for day in days], np.int64)


def _passed_exams(connection: sqlite3.Connection) -> dict[str, list[int]]:
    """Return the study days on which the exam of each level, by its key, was passed."""
    found: dict[str, list[int]] = defaultdict(list)
    for exam in level_exams(connection):
        if quiz_score.verdict_of(exam.topics).passed:
            found[exam.level].append(exam.day)
    return found


def _by_level(items: Iterable[ItemRow], passed: Mapping[str, Sequence[int]]) -> dict[int, Sequence[int]]:
    return {row.level_id: passed.get(row.level_key, ()) for row in items}
