"""`ids`: the ledgers of published ids, compared with the decks and written."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.deck_file import read_deck_file
from roadmap_cards.roadmap.deck_folder import write_ledger
from roadmap_cards.roadmap.id_check import DeckOnDisk, IdReport, LedgerOnDisk, check_ids
from roadmap_cards.roadmap.ledger import FOLDER
from roadmap_cards.roadmap.lint import deck_paths, folder_key
from roadmap_cards.study.wording import counted


def run_ids(folder: Path | None, *, write: bool) -> int:
    """Print what of the published ids is lost; 1 if anything is. With `write`, publish first what is new."""
    where = folder or shipped("decks")
    if not where.is_dir():
        raise ProblemError(f"{where} is not a folder.", hint="Name the folder that holds the deck files.")
    reports = _reports(where)
    if write:
        _write(reports)
        reports = _reports(where)
    flaws = [flaw for report in reports.values() for flaw in report.flaws]
    for flaw in flaws:
        print(flaw)
    errors = sum(not flaw.warning for flaw in flaws)
    published = sum(report.published for report in reports.values())
    print(
        f"{counted(published, 'published id')}: "
        f"{counted(errors, 'error')}, {counted(len(flaws) - errors, 'warning')}"
    )
    return 1 if errors else 0


def _reports(where: Path) -> dict[Path, IdReport]:
    """Return what is found in each folder of decks: those of one roadmap lie together."""
    homes: defaultdict[Path, list[DeckOnDisk]] = defaultdict(list)
    for path in deck_paths(where):
        homes[path.parent].append(_deck(path, where))
    for ledger in [*where.glob(f"{FOLDER}/*.tsv"), *where.glob(f"*/{FOLDER}/*.tsv")]:
        homes.setdefault(ledger.parent.parent, [])
    return {home: _check(home, decks, where) for home, decks in sorted(homes.items())}


def _deck(path: Path, folder: Path) -> DeckOnDisk:
    where = path.relative_to(folder).as_posix()
    read = read_deck_file(path, roadmap=folder_key(path), where=where)
    topic = read.deck.topic if read.deck else path.stem
    sound = not any(not flaw.warning for flaw in read.flaws)
    return DeckOnDisk(where, topic, read.deck if sound else None)


def _check(home: Path, decks: list[DeckOnDisk], folder: Path) -> IdReport:
    place = home / FOLDER
    topics = {deck.topic for deck in decks} | {path.stem for path in place.glob("*.tsv")}
    ledgers = {topic: _ledger(place / f"{topic}.tsv", folder) for topic in sorted(topics)}
    return check_ids(decks, ledgers)


def _ledger(path: Path, folder: Path) -> LedgerOnDisk:
    where = path.relative_to(folder).as_posix()
    try:
        return LedgerOnDisk(where, path.read_text(encoding="utf-8") if path.exists() else "")
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemError(
            f"The ledger {path} cannot be read: {error}.", hint="Restore it as it was written."
        ) from error


def _write(reports: dict[Path, IdReport]) -> None:
    for home, report in reports.items():
        for topic, text in report.ledgers.items():
            write_ledger(home / FOLDER / f"{topic}.tsv", text)
    files = sum(len(report.ledgers) for report in reports.values())
    new = sum(report.new for report in reports.values())
    print(
        f"{counted(files, 'ledger')} written, {counted(new, 'id')} published." if files else "All is written."
    )
