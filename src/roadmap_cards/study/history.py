"""The review log as values: what it keeps of every answer, which rows count, and what memory they add up to.

The log is append-only. Undo writes a row of kind `void` that names the row it takes back; redo writes that
row once more.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from roadmap_cards.study.card import NEW, Learned, Memory, New, Rating, Stage
from roadmap_cards.study.day import MINUTE, Moment
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.schedule import Outcome, Schedule

LONGEST_ANSWER = 2 * MINUTE
"""Milliseconds; who answers later has left the desk, and the time says nothing about the card."""


class LogKind(StrEnum):
    """What a row of the log records."""

    ANSWER = "answer"
    RESET = "reset"
    DUE_NOW = "due_now"
    IMPORT = "import"
    REFIT = "refit"
    """Stability and difficulty were reckoned anew under other parameters; when the card is due stays."""
    VOID = "void"


class Source(StrEnum):
    """Where an answer was given."""

    REVIEW = "review"
    QUIZ = "quiz"
    EXAM = "exam"
    PLACEMENT = "placement"
    ANKI = "anki"


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of the review log.

    `id` orders the rows and is 0 until the collection has given one; `card` is the card's number there.
    `moved` says whether the row changed the memory. `at` is UTC milliseconds, `offset` the zone's distance
    from UTC in minutes, `day` the study day, `duration` milliseconds. `…_before` is the memory it met (None:
    never answered); `stage` to `interval` are the memory after it, with `due_at`, `due_day` and `interval`
    as they were promised. `target_recall` and `parameters` (an id) are what it was scheduled with. `voids`
    is the row that this one takes back. `reps` and `lapses` are told by a row of kind `import` alone.
    Of the memory after it a row of kind `refit` states stability and difficulty alone; they count from the
    last answer, as those before did, not from the day of the row.
    """

    id: int
    card: int
    kind: LogKind
    source: Source
    moved: bool
    rating: Rating | None
    at: int
    offset: int
    day: int
    duration: int
    stage_before: Stage | None = None
    stability_before: float | None = None
    difficulty_before: float | None = None
    stage: Stage | None = None
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    due_at: int | None = None
    due_day: int | None = None
    interval: int | None = None
    target_recall: float | None = None
    parameters: int | None = None
    voids: int | None = None
    question: int | None = None
    reps: int | None = None
    lapses: int | None = None


def log_row(
    card: int,
    before: Memory,
    outcome: Outcome,
    moment: Moment,
    duration: int,
    schedule: Schedule,
    source: Source = Source.REVIEW,
) -> LogRow:
    """Return the row of an answer that moves the memory; `duration` in milliseconds, cut at two minutes."""
    met = (
        (None, None, None) if isinstance(before, New) else (before.stage, before.stability, before.difficulty)
    )
    stage_before, stability_before, difficulty_before = met
    after = outcome.memory
    return LogRow(
        id=0,
        card=card,
        kind=LogKind.ANSWER,
        source=source,
        moved=True,
        rating=outcome.rating,
        at=moment.at,
        offset=moment.offset,
        day=moment.day,
        duration=min(max(duration, 0), LONGEST_ANSWER),
        stage_before=stage_before,
        stability_before=stability_before,
        difficulty_before=difficulty_before,
        stage=after.stage,
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        due_at=after.due_at,
        due_day=after.due_day,
        interval=after.interval,
        target_recall=schedule.target_recall,
        parameters=schedule.parameters.id,
    )


def note_row(
    card: int, memory: Memory, rating: Rating, moment: Moment, duration: int, source: Source
) -> LogRow:
    """Return the row of an answer that is only noted: it leaves the memory as it was."""
    met = memory if isinstance(memory, Learned) else None
    return LogRow(
        id=0,
        card=card,
        kind=LogKind.ANSWER,
        source=source,
        moved=False,
        rating=rating,
        at=moment.at,
        offset=moment.offset,
        day=moment.day,
        duration=min(max(duration, 0), LONGEST_ANSWER),
        stage_before=met.stage if met else None,
        stability_before=met.stability if met else None,
        difficulty_before=met.difficulty if met else None,
    )


def standing(rows: Iterable[LogRow]) -> list[LogRow]:
    """Return the rows that count, oldest first: neither voids nor what a standing void takes back."""
    counting: list[LogRow] = []
    taken_back: set[int | None] = set()
    # A void names an older row, so going backwards settles every void before what it names.
    for row in sorted(rows, key=lambda row: row.id, reverse=True):
        if row.id in taken_back:
            continue
        if row.kind is LogKind.VOID:
            taken_back.add(row.voids)
        else:
            counting.append(row)
    return counting[::-1]


def replay(rows: Iterable[LogRow], card: uuid.UUID, parameters: Mapping[int, Parameters]) -> Memory:
    """Return the memory that the log of one card adds up to, recomputed from its ratings and study days.

    What was promised (due time, due day, interval) is taken from the row: a card that was renamed has another
    fuzz, and the maximum interval may have been another. An `import` row is taken as it stands, and so are
    the stability and difficulty of a `refit` row.
    Raises KeyError where a row names parameters that are not in `parameters`.
    """
    memory: Memory = NEW
    for row in standing(rows):
        if row.moved:
            memory = _after(memory, row, card, parameters)
    return memory


def _after(memory: Memory, row: LogRow, card: uuid.UUID, parameters: Mapping[int, Parameters]) -> Memory:
    match row.kind:
        case LogKind.ANSWER:
            return _answered(memory, row, card, parameters)
        case LogKind.IMPORT:
            return _imported(row)
        case LogKind.DUE_NOW if isinstance(memory, Learned):
            return replace(memory, due_at=row.due_at, due_day=row.day)
        case LogKind.REFIT if isinstance(memory, Learned):
            return _refitted(memory, row)
        case LogKind.RESET:
            return NEW
        case _:
            return memory


def _answered(memory: Memory, row: LogRow, card: uuid.UUID, parameters: Mapping[int, Parameters]) -> Memory:
    if row.rating is None or row.target_recall is None or row.parameters is None:
        raise ValueError(f"row {row.id} of the log is an answer without its rating or its schedule")
    schedule = Schedule(parameters[row.parameters], row.target_recall)
    outcomes = schedule.outcomes(memory, card, Moment(row.at, row.offset, row.day))
    after = outcomes[row.rating - 1].memory
    if row.due_day is None or row.interval is None:
        return after
    return replace(after, due_at=row.due_at, due_day=row.due_day, interval=row.interval)


def _refitted(memory: Learned, row: LogRow) -> Learned:
    if row.stability is None or row.difficulty is None:
        raise ValueError(f"row {row.id} of the log is a refit that states no memory")
    return replace(memory, stability=row.stability, difficulty=row.difficulty)


def _imported(row: LogRow) -> Memory:
    if row.stage is None or row.stability is None or row.difficulty is None or row.due_day is None:
        return NEW
    return Learned(
        stage=row.stage,
        step=row.step,
        stability=row.stability,
        difficulty=row.difficulty,
        last_at=row.at,
        last_day=row.day,
        due_at=row.due_at,
        due_day=row.due_day,
        interval=row.interval or 0,
        reps=row.reps or 0,
        lapses=row.lapses or 0,
    )
