"""What a quiz came to, in the words of the window and of the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap_cards.study.honest_rule import Effect
from roadmap_cards.study.quiz import Mode, Response, Sureness
from roadmap_cards.study.quiz_score import PASS, TOPIC_PASS, Score, Verdict, by_topic, score, verdict
from roadmap_cards.study.quiz_wording import (
    answer_words,
    count_words,
    due_words,
    effect_words,
    headline,
    interval_words,
    mistake_words,
    move_words,
    points_from,
    reason_words,
    score_words,
    sentence,
    sureness_words,
)

RIGHT = Response(1, "typed", False, 0.0, 75_000, ("x",), Sureness.SURE, True, 9_000)
WRONG = replace(RIGHT, right=False)
UNKNOWN = replace(WRONG, given=(), sureness=Sureness.UNKNOWN)
OPEN = replace(WRONG, given=(), sureness=None, right=None)
TITLES = {1: "Git", 2: "Docker", 3: "NumPy"}


def marked(*responses: Response) -> tuple[Score, Verdict]:
    whole = score(responses)
    return whole, verdict(whole, by_topic(responses))


@pytest.mark.parametrize(
    ("right", "asked", "words"),
    [
        (40, 40, "Passed"),
        (30, 40, "Passed, but too close to be sure"),
        (27, 40, "Not passed, but too close to be sure"),
        (10, 40, "Not passed"),
    ],
)
def test_an_exam_says_whether_it_is_sure(right: int, asked: int, words: str) -> None:
    assert headline(*marked(*[RIGHT] * right, *[WRONG] * (asked - right)), Mode.EXAM) == words


def test_nobody_fails_practice() -> None:
    assert headline(*marked(*[RIGHT] * 12, *[WRONG] * 3), Mode.PRACTICE) == "12 of 15 right"


def test_a_topic_below_its_mark_is_no_matter_of_the_interval() -> None:
    docker = [replace(WRONG, topic=2)] * 4
    found, judged = marked(*[RIGHT] * 14, *docker)
    assert judged.too_close
    assert headline(found, judged, Mode.EXAM) == "Not passed"
    assert sentence(found, judged, TITLES).endswith("Docker is below the 50 % that every topic needs.")


def test_several_topics_below_their_mark_are_named() -> None:
    wrong = [replace(WRONG, topic=topic) for topic in (1, 2, 3) for _ in range(4)]
    assert "Git, Docker and NumPy are below the 50 %" in sentence(*marked(*wrong), TITLES)


def test_a_score_at_the_mark_says_what_it_cannot_tell() -> None:
    said = sentence(*marked(*[RIGHT] * 29, *[WRONG] * 11), TITLES)
    assert said == (
        "29 of 40 right. Corrected for guessing that is 72 %, and the mark is 70 %. "
        "40 questions are too few to be sure: it may be anything from 60 % to 82 %."
    )


def test_a_clear_score_says_where_it_lies() -> None:
    said = sentence(*marked(*[RIGHT] * 40), TITLES)
    assert "that is 100 %, and the mark is 70 %. With 90 % certainty it lies between 94 % and 100 %." in said


def test_an_interval_of_one_number_is_told_as_one() -> None:
    blind = [replace(WRONG, guess=0.25)] * 40
    assert "With 90 % certainty it is 0 %." in sentence(*marked(*blind), TITLES)


def test_practice_has_no_mark() -> None:
    found, _ = marked(*[RIGHT] * 12, *[WRONG] * 3)
    assert sentence(found, None, {}).startswith("12 of 15 right. Corrected for guessing that is 80 %. With")


def test_a_score_just_below_the_mark_is_not_rounded_up_to_it() -> None:
    found, judged = marked(*[RIGHT] * 16, *[WRONG] * 7)
    assert not judged.passed
    assert "that is 69 %, and the mark is 70 %" in sentence(found, judged, TITLES)


@pytest.mark.parametrize(
    ("share", "mark", "words"),
    [
        (23 / 33, PASS, "69 %"),  # 69.7
        (0.70, PASS, "70 %"),
        (0.7 - 1e-12, PASS, "70 %"),  # met, but for how a computer adds up
        (0.716, PASS, "72 %"),
        (0.686, PASS, "69 %"),
        (0.497, TOPIC_PASS, "49 %"),
        (0.50, TOPIC_PASS, "50 %"),
        (0.0, PASS, "0 %"),
    ],
)
def test_the_digits_of_a_score_stand_on_its_side_of_the_mark(share: float, mark: float, words: str) -> None:
    assert score_words(share, mark) == words
    assert (points_from(mark, share) >= 0) is (share >= mark - 1e-9)


def test_the_bounds_stand_on_their_side_of_the_mark_too() -> None:
    found = replace(score([RIGHT] * 33), corrected=0.75, low=0.697, high=0.9)
    assert "from 69 % to 90 %" in interval_words(found, too_close=True)
    assert interval_words(replace(found, asked=1), too_close=True).startswith("1 question is too few")


def test_a_quiz_without_questions_has_a_sentence_too() -> None:
    assert sentence(*marked(), {}) == "None of its questions is there any more."


def test_what_was_not_right_is_counted_by_its_sort() -> None:
    found, _ = marked(RIGHT, RIGHT, WRONG, UNKNOWN, OPEN, OPEN)
    assert count_words(found) == "2 of 6 right, 1 wrong, 1 not known, 2 not answered"
    assert mistake_words(found) == "1 wrong, 1 not known, 2 not answered"
    assert count_words(score([RIGHT])) == "1 of 1 right"


@pytest.mark.parametrize("effect", Effect)
def test_every_effect_has_words_and_says_what_is_only_logged(effect: Effect) -> None:
    assert effect_words(effect).startswith("moved to a" if effect.moved else "logged only: ")
    assert effect.moved or effect_words(effect) == f"logged only: {reason_words(effect)}"


def test_no_two_effects_read_alike() -> None:
    assert len({effect_words(effect) for effect in Effect}) == len(Effect)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (96, "4 days ago"),
        (99, "yesterday"),
        (100, "today"),
        (101, "tomorrow"),
        (112, "in 12 days"),
        (161, "in 2 months"),
    ],
)
def test_a_day_is_told_from_today(day: int, words: str) -> None:
    assert due_words(day, today=100) == words


def test_a_move_tells_both_days_and_none_where_it_stayed() -> None:
    assert move_words(112, 101, today=100) == "due in 12 days → tomorrow"
    assert move_words(100, 100, today=100) == "due today, as before"


def test_how_an_answer_was_handed_in_has_words() -> None:
    words = [sureness_words(sureness) for sureness in (*Sureness, None)]
    assert words == ["sure", "a guess", "not known", "not answered"]


@pytest.mark.parametrize(
    ("response", "words"),
    [
        (RIGHT, "Right"),
        (replace(RIGHT, sureness=Sureness.GUESSING), "Right, though a guess"),
        (WRONG, "Sure, but wrong"),
        (replace(WRONG, sureness=Sureness.GUESSING), "Wrong, a guess"),
        (UNKNOWN, "Not known"),
        (OPEN, "Not answered"),
    ],
)
def test_how_an_answer_went_is_told_in_one_way(response: Response, words: str) -> None:
    assert answer_words(response) == words
