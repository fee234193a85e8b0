"""Pieces of the sentences in which flaws are told."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable
from itertools import islice
from typing import TypeAlias

Report: TypeAlias = Callable[[int, str], None]
"""Takes a flaw: its line (from 1) and one sentence with the remedy."""


def quoted(text: str, longest: int = 40) -> str:
    """Return a text in quotation marks, shortened."""
    bare = " ".join(text.split())
    return f"“{bare[: longest - 1]}…”" if len(bare) > longest else f"“{bare}”"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return `a, b and c`."""
    *most, end = list(words) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that looks most like this one, whatever its case, or None."""
    # Long texts and long lists are cut: comparing takes time.
    by_folded = {text.casefold()[:200]: text for text in islice(known, 1000)}
    found = difflib.get_close_matches(word.casefold()[:200], by_folded, n=1, cutoff=0.55)
    return by_folded[found[0]] if found else None


def proposal(word: str, known: Collection[str]) -> str:
    """Return the remedy for an unknown word: the nearest known one, or all of them if they are few."""
    near = nearest(word, known)
    if near is not None:
        return f"did you mean {quoted(near, 80)}?"
    if not known:
        return "there is none at all"
    return (
        f"there is {listed(map(quoted, known))}" if len(known) <= 12 else f"none of {len(known)} is like it"
    )
