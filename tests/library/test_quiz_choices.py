"""What is chosen on the page of quizzes becomes a wish, without a window."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from roadmap_cards.library.quiz_catalogue import Catalogue, QuizLevel, QuizTopic
from roadmap_cards.library.quiz_choices import (
    OTHER,
    QuizChoices,
    first_place,
    kinds_in,
    places,
    preferred,
    settled,
    wanted,
    wish_of,
)
from roadmap_cards.library.quiz_words import quiz_words
from roadmap_cards.study.blueprint import Candidate
from roadmap_cards.study.quiz import Focus, Mode

TODAY = 1000


def topic(number: int, questions: int = 10) -> QuizTopic:
    return QuizTopic(number, f"topic-{number}", f"Topic {number}", 5, questions)


def candidates(number: int, count: int, *, asked: int = 0, seen: bool = False) -> list[Candidate]:
    """Return so many questions of a topic; the first `asked` of them were asked yesterday."""
    return [
        Candidate(
            entry=1000 * number + at,
            variant="",
            topic=number,
            item=None,
            kind="typed" if at % 2 else "choice",
            code=False,
            recall=0.8 if seen else None,
            last_asked=TODAY - 1 if at < asked else None,
            last_right=True if at < asked else None,
        )
        for at in range(count)
    ]


def catalogue(*levels: QuizLevel, asked: int = 0, seen: tuple[int, ...] = ()) -> Catalogue:
    found = [
        one
        for level in levels
        for of_topic in level.topics
        for one in candidates(of_topic.id, of_topic.questions, asked=asked, seen=of_topic.id in seen)
    ]
    return Catalogue(TODAY, 1, levels, tuple(found), 45_000, 72_000)


JUNIOR = QuizLevel("one/junior", "Junior Cook", "One", (topic(1), topic(2)))
SENIOR = QuizLevel("one/senior", "Senior Cook", "One", (topic(3),))
OWN = QuizLevel("", "My decks", "My decks", (topic(4),))
OTHER_JUNIOR = QuizLevel("two/junior", "Junior Cook", "Two", (topic(5),))
OTHER_SENIOR = QuizLevel("two/senior", "Senior Cook", "Two", (topic(6),))


def test_chips_leave_out_what_all_levels_share() -> None:
    assert [place.short for place in places(catalogue(JUNIOR, SENIOR, OWN))] == [
        "Junior",
        "Senior",
        "My decks",
    ]


def test_levels_of_two_roadmaps_are_told_apart() -> None:
    found = places(catalogue(JUNIOR, SENIOR, OTHER_JUNIOR, OTHER_SENIOR))
    assert [place.short for place in found] == ["One: Junior", "One: Senior", "Two: Junior", "Two: Senior"]
    assert len({place.name for place in found}) == 4


def test_decks_of_ones_own_are_one_place_wherever_they_stand() -> None:
    late = replace(OWN, topics=(topic(7),))
    found = places(catalogue(OWN, JUNIOR, late))
    assert [len(place.topics) for place in found] == [2, 2]


def test_a_quiz_over_own_decks_names_no_level() -> None:
    all_of_it = catalogue(JUNIOR, OWN)
    wish = wish_of(all_of_it, places(all_of_it), QuizChoices(at="own My decks"))
    assert (wish.topics, wish.level) == (frozenset({4}), "")


def test_one_begins_in_the_level_of_which_most_was_seen() -> None:
    some = catalogue(JUNIOR, SENIOR, seen=(3,))
    assert first_place(some, places(some)) == "one/senior"
    nothing = catalogue(JUNIOR, SENIOR)
    assert first_place(nothing, places(nothing)) == "one/junior"
    assert first_place(catalogue(), ()) == ""


def test_a_place_that_is_gone_is_left() -> None:
    found = places(catalogue(JUNIOR, SENIOR))
    assert settled(QuizChoices(at="gone"), found).at == ""
    assert settled(QuizChoices(at="one/senior"), found).at == "one/senior"
    assert settled(QuizChoices(at="gone"), found[:1]).at == "one/junior"


def test_what_cannot_be_asked_cannot_be_preferred() -> None:
    found = places(catalogue(JUNIOR, SENIOR))
    choices = QuizChoices(at="one/senior")
    assert preferred(replace(choices, focus=Focus.WEAK), found, 99) == choices


def test_a_preferred_topic_is_asked_whole_whatever_was_ticked_off() -> None:
    all_of_it = catalogue(JUNIOR, SENIOR)
    found = places(all_of_it)
    choices = QuizChoices(at="one/senior", off=frozenset({1}), focus=Focus.MISTAKES)
    wish = wish_of(all_of_it, found, preferred(choices, found, 1))
    assert (wish.topics, wish.focus) == (frozenset({1}), Focus.ALL)


@pytest.mark.parametrize(
    ("changed", "level"),
    [
        ({}, "one/junior"),
        ({"mode": Mode.EXAM}, "one/junior"),
        ({"focus": Focus.WEAK}, ""),
        ({"focus": Focus.MISTAKES}, ""),
        ({"focus": Focus.RESTED}, ""),
        ({"kinds_off": frozenset({"choice"})}, ""),
        ({"kinds_off": frozenset({"order"})}, "one/junior"),  # there is none to leave out
        ({"off": frozenset({2})}, ""),
    ],
)
def test_only_a_quiz_over_all_of_a_level_enters_its_trend(changed: dict[str, Any], level: str) -> None:
    all_of_it = catalogue(JUNIOR, SENIOR)
    choices = replace(QuizChoices(at="one/junior"), **changed)
    assert wish_of(all_of_it, places(all_of_it), choices).level == level


@pytest.mark.parametrize("focus", Focus)
def test_an_exam_on_weak_spots_of_a_level_lacks_no_level(focus: Focus) -> None:
    all_of_it = catalogue(replace(JUNIOR, topics=(topic(1, 45),)))
    choices = QuizChoices(at="one/junior", size=2, mode=Mode.EXAM, focus=focus)
    told = quiz_words(all_of_it, wish_of(all_of_it, places(all_of_it), choices), 40, moves=True)
    assert "one whole level" not in told.sentence


@pytest.mark.parametrize(
    ("questions", "sentence"),
    [
        (1, "The only such question was asked in the last 14 days."),
        (12, "All 12 such questions were asked in the last 14 days."),
    ],
)
def test_what_rests_is_counted_in_a_sentence(questions: int, sentence: str) -> None:
    all_of_it = catalogue(replace(SENIOR, topics=(topic(3, questions),)), asked=questions)
    choices = QuizChoices(at="one/senior")
    told = quiz_words(all_of_it, wish_of(all_of_it, places(all_of_it), choices), 15, moves=True)
    assert (told.headline, told.sentence) == ("Nothing to ask today", sentence)


def test_a_kind_that_is_not_in_scope_is_not_left_out() -> None:
    all_of_it = catalogue(JUNIOR)
    choices = QuizChoices(at="one/junior", kinds_off=frozenset({"choice", "order"}))
    wish = wish_of(all_of_it, places(all_of_it), choices)
    assert kinds_in(all_of_it, wish.topics) == {"choice": 10, "typed": 10}
    assert "order" in wish.kinds
    assert "choice" not in wish.kinds


@pytest.mark.parametrize(
    ("asked", "again", "size", "questions", "offered"),
    [
        (0, False, 20, 20, False),
        (4, False, 12, 12, False),  # twelve are left: no need to ask again
        (4, False, 20, 12, True),
        (4, True, 20, 20, True),
        (10, False, 20, 0, True),
    ],
)
def test_what_was_asked_lately_is_offered_where_there_is_too_little(
    asked: int, again: bool, size: int, questions: int, offered: bool
) -> None:
    all_of_it = catalogue(JUNIOR, asked=asked)
    choices = QuizChoices(at="one/junior", size=OTHER, other=size, again=again)
    wish = wish_of(all_of_it, places(all_of_it), choices)
    told = quiz_words(all_of_it, wish, wanted(all_of_it, wish, choices), moves=True)
    assert (told.questions, told.again) == (questions, offered)


def test_an_exam_as_long_as_there_are_questions_counts() -> None:
    large = replace(JUNIOR, topics=(topic(1, 45),))
    all_of_it = catalogue(large)
    choices = QuizChoices(at="one/junior", size=OTHER, other=200, mode=Mode.EXAM)
    wish = wish_of(all_of_it, places(all_of_it), choices)
    assert (wish.size, wish.is_level_exam) == (45, True)
    told = quiz_words(all_of_it, wish, wanted(all_of_it, wish, choices), moves=True)
    assert told.sentence.startswith("Counts for the level")


def test_a_practice_says_whether_it_moves_cards() -> None:
    all_of_it = catalogue(JUNIOR)
    wish = wish_of(all_of_it, places(all_of_it), QuizChoices(at="one/junior"))
    assert "later day" in quiz_words(all_of_it, wish, 15, moves=True).sentence
    assert "move no cards" in quiz_words(all_of_it, wish, 15, moves=False).sentence


def test_without_a_kind_nothing_can_be_asked() -> None:
    all_of_it = catalogue(JUNIOR)
    choices = QuizChoices(at="one/junior", kinds_off=frozenset({"choice", "typed"}))
    wish = wish_of(all_of_it, places(all_of_it), choices)
    assert quiz_words(all_of_it, wish, 15, moves=True).headline == "No kind is chosen"
