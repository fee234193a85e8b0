"""The learner of the demo collection: a memory of its own, which the program can only guess at.

It forgets along FSRS's curve too, with parameters a little unlike the program's and with cards that are
harder or easier for this one person. So what is predicted and what happens differ, as they do in life.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from uuid import UUID

from roadmap_cards.study.card import NEW, Learned, Memory, New, Rating, Stage
from roadmap_cards.study.day import Moment
from roadmap_cards.study.forgetting import Parameters, recall_after
from roadmap_cards.study.schedule import DEFAULT, Schedule

CHANGED = {0: 0.9, 1: 0.9, 2: 0.9, 3: 0.9, 8: 0.985, 20: 1.06}
"""By which factor the learner's weights differ from the defaults: weaker first memories, slower growth."""

TRUE = Parameters(0, tuple(weight * CHANGED.get(index, 1.0) for index, weight in enumerate(DEFAULT.weights)))

STRENGTH_SPREAD = 0.3
"""How unlike each other the cards are: the standard deviation of the logarithm of their strength."""

KNOWN_BEFORE = 0.62
"""The chance that the answer to a card of middling strength is found at the first meeting."""

STEP_RECALL = 0.93
"""The chance of recall some minutes after the answer was seen."""

QUICK, SLOW = 6.5, 26.0
"""Seconds under which an answer that comes is called easy, and over which it is called hard."""

LEFT_THE_DESK = 0.003
"""How often the learner is called away while a card is shown."""


@dataclass(slots=True)
class Trace:
    """What the learner holds of a card: a memory that nobody sees, and how well the card suits this mind."""

    strength: float
    memory: Memory = NEW


class Learner:
    """A person's memory of the cards, asked one at a time."""

    def __init__(self, rng: Random) -> None:
        """Begin knowing nothing."""
        self._rng = rng
        self._nature = Schedule(TRUE)
        self._traces: dict[UUID, Trace] = {}

    def grade(self, card: UUID, seen: Memory, present: Moment) -> tuple[Rating, int]:
        """Return how the learner grades a card now, and after how many milliseconds.

        `seen` is the program's memory of it: it tells whether the card is met as new, in its steps or as a
        review.
        """
        rng = self._rng
        trace = self._traces.setdefault(card, Trace(rng.lognormvariate(0.0, STRENGTH_SPREAD)))
        chance = self._chance(trace, seen, present.day)
        recalled = rng.random() < chance
        pace = 1.8 if isinstance(seen, New) else 1.0
        typical = (11 + 30 * (1 - chance)) if recalled else 28
        seconds = typical * pace * rng.lognormvariate(0.0, 0.45)
        rating = _said(recalled, seconds / pace)
        if rng.random() < LEFT_THE_DESK:
            seconds += rng.randrange(180, 900)
        return rating, round(seconds * 1000)

    def took_in(self, card: UUID, rating: Rating, present: Moment) -> None:
        """Let the learner's own memory follow an answer that stands."""
        trace = self._traces[card]
        trace.memory = self._nature.outcomes(trace.memory, card, present)[rating - 1].memory

    def _chance(self, trace: Trace, seen: Memory, day: int) -> float:
        if isinstance(seen, New) or not isinstance(trace.memory, Learned):
            return float(KNOWN_BEFORE ** (1 / trace.strength))
        if seen.stage is not Stage.REVIEW:
            return float(STEP_RECALL ** (1 / trace.strength))
        return recall_after(day - trace.memory.last_day, trace.memory.stability * trace.strength, TRUE)


def _said(recalled: bool, seconds: float) -> Rating:
    if not recalled:
        return Rating.AGAIN
    if seconds < QUICK:
        return Rating.EASY
    return Rating.HARD if seconds > SLOW else Rating.GOOD
