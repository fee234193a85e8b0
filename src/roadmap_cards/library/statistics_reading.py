"""Reads the statistics of a collection: for workers, it needs numpy.

The log is read as it is counted by study day (`storage.day_counts`), so that a year takes no longer than a
month.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from math import inf
from pathlib import Path

import numpy as np

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.climb import short_titles
from roadmap_cards.library.past_reading import RoadmapTimeline, timelines
from roadmap_cards.library.today import PACE_DAYS
from roadmap_cards.settings import Learning
from roadmap_cards.storage import statistics as queries
from roadmap_cards.storage import today as day_queries
from roadmap_cards.storage.day_counts import reading
from roadmap_cards.storage.map import ItemRow
from roadmap_cards.storage.statistics import Log, TopicPlace
from roadmap_cards.study import queue
from roadmap_cards.study import statistics_charts as charts
from roadmap_cards.study.day import SECOND
from roadmap_cards.study.readiness import LEVEL_MASTERY, TOPIC_MASTERY
from roadmap_cards.study.simulation import Pace, SimCards, simulate
from roadmap_cards.study.statistics import (
    Course,
    DueForecast,
    Held,
    MasteryCourse,
    Place,
    Scope,
    Span,
    Statistics,
)
from roadmap_cards.study.statistics_charts import DUE_DAYS, STABILITY_EDGES, AnswerSum
from roadmap_cards.study.statistics_months import month_ends, month_starts, months
from roadmap_cards.study.wording import plain_title

LIVES, MOST_CARDS = 20, 3_000
"""How often the days ahead are gone through, and the cards of all these lives together."""

SEED = 8

EVERYTHING = Place(Scope(), "Everything")


def read_statistics(path: Path, day: int, learning: Learning, span: Span, scope: Scope) -> Statistics:
    """Return the statistics of the collection at `path`, as `statistics.read_statistics` says."""
    connection = day_queries.peek(path)
    if connection is None:
        raise ProblemError(f"{path} cannot be read just now.", hint="Look at the rights of its folder.")
    with closing(connection), reading(connection):
        return _Reader(connection, day, learning, scope).read(span)


@dataclass(frozen=True, slots=True)
class _Reader:
    connection: sqlite3.Connection
    day: int
    learning: Learning
    scope: Scope

    def read(self, span: Span) -> Statistics:
        today = self.day
        log = Log.of(self.connection)
        first_ever = log.first_day(self.scope)
        first = _first_of(span, first_ever, today)
        since = min(first, month_starts(today)[0])
        reviews = log.answers(self.scope, since)
        days = charts.days_of(reviews, queries.quizzes(self.connection, self.scope, since))
        lines = timelines(self.connection, today)
        calendar = replace(
            charts.calendar(days, first_ever, today),
            months=months(reviews, days, self._held(lines), first_ever, today),
        )
        bands = queries.stability_bands(self.connection, self.scope, STABILITY_EDGES)
        median = queries.median_stability(self.connection, self.scope, sum(bands))
        known = max(sum(each.answers for each in calendar.days), sum(bands))
        places = queries.places(self.connection)
        return Statistics(
            day=today,
            span=span,
            scope=self.scope,
            places=_listed(places),
            calendar=calendar,
            due=self._due(log, known),
            retention=charts.retention(reviews, first, today, self.learning.target_recall),
            time=charts.time_use(days, first, today),
            grades=charts.grades(reviews, first, today),
            stabilities=charts.stabilities(bands, median),
            mastery=self._mastery(lines, first, known),
        )

    # --- Ahead

    def _due(self, log: Log, known: int) -> DueForecast:
        """Return the days ahead: cards as they fall due, and those that come back after their reviews."""
        month = log.answers(Scope(), self.day - PACE_DAYS)
        pace = _pace(month)
        met = sum(each.answers for each in month if each.phase == 0 and each.day == self.day)
        allowed = self.learning.new_per_day
        coming = queries.coming_new(
            self.connection, self.scope, self.day, allowed * DUE_DAYS - min(met, allowed)
        )
        new = _new_by_day(coming, allowed, met)
        due = self._reviews(pace, sum(new))
        return charts.due(due, new, pace, self.day, self.learning.minutes, known)

    def _reviews(self, pace: queue.Pace, new: int) -> Mapping[int, float]:
        """Return the reviews of each day ahead if none is missed and so many new cards are learned.

        What falls due as things stand is counted; what comes back after its review, or was learned by then,
        is the mean of several lives, of a large collection that of a part of its cards.
        """
        last = self.day + DUE_DAYS - 1
        found = {
            day: float(cards)
            for day, cards in queries.due_by_day(self.connection, self.scope, self.day, last).items()
        }
        every = max(1, round(sum(found.values())) // MOST_CARDS)
        cards = queries.falling_due(self.connection, self.scope, self.day, last, every)
        first = np.bincount(cards.due_day - self.day, minlength=DUE_DAYS)
        cards = _with_new(cards, new // every)
        if not len(cards):
            return found
        lived = simulate(
            cards,
            Pace(inf, 1.0, new / every / DUE_DAYS, pace.review / SECOND, pace.new / SECOND, 0.0),
            day_queries.parameters(self.connection),
            self.learning.target_recall,
            self.day,
            DUE_DAYS,
            np.random.default_rng(SEED),
            runs=max(1, min(LIVES, MOST_CARDS // len(cards))),
        )
        back = (lived.reviews.mean(axis=0) - first) * every
        return {
            self.day + number: found.get(self.day + number, 0.0) + float(more)
            for number, more in enumerate(back)
        }

    # --- Mastery

    def _held(self, lines: Sequence[RoadmapTimeline]) -> list[Held]:
        """Return what was held of the scope at the end of each month, of the roadmaps that were begun."""
        ends = month_ends(self.day)
        sums = [[0, 0] for _ in ends]
        for line in lines:
            if line.timeline.first is None:
                continue
            inside = line.timeline.places.counts & np.array(
                [self._covers(row) for row in line.items], np.bool_
            )
            for of_month, stand in zip(sums, line.timeline.stands(ends), strict=True):
                of_month[0] += int((line.timeline.items(stand).held() & inside).sum())
                of_month[1] += int(inside.sum())
        return [Held(*of_month) for of_month in sums] if sums[-1][1] else []

    def _covers(self, row: ItemRow) -> bool:
        """Return whether an item is in the scope."""
        if self.scope.topic:
            return row.topic_id == self.scope.topic
        return not self.scope.level or row.level_id == self.scope.level

    def _mastery(self, lines: Sequence[RoadmapTimeline], first: int, known: int) -> MasteryCourse:
        courses: list[Course] = []
        begun = [line.timeline.first for line in lines]
        started = [day for day in begun if day is not None]
        begin = max([first, min(started)]) if started else self.day
        for line, day in zip(lines, begun, strict=True):
            if day is not None or not started:
                courses += self._courses(line, charts.course_days(min(begin, self.day), self.day))
        return charts.mastery(courses, min(begin, self.day), self.day, known)

    def _courses(self, line: RoadmapTimeline, days: Sequence[int]) -> list[Course]:
        """Return the courses of a roadmap within the scope: its levels, one of them, or a topic."""
        titles = _level_titles([(row.level_id, row.level) for row in line.items])
        wanted, ready = dict(titles), LEVEL_MASTERY
        of_item = [row.level_id for row in line.items]
        if self.scope.level:
            wanted = {level: title for level, title in titles.items() if level == self.scope.level}
        elif self.scope.topic:
            wanted = {
                row.topic_id: plain_title(row.topic) for row in line.items if row.topic_id == self.scope.topic
            }
            of_item, ready = [row.topic_id for row in line.items], TOPIC_MASTERY
        number = {place: at for at, place in enumerate(wanted)}
        groups = np.array([number.get(place, -1) for place in of_item], np.int64)
        shares = line.timeline.shares(groups, days)
        return [
            Course(title, tuple(zip(days, shares[:, number[place]].tolist(), strict=True)), ready)
            for place, title in wanted.items()
        ]


def _first_of(span: Span, first_ever: int | None, today: int) -> int:
    """Return the first study day of a span: none before anything was studied."""
    ever = today if first_ever is None else min(first_ever, today)
    return max(ever, today - span.value + 1) if span.value else ever


def _pace(month: Sequence[AnswerSum]) -> queue.Pace:
    """Return how long a card takes this person, as `library.today.pace` measures it."""
    usual = queue.Pace()
    reviews = sum(each.answers for each in month if each.phase >= 2)
    spent = sum(each.duration for each in month if each.phase >= 2)
    new = sum(each.answers for each in month if each.phase == 0)
    steps = sum(each.duration for each in month if each.phase < 2)
    return queue.Pace(
        review=int(spent / reviews) or usual.review if reviews else usual.review,
        new=int(steps / new) or usual.new if new else usual.new,
    )


def _with_new(cards: SimCards, number: int) -> SimCards:
    """Return cards with so many more that were never seen."""
    unseen = np.zeros(number)
    return SimCards(
        np.concatenate((cards.stability, unseen)),
        np.concatenate((cards.difficulty, unseen)),
        np.concatenate((cards.last_day, unseen.astype(np.int64))),
        np.concatenate((cards.due_day, unseen.astype(np.int64))),
    )


def _new_by_day(coming: Sequence[bool], allowed: int, met: int) -> list[int]:
    """Return how many new cards of the scope come on each day ahead; `met` are those of today so far."""
    begin, days = 0, []
    for number in range(DUE_DAYS):
        end = begin + (max(0, allowed - met) if number == 0 else allowed)
        days.append(sum(coming[begin:end]))
        begin = end
    return days


def _level_titles(levels: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Return the short titles of levels by their id, in order."""
    found = dict(levels)
    return dict(zip(found, map(plain_title, short_titles(list(found.values()))), strict=True))


def _listed(places: Sequence[TopicPlace]) -> tuple[Place, ...]:
    """Return all that can be chosen: everything, then each level before its topics."""
    listed = [EVERYTHING]
    titles: dict[int, str] = {}
    for _, of_roadmap in groupby(places, key=lambda place: place.roadmap):
        titles |= _level_titles([(place.level, place.level_title) for place in of_roadmap if place.level])
    for (_, level, title), topics in groupby(
        places, key=lambda place: (place.roadmap, place.level, place.level_title)
    ):
        short = titles.get(level, plain_title(title))
        if level:
            listed.append(Place(Scope(level=level), short))
        listed += [Place(Scope(topic=each.topic), plain_title(each.title), short) for each in topics]
    return tuple(listed)
