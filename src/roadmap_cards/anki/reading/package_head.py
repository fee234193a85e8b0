"""Note types, decks, presets and the clock of a package, from whatever tables its schema has.

Schemas 11 to 13 keep all in one row of `col`, 14 has tables for presets and settings, 15 for all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from roadmap_cards.anki.content import AnkiDeck, Head, NoteType, Preset
from roadmap_cards.anki.reading import schema_11, schema_18
from roadmap_cards.anki.reading.foreign_text import shown
from roadmap_cards.anki.reading.head_values import LATEST_SECOND, with_default
from roadmap_cards.anki.reading.json_values import json_object, whole
from roadmap_cards.anki.reading.limits import Limits
from roadmap_cards.anki.reading.refusals import damaged, too_large, too_new
from roadmap_cards.anki.reading.untrusted_database import UntrustedDatabase

OLDEST, NEWEST = 11, 18

_ROLLOVER = 4
_MINUTES_OF_A_DAY = 24 * 60
_SETTINGS = ("creationOffset", "rollover", "schedVer")


@dataclass(frozen=True, slots=True)
class PackageHead:
    """The head of a package, and whether its answers were given to Anki's first scheduler."""

    head: Head
    first_scheduler: bool


def read_head(database: UntrustedDatabase, name: str, limits: Limits) -> PackageHead:
    """Read all but the rows. Raises ProblemError where the schema is unknown or something is malformed."""
    with _told(name):
        return _head(database, name, limits)


def _head(database: UntrustedDatabase, name: str, limits: Limits) -> PackageHead:
    if "ver" not in database.tables.get("col", {}):
        raise damaged(name, "the database inside it is not a collection")
    row = _rows(database, "SELECT ver, crt, mod FROM col ORDER BY id LIMIT 1")
    if not row:
        raise damaged(name, "the collection inside it is empty")
    schema, created, changed = (whole(value, -1, 0, LATEST_SECOND * 1000) for value in row[0])
    if schema > NEWEST:
        raise too_new(name)
    if schema < OLDEST:
        raise damaged(name, "the collection inside it is of a form that no Anki of today reads")
    settings = _settings(database, limits)
    notetypes, decks, presets = _lists(database, limits)
    for found, most, what in (
        (notetypes, limits.notetypes, "note types"),
        (decks, limits.decks, "decks"),
        (presets, limits.presets, "presets"),
    ):
        if len(found) > most:
            raise too_large(name, f"more than {most:,} {what}")
    for kind in notetypes.values():
        largest = max(len(kind.css), *(max(len(side.front), len(side.back)) for side in kind.templates))
        if largest > limits.template:
            raise too_large(name, f"the templates of the note type “{shown(kind.name)}”")
    if sum(len(kind.fields) + len(kind.templates) for kind in notetypes.values()) > limits.parts:
        raise too_large(name, "the fields of its note types are too many")
    minutes = whole(settings.get("creationOffset"), _MINUTES_OF_A_DAY, -_MINUTES_OF_A_DAY, _MINUTES_OF_A_DAY)
    head = Head(
        created=min(max(created, 0), LATEST_SECOND),
        minutes_west=minutes if abs(minutes) < _MINUTES_OF_A_DAY else None,
        rollover=whole(settings.get("rollover"), _ROLLOVER, 0, 23),
        notetypes=dict(sorted(notetypes.items())),
        decks=dict(sorted(with_default(decks).items())),
        presets=dict(sorted(presets.items())),
        changed=max(changed, 0),
        schema=schema,
    )
    return PackageHead(head, whole(settings.get("schedVer"), 1, 1, 2) == 1)


def _settings(database: UntrustedDatabase, limits: Limits) -> Mapping[str, Any]:
    if "config" not in database.tables:
        return json_object(_text(database, "conf"), limits.json)
    asked = ", ".join(f"'{key}'" for key in _SETTINGS)
    rows = _rows(database, f"SELECT CAST(key AS TEXT), CAST(val AS TEXT) FROM config WHERE key IN ({asked})")
    return {key: json.loads(value) for key, value in rows if len(value or "") < 100}


def _lists(
    database: UntrustedDatabase, limits: Limits
) -> tuple[dict[int, NoteType], dict[int, AnkiDeck], dict[int, Preset]]:
    if "notetypes" in database.tables:
        notetypes = schema_18.note_types(
            _named(database, "notetypes", "config", limits.notetypes),
            _parts(database, "fields", limits),
            _parts(database, "templates", limits),
        )
        decks = schema_18.decks(_named(database, "decks", "kind", limits.decks))
        return notetypes, decks, schema_18.presets(_named(database, "deck_config", "config", limits.presets))
    notetypes = schema_11.note_types(json_object(_text(database, "models"), limits.json))
    decks = schema_11.decks(json_object(_text(database, "decks"), limits.json))
    if "deck_config" not in database.tables:
        return notetypes, decks, schema_11.presets(json_object(_text(database, "dconf"), limits.json))
    presets = {
        number: schema_11.preset(number, called, json_object(config.decode("utf-8", "replace"), limits.json))
        for number, called, _, config in _named(database, "deck_config", "config", limits.presets)
    }
    return notetypes, decks, presets


def _text(database: UntrustedDatabase, column: str) -> str:
    ((value,),) = _rows(database, f"SELECT CAST({column} AS TEXT) FROM col ORDER BY id LIMIT 1")
    return value or ""


def _named(
    database: UntrustedDatabase, table: str, column: str, most: int
) -> Sequence[tuple[int, str, int, bytes]]:
    """Return rows (id, name, changed, message); one more than `most` at the most."""
    return _rows(
        database,
        f"SELECT CAST(coalesce(id, 0) AS INTEGER), CAST(coalesce(name, '') AS TEXT), "
        f"CAST(coalesce(mtime_secs, 0) AS INTEGER), CAST(coalesce({column}, '') AS BLOB) "
        f"FROM {table} LIMIT {most + 1}",
    )


def _parts(database: UntrustedDatabase, table: str, limits: Limits) -> Sequence[tuple[int, str, bytes]]:
    """Return rows (note type, name, message) in order; one more than may be at the most."""
    return _rows(
        database,
        "SELECT CAST(coalesce(ntid, 0) AS INTEGER), CAST(coalesce(name, '') AS TEXT), "
        f"CAST(coalesce(config, '') AS BLOB) FROM {table} ORDER BY ntid, ord LIMIT {limits.parts + 1}",
    )


def _rows(database: UntrustedDatabase, statement: str) -> list[Any]:
    return database.connection.execute(statement).fetchall()


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn what is found wrong in JSON and messages into a sentence."""
    try:
        yield
    except (ValueError, RecursionError) as error:
        raise damaged(name, "its note types, decks or settings cannot be read") from error
