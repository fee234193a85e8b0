"""Bringing a deck file into the collection: cards are found again by key, whatever became of their text.

An entry that vanished is retired, never deleted. One that moved says so with `formerly:` and keeps its
progress. One whose fact changed (a higher `version`) keeps its memory, is due now, and says once what it
said before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import Connection

from roadmap_cards.storage import decks as queries
from roadmap_cards.storage import roadmaps, schema
from roadmap_cards.storage.decks import EntryRow, memory_columns
from roadmap_cards.storage.reviews import store_due_now
from roadmap_cards.storage.transaction import Transaction
from roadmap_cards.study.card import NEW, Deck, Entry, Learned, card_key, card_uuid, variants
from roadmap_cards.study.day import Moment
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.sides import back


def entry_key(roadmap: str, topic: str, entry_id: str) -> str:
    """Return an entry's key, `roadmap/topic/entry-id`."""
    return f"{roadmap}/{topic}/{entry_id}"


def vanishing(connection: Connection, decks: Iterable[tuple[str, Deck | None]]) -> bool:
    """Return whether reading these deck files (by name; None for a deleted file) would retire an entry."""
    for name, deck in decks:
        file_id = queries.deck_file_id(connection, name)
        if file_id is None:
            continue
        present = {
            row.key for row in queries.entries_of_file(connection, file_id).values() if not row.retired
        }
        if present - _keys_after(deck):
            return True
    return False


def retire_missing(tx: Transaction, name: str, sha256: str, deck: Deck | None, flaws: str) -> None:
    """Take out of study what a deck file held and holds no more; None stands for a file without a deck.

    Goes over all files before any is loaded: an entry that moved is free for its new file to take up.
    A file with flaws retires nothing, nor does one that cannot be read; one that is gone (`sha256` empty)
    retires all its cards.
    """
    # A card that is missing because of a slip of the pen comes back when the file is mended.
    if flaws or (deck is None and sha256):
        return
    file_id = queries.deck_file_id(tx.connection, name)
    if file_id is None:
        return
    for row in queries.entries_of_file(tx.connection, file_id).values():
        if row.key not in _keys(deck) and not row.retired:
            _retire(tx, row)


def let_files_go(tx: Transaction, is_there: Callable[[str], bool]) -> None:
    """Keep the cards of deck files that are not there (by name) in study, as if they came from no file."""
    for name, checksum in queries.checksums(tx.connection).items():
        file_id = queries.deck_file_id(tx.connection, name)
        if checksum and file_id is not None and not is_there(name):
            tx.update(schema.deck_file, file_id, {"sha256": ""})


def load_deck(tx: Transaction, name: str, sha256: str, deck: Deck | None, flaws: str, moment: Moment) -> None:
    """Write what a deck file holds now; None stands for a file that is gone or cannot be read at all.

    `flaws` is kept to be shown, one line for each.
    """
    topic_id = None
    if deck is not None:
        topic_id = _topic_of(tx, deck)
    file_id = roadmaps.upsert(
        tx, schema.deck_file, {"path": name}, {"sha256": sha256, "topic_id": topic_id, "flaws": flaws}
    )
    if deck is not None and topic_id is not None:
        _load_entries(tx, file_id, topic_id, deck, moment)


def _keys(deck: Deck | None) -> set[str]:
    return {entry_key(deck.roadmap, deck.topic, entry.id) for entry in deck.entries} if deck else set()


def _keys_after(deck: Deck | None) -> set[str]:
    """Return the keys that a deck accounts for: those of its entries and those they had before."""
    formerly = {key for entry in deck.entries for key in _former_keys(deck, entry)} if deck else set()
    return _keys(deck) | formerly


def _former_keys(deck: Deck, entry: Entry) -> list[str]:
    return [_absolute(deck, name) for name in entry.formerly]


def _absolute(deck: Deck, name: str) -> str:
    """Return the key that `entry-id` or `topic/entry-id` stands for in this deck."""
    return f"{deck.roadmap}/{name}" if "/" in name else entry_key(deck.roadmap, deck.topic, name)


def _topic_of(tx: Transaction, deck: Deck) -> int:
    """Return the id of the deck's topic; a topic that no roadmap has becomes one of the person's own."""
    roadmap_id = roadmaps.own_roadmap(tx, deck.roadmap)
    found = roadmaps.topic_id(tx.connection, roadmap_id, deck.topic)
    if found is None or not roadmaps.is_in_level(tx.connection, found):
        found = roadmaps.store_own_topic(tx, roadmap_id, deck)
    return found


def _load_entries(tx: Transaction, file_id: int, topic_id: int, deck: Deck, moment: Moment) -> None:
    items = roadmaps.items_of(tx.connection, topic_id)
    for position, entry in enumerate(deck.entries):
        key = entry_key(deck.roadmap, deck.topic, entry.id)
        row = queries.entry_by_key(tx.connection, key) or _moved_here(tx, deck, entry, key)
        elsewhere = row is not None and row.deck_file_id != file_id and not row.retired and key == row.key
        if row is not None and elsewhere and not row.imported:
            continue  # another file holds this entry; the first one read keeps it
        draft = deck.draft or entry.draft
        former = queries.entry_content(tx.connection, row.id) if row else None
        same = former is not None and _as_studied(former) == _as_studied(entry)
        values: dict[str, object] = {
            "key": key,
            "deck_file_id": file_id,
            "topic_id": topic_id,
            "item_id": items.get((entry.section, entry.item)),
            "position": position,
            "kind": entry.body.kind,
            "draft": draft,
            "retired": False,
            "version": entry.version,
            "content": queries.as_json(entry),
            "import_run_id": None,
            **({} if same else {"changed_at": moment.at}),
        }
        if row is None:
            entry_id = tx.insert(schema.entry, values)
        else:
            entry_id = row.id
            tx.update(schema.entry, entry_id, values)
        queries.store_needs(tx, entry_id, [_absolute(deck, name) for name in entry.needs])
        _load_cards(tx, entry_id, values, deck, entry, live=not draft)
        if row is not None and former is not None and entry.version > row.version:
            _corrected(tx, entry_id, former, moment)


def _as_studied(entry: Entry) -> Entry:
    """Return an entry without what may change while nothing that is studied does."""
    return replace(entry, line=0, verify="")


def _moved_here(tx: Transaction, deck: Deck, entry: Entry, key: str) -> EntryRow | None:
    """Return the row of an entry that was published under another id before, with its cards renamed."""
    for former in _former_keys(deck, entry):
        row = queries.entry_by_key(tx.connection, former)
        if row is not None:
            tx.update(schema.entry, row.id, {"key": key})
            for variant, card in queries.cards_of_entry(tx.connection, row.id).items():
                new_key = f"{key}#{variant}"
                tx.update(schema.card, card.id, {"key": new_key, "uuid": card_uuid(new_key).bytes})
            return queries.entry_by_key(tx.connection, key)
    return None


def _load_cards(
    tx: Transaction, entry_id: int, values: dict[str, object], deck: Deck, entry: Entry, *, live: bool
) -> None:
    wanted = variants(entry.body) if live else ()
    present = queries.cards_of_entry(tx.connection, entry_id)
    place = {"topic_id": values["topic_id"], "item_id": values["item_id"]}
    for variant in wanted:
        if variant in present:
            tx.update(schema.card, present[variant].id, {**place, "retired": False, "import_run_id": None})
        else:
            key = card_key(deck.roadmap, deck.topic, entry.id, variant)
            blank = {"retired": False, "suspended": False, "buried_until": 0, "flag": 0, "correction": ""}
            identity = {"uuid": card_uuid(key).bytes, "key": key, "entry_id": entry_id, "variant": variant}
            tx.insert(schema.card, {**identity, **place, **blank, **memory_columns(NEW)})
    for variant, card in present.items():
        if variant not in wanted and not card.retired:
            tx.update(schema.card, card.id, {"retired": True})


def _retire(tx: Transaction, row: EntryRow) -> None:
    tx.update(schema.entry, row.id, {"retired": True})
    for card in queries.cards_of_entry(tx.connection, row.id).values():
        tx.update(schema.card, card.id, {"retired": True})


def _corrected(tx: Transaction, entry_id: int, former: Entry, moment: Moment) -> None:
    """Make the cards of a corrected entry due now, with a row in the log, and keep their former answer."""
    for variant, row in queries.cards_of_entry(tx.connection, entry_id).items():
        if row.retired:
            continue
        memory = queries.memory(tx.plain, row.id)
        if isinstance(memory, Learned) and variant in variants(former.body):
            store_due_now(tx, row.id, moment)
            former_answer = plain(back(former.body, variant))
            tx.update(schema.card, row.id, {"correction": former_answer})
