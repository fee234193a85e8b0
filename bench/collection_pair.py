"""Makes the collections of both programs at one size, with the same cards, or finds those made before.

A pair is made once for a study day, a format and the shipped decks; what stands in the cache is only ever
copied. As a program of its own it makes one pair and prints its folder, so that its memory is its own:

    python -m bench.collection_pair CARDS TEXTS CACHE
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bench.anki_collection import as_typed_in_anki, make_anki
from bench.our_collection import DUE, make_ours, plain_entries, shipped_entries

import roadmap_cards
from roadmap_cards.library.clock import local_now
from roadmap_cards.library.exchange import ExportOrder
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.library.statistics import catch_up
from roadmap_cards.paths import DataFolder, shipped
from roadmap_cards.storage.migrations import STEPS
from roadmap_cards.study.day import moment
from roadmap_cards.work import unheard

OURS, ANKI = "ours", "anki"
PLAIN, SHIPPED = "plain", "shipped"
"""What stands on the cards: short plain texts, or the shipped decks again and again."""


def find_pair(cards: int, texts: str, cache: Path) -> Path:
    """Return the folder that holds the pair of this size, made where there is none yet."""
    folder = cache / f"{cards}-{texts}-{_fingerprint()}"
    if not folder.exists():
        command = [sys.executable, "-m", "bench.collection_pair", str(cards), texts, str(folder)]
        subprocess.run(command, check=True, stdout=sys.stderr)
    return folder


def copy_pair(pair: Path, target: Path) -> None:
    """Copy both collections of a pair, so that they can be changed."""
    for name in (OURS, ANKI):
        shutil.copytree(pair / name, target / name)


def make_pair(cards: int, texts: str, folder: Path) -> None:
    """Make both collections; the folder is there whole or not at all."""
    unfinished = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    ours, package = DataFolder(unfinished / OURS), unfinished / "first.apkg"
    make_ours_only(ours, cards, texts, DUE)
    with OpenCollection(ours, local_now) as library:
        library.exports.write(ExportOrder(), package, ours, unheard)
    if texts == PLAIN:
        typed = unfinished / "typed.apkg"
        as_typed_in_anki(package, typed, unfinished)
        package.unlink()
        package = typed
    make_anki(unfinished / ANKI, package)
    package.unlink()
    settle(ours)
    unfinished.rename(folder)


def make_ours_only(folder: DataFolder, cards: int, texts: str, due: float) -> None:
    """Make our collection; `due` is the share of the cards that is due."""
    aside = folder.root.with_name("decks-aside")
    entries = plain_entries(cards) if texts == PLAIN else shipped_entries(aside, cards)
    make_ours(folder, entries, cards, local_now(), due)
    shutil.rmtree(aside, ignore_errors=True)


def settle(folder: DataFolder) -> None:
    """Bring our collection to where it stands after its first start, with its cards and no others.

    The window reads the shipped decks at its start. They are read here, and their cards taken out again: the
    file then counts as read, and both programs hold as many cards.
    """
    with OpenCollection(folder, local_now) as library:
        library.decks.load_changed(folder)
    with closing(sqlite3.connect(folder.database)) as file, file:
        shipped_too = "SELECT id FROM entry WHERE deck_file_id <> 1"
        file.execute(f"DELETE FROM need WHERE entry_id IN ({shipped_too})")
        file.execute(f"DELETE FROM card WHERE entry_id IN ({shipped_too})")
        file.execute(f"DELETE FROM entry WHERE id IN ({shipped_too})")
    catch_up(folder.database)
    with closing(sqlite3.connect(folder.database)) as file:
        file.execute("VACUUM")
    for backup in folder.backups.iterdir():
        backup.unlink()


def _fingerprint() -> str:
    """Return what a pair depends on besides its size, as a few letters."""
    made_of = hashlib.sha256(str(moment(local_now()).day).encode())
    makers = [Path(__file__).with_name(f"{name}.py") for name in ("our_collection", "anki_collection")]
    roadmaps = [path for place in ("decks", "resources") for path in shipped(place).rglob("*.md")]
    for path in sorted([Path(__file__), *makers, *roadmaps]):
        made_of.update(path.read_bytes())
    made_of.update("".join([*STEPS, roadmap_cards.__version__]).encode())
    return made_of.hexdigest()[:12]


if __name__ == "__main__":
    make_pair(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
