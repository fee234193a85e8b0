"""Makes Anki's collection of the same notes, cards and answers: what Anki itself takes in from our export.

From plain notes all fields but the question and the answer are taken away before, so that they are what a
person would have typed there.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from roadmap_cards.anki.content import FIELD_SEPARATOR, NoteType, Template
from roadmap_cards.anki.reading.limits import Limits
from roadmap_cards.anki.reading.package_reader import read_package
from roadmap_cards.anki.writing.package_writer import write_package
from roadmap_cards.settings import Learning
from roadmap_cards.work import unheard

FILE = "collection.anki2"
ROOT_DECK = "A roadmap"
OWN_PACKAGE = Limits(
    database=1 << 36, text=1 << 34, notes=10_000_000, cards=10_000_000, answers=100_000_000, seconds=3600.0
)
"""What is read here was written here: it may be larger than what a person may hand in."""

MOST_REVIEWS = 9_999
"""Reviews a day: ours has no limit by itself, Anki none above this one."""


def as_typed_in_anki(package: Path, target: Path, scratch: Path) -> None:
    """Write a package again with notes of two fields, as if they had been typed in Anki."""
    kind = NoteType(
        id=1_600_000_000_000,
        name="Plain",
        fields=("Front", "Back"),
        templates=(Template("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),),
        stock=1,
    )
    with read_package(package, scratch, unheard, OWN_PACKAGE) as found:
        content = found.content
    notes = [
        note._replace(notetype=kind.id, fields=FIELD_SEPARATOR.join(note.fields.split(FIELD_SEPARATOR)[:2]))
        for note in content.notes
    ]
    head = replace(content.head, notetypes={kind.id: kind})
    write_package(target, head, notes, content.cards, content.answers, {}, unheard)


def make_anki(folder: Path, package: Path) -> None:
    """Make Anki's collection of what is in a package, scheduled by FSRS.

    A day has as many new cards as in ours, and as many reviews as there can be.
    """
    folder.mkdir()
    collection = Collection(str(folder / FILE))
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    collection.set_config("fsrs", True)
    for preset in collection.decks.all_config():
        preset["rev"]["perDay"] = MOST_REVIEWS
        preset["new"]["perDay"] = Learning().new_per_day
        collection.decks.update_config(preset)
    collection.decks.select(collection.decks.id(ROOT_DECK))
    collection.close()
