"""A cloze of Anki hides the same here, for the same cards."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import pytest
from anki.collection import Collection
from hypothesis import given
from hypothesis import strategies as st

from anki_desktop import anki_collection, new_note, without_style
from roadmap_cards.anki.notes.cloze_import import cloze_markdown, cloze_side, gap_numbers
from roadmap_cards.anki.notes.html_markdown import to_markdown
from roadmap_cards.study.cloze import cloze_back, cloze_front, gaps
from roadmap_cards.study.plain_text import plain


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            "The {{c1::cat}} sat on {{c3::the <b>mat</b>::where}}.",
            "The {{c1::cat}} sat on {{c3::the **mat**::where}}.",
        ),
        ("{{c1::Paris}} is 1", "{{c1::Paris}} is 1"),
        ("<b>{{c1::bold}}</b> {{c2::x}}", "**{{c1::bold}}** {{c2::x}}"),
        ("{{c1::std&#58;:vector}} {x}", "{{c1::std&#58;:vector}} \\{x\\}"),
        (r"\({{c1::\frac{a}{b}}}\)", r"${{c1::\frac{a}{b}}}$"),
        (r"{{c1::\(x^{2}\)}}", "{{c1::$x^{2}$}}"),
        ("<code>f({{c1::x}})</code> {{c2::<code>y</code>}}", "`f({{c1::x}})` {{c2::`y`}}"),
        ("{{c1::a<br>b}}", "{{c1::a\\\nb}}"),
        ("x {{c1::<br>a<div></div>}} y", "x\\\n{{c1::a}}\\\ny"),
        ("{{c1::1. one}}", "{{c1::1\\. one}}"),
    ],
)
def test_gaps_stay_gaps(html: str, markdown: str) -> None:
    converted = cloze_markdown(html)
    assert converted is not None
    assert converted.markdown == markdown


def test_a_gap_may_hide_blocks() -> None:
    converted = cloze_markdown("{{c1::<pre>if (a) {<br>  b;<br>}</pre>}}<ul><li>{{c2::x}}</li></ul>")
    assert converted is not None
    assert plain(cloze_front(converted.markdown, 1)) == "[…] • x"
    assert plain(cloze_back(converted.markdown, 2)) == "if (a) { b; } • x"


@pytest.mark.parametrize(
    "html",
    [
        "a {{c1::b {{c2::c}} d}}",
        "{{c1,2::both}}",
        "{{c0::none}}",
        "{{c500::too many}}",
        "{{c1::never closed",
        "no gap",
        "{{c1::}}",
        "<code>a {{c1::std&#58;:vector}} b</code>",
    ],
)
def test_what_ours_would_hide_otherwise_is_no_cloze_of_ours(html: str) -> None:
    assert cloze_markdown(html) is None


FIELDS = [
    "The {{c1::cat}} sat on {{c2::the <b>mat</b>::where}}.",
    "a {{c1::b {{c2::c::hint}} d}} {{c2::e}}",
    "{{c1,3::both}} and {{c2::one}}",
    "}} :: {{c1::x}} {{c2::y}}}",
    "{{c1::a::b::c}}",
]


@pytest.fixture(scope="module")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    with anki_collection(tmp_path_factory.mktemp("anki")) as collection:
        yield collection


@pytest.mark.parametrize("html", FIELDS)
def test_each_card_shows_what_anki_shows(anki: Collection, html: str) -> None:
    note = new_note(anki, "Cloze", Text=html)
    assert gap_numbers(html) == tuple(card.ord + 1 for card in note.cards())
    for card in note.cards():
        asked, told = without_style(card.question()), without_style(card.answer())
        front = cloze_side(html, card.ord + 1, revealed=False)
        back = cloze_side(html, card.ord + 1, revealed=True)
        assert words(front) == words(asked)
        assert words(back) == words(told)


def words(html: str) -> str:
    return plain(to_markdown(html).markdown).replace("[...]", "[…]")


@given(
    st.lists(
        st.sampled_from(["{{c1::", "{{c2::", "}}", "::", "a", "b", "}", "{", "<b>", "</b>", "$", "`", "\\"])
    )
)
def test_a_cloze_of_ours_has_the_gaps_of_the_field(parts: list[str]) -> None:
    html = "".join(parts)
    converted = cloze_markdown(html)
    if converted is not None:
        assert tuple(sorted({gap.number for gap in gaps(converted.markdown)})) == gap_numbers(html)
        for number in gap_numbers(html):
            shown = to_markdown(cloze_side(html, number, revealed=True)).markdown
            bare = {ord(mark): None for mark in " \xa0"}
            assert plain(cloze_back(converted.markdown, number)).translate(bare) == plain(shown).translate(
                bare
            )


@pytest.mark.parametrize("piece", ["{{c1::", "}}", "{{c1::x}}", "{{c1::x::", "a", "{{c1::a}"])
def test_the_time_grows_with_the_length(piece: str) -> None:
    html = piece * (100_000 // len(piece))
    begun = perf_counter()
    cloze_markdown(html)
    cloze_side(html, 1, revealed=False)
    assert perf_counter() - begun < 3.0
