"""The climb as a value: topic by topic, what is seen, held, due and new; and the items that slip soonest."""

from __future__ import annotations

import pytest

from roadmap_cards.library.climb import (
    Climb,
    ClimbLevel,
    ClimbTopic,
    climb_of,
    short_titles,
    slipping,
    studied,
)
from roadmap_cards.library.map import MapItem, MapLevel, MapSection, MapTopic, RoadmapMap
from roadmap_cards.study.mastery import CardMemory, Mastery, State, of_item


def item(number: int, now: float = 0.0, later: float = 0.0, state: State | None = State.NEW) -> MapItem:
    mastery = of_item([CardMemory(30, now)]) if now else Mastery(items=1)
    return MapItem(number, f"item-{number}", f"Item {number}", mastery, state, 1, 0, later)


def topic(number: int, *items: MapItem) -> MapTopic:
    return MapTopic(number, f"topic-{number}", f"Topic {number}", (MapSection(number, "Section", items),))


def roadmap(*topics: MapTopic, number: int = 1) -> RoadmapMap:
    levels = (MapLevel(1, "Junior Engineer", topics), MapLevel(2, "Senior Engineer", ()))
    return RoadmapMap(number, "key", "Roadmap", 9000, levels)


def test_a_stratum_counts_what_is_seen_held_due_and_new() -> None:
    seen = topic(5, item(1, 0.9, 0.8, State.SOLID), item(2, 0.7, 0.6, State.FAMILIAR), item(3))
    climb = climb_of(roadmap(seen, topic(6, item(4))), {5: 4}, {6: 3})
    first, second = climb.topics
    assert (first.items, first.seen, first.held, first.due, first.new) == (3, 2, 1, 4, 0)
    assert first.recall == pytest.approx(0.8)
    assert (second.seen, second.held, second.recall, second.new) == (0, 0, 0.0, 3)
    assert (climb.items, climb.seen, climb.held, climb.cards) == (4, 2, 1, 7)


def test_an_item_whose_cards_are_all_suspended_is_neither_seen_nor_missing() -> None:
    left_out = MapItem(2, "x", "X", Mastery(), None, 3, 0, 0.0)
    (stratum,) = climb_of(roadmap(topic(5, item(1, 0.9, 0.9), left_out)), {}, {}).topics
    assert (stratum.items, stratum.seen) == (1, 1)


def test_a_level_without_topics_takes_no_room() -> None:
    assert [level.title for level in climb_of(roadmap(topic(5, item(1))), {}, {}).levels] == [
        "Junior Engineer"
    ]


@pytest.mark.parametrize(
    ("titles", "short"),
    [
        (
            ["Junior LLM Engineer", "Middle LLM Engineer", "Senior LLM Engineer", "LLM Expert/Researcher"],
            ["Junior", "Middle", "Senior", "Expert/Researcher"],
        ),
        (["Basics", "Advanced"], ["Basics", "Advanced"]),
        (["Level 1", "Level 2"], ["Level 1", "Level 2"]),
        (["The same", "The same"], ["The same", "The same"]),
        (["Only one"], ["Only one"]),
        ([], []),
    ],
)
def test_level_names_leave_out_what_most_of_them_share(titles: list[str], short: list[str]) -> None:
    assert short_titles(titles) == short


def climb(number: int, *, due: int, seen: int = 0) -> Climb:
    return Climb(
        number, str(number), (ClimbLevel("L", "L", (ClimbTopic(1, "T", 9, seen, 0, 0.9, 0.5, due, 0),)),)
    )


def test_the_roadmap_with_most_to_do_today_is_the_one_that_is_studied() -> None:
    assert studied([climb(1, due=2), climb(2, due=7), climb(3, due=7)]) == 1
    assert studied([climb(1, due=0), climb(2, due=0, seen=3)]) == 1
    assert studied([climb(1, due=0), climb(2, due=0)]) == 0
    assert studied([]) == 0


# --- Slipping soonest --------------------------------------------------------------------------------


def test_what_will_be_remembered_worst_comes_first_whatever_roadmap_it_is_of() -> None:
    one = roadmap(topic(1, item(1, 0.9, 0.85), item(2, 0.8, 0.5), item(3, 0.9, 0.7)))
    other = roadmap(topic(2, item(4, 0.9, 0.6), item(5, 0.95, 0.9)), number=2)
    assert [found.id for found in slipping([one, other], set())] == [2, 4, 3]


def test_a_paused_topic_slips_in_peace() -> None:
    one = roadmap(topic(1, item(1, 0.9, 0.4), item(2, 0.9, 0.5)), topic(2, item(3, 0.9, 0.8)))
    assert [found.id for found in slipping([one], {1})] == [3]


def test_what_was_forgotten_is_named_though_it_hardly_falls_any_more() -> None:
    one = roadmap(topic(1, item(1, 0.9, 0.8), item(2, 0.66, 0.655), item(3, 0.75, 0.745)))
    assert [found.id for found in slipping([one], set())] == [2, 1]


def test_nothing_slips_that_was_never_seen_or_holds_still() -> None:
    assert slipping([roadmap(topic(1, item(1), item(2, 0.9, 0.895)))], set()) == []
