"""A deck file taken apart and put together again is the same file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.deck_blocks import split

PIECES = ["---", "# S", "## I", "### an-id", "kind: basic", "Q: x", "```", "<!-- note -->", "", "text", "\t"]


def test_the_shipped_deck() -> None:
    path = shipped("decks") / "llm-specialist" / "attention-mechanism.md"
    text = path.read_text(encoding="utf-8")
    blocks = split(text)
    assert blocks.text == text
    assert sum(bool(block.id) for block in blocks.blocks) == 52


@given(st.lists(st.sampled_from(PIECES)), st.sampled_from(["\n", "\r\n"]))
def test_any_lines(lines: list[str], end: str) -> None:
    text = end.join(lines)
    assert split(text).text == text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_below_an_entry_is_no_part_of_it(end: str) -> None:
    text = end.join(["# S", "## I", "### one", "Q: x", "", "<!-- mine -->", "", "### two", "Q: y", ""])
    entry, comment, other = split(text).blocks
    assert (entry.id, entry.text) == ("one", "### one\nQ: x")
    assert (comment.id, comment.text) == ("", "<!-- mine -->")
    assert other.id == "two"


def test_a_heading_inside_code_begins_nothing() -> None:
    text = "### one\nQ: x\n```\n### no-entry\n```\n### two\nQ: y\n"
    assert [block.id for block in split(text).blocks] == ["one", "two"]
