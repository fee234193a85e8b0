from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_cards.study.card import NEW, Learned, Memory, Rating, Stage
from roadmap_cards.study.day import MINUTE, Moment, date_of, moment
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.schedule import (
    DEFAULT,
    LAST_DAY,
    STABILITY_RANGE,
    Outcomes,
    Schedule,
    interval_for,
    recall_curve,
    retrievability,
)

CARD = uuid.UUID("6f2b8f0a-6d0c-5a39-9d0f-2f6f4c1f7a11")
TODAY = 9556
NOON = Moment(1_772_366_400_000, 0, TODAY)
SCHEDULE = Schedule()

steady = settings(derandomize=True, deadline=None, max_examples=100)

stabilities = st.floats(*STABILITY_RANGE)
difficulties = st.floats(1, 10)
target_recalls = st.floats(0.70, 0.99)
maximum_intervals = st.integers(4, 36_500)


@st.composite
def learned(draw: st.DrawFn) -> Learned:
    stage = draw(st.sampled_from(Stage))
    step = {Stage.REVIEW: None, Stage.RELEARNING: 0, Stage.LEARNING: draw(st.integers(0, 1))}[stage]
    last_day = draw(st.integers(TODAY - 4000, TODAY + 1))
    return Learned(
        stage=stage,
        step=step,
        stability=draw(stabilities),
        difficulty=draw(difficulties),
        last_at=NOON.at - (TODAY - last_day) * 86_400_000,
        last_day=last_day,
        due_at=None,
        due_day=last_day,
        interval=0,
        reps=draw(st.integers(1, 200)),
        lapses=0,
    )


memories = st.one_of(st.just(NEW), learned())


def reviewed(stability: float, *, days_ago: int = 10, reps: int = 3) -> Learned:
    last_day = TODAY - days_ago
    return Learned(
        stage=Stage.REVIEW,
        step=None,
        stability=stability,
        difficulty=5.0,
        last_at=NOON.at - days_ago * 86_400_000,
        last_day=last_day,
        due_at=None,
        due_day=TODAY,
        interval=days_ago,
        reps=reps,
        lapses=0,
    )


def intervals(outcomes: Outcomes) -> list[int]:
    return [outcome.memory.interval for outcome in outcomes]


def answered(memory: Memory, rating: Rating, at: Moment = NOON) -> Learned:
    return SCHEDULE.outcomes(memory, CARD, at)[rating - 1].memory


# --- What the four buttons offer -----------------------------------------------------------------


def test_a_new_card_is_learnt_in_steps_of_minutes() -> None:
    again, hard, good, easy = SCHEDULE.outcomes(NEW, CARD, NOON)
    assert [outcome.rating for outcome in (again, hard, good, easy)] == list(Rating)
    assert again.memory.due_at == NOON.at + 1 * MINUTE
    assert hard.memory.due_at == NOON.at + 5.5 * MINUTE
    assert good.memory.due_at == NOON.at + 10 * MINUTE
    for outcome in (again, hard, good):
        assert outcome.memory.stage is Stage.LEARNING
        assert (outcome.memory.due_day, outcome.memory.interval) == (TODAY, 0)
    assert easy.memory.stage is Stage.REVIEW
    assert easy.memory.due_at is None
    assert 6 <= easy.memory.interval <= 10
    assert easy.memory.due_day == TODAY + easy.memory.interval


def test_two_good_answers_take_a_new_card_to_its_first_day_interval() -> None:
    first = answered(NEW, Rating.GOOD)
    second = answered(first, Rating.GOOD, replace(NOON, at=NOON.at + 10 * MINUTE))
    assert (first.stage, first.step) == (Stage.LEARNING, 1)
    assert (second.stage, second.step) == (Stage.REVIEW, None)
    assert second.interval == 2
    assert (second.reps, second.lapses) == (2, 0)


def test_forgetting_a_known_card_is_a_lapse_and_brings_it_back_in_ten_minutes() -> None:
    forgotten = answered(reviewed(10.0), Rating.AGAIN)
    assert (forgotten.stage, forgotten.step) == (Stage.RELEARNING, 0)
    assert (forgotten.due_at, forgotten.due_day) == (NOON.at + 10 * MINUTE, TODAY)
    assert (forgotten.reps, forgotten.lapses) == (4, 1)
    assert forgotten.stability < 10.0
    relearnt = answered(forgotten, Rating.GOOD, replace(NOON, at=NOON.at + 10 * MINUTE))
    assert relearnt.stage is Stage.REVIEW
    assert relearnt.interval >= 1


def test_again_while_learning_is_no_lapse() -> None:
    assert answered(answered(NEW, Rating.GOOD), Rating.AGAIN).lapses == 0
    assert answered(answered(reviewed(10.0), Rating.AGAIN), Rating.AGAIN).lapses == 1


def test_an_answer_remembers_when_it_was_given() -> None:
    after = answered(reviewed(10.0), Rating.GOOD)
    assert (after.last_at, after.last_day) == (NOON.at, TODAY)


@steady
@given(memory=memories, target_recall=target_recalls, maximum=maximum_intervals)
def test_outcomes_stay_in_range_and_order(memory: Memory, target_recall: float, maximum: int) -> None:
    outcomes = Schedule(target_recall=target_recall, maximum_interval=maximum).outcomes(memory, CARD, NOON)
    for outcome in outcomes:
        after = outcome.memory
        assert 1 <= after.difficulty <= 10
        assert STABILITY_RANGE[0] <= after.stability <= STABILITY_RANGE[1]
        assert 0 <= after.interval <= maximum
        assert (after.due_at is None) == (after.interval > 0) == (after.stage is Stage.REVIEW)
        assert (after.step is None) == (after.stage is Stage.REVIEW)
        assert after.due_day == TODAY + after.interval
        assert after.due_at is None or NOON.at < after.due_at <= NOON.at + 15 * MINUTE
    again, *others = intervals(outcomes)
    in_days = [interval for interval in others if interval]
    assert again == 0
    assert in_days
    assert all(shorter < longer for shorter, longer in pairwise(in_days))
    # A step of minutes never comes after an interval of days.
    assert others == [0] * (len(others) - len(in_days)) + in_days


@steady
@given(memory=learned())
def test_a_better_rating_never_makes_a_weaker_memory(memory: Learned) -> None:
    again, hard, good, easy = (outcome.memory for outcome in SCHEDULE.outcomes(memory, CARD, NOON))
    assert again.stability <= hard.stability <= good.stability <= easy.stability
    assert again.difficulty >= hard.difficulty >= good.difficulty >= easy.difficulty


@pytest.mark.parametrize("maximum", [4, 5, 30])
def test_even_at_the_maximum_the_three_intervals_differ(maximum: int) -> None:
    schedule = Schedule(maximum_interval=maximum)
    chosen = {tuple(intervals(schedule.outcomes(reviewed(20_000.0, reps=n), CARD, NOON))) for n in range(50)}
    for again, hard, good, easy in chosen:
        assert again == 0
        assert hard < good < easy <= maximum


@pytest.mark.parametrize(
    ("target_recall", "maximum_interval"),
    [(0.0, 365), (0.69, 365), (1.0, 365), (1.2, 365), (0.9, 3), (0.9, 0)],
)
def test_a_schedule_refuses_what_makes_no_sense(target_recall: float, maximum_interval: int) -> None:
    with pytest.raises(ValueError, match=r"target recall|maximum interval"):
        Schedule(target_recall=target_recall, maximum_interval=maximum_interval)


@pytest.mark.parametrize("weights", [DEFAULT.weights[:19], (-1.0, *DEFAULT.weights[1:])])
def test_a_schedule_refuses_weights_that_are_none(weights: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="parameters"):
        Schedule(Parameters(2, weights))


def test_schedules_of_the_same_values_are_equal() -> None:
    assert Schedule(target_recall=0.85) == Schedule(target_recall=0.85)
    assert hash(Schedule()) == hash(Schedule())
    assert Schedule(target_recall=0.85) != Schedule()


# --- Fuzz ----------------------------------------------------------------------------------------


@steady
@given(memory=memories, card=st.uuids())
def test_the_outcome_shown_is_the_outcome_given(memory: Memory, card: uuid.UUID) -> None:
    later = replace(NOON, at=NOON.at + 3 * MINUTE)
    shown = SCHEDULE.outcomes(memory, card, NOON)
    given_ = Schedule().outcomes(memory, card, later)
    assert intervals(shown) == intervals(given_)
    assert [outcome.memory.stability for outcome in shown] == [outcome.memory.stability for outcome in given_]


PRINT_OUTCOMES = """
import uuid
from roadmap_cards.study.card import Learned, Stage
from roadmap_cards.study.day import Moment
from roadmap_cards.study.schedule import Schedule
for number in range(20):
    memory = Learned(Stage.REVIEW, None, 7.0 * number + 5, 5.0, 0, 9000, None, 9030, 30, number + 1, 0)
    print(Schedule().outcomes(memory, uuid.UUID(int=number), Moment(0, 0, 9030)))
"""


def test_another_process_comes_to_the_same_outcomes() -> None:
    def run(seed: str) -> str:
        command = [sys.executable, "-c", PRINT_OUTCOMES]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    first = run("1")
    assert first.count("Learned") == 80
    assert first == run("2")


def hard_again_today(stability: float, card: int) -> int:
    """Return the interval of a second answer on one day, "hard": it leaves the stability as it was."""
    memory = reviewed(stability, days_ago=0)
    return SCHEDULE.outcomes(memory, uuid.UUID(int=card), NOON)[1].memory.interval


def test_the_fuzz_is_the_same_on_every_machine_and_in_every_version() -> None:
    # Known values: a change would show other days than the ones that were shown before.
    assert [hard_again_today(30.0, card) for card in range(6)] == [31, 29, 27, 30, 32, 33]


@pytest.mark.parametrize(
    ("days", "shortest", "longest"),
    [
        (3, 2, 4),  # 1 + 0.5 x 15 % = 1.075 days both ways
        (7, 5, 9),  # 1 + 4.5 x 15 % = 1.675
        (20, 17, 23),  # 1 + 4.5 x 15 % + 13 x 10 % = 2.975
        (100, 93, 107),  # 1 + 4.5 x 15 % + 13 x 10 % + 80 x 5 % = 6.975
    ],
)
def test_fuzz_spreads_cards_evenly_over_their_range(days: int, shortest: int, longest: int) -> None:
    spread = Counter(hard_again_today(float(days), card) for card in range(1500))
    possible = range(shortest, longest + 1)
    assert set(spread) == set(possible)
    even = 1500 / len(possible)
    assert all(0.7 * even < count < 1.35 * even for count in spread.values())


def test_fuzz_changes_with_every_answer_of_a_card() -> None:
    found = {SCHEDULE.outcomes(reviewed(300.0, reps=n), CARD, NOON)[1].memory.interval for n in range(20)}
    assert len(found) > 8


@pytest.mark.parametrize(("stability", "interval"), [(0.01, 1), (1.0, 1), (2.0, 2), (2.4, 2)])
def test_short_intervals_are_never_moved(stability: float, interval: int) -> None:
    assert {hard_again_today(stability, card) for card in range(100)} == {interval}


@steady
@given(memory=learned(), card=st.uuids(), target_recall=target_recalls)
def test_fuzz_stays_near_the_exact_interval(memory: Learned, card: uuid.UUID, target_recall: float) -> None:
    easy = Schedule(target_recall=target_recall).outcomes(memory, card, NOON)[3].memory
    exact = max(1.0, min(36_500.0, interval_for(easy.stability, target_recall)))
    share = 0.5 + 1 + 0.15 * min(exact, 7) + 0.10 * min(exact, 13) + 0.05 * exact
    # Easy may be pushed up to two days over Hard and Good.
    assert exact - share - 1 <= easy.interval <= exact + share + 2


# --- Study days ----------------------------------------------------------------------------------


def test_evening_and_next_morning_are_two_days() -> None:
    zone = ZoneInfo("Europe/Berlin")
    evening = moment(datetime(2026, 1, 1, 22, 0, tzinfo=zone))
    morning = moment(datetime(2026, 1, 2, 8, 0, tzinfo=zone))
    memory = replace(reviewed(1.2), last_at=evening.at, last_day=evening.day, due_day=morning.day)
    assert answered(memory, Rating.GOOD, morning).stability == pytest.approx(4.494, abs=0.001)


def test_ten_minutes_across_four_o_clock_count_as_two_days() -> None:
    # Anki's rule too: whoever learns through the turn of the day is given the benefit of a night.
    before = moment(datetime(2026, 1, 2, 3, 55, tzinfo=UTC))
    first = answered(NEW, Rating.GOOD, before)
    same_day = answered(first, Rating.GOOD, replace(before, at=before.at + 10 * MINUTE))
    across = answered(first, Rating.GOOD, moment(datetime(2026, 1, 2, 4, 5, tzinfo=UTC)))
    assert across.last_at == same_day.last_at
    assert same_day.stability == pytest.approx(2.3, abs=0.1)
    assert across.stability == pytest.approx(7.3, abs=0.1)


def test_an_answer_on_an_earlier_day_than_the_last_counts_as_the_same_day() -> None:
    yesterday = replace(NOON, day=TODAY - 1)
    memory = reviewed(10.0, days_ago=0)
    west, home = answered(memory, Rating.GOOD, yesterday), answered(memory, Rating.GOOD)
    assert west.stability == home.stability
    assert (west.last_day, west.due_day) == (TODAY - 1, TODAY - 1 + west.interval)


ZONES = ["America/New_York", "Pacific/Apia", "Pacific/Auckland", "Asia/Kolkata", "Europe/Berlin", "UTC"]


@steady
@given(
    zone=st.sampled_from(ZONES),
    now=st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    stability=st.floats(1, 400),
)
def test_a_card_is_due_from_four_in_the_morning_of_the_right_local_day(
    zone: str, now: datetime, stability: float
) -> None:
    here = ZoneInfo(zone)
    answer = moment(now.astimezone(here))
    memory = replace(reviewed(stability), last_at=answer.at, last_day=answer.day)
    good = SCHEDULE.outcomes(memory, CARD, answer)[2].memory
    due = date_of(good.due_day)
    turn = datetime(due.year, due.month, due.day, 4, 0, tzinfo=here)
    assert good.due_day - answer.day == good.interval >= 1
    assert moment(turn).day == good.due_day
    assert moment(turn - timedelta(minutes=1)).day == good.due_day - 1


def test_in_apia_the_date_that_never_was_is_one_day_of_waiting() -> None:
    apia = ZoneInfo("Pacific/Apia")
    answer = moment(datetime(2011, 12, 29, 20, 0, tzinfo=apia))
    after = moment(datetime(2011, 12, 31, 20, 0, tzinfo=apia))
    good = answered(replace(reviewed(1.0), last_day=answer.day), Rating.GOOD, answer)
    assert after.at - answer.at == 24 * 60 * MINUTE
    assert after.day - answer.day == 2
    assert good.interval <= 2
    assert good.due_day <= after.day


@pytest.mark.parametrize("day", [LAST_DAY, LAST_DAY - 1, LAST_DAY - 30])
def test_the_end_of_time_does_not_overflow(day: int) -> None:
    last = replace(reviewed(36_500.0), last_day=day - 1)
    ages_ago = replace(reviewed(36_500.0), last_day=0)
    for memory in (NEW, last, ages_ago):
        for outcome in SCHEDULE.outcomes(memory, CARD, Moment(0, 0, day)):
            assert date_of(outcome.memory.due_day).year == 9999


# --- Forgetting ----------------------------------------------------------------------------------


def test_a_card_never_answered_is_not_recalled() -> None:
    assert retrievability(NEW, TODAY) == 0.0


@steady
@given(stability=stabilities, first=st.integers(0, 20_000), more=st.integers(1, 20_000))
def test_recall_falls_with_time(stability: float, first: int, more: int) -> None:
    memory = reviewed(stability, days_ago=0)
    earlier, later = (retrievability(memory, TODAY + days) for days in (first, first + more))
    assert 0 < later < earlier <= 1


@steady
@given(stability=st.integers(1, 36_500))
def test_recall_is_nine_tenths_after_as_many_days_as_the_stability(stability: int) -> None:
    memory = reviewed(stability, days_ago=0)
    assert retrievability(memory, TODAY) == 1.0
    assert retrievability(memory, TODAY + stability) == pytest.approx(0.9, abs=1e-12)
    assert interval_for(stability, 0.9) == pytest.approx(stability)


def test_recall_before_the_last_answer_is_full() -> None:
    assert retrievability(reviewed(5.0, days_ago=0), TODAY - 1) == 1.0


@steady
@given(stability=stabilities, target_recall=target_recalls, other=target_recalls)
def test_a_higher_target_recall_never_means_a_longer_interval(
    stability: float, target_recall: float, other: float
) -> None:
    lower, higher = sorted((target_recall, other))
    assert interval_for(stability, higher) <= interval_for(stability, lower)


@steady
@given(days=st.integers(1, 20_000), target_recall=target_recalls)
def test_on_the_due_day_recall_is_what_was_aimed_at(days: int, target_recall: float) -> None:
    stability = days / interval_for(1.0, target_recall)
    recall = retrievability(reviewed(stability, days_ago=0), TODAY + days)
    assert recall == pytest.approx(target_recall, abs=1e-9)


def test_other_parameters_make_another_curve() -> None:
    flatter = Parameters(2, (*DEFAULT.weights[:20], 0.5))
    memory = reviewed(10.0, days_ago=0)
    assert retrievability(memory, TODAY + 10, flatter) == pytest.approx(0.9)
    assert retrievability(memory, TODAY + 300, flatter) < retrievability(memory, TODAY + 300) - 0.1


# --- The drawn curve -----------------------------------------------------------------------------


def test_a_card_never_answered_has_no_curve() -> None:
    assert recall_curve([], 100) == []


def test_the_curve_falls_and_every_answer_lifts_it_to_one() -> None:
    points = recall_curve([(100, 5.0), (105, 20.0)], 200, samples=10)
    first, second = points[:11], points[11:]
    assert (first[0], second[0]) == ((100.0, 1.0), (105.0, 1.0))
    assert (first[-1][0], second[-1][0]) == (105.0, 200.0)
    assert first[-1][1] == pytest.approx(0.9)
    for stretch in (first, second):
        assert all(later[0] > earlier[0] and later[1] < earlier[1] for earlier, later in pairwise(stretch))


def test_the_curve_agrees_with_recall_on_whole_days() -> None:
    points = recall_curve([(TODAY, 8.0)], TODAY + 16, samples=4)
    memory = reviewed(8.0, days_ago=0)
    assert [day - TODAY for day, _ in points] == [0, 1, 4, 9, 16]
    assert [recall for _, recall in points] == [retrievability(memory, int(day)) for day, _ in points]


def test_of_several_answers_on_a_day_the_last_makes_the_curve() -> None:
    assert recall_curve([(10, 1.0), (10, 2.0), (10, 6.0)], 16) == recall_curve([(10, 6.0)], 16)


def test_the_curve_ends_at_its_horizon_and_never_runs_backwards() -> None:
    answers = [(10, 3.0), (14, 9.0), (13, 12.0), (30, 40.0)]
    days = [day for day, _ in recall_curve(answers, 25)]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (10.0, 25.0)
    assert recall_curve(answers, 10) == []
