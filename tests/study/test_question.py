"""What a quiz offers to choose from, and whether an answer is right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, permutations

import pytest

from roadmap_cards.study.card import Basic, Body, Choice, Cloze, Multi, Option, Order, Output, Typed
from roadmap_cards.study.card import Entry as CardEntry
from roadmap_cards.study.question import (
    CHOICE_TIME,
    CODE_TIME,
    Given,
    Question,
    asked_gaps,
    can_be_typed,
    guess_chance,
    has_code,
    is_right,
    options,
    right_answer,
    steps,
    time_allowed,
)


def choice_of(*texts: str) -> tuple[Option, ...]:
    """Return options; those that begin with a star are right."""
    return tuple(Option(text.lstrip("*"), text.startswith("*"), "Because.") for text in texts)


CHOICE = Choice("Which is a list?", choice_of("`()`", "*`[]`", "`{}`", "`''`"))
MULTI = Multi("Which can change?", choice_of("*list", "tuple", "*dict", "str"))
ORDER = Order("Put in order.", ("clone", "edit", "commit", "push"))
TYPED = Typed("Root of 2?", "1.41", ("about 1.4", r"/root\s+of 2/"), 0.01)
CLOZE = Cloze("A {{c1::query}} meets {{c2::every key}} and the {{c1::weights}} sum to one.")
OUTPUT = Output("```python\nprint('A')\nprint(1, 2)\n```", "```text\nA\n1 2\n```")
ALL: tuple[tuple[Body, str], ...] = (
    (CHOICE, ""),
    (MULTI, ""),
    (ORDER, ""),
    (TYPED, "main"),
    (CLOZE, "c1"),
    (CLOZE, "c2"),
    (OUTPUT, "main"),
)


def question(body: Body, seed: int = 0, variant: str = "") -> Question:
    return Question(CardEntry("an-id", "One", "Ants", body, 1, ()), variant, seed)


# --- What is shown


@pytest.mark.parametrize("body", [CHOICE, MULTI])
def test_options_come_in_the_order_of_their_seed_and_in_all_orders(body: Choice | Multi) -> None:
    shown = [options(question(body, seed)) for seed in range(600)]
    assert shown == [options(question(body, seed)) for seed in range(600)]
    assert set(shown) == set(permutations(body.options))


def test_steps_are_never_shown_in_the_right_order_but_in_every_other() -> None:
    shown = [steps(question(ORDER, seed)) for seed in range(600)]
    assert shown == [steps(question(ORDER, seed)) for seed in range(600)]
    assert set(shown) == set(permutations(ORDER.steps)) - {ORDER.steps}


def test_two_steps_are_always_turned_round_and_steps_that_are_alike_do_no_harm() -> None:
    assert {steps(question(Order("", ("a", "b")), seed)) for seed in range(40)} == {("b", "a")}
    assert steps(question(Order("", ("a", "a")), 3)) == ("a", "a")


def test_nothing_is_offered_where_the_answer_is_typed() -> None:
    assert options(question(TYPED)) == ()
    assert steps(question(TYPED)) == ()


# --- Marking


@pytest.mark.parametrize(("body", "variant"), ALL)
def test_what_the_program_shows_as_right_is_right(body: Body, variant: str) -> None:
    assert is_right(body, variant, right_answer(body, variant))


@pytest.mark.parametrize(("body", "variant"), ALL)
@pytest.mark.parametrize("given", [(), ("",), (" ", "\n")])
def test_no_answer_is_not_right(body: Body, variant: str, given: Given) -> None:
    assert not is_right(body, variant, given)


def test_one_option_of_a_choice_is_right() -> None:
    assert [is_right(CHOICE, "", (option.text,)) for option in CHOICE.options] == [False, True, False, False]
    assert not is_right(CHOICE, "", ("`[]`", "`()`"))


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (("list", "dict"), True),
        (("dict", "list"), True),
        (("list",), False),
        (("list", "dict", "str"), False),
        (("tuple", "str"), False),
    ],
)
def test_all_that_is_right_is_to_be_chosen_and_nothing_else(given: Given, right: bool) -> None:
    assert is_right(MULTI, "", given) is right


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("1.41", True),
        ("1.410", True),
        ("1.42", True),
        ("1.40", True),
        ("1.4201", False),
        ("1,41", False),
        ("  ABOUT   1.4 ", True),
        ("Root  of 2", True),
        ("the root of 2", False),
    ],
)
def test_a_typed_answer_is_free_in_case_and_space_and_near_enough_as_a_number(
    given: str, right: bool
) -> None:
    assert is_right(TYPED, "main", (given,)) is right


@pytest.mark.parametrize(
    ("variant", "given", "right"),
    [
        ("c1", ("query", "weights"), True),
        ("c1", (" Query ", "WEIGHTS"), True),
        ("c1", ("weights", "query"), False),
        ("c1", ("query", ""), False),
        ("c1", ("query",), False),
        ("c1", ("query", "weights", "every key"), False),
        ("c2", ("every  key",), True),
        ("c2", ("query",), False),
    ],
)
def test_every_gap_of_a_number_is_asked_for(variant: str, given: Given, right: bool) -> None:
    assert is_right(CLOZE, variant, given) is right


def test_gaps_of_a_number_come_in_the_order_of_the_text() -> None:
    assert asked_gaps(CLOZE, "c1") == ("query", "weights")
    assert asked_gaps(CLOZE, "c2") == ("every key",)


@pytest.mark.parametrize(
    ("text", "given", "right"),
    [
        ("It {{c1::raises `TypeError`}}.", "raises TypeError", True),
        ("It {{c1::raises `TypeError`}}.", "raises `TypeError`", True),
        ("The {{c1::**first**}} one.", "first", True),
        ("Call `x.{{c1::__init__}}()`.", "__init__", True),
        ("Call `x.{{c1::__init__}}()`.", "init", False),
        ("```python\n{{c1::# noqa}}\n```", "# noqa", True),
        ("```python\n{{c1::# noqa}}\n```", "noqa", False),
        ("Look into {{c1::/u.r/}}.", "/u.r/", True),
        ("Look into {{c1::/u.r/}}.", "usr", False),
    ],
)
def test_a_gap_may_be_filled_as_it_is_seen(text: str, given: str, right: bool) -> None:
    """Marks of Markdown need not be typed, but in code they are no marks."""
    assert is_right(Cloze(text), "c1", (given,)) is right


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (("clone", "edit", "commit", "push"), True),
        (("clone", "commit", "edit", "push"), False),
        (("clone", "edit", "commit"), False),
    ],
)
def test_steps_are_right_in_their_order_alone(given: Given, right: bool) -> None:
    assert is_right(ORDER, "", given) is right


@pytest.mark.parametrize(
    ("given", "right"),
    [("A\n1 2", True), ("A  \r\n1 2\n\n", True), ("a\n1 2", False), ("A\n1  2", False), ("A 1 2", False)],
)
def test_predicted_output_is_exact_but_for_the_ends_of_lines(given: str, right: bool) -> None:
    assert is_right(OUTPUT, "main", (given,)) is right


def test_what_a_quiz_cannot_ask_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot ask a basic"):
        is_right(Basic("Why?", "So."), "main", ("So.",))
    with pytest.raises(ValueError, match="cannot ask a basic"):
        right_answer(Basic("Why?", "So."), "main")


# --- Guessing


def blind_answers(body: Body) -> Iterator[Given]:
    """Go through all that somebody who knows nothing may hand in."""
    match body:
        case Choice():
            yield from ((option.text,) for option in body.options)
        case Multi():
            texts = [option.text for option in body.options]
            yield from chain.from_iterable(combinations(texts, size) for size in range(1, len(texts) + 1))
        case Order():
            yield from permutations(body.steps)


@pytest.mark.parametrize("body", [CHOICE, MULTI, ORDER])
def test_the_chance_of_a_blind_answer_is_that_of_trying_them_all(body: Body) -> None:
    tried = [is_right(body, "", given) for given in blind_answers(body)]
    assert sum(tried) == 1
    assert guess_chance(body) == pytest.approx(1 / len(tried), abs=1e-12)


@pytest.mark.parametrize("body", [TYPED, CLOZE, OUTPUT])
def test_nobody_types_the_answer_by_chance(body: Body) -> None:
    assert guess_chance(body) == 0


# --- Time, and what can be asked for


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (CHOICE, False),
        (Choice("Prints what?\n```python\nprint(1)\n```", CHOICE.options), True),
        (Multi("~~~\nx\n~~~", MULTI.options), True),
        (ORDER, False),
        (TYPED, False),
        (Typed("Of `x`?", "1"), False),
        (Typed("Of this?\n```\nx\n```", "1"), True),
        (CLOZE, False),
        (Cloze("```python\n{{c1::x}} = 1\n```"), True),
        (OUTPUT, True),
    ],
)
def test_an_exam_gives_more_time_to_code(body: Body, code: bool) -> None:
    assert has_code(body) is code
    assert time_allowed(body) == (120_000 if code else 75_000)
    assert (CHOICE_TIME, CODE_TIME) == (75_000, 120_000)


@pytest.mark.parametrize(
    ("text", "variant", "fair"),
    [
        ("A {{c1::query}} and {{c2::$\\Delta$}}.", "c1", True),
        ("A {{c1::query}} and {{c2::$\\Delta$}}.", "c2", False),
        (f"A {{{{c1::{'x' * 40}}}}}.", "c1", True),
        (f"A {{{{c1::{'x' * 41}}}}}.", "c1", False),
        ("A {{c1::two\nlines}}.", "c1", False),
        ("A {{c1::x}} and {{c1::$\\pi$}}.", "c1", False),
        ("A {{c1::$XW_i^Q$}}.", "c1", False),
        ("A {{c1::$HOME}}.", "c1", True),
    ],
)
def test_only_short_gaps_without_formulas_are_asked_for(text: str, variant: str, fair: bool) -> None:
    assert can_be_typed(Cloze(text), variant) is fair


def test_every_other_kind_can_be_asked() -> None:
    assert all(can_be_typed(body, "") for body in (CHOICE, MULTI, ORDER, TYPED, OUTPUT))
