"""How well a roadmap is known: the promises that the map, Today and readiness are built on."""

from __future__ import annotations

import random
import uuid
from dataclasses import replace
from math import inf, isclose, nextafter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_cards.study.card import NEW, Learned, Memory, New, Rating, Stage
from roadmap_cards.study.day import HOUR, Moment
from roadmap_cards.study.history import LogRow, log_row, replay
from roadmap_cards.study.mastery import (
    FAMILIAR,
    MASTERED,
    SOLID,
    CardMemory,
    Lens,
    Mastery,
    QuizEvidence,
    State,
    band,
    durability,
    of_item,
    state,
    total,
)
from roadmap_cards.study.schedule import DEFAULT, STABILITY_RANGE, Schedule, retrievability

steady = settings(derandomize=True, deadline=None, max_examples=150)
SCHEDULE = Schedule()
FIRST_DAY = 9000
ROUNDING = 1e-12
RANKS = list(State)

UNSEEN = CardMemory()
seen_cards = st.builds(CardMemory, st.floats(*STABILITY_RANGE), st.floats(0, 1))
cards = st.one_of(st.just(UNSEEN), seen_cards)
items = st.lists(cards, max_size=6)
evidence = st.integers(0, 9).flatmap(
    lambda asked: st.builds(QuizEvidence, st.just(asked), st.integers(0, asked), st.booleans())
)
asked_items = st.builds(of_item, items, evidence)
answers = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 120)), min_size=1, max_size=12)
"""Ratings, each with the study days since the one before."""


def moment(day: int) -> Moment:
    return Moment(day * 24 * HOUR, 0, day)


class Desk:
    """One card being studied, with the log beside it."""

    def __init__(self, name: str = "card") -> None:
        self.uuid = uuid.uuid5(uuid.NAMESPACE_URL, name)
        self.memory: Memory = NEW
        self.day = FIRST_DAY
        self.rows: list[LogRow] = []

    def answer(self, rating: Rating, days: int = 0) -> None:
        self.day += days
        outcome = SCHEDULE.outcomes(self.memory, self.uuid, moment(self.day))[rating - 1]
        row = log_row(1, self.memory, outcome, moment(self.day), 9_000, SCHEDULE)
        self.rows.append(replace(row, id=len(self.rows) + 1))
        self.memory = outcome.memory

    def wait_until_due(self) -> None:
        if isinstance(self.memory, Learned):
            self.day = max(self.day, self.memory.due_day)


def studied(history: list[tuple[Rating, int]], name: str = "card") -> Desk:
    desk = Desk(name)
    for rating, days in history:
        desk.answer(rating, days)
    return desk


def as_mastery_sees_it(memory: Memory, day: int) -> CardMemory:
    if isinstance(memory, New):
        return UNSEEN
    return CardMemory(memory.stability, retrievability(memory, day))


# --- Mastery -----------------------------------------------------------------------------------------


@given(st.lists(items, max_size=8))
@steady
def test_every_share_is_between_nothing_and_all(roadmap: list[list[CardMemory]]) -> None:
    for whole in (*map(of_item, roadmap), total(map(of_item, roadmap))):
        for share in (whole.mastery, whole.coverage, whole.recall, whole.durability):
            assert 0 <= share <= 1 + ROUNDING


@given(st.lists(items, max_size=8))
@steady
def test_the_three_bars_multiply_to_mastery(roadmap: list[list[CardMemory]]) -> None:
    for whole in (*map(of_item, roadmap), total(map(of_item, roadmap))):
        product = whole.coverage * whole.recall * whole.durability
        assert isclose(product, whole.mastery, rel_tol=0, abs_tol=1e-9)


def test_one_card_is_its_recall_times_its_durability() -> None:
    assert of_item([CardMemory(90, 0.8)]).mastery == pytest.approx(0.8)
    assert of_item([CardMemory(1, 1.0)]).mastery == pytest.approx(0.1536, abs=1e-4)
    assert durability(0) == 0
    assert durability(90) == durability(36_500) == 1


def test_items_count_equally_however_many_cards_they_have() -> None:
    known, unknown = CardMemory(90, 1.0), UNSEEN
    assert total([of_item([known]), of_item([unknown] * 9)]).mastery == pytest.approx(0.5)
    assert total([of_item([known, unknown]), of_item([known])]).coverage == pytest.approx(0.75)


def test_an_item_without_cards_counts_as_nothing_known() -> None:
    assert total([of_item([CardMemory(90, 1.0)]), of_item([])]).mastery == pytest.approx(0.5)


def test_nothing_at_all_is_nothing_known() -> None:
    assert total([]) == Mastery()
    assert total([]).mastery == total([]).coverage == total([]).recall == total([]).durability == 0
    assert total([]).quiz == 0


# --- Quizzes beside it -------------------------------------------------------------------------------


@given(items, evidence)
@steady
def test_what_a_quiz_asked_is_evidence_and_moves_no_mastery(
    item: list[CardMemory], answered: QuizEvidence
) -> None:
    assert replace(of_item(item, answered), asked=0, right=0.0) == of_item(item)


def test_asked_items_count_equally_however_many_questions_they_have() -> None:
    one_of_two, nine_of_nine = QuizEvidence(asked=2, right=1), QuizEvidence(asked=9, right=9)
    whole = total([of_item([], one_of_two), of_item([], nine_of_nine), of_item([UNSEEN])])
    assert whole.asked == 2
    assert whole.quiz == pytest.approx(0.75)
    assert of_item([UNSEEN]).quiz == 0


@given(st.lists(st.lists(asked_items, min_size=1, max_size=4), min_size=1, max_size=4))
@steady
def test_the_quiz_share_of_a_parent_lies_between_its_children(level: list[list[Mastery]]) -> None:
    topics = [total(topic) for topic in level]
    whole = total(topics)
    assert whole.asked == sum(item.asked for topic in level for item in topic)
    assert 0 <= whole.quiz <= 1 + ROUNDING
    shares = [topic.quiz for topic in topics if topic.asked]
    if shares:
        assert min(shares) - ROUNDING <= whole.quiz <= max(shares) + ROUNDING


@given(items)
@steady
def test_an_unseen_card_never_helps(item: list[CardMemory]) -> None:
    with_it = [*item, UNSEEN]
    assert of_item(with_it).mastery <= of_item(item).mastery + ROUNDING
    assert of_item(with_it).coverage <= of_item(item).coverage + ROUNDING
    for proved in (False, True):
        assert RANKS.index(state(with_it, proved=proved)) <= RANKS.index(state(item, proved=proved))


@given(st.lists(items, min_size=1, max_size=8))
@steady
def test_an_item_that_was_not_begun_never_helps_its_topic(topic: list[list[CardMemory]]) -> None:
    parts = [of_item(item) for item in topic]
    for other in (of_item([]), of_item([UNSEEN, UNSEEN])):
        assert total([*parts, other]).mastery <= total(parts).mastery + ROUNDING


@given(answers, st.integers(0, 120))
@steady
def test_good_never_lowers_mastery(history: list[tuple[Rating, int]], days: int) -> None:
    desk = studied(history)
    before = of_item([as_mastery_sees_it(desk.memory, desk.day + days)]).mastery
    desk.answer(Rating.GOOD, days)
    assert of_item([as_mastery_sees_it(desk.memory, desk.day)]).mastery >= before


@given(answers, st.integers(0, 400), st.integers(0, 400))
@steady
def test_time_alone_never_raises_mastery(history: list[tuple[Rating, int]], days: int, more: int) -> None:
    desk = studied(history)
    sooner = [as_mastery_sees_it(desk.memory, desk.day + days)]
    later = [as_mastery_sees_it(desk.memory, desk.day + days + more)]
    assert of_item(later).mastery <= of_item(sooner).mastery
    assert RANKS.index(state(later)) <= RANKS.index(state(sooner))


@given(st.lists(st.lists(items, min_size=1, max_size=5), min_size=1, max_size=5))
@steady
def test_a_parent_lies_between_its_children(level: list[list[list[CardMemory]]]) -> None:
    topics = [total(map(of_item, topic)) for topic in level]
    for parent, children in [
        *((total(map(of_item, topic)), [of_item(item) for item in topic]) for topic in level),
        (total(topics), topics),
    ]:
        shares = [child.mastery for child in children]
        assert min(shares) - ROUNDING <= parent.mastery <= max(shares) + ROUNDING
        seen = [child.recall for child in children if child.seen]
        if seen:
            assert min(seen) - ROUNDING <= parent.recall <= max(seen) + ROUNDING


@given(st.lists(answers, min_size=1, max_size=4))
@settings(parent=steady, max_examples=40)
def test_replaying_the_log_gives_the_same_mastery(histories: list[list[tuple[Rating, int]]]) -> None:
    desks = [studied(history, f"card {number}") for number, history in enumerate(histories)]
    day = max(desk.day for desk in desks) + 3
    kept = [as_mastery_sees_it(desk.memory, day) for desk in desks]
    replayed = [as_mastery_sees_it(replay(desk.rows, desk.uuid, {1: DEFAULT}), day) for desk in desks]
    assert of_item(replayed) == of_item(kept)
    assert state(replayed) is state(kept)


# --- States ------------------------------------------------------------------------------------------


def just_under(value: float) -> float:
    return nextafter(value, -inf)


@pytest.mark.parametrize(
    ("stability", "recall", "expected"),
    [
        (just_under(7), 1.0, State.LEARNING),
        (just_under(7), 0.1, State.LEARNING),
        (7, just_under(0.70), State.FADING),
        (500, just_under(0.70), State.FADING),
        (7, 0.70, State.FAMILIAR),
        (just_under(21), 1.0, State.FAMILIAR),
        (21, just_under(0.80), State.FAMILIAR),
        (21, 0.80, State.SOLID),
        (just_under(60), 1.0, State.SOLID),
        (60, just_under(0.85), State.SOLID),
        (60, 0.85, State.MASTERED),
    ],
)
def test_the_weakest_card_decides_the_state(stability: float, recall: float, expected: State) -> None:
    card = CardMemory(stability, recall)
    assert state([card], proved=True) is expected
    assert state([CardMemory(300, 0.99), card], proved=True) is expected


def test_the_thresholds_are_those_that_were_promised() -> None:
    shown = [(limit.stability, limit.recall) for limit in (FAMILIAR, SOLID, MASTERED)]
    assert shown == [(7, 0.70), (21, 0.80), (60, 0.85)]


@pytest.mark.parametrize("unseen", [0, 1, 3])
def test_an_item_is_new_until_a_card_was_seen(unseen: int) -> None:
    assert state([UNSEEN] * unseen) is State.NEW
    assert state([*[UNSEEN] * unseen, CardMemory(1, 1.0)]) is State.LEARNING


def test_a_card_that_was_not_seen_keeps_an_item_in_learning() -> None:
    assert state([CardMemory(300, 0.99), UNSEEN], proved=True) is State.LEARNING


def test_only_solid_and_better_is_held() -> None:
    assert [one for one in State if one.held] == [State.SOLID, State.MASTERED]


def test_mastered_needs_a_right_answer_in_another_format() -> None:
    assert state([CardMemory(300, 0.99)]) is State.SOLID
    assert state([CardMemory(300, 0.99)], proved=True) is State.MASTERED


@pytest.mark.parametrize("seed", range(3))
def test_who_always_presses_good_never_gets_past_solid(seed: int) -> None:
    rng = random.Random(seed)
    desk = Desk(f"bot {seed}")
    reached = set()
    for _ in range(40):
        desk.wait_until_due()
        desk.answer(Rating.GOOD, rng.choice([0, 0, 1, 3]))
        reached.add(state([as_mastery_sees_it(desk.memory, desk.day)]))
    assert isinstance(desk.memory, Learned)
    assert desk.memory.stage is Stage.REVIEW
    assert desk.memory.stability > MASTERED.stability
    assert State.SOLID in reached
    assert State.MASTERED not in reached


# --- Tints -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "tint"),
    [(0, 0), (0.499, 0), (0.5, 1), (0.699, 1), (0.70, 2), (0.82, 3), (0.919, 3), (0.92, 4), (1, 4)],
)
def test_more_is_always_a_tint_further(share: float, tint: int) -> None:
    assert band(share) == tint


@pytest.mark.parametrize(("recall", "tint"), [(0.69, 0), (0.79, 1), (0.89, 2), (0.91, 3), (0.97, 4)])
def test_the_lens_of_recall_tells_what_has_fallen_below_the_usual_target(recall: float, tint: int) -> None:
    assert Lens.RECALL.tint(of_item([CardMemory(30, recall)])) == tint


@pytest.mark.parametrize(
    ("days", "tint"), [(6.9, 0), (7.1, 1), (20.9, 1), (21.1, 2), (59, 2), (61, 3), (89, 3), (90, 4), (400, 4)]
)
def test_the_lens_of_stability_turns_where_the_states_do(days: float, tint: int) -> None:
    found = of_item([CardMemory(days, 0.5)])
    assert found.stability == pytest.approx(days)
    assert Lens.STABILITY.tint(found) == tint


@given(st.lists(items, max_size=8))
@steady
def test_stability_lies_between_the_least_and_the_most_that_was_seen(roadmap: list[list[CardMemory]]) -> None:
    whole = total(map(of_item, roadmap))
    seen = [card.stability for cards in roadmap for card in cards if card.seen]
    if seen:
        assert min(seen) * (1 - 1e-9) <= whole.stability <= max(seen) * (1 + 1e-9)
    else:
        assert whole.stability == 0
