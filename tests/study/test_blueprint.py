"""Which questions a quiz asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_cards.study.blueprint import REST_DAYS, Candidate, choose, seats
from roadmap_cards.study.quiz import Focus, Mode, Wish

steady = settings(derandomize=True, deadline=None, max_examples=150)
DAY = 9823
EXAM = Wish(frozenset({1, 2, 3}), 40, Mode.EXAM, level="tiny/junior")
PRACTICE = Wish(frozenset({1, 2, 3}))
WEIGHTS = {1: 3.0, 2: 2.0, 3: 1.0}


def candidate(entry: int, topic: int = 1, item: int | None = 0, **known: object) -> Candidate:
    """Return a question; 0 stands for an item of its own."""
    values = {"variant": "", "kind": "choice", "code": False, **known}
    return Candidate(entry, topic=topic, item=entry if item == 0 else item, **values)  # type: ignore[arg-type]


def drawn(pool: list[Candidate], wish: Wish, seed: int = 1, day: int = DAY) -> list[Candidate]:
    return choose(pool, wish, WEIGHTS, day, Random(seed))


def entries(chosen: list[Candidate]) -> set[int]:
    return {one.entry for one in chosen}


pools = st.lists(
    st.builds(
        candidate,
        st.integers(1, 40),
        st.integers(1, 3),
        st.sampled_from([None, 1, 2, 3, 4, 5]),
        variant=st.sampled_from(["c1", "c2"]),
        recall=st.one_of(st.none(), st.floats(0, 1)),
        last_asked=st.one_of(st.none(), st.integers(DAY - 40, DAY)),
        last_right=st.sampled_from([None, True, False]),
    ),
    max_size=60,
).map(
    # An entry stands in one place, whatever its variants are.
    lambda found: [replace(one, topic=1 + one.entry % 3, item=one.item and one.entry % 7) for one in found]
)
wishes = st.builds(
    Wish,
    st.just(frozenset({1, 2, 3})),
    st.sampled_from([None, 5, 15, 40]),
    st.sampled_from(Mode),
    st.sampled_from(Focus),
    again=st.booleans(),
)


# --- Whatever is wished for


@steady
@given(pools, wishes, st.integers(0, 99))
def test_no_entry_comes_twice_and_none_is_left_out_while_there_is_room(
    pool: list[Candidate], wish: Wish, seed: int
) -> None:
    chosen = drawn(pool, wish, seed)
    fresh = {one.topic for one in pool if one.last_asked is None or one.last_asked <= DAY - 14}
    every_topic = wish.mode is Mode.EXAM and wish.focus is Focus.ALL
    longest = {
        topic: min(one.last_asked or 0 for one in pool if one.topic == topic)
        for topic in {one.topic for one in pool} - fresh
    }
    allowed = {
        one.entry
        for one in pool
        if (wish.focus is not Focus.MISTAKES or one.last_right is False)
        and (
            wish.again
            or wish.focus is Focus.MISTAKES
            or (wish.focus is Focus.WEAK and one.last_right is False)
            or one.last_asked is None
            or one.last_asked <= DAY - 14
            or (every_topic and one.last_asked == longest.get(one.topic))
        )
    }
    assert len(entries(chosen)) == len(chosen)
    assert entries(chosen) <= allowed
    assert len(chosen) == (len(allowed) if wish.size is None else min(wish.size, len(allowed)))


@steady
@given(pools, wishes, st.integers(0, 99))
def test_the_same_seed_gives_the_same_quiz(pool: list[Candidate], wish: Wish, seed: int) -> None:
    assert drawn(pool, wish, seed) == drawn(pool, wish, seed)


def test_another_seed_gives_another_quiz_in_another_order() -> None:
    pool = [candidate(entry) for entry in range(1, 61)]
    assert len({frozenset(entries(drawn(pool, PRACTICE, seed))) for seed in range(20)}) == 20
    all_of_them = replace(PRACTICE, size=None)
    assert len({tuple(one.entry for one in drawn(pool, all_of_them, seed)) for seed in range(20)}) == 20


def test_either_variant_of_an_entry_may_come_but_never_both() -> None:
    pool = [candidate(1, variant="c1"), candidate(1, variant="c2")]
    found = [drawn(pool, PRACTICE, seed) for seed in range(40)]
    assert all(len(chosen) == 1 for chosen in found)
    assert {chosen[0].variant for chosen in found} == {"c1", "c2"}


@pytest.mark.parametrize("focus", list(Focus))
@pytest.mark.parametrize("mode", list(Mode))
def test_an_item_comes_a_second_time_only_when_every_other_had_its_turn(focus: Focus, mode: Mode) -> None:
    """Ten items with five questions each: of fifteen questions no item has more than two."""
    pool = [candidate(entry, item=1 + entry // 5, last_right=False) for entry in range(50)]
    for seed in range(20):
        chosen = drawn(pool, replace(PRACTICE, focus=focus, mode=mode, again=True), seed)
        turns = Counter(one.item for one in chosen)
        assert len(turns) == 10
        assert max(turns.values()) == 2


def test_questions_without_an_item_do_not_stand_in_each_others_way() -> None:
    pool = [candidate(entry, item=None, recall=entry / 100) for entry in range(1, 30)]
    weakest = replace(PRACTICE, size=5, focus=Focus.WEAK)
    assert entries(drawn(pool, weakest)) == {1, 2, 3, 4, 5}


# --- An exam


def test_an_exam_asks_even_of_a_topic_whose_questions_all_rest_those_that_rested_longest() -> None:
    pool = [candidate(entry, topic=1 + entry % 2) for entry in range(100)]
    pool += [candidate(entry, topic=3, last_asked=DAY - entry % 5) for entry in range(200, 220)]
    chosen = drawn(pool, EXAM)
    asked = [one for one in chosen if one.topic == 3]
    assert asked
    assert {one.last_asked for one in asked} == {DAY - 4}
    assert not any(one.topic == 3 for one in drawn(pool, replace(EXAM, mode=Mode.PRACTICE)))


def test_an_exam_of_a_level_asks_of_every_topic_by_its_weight() -> None:
    """40 questions at 3 : 2 : 1 are 20, 13 1/3 and 6 2/3."""
    pool = [candidate(entry, topic=1 + entry % 3) for entry in range(180)]
    assert Counter(one.topic for one in drawn(pool, EXAM)) == {1: 20, 2: 13, 3: 7}


def test_even_the_smallest_topic_is_asked_and_the_largest_gives_its_seat() -> None:
    assert seats(5, {1: 100.0, 2: 1.0, 3: 1.0}, {1: 50, 2: 50, 3: 50}) == {1: 3, 2: 1, 3: 1}


def test_too_few_seats_go_to_the_weightiest_topics() -> None:
    assert seats(2, WEIGHTS, {1: 9, 2: 9, 3: 9}) == {1: 1, 2: 1, 3: 0}


def test_what_a_topic_has_no_questions_for_goes_to_the_others() -> None:
    assert seats(12, WEIGHTS, {1: 2, 2: 20, 3: 20}) == {1: 2, 2: 7, 3: 3}


@steady
@given(
    st.integers(0, 80),
    st.dictionaries(st.integers(1, 9), st.floats(0.5, 40), min_size=1),
    st.lists(st.integers(1, 20), min_size=9, max_size=9),
)
def test_all_seats_are_given_within_the_room_and_one_to_each(
    size: int, weights: dict[int, float], rooms: list[int]
) -> None:
    room = {topic: rooms[topic - 1] for topic in weights}
    found = seats(size, weights, room)
    assert sum(found.values()) == min(size, sum(room.values()))
    assert all(found[topic] <= room[topic] for topic in room)
    assert size < len(room) or all(found.values())


def test_a_level_with_too_few_questions_is_asked_all_of_them() -> None:
    pool = [candidate(entry, topic=1 + entry % 3) for entry in range(17)]
    assert entries(drawn(pool, EXAM)) == set(range(17))
    assert drawn([], EXAM) == []


@pytest.mark.parametrize(
    ("wish", "counts"),
    [
        (EXAM, True),
        (replace(EXAM, size=15), False),
        (replace(EXAM, size=None), True),
        (replace(EXAM, level=""), False),
        (replace(EXAM, mode=Mode.PRACTICE), False),
        (replace(EXAM, focus=Focus.WEAK), False),
        (replace(EXAM, kinds=frozenset({"choice"})), False),
    ],
)
def test_only_a_whole_exam_is_one_of_a_level(wish: Wish, counts: bool) -> None:
    assert wish.is_level_exam is counts


# --- Practice


@pytest.mark.parametrize(("size", "weak", "rested"), [(5, 3, 1), (15, 9, 2), (20, 12, 3), (40, 24, 6)])
def test_practice_asks_the_weak_some_rested_and_some_by_chance(size: int, weak: int, rested: int) -> None:
    """Of a hundred, 1 to 50 are remembered ever better; 51 to 100 well, and were asked ever longer ago."""
    pool = [candidate(entry, recall=entry / 1000, last_asked=DAY - 20) for entry in range(1, 51)]
    pool += [candidate(entry, recall=0.99, last_asked=DAY - entry) for entry in range(51, 101)]
    sure = {*range(1, weak + 1), *range(101 - rested, 101)}
    found = [entries(drawn(pool, replace(PRACTICE, size=size), seed)) for seed in range(40)]
    assert all(len(chosen) == size for chosen in found)
    assert frozenset.intersection(*map(frozenset, found)) == sure
    # The rest is chance: over forty quizzes, more than twice as many different ones as one quiz has.
    assert len(frozenset.union(*map(frozenset, found)) - sure) > 2 * (size - len(sure))


def test_the_weakest_are_past_mistakes_then_what_fades_and_last_what_was_never_seen() -> None:
    pool = [
        candidate(1, recall=0.99, last_right=False, last_asked=DAY - 30),
        candidate(2, recall=0.40),
        candidate(3, recall=0.60, last_right=True, last_asked=DAY - 30),
        candidate(4, recall=None),
        candidate(5, recall=0.95),
    ]
    weak = replace(PRACTICE, focus=Focus.WEAK)
    ranked = [entries(drawn(pool, replace(weak, size=size))) for size in range(1, 6)]
    assert ranked == [{1}, {1, 2}, {1, 2, 3}, {1, 2, 3, 5}, {1, 2, 3, 4, 5}]


def test_rested_questions_are_the_never_asked_and_then_the_oldest() -> None:
    pool = [
        candidate(1, last_asked=DAY - 15),
        candidate(2),
        candidate(3, last_asked=DAY - 90),
        candidate(4, last_asked=DAY - 40),
    ]
    rested = replace(PRACTICE, focus=Focus.RESTED)
    ranked = [entries(drawn(pool, replace(rested, size=size))) for size in range(1, 5)]
    assert ranked == [{2}, {2, 3}, {2, 3, 4}, {1, 2, 3, 4}]


def test_only_the_topics_and_kinds_that_are_wished_for() -> None:
    pool = [
        candidate(1, topic=1),
        candidate(2, topic=2, kind="typed"),
        candidate(3, topic=3, kind="typed"),
        candidate(4, topic=4, kind="typed"),
    ]
    assert entries(drawn(pool, Wish(frozenset({2, 4}), None))) == {2, 4}
    assert entries(drawn(pool, Wish(frozenset({1, 2, 3}), None, kinds=frozenset({"typed"})))) == {2, 3}


def test_what_was_sure_and_wrong_is_the_weakest_of_all() -> None:
    pool = [candidate(entry, recall=0.5) for entry in range(1, 30)]
    pool += [candidate(50, recall=0.9, last_right=False), candidate(51, recall=0.95, last_right=False)]
    pool[-1] = replace(pool[-1], last_sure=True)
    weakest = replace(PRACTICE, size=1, focus=Focus.WEAK)
    assert {frozenset(entries(drawn(pool, weakest, seed))) for seed in range(10)} == {frozenset({51})}


@pytest.mark.parametrize("focus", [Focus.WEAK, Focus.ALL])
def test_the_weakest_question_of_an_entry_stands_for_it(focus: Focus) -> None:
    """Of two gaps, one known and one forgotten: the forgotten one makes the entry weak, and is asked."""
    pool = [candidate(1, variant="c1", recall=0.99), candidate(1, variant="c2", recall=0.10)]
    pool += [candidate(entry, recall=0.5) for entry in range(2, 30)]
    for seed in range(20):
        chosen = drawn(pool, replace(PRACTICE, size=5, focus=focus), seed)
        assert [one.variant for one in chosen if one.entry == 1] == ["c2"]


# --- Rest


@pytest.mark.parametrize(("days", "asked"), [(0, False), (13, False), (14, True), (15, True)])
def test_a_question_rests_for_two_weeks(days: int, asked: bool) -> None:
    pool = [candidate(1, last_asked=DAY - days, last_right=True)]
    assert bool(drawn(pool, PRACTICE)) is asked
    beside = candidate(2)
    assert (pool[0] in drawn([*pool, beside], EXAM)) is asked
    assert drawn(pool, replace(PRACTICE, again=True)) == pool
    assert REST_DAYS == 14


def test_weak_spots_are_also_the_mistakes_of_yesterday() -> None:
    pool = [
        candidate(1, last_asked=DAY - 1, last_right=False, recall=0.9),
        candidate(2, last_asked=DAY - 1, last_right=True, recall=0.1),
        candidate(3, variant="c1", last_asked=DAY - 1, last_right=True, recall=0.1),
        candidate(3, variant="c2", last_asked=DAY - 1, last_right=False, recall=0.9),
        candidate(4, recall=0.5),
    ]
    chosen = drawn(pool, replace(PRACTICE, focus=Focus.WEAK))
    assert {(one.entry, one.variant) for one in chosen} == {(1, ""), (3, "c2"), (4, "")}


def test_mistakes_do_not_rest_and_nothing_else_is_asked_with_them() -> None:
    pool = [
        candidate(1, last_asked=DAY, last_right=False),
        candidate(2, last_asked=DAY - 30, last_right=True),
        candidate(3),
    ]
    assert entries(drawn(pool, replace(PRACTICE, focus=Focus.MISTAKES))) == {1}
