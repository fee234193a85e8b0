from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cards.study.code_pieces import MAX_LENGTH, code_pieces


def test_each_piece_of_code_has_the_class_of_its_colour() -> None:
    pieces = code_pieces('@cache\ndef f(x):\n    return len("a") + 1  # why', "python")
    named = {piece.strip(): name for piece, name in pieces}
    assert named["def"] == named["return"] == "k"
    assert named["f"] == named["@cache"] == "nf"
    assert (named["len"], named['"a"'], named["1"], named["# why"]) == ("nb", "s", "m", "c")
    assert not named["x"]


@pytest.mark.parametrize("language", ["", "text", "klingon", "pyhton"])
def test_an_unknown_language_has_no_colours(language: str) -> None:
    assert code_pieces("return 1", language) == [("return 1", "")]


def test_very_long_code_has_no_colours() -> None:
    code = "x = 1\n" * MAX_LENGTH
    assert code_pieces(code, "python") == [(code, "")]


@given(st.text(max_size=80), st.sampled_from(["python", "bash", "c", "json", "sql", "pycon", "html"]))
def test_no_character_of_code_is_lost(code: str, language: str) -> None:
    assert "".join(piece for piece, _ in code_pieces(code, language)) == code
