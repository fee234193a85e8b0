"""What SQLite adds up for the map is what the rules of mastery say, card by card."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import NoReturn

import pytest

from roadmap_cards.library.map import SOON, RoadmapMap, read_map, roadmaps
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage.map import evidence
from roadmap_cards.study import mastery as rules
from roadmap_cards.study.day import moment
from roadmap_cards.study.forgetting import recall_after
from roadmap_cards.study.mastery import NOTHING_ASKED, CardMemory
from roadmap_cards.study.schedule import DEFAULT


@pytest.fixture
def today(demo_now: datetime) -> int:
    return moment(demo_now).day


@pytest.fixture
def file(demo: DataFolder) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(demo.database)) as file:
        # Some items have all their cards suspended, some half of them.
        file.execute("UPDATE card SET suspended = 1 WHERE item_id % 9 = 0 OR item_id % 7 = 0 AND id % 2")
        file.commit()
        yield file


def mapped(file: sqlite3.Connection, day: int) -> RoadmapMap:
    (roadmap,) = roadmaps(file)
    return read_map(file, roadmap, day)


def memories(file: sqlite3.Connection, day: int) -> dict[int, list[CardMemory | None]]:
    """Return the memories of the cards of each item; None for one that is suspended."""
    found: dict[int, list[CardMemory | None]] = defaultdict(list)
    rows = file.execute(
        "SELECT item_id, stability, last_day, suspended FROM card WHERE item_id AND NOT retired ORDER BY id"
    )
    for item, stability, last_day, suspended in rows:
        memory = CardMemory()
        if stability:
            memory = CardMemory(stability, recall_after(max(0, day - last_day), stability, DEFAULT))
        found[item].append(None if suspended else memory)
    return found


@pytest.mark.parametrize("days", [0, 40])
def test_every_item_is_what_its_cards_come_to(file: sqlite3.Connection, today: int, days: int) -> None:
    day = today + days
    now, later, asked = memories(file, day), memories(file, day + SOON), evidence(file, day)
    states = set()
    for item in mapped(file, day).items:
        active = [memory for memory in now[item.id] if memory]
        shown = asked.get(item.id, NOTHING_ASKED)
        assert item.cards == len(now[item.id])
        if now[item.id] and not active:
            assert (item.state, item.mastery) == (None, rules.Mastery())
            continue
        found = rules.of_item(active, shown)
        for name in ("items", "seen", "recalled", "kept", "asked", "right", "lasting"):
            assert getattr(item.mastery, name) == pytest.approx(getattr(found, name), abs=1e-12)
        assert item.state is rules.state(active, proved=shown.proved)
        soon = rules.of_item([memory for memory in later[item.id] if memory])
        assert item.later == pytest.approx(soon.recall, abs=1e-12)
        states.add(item.state)
    assert len(states) >= 5


def test_a_build_of_sqlite_without_powers_is_lent_them(file: sqlite3.Connection, today: int) -> None:
    usual = mapped(file, today)

    def missing(*_: object) -> NoReturn:
        raise NotImplementedError

    file.create_function("pow", 2, missing)
    with pytest.raises(sqlite3.OperationalError):
        file.execute("SELECT pow(2, 2)")
    lent = mapped(file, today)
    for one, other in zip(usual.items, lent.items, strict=True):
        assert one.state is other.state
        assert one.mastery.kept == pytest.approx(other.mastery.kept, abs=1e-12)
