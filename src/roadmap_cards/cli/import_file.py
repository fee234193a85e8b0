"""`import`: packages of Anki, text files and whole collections, or only what they would bring."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from roadmap_cards.cli.progress import progress
from roadmap_cards.library.clock import local_now
from roadmap_cards.library.exchange import Arrival, Fate, ImportPreview
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.wording import counted

SIGNS = {Fate.NEW: "+", Fate.HERE: "=", Fate.CANNOT: "x"}


def run_import(folder: DataFolder, path: Path, *, dry_run: bool) -> int:
    """Import a file, or tell each note that it would bring."""
    with OpenCollection(folder, local_now) as library, progress() as report:
        library.decks.load_changed(folder)
        with closing(library.imports.read(path, folder.root, report)) as found:
            preview = found.preview
            taken = None if dry_run or not preview.changes else library.imports.take_in(found, folder, report)
    print(_summary(preview))
    for warning in preview.warnings:
        print(warning)
    shown = preview.arrivals if dry_run else [one for one in preview.arrivals if one.fate is Fate.CANNOT]
    for arrival in shown:
        print(_line(arrival))
    if dry_run:
        print("Nothing was changed.")
    elif taken is None:
        print("There is nothing new in it; nothing was changed.")
    elif taken.imported.can_undo:
        done = taken.imported
        updated = f", {counted(done.updated, 'note')} edited" if done.updated else ""
        print(f"{counted(done.notes, 'note')} came in{updated}, {counted(done.answers, 'answer')}.")
    else:
        print("The collection was put in place.")
    return 0


def _summary(preview: ImportPreview) -> str:
    if not preview.arrivals:
        return f"{preview.path.name}: {preview.source}."
    counts = ", ".join(
        f"{preview.count(fate):,} {words}"
        for fate, words in ((Fate.NEW, "new"), (Fate.HERE, "already here"), (Fate.CANNOT, "cannot come"))
        if preview.count(fate)
    )
    into = f" into {preview.into}" if preview.into else ""
    home = f"; {counted(preview.home, 'answer')} on cards that are here" if preview.home else ""
    return f"{preview.path.name}: {preview.source}{into}: {counts}{home}."


def _line(arrival: Arrival) -> str:
    return f"{SIGNS[arrival.fate]} {arrival.text or '(no text)'} [{arrival.kind}]: {arrival.outcome}"
