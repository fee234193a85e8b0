"""Why a card is asked now: one sentence, its history, its forgetting curve, the cards beside it."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_cards.library.library import Library
from roadmap_cards.library.reviews import Asked
from roadmap_cards.study.card import Learned, Stage
from roadmap_cards.study.day import date_of
from roadmap_cards.study.history import LogKind
from roadmap_cards.study.schedule import recall_curve, retrievability
from roadmap_cards.study.wording import days, duration, percent

Point = tuple[float, float]
"""Days from today and recall, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of a card. `facts` and `history` are rows of words; the curve is relative to today."""

    sentence: str
    facts: tuple[tuple[str, str], ...]
    history: tuple[tuple[str, str, str], ...]
    """Date, grade, and the interval that followed; newest first."""
    past: tuple[Point, ...]
    reviews: tuple[Point, ...]
    forecast: tuple[Point, ...]
    target: float


def explain(library: Library, asked: Asked) -> Explanation:
    """Return why `asked` is asked now, as of now."""
    memory, today = asked.card.memory, asked.moment.day
    if not isinstance(memory, Learned):
        sentence = f"A new card of {asked.card.place.topic}: you have not seen it before."
        return Explanation(sentence, (), (), (), (), (), asked.target)
    rows = [row for row in library.reviews.history(asked.card.id) if row.kind is LogKind.ANSWER]
    answers = [(row.day, row.stability or memory.stability) for row in rows]
    curve = [(day - today, recall) for day, recall in recall_curve(answers, today)]
    ahead = max(7, round(memory.stability))
    forecast = [
        (float(day), retrievability(memory, today + day)) for day in range(0, ahead + 1, max(1, ahead // 30))
    ]
    before = [(float(row.day - today), _recall_at(answers, index)) for index, row in enumerate(rows) if index]
    history = tuple(
        (
            f"{date_of(row.day):%d %b %Y}",
            row.rating.name.capitalize() if row.rating else "",
            days(row.interval) if row.interval else _step(row.due_at, row.at),
        )
        for row in reversed(rows)
    )
    facts = (
        ("Recall now", percent(asked.recall)),
        ("Stability", days(max(1, round(memory.stability)))),
        ("Difficulty", f"{memory.difficulty:.1f} of 10"),
        ("Answers", str(memory.reps)),
        ("Forgotten", f"{memory.lapses} times" if memory.lapses != 1 else "once"),
    )
    return Explanation(
        _sentence(asked, memory), facts, history, tuple(curve), tuple(before), tuple(forecast), asked.target
    )


def _sentence(asked: Asked, memory: Learned) -> str:
    if asked.card.correction:
        return "The card was corrected since you saw it, so it comes back once now."
    if memory.stage is Stage.RELEARNING:
        return "You missed it a moment ago, so it comes back until it holds."
    if memory.stage is Stage.LEARNING:
        return "It is still in its first steps, minutes apart, before it waits for days."
    return f"Recall fell to {percent(asked.recall)}; you asked for {percent(asked.target)}."


def _step(due_at: int | None, at: int) -> str:
    return duration(due_at - at) if due_at is not None else ""


def _recall_at(answers: list[tuple[int, float]], index: int) -> float:
    """Return the recall that was left just before the answer number `index`."""
    points = recall_curve(answers[:index], answers[index][0], samples=1)
    return points[-1][1] if points else 1.0
