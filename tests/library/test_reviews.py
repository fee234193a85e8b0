"""Answering and setting cards aside, and taking it back, in a real collection."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.library import Library
from roadmap_cards.library.session import Session
from roadmap_cards.study.card import NEW, Learned, Rating
from ticking_clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


def first_cards(library: Library, number: int) -> list[int]:
    return [card.card for card in library.reviews.plan().cards[:number]]


def log(library: Library) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(library.path)) as file:
        return file.execute("SELECT kind, at FROM review ORDER BY id").fetchall()


@pytest.mark.parametrize("rating", list(Rating))
def test_what_the_button_showed_is_what_is_kept(library: Library, rating: Rating) -> None:
    [card] = first_cards(library, 1)
    asked = library.reviews.ask(card)
    library.reviews.answer(asked, rating, 4_000)
    assert library.reviews.ask(card).card.memory == asked.outcome(rating).memory


def test_a_clock_exactly_a_day_behind_is_accepted_a_millisecond_after_the_last_answer(
    library: Library, clock: Clock
) -> None:
    one, two, three = first_cards(library, 3)
    library.reviews.answer(library.reviews.ask(one), Rating.GOOD, 1_000)
    [(_, first)] = log(library)
    clock.now -= timedelta(hours=24)
    library.reviews.answer(library.reviews.ask(two), Rating.GOOD, 1_000)
    assert [at for _, at in log(library)] == [first, first + 1]
    with pytest.raises(ProblemError, match="more than a day behind"):
        library.reviews.answer(library.reviews.ask(three), Rating.GOOD, 1_000)
    assert len(log(library)) == 2
    assert library.reviews.ask(three).card.memory == NEW
    assert library.undo_name == "Answer card"


def test_a_buried_card_comes_back_tomorrow(library: Library, clock: Clock) -> None:
    [card] = first_cards(library, 1)
    library.reviews.bury(card)
    assert card not in {planned.card for planned in library.reviews.plan().cards}
    assert library.undo_name == "Bury card"
    library.undo()
    assert first_cards(library, 1) == [card]
    library.redo()
    clock.now += timedelta(days=1)
    assert first_cards(library, 1) == [card]


def test_a_suspended_card_stays_away_until_that_is_undone(library: Library, clock: Clock) -> None:
    [card] = first_cards(library, 1)
    library.reviews.suspend(card)
    clock.now += timedelta(days=400)
    assert card not in {planned.card for planned in library.reviews.plan().cards}
    library.undo()
    assert first_cards(library, 1) == [card]


def test_a_flag_is_put_on_and_taken_off_and_both_are_undone(library: Library) -> None:
    [card] = first_cards(library, 1)
    library.reviews.flag(card, 3)
    library.reviews.flag(card, 0)
    assert library.undo_name == "Unflag card"
    library.undo()
    assert library.reviews.ask(card).card.flag == 3
    library.undo()
    assert library.reviews.ask(card).card.flag == 0


def test_an_answer_taken_back_stays_in_the_log_and_counts_no_more(library: Library) -> None:
    [card] = first_cards(library, 1)
    library.reviews.answer(library.reviews.ask(card), Rating.GOOD, 1_000)
    library.undo()
    assert [kind for kind, _ in log(library)] == ["answer", "void"]
    assert library.reviews.history(card) == []
    library.redo()
    assert [kind for kind, _ in log(library)] == ["answer", "void", "answer"]
    assert len(library.reviews.history(card)) == 1
    memory = library.reviews.ask(card).card.memory
    assert isinstance(memory, Learned)
    assert memory.reps == 1


def test_undo_in_a_session_does_not_ask_a_card_again_when_a_setting_is_taken_back(library: Library) -> None:
    session = Session(library, library.reviews.plan())
    assert session.asked is not None
    answered = session.asked.card.id
    session.answer(Rating.EASY, 1_000)
    standing_at = session.asked.card.id
    library.change_learning("Set recall", target_recall=0.95)
    assert session.undo() == "Set recall"
    assert session.asked.card.id == standing_at
    assert session.undo() == "Answer card"
    assert session.asked.card.id == answered
    assert session.redo() == "Answer card"
    assert session.asked.card.id == standing_at


def test_a_step_made_elsewhere_about_the_card_answered_last_is_not_taken_for_the_answer(
    library: Library,
) -> None:
    session = Session(library, library.reviews.plan())
    assert session.asked is not None
    answered = session.asked.card.id
    session.answer(Rating.EASY, 1_000)
    standing_at = session.asked.card.id
    library.reviews.flag(answered, 3)
    assert session.undo() == "Flag card"
    assert session.asked.card.id == standing_at
    assert [answer.card for answer in session.run.answered] == [answered]
    assert session.undo() == "Answer card"
    assert session.asked.card.id == answered


def test_a_flag_that_a_card_has_already_is_no_step(library: Library) -> None:
    session = Session(library, library.reviews.plan())
    session.flag(2)
    session.flag(2)
    assert session.undo() == "Flag card"
    assert not session.can_undo


def test_every_step_of_a_session_can_be_taken_back_and_done_again(library: Library) -> None:
    session = Session(library, library.reviews.plan())
    stops = []
    steps: tuple[Callable[[], None], ...] = (
        lambda: session.flag(2),
        lambda: session.flag(0),
        session.bury,
        session.suspend,
        lambda: session.answer(Rating.AGAIN, 1_000),
    )
    for step in steps:
        stops.append((session.asked.card if session.asked else None, session.run))
        step()
    end = (session.asked.card if session.asked else None, session.run)
    for stop in reversed(stops):
        assert session.undo()
        assert (session.asked.card if session.asked else None, session.run) == stop
    assert session.undo() is None
    while session.redo():
        pass
    assert (session.asked.card if session.asked else None, session.run) == end
