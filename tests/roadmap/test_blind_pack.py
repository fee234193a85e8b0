"""What a second solver gets to see, and what not."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest

from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.blind_pack import make_pack
from roadmap_cards.roadmap.blind_sheets import KEY, sheets
from roadmap_cards.roadmap.deck_file import read_deck_file
from roadmap_cards.study.card import Choice, Deck, Multi, Order, variants


def attention() -> Deck:
    deck = read_deck_file(shipped("decks") / "llm-specialist" / "attention-mechanism.md").deck
    assert deck is not None
    return deck


DECK = attention()


def test_every_card_and_question_is_asked_once() -> None:
    asked = [(prompt.entry.id, prompt.variant) for prompt in make_pack(DECK, 1).prompts]
    wanted = [(entry.id, variant) for entry in DECK.entries for variant in variants(entry.body) or ("",)]
    assert sorted(asked) == sorted(wanted)
    assert asked != wanted


def test_the_same_seed_gives_the_same_pack_and_another_one_another() -> None:
    assert sheets(make_pack(DECK, 7)) == sheets(make_pack(DECK, 7))
    assert sheets(make_pack(DECK, 7))["prompts.md"] != sheets(make_pack(DECK, 8))["prompts.md"]


def test_solvers_see_numbers_and_never_an_id_a_key_or_a_reason() -> None:
    files = sheets(make_pack(DECK, 1))
    assert KEY == "for-the-grader-only/key.json"
    for name in files.keys() - {KEY}:
        assert not [entry.id for entry in DECK.entries if entry.id in files[name]]
        assert not [entry.id for entry in DECK.entries if entry.why and entry.why in files[name]]
        assert "[x]" not in files[name]
        numbers = [int(found) for found in re.findall(r'(?m)^(?:## |  ")(\d+)', files[name])]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("seed", range(20))
def test_what_answers_each_other_stands_apart(seed: int) -> None:
    ids = [prompt.entry.id for prompt in make_pack(DECK, seed).prompts]
    for name in set(ids):
        places = [at for at, other in enumerate(ids) if other == name]
        assert all(later - earlier > 8 for earlier, later in pairwise(places))


def test_letters_lead_back_to_the_deck() -> None:
    pack = make_pack(DECK, 3)
    moved = 0
    for prompt in (*pack.prompts, *pack.options):
        shown = dict(prompt.lettered)
        match prompt.entry.body:
            case Choice(options=options) | Multi(options=options):
                assert {shown[letter] for letter in prompt.right} == {o.text for o in options if o.correct}
                assert sorted(prompt.choices) == sorted(option.text for option in options)
                moved += list(prompt.choices) != [option.text for option in options]
            case Order(steps=steps):
                assert tuple(shown[letter] for letter in prompt.right) == steps
                assert prompt.choices != steps
            case _:
                assert prompt.right == ""
    assert moved > 15


def test_options_stand_without_questions_and_questions_without_options() -> None:
    files = sheets(make_pack(DECK, 1))
    choices = [entry.body for entry in DECK.entries if isinstance(entry.body, Choice | Multi)]
    assert len(choices) == 12
    assert not [body.prompt for body in choices if body.prompt in files["options.md"]]
    assert all(option.text in files["options.md"] for body in choices for option in body.options)
    assert sum(body.prompt in files["stems.md"] for body in choices) == 11
    assert "- **A**" not in files["stems.md"]


def test_the_key_names_each_entry_and_holds_what_is_right() -> None:
    pack = make_pack(DECK, 1)
    key = json.loads(sheets(pack)[KEY])
    assert [(one["number"], one["id"]) for one in key["prompts"]] == [
        (prompt.number, prompt.entry.id) for prompt in pack.prompts
    ]
    stem = next(one for one in key["stems"] if one["id"] == "mask-before-softmax")
    assert not stem["key"].startswith("-")
