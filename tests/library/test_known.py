"""What is kept of maps and topics is what a look at all of the collection finds, whatever was done before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from random import Random

import pytest

from roadmap_cards.library.library import Library
from roadmap_cards.library.map import read_maps
from roadmap_cards.library.session import Session
from roadmap_cards.storage import today as queries
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


def topics_from_outside(library: Library) -> list[queries.TopicRow]:
    connection = queries.peek(library.path)
    assert connection is not None
    with closing(connection):
        return queries.topics(connection)


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


def choose(library: Library, rng: Random) -> None:
    topics = [topic.id for topic in library.decks.topics()]
    library.decks.choose_topics(rng.sample(topics, rng.randint(1, len(topics))))


def set_up(library: Library, rng: Random) -> None:
    library.change_learning("Set new cards a day", new_per_day=rng.randint(3, 12))
    library.change_learning("Set the start of a day", day_start=rng.randint(0, 6))


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


STEPS: tuple[Callable[[Library, Random], None], ...] = (
    answer,
    suspend,
    bury,
    pause,
    choose,
    set_up,
    quiz,
    undo,
    redo,
)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_a_fresh_look_finds(library: Library, clock: Clock, seed: int) -> None:
    rng = Random(seed)
    library.decks.choose_topics([topic.id for topic in library.decks.topics()])
    library.progress.begin_with(library.progress.today(15))
    for _ in range(18):
        rng.choice((answer, *STEPS))(library, rng)
        if rng.random() < 0.15:
            clock.now += timedelta(days=1)
        today = library.progress.today(15)
        assert list(today.maps) == read_maps(library.path, library.moment().day)
        assert list(today.topics) == library.decks.topics() == topics_from_outside(library)
    assert any(one.seen for one in today.maps)
    assert any(topic.unseen < topic.cards for topic in today.topics)


def answer_one(library: Library) -> None:
    Session(library, library.reviews.plan()).answer(Rating.GOOD, 4000)


def pause_one(library: Library) -> None:
    library.decks.pause_topic(library.decks.topics()[0].id)


def choose_one(library: Library) -> None:
    library.decks.choose_topics([library.decks.topics()[0].id])


@pytest.mark.parametrize(("step", "topics"), [(answer_one, 1), (pause_one, 1), (choose_one, 0)])
def test_the_other_topics_stay_as_they_were_read(
    library: Library, step: Callable[[Library], None], topics: int
) -> None:
    library.decks.choose_topics([topic.id for topic in library.decks.topics()])
    before = [topic for one in library.progress.today(15).maps for topic in one.topics]
    step(library)
    after = [topic for one in library.progress.today(15).maps for topic in one.topics]
    changed = [old.title for old, new in zip(before, after, strict=True) if old is not new]
    assert len(changed) == topics
