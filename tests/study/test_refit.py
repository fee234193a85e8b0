"""A refit: what answers come to under other weights, how the log tells it, and what it leaves as it was."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_cards.study.card import NEW, Learned, Memory, Rating
from roadmap_cards.study.curve import curve, mean_curve
from roadmap_cards.study.day import HOUR, MINUTE, Moment
from roadmap_cards.study.forgetting import Parameters, recall_after
from roadmap_cards.study.history import LogKind, LogRow, Source, log_row, replay
from roadmap_cards.study.recurrence import Recurrence
from roadmap_cards.study.refit import PastRow, State, refitted
from roadmap_cards.study.schedule import DEFAULT, Schedule

CARD = uuid.UUID("6f2b8f0a-6d0c-5a39-9d0f-2f6f4c1f7a11")
FIRST = 9800
FITTED = Parameters(2, (0.4, 1.1, 3.1, 11.0, *DEFAULT.weights[4:20], 0.25))
VERSIONS = {1: DEFAULT, 2: FITTED}

steady = settings(derandomize=True, deadline=None, max_examples=60)
answers = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(Rating)), min_size=1, max_size=12)


def studied(given: list[tuple[int, Rating]], parameters: Parameters = DEFAULT) -> tuple[list[LogRow], Memory]:
    """Answer a card, each time so many days after the last."""
    memory: Memory = NEW
    rows: list[LogRow] = []
    day, schedule = FIRST, Schedule(parameters)
    for number, (gap, rating) in enumerate(given):
        day += gap
        now = Moment(day * 24 * HOUR + number * MINUTE, 0, day)
        outcome = schedule.outcomes(memory, CARD, now)[rating - 1]
        rows.append(replace(log_row(1, memory, outcome, now, 5_000, schedule), id=number + 1))
        memory = outcome.memory
    return rows, memory


def known(memory: Memory) -> Learned:
    assert isinstance(memory, Learned)
    return memory


def past(rows: list[LogRow]) -> list[PastRow]:
    return [
        PastRow(
            row.kind.value, row.source.value, row.moved, row.rating, row.at, row.day, row.stability,
            row.difficulty, row.parameters,
        )
        for row in rows
    ]  # fmt: skip


def stated(kind: LogKind, day: int, state: State | None, parameters: int = 1, number: int = 100) -> LogRow:
    """Return a row that states a memory (None: that there is none), as of a day."""
    stability, difficulty = state or (None, None)
    return LogRow(
        number, 1, kind, Source.ANKI if kind is LogKind.IMPORT else Source.REVIEW, True, None,
        day * 24 * HOUR + 12 * HOUR, 0, day, 0, stability=stability, difficulty=difficulty,
        parameters=parameters,
    )  # fmt: skip


def under(rows: list[LogRow], to: Parameters) -> State:
    found = refitted(past(rows), Recurrence(to), lambda number: Recurrence(VERSIONS[number or 1]))
    assert found is not None
    return found


# --- What answers come to ----------------------------------------------------------------------------


@steady
@given(answers)
def test_under_the_same_weights_a_memory_is_what_it_was(given: list[tuple[int, Rating]]) -> None:
    rows, memory = studied(given)
    assert under(rows, DEFAULT) == pytest.approx((known(memory).stability, known(memory).difficulty))


@steady
@given(answers)
def test_under_other_weights_it_is_what_these_would_have_made_of_it(given: list[tuple[int, Rating]]) -> None:
    rows, _ = studied(given)
    _, other = studied(given, FITTED)
    assert under(rows, FITTED) == pytest.approx((known(other).stability, known(other).difficulty))


def test_what_lies_before_a_reset_does_not_count() -> None:
    rows, _ = studied([(0, Rating.GOOD), (3, Rating.GOOD), (9, Rating.AGAIN), (1, Rating.EASY)])
    reset = replace(stated(LogKind.RESET, rows[1].day, None), at=rows[1].at + 1)
    assert under([*rows[:2], reset, *rows[2:]], FITTED) == pytest.approx(under(rows[2:], FITTED))


def test_a_memory_that_came_without_its_history_keeps_what_it_states() -> None:
    rows, memory = studied([(0, Rating.GOOD), (4, Rating.GOOD)])
    came = stated(LogKind.IMPORT, FIRST - 30, (25.0, 4.0))
    assert under([came], FITTED) == (25.0, 4.0)
    after = Recurrence(FITTED).after(25.0, 4.0, Rating.GOOD, 30)
    assert under([came, rows[0]], FITTED) == pytest.approx(after)
    assert known(memory).stability != pytest.approx(after[0])


def test_an_import_with_its_whole_history_is_gone_through_from_the_beginning() -> None:
    given = [(0, Rating.GOOD), (3, Rating.HARD), (9, Rating.GOOD)]
    rows, memory = studied(given)
    came = stated(LogKind.IMPORT, rows[-1].day, (known(memory).stability, known(memory).difficulty))
    _, other = studied(given, FITTED)
    assert under([*rows, came], FITTED) == pytest.approx((known(other).stability, known(other).difficulty))


def test_what_was_answered_in_anki_and_came_home_late_counts_in_the_order_of_time() -> None:
    rows, memory = studied([(0, Rating.GOOD), (3, Rating.GOOD), (8, Rating.AGAIN)])
    late = replace(rows[1], source=Source.ANKI, moved=False, stability=None, difficulty=None)
    came = stated(LogKind.IMPORT, rows[-1].day, (known(memory).stability, known(memory).difficulty))
    assert under([rows[0], rows[2], late, came], FITTED) == pytest.approx(under(rows, FITTED))


def test_a_second_refit_starts_from_the_answers_not_from_the_first() -> None:
    rows, _ = studied([(0, Rating.GOOD), (3, Rating.GOOD), (8, Rating.AGAIN)])
    refit = stated(LogKind.REFIT, rows[-1].day + 2, under(rows, FITTED), parameters=2)
    assert under([*rows, refit], DEFAULT) == pytest.approx(under(rows, DEFAULT))


def test_where_nothing_is_told_nothing_is_known() -> None:
    assert refitted([], Recurrence(FITTED), lambda _number: Recurrence(DEFAULT)) is None


# --- What the log makes of it ------------------------------------------------------------------------


def test_a_refit_changes_stability_and_difficulty_and_nothing_else() -> None:
    rows, memory = studied([(0, Rating.EASY), (20, Rating.GOOD)])
    refit = stated(LogKind.REFIT, rows[-1].day + 5, (61.5, 3.25), parameters=2)
    after = replay([*rows, refit], CARD, VERSIONS)
    assert after == replace(known(memory), stability=61.5, difficulty=3.25)


def test_the_next_answer_goes_on_from_the_refitted_memory() -> None:
    rows, memory = studied([(0, Rating.EASY), (20, Rating.GOOD)])
    refit = stated(LogKind.REFIT, rows[-1].day + 5, (61.5, 3.25), parameters=2, number=3)
    met = replace(known(memory), stability=61.5, difficulty=3.25)
    day = rows[-1].day + 40
    now, schedule = Moment(day * 24 * HOUR, 0, day), Schedule(FITTED)
    outcome = schedule.outcomes(met, CARD, now)[Rating.GOOD - 1]
    answer = replace(log_row(1, met, outcome, now, 5_000, schedule), id=4)
    assert replay([*rows, refit, answer], CARD, VERSIONS) == outcome.memory


def test_a_refit_that_was_taken_back_leaves_the_memory_as_it_was() -> None:
    rows, memory = studied([(0, Rating.EASY), (20, Rating.GOOD)])
    refit = stated(LogKind.REFIT, rows[-1].day + 5, (61.5, 3.25), parameters=2, number=3)
    void = replace(refit, id=4, kind=LogKind.VOID, moved=False, voids=3)
    assert replay([*rows, refit, void], CARD, VERSIONS) == memory


# --- What is drawn -----------------------------------------------------------------------------------


def test_the_curve_bends_on_the_day_of_the_refit_and_lies_before_it_as_it_was() -> None:
    rows, memory = studied([(0, Rating.EASY), (20, Rating.GOOD)])
    last, day = rows[-1], rows[-1].day + 10
    today = day + 15
    refit = stated(LogKind.REFIT, day, (9.0, 6.0), parameters=2)
    fitted = replace(known(memory), stability=9.0, difficulty=6.0)
    before = curve(rows, memory, today, DEFAULT, VERSIONS)
    found = curve([*rows, refit], fitted, today, FITTED, VERSIONS)
    known_days = [point for point in found.past if point[0] < day - today]
    assert known_days == [point for point in before.past if point[0] < last.day - today] + [
        point for point in found.past if last.day - today <= point[0] < day - today
    ]
    assert last.stability is not None
    met, bent = [recall for at, recall in found.past if at == day - today]
    assert met == pytest.approx(recall_after(10, last.stability, DEFAULT))
    assert bent == pytest.approx(recall_after(10, 9.0, FITTED))
    assert found.past[-1] == pytest.approx((0.0, recall_after(25, 9.0, FITTED)))
    assert found.forecast[0] == pytest.approx(found.past[-1])
    assert found.reviews == before.reviews, "a refit is no review"


def test_the_curve_of_an_item_bends_with_its_cards() -> None:
    rows, memory = studied([(0, Rating.EASY)])
    day, today = FIRST + 10, FIRST + 15
    refit = stated(LogKind.REFIT, day, (9.0, 6.0), parameters=2)
    fitted = replace(known(memory), stability=9.0, difficulty=6.0)
    found = mean_curve([([*rows, refit], fitted)], today, FITTED, VERSIONS)
    assert rows[0].stability is not None
    met, bent = [recall for at, recall in found.past if at == day - today]
    assert met == pytest.approx(recall_after(10, rows[0].stability, DEFAULT))
    assert bent == pytest.approx(recall_after(10, 9.0, FITTED))
    assert found.reviews == ()
    assert found.forecast[0] == pytest.approx((0.0, recall_after(15, 9.0, FITTED)))


def test_a_card_answered_after_a_refit_of_the_same_day_shows_what_it_met() -> None:
    rows, memory = studied([(0, Rating.EASY)])
    day = FIRST + 12
    refit = stated(LogKind.REFIT, day, (9.0, 6.0), parameters=2, number=2)
    fitted = replace(known(memory), stability=9.0, difficulty=6.0)
    now, schedule = Moment(day * 24 * HOUR + 13 * HOUR, 0, day), Schedule(FITTED)
    outcome = schedule.outcomes(fitted, CARD, now)[Rating.GOOD - 1]
    answer = replace(log_row(1, fitted, outcome, now, 5_000, schedule), id=3)
    found = curve([*rows, refit, answer], outcome.memory, day + 5, FITTED, VERSIONS)
    (review,) = found.reviews
    assert review == pytest.approx((-5.0, recall_after(12, 9.0, FITTED)))
