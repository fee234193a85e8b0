"""What a day holds, in which order, and how a session runs through it."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise

from roadmap_cards.study.card import Learned, Rating, Stage
from roadmap_cards.study.day import MINUTE
from roadmap_cards.study.queue import (
    ITEM_DISTANCE,
    DueCard,
    NewCard,
    Pace,
    Plan,
    Planned,
    Run,
    Waiting,
    advance,
    answered,
    begin,
    minutes,
    plan,
    within,
)

DAY = 100


def due(
    card: int,
    *,
    entry: int | None = None,
    item: int | None = None,
    stability: float = 10.0,
    last_day: int = 90,
    due_at: int | None = None,
) -> DueCard:
    return DueCard(card, entry or card, item, 1, stability, last_day, DAY, due_at)


def new(
    card: int, *, entry: int | None = None, item: int | None = None, needs: tuple[int, ...] = ()
) -> NewCard:
    return NewCard(card, entry or card, item, 1, needs)


def planned(
    reviews: list[DueCard],
    fresh: list[NewCard],
    *,
    seen: frozenset[int] = frozenset(),
    reviews_left: int | None = None,
    new_left: int = 100,
) -> list[int]:
    found = plan(reviews, fresh, day=DAY, seen_entries=seen, review_limit=reviews_left, new_limit=new_left)
    return [card.card for card in found.cards]


def learned(card: int, due_at: int | None) -> Learned:
    stage = Stage.REVIEW if due_at is None else Stage.LEARNING
    return Learned(stage, None if due_at is None else 0, 1.0, 5.0, 0, DAY, due_at, DAY, 0, 1, 0)


# --- A day -------------------------------------------------------------------------------------------


def test_the_card_most_at_risk_comes_first() -> None:
    strong, weak, stale = due(1, stability=50.0), due(2, stability=2.0), due(3, stability=50.0, last_day=10)
    assert planned([strong, weak, stale], []) == [2, 3, 1]


def test_of_two_cards_of_one_entry_one_waits_until_tomorrow() -> None:
    assert planned([due(1, entry=9), due(2, entry=9, stability=1.0)], []) == [2]
    assert planned([due(1, entry=9)], [new(2, entry=9)]) == [1]
    assert planned([], [new(1, entry=9), new(2, entry=9)]) == [1]
    assert planned([due(1)], [new(2)], seen=frozenset({1, 2})) == []


def test_the_sibling_of_a_card_in_its_steps_waits_too() -> None:
    found = plan(
        [due(1, entry=9, due_at=5), due(2, entry=9)],
        [new(3, entry=9)],
        day=DAY,
        seen_entries=(),
        review_limit=None,
        new_limit=10,
    )
    assert found == Plan((), (Waiting(1, 5),))


def test_cards_of_one_item_keep_their_distance() -> None:
    cards = [due(number, item=number // 3) for number in range(1, 31)]
    order = planned(cards, [])
    assert sorted(order) == list(range(1, 31))
    items = [number // 3 for number in order]
    for at, item in enumerate(items[:20]):
        assert item not in items[at + 1 : at + ITEM_DISTANCE]


def test_the_distance_gives_way_when_nothing_else_is_left() -> None:
    assert sorted(planned([due(number, item=1) for number in range(1, 8)], [])) == list(range(1, 8))


def test_new_cards_come_in_the_order_of_the_roadmap_behind_what_they_need() -> None:
    assert planned([], [new(1), new(2, needs=(4,)), new(3), new(4)]) == [1, 3, 4, 2]


def test_a_need_holds_even_where_items_are_kept_apart() -> None:
    order = planned([], [new(1, item=1), new(2, item=1), new(3, item=2, needs=(2,)), new(4, item=3)])
    assert order.index(2) < order.index(3)


def test_a_need_that_nobody_can_meet_does_not_block() -> None:
    assert planned([], [new(1, needs=(77,))]) == [1]


def test_a_circle_of_needs_is_broken() -> None:
    assert sorted(planned([], [new(1, needs=(2,)), new(2, needs=(1,))])) == [1, 2]


def test_a_card_waits_for_a_need_that_is_over_the_limit() -> None:
    assert planned([], [new(1), new(2, needs=(3,)), new(3)], new_left=2) == [1, 3]


def test_the_limits_are_kept_and_the_cards_most_at_risk_are_within_them() -> None:
    reviews = [due(number, stability=float(number)) for number in range(1, 9)]
    fresh = [new(number) for number in range(11, 19)]
    order = planned(reviews, fresh, reviews_left=3, new_left=2)
    assert [card for card in order if card < 10] == [1, 2, 3]
    assert [card for card in order if card > 10] == [11, 12]
    assert planned(reviews, fresh, reviews_left=0, new_left=0) == []


def test_new_cards_are_spread_between_the_reviews_and_a_review_opens() -> None:
    order = planned([due(number) for number in range(1, 10)], [new(11), new(12), new(13)])
    places = [order.index(card) for card in (11, 12, 13)]
    assert places == sorted(places)
    assert places[0] > 0
    assert all(later - earlier > 1 for earlier, later in pairwise(places))


# --- What is wanted first ----------------------------------------------------------------------------


def with_first(
    reviews: list[DueCard], fresh: list[NewCard], items: set[int], *, reviews_left: int | None = None
) -> list[int]:
    found = plan(
        reviews,
        fresh,
        day=DAY,
        seen_entries=(),
        review_limit=reviews_left,
        new_limit=100,
        first_items=items,
    )
    return [card.card for card in found.cards]


def test_what_is_wanted_first_comes_before_what_is_more_at_risk_and_before_new_cards() -> None:
    reviews = [due(1, item=1, stability=1.0), due(2, item=2, stability=80.0), due(3, item=3, stability=90.0)]
    assert planned(reviews, [new(4)])[0] == 1
    assert with_first(reviews, [new(4)], {2, 3})[:2] == [2, 3]
    assert sorted(with_first(reviews, [new(4)], {2, 3})) == [1, 2, 3, 4]


def test_cards_of_a_wanted_item_keep_their_distance_too() -> None:
    reviews = [due(number, item=7 if number < 4 else number) for number in range(1, 20)]
    order = with_first(reviews, [], {7})
    assert [order.index(card) for card in (1, 2, 3)] == [0, ITEM_DISTANCE, 2 * ITEM_DISTANCE]


def test_what_is_wanted_first_comes_before_steps_whose_minutes_are_over() -> None:
    reviews = [due(1, item=1), due(2, item=2), due(3, item=3, due_at=5), due(4, item=1, due_at=9)]
    found = plan(reviews, [], day=DAY, seen_entries=(), review_limit=None, new_limit=0, first_items={1})
    run, order = begin(found), []
    while (run := advance(run, 10 * MINUTE)).current is not None:
        order.append(run.current)
        run = answered(run, Rating.GOOD, learned(run.current, None), 1000)
    assert order == [4, 1, 3, 2]


def test_what_is_wanted_first_is_within_the_limit_of_the_day() -> None:
    reviews = [due(1, item=1, stability=1.0), due(2, item=2, stability=80.0)]
    assert with_first(reviews, [], {2}, reviews_left=1) == [2]


def test_wanting_what_is_not_due_changes_nothing() -> None:
    reviews = [due(number, item=number, stability=float(number)) for number in range(1, 9)]
    fresh = [new(20, item=50), new(21, item=51)]
    assert with_first(reviews, fresh, {50, 99}) == planned(reviews, fresh)


def test_the_entry_of_a_card_beyond_the_limit_gives_no_new_card_today() -> None:
    reviews = [due(1, entry=1, stability=1.0), due(2, entry=9)]
    assert planned(reviews, [new(3, entry=9), new(4)], reviews_left=1) == [1, 4]


# --- A session ---------------------------------------------------------------------------------------


def session(*cards: int, waiting: tuple[Waiting, ...] = ()) -> Plan:
    return Plan(tuple(Planned(card, None, 1, new=False) for card in cards), waiting)


def test_a_missed_card_comes_back_when_its_minutes_are_over() -> None:
    run = answered(advance(begin(session(1, 2, 3)), 0), Rating.AGAIN, learned(1, MINUTE), 5_000)
    run = advance(run, 10)
    assert run.current == 2
    run = advance(answered(run, Rating.GOOD, learned(2, None), 5_000), MINUTE)
    assert (run.current, run.repeats) == (1, True)


def test_a_missed_card_comes_back_at_the_end_though_its_minutes_are_not_over() -> None:
    run = answered(advance(begin(session(1, 2)), 0), Rating.AGAIN, learned(1, 10 * MINUTE), 5_000)
    run = answered(advance(run, 10), Rating.GOOD, learned(2, None), 5_000)
    run = advance(run, 20)
    assert run.current == 1
    run = answered(run, Rating.GOOD, learned(1, None), 5_000)
    assert advance(run, 30).current is None
    assert [answer.card for answer in run.first_answers] == [1, 2]


def test_a_missed_card_does_not_follow_itself_while_another_is_left() -> None:
    run = answered(advance(begin(session(1, 2)), 0), Rating.AGAIN, learned(1, 1), 5_000)
    assert advance(run, MINUTE).current == 2
    alone = answered(advance(begin(session(1)), 0), Rating.AGAIN, learned(1, 1), 5_000)
    assert advance(alone, MINUTE).current == 1


def test_a_step_that_is_due_goes_before_the_plan() -> None:
    run = begin(session(1, waiting=(Waiting(7, 50), Waiting(8, 40))))
    assert advance(run, 60).current == 8
    assert advance(run, 10).current == 1
    assert run.total == 3


# --- Time --------------------------------------------------------------------------------------------


def test_a_session_keeps_to_its_minutes() -> None:
    pace = Pace(review=20_000, new=60_000)
    whole = session(*range(1, 20))
    assert within(whole, pace, None) == whole
    assert [card.card for card in within(whole, pace, 2).cards] == [1, 2, 3, 4, 5, 6]
    steps = session(*range(1, 20), waiting=(Waiting(50, 0), Waiting(51, 0), Waiting(52, 0)))
    assert [card.card for card in within(steps, pace, 2).cards] == [1, 2, 3]


def test_one_card_always_fits() -> None:
    assert len(within(session(1, 2), Pace(review=10 * MINUTE), 1).cards) == 1


def test_little_time_is_a_minute_and_none_is_none() -> None:
    assert [minutes(value) for value in (0, 1, MINUTE, 150_001)] == [0, 1, 1, 3]


def test_a_long_session_keeps_little_of_what_it_was() -> None:
    """Each step that can be taken back holds a run; they share what is left."""
    run, kept = begin(session(*range(1, 4001))), list[Run]()
    tracemalloc.start()
    while len(kept) < 150 and (run := advance(run, 0)).current is not None:
        kept.append(run)
        run = answered(run, Rating.GOOD, learned(run.current, None), 1000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000
    assert [one.current for one in kept[:3]] == [1, 2, 3]
    assert len(kept[0].left) == 3999
