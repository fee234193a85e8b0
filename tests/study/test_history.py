from __future__ import annotations

import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_cards.study.card import NEW, Learned, Memory, Rating, Stage
from roadmap_cards.study.day import HOUR, MINUTE, Moment
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.history import LogKind, LogRow, Source, log_row, replay, standing
from roadmap_cards.study.schedule import DEFAULT, Schedule

CARD = uuid.UUID("6f2b8f0a-6d0c-5a39-9d0f-2f6f4c1f7a11")
FITTED = Parameters(2, (*DEFAULT.weights[:2], 3.1, *DEFAULT.weights[3:20], 0.2))
PARAMETERS = {1: DEFAULT, 2: FITTED}
SCHEDULES = [
    Schedule(),
    Schedule(target_recall=0.8),
    Schedule(FITTED),
    Schedule(FITTED, 0.95, maximum_interval=30),
]

steady = settings(derandomize=True, deadline=None, max_examples=80)
answers = st.tuples(
    st.sampled_from(Rating), st.integers(0, 80), st.integers(0, 20 * 60), st.sampled_from(SCHEDULES)
)


def at(day: int, minutes: int = 8 * 60) -> Moment:
    return Moment(day * 24 * HOUR + minutes * MINUTE, 60, day)


@dataclass
class Desk:
    """A card being studied: its memory, and the log that is written beside it."""

    memory: Memory = NEW
    day: int = 9000
    rows: list[LogRow] = field(default_factory=list)

    def append(self, row: LogRow) -> LogRow:
        row = replace(row, id=len(self.rows) + 1)
        self.rows.append(row)
        return row

    def answer(
        self, rating: Rating, elapsed: int = 0, minutes: int = 480, schedule: Schedule = SCHEDULES[0]
    ) -> LogRow:
        self.day += elapsed
        moment = at(self.day, minutes)
        outcome = schedule.outcomes(self.memory, CARD, moment)[rating - 1]
        row = log_row(17, self.memory, outcome, moment, 4_000, schedule)
        self.memory = outcome.memory
        return self.append(row)

    def write(self, kind: LogKind, **changed: object) -> LogRow:
        """Append a row that is no answer."""
        moment = at(self.day)
        blank = LogRow(
            id=0,
            card=17,
            kind=kind,
            source=Source.REVIEW,
            moved=True,
            rating=None,
            at=moment.at,
            offset=moment.offset,
            day=moment.day,
            duration=0,
            stage_before=None,
            stability_before=None,
            difficulty_before=None,
            stage=None,
            step=None,
            stability=None,
            difficulty=None,
            due_at=None,
            due_day=None,
            interval=None,
            target_recall=None,
            parameters=None,
        )
        return self.append(replace(blank, **changed))  # type: ignore[arg-type]

    def void(self, row: LogRow) -> LogRow:
        return self.write(LogKind.VOID, voids=row.id, moved=False)

    def replayed(self) -> Memory:
        return replay(self.rows, CARD, PARAMETERS)


def ids(rows: Iterable[LogRow]) -> list[int]:
    return [row.id for row in rows]


# --- The row of an answer ------------------------------------------------------------------------


def test_the_row_of_a_first_answer() -> None:
    moment = at(9000)
    outcome = SCHEDULES[2].outcomes(NEW, CARD, moment)[2]
    row = log_row(17, NEW, outcome, moment, 4_000, SCHEDULES[2], Source.QUIZ)
    assert (row.card, row.kind, row.source, row.moved) == (17, LogKind.ANSWER, Source.QUIZ, True)
    assert (row.rating, row.duration) == (Rating.GOOD, 4_000)
    assert (row.at, row.offset, row.day) == (moment.at, 60, 9000)
    assert (row.stage_before, row.stability_before, row.difficulty_before) == (None, None, None)
    assert (row.stage, row.step, row.stability) == (Stage.LEARNING, 1, 3.1)
    assert (row.due_at, row.due_day, row.interval) == (moment.at + 10 * MINUTE, 9000, 0)
    assert (row.target_recall, row.parameters, row.voids) == (0.9, 2, None)


def test_the_row_of_a_later_answer_keeps_the_memory_it_met() -> None:
    desk = Desk()
    first = desk.answer(Rating.EASY)
    second = desk.answer(Rating.AGAIN, elapsed=8)
    assert (second.stage_before, second.stability_before, second.difficulty_before) == (
        Stage.REVIEW,
        first.stability,
        first.difficulty,
    )
    assert second.stage is Stage.RELEARNING
    assert second.source is Source.REVIEW


@pytest.mark.parametrize(("taken", "kept"), [(-5, 0), (0, 0), (119_999, 119_999), (3 * HOUR, 120_000)])
def test_who_leaves_the_desk_does_not_count_as_thinking(taken: int, kept: int) -> None:
    outcome = SCHEDULES[0].outcomes(NEW, CARD, at(9000))[0]
    assert log_row(17, NEW, outcome, at(9000), taken, SCHEDULES[0]).duration == kept


# --- What counts ---------------------------------------------------------------------------------


def test_an_empty_log_has_nothing_that_counts() -> None:
    assert standing([]) == []
    assert replay([], CARD, PARAMETERS) == NEW


def test_a_void_takes_an_answer_back_and_a_void_of_the_void_restores_it() -> None:
    desk = Desk()
    first = desk.answer(Rating.GOOD)
    second = desk.answer(Rating.GOOD)
    assert ids(standing(desk.rows)) == [first.id, second.id]
    undo = desk.void(second)
    assert ids(standing(desk.rows)) == [first.id]
    redo = desk.void(undo)
    assert ids(standing(desk.rows)) == [first.id, second.id]
    desk.void(redo)
    assert ids(standing(desk.rows)) == [first.id]


def test_what_counts_does_not_depend_on_the_order_of_the_rows() -> None:
    desk = Desk()
    for _ in range(6):
        desk.answer(Rating.GOOD, elapsed=9)
    undo = desk.void(desk.rows[-1])
    desk.void(undo)
    desk.void(desk.rows[2])
    mixed = random.Random(3).sample(desk.rows, len(desk.rows))
    assert standing(mixed) == standing(desk.rows)
    assert ids(standing(mixed)) == [1, 2, 4, 5, 6]
    assert replay(mixed, CARD, PARAMETERS) == desk.replayed()


# --- Replay --------------------------------------------------------------------------------------


@steady
@given(st.lists(answers, max_size=12))
def test_replay_is_exactly_the_memory_that_was_stored(
    given_answers: list[tuple[Rating, int, int, Schedule]],
) -> None:
    desk = Desk()
    for rating, elapsed, minutes, schedule in given_answers:
        desk.answer(rating, elapsed, minutes, schedule)
    assert desk.replayed() == desk.memory


@steady
@given(st.lists(st.one_of(answers, st.sampled_from(["undo", "redo"])), max_size=25))
def test_after_any_undo_and_redo_the_log_replays_to_what_is_on_the_desk(
    doings: list[tuple[Rating, int, int, Schedule] | str],
) -> None:
    desk = Desk()
    done: list[tuple[Memory, Memory, LogRow]] = []
    undone: list[tuple[Memory, Memory, LogRow]] = []
    for doing in doings:
        if isinstance(doing, tuple):
            before = desk.memory
            rating, elapsed, minutes, schedule = doing
            row = desk.answer(rating, elapsed, minutes, schedule)
            done.append((before, desk.memory, row))
            undone.clear()
        elif doing == "undo" and done:
            before, after, row = done.pop()
            undone.append((before, after, desk.void(row)))
            desk.memory = before
        elif doing == "redo" and undone:
            before, after, void = undone.pop()
            done.append((before, after, desk.void(void)))
            desk.memory = after
        assert desk.replayed() == desk.memory


def test_undo_of_the_first_answer_makes_the_card_new_again() -> None:
    desk = Desk()
    desk.void(desk.answer(Rating.EASY))
    assert desk.replayed() == NEW


def test_a_renamed_card_keeps_its_promised_day() -> None:
    desk = Desk()
    for _ in range(8):
        desk.answer(Rating.GOOD, elapsed=desk.memory.interval if isinstance(desk.memory, Learned) else 0)
    renamed = uuid.UUID(int=99)
    moment = at(desk.day + 100)
    assert isinstance(desk.memory, Learned)
    assert replay(desk.rows, renamed, PARAMETERS) == desk.memory
    # The test would show nothing if both names had the same fuzz.
    intervals = {SCHEDULES[0].outcomes(desk.memory, c, moment)[2].memory.interval for c in (CARD, renamed)}
    assert len(intervals) == 2


def test_an_answer_that_promises_nothing_is_due_when_the_rules_say() -> None:
    desk = Desk()
    desk.answer(Rating.EASY)
    desk.answer(Rating.GOOD, elapsed=8)
    silent = [replace(row, due_at=None, due_day=None, interval=None) for row in desk.rows]
    assert replay(silent, CARD, PARAMETERS) == desk.memory


def test_an_answer_that_moved_nothing_is_passed_over() -> None:
    desk = Desk()
    desk.answer(Rating.EASY)
    desk.write(LogKind.ANSWER, source=Source.QUIZ, rating=Rating.AGAIN, moved=False)
    assert desk.replayed() == desk.memory


def test_a_card_made_due_now_keeps_its_memory_and_its_interval() -> None:
    desk = Desk()
    desk.answer(Rating.EASY)
    assert isinstance(desk.memory, Learned)
    desk.day += 2
    desk.write(LogKind.DUE_NOW)
    assert desk.replayed() == replace(desk.memory, due_day=9002)
    desk.memory = replace(desk.memory, due_day=9002)
    desk.answer(Rating.GOOD)
    assert desk.replayed() == desk.memory


def test_a_new_card_made_due_now_stays_new() -> None:
    desk = Desk()
    desk.write(LogKind.DUE_NOW)
    assert desk.replayed() == NEW


def test_a_reset_makes_a_card_new_until_it_is_taken_back() -> None:
    desk = Desk()
    desk.answer(Rating.EASY)
    reset = desk.write(LogKind.RESET)
    assert desk.replayed() == NEW
    undo = desk.void(reset)
    assert desk.replayed() == desk.memory
    desk.void(undo)
    desk.memory = NEW
    desk.answer(Rating.GOOD, elapsed=3)
    assert desk.replayed() == desk.memory
    assert isinstance(desk.memory, Learned)
    assert desk.memory.reps == 1


def test_an_imported_memory_is_taken_as_it_stands_and_studied_on() -> None:
    desk = Desk()
    desk.write(
        LogKind.IMPORT,
        source=Source.ANKI,
        stage=Stage.REVIEW,
        stability=12.5,
        difficulty=6.25,
        due_day=9012,
        interval=12,
        reps=14,
        lapses=2,
    )
    desk.memory = Learned(Stage.REVIEW, None, 12.5, 6.25, at(9000).at, 9000, None, 9012, 12, 14, 2)
    assert desk.replayed() == desk.memory
    desk.answer(Rating.GOOD, elapsed=13)
    assert desk.replayed() == desk.memory


def test_an_import_of_an_unseen_card_leaves_it_new() -> None:
    desk = Desk()
    desk.write(LogKind.IMPORT, source=Source.ANKI)
    assert desk.replayed() == NEW


def test_an_answer_without_its_schedule_cannot_be_replayed() -> None:
    desk = Desk()
    row = desk.answer(Rating.GOOD)
    with pytest.raises(ValueError, match="row 1"):
        replay([replace(row, target_recall=None)], CARD, PARAMETERS)
    with pytest.raises(KeyError):
        replay([replace(row, parameters=3)], CARD, PARAMETERS)
