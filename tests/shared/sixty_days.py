"""Sixty days of study of the shipped decks, by the program's own actions: a seeded learner at a set clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from random import Random

from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.session import Session
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating
from ticking_clock import Clock

DAYS = 60
FIRST = (2026, 3, 2)
"""A Monday; within sixty days most zones change to summer time."""

RATINGS = (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)
CHANCES = (12, 10, 63, 15)


def study(folder: DataFolder, zone: tzinfo) -> Clock:
    """Study, and return the clock as it stands on the evening of the last day."""
    rng = Random(60)
    clock = Clock(datetime(*FIRST, 8, tzinfo=zone))
    with OpenCollection(folder, clock) as library:
        library.decks.load_changed(folder)
        library.change_learning("Learn faster", new_per_day=2)
        for day in range(DAYS):
            # Some mornings, some evenings, and some nights after midnight, which belong to the day before.
            hour = rng.choice((6, 9, 13, 20, 23, 26))
            clock.now = datetime(*FIRST, tzinfo=zone) + timedelta(
                days=day, hours=hour, minutes=rng.randrange(60)
            )
            if day == DAYS - 1:
                # Some cards are left in their steps.
                _sit(library, clock, rng, patience=9, chances=(50, 20, 30, 0))
            elif rng.random() < 0.85:
                _sit(library, clock, rng)
        _set_some_aside(library, rng)
        clock.now = datetime(*FIRST, 21, tzinfo=zone) + timedelta(days=DAYS)
    return clock


def _sit(
    library: Library, clock: Clock, rng: Random, patience: int = 1000, chances: Sequence[int] = CHANCES
) -> None:
    session = Session(library, library.reviews.plan())
    while not session.finished and patience:
        patience -= 1
        session.reveal()
        seconds = rng.randrange(3, 40)
        clock.now += timedelta(seconds=seconds)
        session.answer(rng.choices(RATINGS, chances)[0], seconds * 1000)
        if rng.random() < 0.01:
            session.undo()


def _set_some_aside(library: Library, rng: Random) -> None:
    cards = sorted(library.decks.card_keys().values())
    for card in rng.sample(cards, 6):
        library.reviews.suspend(card)
    for flag, card in enumerate(rng.sample(cards, 4), start=1):
        library.reviews.flag(card, flag)
    library.reviews.bury(rng.choice(cards))
