"""How ready somebody is for a project, from the map: on the demo collection and on items made for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from roadmap_cards.library.map import MapItem, MapLevel, MapSection, MapTopic, RoadmapMap, read_maps
from roadmap_cards.library.projects import MOST_WEAKEST, read_readiness, readiness_of
from roadmap_cards.paths import DataFolder
from roadmap_cards.roadmap.projects import ProjectNeeds
from roadmap_cards.study.day import day_of, moment
from roadmap_cards.study.mastery import CardMemory, Mastery, State, of_item, state

HELD, WEAK, WEAKER, NEVER = CardMemory(40, 0.95), CardMemory(10, 0.9), CardMemory(3, 0.8), CardMemory()


def item(number: int, *cards: CardMemory, due: int = 0) -> MapItem:
    return MapItem(
        number, f"t/s/{number}", f"Item {number}", of_item(cards), state(cards), len(cards), due, 0
    )


def needs(*numbers: int, level: str = "one") -> ProjectNeeds:
    return ProjectNeeds("Bot", level, "It talks.", tuple(f"t/s/{number}" for number in numbers), ())


def level(number: int, *items: MapItem) -> MapLevel:
    section = MapSection(number, "Section", items)
    return MapLevel(number, f"Level {number}", (MapTopic(number, f"t{number}", "Topic", (section,)),))


def a_map(*levels: MapLevel) -> RoadmapMap:
    return RoadmapMap(1, "made", "Made", day_of(date(2026, 11, 23)), levels)


def test_readiness_is_the_share_of_its_items_that_are_held() -> None:
    shown = a_map(level(1, item(1, HELD), item(2, HELD, WEAK), item(3, WEAKER), item(4, NEVER), item(5)))
    (bot,) = readiness_of(shown, [needs(1, 2, 3, 4, 5)])
    assert (bot.held, bot.items, bot.share, bot.unwritten) == (1, 5, 0.2, 1)
    assert not bot.ready
    (ready,) = readiness_of(shown, [needs(1)])
    assert ready.ready
    assert ready.weakest == ()


def test_the_weakest_come_first_and_what_is_held_or_unwritten_not_at_all() -> None:
    items = [item(1, HELD), item(2, WEAK), item(3, WEAKER), item(4, NEVER), item(5), item(6, WEAK, NEVER)]
    (bot,) = readiness_of(a_map(level(1, *items)), [needs(1, 2, 3, 4, 5, 6)])
    assert [one.id for one in bot.weakest] == [4, 6, 3, 2]


def test_five_are_named_and_those_that_can_be_studied_today_are_offered() -> None:
    items = [item(1, WEAK, due=1), item(2, WEAK), item(3, WEAKER), item(4, NEVER), item(5, NEVER, HELD)]
    items += [item(6, WEAK), item(7, WEAK)]
    (bot,) = readiness_of(a_map(level(1, *items)), [needs(*range(1, 8))])
    assert [one.id for one in bot.weakest] == [4, 3, 5, 1, 2]
    assert bot.studyable == (4, 5, 1)


def test_an_item_that_is_gone_or_set_aside_is_not_asked_for() -> None:
    aside = replace(item(2, WEAK), mastery=Mastery(), state=None)
    (bot,) = readiness_of(a_map(level(1, item(1, HELD), aside)), [needs(1, 2, 99)])
    assert (bot.held, bot.items) == (1, 1)
    assert readiness_of(a_map(level(1, aside)), [needs(2, 99)]) == ()


def test_a_project_stands_at_the_last_level_that_it_needs() -> None:
    shown = a_map(level(1, item(1, HELD)), level(2, item(2, WEAK)))
    projects = [needs(1, 2, level="two"), needs(1)]
    assert [one.level for one in readiness_of(shown, projects)] == ["Level 1", "Level 2"]


def test_a_roadmap_without_a_file_of_projects_has_none() -> None:
    assert readiness_of(a_map(level(1, item(1, HELD)))) == ()


@pytest.fixture(scope="module")
def demo_map(demo_original: DataFolder, demo_now: datetime) -> RoadmapMap:
    """Return the map of the demo collection."""
    (found,) = read_maps(demo_original.database, moment(demo_now).day)
    return found


def test_the_demo_learner_is_nearer_to_junior_projects_than_to_expert_ones(
    demo_original: DataFolder, demo_map: RoadmapMap
) -> None:
    projects = read_readiness(demo_original.database, demo_map.day)
    assert len(projects) == 16
    levels = [one.title for one in demo_map.levels]
    assert [one.level for one in projects] == [title for title in levels for _ in range(4)]
    shares = [sum(one.share for one in projects[at : at + 4]) / 4 for at in (0, 4, 8, 12)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.5 > shares[3]
    states = {one.id: one.state for one in demo_map.items}
    for project in projects:
        assert len(project.weakest) <= MOST_WEAKEST
        assert not any(one.state in {State.SOLID, State.MASTERED} for one in project.weakest)
        assert all(states[one.id] is one.state for one in project.weakest)
