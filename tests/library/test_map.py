"""The mastery map of a roadmap, read from a real collection as a person studies it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.climb import slipping
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.library.map import SOON, read_maps
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating
from roadmap_cards.study.mastery import State

if TYPE_CHECKING:
    from tests.library.conftest import Study


def test_every_item_has_its_place_in_the_order_of_the_roadmap(study: Study) -> None:
    (tiny,) = study.maps()
    assert [level.title for level in tiny.levels] == ["Junior", "Senior"]
    assert [topic.title for topic in tiny.topics] == ["Alpha", "Beta", "Gamma"]
    assert [item.title for item in tiny.items] == ["Ants", "Apes", "Axes", "Bees", "Gnus"]
    assert [section.title for topic in tiny.topics for section in topic.sections] == ["One"] * 3
    assert (tiny.key, tiny.day) == ("tiny", study.day)


def test_nothing_is_known_of_what_was_never_answered(study: Study) -> None:
    (tiny,) = study.maps()
    assert not tiny.seen
    assert {item.state for item in tiny.items} == {State.NEW}
    assert all(item.mastery.mastery == 0 and item.due == 0 for item in tiny.items)


def test_an_item_without_cards_counts_and_says_so(study: Study) -> None:
    study.answer("ant-legs", "ant-eyes", "ape-arms")
    axes = study.item("Axes")
    assert (axes.written, axes.cards, axes.state) == (False, 0, State.NEW)
    (tiny,) = study.maps()
    alpha = next(tiny.topics)
    assert alpha.mastery.items == 3
    assert alpha.mastery.coverage == pytest.approx(2 / 3)


def test_an_item_is_the_mean_of_its_cards(study: Study) -> None:
    study.answer("ant-legs")
    ants = study.item("Ants")
    assert (ants.seen, ants.cards, ants.state) == (True, 2, State.LEARNING)
    assert ants.mastery.coverage == pytest.approx(0.5)
    assert ants.mastery.recall == pytest.approx(1.0)
    half = ants.mastery.mastery
    study.answer("ant-eyes")
    assert study.item("Ants").mastery.mastery == pytest.approx(2 * half)


def test_a_suspended_card_leaves_the_mean(study: Study) -> None:
    study.answer("ant-legs")
    before = study.item("Ants").mastery.mastery
    study.suspend("ant-eyes")
    ants = study.item("Ants")
    assert (ants.cards, ants.mastery.coverage) == (2, 1.0)
    assert ants.mastery.mastery == pytest.approx(2 * before)


def test_an_item_whose_cards_are_all_suspended_is_left_out(study: Study) -> None:
    study.answer("bee-wings", "ape-arms")
    study.suspend("bee-wings")
    bees = study.item("Bees")
    assert (bees.state, bees.written, bees.due) == (None, True, 0)
    (tiny,) = study.maps()
    beta = next(topic for topic in tiny.topics if topic.title == "Beta")
    assert (beta.mastery.items, beta.mastery.mastery, beta.held) == (0, 0.0, 0)
    assert tiny.levels[0].mastery.items == 3
    study.wait(400)
    assert bees.id not in {item.id for item in slipping(study.maps(), ())}


def test_a_card_is_due_on_its_day_and_until_it_is_answered(study: Study) -> None:
    study.answer("bee-wings", rating=Rating.EASY)
    assert study.item("Bees").due == 0
    study.wait(60)
    assert study.item("Bees").due == 1
    (tiny,) = study.maps()
    assert [topic.due for topic in tiny.topics] == [0, 1, 0]
    study.answer("bee-wings")
    assert study.item("Bees").due == 0


def test_nothing_of_a_paused_topic_is_due_but_it_is_remembered_all_the_same(study: Study) -> None:
    study.answer("bee-wings")
    study.wait(60)
    before = study.item("Bees")
    study.pause("beta")
    after = study.item("Bees")
    assert (before.due, after.due) == (1, 0)
    assert after.mastery == before.mastery


def test_time_makes_an_item_fade_and_answers_make_it_held(study: Study) -> None:
    for _ in range(3):
        study.answer("bee-wings")
        study.wait(25)
    bees = study.item("Bees")
    assert bees.state is not None
    assert bees.state.held
    (tiny,) = study.maps()
    assert (tiny.held, tiny.levels[0].held, tiny.levels[1].held) == (1, 1, 0)
    study.wait(4000)
    assert study.item("Bees").state is State.FADING
    assert study.maps()[0].held == 0


def test_a_folder_of_decks_without_a_roadmap_has_no_map(study: Study) -> None:
    study.load("own", None, {"zoo": (("zebras", "stripes"),)})
    assert [roadmap.key for roadmap in study.maps()] == ["tiny"]


# --- Slipping ----------------------------------------------------------------------------------------


def test_what_is_remembered_worst_in_a_few_days_slips_soonest(study: Study) -> None:
    study.answer("ape-arms", rating=Rating.EASY)
    study.answer("bee-wings", rating=Rating.AGAIN)
    worst, next_worst = slipping(study.maps(), ())
    assert (worst.title, next_worst.title) == ("Bees", "Apes")
    assert worst.later < next_worst.later


def test_what_is_foretold_is_what_happens(study: Study) -> None:
    study.answer("bee-wings", rating=Rating.GOOD)
    foretold = study.item("Bees").later
    study.wait(SOON)
    assert study.item("Bees").mastery.recall == pytest.approx(foretold)


def test_nothing_slips_before_anything_was_answered(study: Study) -> None:
    assert slipping(study.maps(), ()) == []


# --- For a worker ------------------------------------------------------------------------------------


def test_a_worker_reads_the_same_from_the_file_alone(study: Study) -> None:
    study.answer("ant-legs", "bee-wings")
    assert read_maps(study.folder.database, study.day) == study.maps()


def test_a_worker_says_where_the_file_is_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"nowhere\.db"):
        read_maps(tmp_path / "nowhere.db", 9000)


def test_of_two_cards_of_an_entry_one_is_due_today(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    with OpenCollection(folder, lambda: now) as library:
        library.decks.load_changed(folder)
        cards = [
            library.decks.card_of(f"llm-specialist/attention-mechanism/self-or-cross#{side}")
            for side in ("forward", "reverse")
        ]
        for card in cards:
            library.reviews.answer(library.reviews.ask(card), Rating.EASY, 5_000)
        now += timedelta(days=60)
        (roadmap,) = read_maps(folder.database, library.moment().day)
        (item,) = [item for item in roadmap.items if item.id == library.items.of_card(cards[0])]
        asked = {planned.card for planned in library.reviews.plan().cards if not planned.new}
    assert item.due == len(asked & set(cards)) == 1
