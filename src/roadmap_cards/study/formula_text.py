"""A formula as a person would type it on one line, for lists and screen readers: “QK^⊤/√(d_k)”."""

from __future__ import annotations

import logging
from functools import cache

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalker


@cache
def formula_text(latex: str) -> str:
    """Return a formula in plain characters; one that cannot be read stays LaTeX."""
    converter = LatexNodes2Text(math_mode="text", keep_comments=True, strict_latex_spaces="based-on-source")
    # The library repairs what it can and says so in its log, which is not meant for the person.
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    try:
        nodes, _, _ = LatexWalker(latex, tolerant_parsing=False).get_latex_nodes()
        return str(converter.nodelist_to_text(nodes)).strip() or latex
    except Exception:  # it has errors of its own and lets others through: AttributeError, KeyError …
        return latex
