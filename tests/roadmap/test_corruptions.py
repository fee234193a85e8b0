"""Keys made wrong: every one differs from the right one, and only in what is said of it."""

from __future__ import annotations

from random import Random

from roadmap_cards.roadmap.corruptions import Corruption, Part, corruptions
from roadmap_cards.study.answer import expected_output, grade_typed
from roadmap_cards.study.card import Basic, Body, Choice, Cloze, Multi, Option, Order, Output, Typed
from roadmap_cards.study.cloze import cloze_trouble, gaps


def corrupt(body: Body, *others: str) -> list[Corruption]:
    return corruptions(body, others, Random(0))


def test_each_number_of_a_typed_key_is_raised() -> None:
    found = corrupt(Typed("?", "6 x 0.25", accept=("/.*/",)))
    assert [(one.part, one.done) for one in found] == [
        (Part.NUMBER, "6 made 7"),
        (Part.NUMBER, "0.25 made 0.26"),
    ]
    assert [one.body for one in found] == [Typed("?", "7 x 0.25"), Typed("?", "6 x 0.26")]


def test_a_number_is_raised_beyond_its_tolerance() -> None:
    body = Typed("?", "8", tolerance=2.0)
    (found,) = corrupt(body)
    assert isinstance(found.body, Typed)
    assert not grade_typed(found.body, "8")
    assert grade_typed(body, "8")


def test_words_are_those_of_another_entry() -> None:
    found = corrupt(Basic("?", "The **mean** of 3 values."), "The mean of 3 values.", "The sum.")
    assert [(one.part, one.done) for one in found] == [
        (Part.NUMBER, "3 made 4"),
        (Part.WORDS, "the answer replaced by “The sum.”"),
    ]
    assert found[1].body == Basic("?", "The sum.")
    assert corrupt(Basic("?", "Nothing.")) == []


def test_all_gaps_are_filled_otherwise_and_stay_gaps() -> None:
    (found,) = corrupt(Cloze("{{c1::Two}} of {{c2::10}} and {{c3::$e^{x}$::a hint}}."), "{{no::gap}}")
    assert isinstance(found.body, Cloze)
    assert not cloze_trouble(found.body.text)
    assert [gap.hidden for gap in gaps(found.body.text)] == ["nogap", "11", "nogap"]
    assert [gap.hint for gap in gaps(found.body.text)] == ["", "", "a hint"]
    assert found.done == "“Two” made “nogap”, “10” made “11”, “$e^{x}$” made “nogap”"


def test_the_mark_moves_to_each_other_option() -> None:
    body = Choice("?", tuple(Option(text, text == "b", "Why.") for text in "abc"))
    found = corrupt(body)
    assert [one.done for one in found] == ["option 1 made the right one", "option 3 made the right one"]
    for one in found:
        assert isinstance(one.body, Choice)
        assert sum(option.correct for option in one.body.options) == 1


def test_each_mark_of_several_is_turned_over() -> None:
    body = Multi("?", tuple(Option(text, text == "b", "Why.") for text in "abc"))
    assert [one.done for one in corrupt(body)] == [
        "option 1 made right",
        "option 2 made wrong",
        "option 3 made right",
    ]


def test_each_line_of_an_output_is_changed_and_the_last_one_left_out() -> None:
    found = corrupt(Output("```python\n```", "```text\n[1, 9]\nxx!\n```"))
    assert all(one.part is Part.OUTPUT for one in found)
    texts = [expected_output(one.body.answer) for one in found if isinstance(one.body, Output)]
    assert texts == ["[1, 0]\nxx!", "[1, 9]\nxy!", "[1, 9]"]


def test_kinds_without_proof_have_no_corruptions_and_chance_is_an_argument() -> None:
    assert corrupt(Order("?", ("a", "b", "c"))) == []
    others = [f"Answer {letter}." for letter in "abcdefgh"]
    assert corrupt(Basic("?", "Own."), *others) == corrupt(Basic("?", "Own."), *others)
