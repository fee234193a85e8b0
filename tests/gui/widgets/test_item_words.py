"""Why nothing of an item can be studied today, said in one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap_cards.gui.widgets.item_words import (
    card_due_words,
    lens_words,
    nothing_to_review,
    share_words,
    wait_words,
)
from roadmap_cards.library.items import CardLine, ItemDetails
from roadmap_cards.library.map import MapItem, RoadmapMap
from roadmap_cards.study.curve import Curve
from roadmap_cards.study.mastery import CardMemory, Lens, of_item
from roadmap_cards.study.queue import Plan


def card(due_in: int | None, *, suspended: bool = False) -> CardLine:
    memory = CardMemory() if due_in is None else CardMemory(9, 0.9)
    return CardLine(1, "Why?", "Explain", memory, due_in, suspended)


def details(*cards: CardLine) -> ItemDetails:
    return ItemDetails(cards, Curve(), 0.9, "", Plan((), ()))


@pytest.fixture
def seen(a_map: RoadmapMap) -> MapItem:
    return next(iter(a_map.items))


@pytest.mark.parametrize(
    ("cards", "sentence"),
    [
        ([card(6), card(2), card(None)], "Nothing is due today. Next: in 2 days."),
        ([card(1, suspended=True), card(40)], "Nothing is due today. Next: in 6 weeks."),
        ([card(0)], "Its topic is paused, so nothing of it is asked."),
        ([card(None)], "Its topic gives no new cards. Choose topics in Settings."),
    ],
)
def test_it_says_when_or_why(seen: MapItem, cards: list[CardLine], sentence: str) -> None:
    assert nothing_to_review(seen, details(*cards)) == sentence


def test_under_another_day_a_wait_counts_from_today(seen: MapItem) -> None:
    said = nothing_to_review(seen, details(card(23)), away=True)
    assert said == "Nothing is due today. Next: 23 days from today."


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (30, "30 days"),
        (31, "4 weeks"),
        (52, "7 weeks"),  # never 1.7 months
        (60, "9 weeks"),
        (61, "2 months"),
        (104, "3 months"),  # never 3.4
        (365, "12 months"),
        (729, "24 months"),
        (730, "2 years"),
    ],
)
def test_a_wait_is_said_in_whole_weeks_and_months(days: int, words: str) -> None:
    assert wait_words(days) == words


def test_a_sister_card_waits_until_tomorrow(seen: MapItem) -> None:
    assert "waits until tomorrow" in nothing_to_review(replace(seen, due=1), details(card(0)))


def test_each_card_says_when_it_comes_back() -> None:
    cards = (card(0), card(1), card(25), card(None), card(3, suspended=True))
    assert [card_due_words(one) for one in cards] == ["due", "in 1 day", "in 25 days", "new", "suspended"]


@pytest.mark.parametrize(
    ("stability", "words"),
    [(0.4, "< 1 day"), (1, "1 day"), (20.9, "20 days"), (21, "21 days"), (400, "400 days")],
)
def test_stability_is_said_in_whole_days_that_it_reaches(stability: float, words: str) -> None:
    assert share_words(of_item([CardMemory(stability, 0.9)]), Lens.STABILITY) == words


def test_a_share_of_another_day_bears_its_date(seen: MapItem) -> None:
    said = [lens_words(seen, lens, "7 Aug 2026") for lens in Lens]
    assert said[:3] == ["mastery on 7 Aug 2026", "recall on 7 Aug 2026", "stability on 7 Aug 2026"]
    assert said[3].startswith("right in quizzes on 7 Aug 2026, ")
    assert lens_words(seen, Lens.RECALL) == "recall now"
