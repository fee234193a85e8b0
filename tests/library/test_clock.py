"""The machine's zone knows summer and winter, also for a time that is not now."""

from __future__ import annotations

import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from roadmap_cards.library.clock import MACHINE_ZONE, local_now, offset_at

HOUR = 3_600_000


@pytest.fixture(params=["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_the_machines_zone_is_the_systems_at_every_hour_of_three_years(zone: str) -> None:
    machine, real = offset_at(MACHINE_ZONE), offset_at(ZoneInfo(zone))
    hours = range(1_700_000_000_000, 1_795_000_000_000, HOUR)
    assert [at for at in hours if machine(at) != real(at)] == []


def test_the_clock_tells_its_own_zone(zone: str) -> None:
    now = local_now()
    assert now.utcoffset() == now.astimezone(ZoneInfo(zone)).utcoffset()
    assert now.tzname() == now.astimezone(ZoneInfo(zone)).tzname()
