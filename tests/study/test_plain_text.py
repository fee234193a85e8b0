from __future__ import annotations

import pytest

from roadmap_cards.study.plain_text import plain


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("A **bold**, *italic* `code`", "A bold, italic code"),
        ("divide by $\\sqrt{d_k}$.", "divide by √(d_k)."),
        ("$$\\frac{QK^\\top}{\\sqrt{d_k}}$$", "QK^⊤/√(d_k)"),
        ("$0.25 \\cdot (4, 0)$ of $n \\times d_v$", "0.25 · (4, 0) of n × d_v"),
        ("$\\mathrm{head}_i W^O_i$, $-\\infty$", "head_i W^O_i, -∞"),
        ("half a formula: $\\frac{a$", "half a formula: \\frac{a"),
        ("what nobody knows: $\\nosuch$", "what nobody knows: \\nosuch"),
        ("one\n\ntwo\nthree", "one two three"),
        ("- a\n- b", "• a • b"),
        ("3. c\n4. d", "3. c 4. d"),
        ("What prints?\n```python\nx = 1\nprint(x)\n```", "What prints? x = 1 …"),
        ("|a|b|\n|-|-|\n|1|2|", "a b 1 2"),
        ("see ![the picture](a.png) at [home](https://x.org)", "see the picture at home"),
        ("![](a.png)", "a.png"),
        ("1 < 2 &amp; <b>x</b>", "1 < 2 & <b>x</b>"),
        ("", ""),
    ],
)
def test_one_line_without_marks(markdown: str, text: str) -> None:
    assert plain(markdown) == text
