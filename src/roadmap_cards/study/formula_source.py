"""A formula as its author wrote it: what is drawn, kept and found again."""

from __future__ import annotations

from typing import NamedTuple


class FormulaSource(NamedTuple):
    """LaTeX without its dollars; a display formula is not `inline`."""

    latex: str
    inline: bool
