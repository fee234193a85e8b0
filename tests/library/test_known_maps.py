"""What is kept of the maps is what a look at the whole collection finds, whatever was done in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from roadmap_cards.library.library import Library
from roadmap_cards.library.map import read_maps
from roadmap_cards.library.session import Session
from roadmap_cards.study.card import Rating
from roadmap_cards.study.question import right_answer
from roadmap_cards.study.quiz import Sureness, Wish
from ticking_clock import Clock


def answer(library: Library, rng: Random) -> None:
    session = Session(library, library.reviews.plan())
    for _ in range(rng.randint(1, 6)):
        if not session.finished:
            session.answer(rng.choice(list(Rating)), 4000)
            if rng.random() < 0.3:
                session.undo()


def some_card(library: Library, rng: Random) -> int:
    return rng.choice(sorted(library.decks.card_keys().values()))


def suspend(library: Library, rng: Random) -> None:
    library.reviews.suspend(some_card(library, rng))


def bury(library: Library, rng: Random) -> None:
    library.reviews.bury(some_card(library, rng))


def pause(library: Library, rng: Random) -> None:
    topic = rng.choice(library.decks.topics()).id
    if library.decks.is_paused(topic):
        library.decks.resume_topic(topic)
    else:
        library.decks.pause_topic(topic)


def quiz(library: Library, rng: Random) -> None:
    topics = frozenset(topic.id for topic in library.quizzes.catalogue().topics)
    sitting = library.quizzes.start(Wish(topics, 5), rng)
    for place, row in enumerate(sitting.questions):
        sitting.go(place)
        sitting.answer(right_answer(row.question.body, row.question.variant), Sureness.SURE)
    sitting.hand_in()


def undo(library: Library, _rng: Random) -> None:
    library.undo()


def redo(library: Library, _rng: Random) -> None:
    library.redo()


STEPS: tuple[Callable[[Library, Random], None], ...] = (answer, suspend, bury, pause, quiz, undo, redo)


@pytest.mark.parametrize("seed", range(4))
def test_the_kept_maps_are_those_of_a_fresh_look(library: Library, clock: Clock, seed: int) -> None:
    rng = Random(seed)
    library.decks.choose_topics([topic.id for topic in library.decks.topics()])
    library.progress.begin_with(library.progress.today(15))
    for _ in range(14):
        rng.choice((answer, *STEPS))(library, rng)
        if rng.random() < 0.15:
            clock.now += timedelta(days=1)
        maps = library.progress.today(15).maps
        assert list(maps) == read_maps(library.path, library.moment().day)
    assert any(one.seen for one in maps)


def test_an_answer_leaves_the_other_topics_as_they_were_read(library: Library) -> None:
    library.decks.choose_topics([topic.id for topic in library.decks.topics()])
    before = [topic for one in library.progress.today(15).maps for topic in one.topics]
    session = Session(library, library.reviews.plan())
    session.answer(Rating.GOOD, 4000)
    after = [topic for one in library.progress.today(15).maps for topic in one.topics]
    changed = [old.title for old, new in zip(before, after, strict=True) if old is not new]
    assert len(changed) == 1
