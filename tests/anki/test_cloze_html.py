r"""The real Anki hides and shows what we write: what stands on the front and on the back of each card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from anki.collection import Collection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anki_desktop import anki_collection, new_note, without_style
from roadmap_cards.anki.writing.cloze_html import cloze_html
from roadmap_cards.study.cloze import cloze_trouble, gaps, numbers


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    with anki_collection(tmp_path_factory.mktemp("anki")) as opened:
        yield opened


def rendered(collection: Collection, text: str) -> dict[int, tuple[str, str]]:
    """Return front and back of each card that Anki makes of a cloze, by its number, as HTML."""
    note = new_note(collection, "Cloze", Text=cloze_html(text, lambda _name: ""))
    return {
        card.ord + 1: (
            without_style(card.question()),
            without_style(card.answer()).removesuffix("<br>").strip(),
        )
        for card in note.cards()
    }


def seen(html: str) -> str:
    """Return what a person reads, a formula as its LaTeX."""
    return unescape(re.sub("<[^>]*>", "", html))


@pytest.mark.parametrize(
    ("text", "front", "back"),
    [
        ("The {{c1::query}} meets", "The [...] meets", "The query meets"),
        ("The {{c1::query::what}} meets", "The [what] meets", "The query meets"),
        ("{{c1::**Bold** and *it*}} x", "[...] x", "Bold and it x"),
        ("{{c1::`std::vector<T>`}}", "[...]", "std::vector<T>"),
        ("`std::{{c1::vector}}`", "std::[...]", "std::vector"),
        ("{{c1::`a:`::`b::c`}}", "[b::c]", "a:"),
        ("{{c1::`{'a': {}}`}}", "[...]", "{'a': {}}"),
        ("`f'{{{c1::x}}}'`", "f'{[...]}'", "f'{x}'"),
        ("`{{c1::f({})}}`", "[...]", "f({})"),
        ("{{c1::$x^{n^{2}}$}}", "[...]", r"\(x^{n^{2} } \)"),
        ("$x^{{c1::2}}$", r"\(x^{ [...] }\)", r"\(x^{ 2 }\)"),
        (r"$\frac{{{c1::a_{b}}}}{c}$", r"\(\frac{ [...]}{c}\)", r"\(\frac{ a_{b} }{c}\)"),
        ("$a < {{c1::b::name}}$", r"\(a < [\text{name} ]\)", r"\(a < b\)"),
        ("{{c1::$5}} and {{c1::$6}}", "[...] and [...]", "$5 and $6"),
        ("{{c1::a\nb}} c", "[...] c", "a b c"),
        ("{{c1::a\n\nb}}", "[...]", "ab"),
        ("- x {{c1::a}}\n- y", "x [...]y", "x ay"),
        ("|a|\n|-|\n|{{c1::b}}|", "a[...]", "ab"),
        ("{{c1::<b>&amp;}}", "[...]", "<b>&"),
        ("({{c1::_x_}})**{{c1::y}}**z", "([...])[...]z", "(x)yz"),
        ("{{c1::x}} never {{c2::closed", "[...] never {{c2::closed", "x never {{c2::closed"),
    ],
)
def test_anki_hides_and_shows_what_we_do(collection: Collection, text: str, front: str, back: str) -> None:
    (question, answer) = rendered(collection, text)[1]
    assert seen(question) == front
    assert seen(answer) == back


def test_a_gap_in_a_code_block_leaves_the_block_standing(collection: Collection) -> None:
    text = 'So:\n\n```python\nfor i in {{c1::range(10)}}:\n    print("a{{c2::b}}c")\n```'
    cards = rendered(collection, text)
    code = 'for i in range(10):\n    print("abc")'
    for question, answer in cards.values():
        assert question.count("<pre") == question.count("</pre>") == 1
        assert question.count("<span") == question.count("</span>")
        assert seen(answer) == f"So:{code}"
    assert seen(cards[1][0]) == f"So:{code.replace('range(10)', '[...]')}"
    assert seen(cards[2][0]) == f"So:{code.replace('abc', 'a[...]c')}"
    # The colours go on around the gap, and inside it.
    assert '<span class="s">"a</span>' in cards[2][0]
    assert '<span class="nb">range</span>' in cards[1][1]


def test_a_gap_over_lines_of_code_hides_them_all(collection: Collection) -> None:
    question, answer = rendered(collection, "```python\nx = 1\n{{c1::y = 2\nz = 3}}\nw = 4\n```")[1]
    assert seen(question) == "x = 1\n[...]\nw = 4"
    assert seen(answer) == "x = 1\ny = 2\nz = 3\nw = 4"


@pytest.mark.parametrize("hidden", ["```python\nx = {}\n```", "- a\n- b", "$$\nx\n$$"])
def test_a_gap_can_hide_a_whole_block(collection: Collection, hidden: str) -> None:
    question, answer = rendered(collection, f"Write:\n\n{{{{c1::{hidden}}}}}\n\nEnd.")[1]
    assert seen(question) == "Write:[...]End."
    assert "<pre" in answer or "<li>" in answer or r"\[x\]" in answer


def test_emphasis_across_a_gap_stays_what_it_is(collection: Collection) -> None:
    question, answer = rendered(collection, "{{c1::_a_}}, {{c1::**“b”**}} c, *{{c1::d}}*")[1]
    assert seen(question) == "[...], [...] c, [...]"
    assert "<em>a</em>" in answer
    assert seen(answer) == "a, “b” c, d"


def test_no_card_is_lost_where_nothing_can_be_hidden(collection: Collection) -> None:
    """The address of a link, the language of a block: the gap stands at the end once more."""
    cards = rendered(collection, "[x](https://a.b/{{c1::c}}) and {{c2::d}}\n\n```{{c3::python}}\nx\n```")
    assert sorted(cards) == [1, 2, 3]
    assert seen(cards[1][0]) == "x and dx[...]python"
    assert seen(cards[1][1]) == "x and dxcpython"


def test_a_plain_text_beside_a_gap_stays_short() -> None:
    assert cloze_html("The {{c1::query}} meets {{c2::keys::what}}.", str) == (
        "The {{c1::query}} meets {{c2::keys::what}}."
    )


PIECES = [
    "{{c1::",
    "{{c2::",
    "}}",
    "::",
    "{",
    "}",
    "a",
    "b ",
    "`",
    "$",
    "*",
    "_",
    "\n",
    ":",
    "x^",
    "\\",
    "[",
    "](",
]


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_gap_is_a_card_whatever_stands_in_it(collection: Collection, text: str) -> None:
    if cloze_trouble(text) or any("\n\n" in gap.hidden for gap in gaps(text)):
        return
    cards = rendered(collection, text)
    assert tuple(sorted(cards)) == numbers(text)
    for question, answer in cards.values():
        assert "[" in question
        assert "{{c" not in answer.replace("&#123;", "{") or "{{c" in text
