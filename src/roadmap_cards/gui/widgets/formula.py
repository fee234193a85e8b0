"""Formulas as SVG: drawn by ziamath once, kept on disk, so that the next start need not even import it.

Nothing here is of Qt, so a worker thread may call all of it.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import tempfile
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from roadmap_cards.study.formula_source import FormulaSource

INK = "#0a0b0c"
"""The colour in the SVG that stands for the colour of the text; a colour the author chose is another."""

# Drawn large and scaled: one drawing serves every size of text, with decimals to spare.
DRAWN_SIZE = 48.0
MARGIN = 2.0

FORMAT = "1"
MAX_LENGTH = 1000
# Units of `_effort`, about a millisecond each on a busy old machine; the loss of DPO is 1,300 of them.
MAX_EFFORT = 4000
MAX_IN_MEMORY = 1000

_NESTING = re.compile(r"(?P<opens>\{|\\left\b|\\begin\b)|(?P<closes>\}|\\right\b|\\end\b)|\\.|\S", re.DOTALL)
_NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
# A sign behind one of these, or at the start, belongs to what follows it: −1, not a − b.
_BEFORE_A_SIGN = frozenset("([{⟨⌊⌈,;:=<>≤≥≪≫≈∼≠≡∝≔∈→←⇒⟹↦+−±×·∘/∣&")
_SIGNS = frozenset("−+±∓")
# latex2mathml calls these operators, which would give them an operator's space.
_LETTERS = frozenset("∇∂∞⊤⊥∅∀∃¬")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula at some size. `width`, `height`, `depth` (below the baseline) are device-independent pixels.

    The depth is negative where the whole formula floats above the baseline.
    """

    svg: bytes
    width: float
    height: float
    depth: float

    def scaled(self, factor: float) -> Formula:
        return Formula(self.svg, self.width * factor, self.height * factor, self.depth * factor)


class FormulaCache:
    """Formulas by their LaTeX, in memory and, where a folder is given, on disk.

    A file that is damaged is drawn and written anew; a folder that cannot be written to is done without.
    """

    def __init__(self, folder: Path | None) -> None:
        """Nothing is read or made before the first formula is asked for."""
        self._folder = folder
        self._drawn: dict[FormulaSource, Formula | None] = {}
        self._drawing = Lock()

    def formula(self, latex: str, size: float, *, inline: bool) -> Formula | None:
        """Return the formula for text of `size` pixels, or None where it cannot be drawn."""
        drawn = self._at_hand(FormulaSource(latex, inline))
        return None if drawn is None else drawn.scaled(size / DRAWN_SIZE)

    def prepare(self, sources: Iterable[FormulaSource]) -> None:
        """Have these formulas at hand; may take half a second for a large one, so call it from a worker."""
        for source in sources:
            self._at_hand(source)

    def _at_hand(self, source: FormulaSource) -> Formula | None:
        try:
            return self._drawn[source]
        except KeyError:
            # One at a time, so that a card on the screen waits for one formula of a worker, not for all.
            with self._drawing:
                formula = self._fetched(source)
                if len(self._drawn) >= MAX_IN_MEMORY:
                    self._drawn.pop(next(iter(self._drawn)))
                self._drawn[source] = formula
                return formula

    def _fetched(self, source: FormulaSource) -> Formula | None:
        path = None if self._folder is None else self._folder / _file_name(source)
        formula = None if path is None else _read(path, source)
        if formula is None:
            formula = draw(source)
            if formula is not None and path is not None:
                _write(path, source, formula)
        return formula


def draw(source: FormulaSource) -> Formula | None:
    """Draw a formula with ziamath at DRAWN_SIZE, or return None where that fails or would take too long."""
    if len(source.latex) > MAX_LENGTH or _effort(source.latex) > MAX_EFFORT:
        return None
    # A tenth of a second that a filled cache never pays.
    from ziamath.config import config  # noqa: PLC0415
    from ziamath.tex import tex2mml  # noqa: PLC0415
    from ziamath.zmath import Math  # noqa: PLC0415

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
    return formula if _is_sound(formula) else None


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


def _is_sound(formula: Formula) -> bool:
    sizes = (formula.width, formula.height, formula.depth)
    return (
        all(math.isfinite(size) and abs(size) < 1e6 for size in sizes)
        and formula.width > 0
        and formula.height > 0
        and formula.svg.startswith(b"<svg")
    )


# --- On disk: zlib (which carries a checksum) around JSON ------------------------------------------


def _file_name(source: FormulaSource) -> str:
    told = "\0".join((FORMAT, version("ziamath"), str(source.inline), source.latex))
    return f"{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()}.formula"


def _read(path: Path, source: FormulaSource) -> Formula | None:
    """Return the formula of a file, or None where there is none, another, or a damaged one."""
    try:
        kept = json.loads(zlib.decompress(path.read_bytes()))
        formula = Formula(
            kept["svg"].encode(), float(kept["width"]), float(kept["height"]), float(kept["depth"])
        )
        belongs = (kept["latex"], kept["inline"]) == source
    except (OSError, zlib.error, ValueError, KeyError, TypeError, AttributeError):
        return None
    return formula if belongs and _is_sound(formula) else None


def _write(path: Path, source: FormulaSource, formula: Formula) -> None:
    """Write through a file beside it, so that no other process reads half of it."""
    kept = {
        "latex": source.latex,
        "inline": source.inline,
        "width": formula.width,
        "height": formula.height,
        "depth": formula.depth,
        "svg": formula.svg.decode(),
    }
    with suppress(OSError):  # a full or read-only disk costs time at the next start, nothing else
        path.parent.mkdir(parents=True, exist_ok=True)
        number, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(number, "wb") as file:
                file.write(zlib.compress(json.dumps(kept).encode()))
            Path(beside).replace(path)
        except OSError:
            Path(beside).unlink(missing_ok=True)
            raise
