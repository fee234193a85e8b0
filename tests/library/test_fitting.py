"""The schedule fitted to the learner: judged honestly, in force as one step, taken back without a trace."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import other_learner
from roadmap_cards.errors import ProblemError
from roadmap_cards.library import fitting
from roadmap_cards.library.exchange import ExportOrder, Format
from roadmap_cards.library.explanation import explain
from roadmap_cards.library.library import Library, OpenCollection, second_library
from roadmap_cards.library.map import MapItem, read_maps
from roadmap_cards.library.past import Scenario
from roadmap_cards.library.travels import read_travels
from roadmap_cards.paths import DataFolder
from roadmap_cards.storage import decks, reviews
from roadmap_cards.storage.opening import open_database
from roadmap_cards.storage.settings import all_parameters
from roadmap_cards.study.card import Rating
from roadmap_cards.study.day import moment
from roadmap_cards.study.fitting import LEAST_REVIEWS, Fit
from roadmap_cards.study.history import replay
from roadmap_cards.study.schedule import DEFAULT
from roadmap_cards.work import CancelledError, unheard
from ticking_clock import Clock

WEIGHTS = (0.4, 1.1, 3.1, 11.0, *DEFAULT.weights[4:20], 0.25)
BETTER = Fit(WEIGHTS, 8_258, 1_652, DEFAULT.id, 0.38, 0.37)


@pytest.fixture
def learnt(demo: DataFolder, demo_now: datetime) -> Iterator[Library]:
    """Yield the demo collection, open; every look at the clock makes it a second later."""
    with OpenCollection(demo, Clock(demo_now, timedelta(seconds=1))) as library:
        yield library


@pytest.fixture
def beginner(folder: DataFolder, library: Library, clock: Clock) -> Library:
    """Return a collection in which a few cards were studied for a short while: too few reviews for a fit."""
    study(folder, library, clock, cards=30, days=20)
    return library


def study(folder: DataFolder, library: Library, clock: Clock, cards: int, days: int) -> None:
    with closing(open_database(folder.database, moment(clock.now), folder.backups)) as database:
        other_learner.study(library, database, clock, cards, days)


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def due(path: Path) -> list[tuple[object, ...]]:
    """Return all of what cards promise and count: everything but stability and difficulty."""
    return rows(
        path,
        "SELECT id, stage, step, last_at, last_day, due_at, due_day, interval, reps, lapses, suspended,"
        " buried_until, flag FROM card ORDER BY id",
    )


def memories(path: Path) -> list[tuple[object, ...]]:
    return rows(path, "SELECT id, stability, difficulty FROM card WHERE stage IS NOT NULL ORDER BY id")


def in_force(library: Library) -> int:
    return library.fitting.report().in_force.id


def assert_log_adds_up(folder: DataFolder, now: datetime) -> None:
    """Check for every card that its log adds up to exactly what is stored of it."""
    with closing(open_database(folder.database, moment(now), folder.backups)) as database:
        parameters = all_parameters(database.read)
        numbers = [row[0] for row in database.plain.execute("SELECT id FROM card ORDER BY id")]
        for number in numbers:
            card = decks.card(database.plain, number)
            log = reviews.log_of_card(database.read, number)
            assert replay(log, card.uuid, parameters) == card.memory, number


# --- Putting parameters into force -------------------------------------------------------------------


def test_log_and_cards_agree_and_nothing_falls_due_on_another_day(
    demo: DataFolder, learnt: Library, demo_now: datetime
) -> None:
    promised, before = due(learnt.path), memories(learnt.path)
    learnt.fitting.adopt(BETTER)
    fitted = memories(learnt.path)
    assert sum(old != new for old, new in zip(before, fitted, strict=True)) > 0.99 * len(before)
    assert due(learnt.path) == promised
    assert_log_adds_up(demo, demo_now)

    learnt.fitting.restore(DEFAULT.id)
    assert memories(learnt.path) == [pytest.approx(old) for old in before]
    assert due(learnt.path) == promised
    assert_log_adds_up(demo, demo_now)

    for step, expected in ((learnt.undo, fitted), (learnt.undo, before), (learnt.redo, fitted)):
        assert step() is not None
        assert memories(learnt.path) == expected
        assert due(learnt.path) == promised
        assert_log_adds_up(demo, demo_now)


def test_every_learned_card_gets_one_row_that_names_the_new_parameters(learnt: Library) -> None:
    learnt.fitting.adopt(BETTER)
    told = rows(
        learnt.path,
        "SELECT card_id, stability, difficulty FROM review WHERE kind = 'refit'"
        f" AND parameters_id = {in_force(learnt)} ORDER BY card_id",
    )
    assert told == memories(learnt.path)


def test_it_is_one_named_step_and_the_old_parameters_stay(learnt: Library) -> None:
    refitted = learnt.fitting.adopt(BETTER)
    assert learnt.undo_name == refitted.step.name == "Use the fitted schedule"
    newest, first = learnt.fitting.report().versions
    assert (newest.in_force, newest.fitted, newest.day) == (True, True, learnt.moment().day)
    assert (first.in_force, first.fitted, first.id) == (False, False, DEFAULT.id)
    assert learnt.reviews.parameters.weights == WEIGHTS
    learnt.undo()
    (only,) = learnt.fitting.report().versions
    assert (only.id, only.in_force) == (DEFAULT.id, True)
    learnt.redo()
    assert learnt.reviews.parameters.weights == WEIGHTS


def test_what_is_put_into_force_again_is_no_new_version(learnt: Library) -> None:
    learnt.fitting.adopt(BETTER)
    number = in_force(learnt)
    learnt.fitting.restore(DEFAULT.id)
    learnt.fitting.restore(number)
    versions = learnt.fitting.report().versions
    assert [(version.id, version.in_force) for version in versions] == [(number, True), (DEFAULT.id, False)]


def test_an_answer_after_it_follows_the_new_weights_and_can_be_taken_back(
    demo: DataFolder, learnt: Library, demo_now: datetime
) -> None:
    learnt.fitting.adopt(BETTER)
    card = learnt.reviews.plan().cards[0].card
    asked = learnt.reviews.ask(card)
    learnt.reviews.answer(asked, Rating.GOOD, 5_000)
    assert_log_adds_up(demo, demo_now)
    assert learnt.reviews.log(card)[-1].parameters == in_force(learnt)
    learnt.undo()
    assert_log_adds_up(demo, demo_now)
    learnt.undo()
    assert_log_adds_up(demo, demo_now)
    assert in_force(learnt) == DEFAULT.id


def test_a_card_on_the_screen_meanwhile_is_answered_from_its_new_memory(
    demo: DataFolder, learnt: Library, demo_now: datetime
) -> None:
    asked = learnt.reviews.ask(learnt.reviews.plan().cards[0].card)
    learnt.fitting.adopt(BETTER)
    learnt.reviews.answer(asked, Rating.GOOD, 5_000)
    assert_log_adds_up(demo, demo_now)


def test_a_worker_can_do_it_and_the_window_take_it_back(
    demo: DataFolder, learnt: Library, demo_now: datetime
) -> None:
    before = memories(learnt.path)
    worker = second_library(demo, Clock(demo_now + timedelta(minutes=1)))
    try:
        refitted = worker.fitting.adopt(BETTER)
    finally:
        worker.close()
    learnt.done_elsewhere(refitted.step, refitted.change)
    assert in_force(learnt) != DEFAULT.id
    learnt.undo()
    assert memories(learnt.path) == before
    assert_log_adds_up(demo, demo_now)


def test_work_that_is_stopped_leaves_no_trace(learnt: Library) -> None:
    before = memories(learnt.path)

    def stop(_doing: str, _done: int, _of: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        learnt.fitting.adopt(BETTER, stop)
    assert memories(learnt.path) == before
    assert learnt.undo_name is None


# --- What must not change ----------------------------------------------------------------------------


def test_no_earlier_day_of_the_map_changes(learnt: Library) -> None:
    day = learnt.moment().day
    days = [day - 300, day - 90, day - 7, day - 1]
    (before,) = [one for one in read_travels(learnt.path, day, learnt.learning) if one.first < day]
    learnt.fitting.adopt(BETTER)
    (after,) = [one for one in read_travels(learnt.path, day, learnt.learning) if one.first < day]
    for earlier in days:
        assert_same(before.at(earlier, Scenario.STOP).items, after.at(earlier, Scenario.STOP).items)
    assert before.past[:-1] == after.past[:-1]
    (now,) = [one for one in read_maps(learnt.path, day) if one.id == after.id]
    assert_same(now.items, after.at(day, Scenario.STOP).items)


def assert_same(one: Iterable[MapItem], other: Iterable[MapItem]) -> None:
    for left, right in zip(one, other, strict=True):
        assert left.mastery.recall == pytest.approx(right.mastery.recall, abs=1e-9)
        assert left.state == right.state


def test_what_else_reads_the_log_copes_with_it(
    demo: DataFolder, learnt: Library, tmp_path: Path, demo_now: datetime
) -> None:
    asked = learnt.reviews.ask(learnt.reviews.plan().cards[0].card)
    before = explain(learnt, asked)
    answers = learnt.exports.prospect(ExportOrder()).answers
    learnt.fitting.adopt(BETTER)
    asked = learnt.reviews.ask(asked.card.id)
    after = explain(learnt, asked)
    assert (after.history, after.answers, after.curve.reviews) == (
        before.history,
        before.answers,
        before.curve.reviews,
    )
    assert after.curve.forecast[0][1] == pytest.approx(asked.recall)
    assert learnt.exports.prospect(ExportOrder()).answers == answers
    whole = tmp_path / "all.json"
    learnt.exports.write(ExportOrder(format=Format.JSON), whole, demo, unheard)
    other = DataFolder(tmp_path / "other")
    with OpenCollection(other, Clock(demo_now)) as library:
        found = library.imports.read(whole, other.root, unheard)
        library.imports.take_in(found, other, unheard)
        found.close()
        assert memories(library.path) == memories(learnt.path)
        assert library.fitting.report().versions == learnt.fitting.report().versions
    assert_log_adds_up(other, demo_now)


# --- What is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fit", "words"),
    [
        (replace(BETTER, loss_fitted=0.39), "foretell no better"),
        (replace(BETTER, weights=(*WEIGHTS[:20], 5.0)), "outside what the schedule allows"),
        (replace(BETTER, in_force=7), "since this fit"),
    ],
)
def test_a_fit_that_will_not_do_changes_nothing(learnt: Library, fit: Fit, words: str) -> None:
    before = memories(learnt.path)
    with pytest.raises(ProblemError, match=words):
        learnt.fitting.adopt(fit)
    assert memories(learnt.path) == before
    assert in_force(learnt) == DEFAULT.id


def test_only_an_earlier_version_can_be_restored(learnt: Library) -> None:
    with pytest.raises(ProblemError, match="in force already"):
        learnt.fitting.restore(DEFAULT.id)
    with pytest.raises(ProblemError, match="not among the earlier ones"):
        learnt.fitting.restore(99)


# --- The fit itself ----------------------------------------------------------------------------------


def test_whoever_forgets_as_the_program_thinks_is_told_that_a_fit_would_not_help(demo: DataFolder) -> None:
    before = memories(demo.database)
    found = fitting.fit(demo.database)
    assert not found.better
    assert found.loss_fitted > found.loss_in_force > 0.3
    assert found.held_out == pytest.approx(found.reviews / 5, abs=1)
    assert memories(demo.database) == before


def test_whoever_forgets_otherwise_is_foretold_better(
    folder: DataFolder, library: Library, clock: Clock
) -> None:
    study(folder, library, clock, cards=600, days=150)
    told: list[str] = []
    found = fitting.fit(folder.database, lambda doing, _done, _of: told.append(doing))
    assert found.better
    assert found.likely[0] > 0, "by so much that it is no accident"
    assert list(dict.fromkeys(told))[-1] == "Fitting to all of them"
    library.fitting.adopt(found)
    assert library.reviews.parameters.weights == found.weights
    assert_log_adds_up(folder, clock.now)
    again = fitting.fit(folder.database)
    assert again.loss_in_force < found.loss_in_force


def test_the_page_and_the_process_that_fits_count_alike(learnt: Library) -> None:
    reviews_before = learnt.fitting.report().reviews
    card = learnt.reviews.plan().cards[0].card
    learnt.reviews.answer(learnt.reviews.ask(card), Rating.GOOD, 5_000)
    assert learnt.fitting.report().reviews == reviews_before + 1
    learnt.fitting.adopt(BETTER)
    assert learnt.fitting.report().reviews == reviews_before + 1
    assert fitting.fit(learnt.path).reviews == reviews_before + 1
    learnt.undo()
    learnt.undo()
    assert learnt.fitting.report().reviews == fitting.fit(learnt.path).reviews == reviews_before


def test_too_few_reviews_are_counted_out(folder: DataFolder, beginner: Library) -> None:
    report = beginner.fitting.report()
    assert report.reviews + report.missing == LEAST_REVIEWS
    assert 20 < report.reviews < LEAST_REVIEWS
    with pytest.raises(ProblemError, match=f"A fit needs {report.missing} more reviews"):
        fitting.fit(folder.database)


def test_without_the_extra_it_says_how_to_get_it(demo: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    assert not fitting.read_fitting(demo.database).installed
    with pytest.raises(ProblemError, match=r'pip install "roadmap-cards\[fit\]"'):
        fitting.fit(demo.database)


def test_the_process_is_ended_where_nobody_wants_it_any_more(demo: DataFolder) -> None:
    seen: list[int] = []

    def stop(doing: str, _done: int, _of: int) -> None:
        if doing != "Starting":
            seen.extend(children())
            raise CancelledError

    with pytest.raises(CancelledError):
        fitting.fit(demo.database, stop)
    assert seen
    assert not set(children()) & set(seen)


def test_a_process_that_dies_is_told_in_one_sentence(demo: DataFolder) -> None:
    def shoot(doing: str, _done: int, _of: int) -> None:
        if doing != "Starting":
            for child in children():
                os.kill(child, signal.SIGKILL)

    with pytest.raises(ProblemError, match=r"ended before it was done \(signal 9\)\. Nothing was changed"):
        fitting.fit(demo.database, shoot)


def test_what_is_no_collection_cannot_be_fitted(tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    path.write_text("nothing of the kind", encoding="utf-8")
    for ask in (fitting.fit, fitting.read_fitting):
        with pytest.raises(ProblemError, match="cannot be read"):
            ask(path)


def children() -> list[int]:
    """Return the processes that this one has started and that still run."""
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [int(number) for listed in found for number in listed.read_text().split()]
