"""Where the notes of an import go: a topic for each deck, or the topic that a note of ours names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from roadmap_cards.anki.content import DECK_SEPARATOR, AnkiDeck
from roadmap_cards.roadmap.slug import slug
from roadmap_cards.storage import imports as queries
from roadmap_cards.storage.transaction import Transaction

ROADMAP = "imported"
"""The key of the roadmap that imported decks are the topics of."""

TITLE = "Imported"
BETWEEN = " › "
LONGEST_KEY = 60


def deck_title(name: str) -> str:
    """Return the name of a deck as it is shown: “Languages › Spanish”."""
    return BETWEEN.join(part.strip() for part in name.split(DECK_SEPARATOR) if part.strip()) or "Default"


def topic_key(name: str) -> str:
    """Return the key of the topic of a deck: the same for the same name, and another for any other name."""
    words = slug(deck_title(name), LONGEST_KEY) or "deck"
    plain = name.casefold()
    return words if slug(plain, LONGEST_KEY) == plain else f"{words}-{sha256(plain.encode()).hexdigest()[:8]}"


@dataclass(slots=True)
class Places:
    """Finds or makes topics, each once."""

    tx: Transaction
    decks: Mapping[int, AnkiDeck]
    _topics: dict[tuple[str, str], int] = field(default_factory=dict)
    _decks: dict[int, tuple[int, str]] = field(default_factory=dict)

    def of_deck(self, deck: int) -> tuple[int, str]:
        """Return the id of the topic of a deck, and the beginning of the keys of its entries."""
        if deck not in self._decks:
            found = self.decks.get(deck)
            name = found.name if found else ""
            key = topic_key(name)
            self._decks[deck] = self._topic(ROADMAP, key, deck_title(name)), f"{ROADMAP}/{key}"
        return self._decks[deck]

    def of_key(self, entry_key: str, deck: int) -> int:
        """Return the id of the topic that the key of one of our entries names."""
        roadmap, topic, _ = entry_key.split("/")
        found = self.decks.get(deck)
        title = deck_title(found.name).rpartition(BETWEEN)[2] if found else topic
        return self._topic(roadmap, topic, title)

    def _topic(self, roadmap: str, key: str, title: str) -> int:
        if (roadmap, key) not in self._topics:
            self._topics[roadmap, key] = queries.topic_place(self.tx, roadmap, key, title)
        return self._topics[roadmap, key]
