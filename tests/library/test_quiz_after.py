"""What a quiz leaves behind: the day, the statistics, what is due, passed levels, facts about questions."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from quiz_desk import (
    EXAM,
    GUESSING,
    MISTAKES,
    PRACTICE,
    SURE,
    UNKNOWN,
    WRONG,
    Answers,
    QuizDesk,
    card,
    learn,
    memories,
    memory,
    name_of,
    replayed,
    right,
    take,
)
from roadmap_cards.library.library import Library
from roadmap_cards.library.map import passed_exams
from roadmap_cards.library.quiz_choices import places
from roadmap_cards.library.quiz_past import trends_of
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.storage import today as day_queries
from roadmap_cards.study.card import Learned, Rating
from roadmap_cards.study.quiz import Mode, Wish


@pytest.fixture
def desk(tmp_path: Path) -> QuizDesk:
    return QuizDesk(tmp_path)


def planned(library: Library) -> set[int]:
    return {one.card for one in library.reviews.plan().cards}


def done_today(desk: QuizDesk) -> tuple[int, int]:
    """Return the reviews and the new cards that count against the limits of today."""
    with closing(sqlite3.connect(desk.folder.database)) as file:
        found = day_queries.done(file, desk.day)
    return found.reviews, found.new


# --- The day


@pytest.mark.parametrize("mode", list(Mode))
def test_the_time_of_a_quiz_counts_for_the_day_whatever_it_asked(desk: QuizDesk, mode: Mode) -> None:
    """Five answers of 4 seconds: of a card, of a card that was never seen, and of three that name none."""
    with desk.open() as library:
        learn(library, "ant-legs")
        desk.wait(3)
        names = ("ant-legs", "bee-wings", "ape-order", "axe-multi", "ant-pick")
        take(library, desk.wish(mode=mode), dict.fromkeys(names, SURE))
        today = library.progress.statistics().today
        assert (today.answers, today.duration) == (5, 20_000)
        assert library.progress.spent(0)[0].minutes == pytest.approx(20 / 60)
        assert library.progress.statistics().totals.answers == 6
        assert library.progress.statistics().totals.duration == 29_000


def test_a_quiz_under_way_counts_for_the_day_already(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = library.quizzes.start(desk.wish(mode=EXAM), Random(1))
        sitting.spend(30_000)
        assert library.progress.statistics().today.answers == 0
        sitting.answer((), UNKNOWN)
        today = library.progress.statistics().today
        assert (today.answers, today.duration) == (1, 30_000)


def test_a_day_with_nothing_but_a_quiz_is_a_day_of_study(desk: QuizDesk) -> None:
    """The week on the first page begins with it, though no card was answered."""
    with desk.open() as library:
        assert library.progress.today().since is None
        take(library, desk.wish(), {"ape-order": SURE})
        began = desk.day
        desk.wait(2)
        assert library.progress.today().since == began


def test_reviews_keep_their_own_numbers(desk: QuizDesk) -> None:
    """Neither how often cards are recalled, nor how long they take, nor the limit of new ones."""
    with desk.open() as library:
        learn(library, "ant-legs", "ape-code")
        desk.wait(40)
        learn(library, "ape-code", rating=Rating.GOOD)
        before, pace, done = library.progress.statistics(), library.reviews.pace(), done_today(desk)
        new = {one.card for one in library.reviews.plan().cards if one.new}
        answers: Answers = {
            "ant-legs": WRONG,
            "ant-pick": WRONG,
            "axe-gaps": WRONG,
            "ape-code": WRONG,
            "bee-pick": SURE,
        }
        take(library, desk.wish(), answers)
        after = library.progress.statistics()
        assert (after.reviews, after.recalled) == (before.reviews, before.recalled) == (1, 1)
        assert done_today(desk) == done == (1, 0)
        assert library.reviews.pace() == pace
        assert after.totals.seen == before.totals.seen
        desk.wait(1)
        assert {one.card for one in library.reviews.plan().cards if one.new} >= new
        assert library.reviews.parameters.id == 1
        assert desk.rows("SELECT count(*) FROM parameters") == [(1,)]


def test_a_cap_on_reviews_is_not_used_up_by_a_quiz(desk: QuizDesk) -> None:
    with desk.open() as library:
        library.change_learning("Cap", reviews_per_day=2, new_per_day=0)
        learn(library, "ant-legs", "ape-code", "axe-gaps#c1", "bee-wings", rating=Rating.EASY)
        desk.wait(60)
        take(library, desk.wish(), {"ant-legs": SURE, "ape-code": SURE})
        assert planned(library) == {card(library, "axe-gaps#c1"), card(library, "bee-wings")}


def test_what_a_quiz_found_forgotten_is_to_be_reviewed_today(desk: QuizDesk) -> None:
    with desk.open() as library:
        learn(library, "ant-legs", "bee-wings")
        desk.wait(2)
        take(library, desk.wish(), {"ant-legs": WRONG, "bee-wings": SURE})
        assert [one.card for one in library.reviews.plan().waiting] == [card(library, "ant-legs")]


# --- Add to review


def test_mistakes_are_added_to_what_is_due_today_as_one_step(desk: QuizDesk) -> None:
    """An order names no card, so all seen cards of its item come; gaps of one entry come on two days."""
    with desk.open() as library:
        learn(library, "ape-code", "axe-gaps#c1")
        desk.wait(2)
        result = take(library, desk.wish(mode=EXAM), {"ape-order": WRONG, "axe-multi": GUESSING})
        before = memories(library)
        mistakes = [
            row for row in result.questions if row.key.endswith(("ape-order", "axe-multi", "bee-pick"))
        ]
        found = library.quizzes.add_to_review(mistakes)
        assert (found.cards, found.unseen) == (2, 1)
        assert {card(library, "ape-code"), card(library, "axe-gaps#c1")} <= planned(library)
        assert library.undo_name == "Add to review"
        for name in ("ape-code", "axe-gaps#c1"):
            due = memory(library, name)
            assert isinstance(due, Learned)
            assert (due.due_day, due.due_at) == (desk.day, None)
        assert memories(library) == replayed(library)
        assert library.quizzes.add_to_review(mistakes).cards == 0
        library.undo()
        assert memories(library) == replayed(library) == before


def test_a_card_that_the_quiz_only_noted_is_due_today_once_it_is_added(desk: QuizDesk) -> None:
    """“I don't know”, where the program was sure it was known: noted, and then wished for all the same."""
    with desk.open() as library:
        learn(library, "ant-legs", "ape-code")
        desk.wait(1)
        result = take(library, desk.wish(), {"ant-legs": UNKNOWN, "ape-code": UNKNOWN})
        assert result.noted == 2
        wanted = [row for row in result.questions if row.key.endswith("/ant-legs")]
        assert library.quizzes.add_to_review(wanted).cards == 1
        assert card(library, "ant-legs") in planned(library)
        assert card(library, "ape-code") not in planned(library)
        learn(library, "ant-legs", rating=Rating.GOOD)
        assert card(library, "ant-legs") not in planned(library)
        library.undo()
        assert card(library, "ant-legs") in planned(library)
        library.undo()
        assert card(library, "ant-legs") not in planned(library)


def test_a_card_that_was_put_off_until_tomorrow_is_not_counted_as_added(desk: QuizDesk) -> None:
    with desk.open() as library:
        learn(library, "ant-legs", "bee-wings")
        desk.wait(1)
        result = take(library, desk.wish(), {"ape-order": WRONG})
        library.reviews.bury(card(library, "ant-legs"))
        library.reviews.suspend(card(library, "bee-wings"))
        wanted = [row for row in result.questions if row.key.endswith(("/ant-legs", "/bee-wings"))]
        assert library.quizzes.add_to_review(wanted).cards == 0


# --- What questions have done


def test_facts_count_right_answers_and_the_options_nobody_chose(desk: QuizDesk) -> None:
    with desk.open() as library:
        take(
            library,
            desk.wish(),
            {"ant-pick": SURE, "axe-multi": (("blade", "wheel"), SURE), "ant-legs": WRONG},
        )
        desk.wait(1)
        take(library, desk.wish(mode=EXAM), {"ant-pick": (("four",), GUESSING), "axe-multi": UNKNOWN})
        facts = {one.key.rpartition("/")[2]: one for one in library.quizzes.facts()}
    assert list(facts) == ["ant-legs", "ant-pick", "axe-multi"]
    pick, multi, legs = facts["ant-pick"], facts["axe-multi"], facts["ant-legs"]
    assert (pick.kind, pick.asked, pick.right) == ("choice", 2, 1)
    chosen = {option.text: option.chosen for option in pick.options}
    assert chosen == {"six": 1, "four": 1, "eight": 0, "two": 0}
    assert [option.text for option in pick.options if option.correct] == ["six"]
    assert pick.never_chosen == ("eight", "two")
    assert (multi.asked, multi.right, multi.never_chosen) == (
        2,
        0,
        (),
    )  # “handle” is right: it distracts nobody
    assert (legs.asked, legs.right, legs.options) == (1, 0, ())


# --- Passing a level


def level_exam(
    desk: QuizDesk,
    library: Library,
    *,
    wrong: int,
    topics: frozenset[int] | None = None,
    asked: int = 40,
) -> None:
    """Take an exam of the level, so many of its questions wrong; `asked` is how many they turn out to be."""
    wish = whole_level(desk)
    sitting = library.quizzes.start(wish if topics is None else replace(wish, topics=topics), Random(2))
    assert len(sitting.questions) == asked
    finish(sitting, wrong)


def whole_level(desk: QuizDesk) -> Wish:
    return desk.wish(mode=EXAM, size=40, level="tiny/junior", again=False)


def finish(sitting: QuizSitting, wrong: int = 0) -> None:
    """Answer every question by its own name, but the first ones wrong, and hand in."""
    for place in range(len(sitting.questions)):
        sitting.go(place)
        sitting.answer((name_of(sitting) if place >= wrong else "no",), SURE)
    sitting.hand_in()


@pytest.fixture
def wide_desk(desk: QuizDesk) -> QuizDesk:
    """Return a desk whose two topics have 50 typed questions each, which are answered by their own names."""
    from quiz_desk import HEAD, entry  # noqa: PLC0415

    desk.load(
        {
            key: HEAD.format(topic=key, title=key.capitalize())
            + f"\n## {item}\n"
            + "".join(entry(f"{key}-{n}", "typed", f"Q: Say {key}-{n}.\nA: {key}-{n}") for n in range(50))
            for key, item in (("alpha", "Ants"), ("beta", "Bees"))
        }
    )
    return desk


@pytest.mark.parametrize(("wrong", "passed"), [(12, True), (13, False)])
def test_a_level_is_passed_with_seventy_percent_of_forty(
    wide_desk: QuizDesk, wrong: int, passed: bool
) -> None:
    with wide_desk.open() as library:
        level_exam(wide_desk, library, wrong=wrong)
        assert passed_exams(library._database.plain) == ({"tiny/junior": wide_desk.day} if passed else {})


def test_the_last_pass_counts_and_a_failure_after_it_takes_nothing_away(wide_desk: QuizDesk) -> None:
    with wide_desk.open() as library:
        level_exam(wide_desk, library, wrong=0)
        wide_desk.wait(15)
        level_exam(wide_desk, library, wrong=1)
        second = wide_desk.day
        wide_desk.wait(15)
        level_exam(wide_desk, library, wrong=30)
        assert passed_exams(library._database.plain) == {"tiny/junior": second}
        assert [past.verdict.passed for past in library.quizzes.history()] == [False, True, True]


def test_a_pass_that_was_taken_back_is_none(wide_desk: QuizDesk) -> None:
    with wide_desk.open() as library:
        level_exam(wide_desk, library, wrong=0)
        library.undo()
        assert passed_exams(library._database.plain) == {}


def test_an_exam_of_some_topics_or_with_too_few_questions_passes_no_level(wide_desk: QuizDesk) -> None:
    with wide_desk.open() as library:
        [(alpha,)] = wide_desk.rows("SELECT id FROM topic WHERE key = 'alpha'")
        level_exam(wide_desk, library, wrong=0, topics=frozenset({alpha}))
        assert passed_exams(library._database.plain) == {}
        # Of the 60 questions that have not been asked lately, 50 are of the other topic.
        level_exam(wide_desk, library, wrong=0)
        assert passed_exams(library._database.plain) == {"tiny/junior": wide_desk.day}
        library.undo()
        wide_desk.write("UPDATE entry SET retired = 1 WHERE key LIKE '%-1_' OR key LIKE '%-3_'")
        wide_desk.wait(15)
        wide_desk.write("UPDATE entry SET retired = 1 WHERE key LIKE '%alpha%-2_' OR key LIKE '%-_'")
        level_exam(wide_desk, library, wrong=0, asked=30)
        assert passed_exams(library._database.plain) == {}


def test_a_pass_is_as_old_as_its_last_day(wide_desk: QuizDesk) -> None:
    """An exam may be left and finished days later: what was known is known from then."""
    with wide_desk.open() as library:
        sitting = library.quizzes.start(whole_level(wide_desk), Random(2))
        wide_desk.wait(3)
        finish(sitting)
        assert passed_exams(library._database.plain) == {"tiny/junior": wide_desk.day}


@pytest.mark.parametrize("size", [None, 60, 200])
def test_an_exam_longer_than_forty_passes_its_level(wide_desk: QuizDesk, size: int | None) -> None:
    with wide_desk.open() as library:
        finish(library.quizzes.start(replace(whole_level(wide_desk), size=size), Random(2)))
        assert passed_exams(library._database.plain) == {"tiny/junior": wide_desk.day}


def test_all_there_is_passes_no_level_where_it_is_too_little(desk: QuizDesk) -> None:
    with desk.open() as library:
        sitting = library.quizzes.start(replace(whole_level(desk), size=None), Random(2))
        for place in range(len(sitting.questions)):
            sitting.go(place)
            sitting.answer(right(sitting), SURE)
        sitting.hand_in()
        assert library.quizzes.history()[0].verdict.passed
        assert passed_exams(library._database.plain) == {}


def test_an_exam_of_which_too_little_is_left_passes_no_level(wide_desk: QuizDesk) -> None:
    """Questions were rewritten while it was under way."""
    with wide_desk.open() as library:
        library.quizzes.start(whole_level(wide_desk), Random(2))
    wide_desk.write(
        """UPDATE entry SET content = json_set(content, '$.body.kind', 'basic') WHERE id = (
            SELECT min(entry_id) FROM quiz_question
        )"""
    )
    with wide_desk.open() as library:
        sitting = library.quizzes.resume()
        assert len(sitting.questions) == 39
        finish(sitting)
        assert library.quizzes.history()[0].verdict.passed
        assert passed_exams(library._database.plain) == {}


def test_an_exam_counts_by_what_it_asks_not_by_what_was_told_before(wide_desk: QuizDesk) -> None:
    """Questions were withdrawn between the set-up and the start."""
    with wide_desk.open() as library:
        catalogue = library.quizzes.catalogue()
        [gone, *_] = catalogue.choice(whole_level(wide_desk))
        wide_desk.write("UPDATE entry SET retired = 1 WHERE id = ?", gone.entry)
        sitting = library.quizzes.start(whole_level(wide_desk), Random(2), catalogue)
        assert len(sitting.questions) == 39
        finish(sitting)
        assert passed_exams(library._database.plain) == {}


# --- What a result calls a question


def test_a_result_names_a_question_by_the_number_it_was_asked_under(desk: QuizDesk) -> None:
    """Though others of a practice were skipped, and left out."""
    with desk.open() as library:
        sitting = library.quizzes.start(desk.wish(), Random(1))
        sitting.go(4)
        sitting.answer((), UNKNOWN)
        number = sitting.hand_in()
        assert number is not None
        assert [row.position for row in library.quizzes.result(number).mistakes] == [4]


# --- The way of a level over time


@pytest.mark.parametrize(("mode", "points"), [(PRACTICE, 1), (EXAM, 2)])
def test_a_practice_that_is_broken_off_does_not_stand_for_its_level(
    desk: QuizDesk, mode: Mode, points: int
) -> None:
    with desk.open() as library:
        wish = desk.wish(mode=mode, level="tiny/junior")
        take(library, wish, {}, only=False)
        take(library, wish, {"ant-pick": SURE})
        past = library.quizzes.history()
        assert len(past) == 2
        [trend] = trends_of(past, places(library.quizzes.catalogue()))
        assert len(trend.points) == points


def test_past_mistakes_are_those_whose_last_answer_was_wrong(desk: QuizDesk) -> None:
    with desk.open() as library:
        take(
            library,
            desk.wish(),
            {"ant-pick": WRONG, "axe-gaps": WRONG, "bee-wings": UNKNOWN, "ape-code": SURE},
        )
        desk.wait(1)
        take(library, desk.wish(mode=PRACTICE), {"ant-pick": SURE})
        wish = desk.wish(focus=MISTAKES, again=False)
        catalogue = library.quizzes.catalogue()
        assert catalogue.mistakes(wish) == 2
        assert {
            name_of(again) for again in [library.quizzes.start(wish, Random(1))] for again.place in range(2)
        } == {
            "axe-gaps",
            "bee-wings",
        }
        assert catalogue.mistakes(desk.wish(kinds=frozenset({"typed"}))) == 1
