"""Actions of importing: read a file, say what it would bring, take it in as one step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from roadmap_cards.anki.content import NoteType
from roadmap_cards.anki.history import StudyDays
from roadmap_cards.anki.notes.losses import loss_sentences
from roadmap_cards.anki.notes.mapping import MappedNote, map_notes
from roadmap_cards.anki.notetype_json import notetype_of
from roadmap_cards.anki.notetypes import notetypes
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.change import IMPORTED, Change
from roadmap_cards.library.clock import offset_at
from roadmap_cards.library.exchange import Imported, ImportPreview
from roadmap_cards.library.incoming import Collection, IncomingNote, arrival, incoming
from roadmap_cards.library.incoming_file import IncomingFile, open_file
from roadmap_cards.library.incoming_media import IncomingMedia
from roadmap_cards.library.incoming_place import BETWEEN, TITLE, deck_title
from roadmap_cards.library.incoming_writer import IncomingWriter
from roadmap_cards.library.whole_import import WHOLE, WholeCollection, look_at_whole, restore_whole
from roadmap_cards.paths import DataFolder
from roadmap_cards.settings import Learning
from roadmap_cards.storage import backup, known_notes
from roadmap_cards.storage import exports as export_queries
from roadmap_cards.storage import imports as queries
from roadmap_cards.storage import today as day_queries
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.undo import Step
from roadmap_cards.study.day import Moment
from roadmap_cards.study.wording import counted
from roadmap_cards.work import Report, collector_at_rest


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read, and what it would bring."""

    file: IncomingFile
    mapped: Sequence[MappedNote]
    preview: ImportPreview

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came in, the step that takes it back, and the notice of it.

    There is no step where a whole collection was put in the place of an empty one, or where nothing was new.
    """

    imported: Imported
    step: Step | None
    change: Change


class Imports:
    """Importing. Reached as `library.imports`."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], Moment],
        zone: Callable[[], tzinfo],
        learning: Callable[[], Learning],
        tell: Callable[[Change], None],
    ) -> None:
        """Work on an open collection; `zone` is the machine's, `tell` is called with every change."""
        self._database = database
        self._now = now
        self._zone = zone
        self._learning = learning
        self._tell = tell

    def read(self, path: Path, scratch: Path, report: Report) -> Incoming | WholeCollection:
        """Read a file and find out what it would bring; nothing is changed. The caller closes what it gets.

        `scratch` is a folder for what has to be unpacked. Raises ProblemError where the file cannot be read,
        CancelledError where `report` does.
        """
        if path.suffix.lower() == WHOLE:
            return look_at_whole(self._database, path)
        file = open_file(path, scratch, report, self._known_notetypes())
        try:
            with collector_at_rest():
                mapped = map_notes(file.content, report)
                notes = self._incoming(file, mapped)
                return Incoming(file, mapped, _preview(path, file, notes))
        except BaseException:
            file.close()
            raise

    def take_in(self, found: Incoming | WholeCollection, folder: DataFolder, report: Report) -> TakenIn:
        """Take in what was read, after a backup, as one step that undo takes back.

        Raises ProblemError, and leaves everything as it was, where the disk is full; CancelledError where
        `report` does.
        """
        report("Making a backup", 0, 0)
        backup.make(self._database.path, folder.backups, self._now(), label=backup.BEFORE_IMPORT)
        if isinstance(found, WholeCollection):
            change = restore_whole(self._database, found, folder, report)
            self._tell(change)
            entries, _, answers = export_queries.totals(self._database.plain)
            return TakenIn(Imported(entries, 0, answers, 0, can_undo=False), None, change)
        name = f"Import {found.preview.path.name}"
        media = IncomingMedia(folder.media, found.file)
        try:
            with collector_at_rest(), self._database.change(name) as tx:
                # What was shown may have been some time ago; from here on nobody else writes.
                notes = [note for note in self._incoming(found.file, found.mapped) if note.changes]
                if not notes:
                    return TakenIn(Imported(0, 0, 0, 0, can_undo=False), None, Change(name, frozenset()))
                present = self._now()
                writer = IncomingWriter(
                    tx,
                    queries.begin(tx, found.preview.path.name, present.at),
                    found.file.content,
                    StudyDays(offset_at(self._zone()), self._learning().day_start),
                    day_queries.parameters(self._database.plain),
                    self._learning().target_recall,
                    present,
                    media,
                    report,
                )
                imported = writer.write(notes)
        except sqlite3.IntegrityError as error:
            media.take_back()
            raise ProblemError(
                f"{found.preview.path.name} holds notes that exclude each other: {error}.",
                hint="Nothing was changed. Export it again in Anki, or leave these notes out there.",
            ) from error
        except BaseException:
            media.take_back()
            raise
        change = Change(name, IMPORTED)
        self._tell(change)
        return TakenIn(imported, self._database.undo_stack.done[-1], change)

    def _incoming(self, file: IncomingFile, mapped: Sequence[MappedNote]) -> list[IncomingNote]:
        """Return what would become of each note now."""
        connection = self._database.plain
        here = Collection(
            known_notes.known_entries(connection),
            known_notes.known_cards(connection),
            known_notes.answer_times(connection),
        )
        return incoming(file.content, mapped, here, self._now().at)

    def _known_notetypes(self) -> dict[str, NoteType]:
        """Return the note types that a text file may name: ours, and those that came from Anki."""
        kept = map(notetype_of, export_queries.anki_notetypes(self._database.plain).values())
        return {kind.name: kind for kind in (*kept, *notetypes().values())}


def _preview(path: Path, file: IncomingFile, notes: Sequence[IncomingNote]) -> ImportPreview:
    arrivals = tuple(map(arrival, notes))
    answers = sum(note.answers for note in notes)
    home = sum(note.answers for note in notes if not note.fresh)
    uncounted = sum(note.uncounted for note in notes)
    questions = f"{counted(uncounted, 'answer')} on a question, which makes no card here, will not count."
    return ImportPreview(
        path=path,
        source=f"{counted(len(notes), 'note')} from {file.origin}",
        into=_into(file, notes),
        arrivals=arrivals,
        answers=answers,
        home=home,
        warnings=(
            *file.warnings,
            *loss_sentences(loss for note in notes for loss in note.mapped.lost),
            *([questions] if uncounted else []),
        ),
        changes=any(note.changes for note in notes),
    )


def _into(file: IncomingFile, notes: Sequence[IncomingNote]) -> str:
    """Return where the new notes go; empty where there are none."""
    names = {note.mapped.deck for note in notes if note.fresh and note.mapped.entry and not note.mapped.key}
    if not names:
        return "your decks" if any(note.fresh for note in notes) else ""
    if len(names) > 1:
        return f"{TITLE}{BETWEEN}{len(names)} decks"
    deck = file.content.head.decks.get(names.pop())
    return f"{TITLE}{BETWEEN}{deck_title(deck.name if deck else '')}"
