"""What a level's date hangs on, in the words that the topic page has for it: paused, and resumed."""

from __future__ import annotations

import pytest

from roadmap_cards.library.level_plans import LevelPlan, TopicPlan


def level(*paused: bool) -> LevelPlan:
    """Return a level of topics with ten items each, of which these are paused."""
    names = ("Algebra", "Geometry", "Logic", "Topology")
    topics = [
        TopicPlan(number, names[number], items=10, bare=0, unmet=0, hidden=0.0, paused=each)
        for number, each in enumerate(paused)
    ]
    return LevelPlan("maths/first", "First", tuple(topics))


@pytest.mark.parametrize(
    ("paused", "words"),
    [
        ((False, False), ""),
        ((False, True), "if Geometry is resumed"),
        ((True, True, False), "if Algebra and Geometry are resumed"),
        ((True, True, True, False), "if its 3 paused topics are resumed"),
    ],
)
def test_a_date_names_the_topics_that_must_be_resumed(paused: tuple[bool, ...], words: str) -> None:
    assert level(*paused).proviso == words


def test_a_level_that_is_paused_altogether_has_no_date() -> None:
    assert level(True, True).obstacle == "all of it is paused"
    assert level(True, False).obstacle == ""
