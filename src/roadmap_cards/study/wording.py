"""Numbers as people read them: how long until a card comes back, how long something took, how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmap_cards.study.day import HOUR, MINUTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmap_cards.study.card import Learned


def wait(memory: Learned) -> str:
    """Return how long a card with this memory waits after its answer, as a button shows it."""
    if memory.due_at is not None:
        return duration(memory.due_at - memory.last_at)
    return days(memory.interval)


def days(number: int) -> str:
    """Return a number of days in the unit that suits it: days, months (30.4 days) or years."""
    if number < 31:
        return counted(number, "day")
    if number < 365:
        months = _short(number / 30.4375)
        return "1 month" if months == "1" else f"{months} months"
    return f"{_short(number / 365.25)} years" if number >= 384 else "1 year"


def duration(milliseconds: int) -> str:
    """Return a duration in seconds, minutes or hours."""
    # What would round to 60 is one of the next unit.
    if (seconds := round(milliseconds / 1000)) < 60:
        return f"{seconds} s"
    if (minutes := round(milliseconds / MINUTE)) < 60:
        return f"{minutes} min"
    return f"{_short(milliseconds / HOUR)} h"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: “1 card”, “2 cards”."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def percent(share: float) -> str:
    """Return a share from 0 to 1 as a whole percentage."""
    return f"{share * 100:.0f} %"


def percent_short_of(least: float, share: float) -> str:
    """Return a share that has not reached `least` yet, cut rather than rounded up to it."""
    rounded = round(share * 100)
    return f"{rounded if rounded < round(least * 100) else int(share * 100)} %"


def lower_first(name: str) -> str:
    """Return the name of a step inside a sentence; names of roadmaps in it keep their capitals."""
    return name[:1].lower() + name[1:]


def listed(parts: Sequence[str]) -> str:
    """Return parts as one reads them out: “a, b and c”."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def ago(day: int, today: int) -> str:
    """Return how long before `today` a study day was."""
    gone = today - day
    if gone <= 0:
        return "today"
    return "yesterday" if gone == 1 else f"{days(gone)} ago"


def _short(number: float) -> str:
    """Return a number with one decimal, without a trailing “.0”."""
    return f"{number:.1f}".removesuffix(".0")


def plain_title(title: str) -> str:
    """Return a roadmap's title without the marks of code, which it keeps for the decks."""
    return title.replace("`", "")
