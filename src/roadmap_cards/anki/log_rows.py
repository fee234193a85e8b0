"""From the answers that were given in Anki to rows of our log, and to the memory they add up to.

Three cases: a card that is new here brings its whole history; a card that is here and was answered in Anki
since goes on from where it stands; where both programs were used in turn, the answers of both are gone
through in the order in which they were given. In each case the last row states the memory, so that a replay
of the log finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import isclose
from typing import NamedTuple

from roadmap_cards.anki.content import AnkiCard, Answer
from roadmap_cards.anki.history import MOST_DAYS, Reckoning, is_answer, is_reset
from roadmap_cards.study.card import NEW, Learned, Memory, Rating, Stage
from roadmap_cards.study.day import SECOND
from roadmap_cards.study.history import LONGEST_ANSWER, LogKind, LogRow, Source

State = tuple[float, float]
"""Stability in days and difficulty."""

_MET = tuple(stage.value for stage in (Stage.LEARNING, Stage.REVIEW, Stage.RELEARNING, Stage.REVIEW))
"""The stage of a card that was answered before, by the kind of Anki's row."""

ANSWER, IMPORT, RESET = LogKind.ANSWER.value, LogKind.IMPORT.value, LogKind.RESET.value


class ForeignRow(NamedTuple):
    """A row of the log before it has a number and a card; the columns are those of `study.history.LogRow`."""

    kind: str
    moved: bool
    rating: int | None
    at: int
    zone_offset: int
    day: int
    duration: int
    stage_before: str | None = None
    stability_before: float | None = None
    difficulty_before: float | None = None
    stage: str | None = None
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    due_at: int | None = None
    due_day: int | None = None
    interval: int | None = None
    reps: int | None = None
    lapses: int | None = None


class History(NamedTuple):
    """The rows that a card gets, in order, and the memory they end in."""

    rows: list[ForeignRow]
    memory: Memory


def whole_history(card: AnkiCard, answers: Sequence[Answer], reckoning: Reckoning) -> History:
    """Return the history of a card that is new here; `answers` are all of its rows, oldest first."""
    rows, state, last = _gone_through(answers, reckoning, None, 0)
    begun = next((answer for answer in answers if is_answer(answer)), None)
    truncated = begun is not None and begun.kind != 0
    last_at = None if last is None else last.id
    memory = reckoning.memory(card, last_at, None if truncated else state)
    if isinstance(memory, Learned):
        rows.append(_statement(memory, reckoning))
    elif state is not None and last is not None:
        # Anki has set the card back to new without a word in its log.
        rows.append(_plain_row(RESET, last.id, reckoning))
    return History(rows, memory)


def continued(card: AnkiCard, here: Memory, answers: Sequence[Answer], reckoning: Reckoning) -> History:
    """Return what the answers bring that were given in Anki after the last one here, oldest first.

    When the card comes back is what Anki promised; stability and difficulty follow from all answers.
    """
    begin = (here.stability, here.difficulty) if isinstance(here, Learned) else None
    last_day = here.last_day if isinstance(here, Learned) else 0
    rows, state, last = _gone_through(answers, reckoning, begin, last_day)
    there = reckoning.memory(card, None if last is None else last.id, state)
    if isinstance(there, Learned) and state is not None and last is not None:
        memory = _counted(replace(there, stability=state[0], difficulty=state[1]), here, answers)
        return History([*rows, _statement(memory, reckoning)], memory)
    if not rows:
        return History(rows, here)
    if rows[-1].kind != RESET:
        # Anki has set the card back to new without a word in its log.
        rows.append(_plain_row(RESET, rows[-1].at, reckoning))
    return History(rows, NEW)


def interleaved(
    card: AnkiCard, here: Learned, log: Sequence[LogRow], answers: Sequence[Answer], reckoning: Reckoning
) -> History:
    """Return what answers bring of which some were given before the last one here.

    `log` are the rows that count here, `answers` what is not among them, both oldest first. The log is
    written in the order in which things come to be known, so these answers are noted only, and the last row
    states what the answers of both programs come to, in the order of time.
    """
    notes = [_noted(row) for row in _gone_through(answers, reckoning, None, 0)[0]]
    stated = next((row for row in reversed(log) if row.kind is LogKind.IMPORT), None)
    base = stated if stated is not None and _begins_before(log, stated, reckoning) else None
    given = [(row.at, row.day, _rating(row.rating)) for row in log if _counts(row, base)]
    given += [(row.at, row.day, _rating(row.rating)) for row in notes if base is None or row.at > base.at]
    state = _added_up(sorted(given), reckoning, base)
    last_there = max((row.at for row in notes), default=0)
    if state is None:
        return History([*notes, _plain_row(RESET, max(last_there, here.last_at), reckoning)], NEW)
    there = reckoning.memory(card, last_there, state) if last_there > here.last_at else here
    memory = there if isinstance(there, Learned) else here
    memory = _counted(replace(memory, stability=state[0], difficulty=state[1]), here, answers)
    return History([*notes, _statement(memory, reckoning)], memory)


def _noted(row: ForeignRow) -> ForeignRow:
    """Return a row that tells what was done, and moves nothing."""
    return row._replace(
        moved=False,
        stability_before=None,
        difficulty_before=None,
        stage=None,
        stability=None,
        difficulty=None,
        due_at=None,
        due_day=None,
        interval=None,
    )


def _begins_before(log: Sequence[LogRow], stated: LogRow, reckoning: Reckoning) -> bool:
    """Tell whether a memory that was stated does not follow from the answers before it: some are missing."""
    before = [row for row in log if row.id < stated.id and _counts(row, None)]
    given = sorted((row.at, row.day, _rating(row.rating)) for row in before)
    state = _added_up(given, reckoning, None)
    if state is None or stated.stability is None or stated.difficulty is None:
        return state is not None or stated.stability is not None
    found = zip(state, (stated.stability, stated.difficulty), strict=True)
    return not all(isclose(one, other, rel_tol=1e-6) for one, other in found)


def _added_up(
    given: Iterable[tuple[int, int, int]], reckoning: Reckoning, base: LogRow | None
) -> State | None:
    """Return what answers (time, study day, rating) come to, from what was stated on; 0 sets back to new."""
    state: State | None = None
    last_day = 0
    if base is not None and base.stability is not None and base.difficulty is not None:
        state, last_day = (base.stability, base.difficulty), base.day
    for _, day, rating in given:
        state = _next(reckoning, state, rating, max(0, day - last_day)) if rating else None
        last_day = max(day, last_day)
    return state


def _rating(rating: int | None) -> int:
    """Return a rating as a number; 0 for a row that sets back to new."""
    return 0 if rating is None else int(rating)


def _counts(row: LogRow, base: LogRow | None) -> bool:
    told = row.kind in {LogKind.ANSWER, LogKind.RESET} and (row.moved or row.source is Source.ANKI)
    return told and (base is None or row.at > base.at)


def _gone_through(
    answers: Iterable[Answer], reckoning: Reckoning, state: State | None, last_day: int
) -> tuple[list[ForeignRow], State | None, Answer | None]:
    """Return the rows of answers, what they come to, and the last of them."""
    rows: list[ForeignRow] = []
    days, recurrence = reckoning.days, reckoning.recurrence
    last: Answer | None = None
    for answer in answers:
        if not is_answer(answer):
            if is_reset(answer):
                rows.append(_plain_row(RESET, answer.id, reckoning))
                state = None
            continue
        at, _, rating, interval, _, _, duration, kind = answer
        offset = days.offset(at)
        day = days.day_by(at, offset)
        if state is None:
            after = recurrence.first(rating)
            met: str | None = None
            before: tuple[float | None, float | None] = (None, None)
        else:
            after = recurrence.after(*state, rating, max(0, day - last_day))
            met, before = _MET[kind], state
        if interval > 0:
            stage, due_at, due_day = "review", None, day + min(interval, MOST_DAYS)
        else:
            stage = "learning" if kind == 0 else "relearning"
            due_at, due_day = at - interval * SECOND, day
        rows.append(
            ForeignRow(
                ANSWER, True, rating, at, offset, day, min(max(duration, 0), LONGEST_ANSWER),
                met, *before, stage, None, *after, due_at, due_day, min(max(interval, 0), MOST_DAYS),
            )
        )  # fmt: skip
        state, last, last_day = after, answer, max(day, last_day)
    return rows, state, last


def _next(reckoning: Reckoning, state: State | None, rating: int, days: int) -> State:
    if state is None:
        return reckoning.recurrence.first(rating)
    return reckoning.recurrence.after(*state, rating, days)


def _counted(memory: Learned, here: Memory, answers: Iterable[Answer]) -> Learned:
    """Return a memory with the answers and lapses counted that come on top of those here."""
    given = [answer for answer in answers if is_answer(answer)]
    lapses = sum(answer.kind == 1 and answer.rating == Rating.AGAIN for answer in given)
    before = (here.reps, here.lapses) if isinstance(here, Learned) else (0, 0)
    return replace(memory, reps=before[0] + len(given), lapses=before[1] + lapses)


def _statement(memory: Learned, reckoning: Reckoning) -> ForeignRow:
    """Return the row that states a memory."""
    return ForeignRow(
        IMPORT,
        True,
        None,
        memory.last_at,
        reckoning.days.offset(memory.last_at),
        memory.last_day,
        0,
        stage=memory.stage.value,
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due_at=memory.due_at,
        due_day=memory.due_day,
        interval=memory.interval,
        reps=memory.reps,
        lapses=memory.lapses,
    )


def _plain_row(kind: str, at: int, reckoning: Reckoning) -> ForeignRow:
    return ForeignRow(kind, True, None, at, reckoning.days.offset(at), reckoning.days.day(at), 0)
