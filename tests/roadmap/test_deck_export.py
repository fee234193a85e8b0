"""Entries go to a deck file and come back equal; what no deck file can hold is there all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from roadmap_cards.errors import ProblemError
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.deck_export import deck_text
from roadmap_cards.roadmap.deck_file import read_deck
from roadmap_cards.roadmap.deck_format import formatted, same_facts
from roadmap_cards.study.card import (
    Basic,
    Body,
    Choice,
    Citation,
    Cloze,
    Deck,
    Entry,
    Face,
    Faces,
    Multi,
    Option,
    Order,
    Output,
    Reversible,
    Typed,
)

SOURCE = Citation("A book", "https://example.org/book", 2017, "3.2.1", "book")
OPTIONS = (
    Option("`a`\nand more\n\n```python\nx = 1\n\ny = 2\n```", True, "It is\n\n- right"),
    Option("b", False, "It is not."),
    Option("- c", False, "Nor is it."),
)
BODIES: tuple[Body, ...] = (
    Basic("What?\n\n- a\n- b", "    indented\n\ntext  \nwith a break"),
    Reversible("Term", "A: definition"),
    Cloze("{{c1::a}} and {{c3::b}}"),
    Typed("How many?", "9", ("nine", "/n(ine)?/"), 0.01),
    Typed("How many?", "1e-9", (), 1e-9),
    Output("What does it print?\n\n```python\n# no heading\nprint(1)\n```", "```text\n1\n```"),
    Choice("Which?", OPTIONS),
    Multi("Which?", (*OPTIONS, Option("d", True, "So is this."))),
    Order("In what order?", ("First", "Second\n```\n  code\n```\nand on", "Third")),
)


def entry(number: int, body: Body, **values: object) -> Entry:
    made = Entry(f"card-{number}", "Section", "Item", body, 2, (SOURCE,))
    return replace(made, **values)  # type: ignore[arg-type]


def deck(*entries: Entry) -> Deck:
    return Deck("own", "topic", "The “topic”: a \\ title", entries)


def read(text: str) -> Deck:
    found = read_deck(text, "topic.md")
    assert not found.flaws
    assert found.deck is not None
    assert formatted(text) == text
    return found.deck


def only(body: Body) -> list[Body]:
    """Return the bodies that an entry with this one becomes."""
    return [found.body for found in read(deck_text(deck(entry(1, body))).text).entries]


def decks() -> list[Path]:
    return sorted(shipped("decks").glob("*/*.md"))


# --- What comes back equal ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", decks(), ids=lambda path: path.stem)
def test_every_shipped_deck_comes_back_equal(path: Path) -> None:
    found = read_deck(path.read_text(encoding="utf-8"), path.name).deck
    assert found is not None
    stored = replace(found, entries=tuple(replace(entry, verify="") for entry in found.entries))
    written = deck_text(stored)
    assert same_facts(read(written.text), stored)
    assert not written.changed


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.kind)
def test_every_kind_comes_back_equal(body: Body) -> None:
    whole = entry(
        1,
        body,
        tags=("kv-cache", "numerics"),
        formerly=("old-id", "other/old-id"),
        needs=("other/card",),
        version=3,
        as_of=date(2026, 11, 23),
        draft=True,
        hint="Think.",
        why="Because\n\n> it says so.",
        more="1. More",
    )
    written = deck_text(deck(whole))
    assert [replace(found, line=0) for found in read(written.text).entries] == [whole]
    assert not written.changed


def test_the_head_comes_back_equal() -> None:
    whole = replace(deck(entry(1, BODIES[0])), draft=True, language="de", retired=("gone", "card-1#c2"))
    assert same_facts(read(deck_text(whole).text), whole)


def test_a_deck_without_entries_is_a_deck() -> None:
    assert same_facts(read(deck_text(deck()).text), deck())


def test_headings_come_in_the_order_of_the_entries() -> None:
    places = [("", ""), ("A", ""), ("A", "x"), ("A", "y"), ("A", ""), ("B", "x"), ("A", "x"), ("C#", "1. z")]
    whole = deck(
        *(entry(at, BODIES[0], section=section, item=item) for at, (section, item) in enumerate(places))
    )
    assert [(found.section, found.item) for found in read(deck_text(whole).text).entries] == places


def test_entries_without_headings_come_first() -> None:
    whole = deck(entry(1, BODIES[0]), entry(2, BODIES[0], section="", item=""))
    assert [found.id for found in read(deck_text(whole).text).entries] == ["card-2", "card-1"]


def test_links_inside_the_deck_are_kept_and_others_do_not_break_it() -> None:
    whole = deck(
        entry(1, BODIES[0]),
        entry(2, BODIES[0], needs=("card-1", "topic/card-1", "gone", "topic/gone"), formerly=("card-1",)),
        entry(3, Choice("Which?", OPTIONS), tests="card-1"),
        entry(4, Choice("Which?", OPTIONS), tests="gone"),
    )
    found = read(deck_text(whole).text).entries
    assert found[1].needs == ("card-1", "topic/card-1")
    assert [one.tests for one in found] == [None, None, "card-1", None]


# --- Sources ------------------------------------------------------------------------------------------------


def test_sources_without_keys_get_keys_of_their_titles() -> None:
    cited = (
        Citation("Attention Is All You Need", "https://example.org/1"),
        Citation("Attention is all you need!", "https://example.org/2"),
    )
    (found,) = read(deck_text(deck(entry(1, BODIES[0], sources=cited))).text).entries
    assert [one.key for one in found.sources] == ["attention-is-all-you-need", "attention-is-all-you-need-2"]
    assert [replace(one, key="") for one in found.sources] == list(cited)


def test_one_key_for_two_works_becomes_two() -> None:
    other = Citation("Another book", "https://example.org/other", key="book")
    first, second = read(
        deck_text(deck(entry(1, BODIES[0]), entry(2, BODIES[0], sources=(other,)))).text
    ).entries
    assert [one.title for one in (*first.sources, *second.sources)] == ["A book", "Another book"]


def test_a_card_without_a_source_says_so() -> None:
    (found,) = read(deck_text(deck(entry(1, BODIES[0], sources=()))).text).entries
    assert [one.title for one in found.sources] == ["No source given"]


def test_addresses_that_a_deck_file_refuses_are_kept_as_text() -> None:
    cited = (Citation("X", "http://example.org", 12, "1, 2", "x y"),)
    (found,) = read(deck_text(deck(entry(1, BODIES[0], sources=cited))).text).entries
    assert "http://example.org" in found.sources[0].title
    assert found.sources[0].where == "1; 2"


# --- What no deck file can hold -----------------------------------------------------------------------------


def test_cards_from_elsewhere_become_basic_ones() -> None:
    written = deck_text(deck(entry(1, Faces((Face("a", "b"), Face("c", "d", 7))))))
    found = read(written.text).entries
    assert [(one.id, one.body) for one in found] == [
        ("card-1-1", Basic("a", "b")),
        ("card-1-2", Basic("c", "d")),
    ]
    assert "“card-1” is written as 2 basic cards" in written.changed[0]


def test_what_is_asked_without_our_words_keeps_to_its_own() -> None:
    assert only(Reversible("dog", "Hund", bare=True)) == [Basic("dog", "Hund"), Basic("Hund", "dog")]


@pytest.mark.parametrize(
    ("body", "becomes"),
    [
        (
            Choice("Which?", (Option("a", True, ""), Option("b", False, ""))),
            [Basic("Which?\n\n- a\n- b", "- a")],
        ),
        (Order("In what order?", ("a", "b")), [Basic("In what order?", "1. a\n2. b")]),
        (Typed("What?", "a", ("/(a+)+/",)), [Basic("What?", "a")]),
        (Output("What?", "1"), [Basic("What?", "1")]),
        (Cloze("no gap"), []),
    ],
)
def test_a_question_that_could_not_be_read_becomes_a_basic_card(body: Body, becomes: list[Body]) -> None:
    assert only(body) == becomes
    assert deck_text(deck(entry(1, body))).changed


def test_a_card_that_cannot_be_written_is_named_and_the_others_are_there() -> None:
    written = deck_text(
        deck(entry(1, Basic("", "b")), entry(2, Basic("a", "x" * 20_001)), entry(3, BODIES[0]))
    )
    assert [found.id for found in read(written.text).entries] == ["card-3"]
    assert [sentence.split()[0] for sentence in written.changed] == ["“card-1”", "“card-2”"]


def test_thousands_of_them_are_dealt_with() -> None:
    many = [entry(number, Basic("", "") if number % 2 else BODIES[0]) for number in range(1100)]
    written = deck_text(deck(*many))
    assert len(read(written.text).entries) == 550
    assert len(written.changed) == 550


def test_a_deck_that_fits_no_file_is_refused() -> None:
    with pytest.raises(ProblemError, match="fits no deck file"):
        deck_text(replace(deck(entry(1, BODIES[0])), topic="No Topic"))


def test_ids_and_tags_from_elsewhere_are_made_to_fit() -> None:
    whole = deck(
        entry(1, BODIES[0], id="Größe?"),
        entry(2, BODIES[0], id="x"),
        entry(3, BODIES[0], id="x", tags=("A::b c",)),
    )
    found = read(deck_text(whole).text).entries
    assert len({one.id for one in found}) == 3
    assert found[2].tags == ("a-b-c",)


@pytest.mark.parametrize(
    "text",
    [
        "# Heading",
        "text\n# Heading\n### id\nkind: basic",
        "text\nA: no answer\nquestion : x\nNote: this",
        "text\n---\nmore",
        "text\n<!-- not a remark -->\nmore",
        "```python\nopen for ever",
        "text\n```\n### id\nkind: basic\n```\nmore",
        "~~~~\n```\n~~~~",
        "a\r\nb\rc\x00\x1b",
        "\n \n  text",
        "- [x] a\n  > b",
        "Options:\n- [ ] a",
    ],
)
def test_text_that_looks_like_a_deck_file_stays_text(text: str) -> None:
    whole = deck(entry(1, Basic(text, text), why=text, section="", item=""), entry(2, BODIES[0]))
    first, second = read(deck_text(whole).text).entries
    assert isinstance(first.body, Basic)
    assert first.body.prompt == first.body.answer == first.why
    assert first.body.prompt.split()[:3] == text.replace("\x00\x1b", "").split()[:3]
    assert second.body == BODIES[0]


MARKS = (
    "# a|### a-b|kind: basic|Q: a|Why:|note: a|---|```|```py|   ~~~|<!-- a -->|- [x] a|  > a|1. a|- a||  |a"
)
TEXT = "a| a|a  |{{c1::a}}|{{c2::a::b}}|Options:|\ttab|> a"
LINES = some.sampled_from([*MARKS.split("|"), *TEXT.split("|")])
TEXTS = some.lists(LINES, min_size=1, max_size=7).map("\n".join)
PIECES = some.lists(TEXTS, min_size=1, max_size=4).map(tuple)


@given(
    some.lists(
        some.one_of(
            some.builds(Basic, TEXTS, TEXTS),
            some.builds(Reversible, TEXTS, TEXTS),
            some.builds(Cloze, TEXTS),
            some.builds(Typed, TEXTS, TEXTS, PIECES),
            some.builds(Order, TEXTS, PIECES),
            some.builds(
                Choice, TEXTS, some.lists(some.builds(Option, TEXTS, some.booleans(), TEXTS)).map(tuple)
            ),
            some.builds(
                Faces, some.lists(some.builds(Face, TEXTS, TEXTS), min_size=1, max_size=3).map(tuple)
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_is_written_can_be_read_and_nothing_goes_missing_unsaid(bodies: list[Body]) -> None:
    written = deck_text(deck(*(entry(number, body, why="x") for number, body in enumerate(bodies))))
    found = {one.id for one in read(written.text).entries}
    said = " ".join(written.changed)
    for number in range(len(bodies)):
        assert f"card-{number}" in found or f"“card-{number}" in said
