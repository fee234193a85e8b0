"""How a person studies, and the cards as a simulation takes them: what every look ahead begins with.

Loads numpy: for workers alone.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from roadmap_cards.settings import Learning
from roadmap_cards.storage import ahead as queries
from roadmap_cards.storage.ahead import AheadCard, Habits, PastMemory
from roadmap_cards.study import queue
from roadmap_cards.study.day import MINUTE, SECOND
from roadmap_cards.study.simulation import NEVER, Pace, SimCards

HABIT_DAYS, LOOKED_BACK = 28, 120
"""Days before today by which a pace is measured (today is not over), and how far back they may lie."""

FEWEST_DAYS = 7
"""A pace is measured over so many days at least, however short ago the first answer was."""

PAUSE = 7
"""So many days in a row without study are a pause: none of them counts."""

ENOUGH_REVIEWS = 20
"""Reviews from which one's own pace is known; below it the settings speak."""

USUAL_SHARE = 6 / 7
"""The share of days that somebody studies of whom nothing is known."""

USUAL_LAPSE = 20.0
"""Seconds that a forgotten card takes besides, where that is not known."""

LONG_DAY = 0.75
"""How far up among the days that were studied the one stands whose minutes are taken as what a day has."""

USUAL_WEIGHT = 20
"""Answers that the usual grades count for beside one's own."""

USUAL_GRADES = (0.10, 0.75, 0.15)
USUAL_FIRST_GRADES = (0.35, 0.10, 0.45, 0.10)


class StudyCards(NamedTuple):
    """Cards to simulate with their ids, and those of their topics and items (0: none), all in one order."""

    cards: SimCards
    card_ids: NDArray[np.int64]
    topic_ids: NDArray[np.int64]
    item_ids: NDArray[np.int64]


# --- Pace --------------------------------------------------------------------------------------------


def read_pace(connection: sqlite3.Connection, day: int, learning: Learning) -> Pace:
    """Return the pace of the last HABIT_DAYS before a study day; that of the settings where little is known.

    A day has the minutes of the settings, or those of a long day where that is more. But who does not get
    through what is due has only what is spent.
    """
    first, days = _habit_days(queries.studied_days(connection, day - LOOKED_BACK, day - 1), day)
    found = queries.habits(connection, first, day - 1)
    usual = queue.Pace()
    if found.reviews < ENOUGH_REVIEWS:
        return Pace(
            minutes=learning.minutes,
            share=USUAL_SHARE,
            new=learning.new_per_day,
            review_seconds=usual.review / SECOND,
            new_seconds=usual.new / SECOND,
            lapse_seconds=USUAL_LAPSE,
            reviews=learning.reviews_per_day,
            grades=USUAL_GRADES,
            first_grades=USUAL_FIRST_GRADES,
        )
    review_seconds = found.review_time / SECOND / found.reviews
    lapses = found.grades[0]
    new = found.new / found.days if found.new else float(learning.new_per_day)
    return Pace(
        minutes=_minutes(found, queries.due_on(connection, day) * review_seconds / 60, learning.minutes),
        share=found.days / days,
        new=new if learning.new_per_day else 0.0,
        review_seconds=review_seconds,
        new_seconds=(found.new_time / found.new if found.new else usual.new) / SECOND,
        lapse_seconds=found.lapse_time / SECOND / lapses if lapses else USUAL_LAPSE,
        reviews=learning.reviews_per_day,
        grades=_grades(found),
        first_grades=_first_grades(found),
    )


def _habit_days(studied: Sequence[int], day: int) -> tuple[int, int]:
    """Return the first of the days that count before `day`, and how many they are; pauses are left out."""
    counted, first = 0, day
    for this in reversed(studied):
        gap = first - this - 1
        taken = 1 + (gap if gap < PAUSE else 0)
        if counted + taken > HABIT_DAYS:
            break
        counted, first = counted + taken, this
    return first, max(counted, FEWEST_DAYS)


def _minutes(found: Habits, waiting: float, meant: int) -> float:
    """Return the minutes of a day, where so many are waiting today and so many are meant to be spent."""
    spent = sorted(time / MINUTE for time in found.times)
    long_day = max(spent[int(LONG_DAY * (len(spent) - 1))], meant)
    return long_day if waiting <= long_day else sum(spent) / len(spent)


def _grades(found: Habits) -> tuple[float, float, float]:
    hard, good, easy = _mixed(found.grades[1:], USUAL_GRADES)
    return hard, good, easy


def _first_grades(found: Habits) -> tuple[float, float, float, float]:
    again, hard, good, easy = _mixed(found.first_grades, USUAL_FIRST_GRADES)
    return again, hard, good, easy


def _mixed(counts: Sequence[int], usual: Sequence[float]) -> list[float]:
    """Return the shares of grades, drawn a little towards the usual ones."""
    whole = sum(counts) + USUAL_WEIGHT
    return [(count + USUAL_WEIGHT * share) / whole for count, share in zip(counts, usual, strict=True)]


# --- Cards -------------------------------------------------------------------------------------------


def read_sim_cards(
    connection: sqlite3.Connection, day: int, roadmap: int | None = None, woken: Collection[int] = ()
) -> StudyCards:
    """Return the cards of a roadmap, or of all, as they stand; suspended ones are left out.

    The new ones come last, in the order in which they will be met. What bears a later study day than `day`,
    that of today, was answered under another clock, and counts as answered today. The topics `woken` are
    taken not to rest.
    """
    cards = [replace(card, last_day=min(card.last_day, day)) for card in queries.cards(connection, roadmap)]
    return _study_cards(connection, _awake(cards, woken))


def read_sim_cards_as_of(
    connection: sqlite3.Connection, day: int, roadmap: int | None = None, woken: Collection[int] = ()
) -> StudyCards:
    """Return the same as they stood on the morning of a past study day, from the log.

    The cards, and what is set of them and their topics, are those of today.
    """
    then = queries.memories_on(connection, day)
    cards = [_with(card, then.get(card.id, PastMemory())) for card in queries.cards(connection, roadmap)]
    return _study_cards(connection, _awake(cards, woken))


def _awake(cards: Sequence[AheadCard], woken: Collection[int]) -> list[AheadCard]:
    return [replace(card, asked=True, met=card.gives_new) if card.topic in woken else card for card in cards]


def _with(card: AheadCard, memory: PastMemory) -> AheadCard:
    return replace(
        card,
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_day=memory.last_day,
        due_day=memory.due_day,
    )


def _study_cards(connection: sqlite3.Connection, found: Sequence[AheadCard]) -> StudyCards:
    needs: dict[int, list[int]] = defaultdict(list)
    for entry, needed in queries.needs(connection):
        needs[entry].append(needed)
    seen = [card for card in found if card.stability > 0]
    unmet = [card for card in found if card.stability <= 0 and not card.met]
    met = [card for card in found if card.stability <= 0 and card.met]
    cards = [*seen, *unmet, *in_order_of_needs(met, needs, {card.entry for card in seen})]
    return StudyCards(
        SimCards(
            stability=np.array([card.stability for card in cards], np.float64),
            difficulty=np.array([card.difficulty for card in cards], np.float64),
            last_day=np.array([card.last_day for card in cards], np.int64),
            due_day=np.array([_due_day(card) for card in cards], np.int64),
        ),
        np.array([card.id for card in cards], np.int64),
        np.array([card.topic for card in cards], np.int64),
        np.array([card.item for card in cards], np.int64),
    )


def _due_day(card: AheadCard) -> int:
    goes_on = card.asked if card.stability > 0 else card.met
    return card.due_day if goes_on else NEVER


def in_order_of_needs(
    new: Sequence[AheadCard], needs: Mapping[int, Sequence[int]], introduced: Collection[int]
) -> Iterator[AheadCard]:
    """Yield new cards in their order, but each behind the entries it needs, as a session meets them.

    `introduced` are the entries of which a card was seen. What an entry needs holds it up only while it is to
    be met itself. A circle of needs would wait for ever: its cards come at the end, as they stand.
    """
    to_meet = {card.entry for card in new}.difference(introduced)
    waiting = {
        card.entry: {need for need in needs.get(card.entry, ()) if need in to_meet and need != card.entry}
        for card in new
    }
    held_up: dict[int, list[int]] = defaultdict(list)
    places: dict[int, list[int]] = defaultdict(list)
    for entry, open_needs in waiting.items():
        for need in open_needs:
            held_up[need].append(entry)
    for place, card in enumerate(new):
        places[card.entry].append(place)
    free = [place for place, card in enumerate(new) if not waiting[card.entry]]
    heapify(free)
    left = set(range(len(new)))
    while free:
        place = heappop(free)
        left.discard(place)
        yield new[place]
        for entry in held_up.pop(new[place].entry, ()):
            waiting[entry].discard(new[place].entry)
            if not waiting[entry]:
                for freed in places[entry]:
                    heappush(free, freed)
    yield from (new[place] for place in sorted(left))
