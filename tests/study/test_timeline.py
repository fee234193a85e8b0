"""Memory through time: what many cards were on any day, against one card and one day at a time."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest

from made_moves import FIRST, STEEPER, TODAY, VERSIONS, Row, moves
from roadmap_cards.study import mastery
from roadmap_cards.study.forgetting import Parameters, recall_after
from roadmap_cards.study.mastery import CardMemory, State
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.study.timeline import STATES, Stand, Timeline, places, threads, timeline


def line(
    rows: Sequence[Row], items: Sequence[Sequence[int]], parameters: Parameters = DEFAULT, today: int = TODAY
) -> Timeline:
    """Return the timeline of items, each with the ids of its cards."""
    pairs = [(card, number) for number, cards in enumerate(items) for card in cards]
    cards, numbers = (np.array(part, np.int64) for part in zip(*pairs, strict=True))
    at = places(cards, numbers, np.ones(len(items), np.bool_))
    return timeline(threads(moves(rows), VERSIONS), at, today, parameters)


def lives(rng: Random, cards: Sequence[int]) -> list[Row]:
    """Return a made-up log, oldest first, in which cards are answered and now and then set back."""
    rows = []
    for day in range(FIRST, TODAY + 1, 3):
        for card in rng.sample(cards, rng.randint(0, 4)):
            stability = 0.0 if rng.random() < 0.05 else rng.lognormvariate(2.5, 1.2)
            rows.append(Row(card, day, stability))
    return rows


def by_hand(rows: Sequence[Row], card: int, day: int) -> CardMemory:
    known = [row for row in rows if row.card == card and row.day <= day]
    if not known or not known[-1].stability:
        return CardMemory()
    last = known[-1]
    recall = recall_after(day - last.day, last.stability, VERSIONS[last.parameters])
    return CardMemory(last.stability, recall)


def memories(found: Timeline, stand: Stand) -> dict[int, CardMemory]:
    return {
        card: CardMemory(stability, recall)
        for card, stability, recall in zip(
            found.places.cards.tolist(), stand.stability.tolist(), stand.recall.tolist(), strict=True
        )
    }


ITEMS = ((11, 5), (), (7,), (2, 30, 31), (40,))
"""Ids in no order; an item without cards, and in the last one a card that is never answered."""

ANSWERED = [card for item in ITEMS for card in item if card != 40]


def test_every_card_is_on_every_day_what_its_last_row_says() -> None:
    rows = lives(Random(1), ANSWERED)
    found = line(rows, ITEMS)
    for day in range(FIRST - 2, TODAY + 200, 7):
        for card, memory in memories(found, found.stand(day)).items():
            expected = by_hand(rows, card, day)
            assert memory.stability == expected.stability
            assert memory.recall == pytest.approx(expected.recall, abs=1e-12)


def test_many_days_in_a_row_are_the_same_as_one_by_one() -> None:
    found = line(lives(Random(2), ANSWERED), ITEMS)
    days = [FIRST - 1, FIRST, FIRST + 5, FIRST + 5, FIRST + 100, TODAY, TODAY + 180]
    for day, stand in zip(days, list(found.stands(days)), strict=True):
        assert stand.day == day
        assert memories(found, stand) == memories(found, found.stand(day))


def test_items_have_the_sums_and_the_states_that_the_map_gives_them() -> None:
    rows = lives(Random(3), ANSWERED)
    found = line(rows, ITEMS)
    met = set()
    for day in range(FIRST, TODAY + 400, 5):
        items = found.items(found.stand(day))
        states, held = items.states(), items.held()
        for number, cards in enumerate(ITEMS):
            by_card = [by_hand(rows, card, day) for card in cards]
            whole = mastery.of_item(by_card)
            sums = (items.seen, items.recalled, items.kept, items.lasting)
            expected = (whole.seen, whole.recalled, whole.kept, whole.lasting)
            assert [part[number] for part in sums] == pytest.approx(expected, abs=1e-12)
            state = mastery.state(by_card, proved=True)
            assert STATES[states[number]] is state
            assert held[number] == state.held
            met.add(state)
    assert met == set(State)


@pytest.mark.parametrize("stability", [6.999, 7.0, 20.999, 21.0, 59.999, 60.0])
def test_a_state_begins_just_where_the_map_lets_it_begin(stability: float) -> None:
    found = line([Row(7, TODAY, stability)], [(7,)])
    (place,) = found.items(found.stand(TODAY)).states()
    assert STATES[place] is mastery.state([CardMemory(stability, 1.0)], proved=True)


def test_time_alone_raises_nothing() -> None:
    found = line(lives(Random(4), ANSWERED), ITEMS)
    before = found.items(found.stand(TODAY))
    for stand in found.stands(range(TODAY + 1, TODAY + 400)):
        after = found.items(stand)
        assert (after.recalled <= before.recalled).all()
        assert (after.kept <= before.kept).all()
        assert after.held().sum() <= before.held().sum()
        assert (after.seen == before.seen).all()
        before = after


def test_of_several_rows_on_one_day_the_last_one_counts() -> None:
    found = line([Row(7, FIRST, 3), Row(7, FIRST, 0), Row(7, FIRST, 8)], [(7,)])
    assert memories(found, found.stand(FIRST))[7].stability == 8
    assert memories(found, next(found.stands([FIRST])))[7].stability == 8


def test_days_that_run_backwards_change_no_order() -> None:
    found = line([Row(7, FIRST + 10, 5), Row(7, FIRST + 8, 9)], [(7,)])
    assert memories(found, found.stand(FIRST + 9))[7] == CardMemory()
    memory = memories(found, found.stand(FIRST + 10))[7]
    assert memory.stability == 9
    assert memory.recall == pytest.approx(recall_after(2, 9, DEFAULT))


def test_a_row_of_tomorrow_is_known_today() -> None:
    found = line([Row(7, TODAY + 3, 5)], [(7,)])
    assert memories(found, found.stand(TODAY))[7] == CardMemory(5, 1.0)


def test_what_was_set_back_is_not_seen() -> None:
    found = line([Row(7, FIRST, 5), Row(7, FIRST + 4, 0)], [(7,)])
    assert found.items(found.stand(FIRST + 3)).seen.tolist() == [1]
    assert found.items(found.stand(FIRST + 4)).seen.tolist() == [0]


def test_a_refit_counts_from_the_last_answer_and_moves_no_earlier_day() -> None:
    answers = [Row(7, FIRST, 5), Row(7, FIRST + 4, 20)]
    refitted = line([*answers, Row(7, FIRST + 50, 12, 2, refit=True)], [(7,)], STEEPER)
    plain = line(answers, [(7,)])
    for day in range(FIRST, FIRST + 50):
        assert memories(refitted, refitted.stand(day)) == memories(plain, plain.stand(day))
    memory = memories(refitted, refitted.stand(FIRST + 60))[7]
    assert memory.stability == 12
    assert memory.recall == pytest.approx(recall_after(56, 12, STEEPER))


def test_a_refit_of_a_card_that_is_new_again_gives_it_no_memory() -> None:
    rows = [Row(5, FIRST, 9), Row(7, FIRST, 5), Row(7, FIRST + 1, 0), Row(7, FIRST + 2, 9, 2, refit=True)]
    found = line(rows, [(7,)])
    assert not memories(found, found.stand(FIRST + 9))[7].seen


def test_a_memory_that_no_refit_restated_fades_from_today_on_as_the_map_draws_it() -> None:
    rows = [Row(7, FIRST, 50)]
    found, before = line(rows, [(7,)], STEEPER), line(rows, [(7,)])
    recall = memories(found, found.stand(TODAY))[7].recall
    assert recall == pytest.approx(recall_after(TODAY - FIRST, 50, STEEPER))
    yesterday = TODAY - 1
    assert memories(found, found.stand(yesterday)) == memories(before, before.stand(yesterday))


def test_a_group_is_the_mean_of_its_items() -> None:
    found = line(lives(Random(5), ANSWERED), ITEMS)
    days = [FIRST, FIRST + 90, TODAY]
    shares = found.shares(np.array([0, 0, 2, -1, 2]), days)
    assert shares.shape == (3, 3)
    for day, of_day in zip(days, shares, strict=True):
        kept = found.items(found.stand(day)).kept
        expected = (kept[[0, 1]].mean(), 0, kept[[2, 4]].mean())
        assert of_day.tolist() == pytest.approx(expected)


def test_what_is_answered_later_shows_on_the_next_morning() -> None:
    found = line([Row(7, FIRST, 5), Row(11, FIRST, 5)], [(7,), (11,)])
    later = found.go_on(np.array([1]), np.array([TODAY + 2]), np.array([30.0]), DEFAULT)
    assert memories(later, later.stand(TODAY + 2)) == memories(found, found.stand(TODAY + 2))
    then = memories(later, later.stand(TODAY + 3))
    assert then[11].stability == 30
    assert then[11].recall == pytest.approx(recall_after(1, 30, DEFAULT))
    assert then[7] == memories(found, found.stand(TODAY + 3))[7]


def test_nothing_was_ever_answered() -> None:
    found = line([], ITEMS)
    assert found.first is None
    items = found.items(found.stand(TODAY))
    assert (items.seen.sum(), items.held().sum()) == (0, 0)
    assert {STATES[place] for place in items.states()} == {State.NEW}
