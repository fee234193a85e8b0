"""Values out of JSON that a stranger wrote: of the wanted type and range, or a given one in their place."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from roadmap_cards.anki.reading.foreign_text import clean


def json_object(text: str, most: int) -> Mapping[str, Any]:
    """Return a JSON object, empty for an empty text.

    Raises ValueError where it is longer than `most` or not an object, RecursionError where it is too deep.
    """
    if len(text) > most:
        raise ValueError("a text to be parsed is too long")
    found = json.loads(text or "{}")
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def objects(value: object) -> list[Mapping[str, Any]]:
    """Return the objects in a list or among the values of an object, in order."""
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [item for item in values if isinstance(item, dict)]


def text(value: object, default: str = "") -> str:
    """Return a text that can be stored."""
    return clean(value) if isinstance(value, str) else default


def whole(value: object, default: int, low: int, high: int) -> int:
    """Return a whole number from `low` to `high`; a text of digits and a fraction count as one too."""
    if isinstance(value, str):
        value = int(value) if len(value) < 20 and value.removeprefix("-").isdecimal() else None
    if isinstance(value, float):
        value = int(value) if math.isfinite(value) else None
    return value if isinstance(value, int) and low <= value <= high else default


def fraction(value: object, default: float, low: float, high: float) -> float:
    """Return a number from `low` to `high`."""
    return float(value) if isinstance(value, int | float) and low <= value <= high else default


def fractions(value: object) -> tuple[float, ...]:
    """Return a list of finite numbers; none at all where anything else is among them."""
    if not isinstance(value, list):
        return ()
    finite = all(isinstance(item, int | float) and abs(item) < 1e9 for item in value)
    return tuple(float(item) for item in value) if finite else ()
