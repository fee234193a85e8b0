"""What there is to ask, and what a wish comes to before the quiz begins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from quiz_desk import EXAM, HEAD, SURE, WRONG, QuizDesk, entry, learn, take
from roadmap_cards.library.quiz_catalogue import Outlook
from roadmap_cards.study.card import Rating
from roadmap_cards.study.quiz import Focus


@pytest.fixture
def desk(tmp_path: Path) -> QuizDesk:
    return QuizDesk(tmp_path)


def test_topics_are_listed_in_roadmap_order_with_their_items_and_questions(desk: QuizDesk) -> None:
    """Both gaps of axe-gaps are one question; ant-fact is none."""
    with desk.open() as library:
        catalogue = library.quizzes.catalogue()
    [level] = catalogue.levels
    assert (level.key, level.title, level.roadmap, level.questions) == ("tiny/junior", "Junior", "Tiny", 9)
    assert [(topic.key, topic.items, topic.questions) for topic in level.topics] == [
        ("alpha", 3, 7),
        ("beta", 1, 2),
    ]
    assert sorted(catalogue.weights.values()) == [1.0, 3.0]
    assert len(catalogue.candidates) == 10


def test_what_cannot_be_typed_is_not_offered(desk: QuizDesk) -> None:
    long = "x" * 50
    text = entry("bee-gaps", "cloze", f"C: A {{{{c1::{long}}}}} of {{{{c2::short}}}}.")
    desk.load({"beta": HEAD.format(topic="beta", title="Beta") + "\n## Bees\n" + text})
    with desk.open() as library:
        found = [one for one in library.quizzes.catalogue().candidates if one.kind == "cloze"]
    assert sorted(one.variant for one in found) == ["c1", "c2", "c2"]


def test_an_outlook_says_what_a_wish_comes_to(desk: QuizDesk) -> None:
    """In practice three fifths of the time of an exam: 8 x 45 s and 72 s; in an exam 8 x 75 s and 120 s."""
    with desk.open() as library:
        catalogue = library.quizzes.catalogue()
    wish = desk.wish(again=False)
    assert catalogue.outlook(wish) == Outlook(questions=9, topics=2, minutes=7, resting=0)
    assert catalogue.outlook(replace(wish, mode=EXAM)) == Outlook(9, 2, 12, 0)
    assert catalogue.outlook(replace(wish, size=5)) == Outlook(5, 2, 4, 0)
    assert catalogue.outlook(replace(wish, size=1)) == Outlook(1, 1, 1, 0)
    assert catalogue.outlook(replace(wish, kinds=frozenset({"order"}))) == Outlook(1, 1, 1, 0)
    assert catalogue.outlook(replace(wish, topics=frozenset())) == Outlook(0, 0, 0, 0)


def test_what_was_asked_lately_rests(desk: QuizDesk) -> None:
    with desk.open() as library:
        take(library, desk.wish(), {"ant-pick": SURE, "axe-gaps": WRONG})
        wish = desk.wish(again=False)
        desk.wait(13)
        outlook = library.quizzes.catalogue().outlook(wish)
        assert (outlook.questions, outlook.resting) == (7, 2)
        sitting = library.quizzes.start(wish, Random(1))
        assert not {row.key for row in sitting.questions} & {"tiny/alpha/ant-pick", "tiny/alpha/axe-gaps"}
        sitting.hand_in()
        assert library.quizzes.catalogue().outlook(replace(wish, again=True)).questions == 9
        mistakes = library.quizzes.catalogue().outlook(replace(wish, focus=Focus.MISTAKES))
        assert (mistakes.questions, mistakes.resting) == (1, 0)
        desk.wait(1)
        assert library.quizzes.catalogue().outlook(wish) == replace(
            outlook, questions=9, resting=0, minutes=7
        )


def test_the_time_is_this_persons_own_once_ten_answers_tell_it(desk: QuizDesk) -> None:
    with desk.open() as library:
        for _ in range(2):
            assert library.quizzes.catalogue().choice_time == 45_000
            sitting = library.quizzes.start(desk.wish(kinds=frozenset({"choice", "typed"})), Random(1))
            for place in range(len(sitting.questions)):
                sitting.go(place)
                sitting.spend(11_000)
                sitting.answer(("six",), SURE)
            sitting.hand_in()
        catalogue = library.quizzes.catalogue()
        assert (catalogue.choice_time, catalogue.code_time) == (11_000, 72_000)


def test_recall_is_that_of_the_card_a_question_tests_or_of_its_item(desk: QuizDesk) -> None:
    with desk.open() as library:
        learn(library, "ant-legs", "ape-code")
        learn(library, "ant-fact", rating=Rating.AGAIN)
        desk.wait(10)
        keys = {row: name.rpartition("/")[2] for row, name in desk.rows("SELECT id, key FROM entry")}
        found = {keys[one.entry]: one.recall for one in library.quizzes.catalogue().candidates}
    assert found["ant-pick"] == found["ant-legs"]
    assert found["ape-order"] == found["ape-code"]
    assert found["ant-legs"] is not None
    assert found["ant-legs"] > 0.8
    assert (found["axe-gaps"], found["bee-pick"]) == (None, None)


def test_the_same_chance_begins_the_same_quiz(desk: QuizDesk) -> None:
    with desk.open() as library:
        found = []
        for seed in (4, 4, 5):
            sitting = library.quizzes.start(desk.wish(), Random(seed))
            found.append([(row.key, row.question.variant, row.question.seed) for row in sitting.questions])
            sitting.hand_in()
    assert found[0] == found[1] != found[2]


def test_the_topics_of_a_wish_are_its_level_only_when_they_are_all_of_it(desk: QuizDesk) -> None:
    with desk.open() as library:
        catalogue = library.quizzes.catalogue()
    one, *_ = desk.topics()
    assert catalogue.is_whole_level(desk.wish(level="tiny/junior"))
    assert not catalogue.is_whole_level(desk.wish(level="tiny/junior", topics=frozenset({one})))
    assert not catalogue.is_whole_level(desk.wish(level="tiny/senior"))
    assert not catalogue.is_whole_level(desk.wish(level=""))
