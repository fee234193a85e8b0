from __future__ import annotations

import pytest

from roadmap_cards.study.formula_source import FormulaSource
from roadmap_cards.study.markdown import formulas, parse


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$x$", [FormulaSource("x", True)]),
        ("a $x^2$, b", [FormulaSource("x^2", True)]),
        (r"$a\$b$", [FormulaSource(r"a\$b", True)]),
        ("$$x$$", [FormulaSource("x", False)]),
        ("a $$x$$ b", [FormulaSource("x", False)]),
        ("$$\na\n- b\n= c\n$$\nafter", [FormulaSource("a - b = c", False)]),
        ("- $$\n  z\n  $$", [FormulaSource("z", False)]),
        ("|a|\n|-|\n|$x$|", [FormulaSource("x", True)]),
        ("`$x$` and $y$", [FormulaSource("y", True)]),
        ("**$x$** $y$", [FormulaSource("x", True), FormulaSource("y", True)]),
    ],
)
def test_formulas_stand_between_dollars(text: str, found: list[FormulaSource]) -> None:
    assert list(formulas(text)) == found


@pytest.mark.parametrize(
    "text",
    ["$5 and $6", "$ x $", r"\$x$ y", "$5 and `$HOME`", "$$a\n\nb$$", "$$", "$", "```\n$x$\n```", "$x$5"],
)
def test_other_dollars_are_money_or_code(text: str) -> None:
    assert formulas(text) == ()


def test_html_is_text() -> None:
    kinds = {token.type for token in parse("<b>x</b>\n\n<div>\ny\n</div>")}
    assert not {kind for kind in kinds if "html" in kind}


def test_a_text_of_brackets_alone_is_read_in_time() -> None:
    # 100 kB of these took eleven seconds while links were looked for.
    assert parse("[" * 100_000)
