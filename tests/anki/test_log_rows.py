"""Answers that were given in Anki become rows of our log, and its replay finds the memory they state."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from roadmap_cards.anki.content import AnkiCard, AnkiDeck, Answer, Head, Preset
from roadmap_cards.anki.history import Reckoning, StudyDays, reckoning
from roadmap_cards.anki.log_rows import ForeignRow, continued, interleaved, whole_history
from roadmap_cards.study.card import NEW, Learned, Memory, Rating, Stage
from roadmap_cards.study.day import HOUR, MINUTE, Moment
from roadmap_cards.study.history import LogKind, LogRow, Source, log_row, replay
from roadmap_cards.study.schedule import DEFAULT, Schedule

DAY = 24 * HOUR
CREATED = 1_790_136_000  # 23 September 2026, 04:00 UTC
FIRST_DAY = 9762
MORNING = CREATED * 1000 + 4 * HOUR
CARD = uuid.UUID(int=3)
LEARNING, REVIEW, RELEARNING = 0, 1, 2


def desk(weights: Sequence[float] = DEFAULT.weights) -> Reckoning:
    head = Head(
        created=CREATED,
        minutes_west=0,
        rollover=4,
        notetypes={},
        decks={1: AnkiDeck(1, "Default", preset=7)},
        presets={7: Preset(7, "Usual", tuple(weights))},
    )
    return reckoning(head, StudyDays(lambda _: 0, 4), 1, DEFAULT, MORNING + 400 * DAY)


def answer(day: int, rating: int, interval: int, kind: int = REVIEW, minute: int = 0) -> Answer:
    return Answer(MORNING + day * DAY + minute * MINUTE, 1, rating, interval, 0, 500, 8000, kind)


def card(**values: Any) -> AnkiCard:
    """Return a review card of day 12 that comes back on day 40."""
    usual = AnkiCard(1, 1, 1, 0, 0, 2, 2, 40, 28, 2500, 3, 0, 0, 0, 0, 0, "")
    return usual._replace(**values)


def logged(rows: Sequence[ForeignRow], first: int = 1) -> list[LogRow]:
    return [
        LogRow(
            id=number,
            card=1,
            kind=LogKind(row.kind),
            source=Source.ANKI,
            rating=None if row.rating is None else Rating(row.rating),
            moved=row.moved,
            at=row.at,
            offset=row.zone_offset,
            day=row.day,
            duration=row.duration,
            stage_before=Stage(row.stage_before) if row.stage_before else None,
            stage=Stage(row.stage) if row.stage else None,
            step=row.step,
            stability=row.stability,
            difficulty=row.difficulty,
            due_at=row.due_at,
            due_day=row.due_day,
            interval=row.interval,
            target_recall=0.9,
            parameters=1,
            reps=row.reps,
            lapses=row.lapses,
        )
        for number, row in enumerate(rows, start=first)
    ]


def replayed(rows: Sequence[LogRow]) -> Memory:
    return replay(rows, CARD, {1: DEFAULT})


HISTORY = [
    answer(0, 3, -600, LEARNING),
    answer(0, 3, 4, LEARNING, minute=10),
    answer(4, 1, -600, REVIEW),
    answer(4, 3, 3, RELEARNING, minute=11),
    answer(12, 3, 28, REVIEW),
]


def test_a_card_that_is_new_here_brings_its_whole_history() -> None:
    history = whole_history(card(reps=5, lapses=1), HISTORY, desk())
    assert [row.rating for row in history.rows] == [3, 3, 1, 3, 3, None]
    assert [row.stage_before for row in history.rows[:-1]] == [
        None,
        "learning",
        "review",
        "relearning",
        "review",
    ]
    memory = history.memory
    assert isinstance(memory, Learned)
    assert (memory.stage, memory.due_day, memory.interval, memory.reps, memory.lapses) == (
        Stage.REVIEW,
        FIRST_DAY + 40,
        28,
        5,
        1,
    )
    assert replayed(logged(history.rows)) == memory


def test_what_the_answers_come_to_is_what_our_own_schedule_makes_of_them() -> None:
    schedule, memory = Schedule(), NEW
    here: Memory = memory
    for given in HISTORY:
        moment = Moment(given.id, 0, FIRST_DAY + (given.id - CREATED * 1000) // DAY)
        here = schedule.outcomes(here, CARD, moment)[given.rating - 1].memory
    there = whole_history(card(), HISTORY, desk()).memory
    assert isinstance(there, Learned)
    assert isinstance(here, Learned)
    assert (there.stability, there.difficulty) == pytest.approx((here.stability, here.difficulty), rel=1e-12)


def test_numbers_that_anki_only_rounded_are_taken_unrounded() -> None:
    exact = whole_history(card(), HISTORY, desk()).memory
    assert isinstance(exact, Learned)
    data = f'{{"s":{exact.stability:.4f},"d":{exact.difficulty:.3f}}}'
    assert whole_history(card(data=data), HISTORY, desk()).memory == exact


def test_a_memory_that_anki_has_otherwise_is_taken_as_it_stands() -> None:
    memory = whole_history(card(data='{"s":77.5,"d":3.25}'), HISTORY, desk()).memory
    assert isinstance(memory, Learned)
    assert (memory.stability, memory.difficulty) == (77.5, 3.25)


def test_a_card_without_history_takes_its_memory_from_sm2() -> None:
    history = whole_history(card(interval=30, factor=2100, due=20), [], desk())
    memory = history.memory
    assert isinstance(memory, Learned)
    assert memory.stability == 30
    assert 1 < memory.difficulty < 10
    assert memory.last_day == FIRST_DAY - 10
    assert replayed(logged(history.rows)) == memory


def test_a_history_whose_beginning_is_missing_is_not_reckoned_from_its_middle() -> None:
    memory = whole_history(card(interval=90, factor=2500), HISTORY[2:], desk()).memory
    assert isinstance(memory, Learned)
    assert memory.stability == 90


def test_cramming_and_changes_by_hand_are_no_answers() -> None:
    extra = [
        Answer(MORNING + 20 * DAY, 1, 3, 0, 0, 0, 5000, 3),
        Answer(MORNING + 21 * DAY, 1, 0, 30, 0, 2500, 0, 4),
        Answer(MORNING + 22 * DAY, 1, 0, 30, 0, 2500, 0, 5),
    ]
    assert whole_history(card(), HISTORY + extra, desk()) == whole_history(card(), HISTORY, desk())


def test_a_card_that_was_set_back_to_new_is_new_with_its_history_kept() -> None:
    reset = Answer(MORNING + 30 * DAY, 1, 0, 0, 0, 0, 0, 4)
    history = whole_history(card(type=0, queue=0, due=5, interval=0), [*HISTORY, reset], desk())
    assert history.memory == NEW
    assert len(history.rows) == 6
    assert replayed(logged(history.rows)) == NEW
    begun_again = [*HISTORY, reset, answer(31, 3, -600, LEARNING)]
    again = whole_history(card(type=1, queue=1, due=CREATED + 40 * 86_400, left=1), begun_again, desk())
    assert isinstance(again.memory, Learned)
    assert again.memory.stability == pytest.approx(DEFAULT.weights[2])


def test_a_card_in_its_steps_is_due_at_a_time_and_stands_on_a_step() -> None:
    due = CREATED + 3600
    memory = whole_history(card(type=1, queue=1, due=due, left=1, interval=0), HISTORY[:1], desk()).memory
    assert isinstance(memory, Learned)
    assert (memory.stage, memory.due_at, memory.step) == (Stage.LEARNING, due * 1000, 1)
    assert memory.due_day == memory.last_day


def test_a_suspended_card_in_its_steps_may_have_a_time_or_a_day() -> None:
    by_time = whole_history(card(type=3, queue=-1, due=CREATED + 60, left=1), HISTORY[:3], desk()).memory
    by_day = whole_history(card(type=3, queue=-1, due=6, left=1), HISTORY[:3], desk()).memory
    assert isinstance(by_time, Learned)
    assert isinstance(by_day, Learned)
    assert by_time.due_at == (CREATED + 60) * 1000
    assert (by_day.due_at, by_day.due_day) == (None, FIRST_DAY + 6)


def test_a_card_in_a_filtered_deck_is_due_when_it_was_before() -> None:
    memory = whole_history(
        card(due=-100_000, original_due=40, original_deck=1, deck=9), HISTORY, desk()
    ).memory
    assert isinstance(memory, Learned)
    assert memory.due_day == FIRST_DAY + 40


# --- Cards that are here -----------------------------------------------------------------------------


def studied(*answers: Answer) -> tuple[Learned, list[LogRow]]:
    """Return what was answered here, by our own schedule."""
    schedule = Schedule()
    rows: list[LogRow] = []
    memory: Memory = NEW
    for given in answers:
        moment = Moment(given.id, 0, FIRST_DAY + (given.id - CREATED * 1000) // DAY)
        outcome = schedule.outcomes(memory, CARD, moment)[given.rating - 1]
        rows.append(replace(log_row(1, memory, outcome, moment, 5000, schedule), id=len(rows) + 1))
        memory = outcome.memory
    assert isinstance(memory, Learned)
    return memory, rows


def test_what_was_answered_in_anki_since_comes_on_top() -> None:
    here, log = studied(*HISTORY[:2])
    history = continued(card(), here, HISTORY[2:], desk())
    whole, _ = studied(*HISTORY)
    memory = history.memory
    assert isinstance(memory, Learned)
    assert (memory.stability, memory.difficulty) == pytest.approx(
        (whole.stability, whole.difficulty), rel=1e-12
    )
    assert (memory.due_day, memory.interval) == (FIRST_DAY + 40, 28)
    assert (memory.reps, memory.lapses) == (5, 1)
    assert replayed(log + logged(history.rows, len(log) + 1)) == memory


def test_answers_of_both_programs_in_turn_are_gone_through_in_the_order_of_time() -> None:
    here, log = studied(*HISTORY[:2], HISTORY[4])
    history = interleaved(card(due=99), here, log, HISTORY[2:4], desk())
    whole, _ = studied(*HISTORY)
    memory = history.memory
    assert isinstance(memory, Learned)
    assert (memory.stability, memory.difficulty) == pytest.approx(
        (whole.stability, whole.difficulty), rel=1e-12
    )
    # The last answer was given here: what was promised here holds.
    assert (memory.due_day, memory.interval) == (here.due_day, here.interval)
    assert (memory.reps, memory.lapses) == (5, 1)
    assert replayed(log + logged(history.rows, len(log) + 1)) == memory


def test_where_anki_was_last_its_promise_holds() -> None:
    here, log = studied(*HISTORY[:2], HISTORY[3])
    history = interleaved(card(), here, log, [HISTORY[2], HISTORY[4]], desk())
    memory = history.memory
    assert isinstance(memory, Learned)
    assert (memory.due_day, memory.interval, memory.last_at) == (FIRST_DAY + 40, 28, HISTORY[4].id)


def test_a_card_never_answered_here_takes_what_was_answered_in_anki() -> None:
    history = continued(card(reps=5, lapses=1), NEW, HISTORY, desk())
    assert history == whole_history(card(reps=5, lapses=1), HISTORY, desk())


def test_weights_that_no_engine_accepts_are_not_used() -> None:
    for weights in ([float("nan")] * 21, [1e9] * 21, [0.5] * 17, []):
        assert desk(weights).recurrence.parameters == DEFAULT


def test_single_precision_copies_of_our_weights_are_ours() -> None:
    rounded = [float(f"{weight:.7g}") for weight in DEFAULT.weights]
    assert desk(rounded).recurrence.parameters is DEFAULT
