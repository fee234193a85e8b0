"""What answers in a quiz do to the schedule: every clause of the honest rule, in a real collection."""

from __future__ import annotations

from datetime import timedelta, timezone
from pathlib import Path
from random import Random

import pytest

from quiz_desk import (
    EXAM,
    GUESSING,
    PRACTICE,
    SURE,
    UNKNOWN,
    WRONG,
    Answer,
    QuizDesk,
    card,
    effects,
    learn,
    log,
    memory,
    replayed,
    take,
)
from roadmap_cards.library.explanation import explain
from roadmap_cards.library.library import Library
from roadmap_cards.study.card import NEW, Learned, Rating, Stage
from roadmap_cards.study.day import date_of
from roadmap_cards.study.history import Source
from roadmap_cards.study.honest_rule import Effect
from roadmap_cards.study.quiz import Mode, Sureness


@pytest.fixture
def desk(tmp_path: Path) -> QuizDesk:
    """Return a desk at which every card was learnt a week ago, and none since."""
    desk = QuizDesk(tmp_path)
    with desk.open() as library:
        learn(library, "ant-legs", "ant-fact", "ape-code", "axe-gaps#c1", "bee-wings")
    desk.wait(7)
    return desk


def learned(library: Library, name: str) -> Learned:
    found = memory(library, name)
    assert isinstance(found, Learned)
    return found


def asked(
    desk: QuizDesk, library: Library, answers: dict[str, Answer | Sureness], **wish: object
) -> dict[str, Effect]:
    return effects(take(library, desk.wish(**wish), answers))


# --- Answered already, or never


@pytest.mark.parametrize("answer", [SURE, WRONG, UNKNOWN])
def test_a_card_reviewed_today_is_only_noted(desk: QuizDesk, answer: Answer | Sureness) -> None:
    with desk.open() as library:
        learn(library, "ant-legs", rating=Rating.GOOD)
        before = memory(library, "ant-legs")
        assert asked(desk, library, {"ant-legs": answer}) == {"ant-legs": Effect.SEEN_TODAY}
        assert memory(library, "ant-legs") == before
        assert [row.moved for row in log(library, "ant-legs")] == [False]


@pytest.mark.parametrize("mode", list(Mode))
def test_a_card_asked_in_another_quiz_today_is_only_noted(desk: QuizDesk, mode: Mode) -> None:
    """Even a guess that moved nothing counts: the answer was seen."""
    with desk.open() as library:
        assert asked(desk, library, {"ant-legs": GUESSING}, mode=mode) == {"ant-legs": Effect.GUESSED}
        before = memory(library, "ant-legs")
        assert asked(desk, library, {"ant-legs": WRONG}, mode=mode) == {"ant-legs": Effect.SEEN_TODAY}
        assert memory(library, "ant-legs") == before


def test_of_two_questions_about_one_card_the_first_answer_counts(desk: QuizDesk) -> None:
    with desk.open() as library:
        result = take(library, desk.wish(), {"ant-pick": WRONG, "ant-legs": SURE, "ant-pick-again": SURE})
        first, *others = sorted(
            (row for row in result.questions if row.effect),
            key=lambda row: row.answered.at if row.answered else 0,
        )
        assert first.effect is not None
        assert first.effect.moved
        assert {row.effect for row in others} == {Effect.SEEN_TODAY}
        assert [row.moved for row in log(library, "ant-legs")] == [True, False, False]


def test_tomorrow_it_counts_again(desk: QuizDesk) -> None:
    with desk.open() as library:
        asked(desk, library, {"ant-legs": GUESSING})
        desk.wait(1)
        assert asked(desk, library, {"ant-legs": SURE}) == {"ant-legs": Effect.LATER}


@pytest.mark.parametrize("answer", [SURE, WRONG, UNKNOWN, GUESSING])
def test_a_card_never_seen_is_only_noted(desk: QuizDesk, answer: Answer | Sureness) -> None:
    with desk.open() as library:
        take(library, desk.wish(), {}, only=False)  # the other gap of axe-gaps was never learnt
        desk.wait(1)
        desk.write("UPDATE card SET stage = NULL WHERE key LIKE '%/bee-wings#main'")
        assert asked(desk, library, {"bee-wings": answer}) == {"bee-wings": Effect.NEW_CARD}
        assert memory(library, "bee-wings") == NEW
        assert [row.moved for row in log(library, "bee-wings")][-1] is False


def test_a_review_between_answer_and_handing_in_has_the_last_word(desk: QuizDesk) -> None:
    """An exam that was left is handed in a day later: what was reviewed meanwhile is newer."""
    with desk.open() as library:
        sitting = library.quizzes.start(desk.wish(mode=EXAM), Random(1))
        place = next(n for n, row in enumerate(sitting.questions) if row.key.endswith("/ant-legs"))
        sitting.go(place)
        sitting.answer(("7",), SURE)
        desk.wait(1)
        learn(library, "ant-legs", rating=Rating.GOOD)
        before = memory(library, "ant-legs")
        number = sitting.hand_in()
        assert number is not None
        assert effects(library.quizzes.result(number)) == {"ant-legs": Effect.ANSWERED_SINCE}
        assert memory(library, "ant-legs") == before
        assert replayed(library)["tiny/alpha/ant-legs#main"] == before


# --- Wrong, right, unsure


@pytest.mark.parametrize("given", ["7", ""])
def test_a_wrong_answer_is_again(desk: QuizDesk, given: str) -> None:
    with desk.open() as library:
        wanted = library.reviews.ask(card(library, "ant-legs")).outcome(Rating.AGAIN).memory
        assert asked(desk, library, {"ant-legs": ((given,), SURE)}) == {"ant-legs": Effect.SOONER}
        found = learned(library, "ant-legs")
        assert found.stage is Stage.RELEARNING
        assert (found.stability, found.lapses, found.due_day) == (wanted.stability, 1, desk.day)


def test_a_wrong_guess_is_again_too(desk: QuizDesk) -> None:
    with desk.open() as library:
        assert asked(desk, library, {"ant-legs": (("7",), GUESSING)}) == {"ant-legs": Effect.SOONER}
        assert learned(library, "ant-legs").lapses == 1


def test_right_and_sure_is_good_and_not_easy(desk: QuizDesk) -> None:
    with desk.open() as library:
        outcomes = library.reviews.ask(card(library, "ant-legs"))
        assert asked(desk, library, {"ant-legs": SURE}) == {"ant-legs": Effect.LATER}
        found = learned(library, "ant-legs")
        assert found.stability == outcomes.outcome(Rating.GOOD).memory.stability
        assert found.due_day == outcomes.outcome(Rating.GOOD).memory.due_day
        assert found.stability < outcomes.outcome(Rating.EASY).memory.stability


def test_a_guess_that_is_right_is_only_noted(desk: QuizDesk) -> None:
    with desk.open() as library:
        before = memory(library, "ant-legs")
        assert asked(desk, library, {"ant-legs": GUESSING}) == {"ant-legs": Effect.GUESSED}
        assert memory(library, "ant-legs") == before


@pytest.mark.parametrize(("days", "found"), [(1, Effect.EXPECTED), (60, Effect.SOONER)])
def test_not_knowing_is_a_lapse_only_where_recall_was_to_be_doubted(
    tmp_path: Path, days: int, found: Effect
) -> None:
    desk = QuizDesk(tmp_path)
    with desk.open() as library:
        learn(library, "ant-legs")
        desk.wait(days)
        recall = library.reviews.ask(card(library, "ant-legs")).recall
        assert (recall < 0.9) is (found is Effect.SOONER)
        before = memory(library, "ant-legs")
        assert asked(desk, library, {"ant-legs": UNKNOWN}) == {"ant-legs": found}
        assert (memory(library, "ant-legs") == before) is (found is Effect.EXPECTED)
        assert [row.rating for row in log(library, "ant-legs")] == [Rating.AGAIN]


# --- Choice questions


@pytest.mark.parametrize(("days", "found"), [(6, Effect.CHOSEN_LATELY), (7, Effect.LATER)])
def test_a_card_gains_by_a_choice_question_once_in_seven_days(
    desk: QuizDesk, days: int, found: Effect
) -> None:
    with desk.open() as library:
        assert asked(desk, library, {"ant-pick": SURE}) == {"ant-pick": Effect.LATER}
        desk.wait(days)
        before = memory(library, "ant-legs")
        assert asked(desk, library, {"ant-pick-again": SURE}) == {"ant-pick-again": found}
        assert (memory(library, "ant-legs") != before) is found.moved


def test_within_these_days_a_wrong_choice_and_a_typed_answer_still_count(desk: QuizDesk) -> None:
    with desk.open() as library:
        asked(desk, library, {"ant-pick": SURE})
        desk.wait(1)
        assert asked(desk, library, {"ant-legs": SURE}) == {"ant-legs": Effect.LATER}
        desk.wait(1)
        assert asked(desk, library, {"ant-pick": (("four",), SURE)}) == {"ant-pick": Effect.SOONER}


def test_a_choice_that_was_taken_back_or_wrong_does_not_count_for_the_seven_days(desk: QuizDesk) -> None:
    with desk.open() as library:
        asked(desk, library, {"ant-pick": SURE})
        library.undo()
        desk.wait(1)
        assert asked(desk, library, {"ant-pick": (("two",), SURE)}) == {"ant-pick": Effect.SOONER}
        desk.wait(1)
        assert asked(desk, library, {"ant-pick": SURE}) == {"ant-pick": Effect.LATER}


# --- Which card


@pytest.mark.parametrize(
    ("name", "moved"),
    [
        ("ant-legs", "ant-legs#main"),
        ("ape-code", "ape-code#main"),
        ("ant-pick", "ant-legs#main"),
        ("axe-multi", "axe-gaps#c1"),
        ("bee-pick", "bee-wings#main"),
        ("ape-order", None),
    ],
)
def test_a_question_moves_its_own_card_or_the_one_it_names_or_none(
    desk: QuizDesk, name: str, moved: str | None
) -> None:
    with desk.open() as library:
        before = {
            key: library.reviews.ask(number).card.memory for key, number in library.decks.card_keys().items()
        }
        result = take(library, desk.wish(), {name: SURE})
        after = {
            key: library.reviews.ask(number).card.memory for key, number in library.decks.card_keys().items()
        }
    changed = [key.rpartition("/")[2] for key in before if before[key] != after[key]]
    assert changed == ([moved] if moved else [])
    assert effects(result) == {name: Effect.LATER if moved else Effect.NO_CARD}
    assert [(one.effect, one.before > 0) for one in result.moved] == ([(Effect.LATER, True)] if moved else [])


def test_each_gap_of_a_cloze_is_a_card_of_its_own(desk: QuizDesk) -> None:
    with desk.open() as library:
        first, second = memory(library, "axe-gaps#c1"), memory(library, "axe-gaps#c2")
        for seed in range(12):
            result = take(library, desk.wish(), {"axe-gaps": SURE}, seed=seed)
            if next(row.question.variant for row in result.questions if row.effect) == "c2":
                break
            library.undo()
        assert effects(result) == {"axe-gaps": Effect.NEW_CARD}
        assert (memory(library, "axe-gaps#c1"), memory(library, "axe-gaps#c2")) == (first, second)


def test_a_card_that_left_the_deck_is_not_moved(desk: QuizDesk) -> None:
    desk.write("UPDATE card SET retired = 1 WHERE key LIKE '%/ant-legs#main'")
    with desk.open() as library:
        assert asked(desk, library, {"ant-pick": WRONG}) == {"ant-pick": Effect.NO_CARD}


# --- What the log says


@pytest.mark.parametrize(("mode", "source"), [(PRACTICE, Source.QUIZ), (EXAM, Source.EXAM)])
def test_the_log_says_where_an_answer_came_from_and_whether_it_moved(
    desk: QuizDesk, mode: Mode, source: Source
) -> None:
    with desk.open() as library:
        result = take(
            library, desk.wish(mode=mode), {"ant-legs": SURE, "bee-wings": GUESSING, "ape-code": WRONG}
        )
        [legs], [wings], [code] = (
            log(library, "ant-legs"),
            log(library, "bee-wings"),
            log(library, "ape-code"),
        )
    assert {row.source for row in (legs, wings, code)} == {source}
    assert [(row.moved, row.rating) for row in (legs, wings, code)] == [
        (True, Rating.GOOD),
        (False, Rating.GOOD),
        (True, Rating.AGAIN),
    ]
    given = {row.key.rpartition("/")[2]: row for row in result.questions}
    for name, row in (("ant-legs", legs), ("bee-wings", wings), ("ape-code", code)):
        assert row.question == given[name].id
        answered = given[name].answered
        assert answered is not None
        assert (row.at, row.day, row.duration) == (answered.at, desk.day, 4_000)


# --- The switch, and what is set aside


def test_the_switch_keeps_all_cards_where_they_are_and_still_writes_the_log(desk: QuizDesk) -> None:
    with desk.open() as library:
        library.change_learning("Let quizzes be", quiz_moves=False)
        found = asked(desk, library, {"ant-legs": WRONG, "bee-wings": SURE, "ape-code": GUESSING})
        assert found == {
            "ant-legs": Effect.SWITCHED_OFF,
            "bee-wings": Effect.SWITCHED_OFF,
            "ape-code": Effect.GUESSED,
        }
        assert [row.moved for row in log(library, "ant-legs")] == [False]
        assert learned(library, "ant-legs").reps == 1


@pytest.mark.parametrize("aside", ["UPDATE card SET suspended = 1", "UPDATE topic SET paused = 1"])
def test_what_is_suspended_or_rests_is_not_moved(desk: QuizDesk, aside: str) -> None:
    desk.write(aside)
    with desk.open() as library:
        before = memory(library, "ant-legs")
        assert asked(desk, library, {"ant-legs": WRONG}) == {"ant-legs": Effect.SET_ASIDE}
        assert memory(library, "ant-legs") == before


def test_a_journey_west_does_not_give_a_card_a_second_answer_on_its_day(desk: QuizDesk) -> None:
    """Reviewed on Tuesday in Auckland, asked an hour later, when it is Monday in Honolulu."""
    with desk.open() as library:
        desk.clock.now = desk.now.astimezone(timezone(timedelta(hours=13))) + timedelta(hours=8)
        learn(library, "ant-legs", rating=Rating.GOOD)
        reviewed_on = desk.day
        desk.clock.now = desk.now.astimezone(timezone(timedelta(hours=-10))) + timedelta(hours=1)
        assert desk.day == reviewed_on - 1
        before = memory(library, "ant-legs")
        assert asked(desk, library, {"ant-legs": WRONG}) == {"ant-legs": Effect.SEEN_TODAY}
        assert memory(library, "ant-legs") == before
        assert replayed(library)["tiny/alpha/ant-legs#main"] == before


def test_sure_and_wrong_is_marked_as_a_misconception_until_a_quiz_finds_it_known(desk: QuizDesk) -> None:
    with desk.open() as library:
        learn(library, "ant-legs")
        believed = []
        for answer in (WRONG, SURE, (("nonsense",), GUESSING), UNKNOWN):
            desk.wait(9)
            take(library, desk.wish(), {"ant-legs": answer})
            explained = explain(library, library.reviews.ask(card(library, "ant-legs")))
            believed.append(explained.misconception)
        assert believed == [date_of(desk.day - 27), None, None, None]
        library.undo()
        library.undo()
        library.undo()
        explained = explain(library, library.reviews.ask(card(library, "ant-legs")))
        assert explained.misconception == believed[0]
