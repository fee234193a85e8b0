from __future__ import annotations

from roadmap_cards.study.code_block import closes, code_blocks, opening


def test_only_closed_blocks_of_the_language_are_given() -> None:
    text = "```python\na\n```\n```text\nb\n```\n~~~ python\nc\n\nd\n~~~\n```python\nnever closed"
    assert code_blocks(text, "python") == ("a", "c\n\nd")
    assert code_blocks(text, "text") == ("b",)


def test_a_shorter_or_other_fence_does_not_close() -> None:
    assert code_blocks("````text\n```\n~~~~\n````", "text") == ("```\n~~~~",)


def test_the_indentation_of_the_fence_is_taken_away() -> None:
    assert code_blocks("  ```python\n  if x:\n      y\n z\n  ```", "python") == ("if x:\n    y\nz",)


def test_code_in_three_back_ticks_on_one_line_opens_no_block() -> None:
    assert opening("```x```") is None
    fence = opening("```python")
    assert fence is not None
    assert not closes(fence, "``` text")
    assert closes(fence, "````  ")
