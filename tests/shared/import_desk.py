"""A collection of ours beside one of the real Anki, and what goes between the two."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from anki.collection import Collection, ExportAnkiPackageOptions
from anki.decks import DeckId
from anki.notes import NoteId

from roadmap_cards.library.exchange import ImportPreview
from roadmap_cards.library.imports import TakenIn
from roadmap_cards.library.library import Library
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Basic, Cloze, Reversible
from roadmap_cards.work import unheard
from ticking_clock import Clock

PICTURE = b"\x89PNG\r\n\x1a\n and what follows"


@dataclass
class ImportDesk:
    """A collection of ours, and one of the real Anki beside it."""

    library: Library
    folder: DataFolder
    clock: Clock
    anki: Collection
    root: Path

    def package(self, name: str = "from-anki.apkg", *, legacy: bool = False) -> Path:
        path = self.root / name
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        self.anki.export_anki_package(out_path=str(path), options=options, limit=None)
        return path

    def preview(self, path: Path) -> ImportPreview:
        with closing(self.library.imports.read(path, self.folder.root, unheard)) as found:
            return found.preview

    def take_in(self, path: Path) -> TakenIn:
        with closing(self.library.imports.read(path, self.folder.root, unheard)) as found:
            return self.library.imports.take_in(found, self.folder, unheard)

    def add(self, kind: str, deck: str, *fields: str) -> NoteId:
        notetype = self.anki.models.by_name(kind)
        assert notetype
        note = self.anki.new_note(notetype)
        note.fields = [*fields, *[""] * (len(note.fields) - len(fields))]
        self.anki.add_note(note, DeckId(self.anki.decks.id(deck) or 1))
        return note.id

    def answer(self, note: NoteId, *ratings: Literal[1, 2, 3, 4]) -> None:
        for card in self.anki.get_note(note).cards():
            for rating in ratings:
                card.load()
                card.start_timer()
                self.anki.sched.answerCard(card, rating)

    def card_keys(self) -> set[str]:
        return {key for key in self.library.decks.card_keys() if key.startswith("imported/")}

    def cards(self) -> dict[str, int]:
        """Return the imported cards by their question."""
        found = {}
        for key in self.card_keys():
            number = self.library.decks.card_of(key)
            body = self.library.reviews.ask(number).card.entry.body
            match body:
                case Basic():
                    found[body.prompt] = number
                case Reversible():
                    found[f"{body.term} {key.rpartition('#')[2]}"] = number
                case Cloze():
                    found[f"{body.text} {key.rpartition('#')[2]}"] = number
                case _:
                    found[key] = number
        return found

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Return all rows that an import may touch, but for those that say there was one."""
        with closing(sqlite3.connect(self.folder.database)) as file:
            return {
                table: file.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
                for table in ("roadmap", "topic", "entry", "card", "review", "anki_note", "import_run")
            }
