"""What each kind of card asks and answers."""

from __future__ import annotations

import pytest

from roadmap_cards.study.card import (
    Basic,
    Body,
    Choice,
    Cloze,
    Face,
    Faces,
    Multi,
    Option,
    Order,
    Output,
    Reversible,
    Typed,
    variants,
)
from roadmap_cards.study.sides import back, front, kind_name

RIGHT, ALSO, WRONG = Option("keys", True, "yes"), Option("values", True, "yes"), Option("loss", False, "no")


@pytest.mark.parametrize(
    ("body", "variant", "name", "asked", "answered"),
    [
        (Basic("Why?", "Because."), "main", "Explain", "Why?", "Because."),
        (Typed("7 + 1?", "8"), "main", "Type the answer", "7 + 1?", "8"),
        (
            Output("```python\nprint(1)\n```", "1"),
            "main",
            "Predict the output",
            "```python\nprint(1)\n```",
            "1",
        ),
        (Choice("Which?", (WRONG, RIGHT)), "main", "Choose", "Which?", "- keys"),
        (
            Multi("Which?", (RIGHT, WRONG, ALSO)),
            "main",
            "Choose all that apply",
            "Which?",
            "- keys\n- values",
        ),
        (Order("Steps?", ("a", "b")), "main", "Put in order", "Steps?", "1. a\n2. b"),
    ],
)
def test_a_kind_with_one_side_asks_its_prompt(
    body: Body, variant: str, name: str, asked: str, answered: str
) -> None:
    assert kind_name(body, variant) == name
    assert front(body, variant) == asked
    assert back(body, variant) == answered


def test_a_reversible_card_is_asked_both_ways() -> None:
    body = Reversible("softmax", "exponentials over their sum")
    forward, reverse = variants(body)
    assert "softmax" in front(body, forward)
    assert back(body, forward) == "exponentials over their sum"
    assert front(body, reverse).startswith("exponentials over their sum")
    assert "softmax" not in front(body, reverse)
    assert back(body, reverse) == "softmax"
    assert kind_name(body, forward) != kind_name(body, reverse)


def test_a_cloze_hides_one_gap_at_a_time() -> None:
    body = Cloze("A {{c1::query}} meets {{c2::keys}}.")
    first, second = variants(body)
    assert "query" not in front(body, first)
    assert "keys" in front(body, first)
    assert "keys" not in front(body, second)
    for variant in (first, second):
        assert "query" in back(body, variant)
        assert "keys" in back(body, variant)
        assert "{{" not in front(body, variant) + back(body, variant)


def test_a_bare_reversible_card_is_shown_as_it_stands() -> None:
    body = Reversible("la maison", "das Haus", bare=True)
    assert [front(body, variant) for variant in variants(body)] == ["la maison", "das Haus"]
    assert [back(body, variant) for variant in variants(body)] == ["das Haus", "la maison"]
    assert {kind_name(body, variant) for variant in variants(body)} == {"Recall"}


def test_faces_are_cards_that_have_nothing_to_do_with_one_another() -> None:
    body = Faces((Face("one?", "1"), Face("two?", "2")))
    assert variants(body) == ("card1", "card2")
    assert [front(body, variant) for variant in variants(body)] == ["one?", "two?"]
    assert [back(body, variant) for variant in variants(body)] == ["1", "2"]
    assert kind_name(body, "card2") == "Recall"


def test_a_face_keeps_its_number_when_another_one_is_gone() -> None:
    body = Faces((Face("one?", "1", 1), Face("three?", "3", 3)))
    assert variants(body) == ("card1", "card3")
    assert front(body, "card3") == "three?"
