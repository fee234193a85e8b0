"""Somebody who forgets along quite another curve than the program thinks, and has studied for months."""

from __future__ import annotations

import heapq
from datetime import timedelta
from random import Random

from roadmap_cards.library.library import Library
from roadmap_cards.storage import decks, reviews
from roadmap_cards.storage.database import Database
from roadmap_cards.study.card import NEW, Learned, Memory, Rating
from roadmap_cards.study.day import Moment, moment
from roadmap_cards.study.forgetting import Parameters, recall_after
from roadmap_cards.study.history import LogRow, log_row
from roadmap_cards.study.recurrence import Recurrence
from roadmap_cards.study.schedule import DEFAULT, Schedule
from ticking_clock import Clock

WEIGHTS = (0.1, 0.4, 0.8, 2.5, *DEFAULT.weights[4:8], 1.2, *DEFAULT.weights[9:20], 0.35)
"""What is learnt is forgotten sooner, and a review adds less."""


def study(library: Library, database: Database, clock: Clock, cards: int, days: int) -> None:
    """Have so many cards studied as they fall due, for so many days up to now, under the default schedule."""
    rng, truth = Random(7), Recurrence(Parameters(0, WEIGHTS))
    present = moment(clock.now)
    numbers = sorted(library.decks.card_keys().values())[:cards]
    uuids = {number: decks.card(database.plain, number).uuid for number in numbers}
    memories: dict[int, Memory] = dict.fromkeys(numbers, NEW)
    true: dict[int, tuple[float, float]] = {}
    rows: list[LogRow] = []
    schedule, first = Schedule(), present.day - days
    queue = [(first + at * days // (2 * cards), number) for at, number in enumerate(numbers)]
    heapq.heapify(queue)
    while queue and queue[0][0] < present.day:
        day, number = heapq.heappop(queue)
        memory = memories[number]
        at = (
            present.at
            - (present.day - day) * int(timedelta(days=1).total_seconds()) * 1000
            + len(rows) % 3_600_000
        )
        rating = Rating.GOOD
        if isinstance(memory, Learned) and memory.last_day < day:
            recall = recall_after(day - memory.last_day, true[number][0], truth.parameters)
            rating = Rating.GOOD if rng.random() < recall else Rating.AGAIN
        elapsed = day - memory.last_day if isinstance(memory, Learned) else 0
        true[number] = truth.after(*true[number], rating, elapsed) if number in true else truth.first(rating)
        now = Moment(at, present.offset, day)
        outcome = schedule.outcomes(memory, uuids[number], now)[rating - 1]
        row = log_row(number, memory, outcome, now, 6_000, schedule)
        rows.append(LogRow(**{**{name: getattr(row, name) for name in row.__slots__}, "id": len(rows) + 1}))
        memories[number] = outcome.memory
        heapq.heappush(queue, (outcome.memory.due_day, number))
    learned = {number: memory for number, memory in memories.items() if isinstance(memory, Learned)}
    with database.change("Study", undoable=False) as tx:
        reviews.store_history(tx, rows, learned)
