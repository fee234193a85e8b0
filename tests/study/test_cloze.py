from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_cards.study.card import Cloze, variants
from roadmap_cards.study.cloze import cloze_back, cloze_front, cloze_trouble, gaps, numbers
from roadmap_cards.study.plain_text import plain

SENTENCE = "A {{c1::query}} meets the {{c2::keys::plural}} and the {{c1::values}}."


@pytest.mark.parametrize(
    ("text", "hidden", "hint"),
    [
        ("{{c1::plain}}", "plain", ""),
        ("{{c1::plain::a hint}}", "plain", "a hint"),
        (r"{{c1::$e^{\Delta}$}} times", r"$e^{\Delta}$", ""),
        ("{{c1::$x^{n^{2}}$}}", "$x^{n^{2}}$", ""),
        (r"{{c1::$\frac{1}{n^{2}}$::a fraction}}", r"$\frac{1}{n^{2}}$", "a fraction"),
        (r"{{c1::$\{1, 2\}$}}", r"$\{1, 2\}$", ""),
        ('{{c1::`{"a": {}}`}}', '`{"a": {}}`', ""),
        ("{{c1::`}}`}}", "`}}`", ""),
        ("{{c1::`std::vector`}}", "`std::vector`", ""),
        (r"$\frac{1}{{{c1::n}}}$", "n", ""),
        ("{{c1::two\nlines}}", "two\nlines", ""),
        ("`x = {{c1::f}}(y)`", "f", ""),
    ],
)
def test_a_gap_ends_where_its_author_meant_it_to(text: str, hidden: str, hint: str) -> None:
    (gap,) = gaps(text)
    assert (gap.number, gap.hidden, gap.hint) == (1, hidden, hint)
    assert cloze_trouble(text) == ""


def test_the_cards_of_a_cloze_are_its_numbers() -> None:
    assert numbers(SENTENCE) == (1, 2)
    assert variants(Cloze(SENTENCE)) == ("c1", "c2")
    assert variants(Cloze("{{c2::b}} {{c10::ten}} {{c1::$x^{n^{2}}$}}")) == ("c1", "c2", "c10")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nothing hidden", "no gap"),
        ("{{c1::}}", "hides nothing"),
        ("{{c2::b}}", "here they are 2"),
        ("{{c0::b}}", "here they are 0"),
        ("{{c1::a}} {{c3::b}}", "here they are 1, 3"),
        ("{{c1::a} and {{c2::b}}", "c1 is never closed"),
        ("{{c1::a", "c1 is never closed"),
        ("{{c1:a}} {{c1::b}}", "c1 is never closed"),
        ("{{c1::$x^{2$}} {{c2::b}}", "c1 is never closed"),
        ("{{c1::a {{c2::b}} c}}", "c2 stands inside another gap"),
    ],
)
def test_trouble_with_gaps_is_told(text: str, words: str) -> None:
    assert words in cloze_trouble(text)


def test_the_front_asks_for_one_number_and_fills_in_the_others() -> None:
    assert cloze_front(SENTENCE, 1) == "A […] meets the keys and the […]."
    assert cloze_front(SENTENCE, 2) == "A query meets the [plural] and the values."


def test_the_back_fills_in_all_and_sets_the_asked_one_bold() -> None:
    assert cloze_back(SENTENCE, 1) == "A **query** meets the keys and the **values**."
    assert cloze_back(SENTENCE, 2) == "A query meets the **keys** and the values."


def test_a_gap_that_is_a_formula() -> None:
    text = r"It gets {{c1::$e^{\Delta}$}} times its weight."
    assert cloze_front(text, 1) == "It gets […] times its weight."
    assert cloze_back(text, 1) == r"It gets **$e^{\Delta}$** times its weight."


def test_a_gap_inside_a_formula_stays_mathematics() -> None:
    text = r"Write $x^{{c1::10}} + {{c2::y}}$."
    assert cloze_front(text, 1) == r"Write $x^{\text{[…]}} + y$."
    assert cloze_front(text, 2) == r"Write $x^{10} + \text{[…]}$."
    assert cloze_back(text, 1) == r"Write $x^{\boldsymbol{10}} + y$."
    assert cloze_back(text, 2) == r"Write $x^{10} + \boldsymbol{y}$."


def test_a_gap_inside_code_is_never_marked_up() -> None:
    inline, block = "Call `x.{{c1::sum}}(0)`.", "```python\nx = {{c1::softmax}}(z)  # $5\n```\n{{c2::End}}"
    assert cloze_front(inline, 1) == "Call `x.[…](0)`."
    assert cloze_back(inline, 1) == "Call `x.sum(0)`."
    assert cloze_front(block, 1) == "```python\nx = […](z)  # $5\n```\nEnd"
    assert cloze_back(block, 1) == "```python\nx = softmax(z)  # $5\n```\nEnd"
    assert cloze_back(block, 2) == "```python\nx = softmax(z)  # $5\n```\n**End**"


def test_markdown_does_not_mistake_the_gap() -> None:
    assert cloze_front("f{{c1::oo}}(x)", 1) == r"f[…\](x)"
    # At the beginning of a line it would be the address of a link, and shown as nothing.
    assert plain(cloze_front("{{c1::Paris}}: capital", 1)) == "[…]: capital"
    assert cloze_back("a{{c1::`b`}}c", 1) == "a`b`c"
    assert cloze_back("**{{c1::b}}**", 1) == "**b**"
    assert cloze_back("costs $5, {{c1::not}} $6", 1) == "costs $5, **not** $6"
    assert plain(cloze_back("{{c1::a}}{{c1::b}}", 1)) == "ab"
    assert plain(cloze_back("{{c2::a}}{{c1::(b)}}{{c2::c}}", 1)) == "a(b)c"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="{}c1:`$\\ ab\n", max_size=60))
def test_no_text_makes_it_fail_and_text_outside_gaps_stays(text: str) -> None:
    found = gaps(text)
    assert [text[gap.start : gap.start + 3] for gap in found] == ["{{c"] * len(found)
    assert all(text[gap.end - 2 : gap.end] == "}}" for gap in found)
    for number in numbers(text) or (1,):
        front, back = cloze_front(text, number), cloze_back(text, number)
        if not found:
            assert front == back == text
    cloze_trouble(text)
