"""Formulas at hand: drawn once, kept on disk, so that the next start need not even import what draws.

Nothing here is of Qt, so a worker thread may call all of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from roadmap_cards.gui.widgets.formula import DRAWN_SIZE, Formula
from roadmap_cards.study.formula_source import FormulaSource

FORMAT = "1"
MAX_IN_MEMORY = 1000


class FormulaCache:
    """Formulas by their LaTeX, in memory and, where a folder is given, on disk.

    A file that is damaged is drawn and written anew; a folder that cannot be written to is done without.
    `pictures` is where the pictures of the same cards are, None where there are none.
    """

    def __init__(self, folder: Path | None, pictures: Path | None = None) -> None:
        """Nothing is read or made before the first formula is asked for."""
        self._folder = folder
        self.pictures = pictures
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
            # ziamath takes a tenth of a second to load, which a filled cache never pays.
            from roadmap_cards.gui.widgets.formula_drawing import draw  # noqa: PLC0415

            formula = draw(source)
            if formula is not None and path is not None:
                _write(path, source, formula)
        return formula


# --- On disk: zlib (which carries a checksum) around JSON ------------------------------------------


def _file_name(source: FormulaSource) -> str:
    from importlib.metadata import version  # noqa: PLC0415  (it loads a mail parser; the start needs none)

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
    return formula if belongs and formula.is_sound else None


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
