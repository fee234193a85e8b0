"""The real Anki takes our packages: imports as its dialogue does, and cards as it shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportLogWithChanges,
)
from anki.decks import DeckId
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition
from anki.notes import Note

IF_NEWER = ImportAnkiPackageUpdateCondition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER


@contextmanager
def anki_collection(folder: Path, name: str = "anki") -> Iterator[Collection]:
    """Give an empty collection in a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    collection = Collection(str(folder / f"{name}.anki2"))
    try:
        yield collection
    finally:
        collection.close()


def import_package(
    collection: Collection, package: Path, *, scheduling: bool = True, merge: bool = False
) -> ImportLogWithChanges.Log:
    """Import a package as the dialogue does with “learning progress” and “deck presets” ticked or not."""
    done = collection.import_anki_package(
        ImportAnkiPackageRequest(
            package_path=str(package),
            options=ImportAnkiPackageOptions(
                merge_notetypes=merge,
                update_notes=IF_NEWER,
                update_notetypes=IF_NEWER,
                with_scheduling=scheduling,
                with_deck_configs=scheduling,
            ),
        )
    )
    # What Python remembers of the note types is stale now.
    collection.models._clear_cache()
    return done.log


def new_note(collection: Collection, notetype: str, **fields: str) -> Note:
    """Add a note of one of Anki's own types to the deck “Default”."""
    type_ = collection.models.by_name(notetype)
    assert type_ is not None
    note = collection.new_note(type_)
    for name, html in fields.items():
        note[name] = html
    collection.add_note(note, DeckId(1))
    return note


def without_style(html: str) -> str:
    """Return a rendered card without its style sheet, and without what Anki adds to a gap for itself."""
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r' data-(?:cloze|ordinal)="[^"]*"', "", body).strip()
