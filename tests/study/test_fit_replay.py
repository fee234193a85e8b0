"""Going through a history under a set of weights: as one card at a time would, and as fsrs-rs judges it."""

from __future__ import annotations

import random

import fsrs_rs_python as rs
import numpy as np
import pytest

from roadmap_cards.study.fit_replay import foretold, held_out_losses, past_of
from roadmap_cards.study.forgetting import Parameters, recall_after
from roadmap_cards.study.recurrence import Recurrence
from roadmap_cards.study.schedule import DEFAULT

OTHER = Parameters(2, (0.4, 1.1, 3.1, 11.0, *DEFAULT.weights[4:20], 0.25))

Row = tuple[int, int, int, int, int, int]


def history(cards: int, seed: int = 3) -> list[Row]:
    """Return made-up answers by card: some on one day, some after a reset."""
    rng = random.Random(seed)
    rows: list[Row] = []
    for card in range(cards):
        day, before = 9_000 + rng.randrange(300), 0
        for number in range(rng.randint(1, 14)):
            gap = rng.choice((0, 1, 2, 5, 12, 40, 90))
            day += gap
            rating = rng.choice((0, 1, 2, 3, 3, 3, 3, 3, 3, 4)) if number else 3
            at = day * 86_400_000 + number * 60_000
            rows.append((card, at, day, rating, int(not before), int(rng.random() < 0.9)))
            before = rating
    return rows


def one_by_one(rows: list[Row], parameters: Parameters) -> list[float]:
    """Return what was foretold before each answer, card by card."""
    recurrence, found = Recurrence(parameters), []
    state: tuple[float, float] | None = None
    card = last = -1
    for number, _, day, rating, _, _ in rows:
        if number != card:
            state, card = None, number
        if not rating:
            state = None
            continue
        if state is None:
            found.append(0.0)
            state = recurrence.first(rating)
        else:
            found.append(recall_after(day - last, state[0], parameters))
            state = recurrence.after(*state, rating, day - last)
        last = day
    return found


@pytest.mark.parametrize("parameters", [DEFAULT, OTHER])
def test_all_cards_at_once_are_foretold_as_one_by_one(parameters: Parameters) -> None:
    rows = history(300)
    assert foretold(past_of(rows), parameters) == pytest.approx(one_by_one(rows, parameters), rel=1e-9)


def test_the_last_fifth_in_time_is_held_out_whatever_card_it_is_of() -> None:
    rows = history(300)
    past = past_of(rows)
    answers = [row for row in rows if row[3]]
    held = [row[1] for row, out in zip(answers, past.held_out, strict=True) if out]
    learnt = [row[1] for row, turn in zip(answers, past.turn, strict=True) if 0 <= turn < past.cut]
    assert max(learnt) <= min(held)
    assert len(held) == pytest.approx(past.targets / 5, abs=1)
    assert {row[0] for row, out in zip(answers, past.held_out, strict=True) if out} != {rows[-1][0]}


def test_a_target_is_never_the_first_answer_of_a_card_nor_one_after_a_reset() -> None:
    past = past_of(history(200))
    assert not (past.target & (past.first == np.arange(len(past.first)))).any()


@pytest.mark.parametrize("parameters", [DEFAULT, OTHER])
def test_the_loss_is_that_of_fsrs_rs(parameters: Parameters) -> None:
    past = past_of(history(400))
    judge, theirs = rs.FSRS(list(parameters.weights)), []
    for at in np.flatnonzero(past.held_out).tolist():
        places = range(past.first[at], at + 1)
        reviews = [rs.FSRSReview(int(past.rating[one]), int(past.elapsed[one])) for one in places]
        # One at a time: of many, it takes the later for more important.
        theirs.append(judge.evaluate([rs.FSRSItem(reviews)]).log_loss)
    assert held_out_losses(past, parameters) == pytest.approx(theirs, rel=1e-3, abs=1e-4)


def test_the_order_of_the_log_does_not_matter_where_the_times_tell_it() -> None:
    rows = history(100)
    shuffled = random.Random(5).sample(rows, len(rows))
    assert (held_out_losses(past_of(shuffled), OTHER) == held_out_losses(past_of(rows), OTHER)).all()


def test_what_is_foretold_is_a_review_on_a_later_day() -> None:
    def row(day: int, rating: int, *, fresh: bool = False, review: bool = True) -> Row:
        return (1, day * 86_400_000, day, rating, int(fresh), int(review))

    rows = [row(10, 3, fresh=True), row(10, 3), row(14, 3), row(20, 3, review=False), row(31, 1)]
    assert past_of(rows).target.tolist() == [False, False, True, False, True]


def test_a_card_whose_first_answers_are_missing_is_left_out() -> None:
    met, missing = history(2)[:1], [(7, 5, 5, 3, 0, 1), (7, 9 * 86_400_000, 9, 3, 0, 1)]
    assert past_of([*met, *missing]).targets == past_of(met).targets
    assert len(past_of([*met, *missing]).rating) == 1


def test_no_answers_are_a_past_too() -> None:
    assert past_of([]).targets == 0
