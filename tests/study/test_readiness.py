"""Whether a level is ready: four conditions, each with the number that is asked for and the one there is."""

from __future__ import annotations

import pytest

from roadmap_cards.study.mastery import CardMemory, Mastery, of_item, total
from roadmap_cards.study.readiness import (
    EXAM_DAYS,
    LEVEL_COVERAGE,
    LEVEL_MASTERY,
    TOPIC_MASTERY,
    TopicShare,
    readiness,
)


def topic(title: str, mastery: float, coverage: float = 1.0, items: int = 10) -> TopicShare:
    """Return a topic whose items come to a mastery and a coverage."""
    return TopicShare(title, Mastery(items, seen=coverage * items, recalled=items, kept=mastery * items))


GOOD = [topic("Ants", 0.9), topic("Bees", 0.85)]


def test_the_thresholds_are_those_that_were_promised() -> None:
    assert (LEVEL_MASTERY, LEVEL_COVERAGE, TOPIC_MASTERY, EXAM_DAYS) == (0.80, 0.95, 0.60, 90)


def test_a_level_is_ready_when_all_four_conditions_hold() -> None:
    found = readiness(GOOD, exam_age=12)
    assert found.ready
    assert found.lines[0] == "Ready"
    assert found.conditions == (
        "Mastery is 88 %; 80 % is needed.",
        "100 % of its cards are seen; 95 % is needed.",
        "No topic is under 60 %.",
        "Its exam was passed 12 days ago; that counts for 90 days.",
    )


@pytest.mark.parametrize(
    ("topics", "exam_age", "line"),
    [
        (GOOD, None, "Ready when its exam is passed"),
        (GOOD, 90, "Ready"),
        (GOOD, 91, "Ready when its exam is passed again (last 3 months ago)"),
        ([topic("Ants", 0.797)], 0, "Ready when mastery is 80 % (at 79 %)"),
        ([topic("Ants", 0.80, 0.95)], 0, "Ready"),
        ([topic("Ants", 0.9, 0.949)], 0, "Ready when 95 % of its cards are seen (at 94 %)"),
        (
            [topic("Ants", 0.95), topic("Bees", 0.95), topic("Cats", 0.599)],
            0,
            "Ready when no topic is under 60 % (Cats at 59 %)",
        ),
        (
            [topic("Ants", 0.95, items=90), topic("Bees", 0.5), topic("Cats", 0.4)],
            0,
            "Ready when no topic is under 60 % (2 are)",
        ),
        (
            [topic("Ants", 0.41, 0.72)],
            None,
            "Ready when mastery is 80 % (at 41 %), 95 % of its cards are seen (at 72 %), "
            "no topic is under 60 % (Ants at 41 %) and its exam is passed",
        ),
    ],
)
def test_it_says_what_is_missing_with_its_numbers(
    topics: list[TopicShare], exam_age: int | None, line: str
) -> None:
    found = readiness(topics, exam_age)
    assert found.lines[0] == line
    assert found.ready is (line == "Ready")


def test_shorter_words_say_the_same_where_there_is_less_room() -> None:
    found = readiness([topic("Ants", 0.41, 0.72)], None)
    lengths = [len(line) for line in found.lines]
    assert lengths == sorted(lengths, reverse=True)
    assert found.lines[1:] == (
        "To be ready: mastery 41 of 80 %, seen 72 of 95 %, 1 topic under 60 %, exam",
        "Not ready: 4 of 4 missing",
    )


def test_what_a_level_lacks_is_said_alike_of_any_day() -> None:
    found = readiness([topic("Ants", 0.41, 0.72)], 120)
    assert not any("now" in line for line in (*found.lines, *found.conditions))


def test_beside_its_title_a_level_names_one_thing_that_is_missing_and_counts_several() -> None:
    assert readiness(GOOD, 0).heads == ("Ready",)
    assert readiness(GOOD, None).heads[0] == "Ready when its exam is passed"
    assert readiness([topic("Ants", 0.41, 0.72)], None).heads == ("Not ready: 4 of 4 missing",)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (60, "9 weeks ago"),
        (61, "2 months ago"),
        (104, "3 months ago"),
        (365, "12 months ago"),
        (800, "2 years ago"),
    ],
)
def test_how_long_ago_an_exam_was_is_said_in_whole_numbers(age: int, words: str) -> None:
    assert readiness(GOOD, age).conditions[-1] == f"Its exam was passed {words}; that counts for 90 days."


def test_every_topic_that_is_too_low_is_named_in_the_whole_list() -> None:
    found = readiness([topic("Ants", 0.95, items=90), topic("Bees", 0.5), topic("Cats", 0.4)], None)
    assert found.conditions == (
        "Mastery is 86 %; 80 % is needed.",
        "100 % of its cards are seen; 95 % is needed.",
        "Topics under 60 %: Bees (50 %) and Cats (40 %).",
        "Its exam is not passed yet.",
    )


def test_a_topic_without_cards_keeps_its_level_from_being_ready() -> None:
    unwritten = TopicShare("Bees", total([of_item([]), of_item([])]))
    known = TopicShare("Ants", total([of_item([CardMemory(90, 1.0)])] * 98))
    found = readiness([known, unwritten], 0)
    assert found.lines[0] == "Ready when no topic is under 60 % (Bees at 0 %)"


def test_a_topic_that_is_left_out_whole_is_no_weak_topic() -> None:
    assert readiness([*GOOD, TopicShare("Left out", Mastery())], 0).ready
    assert not readiness([TopicShare("Left out", Mastery())], 0).ready, "nothing at all is not ready"
