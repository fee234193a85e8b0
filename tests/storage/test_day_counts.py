"""The counts by study day: the same whatever is counted when, and never in anybody's way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage import day_counts, today
from roadmap_cards.storage.day_counts import catch_up
from roadmap_cards.study.card import Rating

Rows = dict[tuple[int, ...], tuple[float, ...]]

STUDY = "SELECT day, topic_id, import_run_id, phase, rating, answers, duration FROM study_day WHERE answers"
RECALL = (
    "SELECT day, import_run_id, bin, late, answers, recalled, predicted, loss FROM recall_day WHERE answers"
)


def tables(path: Path) -> tuple[Rows, Rows]:
    with closing(sqlite3.connect(path)) as file:
        study, recall = (file.execute(query).fetchall() for query in (STUDY, RECALL))
        return {row[:5]: row[5:] for row in study}, {row[:4]: row[4:] for row in recall}


def same(one: tuple[Rows, Rows], other: tuple[Rows, Rows]) -> bool:
    return one[0] == other[0] and {key: pytest.approx(sums) for key, sums in one[1].items()} == other[1]


def count_again(path: Path) -> tuple[Rows, Rows]:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("DELETE FROM counted")
    assert catch_up(path)
    return tables(path)


def pieces(number: int) -> Callable[[], bool]:
    steps = count()
    return lambda: next(steps) < number


def test_counting_in_pieces_comes_to_the_same(demo: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = count_again(demo.database)
    by_topic = [sums[0] for (_, topic, *_), sums in at_once[0].items() if topic]
    together = [sums[0] for (_, topic, *_), sums in at_once[0].items() if not topic]
    assert sum(by_topic) == sum(together) > 10_000
    monkeypatch.setattr(day_counts, "CHUNK", 700)
    assert same(count_again(demo.database), at_once)
    assert catch_up(demo.database, pieces(1)), "there is nothing left"


def test_it_goes_on_where_it_was_stopped(demo: DataFolder) -> None:
    assert not catch_up(demo.database, pieces(1))
    part = tables(demo.database)
    assert catch_up(demo.database)
    found = tables(demo.database)
    assert len(part[0]) < len(found[0])
    assert same(found, count_again(demo.database))


def test_answers_undone_and_done_again_come_to_the_same(demo: DataFolder, demo_now: datetime) -> None:
    rng = Random(3)
    with OpenCollection(demo, lambda: demo_now) as library:
        cards = [planned.card for planned in library.reviews.plan().cards]
        for card in cards[:12]:
            library.reviews.answer(library.reviews.ask(card), rng.choice(list(Rating)), 4_000)
            if rng.random() < 0.4:
                library.undo()
            if rng.random() < 0.4:
                library.redo()
            if rng.random() < 0.4:
                catch_up(demo.database)
        catch_up(demo.database)
        assert same(tables(demo.database), count_again(demo.database))


def test_an_import_taken_back_after_a_review_of_its_card_leaves_no_trace(
    demo: DataFolder, demo_now: datetime
) -> None:
    path = demo.database
    catch_up(path)
    before = tables(path)
    with OpenCollection(demo, lambda: demo_now) as library:
        card = next(planned.card for planned in library.reviews.plan().cards if not planned.new)
        with closing(sqlite3.connect(path)) as file, file:
            # An import states this memory once more, of a few days ago.
            file.execute("INSERT INTO import_run (id, at, name, withdrawn) VALUES (1, 0, 'one', 0)")
            file.execute(
                """
                INSERT INTO review (card_id, kind, source, moved, at, zone_offset, day, duration, stability,
                                    difficulty, stage, due_day, interval, import_run_id)
                SELECT id, 'import', 'anki', 1, last_at, 0, last_day + 3, 0, stability, difficulty, stage,
                       due_day, interval, 1 FROM card WHERE id = ?
                """,
                (card,),
            )
        library.reviews.answer(library.reviews.ask(card), Rating.GOOD, 4_000)
        catch_up(path)
        library.undo()
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE card SET import_run_id = NULL WHERE import_run_id = 1")
            file.execute("UPDATE import_run SET withdrawn = 1")
        catch_up(path)
    assert same(tables(path), before)


def test_an_answer_waits_no_longer_than_a_piece_takes(demo: DataFolder) -> None:
    longest = 0.0
    last = perf_counter()

    def go_on() -> bool:
        nonlocal longest, last
        now = perf_counter()
        longest, last = max(longest, now - last), now
        return True

    assert catch_up(demo.database, go_on)
    assert longest < 1.0, "a piece of the log takes a moment, not a second"


def test_the_pace_is_the_same_whatever_is_counted(demo: DataFolder, demo_now: datetime) -> None:
    """What came after the count is added, and what it holds and was undone is taken away."""

    def durations() -> tuple[int | None, int | None]:
        with closing(sqlite3.connect(demo.database)) as file:
            return today.durations(file, day - 30)

    def plainly() -> tuple[int, int]:
        with closing(sqlite3.connect(demo.database)) as file:
            rows = file.execute(
                f"SELECT stage_before, duration FROM review WHERE {today.REVIEWED} AND day >= ?", (day - 30,)
            ).fetchall()
        reviews = [spent for stage, spent in rows if stage == "review"]
        others = [spent for stage, spent in rows if stage != "review"]
        new = sum(stage is None for stage, _ in rows)
        return int(sum(reviews) / len(reviews)), int(sum(others) / new)

    with OpenCollection(demo, lambda: demo_now) as library:
        day = library.moment().day
        count_again(demo.database)
        counted = durations()
        assert counted == plainly()
        for card in library.reviews.plan(more_new=2).cards[:12]:
            library.reviews.answer(library.reviews.ask(card.card), Rating.GOOD, 59_000)
        assert durations() == plainly() != counted
        assert catch_up(demo.database)
        assert durations() == plainly()
        for _ in range(5):
            library.undo()
        library.redo()
        assert durations() == plainly()
        with closing(sqlite3.connect(demo.database)) as file, file:
            file.execute("DELETE FROM counted")
        assert durations() == plainly()
