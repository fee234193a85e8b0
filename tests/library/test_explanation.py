"""Why a card is asked, as a person who has studied it for a while would read it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from roadmap_cards.library.explanation import Explanation, explain
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating
from ticking_clock import Clock

DECK = """\
---
format: 1
topic: transformers
title: Transformers
status: reviewed
sources:
  paper: {{title: "A paper", url: "https://example.org/paper"}}
---

# Attention

## Scores

### why-scale
kind: basic
difficulty: 2
version: {version}
sources: paper

Q: Why divide the scores by $\\sqrt{{d_k}}$?
A: {answer}

### roles
kind: cloze
difficulty: 1
sources: paper

C: The {{{{c1::query}}}} is compared with the {{{{c2::keys}}}}.

### softmax
kind: reversible
difficulty: 1
sources: paper

T: softmax
D: **exponentials** divided by their sum

## Masks

### mask
kind: basic
difficulty: 1
sources: paper

Q: What does a causal mask hide?
A: The future.
"""


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 1, 8, 0, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    folder.prepare()
    write(folder)
    return folder


@pytest.fixture
def library(folder: DataFolder, clock: Clock) -> Iterator[Library]:
    with OpenCollection(folder, clock) as library:
        loaded = library.decks.load_changed(folder)
        assert loaded.flaws == ()
        yield library


def write(folder: DataFolder, answer: str = "Else the softmax saturates.", version: int = 1) -> None:
    deck = folder.decks / "own" / "transformers.md"
    deck.parent.mkdir(exist_ok=True)
    deck.write_text(DECK.format(answer=answer, version=version), encoding="utf-8")


def card_of(library: Library, entry: str, variant: str = "main") -> int:
    with closing(sqlite3.connect(library.path)) as collection:
        found = collection.execute(
            "SELECT id FROM card WHERE key = ?", (f"own/transformers/{entry}#{variant}",)
        )
        return int(found.fetchone()[0])


def told(library: Library, card_id: int) -> Explanation:
    return explain(library, library.reviews.ask(card_id))


def answer(library: Library, card_id: int, rating: Rating, seconds: int = 9) -> None:
    library.reviews.answer(library.reviews.ask(card_id), rating, seconds * 1000)


def test_a_new_card_has_a_reason_and_nothing_else(library: Library) -> None:
    found = told(library, card_of(library, "mask"))
    assert found.sentence == "New: the next card of Transformers."
    assert (found.recall, found.stability, found.difficulty) == (None, None, None)
    assert (found.answers, found.lapses) == (0, 0)
    assert found.history == ()
    assert found.curve.forecast == ()


def test_a_due_card_tells_its_recall_and_its_history(library: Library, clock: Clock) -> None:
    card = card_of(library, "mask")
    answer(library, card, Rating.EASY, seconds=12)
    interval = library.reviews.history(card)[0].interval
    assert interval is not None
    clock.now += timedelta(days=interval + 5)
    found = told(library, card)
    assert found.sentence.startswith("Recall fell to 8")
    assert found.sentence.endswith("you asked for 90 %. It was due 5 days ago.")
    assert found.recall is not None
    assert 0.8 < found.recall < 0.9
    assert found.target == 0.9
    [past] = found.history
    assert (past.day, past.rating, past.duration) == (date(2026, 11, 1), Rating.EASY, 12_000)
    assert (past.interval, past.step) == (interval, 0)
    assert found.answers == 1
    assert found.curve.past[-1] == pytest.approx((0.0, found.recall))
    assert found.curve.forecast[0] == pytest.approx((0.0, found.recall))


def test_a_missed_card_says_when_it_was_missed(library: Library, clock: Clock) -> None:
    card = card_of(library, "mask")
    answer(library, card, Rating.EASY)
    clock.now += timedelta(days=20)
    answer(library, card, Rating.AGAIN)
    clock.now += timedelta(minutes=11)
    found = told(library, card)
    assert found.sentence == "You missed it 11 minutes ago."
    assert (found.answers, found.lapses) == (2, 1)
    assert [past.rating for past in found.history] == [Rating.AGAIN, Rating.EASY]
    assert (found.history[0].interval, found.history[0].step) == (0, 10 * 60_000)


def test_an_answer_that_was_undone_leaves_no_trace(library: Library) -> None:
    card = card_of(library, "mask")
    answer(library, card, Rating.AGAIN)
    library.undo()
    found = told(library, card)
    assert found.sentence.startswith("New")
    assert found.history == ()


def test_a_corrected_card_says_so(library: Library, folder: DataFolder, clock: Clock) -> None:
    card = card_of(library, "why-scale")
    answer(library, card, Rating.EASY)
    clock.now += timedelta(days=2)
    write(folder, answer="Else its gradient vanishes.", version=2)
    library.decks.load_changed(folder)
    found = told(library, card)
    assert found.sentence == "Corrected: its answer was changed since you saw it 2 days ago."


def test_the_cards_of_the_item_stand_beside_it_with_their_recall(library: Library) -> None:
    answer(library, card_of(library, "roles", "c1"), Rating.EASY)
    found = told(library, card_of(library, "why-scale"))
    assert found.item == "Scores"
    assert [(card.front, card.recall) for card in found.neighbours] == [
        ("The […] is compared with the keys.", 1.0),
        ("The query is compared with the […].", None),
        ("What does softmax mean?", None),
        ("exponentials divided by their sum Which term is this?", None),
    ]


def test_no_neighbour_gives_the_answer_away(library: Library) -> None:
    gap = told(library, card_of(library, "roles", "c1"))
    assert "query" not in " ".join(card.front for card in gap.neighbours)
    assert gap.neighbours[1].front == "The same sentence, gap 2 (this is gap 1)"
    term = told(library, card_of(library, "softmax", "forward"))
    assert "exponentials" not in " ".join(card.front for card in term.neighbours)


def test_a_card_alone_in_its_item_has_no_neighbours(library: Library) -> None:
    assert told(library, card_of(library, "mask")).neighbours == ()
