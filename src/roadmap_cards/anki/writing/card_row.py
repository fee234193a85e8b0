"""A card of ours as a row of Anki's table. The meaning of the columns is described in docs/anki.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from roadmap_cards.anki.content import BURIED_BY_PERSON, SUSPENDED, AnkiCard
from roadmap_cards.study.card import Learned, Memory, Stage
from roadmap_cards.study.schedule import LEARNING_STEPS, RELEARNING_STEPS

NEW_QUEUE, LEARNING_QUEUE, REVIEW_QUEUE, DAY_QUEUE = 0, 1, 2, 3
TYPES = {Stage.LEARNING: 1, Stage.REVIEW: 2, Stage.RELEARNING: 3}
STEPS = {Stage.LEARNING: len(LEARNING_STEPS), Stage.RELEARNING: len(RELEARNING_STEPS)}

EASE = 2500
"""What Anki writes for a card that left its steps under FSRS; of use only to who turns FSRS off."""


class Place(NamedTuple):
    """Where a card stands in a package: all ids, `position` counts new cards from 1, `changed` in seconds."""

    card: int
    note: int
    deck: int
    ordinal: int
    position: int
    changed: int


@dataclass(frozen=True, slots=True)
class Scheduled:
    """What holds for all cards of a package: the study day that is its day 0, and how FSRS was set."""

    first_day: int
    today: int
    target_recall: float
    decay: float


def new_row(place: Place) -> AnkiCard:
    """Return the row of a card without any schedule."""
    return AnkiCard(
        place.card, place.note, place.deck, place.ordinal, place.changed, 0, 0, place.position,
        0, 0, 0, 0, 0, 0, 0, 0, "{}",
    )  # fmt: skip


def card_row(
    place: Place, memory: Memory, scheduled: Scheduled, *, suspended: bool, buried_until: int, flag: int
) -> AnkiCard:
    """Return the row of a card with its schedule."""
    aside = SUSPENDED if suspended else BURIED_BY_PERSON if buried_until > scheduled.today else None
    if not isinstance(memory, Learned):
        queue = NEW_QUEUE if aside is None else aside
        data = f'{{"pos":{place.position}}}'
        row = new_row(place)
        return row._replace(queue=queue, flags=flag, data=data)
    queue, due = _due(memory, scheduled, set_aside=aside is not None)
    stage = memory.stage
    left = 0 if stage is Stage.REVIEW else STEPS[stage] - (memory.step or 0)
    interval = 0 if stage is Stage.LEARNING else max(memory.interval, 1)
    return AnkiCard(
        place.card,
        place.note,
        place.deck,
        place.ordinal,
        place.changed,
        TYPES[stage],
        queue if aside is None else aside,
        due,
        interval,
        0 if stage is Stage.LEARNING else EASE,
        memory.reps,
        memory.lapses,
        left,
        0,
        0,
        flag,
        f'{{"pos":{place.position},"s":{memory.stability:.4f},"d":{memory.difficulty:.3f},'
        f'"dr":{scheduled.target_recall:.2f},"decay":{scheduled.decay:.3f},"lrt":{memory.last_at // 1000}}}',
    )


def _due(memory: Learned, scheduled: Scheduled, *, set_aside: bool) -> tuple[int, int]:
    """Return the queue and what stands under `due`: a time in seconds or a day number.

    Anki does not move the day numbers of a learning card that is set aside, so there it is always a time.
    """
    day = memory.due_day - scheduled.first_day
    if memory.stage is Stage.REVIEW:
        return REVIEW_QUEUE, day
    if memory.due_at is not None:
        return LEARNING_QUEUE, memory.due_at // 1000
    if set_aside:
        return LEARNING_QUEUE, memory.last_at // 1000 + max(0, memory.due_day - memory.last_day) * 86_400
    return DAY_QUEUE, day
