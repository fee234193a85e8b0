"""One item: its cards in a line each, its curve, and what of it can be studied today."""

from __future__ import annotations

from datetime import timedelta

import pytest

from roadmap_cards.library.library import Library
from roadmap_cards.library.map import MapItem, read_maps
from roadmap_cards.library.session import Session
from roadmap_cards.study.card import Rating
from ticking_clock import Clock


def items(library: Library) -> dict[str, MapItem]:
    maps = read_maps(library.path, library.moment().day)
    return {item.title: item for roadmap in maps for item in roadmap.items if item.written}


def answer(library: Library, card: int, rating: Rating = Rating.GOOD) -> None:
    library.reviews.answer(library.reviews.ask(card), rating, 5000)


def test_cards_stand_in_file_order_with_their_state(library: Library) -> None:
    item = items(library)["Query, Key, Value matrices"]
    first, *others = library.items.details(item.id).cards
    assert len(others) + 1 == item.cards
    assert (first.due_in, first.memory.seen) == (None, False)
    answer(library, first.id, Rating.EASY)
    library.reviews.suspend(others[0].id)
    first, second, *_ = library.items.details(item.id).cards
    assert first.memory.seen
    assert first.due_in is not None
    assert first.due_in > 0
    assert second.suspended


def test_cards_of_one_entry_do_not_give_each_other_away(library: Library) -> None:
    item = items(library)["Query, Key, Value matrices"]
    cards = library.items.details(item.id).cards
    gaps = [card for card in cards if card.kind == "Fill the gap"]
    assert "[…]" in gaps[0].front
    assert [gap.front for gap in gaps[1:]] == ["The same sentence, gap 2", "The same sentence, gap 3"]
    asked = library.items.details(item.id, asked=gaps[1].id).cards
    fronts = {card.id: card.front for card in asked}
    assert fronts[gaps[0].id] == "The same sentence, gap 1", "its front would name what gap 2 hides"
    assert "[…]" in fronts[gaps[1].id]


def test_the_plan_holds_what_is_due_of_the_item_and_its_new_cards(library: Library, clock: Clock) -> None:
    item = items(library)["Scaled dot-product attention"]
    fresh = library.items.plan([item.id])
    assert fresh.cards
    assert all(card.new for card in fresh.cards)
    seen = fresh.cards[0].card
    answer(library, seen, Rating.EASY)
    clock.now += timedelta(days=60)
    later = library.items.plan([item.id])
    assert [card.card for card in later.cards if not card.new] == [seen]
    assert library.items.plan([item.id], new=0).cards == tuple(card for card in later.cards if not card.new)
    assert not Session(library, later).finished


def test_nothing_is_planned_beyond_the_item_nor_what_is_suspended(library: Library) -> None:
    item = items(library)["Causal masking for decoders"]
    own = {card.id for card in library.items.details(item.id).cards}
    plan = library.items.plan([item.id])
    assert {card.card for card in plan.cards} <= own
    for card in own:
        library.reviews.suspend(card)
    details = library.items.details(item.id)
    assert details.plan.cards == ()
    assert details.next_step == ""
    assert details.curve.forecast == ()


def test_curve_and_map_agree_on_recall_now(library: Library, clock: Clock) -> None:
    item = items(library)["Context vectors"]
    for card in library.items.details(item.id).cards[:2]:
        answer(library, card.id)
    clock.now += timedelta(days=3)
    details = library.items.details(item.id)
    assert details.curve.past[-1][1] == pytest.approx(items(library)["Context vectors"].mastery.recall)
    assert details.target == library.learning.target_recall


def test_counts_leave_out_suspended_cards(library: Library) -> None:
    maps = read_maps(library.path, library.moment().day)
    topic = next(topic for topic in maps[0].topics if topic.title == "Attention Mechanism")
    cards, seen = library.items.counts(topic.id)
    assert (cards, seen) == (sum(item.cards for item in topic.items), 0)
    first, second = (card.card for card in library.reviews.plan(topic=topic.key).cards[:2])
    answer(library, first)
    library.reviews.suspend(second)
    assert library.items.counts(topic.id) == (cards - 1, 1)
    assert library.items.of_card(first) in {item.id for item in topic.items}
