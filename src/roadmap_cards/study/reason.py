"""Why a card is asked: one honest sentence for every state it can be in."""

from __future__ import annotations

from roadmap_cards.study.card import Card, Learned, Rating, Stage
from roadmap_cards.study.day import HOUR, MINUTE, Moment
from roadmap_cards.study.wording import ago, counted, days, percent


def reason(
    card: Card,
    now: Moment,
    recall: float,
    target: float,
    *,
    last: Rating | None = None,
    scheduled_for: float | None = None,
) -> str:
    """Return why `card` is asked at `now`, where its recall is `recall` and `target` was asked for.

    `last` is the grade of its latest answer, `scheduled_for` the recall its interval was made for.
    """
    memory = card.memory
    if not isinstance(memory, Learned):
        return f"New: the next card of {card.place.topic}." if card.place.topic else "New: not seen before."
    if card.correction:
        return f"Corrected: its answer was changed since you saw it {ago(memory.last_day, now.day)}."
    if memory.due_at is not None:
        return _in_steps(memory, memory.due_at, now, last)
    if memory.due_day > now.day:
        return f"Ahead of its day: it is due in {days(memory.due_day - now.day)}."
    return _due(memory, now, recall, target, scheduled_for)


def _in_steps(memory: Learned, due_at: int, now: Moment, last: Rating | None) -> str:
    """Say why a card comes back within minutes: after a miss, or to finish its first steps."""
    when = _since(memory, now)
    early = " Nothing else is left, so it comes a little early." if due_at > now.at else ""
    if last is Rating.AGAIN:
        return f"You missed it {when}.{early}"
    if memory.stage is Stage.RELEARNING:
        return f"Learning again after a miss: you answered it {when}.{early}"
    return f"Learning: you answered it {when}, and it has not left its first steps.{early}"


def _since(memory: Learned, now: Moment) -> str:
    """Return how long ago the last answer was, in minutes or hours on the same study day."""
    if memory.last_day < now.day:
        return ago(memory.last_day, now.day)
    gone = max(0, now.at - memory.last_at)
    if gone < MINUTE:
        return "less than a minute ago"
    if gone < HOUR:
        return f"{counted(gone // MINUTE, 'minute')} ago"
    return f"{counted(gone // HOUR, 'hour')} ago"


def _due(memory: Learned, now: Moment, recall: float, target: float, scheduled_for: float | None) -> str:
    """Compare recall with the target as both are written, in whole per cent."""
    is_now, asked_for = percent(recall), percent(target)
    late = now.day - memory.due_day
    overdue = f" It was due {ago(memory.due_day, now.day)}." if late else ""
    if round(recall * 100) < round(target * 100):
        return f"Recall fell to {is_now}; you asked for {asked_for}.{overdue}"
    if round(recall * 100) == round(target * 100):
        return f"Recall fell to {is_now}, as you asked.{overdue}"
    if scheduled_for is not None and round(scheduled_for * 100) > round(target * 100):
        return f"Recall is {is_now}: when it was planned, you asked for {percent(scheduled_for)}.{overdue}"
    return f"Recall is {is_now}: days are spread a little around the {asked_for} you asked for.{overdue}"
