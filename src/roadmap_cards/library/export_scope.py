"""Which part of a collection goes out: from what was ordered to the entries that are meant."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from roadmap_cards.library.exchange import ExportOrder, LevelSize, Scope, Sizes, TopicSize
from roadmap_cards.storage import exports as queries
from roadmap_cards.storage.decks import from_json
from roadmap_cards.storage.exports import QUIZ_ONLY, PlacedEntry
from roadmap_cards.study.card import Entry, variants
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.sides import back, front


@dataclass(frozen=True, slots=True)
class OutgoingEntry:
    """An entry that goes out, with where it stands."""

    row: PlacedEntry
    entry: Entry

    @property
    def path(self) -> tuple[str, ...]:
        """The titles from the level down to the item, without those it does not have."""
        row = self.row
        return tuple(title for title in (row.level, row.topic_title, row.section, row.item) if title)


def sizes(connection: sqlite3.Connection, cards: Mapping[int, int]) -> Sizes:
    """Return what there is to export, by level and topic; `cards` counts those of each topic (by id)."""
    topics = queries.topics(connection, cards)
    levels: dict[str, LevelSize] = {}
    for topic in topics:
        known = levels.get(topic.level)
        title = topic.level_title or "Own and imported"
        levels[topic.level] = LevelSize(topic.level, title, (known.cards if known else 0) + topic.cards)
    return Sizes(
        sum(topic.cards for topic in topics),
        tuple(levels.values()),
        tuple(TopicSize(topic.id, topic.title, topic.level, topic.cards, topic.key) for topic in topics),
    )


def outgoing(connection: sqlite3.Connection, order: ExportOrder) -> Iterator[OutgoingEntry]:
    """Yield the entries of an order, in roadmap order."""
    for found in in_scope(connection, order.scope):
        if order.questions or found.row.kind not in QUIZ_ONLY:
            yield found


def in_scope(connection: sqlite3.Connection, scope: Scope) -> Iterator[OutgoingEntry]:
    """Yield the entries of a scope, questions that make no card too."""
    chosen = queries.cards_of(connection, scope.cards) if scope.cards else None
    words = scope.words.casefold().split()
    for row in queries.entries(connection):
        if scope.level and row.level_key != scope.level:
            continue
        if scope.topics and row.topic not in scope.topics:
            continue
        if chosen is not None and row.id not in chosen:
            continue
        found = OutgoingEntry(row, from_json(row.content))
        if not words or _has_words(found, words):
            yield found


def texts_of(entry: Entry) -> list[str]:
    """Return all texts of an entry, as Markdown."""
    texts = [entry.why, entry.more, entry.hint]
    for variant in variants(entry.body) or ("",):
        texts += front(entry.body, variant), back(entry.body, variant)
    return texts


def _has_words(found: OutgoingEntry, words: list[str]) -> bool:
    """Tell whether each word stands somewhere in an entry or in the titles above it."""
    texts = map(plain, texts_of(found.entry))
    text = " ".join([*texts, *found.path, *found.entry.tags]).casefold()
    return all(word in text for word in words)
