"""What an answer in a quiz may do to the schedule.

A quiz asks often what is not due, shows the answer among others, and is answered by guessing. Simulated
(`bench/quiz_rule.py`), ignoring it wastes reviews, and writing what was right as Easy lets the predicted
recall run away from the true one. This rule keeps both small: wrong answers count, right ones count where
they were sure, and never more than once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roadmap_cards.study.card import Rating
from roadmap_cards.study.quiz import Sureness

CHOICE_REST = 7
"""Study days within which a card gains by a choice question only once."""

KNOWN = 0.90
"""Below this predicted recall, “I don't know” is a lapse and not a whim."""


class Effect(StrEnum):
    """What an answer did to the schedule, or why it did nothing; kept with the answer."""

    LATER = "later"
    SOONER = "sooner"
    NO_CARD = "no_card"
    NEW_CARD = "new_card"
    SET_ASIDE = "set_aside"
    SEEN_TODAY = "seen_today"
    ANSWERED_SINCE = "answered_since"
    GUESSED = "guessed"
    CHOSEN_LATELY = "chosen_lately"
    EXPECTED = "expected"
    SWITCHED_OFF = "switched_off"

    @property
    def moved(self) -> bool:
        return self in {Effect.LATER, Effect.SOONER}


@dataclass(frozen=True, slots=True)
class Evidence:
    """An answer that was handed in, and what is known of the card it may move.

    `recognition` says that the answer was shown among others. `set_aside`: the card is suspended, or its
    topic rests. `seen_today`: it was answered on that study day, in any mode; `since`: it was reviewed after
    this answer was given. `chosen_lately` says that a choice question moved it within CHOICE_REST days.
    `recall` is what was predicted, from 0 to 1.
    """

    right: bool
    sureness: Sureness
    recognition: bool
    new: bool = False
    set_aside: bool = False
    seen_today: bool = False
    since: bool = False
    chosen_lately: bool = False
    recall: float = 0.0


def effect(evidence: Evidence) -> Effect:
    """Return what an answer does to the card that it tests."""
    if evidence.set_aside:
        return Effect.SET_ASIDE
    if evidence.new:
        return Effect.NEW_CARD
    if evidence.since:
        return Effect.ANSWERED_SINCE
    if evidence.seen_today:
        return Effect.SEEN_TODAY
    if evidence.sureness is Sureness.UNKNOWN:
        return Effect.SOONER if evidence.recall < KNOWN else Effect.EXPECTED
    if not evidence.right:
        return Effect.SOONER
    if evidence.sureness is Sureness.GUESSING:
        return Effect.GUESSED
    if evidence.recognition and evidence.chosen_lately:
        return Effect.CHOSEN_LATELY
    return Effect.LATER


def is_misconception(*, right: bool, sureness: Sureness) -> bool:
    """Tell whether an answer was sure and wrong: what is believed, and not only forgotten."""
    return not right and sureness is Sureness.SURE


def rating(*, right: bool) -> Rating:
    """Return the grade that stands in the log for an answer: never Easy, never Hard."""
    return Rating.GOOD if right else Rating.AGAIN
