"""What the reader makes of the names and settings in a package, whatever form they came in."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from roadmap_cards.anki.content import DECK_SEPARATOR, AnkiDeck
from roadmap_cards.anki.reading.foreign_text import clean_line

DEFAULT = 1
"""The id of the deck and of the preset that every collection has."""
LARGEST_ID = (1 << 63) - 1
LATEST_SECOND = 253_402_300_799
"""The last second of the year 9999, behind which no calendar goes."""

_WEIGHTS = {17, 19, 21}
_MOST_STEPS = 100
_LONGEST_NAME = 200
_DEEPEST_DECK = 30


def one_line(name: str) -> str:
    """Return the name of a note type, field, template or preset."""
    return clean_line(name, _LONGEST_NAME)


def deck_name(parts: Iterable[str]) -> str:
    """Return a deck's full name; an empty part is called “blank”, as Anki does it.

    What lies absurdly deep goes up into the deepest deck that is taken.
    """
    names = [one_line(part) or "blank" for part in islice(parts, _DEEPEST_DECK)]
    return DECK_SEPARATOR.join(names)


def with_default(decks: dict[int, AnkiDeck]) -> dict[int, AnkiDeck]:
    """Return the decks and, where it is missing, the one that takes the cards of missing decks."""
    return decks if DEFAULT in decks else {DEFAULT: AnkiDeck(DEFAULT, "Default"), **decks}


def weights_of(*versions: tuple[float, ...]) -> tuple[float, ...]:
    """Return the first weights, from the newest FSRS to the oldest, that are as many as that one has."""
    return next((weights for weights in versions if len(weights) in _WEIGHTS), ())


def steps_of(steps: tuple[float, ...]) -> tuple[float, ...]:
    """Return learning steps in minutes, without what is none."""
    return tuple(step for step in steps[:_MOST_STEPS] if step > 0)
