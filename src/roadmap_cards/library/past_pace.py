"""Where roadmaps go at the learner's own pace: simulated lives, one of which the map shows.

All roadmaps share the minutes of a day, so the whole collection is simulated at once. Of several lives that
differ by chance alone a roadmap shows the one in which it ends in the middle.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from roadmap_cards.library.pace import read_pace, read_sim_cards
from roadmap_cards.settings import Learning
from roadmap_cards.study.forgetting import Parameters, days_until
from roadmap_cards.study.mastery import SOLID
from roadmap_cards.study.simulation import Events, simulate
from roadmap_cards.study.timeline import Reals, Timeline, Wholes, moved

LIVES = 15
"""Lives that are simulated: an odd number has one in the middle."""

MANY_CARDS = 10_000
"""Cards from which one life is enough: chance evens out among so many."""

SEED = 8


@dataclass(frozen=True, slots=True, eq=False)
class Onward:
    """A roadmap at the learner's pace: its timeline with the answers to come.

    `held` has, for each of the shifts that were asked for, the items held on each day from today on.
    """

    timeline: Timeline
    held: tuple[Sequence[float], ...]


def onward(
    connection: sqlite3.Connection,
    timelines: Sequence[Timeline],
    today: int,
    days: int,
    learning: Learning,
    parameters: Parameters,
    shifts: tuple[float, ...],
) -> list[Onward]:
    """Return how each roadmap goes on for `days` days after today.

    `shifts` are what recall may be moved by, in logits; the timelines are those of an unmoved recall.
    """
    cards, ids, _, _ = read_sim_cards(connection, today)
    number = LIVES if len(cards) < MANY_CARDS else 1
    shift = np.repeat((0.0, *shifts), number)
    watches = [_Watch(timeline, np.asarray(ids, np.int64), shift, parameters) for timeline in timelines]

    def watch(day: int, stability: Reals, last: NDArray[np.integer[Any]]) -> bool:
        for each in watches:
            each.look(day, stability, last)
        return day == today + days

    lived = simulate(
        cards,
        read_pace(connection, today, learning),
        parameters,
        learning.target_recall,
        today,
        days + 1,
        np.random.default_rng(SEED),
        runs=len(shift),
        shift=shift,
        on_day=watch,
        record=True,
    )
    if lived.events is None:
        raise ValueError("the simulation recorded nothing")
    return [each.onward(lived.events, number) for each in watches]


class _Watch:
    """Counts what is held of one roadmap in every life, morning by morning."""

    def __init__(self, timeline: Timeline, ids: Wholes, shift: Reals, parameters: Parameters) -> None:
        """Find the cards of the roadmap among those that are simulated, which bear these ids."""
        wanted = timeline.places.cards
        order = np.argsort(ids)
        where = np.searchsorted(ids[order], wanted)
        self._column = order[np.minimum(where, len(ids) - 1)] if len(ids) else where
        if len(wanted) and not (len(ids) and np.array_equal(ids[self._column], wanted)):
            raise ValueError("a card of a roadmap is missing among those that are simulated")
        self._timeline, self._cards, self._parameters = timeline, len(ids), parameters
        # Recall is at the mark or above it for so many days, for each day of stability.
        marks = [moved(SOLID.recall, -each) for each in shift]
        self._reach = np.array([[days_until(mark, 1.0, parameters)] for mark in marks])
        self._held: list[Wholes] = []

    def look(self, day: int, stability: Reals, last: NDArray[np.integer[Any]]) -> None:
        """Take note of a morning; the arrays are by life and card."""
        begin = self._timeline.places.begin
        stability, last = stability[:, self._column], last[:, self._column]
        holds = (stability >= SOLID.stability) & (day - last <= stability * self._reach)
        items = np.logical_and.reduceat(holds, begin, axis=1) if len(begin) else holds
        self._held.append(items.sum(axis=1))

    def onward(self, events: Events, number: int) -> Onward:
        """Return the middle one of the first `number` lives, with what the lives of each shift hold."""
        held = np.array(self._held)
        middle = int(np.argsort(held[-1, :number], kind="stable")[number // 2])
        place = np.full(self._cards, -1)
        place[self._column] = np.arange(len(self._column))
        own = (events.run == middle) & (place[events.card] >= 0)
        answered = self._timeline.go_on(
            place[events.card[own]], events.day[own], events.stability[own], self._parameters
        )
        ends = [held[:, begin : begin + number] for begin in range(number, held.shape[1], number)]
        return Onward(answered, tuple(np.median(end, axis=1).tolist() for end in ends))
