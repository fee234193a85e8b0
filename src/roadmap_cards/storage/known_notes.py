"""Queries of what an import meets: entries that its notes may be, their cards, the answers that are known."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from roadmap_cards.storage.decks import memory_columns, memory_of
from roadmap_cards.storage.today import WITHDRAWN
from roadmap_cards.study.card import NEW, Memory


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry that an incoming note may be. `changed` is when its note was edited in Anki (Unix seconds).

    `imported`: it came from elsewhere. `gone`: it is studied no more, because its import was taken back or
    its deck file is not there. `note` are tags and fields in Anki, None where no note is kept.
    """

    id: int
    key: str
    topic: int
    guid: str | None
    imported: bool
    gone: bool
    changed: int
    note: tuple[str, str] | None


def known_entries(connection: sqlite3.Connection) -> list[KnownEntry]:
    """Return every entry, those that are gone too."""
    rows = connection.execute(
        """
        SELECT entry.id, entry.key, entry.topic_id, entry.guid, entry.import_run_id IS NOT NULL,
               entry.retired = 1 AND deck_file.sha256 = '',
               coalesce(anki_note.changed, entry.changed_at / 1000), anki_note.tags, anki_note.fields
        FROM entry JOIN deck_file ON deck_file.id = entry.deck_file_id
        LEFT JOIN anki_note ON anki_note.id = entry.id
        """
    )
    return [
        KnownEntry(
            number,
            key,
            topic,
            guid,
            bool(imported),
            bool(gone),
            changed,
            None if fields is None else (tags, fields),
        )
        for number, key, topic, guid, imported, gone, changed, tags, fields in rows
    ]


class KnownCard(NamedTuple):
    """A card of an entry; one that is not `live` is retired."""

    id: int
    live: bool


def known_cards(connection: sqlite3.Connection) -> dict[int, dict[str, KnownCard]]:
    """Return the cards of every entry, by variant."""
    found: dict[int, dict[str, KnownCard]] = defaultdict(dict)
    for number, entry, variant, retired in connection.execute(
        "SELECT id, entry_id, variant, retired FROM card"
    ):
        found[entry][variant] = KnownCard(number, not retired)
    return found


def answer_times(connection: sqlite3.Connection) -> dict[int, set[int]]:
    """Return the times of all answers and resets by card (UTC milliseconds), those taken back too.

    Those of an import that was taken back are not there: it may be done again.
    """
    found: dict[int, set[int]] = defaultdict(set)
    for card, at in connection.execute(
        f"SELECT card_id, at FROM review WHERE kind IN ('answer', 'reset') AND NOT ({WITHDRAWN})"
    ):
        found[card].add(at)
    return found


def memories(connection: sqlite3.Connection, cards: Iterable[int]) -> dict[int, Memory]:
    """Return what is remembered of these cards."""
    names = list(memory_columns(NEW))
    rows = connection.execute(
        f"SELECT id, {', '.join(names)} FROM card WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(cards)),),
    )
    return {number: memory_of(dict(zip(names, rest, strict=True))) for number, *rest in rows}
