"""What a person can set about learning: one frozen value, kept as one row of the collection.

What belongs to the machine (theme, text size, motion, keys, geometry) is not here but in the settings of
the window.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Learning:
    """The settings of one collection, with the defaults of a fresh one. `problem_in` knows the ranges."""

    target_recall: float = 0.90
    """The recall a review is scheduled at: higher means more reviews."""
    new_per_day: int = 10
    reviews_per_day: int | None = None
    """A cap on reviews a day; None for none."""
    minutes: int = 15
    """How long a session is meant to be."""
    day_start: int = 4
    """The hour at which a study day turns, local time."""
    grade_buttons: int = 4
    """Four grades, or Again and Good alone."""
    quiz_moves: bool = True
    """Whether the answers of a quiz may move the schedule (study.honest_rule)."""


RANGES: Mapping[str, tuple[float, float]] = {
    "target_recall": (0.70, 0.99),
    "new_per_day": (0, 200),
    "reviews_per_day": (1, 9999),
    "minutes": (1, 240),
    "day_start": (0, 12),
    "grade_buttons": (2, 4),
}
"""The least and the most of each setting that is a number."""

SWITCHES = frozenset({"quiz_moves"})
"""The settings that are on or off."""


def problem_in(name: str, value: object) -> str:
    """Return why a setting cannot have this value, as a clause; empty where it can."""
    if name == "reviews_per_day" and value is None:
        return ""
    if name in SWITCHES:
        return "" if isinstance(value, bool) else "it is on or off"
    kinds = (int, float) if name == "target_recall" else (int,)
    least, most = RANGES[name]
    # True is an int to Python, and not a number of minutes to anybody else.
    if not isinstance(value, kinds) or isinstance(value, bool) or not least <= value <= most:
        return f"it takes a number from {least:g} to {most:g}"
    if name == "grade_buttons" and value == 3:
        return "there are two grades or four"
    return ""


def learning_of(stored: str) -> Learning:
    """Return the settings that were stored as JSON.

    What is unknown is dropped, so that a collection stays readable after a setting was retired; what is
    missing or out of range takes its default.
    """
    try:
        values = json.loads(stored)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        return Learning()
    return Learning(
        **{
            name: values[name]
            for name in (*RANGES, *SWITCHES)
            if name in values and not problem_in(name, values[name])
        }
    )


def to_json(settings: Learning) -> str:
    """Return the settings as they are stored."""
    return json.dumps(asdict(settings))
