"""What Anki's log and cards say, in the words of our own log: answers, study days, memory.

The meaning of the columns is described in docs/anki.md, as found by running Anki.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from roadmap_cards.anki.content import AnkiCard, Answer, Head, Preset
from roadmap_cards.study.card import NEW, Learned, Memory, Stage
from roadmap_cards.study.day import HOUR, MINUTE, SECOND
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.recurrence import Recurrence, difficulty_of_ease
from roadmap_cards.study.schedule import LAST_DAY, LEARNING_STEPS, RELEARNING_STEPS, are_sound

DAY = 24 * HOUR
DAYS_TO_2000 = 10_957
"""From 1970-01-01 to 2000-01-01, from which study days count."""

NEW_TYPE, LEARNING, REVIEW, RELEARNING = 0, 1, 2, 3
BY_HAND = 4
FILTERED = 3
FIRST_TIME = 1_000_000_000
"""A `due` from here on is a time in seconds, below it is a day number."""

LATEST = 7_000_000_000
"""Unix seconds, in the year 2191: a later time in a package is a mistake or malice."""

MOST_DAYS = 36_500
"""The longest interval that Anki knows."""

STAGES = {LEARNING: Stage.LEARNING, REVIEW: Stage.REVIEW, RELEARNING: Stage.RELEARNING}
USUAL_EASE = 2.5


@dataclass(slots=True)
class StudyDays:
    """On which study day a moment falls, in one zone.

    `offset_at` gives minutes east of UTC at a time (UTC milliseconds); a day turns at the hour `turn`.
    """

    offset_at: Callable[[int], int]
    turn: int
    _steady: dict[int, int | None] = field(default_factory=dict)
    """The offset by day of UTC; None for a day on which it changes. No zone changes it twice in one."""

    def offset(self, at: int) -> int:
        """Return the zone's distance from UTC in minutes at a time (UTC milliseconds)."""
        day = at // DAY
        if day not in self._steady:
            begin, end = self.offset_at(day * DAY), self.offset_at((day + 1) * DAY)
            self._steady[day] = begin if begin == end else None
        steady = self._steady[day]
        return self.offset_at(at) if steady is None else steady

    def day(self, at: int) -> int:
        """Return the study day of a time (UTC milliseconds)."""
        return self.day_by(at, self.offset(at))

    def day_by(self, at: int, offset: int) -> int:
        """Return the study day of a time (UTC milliseconds) at which `offset` is known."""
        return (at + offset * MINUTE - self.turn * HOUR) // DAY - DAYS_TO_2000

    def first_day(self, head: Head) -> int:
        """Return the study day from which a package counts its day numbers."""
        created = min(max(head.created, 0), LATEST) * SECOND
        east = self.offset(created) if head.minutes_west is None else -head.minutes_west
        return (created + east * MINUTE) // DAY - DAYS_TO_2000


def is_answer(answer: Answer) -> bool:
    """Tell whether a row of Anki's log is an answer that counts: no change by hand, no cramming."""
    return 1 <= answer.rating <= 4 and (
        answer.kind < FILTERED or (answer.kind == FILTERED and answer.factor != 0)
    )


def is_reset(answer: Answer) -> bool:
    """Tell whether a row of Anki's log sets its card back to new."""
    return answer.kind == BY_HAND and answer.factor == 0


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a package's cards and answers come to.

    `recurrence` is that of the deck's weights where they are FSRS-6, else of the collection's own. No answer
    is later than `now` (UTC milliseconds).
    """

    head: Head
    days: StudyDays
    recurrence: Recurrence
    preset: Preset
    now: int

    def by(self, parameters: Parameters) -> Reckoning:
        """Return the same with other weights."""
        return replace(self, recurrence=Recurrence(parameters))

    def memory(self, card: AnkiCard, last_at: int | None, computed: tuple[float, float] | None) -> Memory:
        """Return what is remembered of a card, as Anki has it.

        `last_at` is the time of its last answer, `computed` what its answers come to: stability and
        difficulty. Both are None where the package does not tell.
        """
        stage = STAGES.get(card.type)
        data = card_data(card)
        nothing_known = last_at is None and card.interval <= 0 and "s" not in data
        if stage is None or (nothing_known and stage is not Stage.REVIEW):
            return NEW
        due_at, due_day = self._due(card, stage)
        if nothing_known:
            # Its due day was set by hand before it was ever answered.
            card = card._replace(interval=max(due_day - self.days.day(self.now), 1))
            last_at = self.now
        if last_at is None:
            last_at = min(int(data.get("lrt", 0)), LATEST) * SECOND
        if last_at <= 0:
            last_at = (due_day - max(card.interval, 0) + DAYS_TO_2000) * DAY + 12 * HOUR
        last_at = min(last_at, self.now)
        last_day = self.days.day(last_at)
        stability, difficulty = self._state(card, data, computed)
        return Learned(
            stage=stage,
            step=None if stage is Stage.REVIEW else self._step(card, stage),
            stability=stability,
            difficulty=difficulty,
            last_at=last_at,
            last_day=last_day,
            due_at=due_at,
            # A card in a minutes-long step belongs to the day of its answer (study.schedule).
            due_day=last_day if due_at is not None else due_day,
            interval=min(max(card.interval, 1), MOST_DAYS) if stage is Stage.REVIEW else 0,
            reps=max(card.reps, 0),
            lapses=max(card.lapses, 0),
        )

    def _due(self, card: AnkiCard, stage: Stage) -> tuple[int | None, int]:
        """Return the time (UTC ms) of a minutes-long step, if it is one, and the study day."""
        due = card.original_due if card.original_deck and card.original_due else card.due
        if stage is not Stage.REVIEW and due >= FIRST_TIME:
            due_at = min(due, LATEST) * SECOND
            return due_at, self.days.day(due_at)
        day = self.days.first_day(self.head) + due
        return None, min(max(day, 0), LAST_DAY)

    def _step(self, card: AnkiCard, stage: Stage) -> int:
        learning = stage is Stage.LEARNING
        theirs = self.preset.learning_steps if learning else self.preset.relearning_steps
        ours = LEARNING_STEPS if learning else RELEARNING_STEPS
        return min(max(len(theirs) - card.left % 1000, 0), len(ours) - 1)

    def _state(
        self, card: AnkiCard, data: dict[str, float], computed: tuple[float, float] | None
    ) -> tuple[float, float]:
        """Return stability and difficulty: Anki's own, else those computed, else what SM-2's ease stands for.

        Anki stores both rounded. Where the answers lead to the same numbers, they are taken unrounded.
        """
        if "s" in data and "d" in data:
            stored = min(max(data["s"], 0.001), 36_500.0), min(max(data["d"], 1.0), 10.0)
            return computed if computed is not None and _same(computed, stored) else stored
        if computed is not None:
            return computed
        interval = min(max(card.interval, 1), MOST_DAYS)
        ease = card.factor / 1000 if card.factor > 0 else USUAL_EASE
        return float(interval), difficulty_of_ease(ease, interval, 0.9, self.recurrence.parameters)


def _same(computed: tuple[float, float], stored: tuple[float, float]) -> bool:
    """Tell whether stored numbers are the computed ones but for rounding and Anki's single precision."""
    return (
        abs(computed[0] - stored[0]) <= 6e-5 + 1e-3 * stored[0]
        and abs(computed[1] - stored[1]) <= 6e-4 + 1e-3
    )


def card_data(card: AnkiCard) -> dict[str, float]:
    """Return the numbers in a card's `data`; nothing where it is not what Anki writes."""
    if not card.data:
        return {}
    try:
        found = json.loads(card.data)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        name: float(value)
        for name, value in found.items()
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12
    }


def reckoning(head: Head, days: StudyDays, deck: int, own: Parameters, now: int) -> Reckoning:
    """Return how cards of a deck are reckoned with; `own` are the weights of the collection, as a stand-in.

    The preset's weights may be single-precision copies of `own`: then it is `own` that is meant.
    """
    found = head.decks.get(deck)
    preset = head.presets.get(found.preset if found else 1) or Preset(1, "")
    weights = preset.weights
    theirs = own
    if are_sound(weights) and any(
        abs(one - other) > 1e-5 * max(1.0, abs(other))
        for one, other in zip(weights, own.weights, strict=True)
    ):
        theirs = Parameters(0, tuple(weights))
    return Reckoning(head, days, Recurrence(theirs), preset, now)
