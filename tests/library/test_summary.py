"""What a sitting came to, counted from real answers in a real collection."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.session import Session
from roadmap_cards.library.summary import Summary, summarise
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating
from roadmap_cards.study.day import MINUTE
from roadmap_cards.study.share import wilson
from ticking_clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


def answer(session: Session, rating: Rating, seconds: int = 20) -> None:
    session.reveal()
    session.answer(rating, seconds * 1000)


def learn_all(library: Library) -> Session:
    """Answer the ten new cards of a day with Easy, so that they leave their first steps at once."""
    session = Session(library, library.reviews.plan())
    while not session.finished:
        answer(session, Rating.EASY)
    return session


def reviewed(library: Library, clock: Clock, missed: int = 0) -> tuple[Session, Summary]:
    """Learn ten cards, wait until they are due, and answer them, some with Again at first."""
    learn_all(library)
    library.change_learning("No new cards", new_per_day=0)
    clock.now += timedelta(days=30)
    session = Session(library, library.reviews.plan())
    for number in range(10):
        answer(session, Rating.AGAIN if number < missed else Rating.GOOD)
    return session, summarise(session, library)


def test_a_first_sitting_is_all_new(library: Library) -> None:
    found = summarise(learn_all(library), library)
    assert (found.cards, found.new, found.reviews, found.in_steps) == (10, 10, 0, 0)
    assert found.duration == 10 * 20_000
    assert found.grades == {Rating.AGAIN: 0, Rating.HARD: 0, Rating.GOOD: 0, Rating.EASY: 10}
    assert found.passed == (True,) * 10
    assert found.missed == ()
    assert (found.recall.reviewed, found.recall.recalled) == (0, 0)
    assert found.today == pytest.approx(200 / 60)
    assert (found.left, found.left_today) == (0, 0)


def test_recall_is_what_was_remembered_of_the_reviews(library: Library, clock: Clock) -> None:
    _, found = reviewed(library, clock, missed=2)
    assert (found.cards, found.reviews, found.new) == (10, 10, 0)
    assert (found.recall.reviewed, found.recall.recalled) == (10, 8)
    assert (found.recall.low, found.recall.high) == wilson(8, 10)
    assert found.recall.target == 0.9


def test_missed_cards_stand_there_with_question_and_answer_in_one_line(
    library: Library, clock: Clock
) -> None:
    _, found = reviewed(library, clock, missed=2)
    assert len(found.missed) == 2
    for missed in found.missed:
        assert missed.lapses == 1
        assert missed.question
        assert missed.answer
        assert "\n" not in missed.question + missed.answer
        assert "**" not in missed.question + missed.answer
    assert found.passed.count(False) == 2
    assert found.recovered == 0


def test_a_missed_card_that_comes_back_and_goes_right_is_recovered(library: Library, clock: Clock) -> None:
    session, before = reviewed(library, clock, missed=2)
    assert before.recovered == 0
    answer(session, Rating.GOOD)
    after = summarise(session, library)
    assert after.recovered == 1
    assert after.cards == before.cards
    assert after.recall == before.recall


def test_cards_still_in_their_first_steps_are_no_reviews(library: Library, clock: Clock) -> None:
    first = Session(library, library.reviews.plan(1))
    answer(first, Rating.GOOD)
    clock.now += timedelta(minutes=15)
    session = Session(library, library.reviews.plan(1))
    answer(session, Rating.GOOD)
    found = summarise(session, library)
    assert (found.cards, found.in_steps, found.reviews, found.new) == (1, 1, 0, 0)
    assert found.recall.reviewed == 0


def test_what_was_not_reached_is_counted(library: Library) -> None:
    session = Session(library, library.reviews.plan())
    answer(session, Rating.EASY)
    found = summarise(session, library)
    assert (found.cards, found.left, found.left_today) == (1, 9, 9)


def test_who_left_the_desk_did_not_study_all_the_while(library: Library) -> None:
    session = Session(library, library.reviews.plan())
    answer(session, Rating.EASY, seconds=3600)
    found = summarise(session, library)
    assert found.duration == 2 * MINUTE
    assert found.today == pytest.approx(2.0)


def test_a_sitting_about_one_topic_is_told_by_its_items(library: Library) -> None:
    found = summarise(learn_all(library), library)
    assert found.subject_of == "Python Basics"
    assert len(found.subjects) > 1
    assert "Variables, data types, operators" in {subject.title for subject in found.subjects}
    assert sum(subject.new for subject in found.subjects) == 10
    counts = [subject.reviews + subject.new for subject in found.subjects]
    assert counts == sorted(counts, reverse=True)


def test_items_are_named_without_the_marks_of_code(library: Library) -> None:
    chosen = [topic.id for topic in library.decks.topics() if topic.title == "Project Structure"]
    library.decks.choose_topics(chosen)
    found = summarise(learn_all(library), library)
    titles = {subject.title for subject in found.subjects}
    assert "src/ - main application code" in titles
    assert not any("`" in title for title in titles)


def test_a_sitting_about_several_topics_is_told_by_topic(tmp_path: Path, clock: Clock) -> None:
    folder = DataFolder(tmp_path)
    folder.prepare()
    deck = folder.decks / "own" / "git.md"
    deck.parent.mkdir()
    deck.write_text(
        "---\nformat: 1\ntopic: git\ntitle: Git\nstatus: reviewed\n"
        'sources:\n  book: {title: "A book", url: "https://example.org"}\n---\n\n'
        "### commit\nkind: basic\ndifficulty: 1\nsources: book\n\nQ: What is a commit?\nA: A snapshot.\n",
        encoding="utf-8",
    )
    with OpenCollection(folder, clock) as library:
        assert library.decks.load_changed(folder).flaws == ()
        chosen = [topic.id for topic in library.decks.topics() if topic.title in {"Python Basics", "Git"}]
        library.decks.choose_topics(chosen)
        session = Session(library, library.reviews.plan(more_new=200))
        while not session.finished:
            answer(session, Rating.EASY)
        found = summarise(session, library)
    assert found.subject_of == ""
    new = {subject.title: subject.new for subject in found.subjects}
    assert {"Python Basics", "Git"} == set(new)
    assert new["Git"] == 1
    assert list(new.values()) == sorted(new.values(), reverse=True)


def test_two_buttons_list_two_grades(library: Library) -> None:
    library.change_learning("Set the grades", grade_buttons=2)
    session = Session(library, library.reviews.plan())
    answer(session, Rating.GOOD)
    assert summarise(session, library).grades == {Rating.AGAIN: 0, Rating.GOOD: 1}


def test_tomorrow_is_what_falls_due_and_the_new_cards_on_top(library: Library, clock: Clock) -> None:
    found = summarise(learn_all(library), library)
    assert found.tomorrow.new == 10
    assert found.tomorrow.next_due is not None
    assert found.tomorrow.next_due > found.day + 1
    assert (found.tomorrow.cards, found.tomorrow.minutes) == (0, 0)
    assert [day.day for day in found.forecast] == list(range(found.day + 1, found.day + 7))
    library.change_learning("No new cards", new_per_day=0)
    clock.now += timedelta(days=found.tomorrow.next_due - found.day - 1)
    eve = summarise(Session(library, library.reviews.plan()), library)
    assert eve.tomorrow.next_due == eve.day + 1
    assert eve.tomorrow.cards > 0
    assert eve.tomorrow.minutes >= 1
    assert eve.tomorrow.new == 0


def test_an_undone_answer_is_not_summed_up(library: Library) -> None:
    session = Session(library, library.reviews.plan())
    answer(session, Rating.EASY)
    answer(session, Rating.AGAIN)
    session.undo()
    found = summarise(session, library)
    assert found.cards == 1
    assert found.missed == ()
    assert found.today == pytest.approx(20 / 60)
