"""Grading what a person typed, and showing how it differs from the answer."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal

from roadmap_cards.study.card import Output, Typed
from roadmap_cards.study.code_block import code_blocks

_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,3})?")
# A regular expression may take time that grows steeply with the text; an answer to a typed card is short.
_LONGEST_FOR_REGEX = 200
_LONGEST_FOR_DIFFERENCE = 1000
# Less than this in common between two changes reads as one change.
_SHORTEST_COMMON_RUN = 2


# --- Typed answers ------------------------------------------------------------------------------------------


def grade_typed(body: Typed, given: str) -> bool:
    """Tell whether a typed answer is right: the answer or one of `accept`.

    Case, white space around and between words, `$` and back-ticks do not count; `8.0` is `8`; numbers may
    differ by `tolerance`. A variant `/…/` is a regular expression that has to match the whole answer.
    """
    if not given.strip():
        return False
    return _equals(body.answer, given, body.tolerance) or any(
        _matches(pattern, given)
        if (pattern := as_regex(variant)) is not None
        else _equals(variant, given, body.tolerance)
        for variant in body.accept
    )


def as_regex(variant: str) -> str | None:
    """Return the pattern of a variant written as `/pattern/`, or None for a plain text."""
    return variant[1:-1] if len(variant) > 2 and variant[0] == variant[-1] == "/" else None


def _equals(expected: str, given: str, tolerance: float | None) -> bool:
    wanted = _plain(expected)
    if not wanted:  # the answer is a mark itself, such as `$`
        return expected.strip() == given.strip()
    if wanted == _plain(given):
        return True
    right, typed = _number(expected), _number(given)
    if right is None or typed is None:
        return False
    # Decimals: 1.1 is within 0.1 of 1, which binary fractions deny.
    return abs(right - typed) <= Decimal(str(tolerance or 0))


def _matches(pattern: str, given: str) -> bool:
    if len(given) > _LONGEST_FOR_REGEX:
        return False
    try:
        wanted = re.compile(pattern, re.IGNORECASE)
    except re.error:  # a deck file is refused for this; a card from elsewhere keeps its other variants
        return False
    return any(wanted.fullmatch(text) for text in (given.strip(), _unmarked(given)))


def _unmarked(text: str) -> str:
    """Drop marks of mathematics and code, and all white space but one space between words."""
    return " ".join(re.sub(r"[$`]", "", unicodedata.normalize("NFC", text)).split())


def _plain(text: str) -> str:
    return _unmarked(text).casefold()


def _number(text: str) -> Decimal | None:
    bare = _unmarked(text).replace("\N{MINUS SIGN}", "-")
    return Decimal(bare) if _NUMBER.fullmatch(bare) else None


# --- Predicted output ---------------------------------------------------------------------------------------


def code_of(prompt: str) -> str:
    """Return the python block of a prompt, or an empty text where it has none."""
    return next(iter(code_blocks(prompt, "python")), "")


def expected_output(answer: str) -> str:
    """Return the text block of an answer; an answer without one stands for itself."""
    return next(iter(code_blocks(answer, "text")), answer)


def grade_output(body: Output, given: str) -> bool:
    """Tell whether a predicted output is exact; only white space at the ends of lines and text is free."""
    return _trimmed(expected_output(body.answer)) == _trimmed(given)


def _trimmed(output: str) -> list[str]:
    lines = [line.rstrip() for line in output.rstrip().replace("\r\n", "\n").split("\n")]
    return [unicodedata.normalize("NFC", line) for line in lines]


# --- The difference -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that is in both texts, only in the expected one, or only in the given one."""

    text: str
    kind: Literal["same", "missing", "extra"]


def difference(expected: str, given: str) -> tuple[Piece, ...]:
    """Return how a given text differs from the expected one, in readable runs.

    The same and missing pieces joined are the expected text, the same and extra ones the given text. A text
    of over 1000 characters is compared as a whole.
    """
    if expected == given:
        return (Piece(expected, "same"),) if expected else ()
    pieces: list[Piece] = []
    for same, left, right in _runs(expected, given):
        if same:
            pieces.append(Piece(left, "same"))
        else:
            pieces += [Piece(left, "missing")] if left else []
            pieces += [Piece(right, "extra")] if right else []
    return tuple(pieces)


def _runs(expected: str, given: str) -> list[tuple[bool, str, str]]:
    """Return alternating runs (same?, expected, given), with tiny common runs taken into the changes."""
    if max(len(expected), len(given)) > _LONGEST_FOR_DIFFERENCE:
        return [(False, expected, given)]
    runs: list[tuple[bool, str, str]] = []
    opcodes = SequenceMatcher(None, expected, given, autojunk=False).get_opcodes()
    for at, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        between = 0 < at < len(opcodes) - 1
        same = tag == "equal" and not (between and i2 - i1 < _SHORTEST_COMMON_RUN)
        if runs and not same and not runs[-1][0]:
            _, left, right = runs.pop()
            runs.append((False, left + expected[i1:i2], right + given[j1:j2]))
        else:
            runs.append((same, expected[i1:i2], given[j1:j2]))
    return runs
