"""A collection as text: rows for Anki and spreadsheets, a folder of deck files, all of it as JSON."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from roadmap_cards.anki.content import DECK_SEPARATOR, FIELD_SEPARATOR
from roadmap_cards.anki.ids import guid_of
from roadmap_cards.anki.notetype_json import notetype_of
from roadmap_cards.anki.notetypes import notetypes
from roadmap_cards.anki.text.text_file import TextRow, write_rows
from roadmap_cards.anki.writing.note_fields import notes_of
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.exchange import Exported, ExportOrder, Format
from roadmap_cards.library.export_scope import OutgoingEntry, outgoing, texts_of
from roadmap_cards.library.outgoing_pictures import OutgoingPictures
from roadmap_cards.library.outgoing_rows import deck_path, tags_of
from roadmap_cards.roadmap.deck_export import deck_text
from roadmap_cards.roadmap.export_folder import write_decks
from roadmap_cards.roadmap.slug import slug
from roadmap_cards.storage import exports as queries
from roadmap_cards.storage import whole
from roadmap_cards.study.card import Deck, variants
from roadmap_cards.study.markdown import pictures
from roadmap_cards.work import Report

LONGEST_KEY = 60


def write_rows_of(
    connection: sqlite3.Connection, order: ExportOrder, path: Path, media: Path, report: Report
) -> Exported:
    """Write the notes of an order as rows of Anki's text format, without schedule and pictures.

    Raises ProblemError where the file cannot be written, CancelledError where `report` does.
    """
    rows: list[TextRow] = []
    cards = 0
    names = OutgoingPictures(media)
    kept = queries.anki_notes(connection)
    kinds = {number: notetype_of(text) for number, text in queries.anki_notetypes(connection).items()}
    ours = notetypes()
    for found in outgoing(connection, order):
        cards += len(variants(found.entry.body) or ("",))
        note = kept.get(found.row.id)
        if note is not None and found.row.guid is not None:
            fields = tuple(note.fields.split(FIELD_SEPARATOR))
            tags = tuple(note.tags.split())
            rows.append(TextRow(found.row.guid, kinds[note.notetype].name, note.deck, tags, fields))
            continue
        deck = DECK_SEPARATOR.join(deck_path(found, by_topic=order.by_topic))
        for made in notes_of(found.entry, found.row.key, found.path, names.name):
            fields = tuple(made.fields.split(FIELD_SEPARATOR))
            guid = guid_of(found.row.key + made.suffix, made.type_key)
            rows.append(TextRow(guid, ours[made.type_key].name, deck, tuple(tags_of(found)), fields))
    separator = "\t" if order.format is Format.TSV else ","
    with written_whole(path) as out:
        write_rows(out, rows, separator, report)
    return Exported(path, len(rows), cards, 0)


def write_folder(
    connection: sqlite3.Connection, order: ExportOrder, path: Path, media: Path, report: Report
) -> Exported:
    """Write the entries of an order as deck files into a new folder, one for each topic.

    Raises ProblemError where the folder is not new or empty or cannot be written, CancelledError where
    `report` does.
    """
    decks: dict[str, str] = {}
    wanted: set[str] = set()
    changed: list[str] = []
    notes = cards = 0
    homes: dict[tuple[str, str], list[OutgoingEntry]] = {}
    for found in outgoing(connection, order):
        homes.setdefault(_home(found), []).append(found)
    for (roadmap, topic), entries in homes.items():
        report("Writing decks", len(decks), 0)
        title = entries[0].row.topic_title
        deck = Deck(roadmap, topic, title, tuple(found.entry for found in entries))
        written = deck_text(deck)
        decks[f"{roadmap}/{topic}.md"] = written.text
        changed += written.changed
        notes += len(entries)
        cards += sum(len(variants(found.entry.body) or ("",)) for found in entries)
        wanted |= {name for found in entries for text in texts_of(found.entry) for name in pictures(text)}
    files = OutgoingPictures(media)
    found_files = {f"media/{name}": place for name in sorted(wanted) if (place := files.path(name))}
    write_decks(path, decks, found_files, report)
    return Exported(path, notes, cards, 0, tuple(changed))


def write_whole(connection: sqlite3.Connection, path: Path, report: Report) -> Exported:
    """Write all of a collection as JSON, with every answer ever given.

    Raises ProblemError where the file cannot be written, CancelledError where `report` does.
    """
    with written_whole(path) as out:
        whole.dump(connection, out, report)
    return Exported(path, *queries.totals(connection))


def _home(found: OutgoingEntry) -> tuple[str, str]:
    roadmap, topic, _ = found.row.key.split("/")
    return slug(roadmap, LONGEST_KEY), slug(topic, LONGEST_KEY)


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """Give a file to write that takes its place only when all is written; else nothing is left of it.

    Raises ProblemError where it cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise ProblemError(
            f"{path} cannot be written: {error.strerror or error}.",
            hint="Free some space there, or choose another folder.",
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
