"""Why a card is asked now: one sentence, its history, its forgetting curve, the cards beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadmap_cards.library.library import Library
from roadmap_cards.library.reviews import Asked
from roadmap_cards.storage.decks import CardBeside
from roadmap_cards.study.card import Cloze, Faces, Learned, Rating
from roadmap_cards.study.curve import Curve, curve
from roadmap_cards.study.day import date_of
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.history import LogKind, LogRow
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.reason import reason
from roadmap_cards.study.schedule import retrievability
from roadmap_cards.study.sides import front


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """An answer: its day, its grade, how long it took, how long the card then waited.

    `duration` is in milliseconds; `interval` in days, and `step` in milliseconds where it was less than one.
    """

    day: date
    rating: Rating
    duration: int
    interval: int
    step: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another card of the same item, in one line, with its recall now (None: never seen)."""

    front: str
    recall: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of a card. Recall runs from 0 to 1, stability is in days, difficulty from 1 to 10.

    Of a new card there is no recall, no stability and no difficulty. `history` has the newest answer first.
    """

    sentence: str
    recall: float | None
    target: float
    stability: float | None
    difficulty: float | None
    answers: int
    lapses: int
    history: tuple[PastAnswer, ...]
    curve: Curve
    item: str
    neighbours: tuple[Neighbour, ...]
    misconception: date | None = None
    """When the person was sure of a wrong answer in a quiz, if it was the last one about this card."""


def explain(library: Library, asked: Asked) -> Explanation:
    """Return why `asked` is asked now, as of the moment it was asked."""
    card, memory, today = asked.card, asked.card.memory, asked.moment.day
    learned = memory if isinstance(memory, Learned) else None
    parameters = library.reviews.parameters
    rows = library.reviews.history(card.id)
    answers = [row for row in rows if row.kind is LogKind.ANSWER and row.moved]
    last = answers[-1] if answers else None
    believed = library.quizzes.misconception_day(card.id)
    return Explanation(
        sentence=reason(
            card,
            asked.moment,
            asked.recall,
            asked.target,
            last=last.rating if last else None,
            scheduled_for=last.target_recall if last else None,
        ),
        recall=asked.recall if learned else None,
        target=asked.target,
        stability=learned.stability if learned else None,
        difficulty=learned.difficulty if learned else None,
        answers=learned.reps if learned else 0,
        lapses=learned.lapses if learned else 0,
        history=_history(answers),
        curve=curve(rows, memory, today, parameters, library.reviews.versions),
        item=card.place.item or card.place.topic,
        neighbours=tuple(
            _neighbour(beside, card.variant, today, parameters) for beside in library.decks.beside(card.id)
        ),
        misconception=None if believed is None else date_of(believed),
    )


def _history(answers: Sequence[LogRow]) -> tuple[PastAnswer, ...]:
    return tuple(
        PastAnswer(
            date_of(row.day),
            row.rating,
            row.duration,
            row.interval or 0,
            row.due_at - row.at if row.due_at is not None else 0,
        )
        for row in reversed(answers)
        if row.rating is not None
    )


def _neighbour(beside: CardBeside, asked_variant: str, today: int, parameters: Parameters) -> Neighbour:
    """Return a card in one line that does not give away the answer of the card that is asked."""
    body = beside.entry.body
    if not beside.same_entry:
        words = plain(front(body, beside.variant))
    elif isinstance(body, Cloze):
        gap, asked_gap = (variant.removeprefix("c") for variant in (beside.variant, asked_variant))
        words = f"The same sentence, gap {gap} (this is gap {asked_gap})"
    elif isinstance(body, Faces):
        words = "Another card of the same note"
    else:
        words = "The same card, asked the other way round"
    seen = isinstance(beside.memory, Learned)
    return Neighbour(words, retrievability(beside.memory, today, parameters) if seen else None)
