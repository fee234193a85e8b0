from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from anki.collection import Collection

from anki_desktop import anki_collection, import_package
from roadmap_cards.anki.content import FIELD_SEPARATOR, Answer
from roadmap_cards.anki.media_names import content_name
from roadmap_cards.anki.writing.package_writer import LARGE, write_package
from roadmap_cards.work import unheard
from sample_package import CREATED, PRESET, WEIGHTS, SamplePackage, studied_package

if TYPE_CHECKING:
    from anki.cards import Card

TODAY = 700


def card_of(collection: Collection, key: str) -> Card:
    """Return the (first) card of a note, by the key of its entry."""
    (found, *_) = collection.find_cards(f'"Source ID:{key}"')
    return collection.get_card(found)


def due_date(collection: Collection, card: Card) -> str:
    assert collection.db is not None
    made = datetime.fromtimestamp(collection.db.scalar("select crt from col"), tz=UTC).astimezone()
    return str(made.date() + timedelta(days=card.due))


def test_everything_arrives_in_anki(tmp_path: Path) -> None:
    package = studied_package(TODAY)
    written = package.write(tmp_path / "ours.apkg")
    assert (written.notes, written.cards, written.answers) == (10, 12, 6)
    assert written.size == (tmp_path / "ours.apkg").stat().st_size
    with anki_collection(tmp_path) as collection:
        log = import_package(collection, tmp_path / "ours.apkg")
        assert len(log.new) == 10
        names = {deck.name for deck in collection.decks.all_names_and_ids()}
        assert names == {"Default", "Roadmap", "Roadmap::Middle", "Roadmap::Middle::Attention"}
        deck = collection.decks.by_name("Roadmap::Middle::Attention")
        assert deck is not None
        assert deck["desc"] == "What attention is."
        types = {name.name for name in collection.models.all_names_and_ids()}
        assert types >= {f"Roadmap Cards {kind}" for kind in ("Basic", "Reversed", "Cloze", "Choice")}
        for row in package.notes:
            note = collection.get_note(collection.find_notes(f"nid:{row.id}")[0])
            assert (note.guid, note.mod, note.mid) == (row.guid, row.changed, row.notetype)
            assert FIELD_SEPARATOR.join(note.fields) == row.fields
            assert sorted(note.tags) == sorted(row.tags.split())
        notes = map(collection.get_note, sorted(collection.find_notes("")))
        assert [len(note.card_ids()) for note in notes] == [1, 1, 1, 1, 1, 1, 1, 2, 2, 1]


def test_the_schedule_arrives_in_anki(tmp_path: Path) -> None:
    package = studied_package(TODAY)
    package.write(tmp_path / "ours.apkg")
    with anki_collection(tmp_path) as collection:
        import_package(collection, tmp_path / "ours.apkg")
        for row in package.cards:
            card = collection.get_card(collection.find_cards(f"cid:{row.id}")[0])
            assert (card.type, card.queue, card.ord) == (row.type, row.queue, row.ordinal)
            assert (card.ivl, card.factor, card.reps) == (row.interval, row.factor, row.reps)
            assert (card.lapses, card.left, card.flags) == (row.lapses, row.left, row.flags)
            memory = json.loads(row.data)
            if memory:
                assert card.memory_state is not None
                assert card.memory_state.stability == pytest.approx(memory["s"], abs=6e-5)
                assert card.memory_state.difficulty == pytest.approx(memory["d"], abs=6e-4)
                assert card.last_review_time == memory["lrt"]
        # Days are kept as dates, times as they are.
        assert card_of(collection, "learning").due == CREATED + TODAY * 86_400 + 30_000
        for key, days in (("review", 9), ("learning-later", 1), ("relearning", 1), ("suspended", 4)):
            day = datetime.fromtimestamp(CREATED, tz=UTC) + timedelta(days=TODAY + days)
            assert due_date(collection, card_of(collection, key)) == str(day.date())
        columns = "id, cid, ease, ivl, lastIvl, factor, time, type"
        assert collection.db is not None
        log = collection.db.all(f"select {columns} from revlog order by id")
        assert [Answer(*row) for row in log] == sorted(package.answers)


def test_the_preset_arrives_in_anki(tmp_path: Path) -> None:
    studied_package(TODAY).write(tmp_path / "ours.apkg")
    with anki_collection(tmp_path) as collection:
        import_package(collection, tmp_path / "ours.apkg")
        deck = collection.decks.by_name("Roadmap::Middle::Attention")
        assert deck is not None
        preset = collection.decks.config_dict_for_deck_id(deck["id"])
    assert (preset["id"], preset["name"]) == (PRESET, "Roadmap Cards")
    assert preset["fsrsParams6"] == pytest.approx(WEIGHTS)
    assert preset["desiredRetention"] == pytest.approx(0.88)
    assert preset["new"]["delays"] == [1.0, 10.0]
    assert preset["lapse"]["delays"] == [10.0]
    assert (preset["rev"]["maxIvl"], preset["new"]["perDay"], preset["rev"]["perDay"]) == (3650, 7, 300)


def test_anki_leaves_the_ratings_of_the_log_alone(tmp_path: Path) -> None:
    """A package that does not say which scheduler it comes from has its learning answers rewritten."""
    package = studied_package(TODAY)
    card = package.cards[1]
    package.answers = [
        Answer(1_745_000_000_000 + number, card.id, number % 4 + 1, -600, 0, 500, 9000, number % 3)
        for number in range(120)
    ]
    package.write(tmp_path / "ours.apkg")
    with anki_collection(tmp_path) as collection:
        import_package(collection, tmp_path / "ours.apkg")
        assert collection.db is not None
        ratings = collection.db.list("select ease from revlog")
    assert Counter(ratings) == {1: 30, 2: 30, 3: 30, 4: 30}


def test_pictures_arrive_under_the_name_of_their_content(tmp_path: Path) -> None:
    picture = tmp_path / "loss.PNG"
    picture.write_bytes(b"\x89PNG" * 1000)
    name = content_name(picture)
    package = SamplePackage()
    package.add("b", "basic", f'<img src="{name}">')
    package.media = {name: picture}
    package.write(tmp_path / "ours.apkg")
    with anki_collection(tmp_path) as collection:
        import_package(collection, tmp_path / "ours.apkg")
        assert (Path(collection.media.dir()) / name).read_bytes() == picture.read_bytes()
        assert name in collection.get_note(collection.find_notes("")[0]).fields[0]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    pictures = {name: tmp_path / name for name in ("a.png", "b.png")}
    for name, picture in pictures.items():
        picture.write_text(name)
    digests = set()
    for name in ("one.apkg", "two.apkg"):
        package = studied_package(TODAY)
        # The order in which things were found says nothing.
        package.media = dict(sorted(pictures.items(), reverse=name == "two.apkg"))
        package.types = dict(sorted(package.types.items(), reverse=name == "two.apkg"))
        package.write(tmp_path / name)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_old_readers_find_the_same_collection(tmp_path: Path) -> None:
    studied_package(TODAY).write(tmp_path / "ours.apkg")
    with ZipFile(tmp_path / "ours.apkg") as package:
        assert package.read("meta") == b"\x08\x02"
        assert package.read("collection.anki21") == package.read("collection.anki2")
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        (tmp_path / "db").write_bytes(package.read("collection.anki21"))
    # SQLite would note its own version here, and another one would give other bytes.
    assert int.from_bytes((tmp_path / "db").read_bytes()[96:100], "big") == 3_040_000
    with closing(sqlite3.connect(tmp_path / "db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT sfld FROM notes ORDER BY id").fetchone() == ("What is new?",)


def test_a_large_package_tells_old_readers_that_they_are_old(tmp_path: Path) -> None:
    package = SamplePackage()
    package.add("large", "basic", "x" * LARGE)
    package.write(tmp_path / "ours.apkg")
    with ZipFile(tmp_path / "ours.apkg") as whole, ZipFile(tmp_path / "old.apkg", "w") as old:
        assert whole.getinfo("collection.anki21").file_size > LARGE
        assert whole.getinfo("collection.anki2").file_size < 100_000
        old.writestr("collection.anki2", whole.read("collection.anki2"))
        old.writestr("media", "{}")
    with anki_collection(tmp_path) as collection:
        import_package(collection, tmp_path / "old.apkg")
        (note,) = collection.find_notes("")
        assert "too old" in collection.get_card(collection.find_cards(f"nid:{note}")[0]).question()


def test_anki_finds_nothing_to_mend(tmp_path: Path) -> None:
    studied_package(TODAY).write(tmp_path / "ours.apkg")
    with anki_collection(tmp_path) as collection:
        import_package(collection, tmp_path / "ours.apkg")
        assert collection.fix_integrity()[1]


def test_every_state_can_be_answered_in_anki(tmp_path: Path) -> None:
    studied_package(TODAY).write(tmp_path / "ours.apkg")
    with anki_collection(tmp_path) as collection:
        import_package(collection, tmp_path / "ours.apkg")
        collection.sched.unsuspend_cards(collection.find_cards("is:suspended"))
        collection.sched.unbury_cards(collection.find_cards("is:buried"))
        deck = collection.decks.by_name("Roadmap")
        assert deck is not None
        collection.decks.select(deck["id"])
        for _ in range(5):
            card = collection.sched.getCard()
            assert card is not None
            before = card.reps
            collection.sched.answerCard(card, 3)
            assert collection.get_card(card.id).reps == before + 1


def test_rows_can_come_from_anywhere(tmp_path: Path) -> None:
    """Rows that are read one by one are written without being held."""
    package = studied_package(TODAY)
    package.write(tmp_path / "a.apkg")
    rows = (iter(package.notes), iter(package.cards), iter(package.answers))
    write_package(tmp_path / "b.apkg", package.head(), *rows, {}, unheard)
    assert (tmp_path / "a.apkg").read_bytes() == (tmp_path / "b.apkg").read_bytes()
