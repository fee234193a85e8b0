"""Drawing a formula as SVG with ziamath. Nothing here is of Qt, so a worker thread may call it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from ziamath.config import config
from ziamath.tex import tex2mml
from ziamath.zmath import Math

from roadmap_cards.gui.widgets.formula import DRAWN_SIZE, INK, MARGIN, Formula
from roadmap_cards.study.formula_source import FormulaSource

MAX_LENGTH = 1000
# Units of `_effort`, about a millisecond each on a busy old machine; the loss of DPO is 1,300 of them.
MAX_EFFORT = 4000

_NESTING = re.compile(r"(?P<opens>\{|\\left\b|\\begin\b)|(?P<closes>\}|\\right\b|\\end\b)|\\.|\S", re.DOTALL)
_NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
# A sign behind one of these, or at the start, belongs to what follows it: −1, not a − b.
_BEFORE_A_SIGN = frozenset("([{⟨⌊⌈,;:=<>≤≥≪≫≈∼≠≡∝≔∈→←⇒⟹↦+−±×·∘/∣&")
_SIGNS = frozenset("−+±∓")
# latex2mathml calls these operators, which would give them an operator's space.
_LETTERS = frozenset("∇∂∞⊤⊥∅∀∃¬")


def draw(source: FormulaSource) -> Formula | None:
    """Draw a formula with ziamath at DRAWN_SIZE, or return None where that fails or would take too long."""
    if len(source.latex) > MAX_LENGTH or _effort(source.latex) > MAX_EFFORT:
        return None
    config.svg2 = False  # QtSvg draws no glyphs from SVG 2
    try:
        tree = ET.fromstring(tex2mml(source.latex, inline=source.inline).replace(_NAMESPACE, ""))
        tree.set("mathcolor", INK)
        _mend_spacing(tree)
        drawn = Math(tree, size=DRAWN_SIZE, margin=MARGIN)
        width, height = drawn.getsize()
        svg = drawn.svg().encode()
        formula = Formula(svg, width + 2 * MARGIN, height + 2 * MARGIN, MARGIN - drawn.getyofst())
    except (
        Exception
    ):  # ziamath has no error of its own: AssertionError, KeyError, IndexError, RecursionError …
        return None
    return formula if formula.is_sound else None


def _effort(latex: str) -> int:
    """Return how much work a formula is: ziamath sets each row twice, so each level of nesting doubles it."""
    effort, depth = 0, 0
    for token in _NESTING.finditer(latex):
        depth = max(0, depth + bool(token["opens"]) - bool(token["closes"]))
        if depth > 20:
            return MAX_EFFORT + 1
        effort += 1 << depth
    return effort


def _mend_spacing(tree: ET.Element) -> None:
    """Set commas, signs and letter-like operators as TeX does (The TeXbook, chapter 18): ziamath is wider."""
    for row in tree.iter():
        before: ET.Element | None = None
        for child in row:
            text = (child.text or "").strip()
            if child.tag == "mo" and text == ",":
                child.set("rspace", "0.167em" if len(row) > 1 else "0em")
            elif (child.tag == "mo" and text in _SIGNS and _no_operand(before)) or (
                child.tag == "mo" and text in _LETTERS
            ):
                child.set("lspace", "0em")
                child.set("rspace", "0em")
            before = child


def _no_operand(before: ET.Element | None) -> bool:
    if before is None:
        return True
    return before.tag == "mo" and (before.text or "").strip() in _BEFORE_A_SIGN
