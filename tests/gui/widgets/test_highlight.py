from __future__ import annotations

from roadmap_cards.gui.widgets.highlight import highlighted


def test_python_is_coloured_by_meaning() -> None:
    (line,) = highlighted('return f(1) + "a"  # why', "python")
    colours = {text.strip(): colour for text, colour in line}
    assert colours["return"] == "syntax_keyword"
    assert colours["1"] == "syntax_number"
    assert colours['"a"'] == "syntax_string"
    assert colours["# why"] == "syntax_comment"
    assert colours["f"] == "ink"


def test_no_character_is_lost() -> None:
    code = "\n\ndef f():\n\n    '''a\n    b'''\n\treturn 1  \n"
    assert ["".join(text for text, _ in line) for line in highlighted(code, "python")] == code.split("\n")


def test_unknown_language_and_output_have_one_colour() -> None:
    for language in ("", "text", "no-such-language"):
        assert highlighted("if x:\n\n  1", language) == [[("if x:", "ink")], [], [("  1", "ink")]]
