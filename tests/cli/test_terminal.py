"""Text in a terminal breaks between words, and code stays as it was typed."""

from __future__ import annotations

import os
import signal

import pytest

from roadmap_cards.cli.terminal import EndError, TimeIsOutError, read, tell, tell_numbered, wrapped

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


def test_a_numbered_text_hangs_behind_its_number(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    tell_numbered(7, WORDS)
    tell("Below.", indent="  ")
    first, *others, below = capsys.readouterr().out.splitlines()
    assert first.startswith(" 7. Values")
    assert others
    assert all(line.startswith("    ") and len(line) <= 60 for line in others)
    assert below == "  Below."


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows cannot interrupt a reader")
def test_a_line_may_come_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as keyboard, os.fdopen(writing, "w") as fingers:
        monkeypatch.setattr("sys.stdin", keyboard)
        with pytest.raises(TimeIsOutError):
            read("> ", 20)
        fingers.write("in time \n")
        fingers.flush()
        assert read("> ", 60_000) == "in time"
        fingers.close()
        with pytest.raises(EndError):
            read("> ", 60_000)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
