from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_cards.study.day import HOUR, MINUTE, date_of, day_of, moment

NEW_YORK = ZoneInfo("America/New_York")
APIA = ZoneInfo("Pacific/Apia")
AUCKLAND = ZoneInfo("Pacific/Auckland")
KOLKATA = ZoneInfo("Asia/Kolkata")


def local(zone: ZoneInfo, *parts: int, fold: int = 0) -> datetime:
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, tzinfo=zone, fold=fold)


def test_days_count_from_the_first_of_january_2000() -> None:
    assert day_of(date(2000, 1, 1)) == 0
    assert day_of(date(2026, 3, 1)) == 9556
    assert date_of(9556) == date(2026, 3, 1)
    assert date_of(-1) == date(1999, 12, 31)


def test_a_moment_keeps_the_true_time_and_the_distance_from_utc() -> None:
    found = moment(datetime(2026, 3, 1, 12, 0, 0, 123_999, tzinfo=KOLKATA))
    assert found.at == 1_772_346_600_123
    assert found.offset == 330


def test_the_day_turns_at_four_in_the_morning() -> None:
    assert date_of(moment(datetime(2026, 3, 1, 3, 59, 59, 999_999, tzinfo=UTC)).day) == date(2026, 2, 28)
    assert date_of(moment(datetime(2026, 3, 1, 4, 0, tzinfo=UTC)).day) == date(2026, 3, 1)
    assert date_of(moment(datetime(2026, 3, 2, 3, 59, tzinfo=UTC)).day) == date(2026, 3, 1)


@pytest.mark.parametrize("turn", [0, 4, 12, 23])
def test_the_hour_of_the_turn_can_be_chosen(turn: int) -> None:
    turning = datetime(2026, 3, 1, turn, 0, tzinfo=UTC)
    assert date_of(moment(turning, turn).day) == date(2026, 3, 1)
    assert date_of(moment(turning - timedelta(minutes=1), turn).day) == date(2026, 2, 28)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        moment(datetime(2026, 3, 1, 12, 0))  # noqa: DTZ001 - the very thing that is refused


@pytest.mark.parametrize(
    ("turning", "hours", "offset_before", "offset_after"),
    [
        (date(2024, 3, 10), 23, -300, -240),  # clocks go forward at 02:00
        (date(2024, 11, 3), 25, -240, -300),  # clocks go back at 02:00
    ],
)
def test_summer_time_makes_the_day_before_it_shorter_or_longer(
    turning: date, hours: int, offset_before: int, offset_after: int
) -> None:
    first = moment(datetime(turning.year, turning.month, turning.day - 1, 4, 0, tzinfo=NEW_YORK))
    last = moment(datetime(turning.year, turning.month, turning.day, 3, 59, tzinfo=NEW_YORK))
    following = moment(datetime(turning.year, turning.month, turning.day, 4, 0, tzinfo=NEW_YORK))
    assert first.day == last.day == following.day - 1
    assert following.at - first.at == hours * HOUR
    assert (first.offset, following.offset) == (offset_before, offset_after)


def test_the_hour_that_happens_twice_is_one_day_and_two_times() -> None:
    once = moment(local(NEW_YORK, 2024, 11, 3, 1, 30, fold=0))
    again = moment(local(NEW_YORK, 2024, 11, 3, 1, 30, fold=1))
    assert again.at - once.at == HOUR
    assert once.day == again.day == day_of(date(2024, 11, 2))


def test_auckland_is_already_on_the_next_day() -> None:
    summer = datetime(2026, 1, 9, 15, 0, tzinfo=UTC)
    assert date_of(moment(summer).day) == date(2026, 1, 9)
    assert date_of(moment(summer.astimezone(AUCKLAND)).day) == date(2026, 1, 10)
    assert moment(summer.astimezone(AUCKLAND)).offset == 13 * 60
    winter = datetime(2026, 7, 9, 15, 59, tzinfo=UTC)
    assert date_of(moment(winter.astimezone(AUCKLAND)).day) == date(2026, 7, 9)
    assert moment(winter.astimezone(AUCKLAND)).offset == 12 * 60


def test_kolkata_turns_at_half_past_ten_in_the_evening_of_utc() -> None:
    turning = datetime(2026, 1, 9, 22, 30, tzinfo=UTC)
    before = moment((turning - timedelta(minutes=1)).astimezone(KOLKATA))
    after = moment(turning.astimezone(KOLKATA))
    assert (date_of(before.day), date_of(after.day)) == (date(2026, 1, 9), date(2026, 1, 10))


def test_apia_skipped_a_date_in_2011() -> None:
    # Samoa went from 29 December, 23:59 (UTC-10), to 31 December, 00:00 (UTC+14).
    evening = moment(local(APIA, 2011, 12, 29, 23, 59))
    midnight = moment(local(APIA, 2011, 12, 31, 0, 0))
    morning = moment(local(APIA, 2011, 12, 31, 4, 0))
    assert midnight.at - evening.at == MINUTE
    assert (evening.offset, midnight.offset) == (-600, 840)
    assert date_of(evening.day) == date(2011, 12, 29)
    # The four hours before the turn are all that was left of the date that never was.
    assert date_of(midnight.day) == date(2011, 12, 30)
    assert date_of(morning.day) == date(2011, 12, 31)


@settings(derandomize=True, deadline=None)
@given(
    zone=st.sampled_from([NEW_YORK, APIA, AUCKLAND, KOLKATA, ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")]),
    first=st.datetimes(datetime(2001, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    minutes=st.integers(0, 60 * 24 * 400),
)
def test_study_days_never_run_backwards_in_one_place(zone: ZoneInfo, first: datetime, minutes: int) -> None:
    second = first + timedelta(minutes=minutes)
    days = moment(second.astimezone(zone)).day - moment(first.astimezone(zone)).day
    # At most one date (Apia) and an hour of summer time more than the time that passed.
    assert minutes // 1440 - 1 <= days <= minutes // 1440 + 2
    assert days >= 0
