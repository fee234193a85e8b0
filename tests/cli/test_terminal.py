"""Text in a terminal breaks between words, and code stays as it was typed."""

from __future__ import annotations

from roadmap_cards.cli.terminal import wrapped

WORDS = "Values are only averaged; they are never compared with queries or keys. " * 3


def test_lines_break_between_words() -> None:
    lines = wrapped(WORDS, 50).splitlines()
    assert max(map(len, lines)) <= 50
    assert " ".join(lines).split() == WORDS.split()


def test_a_wide_terminal_keeps_lines_readable() -> None:
    assert max(map(len, wrapped(WORDS, 300).splitlines())) <= 100


def test_code_keeps_its_lines_and_indents() -> None:
    code = f"```python\nif x:\n    print({'1' * 80})\n```"
    assert wrapped(f"{WORDS}\n\n{code}\n\nend", 40).endswith(f"{code}\n\nend")


def test_an_indented_line_stays_indented() -> None:
    assert all(line.startswith("  ") for line in wrapped(f"  {WORDS}", 60).splitlines())


def test_a_word_longer_than_the_line_is_left_whole() -> None:
    assert "x" * 90 in wrapped(f"see {'x' * 90}", 40)
