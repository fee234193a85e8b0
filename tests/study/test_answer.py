from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_cards.study.answer import (
    Piece,
    code_of,
    difference,
    expected_output,
    grade_output,
    grade_typed,
)
from roadmap_cards.study.card import Output, Typed


@pytest.mark.parametrize(
    ("answer", "given_text"),
    [
        ("Cross-attention", "cross-ATTENTION"),
        ("6 x 64", "  6  x\t64 "),
        ("`pip install`", "pip install"),
        ("$d_k$", "d_k"),
        ("d_k", "`d_k`"),
        ("naïve", "nai\u0308ve"),
        ("8", "8.0"),
        ("0.5", ".50"),
        ("-3", "\N{MINUS SIGN}3"),
        ("1000", "1e3"),
        ("$64$", "64"),
        ("$", "$"),
    ],
)
def test_an_answer_is_right_whatever_does_not_count(answer: str, given_text: str) -> None:
    assert grade_typed(Typed("?", answer), given_text)


@pytest.mark.parametrize(
    ("answer", "given_text"),
    [
        ("8", "8.1"),
        ("8", "eight"),
        ("8", ""),
        ("8", "  "),
        ("8", "8 8"),
        ("8", "nan"),
        ("pip install", "pipinstall"),
        ("$", "x"),
        ("$", "`"),
        ("/usr/bin/", "usr/bin"),
    ],
)
def test_another_answer_is_wrong(answer: str, given_text: str) -> None:
    assert not grade_typed(Typed("?", answer), given_text)


def test_accepted_variants_are_texts_numbers_and_whole_expressions() -> None:
    body = Typed("?", "9", ("nine", "nine times", r"/9\s*(x|-?fold)/"))
    assert all(grade_typed(body, text) for text in ("9", "Nine", "nine  times", "9X", "9 fold", " `9-fold` "))
    assert not any(grade_typed(body, text) for text in ("9 folds", "19x", "times"))


def test_the_tolerance_is_an_absolute_difference_with_its_ends() -> None:
    body = Typed("?", "1.0", ("about one", "2"), tolerance=0.1)
    assert all(grade_typed(body, text) for text in ("1.1", "0.9", "1", "2.05"))
    assert not any(grade_typed(body, text) for text in ("1.11", "0.89", "1.5"))


def test_an_expression_that_cannot_be_used_leaves_the_other_variants() -> None:
    assert grade_typed(Typed("?", "one", ("/(/", "two")), "two")


def test_a_very_long_answer_is_not_held_against_an_expression() -> None:
    body = Typed("?", "x", ("/a*a*a*a*a*a*b/",))
    assert grade_typed(body, "aab")
    assert not grade_typed(body, "a" * 1_000_000 + "b")


def test_output_is_exact_but_for_white_space_at_the_ends() -> None:
    body = Output("Run?", "```text\n[1, 2]  \n  x\n```")
    assert grade_output(body, "[1, 2]\n  x")
    assert grade_output(body, "[1, 2] \r\n  x\r\n\n")
    for wrong in ("[1,2]\n  x", "[1, 2]\nx", "[1, 2]", "[1, 2]\n  X", "\n[1, 2]\n  x", ""):
        assert not grade_output(body, wrong)


def test_the_blocks_of_an_output_card() -> None:
    assert code_of("What?\n```python\nif x:\n    y()\n```\nand?") == "if x:\n    y()"
    assert code_of("No program.") == ""
    assert expected_output("```text\na\n\nb\n```") == "a\n\nb"
    assert expected_output("plain") == "plain"


def same(text: str) -> Piece:
    return Piece(text, "same")


def missing(text: str) -> Piece:
    return Piece(text, "missing")


def extra(text: str) -> Piece:
    return Piece(text, "extra")


def test_a_difference_reads_in_runs() -> None:
    assert difference("softmax", "softmax") == (same("softmax"),)
    assert difference("softmax", "sofmax") == (same("sof"), missing("t"), same("max"))
    assert difference("6 x 64", "6 x 46") == (same("6 x "), missing("64"), extra("46"))
    assert difference("keys", "") == (missing("keys"),)
    assert difference("", "keys") == (extra("keys"),)
    assert difference("", "") == ()


@settings(max_examples=200, deadline=None)
@given(st.text("ab c", max_size=40), st.text("ab c", max_size=40))
def test_the_pieces_join_to_both_texts(expected: str, given_text: str) -> None:
    pieces = difference(expected, given_text)
    assert "".join(piece.text for piece in pieces if piece.kind != "extra") == expected
    assert "".join(piece.text for piece in pieces if piece.kind != "missing") == given_text
    assert all(piece.text for piece in pieces)


def test_the_difference_of_long_texts_is_told_as_a_whole() -> None:
    assert difference("a" * 5000, "b") == (Piece("a" * 5000, "missing"), Piece("b", "extra"))
