"""What the window's thread asks of a collection goes through indexes: its cost does not grow with the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.library.session import Session
from roadmap_cards.library.summary import summarise
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage.day_counts import catch_up
from roadmap_cards.study.card import Rating


@pytest.fixture
def studied(demo: DataFolder, demo_now: datetime) -> Iterator[Library]:
    """Yield the demo collection, its days counted."""
    assert catch_up(demo.database)
    with OpenCollection(demo, lambda: demo_now) as library:
        yield library


@contextmanager
def overheard(library: Library) -> Iterator[list[str]]:
    """Hear every statement that the reading connection runs."""
    heard: list[str] = []
    plain = library._database.plain
    plain.set_trace_callback(heard.append)
    try:
        yield heard
    finally:
        plain.set_trace_callback(None)


def walks(library: Library, statements: list[str]) -> list[str]:
    """Return the steps of these statements that go through the log, or through all cards outside an index."""
    found = []
    with sqlite3.connect(library.path) as file:
        for statement in statements:
            if statement.lstrip().upper().startswith(("SELECT", "WITH")):
                for *_, step in file.execute(f"EXPLAIN QUERY PLAN {statement}"):
                    if step.startswith("SCAN review") or (
                        step.startswith("SCAN card") and " INDEX " not in step
                    ):
                        found.append(f"{step} in {' '.join(statement.split())[:200]}")
    return found


def look_at_today(library: Library) -> None:
    library.progress.today(15)


def plan_and_answer(library: Library) -> None:
    session = Session(library, library.reviews.plan(15))
    session.reveal()
    session.answer(Rating.GOOD, 4000)
    session.undo()
    session.redo()
    summarise(session, library)


def look_at_an_item(library: Library) -> None:
    item = library.items.of_card(library.reviews.plan(15).cards[0].card)
    assert item is not None
    library.items.details(item)
    library.items.plan([item])


def look_at_settings_and_exports(library: Library) -> None:
    library.roadmaps.known()
    library.decks.topics()
    library.exports.sizes()


@pytest.mark.parametrize(
    "work", [look_at_today, plan_and_answer, look_at_an_item, look_at_settings_and_exports]
)
def test_no_look_goes_through_the_whole_log(studied: Library, work: Callable[[Library], None]) -> None:
    with overheard(studied) as heard:
        work(studied)
    assert len(heard) > 2
    assert walks(studied, heard) == []


def test_an_answer_builds_no_queue_again(studied: Library) -> None:
    session = Session(studied, studied.reviews.plan(15))
    with overheard(studied) as heard:
        for _ in range(3):
            session.reveal()
            session.answer(Rating.GOOD, 4000)
        session.undo()
        session.answer(Rating.AGAIN, 4000)
    assert heard, "the connection is the one that reads"
    assert not [statement for statement in heard if "card_due" in statement or "card_new" in statement]
