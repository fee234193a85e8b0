"""What a sitting came to: time, recall against the target, what was missed, what tomorrow asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from roadmap_cards.library.library import Library
from roadmap_cards.library.progress import DayMinutes
from roadmap_cards.library.session import Session
from roadmap_cards.study.card import Learned, Rating
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.share import wilson
from roadmap_cards.study.sides import back, front

AHEAD = 6
"""Days that the forecast looks ahead."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A card whose first answer was Again, in one line each; `lapses` counts how often it was forgotten."""

    question: str
    answer: str
    lapses: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A sitting in numbers. Durations are in milliseconds; `low` and `high` bound recall with 90 %."""

    day: int
    duration: int
    cards: int
    reviews: int
    new: int
    left: int
    passed: tuple[bool, ...]
    """For each card in the order of the sitting, whether its first answer was more than Again."""
    grades: Mapping[Rating, int]
    reviewed: int
    recalled: int
    low: float
    high: float
    target: float
    missed: tuple[Missed, ...]
    today: float
    """Minutes spent today, in all sittings."""
    forecast: tuple[DayMinutes, ...]
    tomorrow: int


def summarise(session: Session, library: Library) -> Summary:
    """Return what a sitting came to so far."""
    run = session.run
    firsts = run.first_answers
    reviews = [answer for answer in firsts if not answer.new]
    recalled = sum(answer.rating is not Rating.AGAIN for answer in reviews)
    low, high = wilson(recalled, len(reviews))
    missed = []
    for card, _ in session.missed():
        body = card.entry.body
        lapses = card.memory.lapses if isinstance(card.memory, Learned) else 0
        missed.append(Missed(plain(front(body, card.variant)), plain(back(body, card.variant)), lapses))
    counts = Counter(answer.rating for answer in firsts)
    return Summary(
        day=library.moment().day,
        duration=sum(answer.duration for answer in run.answered),
        cards=len(firsts),
        reviews=len(reviews),
        new=len(firsts) - len(reviews),
        left=run.total - len(firsts),
        passed=tuple(answer.rating is not Rating.AGAIN for answer in firsts),
        grades={rating: counts[rating] for rating in Rating if counts[rating]},
        reviewed=len(reviews),
        recalled=recalled,
        low=low,
        high=high,
        target=library.learning.target_recall,
        missed=tuple(missed),
        today=library.progress.spent(0)[-1].minutes,
        forecast=tuple(library.progress.forecast(AHEAD)),
        tomorrow=library.progress.due_tomorrow(),
    )
