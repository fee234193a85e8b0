"""The whole way in one zone, for a process of its own: sixty days here, to a real Anki, and back.

Prints as JSON what differs on the way. Anki takes its zone from the environment, so TZ is set outside.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.consts import QUEUE_TYPE_DAY_LEARN_RELEARN
from anki.deck_config_pb2 import UpdateDeckConfigsRequest
from anki.decks import DeckId

from roadmap_cards.library.exchange import ExportOrder
from roadmap_cards.library.library import Library, OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.day import date_of
from roadmap_cards.study.history import replay
from roadmap_cards.work import unheard
from sixty_days import study
from ticking_clock import Clock

if TYPE_CHECKING:
    from anki.cards import CardId  # before anki.collection it cannot be imported

Row = dict[str, object]
MEMORY = "stage, step, stability, difficulty, last_at, last_day, due_at, due_day, interval, reps, lapses"


def main(root: Path, zone: str) -> dict[str, object]:
    """Go the whole way and return what was counted and what differs."""
    here = DataFolder(root / "here")
    clock = study(here, ZoneInfo(zone))
    package = root / "out.apkg"
    with OpenCollection(here, clock) as library:
        exported = library.exports.write(ExportOrder(), package, here, unheard)
    collection = _imported(package, root / "anki")
    found: dict[str, object] = {
        "answers": exported.answers,
        "in Anki": collection.db.scalar("SELECT count() FROM revlog") if collection.db else 0,
        "due in Anki": _due_differences(here, collection),
        "states in Anki": _state_differences(here, collection, 6e-5, 6e-4),
    }
    _reckon_anew(collection)
    found["states that Anki reckons"] = _state_differences(here, collection, 1e-3, 1e-3, relative=True)
    found["problems"] = collection.fix_integrity()[0]
    packages = _packages(collection, root)
    collection = Collection(collection.path)  # Anki closes it when it packs all of it
    for name in packages:
        found[f"back by {name}"] = _back(root, here, root / name, clock)
    found["again"] = _again(here, root / packages[0], clock)
    found["home"] = _answered_there(here, collection, root, zone)
    return found


def _imported(package: Path, folder: Path) -> Collection:
    folder.mkdir()
    collection = Collection(str(folder / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    return collection


def _cards(folder: DataFolder) -> Iterator[Row]:
    with sqlite3.connect(folder.database) as file:
        file.row_factory = sqlite3.Row
        yield from map(
            dict, file.execute(f"SELECT key, suspended, flag, {MEMORY} FROM card WHERE retired = 0")
        )
    file.close()


def _keys(collection: Collection) -> dict[str, int]:
    """Return the number of each card in Anki by its key here."""
    assert collection.db
    keys = {}
    for number, fields, ordinal in collection.db.all(
        "SELECT c.id, n.flds, c.ord FROM cards c JOIN notes n ON n.id = c.nid"
    ):
        entry = fields.split("\x1f")[-1]
        keys[f"{entry}#{ordinal}"] = number
    return keys


def _in_anki(folder: DataFolder, collection: Collection) -> Iterator[tuple[Row, int]]:
    keys = _keys(collection)
    ordinals = {"main": 0, "forward": 0, "reverse": 1}
    for row in _cards(folder):
        entry, _, variant = str(row["key"]).partition("#")
        ordinal = ordinals[variant] if variant in ordinals else int(variant[1:]) - 1
        yield row, keys[f"{entry}#{ordinal}"]


def _due_differences(folder: DataFolder, collection: Collection) -> list[str]:
    assert collection.db
    today = _today()
    wrong = []
    for row, number in _in_anki(folder, collection):
        card = collection.get_card(cast("CardId", number))
        if row["stage"] is None:
            same = card.type == 0
        elif row["due_at"] is not None:
            same = card.due == int(str(row["due_at"])) // 1000
        else:
            due = today + timedelta(days=card.due - collection.sched.today)
            # In its steps a card has no interval here; Anki keeps that of the time before the lapse.
            in_steps = card.queue == QUEUE_TYPE_DAY_LEARN_RELEARN
            same = due == date_of(int(str(row["due_day"]))) and (in_steps or card.ivl == row["interval"])
        aside = card.queue == -1
        if (
            not same
            or aside != bool(row["suspended"])
            or (card.reps, card.lapses) != (row["reps"], row["lapses"])
        ):
            wrong.append(f"{row['key']}: {row} is {card.type} {card.queue} {card.due} {card.ivl}")
    return wrong


def _today() -> date:
    """Return the day that Anki takes for today: it turns at four o'clock."""
    return (datetime.now().astimezone() - timedelta(hours=4)).date()


def _state_differences(
    folder: DataFolder, collection: Collection, stability: float, difficulty: float, *, relative: bool = False
) -> list[str]:
    wrong = []
    for row, number in _in_anki(folder, collection):
        state = collection.get_card(cast("CardId", number)).memory_state
        if row["stage"] is None:
            if state is not None:
                wrong.append(f"{row['key']} is new here")
            continue
        s, d = float(str(row["stability"])), float(str(row["difficulty"]))
        allowed = stability * s if relative else stability
        if state is None or abs(state.stability - s) > allowed or abs(state.difficulty - d) > difficulty:
            wrong.append(f"{row['key']}: {s} {d} is {state}")
    return wrong


def _reckon_anew(collection: Collection) -> None:
    """Turn FSRS on, so that Anki computes every memory from the answers."""
    deck = next(one.id for one in collection.decks.all_names_and_ids() if one.name != "Default")
    state = collection.decks.get_deck_configs_for_update(DeckId(deck))
    configs = [item.config for item in state.all_config]
    configs.sort(key=lambda config: config.name == "Roadmap Cards")
    collection.decks.update_deck_configs(
        UpdateDeckConfigsRequest(
            target_deck_id=deck,
            configs=configs,
            fsrs=True,
            fsrs_reschedule=False,
            limits=state.current_deck.limits,
        )
    )


def _packages(collection: Collection, root: Path) -> list[str]:
    for legacy in (False, True):
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        path = root / f"back-{'legacy' if legacy else 'new'}.apkg"
        collection.export_anki_package(out_path=str(path), options=options, limit=None)
    collection.export_collection_package(str(root / "back.colpkg"), include_media=True, legacy=False)
    return ["back-new.apkg", "back-legacy.apkg", "back.colpkg"]


def _back(root: Path, here: DataFolder, package: Path, clock: Clock) -> dict[str, object]:
    """Import into a collection in which nothing was studied yet, and compare the two."""
    fresh = DataFolder(root / f"fresh-{package.name}")
    with OpenCollection(fresh, clock) as library:
        library.decks.load_changed(fresh)
        with closing(library.imports.read(package, fresh.root, unheard)) as found:
            taken = library.imports.take_in(found, fresh, unheard)
    mine = {str(row["key"]): row for row in _cards(here)}
    theirs = {str(row["key"]): row for row in _cards(fresh)}
    return {
        "answers": taken.imported.answers,
        "notes": taken.imported.notes,
        "cards": sorted(mine.keys() ^ theirs.keys()),
        "memories": [
            f"{mine[key]} is {theirs[key]}" for key in mine if not _same(mine[key], theirs.get(key))
        ],
        "log": _log(here) == _log(fresh),
    }


def _same(one: Row, other: Row | None) -> bool:
    if other is None:
        return False
    exact = ("stage", "step", "last_at", "last_day", "due_day", "interval", "reps", "lapses")
    if any(one[name] != other[name] for name in exact):
        return False
    if one["stage"] is None:
        return True
    seconds = [None if row["due_at"] is None else int(str(row["due_at"])) // 1000 for row in (one, other)]
    near = all(
        abs(float(str(one[name])) - float(str(other[name]))) <= 1e-9 for name in ("stability", "difficulty")
    )
    return seconds[0] == seconds[1] and near


def _log(folder: DataFolder) -> list[tuple[object, ...]]:
    """Return every answer that counts, by card: time, study day, rating, duration."""
    with sqlite3.connect(folder.database) as file:
        rows = file.execute(
            """
            SELECT card.key, review.at, review.day, review.rating, review.duration FROM review
            JOIN card ON card.id = review.card_id
            WHERE review.kind = 'answer' AND review.moved = 1
              AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.voids = review.id)
              AND coalesce((SELECT withdrawn FROM import_run WHERE id = review.import_run_id), 0) = 0
            ORDER BY card.key, review.at
            """
        ).fetchall()
    file.close()
    return rows


def _again(here: DataFolder, package: Path, clock: Clock) -> dict[str, object]:
    """Import into the collection that it came from: everything is there already."""
    before = list(_cards(here)), _log(here)
    with (
        OpenCollection(here, clock) as library,
        closing(library.imports.read(package, here.root, unheard)) as found,
    ):
        changes = found.preview.changes
    return {"changes": changes, "same": before == (list(_cards(here)), _log(here))}


def _answered_there(here: DataFolder, collection: Collection, root: Path, zone: str) -> dict[str, object]:
    """Answer cards in Anki, import them where they came from, import them again, and take it back."""
    assert collection.db
    numbers = collection.db.list("SELECT id FROM cards WHERE queue = 2 ORDER BY id LIMIT 20")
    for at, number in enumerate(numbers):
        card = collection.get_card(number)
        card.start_timer()
        collection.sched.answerCard(card, (3, 1, 2, 4)[at % 4])
    package = root / "home.apkg"
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=False
    )
    collection.export_anki_package(out_path=str(package), options=options, limit=None)
    clock = Clock(datetime.now(ZoneInfo(zone)) + timedelta(seconds=2))
    before = list(_cards(here)), _log(here)
    with OpenCollection(here, clock) as library:
        with closing(library.imports.read(package, here.root, unheard)) as found:
            answers = library.imports.take_in(found, here, unheard).imported.answers
        after = list(_cards(here)), _log(here)
        due = _due_differences(here, collection)
        states = _state_differences(here, collection, 1e-3, 2e-3, relative=True)
        replayed = [card for card in library.decks.card_keys().values() if not _replays(library, card)]
        with closing(library.imports.read(package, here.root, unheard)) as found:
            again = found.preview.changes
        library.undo()
        undone = (list(_cards(here)), _log(here)) == before
        with closing(library.imports.read(package, here.root, unheard)) as found:
            offered = found.preview.answers
        library.redo()
        redone = (list(_cards(here)), _log(here)) == after
    return {
        "answers": answers,
        "due": due,
        "states": states,
        "not replayed": replayed,
        "again": again,
        "undone": undone,
        "offered after undo": offered,
        "redone": redone,
    }


def _replays(library: Library, card: int) -> bool:
    asked = library.reviews.ask(card).card
    parameters = library.reviews.parameters
    return replay(library.reviews.log(card), asked.uuid, {parameters.id: parameters}) == asked.memory


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), sys.argv[2]), default=str))
