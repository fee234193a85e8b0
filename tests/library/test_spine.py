"""From a deck file to a durable answer, as a person lives it: study, undo, close, open again."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from datetime import timedelta

import pytest

from roadmap_cards.cli import main
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.library import InUseError, Library, OpenCollection
from roadmap_cards.library.session import Session
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Learned, Rating
from roadmap_cards.study.history import replay
from roadmap_cards.study.schedule import DEFAULT
from ticking_clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock(step=timedelta(seconds=7))


def loaded(folder: DataFolder, clock: Clock) -> OpenCollection:
    collection = OpenCollection(folder, clock)
    collection.library.decks.load_changed(folder)
    return collection


def memories(library: Library) -> dict[str, object]:
    keys = library.decks.card_keys()
    return {key: library.reviews.ask(number).card.memory for key, number in keys.items()}


def test_everything_is_found_again_as_it_was_left(folder: DataFolder, clock: Clock) -> None:
    with loaded(folder, clock) as library:
        session = Session(library, library.reviews.plan(more_new=20))
        for _ in range(20):
            session.reveal()
            session.answer(Rating.GOOD, 9_000)
        for _ in range(3):
            assert session.undo() == "Answer card"
        assert session.redo() == "Answer card"
        left = memories(library)
        answers = library.progress.statistics().totals.answers
    assert answers == 18
    with loaded(folder, clock) as library:
        assert memories(library) == left
        assert library.progress.statistics().totals.answers == 18


def test_the_interval_on_the_button_is_the_one_that_happens(folder: DataFolder, clock: Clock) -> None:
    with loaded(folder, clock) as library:
        session = Session(library, library.reviews.plan())
        promised = session.reveal().outcome(Rating.EASY).memory
        assert session.asked is not None
        card = session.asked.card.id
        clock.now += timedelta(minutes=3)
        session.answer(Rating.EASY, 5_000)
        kept = library.reviews.ask(card).card.memory
    assert isinstance(kept, Learned)
    assert (kept.interval, kept.due_day) == (promised.interval, promised.due_day)


def test_the_log_replays_to_the_stored_memory_after_forty_days(folder: DataFolder, clock: Clock) -> None:
    rng = random.Random(4)
    with loaded(folder, clock) as library:
        for _ in range(40):
            session = Session(library, library.reviews.plan(15))
            while not session.finished:
                session.reveal()
                session.answer(rng.choices(list(Rating), [1, 1, 6, 1])[0], 4_000)
                if rng.random() < 0.1:
                    session.undo()
                    if rng.random() < 0.5:
                        session.redo()
            clock.now += timedelta(days=1)
        for number in library.decks.card_keys().values():
            card = library.reviews.ask(number).card
            log = library.reviews.log(number)
            assert replay(log, card.uuid, {DEFAULT.id: DEFAULT}) == card.memory


def test_two_cards_of_one_entry_never_share_a_day(folder: DataFolder, clock: Clock) -> None:
    with loaded(folder, clock) as library:
        for _ in range(6):
            session = Session(library, library.reviews.plan())
            entries = []
            while not session.finished:
                asked = session.reveal()
                if not session.run.repeats:
                    entries.append(asked.card.entry.id)
                session.answer(Rating.EASY, 4_000)
            assert len(entries) == len(set(entries))
            clock.now += timedelta(days=1)


def test_a_clock_a_little_behind_is_accepted_and_a_day_behind_refused(
    folder: DataFolder, clock: Clock
) -> None:
    with loaded(folder, clock) as library:
        session = Session(library, library.reviews.plan())
        session.reveal()
        session.answer(Rating.GOOD, 1_000)
        clock.now -= timedelta(hours=20)
        session.reveal()
        session.answer(Rating.GOOD, 1_000)
        clock.now -= timedelta(hours=20)
        asked = session.reveal()
        with pytest.raises(ProblemError, match="more than a day behind"):
            session.answer(Rating.GOOD, 1_000)
        assert session.asked is not None
        assert session.asked.card.id == asked.card.id
        assert library.reviews.history(asked.card.id) == []
        assert library.progress.statistics().totals.answers == 2


def test_settings_can_be_undone(folder: DataFolder, clock: Clock) -> None:
    with loaded(folder, clock) as library:
        library.change_learning("Set recall", target_recall=0.95)
        assert library.learning.target_recall == 0.95
        assert library.undo_name == "Set recall"
        library.undo()
        assert library.learning.target_recall == 0.90
        library.redo()
        assert library.learning.target_recall == 0.95
        with pytest.raises(ProblemError):
            library.change_learning("Set recall", target_recall=1.2)
        assert library.learning.target_recall == 0.95


def test_one_instance_at_a_time(folder: DataFolder, clock: Clock) -> None:
    with loaded(folder, clock), pytest.raises(InUseError, match="already open"):
        OpenCollection(folder, clock)
    loaded(folder, clock).close()


def test_a_backup_is_made_on_close_only_when_something_changed(folder: DataFolder, clock: Clock) -> None:
    loaded(folder, clock).close()
    before = set(folder.backups.iterdir())
    assert before
    loaded(folder, clock).close()
    assert set(folder.backups.iterdir()) == before
    with loaded(folder, clock) as library:
        session = Session(library, library.reviews.plan())
        session.reveal()
        session.answer(Rating.GOOD, 1_000)
    (new,) = set(folder.backups.iterdir()) - before
    with sqlite3.connect(new) as copy:
        assert copy.execute("SELECT COUNT(*) FROM review").fetchone() == (1,)
    copy.close()


OWN_DECK = """---
format: 1
topic: own-words
title: Own words
status: reviewed
sources:
  me: {title: "My notes", url: "https://example.org/notes"}
---

### first-word
kind: basic
difficulty: 1
sources: me

Q: What is the first word?
A: Hello.
"""


def test_a_persons_own_deck_is_studied_from_the_next_start_on(folder: DataFolder, clock: Clock) -> None:
    loaded(folder, clock).close()
    own = folder.decks / "mine" / "own-words.md"
    own.parent.mkdir(parents=True)
    own.write_text(OWN_DECK, encoding="utf-8")
    with loaded(folder, clock) as library:
        assert "mine/own-words/first-word#main" in library.decks.card_keys()
        plan = library.reviews.plan(topic="own-words")
        session = Session(library, plan)
        session.reveal()
        session.answer(Rating.EASY, 1_000)
    own.write_text(OWN_DECK.replace("Hello.", "Hello, world."), encoding="utf-8")
    with loaded(folder, clock) as library:
        card = library.decks.card_of("mine/own-words/first-word#main")
        assert library.reviews.ask(card).card.entry.body.answer == "Hello, world."  # type: ignore[union-attr]
        assert isinstance(library.reviews.ask(card).card.memory, Learned)
    renamed = OWN_DECK.replace("first-word", "greeting")
    renamed = renamed.replace("sources: me", "sources: me\nformerly: first-word")
    own.write_text(renamed, encoding="utf-8")
    with loaded(folder, clock) as library:
        card = library.decks.card_of("mine/own-words/greeting#main")
        assert isinstance(library.reviews.ask(card).card.memory, Learned)
        assert "mine/own-words/first-word#main" not in library.decks.card_keys()
    own.write_text(renamed.replace("kind: basic", "kind: basik"), encoding="utf-8")
    with loaded(folder, clock) as library:
        assert "mine/own-words/greeting#main" in library.decks.card_keys()
        assert any("kind: basik" in flaw for flaw in library.decks.flaws())
    own.unlink()
    with loaded(folder, clock) as library:
        assert not [key for key in library.decks.card_keys() if key.startswith("mine/")]


def test_a_corrected_card_comes_back_now_and_says_what_it_said(folder: DataFolder, clock: Clock) -> None:
    own = folder.decks / "mine" / "own-words.md"
    own.parent.mkdir(parents=True)
    own.write_text(OWN_DECK, encoding="utf-8")
    with loaded(folder, clock) as library:
        session = Session(library, library.reviews.plan(topic="own-words"))
        session.reveal()
        session.answer(Rating.EASY, 1_000)
        assert not library.reviews.plan(topic="own-words").cards
    corrected = OWN_DECK.replace("sources: me\n", "sources: me\nversion: 2\n").replace("Hello.", "Good day.")
    own.write_text(corrected, encoding="utf-8")
    clock.now += timedelta(days=1)
    with loaded(folder, clock) as library:
        session = Session(library, library.reviews.plan(topic="own-words"))
        assert session.asked is not None
        assert session.asked.card.correction == "Hello."
        session.reveal()
        session.answer(Rating.GOOD, 1_000)
        card = library.decks.card_of("mine/own-words/first-word#main")
        assert library.reviews.ask(card).card.correction == ""


# --- Durability --------------------------------------------------------------------------------------

CHILD = """
import os, random, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating

now = [datetime(2026, 11, 23, 8, 0, tzinfo=UTC) + timedelta(days=int(sys.argv[2]))]
def clock():
    now[0] += timedelta(seconds=1)
    return now[0]

library = OpenCollection(DataFolder(Path(sys.argv[1])), clock, wait=10).library
cards = sorted(library.decks.card_keys().values())
rng = random.Random(int(sys.argv[2]))
os.write(1, b"ready\\n")
while True:
    card = rng.choice(cards)
    library.reviews.answer(library.reviews.ask(card), rng.choice(list(Rating)), 1000)
    os.write(1, f"{card} {library.reviews.history(card)[-1].id}\\n".encode())
"""


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_to_fifty_kills(folder: DataFolder, clock: Clock) -> None:
    loaded(folder, clock).close()
    rng = random.Random(11)
    acknowledged: set[int] = set()
    for round_number in range(50):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(folder.root), str(round_number)], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        wanted = rng.randint(1, 12)
        told = [child.stdout.readline() for _ in range(wanted)]
        os.kill(child.pid, signal.SIGKILL)
        told += child.stdout.read().splitlines(keepends=True)
        child.stdout.close()
        child.wait()
        whole = [line.split() for line in told if line.endswith(b"\n") and line != b"ready\n"]
        acknowledged |= {int(log_id) for _, log_id in whole}
        with sqlite3.connect(folder.database) as file:
            kept = {row[0] for row in file.execute("SELECT id FROM review")}
            assert acknowledged <= kept, f"round {round_number}"
            assert len(kept - acknowledged) <= 1
            acknowledged |= kept
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            torn = file.execute(
                "SELECT card.id FROM card LEFT JOIN review ON review.card_id = card.id "
                "GROUP BY card.id HAVING COUNT(review.id) <> card.reps"
            ).fetchall()
            assert torn == []
        file.close()
    assert len(acknowledged) > 100


def test_a_full_disk_refuses_the_answer_and_keeps_the_others(folder: DataFolder, clock: Clock) -> None:
    with loaded(folder, clock) as library:
        limit_pages(library, 0)
        session = Session(library, library.reviews.plan(more_new=30))
        saved = 0

        def study_until_refused() -> None:
            nonlocal saved
            for _ in range(2_000):
                session.reveal()
                session.answer(Rating.AGAIN, 1_000)
                saved += 1

        with pytest.raises(ProblemError, match="disk that holds"):
            study_until_refused()
        assert library.progress.statistics().totals.answers == saved
        limit_pages(library, 1_000_000)
        session.answer(Rating.GOOD, 1_000)
        assert library.progress.statistics().totals.answers == saved + 1


def limit_pages(library: Library, more: int) -> None:
    """Let the file of the collection grow by so many pages and no further, as on a full disk."""
    connection = library._database._write
    with connection.begin():
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + more}")


def test_numbers_come_as_json(folder: DataFolder, clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with loaded(folder, clock) as library:
        cards = sum(topic.cards for topic in library.decks.topics())
    assert main(["--data", str(folder.root), "stats", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cards"] == cards > 100
