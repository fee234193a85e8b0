"""What is read of a package is what the real Anki has in its collection, whichever way it packed it."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import zstandard
from anki.collection import Collection

from made_package import Made, collection_11, package
from real_anki import PACKAGES, WEIGHTS, make_packages
from roadmap_cards.anki.content import FIELD_SEPARATOR
from roadmap_cards.anki.reading.archive import Variant
from roadmap_cards.anki.reading.package_reader import OpenPackage, read_package
from roadmap_cards.errors import ProblemError
from roadmap_cards.work import CancelledError, unheard

CARD_COLUMNS = (
    'id, nid, did, ord, mod, type, queue, due, ivl, factor, reps, lapses, "left", odue, odid, flags, data'
)


class Real(NamedTuple):
    collection: Collection
    folder: Path


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    folder = tmp_path_factory.mktemp("anki")
    collection = make_packages(folder)
    yield Real(collection, folder)
    collection.close()


@pytest.fixture(params=PACKAGES)
def read(request: pytest.FixtureRequest, real: Real, tmp_path: Path) -> Iterator[OpenPackage]:
    """Yield each of the four packages, read."""
    with read_package(real.folder / request.param, tmp_path, unheard) as opened:
        assert list(tmp_path.iterdir()) == []
        yield opened


def rows(collection: Collection, statement: str) -> list[tuple[object, ...]]:
    assert collection.db
    return [tuple(row) for row in collection.db.all(statement)]


def test_every_card_is_read_as_anki_has_it(read: OpenPackage, real: Real) -> None:
    truth = rows(real.collection, f"SELECT {CARD_COLUMNS} FROM cards ORDER BY id")
    assert {card.queue for card in read.content.cards} >= {-3, -1, 0, 1, 2}
    assert list(read.content.cards) == truth
    assert read.warnings == ()


def test_every_note_is_read_as_anki_has_it(read: OpenPackage, real: Real) -> None:
    truth = rows(real.collection, "SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id")
    assert len(truth) == 15
    assert list(read.content.notes) == truth


def test_every_answer_is_read_as_anki_has_it(read: OpenPackage, real: Real) -> None:
    truth = rows(
        real.collection, "SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id"
    )
    assert {answer.rating for answer in read.content.answers} == {0, 1, 2, 3, 4}
    assert list(read.content.answers) == truth


def test_decks_have_their_names_descriptions_and_presets(read: OpenPackage, real: Real) -> None:
    found = {
        (deck.id, deck.name, deck.filtered, deck.description) for deck in read.content.head.decks.values()
    }
    assert found == {
        (deck["id"], deck["name"], bool(deck["dyn"]), deck.get("desc", ""))
        for deck in real.collection.decks.all()
    }
    lists = next(deck for deck in read.content.head.decks.values() if deck.name == "Roadmap::Basics::Lists")
    assert read.content.head.presets[lists.preset].name == "Fast"


def test_a_preset_is_read_with_every_setting(read: OpenPackage) -> None:
    fast = next(preset for preset in read.content.head.presets.values() if preset.name == "Fast")
    assert fast.weights == WEIGHTS
    assert fast.target_recall == 0.87
    assert (fast.learning_steps, fast.relearning_steps) == ((1.5, 12.0), ())
    assert (fast.new_per_day, fast.reviews_per_day, fast.maximum_interval) == (0, 200, 365)


def test_note_types_have_anki_s_fields_and_templates(read: OpenPackage, real: Real) -> None:
    used = {note.notetype for note in read.content.notes}
    assert len(used) == 4
    for number in used:
        kind = read.content.head.notetypes[number]
        truth = real.collection.models.get(number)  # type: ignore[arg-type] # a number is enough
        assert truth
        assert (kind.name, kind.css, kind.cloze) == (truth["name"], truth["css"], truth["type"] == 1)
        assert (kind.stock, kind.sort_field) == (truth["originalStockKind"], truth["sortf"])
        assert list(zip(kind.fields, kind.field_ids, strict=True)) == [
            (field["name"], field["id"]) for field in truth["flds"]
        ]
        assert [(side.name, side.front, side.back, side.id) for side in kind.templates] == [
            (side["name"], side["qfmt"], side["afmt"], side["id"]) for side in truth["tmpls"]
        ]


def test_media_files_come_under_their_own_names(read: OpenPackage) -> None:
    assert sorted(read.content.media.values()) == ["größe é.png", "tone.mp3"]
    assert read.media_bytes("größe é.png") == b"\x89PNG and more" * 1000
    assert read.media_bytes("tone.mp3") == b""
    assert read.left_out == ()


def test_the_clock_of_the_collection_is_read(read: OpenPackage, real: Real) -> None:
    ((created,),) = rows(real.collection, "SELECT crt FROM col")
    assert read.content.head.created == created
    assert read.content.head.minutes_west == real.collection.get_config("creationOffset")
    # Anki leaves the hour out of a package of decks.
    assert read.content.head.rollover == (3 if read.whole else 4)


def test_the_kind_of_each_package_is_told(real: Real, tmp_path: Path) -> None:
    found = []
    for name in PACKAGES:
        with read_package(real.folder / name, tmp_path, unheard) as opened:
            found.append((opened.variant, opened.whole, opened.content.head.schema))
    latest, legacy = (Variant.LATEST, 18), (Variant.LEGACY_2, 11)
    assert found == [
        (variant, whole, schema) for whole in (False, True) for variant, schema in (latest, legacy)
    ]


def test_a_collection_renamed_to_a_deck_package_is_read_all_the_same(real: Real, tmp_path: Path) -> None:
    renamed = tmp_path / "renamed.apkg"
    renamed.write_bytes((real.folder / "new.colpkg").read_bytes())
    with read_package(renamed, tmp_path, unheard) as opened:
        assert len(opened.content.cards) == 18


def test_cancelling_at_any_moment_leaves_nothing_behind(real: Real, tmp_path: Path) -> None:
    seen: list[str] = []
    read_package(real.folder / "new.apkg", tmp_path, lambda doing, _done, _of: seen.append(doing)).close()
    assert {"Unpacking", "Reading notes", "Reading cards", "Reading answers"} <= set(seen)
    for moment in range(len(seen)):
        left = [moment]

        def report(_doing: str, _done: int, _of: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise CancelledError

        with pytest.raises(CancelledError):
            read_package(real.folder / "new.apkg", tmp_path, report)
        assert list(tmp_path.iterdir()) == []


def test_a_reading_that_takes_too_long_is_ended(real: Real, tmp_path: Path) -> None:
    times = iter([0.0, *(float(60 * at) for at in range(100))])
    with pytest.raises(ProblemError, match=r"new\.apkg takes longer than 120 seconds"):
        read_package(real.folder / "new.apkg", tmp_path, unheard, clock=lambda: next(times))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("schema", [14, 15])
def test_schemas_between_the_oldest_and_the_newest_are_read(real: Real, tmp_path: Path, schema: int) -> None:
    """Schema 14 has presets and settings in tables of their own, but as JSON; 15 has all as in 18."""
    source = "legacy.colpkg" if schema == 14 else "new.colpkg"
    with read_package(real.folder / source, tmp_path, unheard) as opened:
        wanted = opened.content
        member = opened.variant
    path = tmp_path / "collection.db"
    with zipfile.ZipFile(real.folder / source) as archive:
        path.write_bytes(_database(archive, member))
    file = sqlite3.connect(path, isolation_level=None)
    file.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    if schema == 14:
        file.executescript(
            "CREATE TABLE deck_config (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase, "
            "mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL);"
            "CREATE TABLE config (KEY text NOT NULL PRIMARY KEY, usn integer NOT NULL, "
            "mtime_secs integer NOT NULL, val blob NOT NULL) without rowid;"
            "INSERT INTO config SELECT key, 0, 0, CAST(value AS BLOB) FROM json_each("
            "(SELECT conf FROM col));"
            "INSERT INTO deck_config SELECT json_extract(value, '$.id'), json_extract(value, '$.name'), 0, "
            "0, CAST(value AS BLOB) FROM json_each((SELECT dconf FROM col));"
            "UPDATE col SET conf = '', dconf = '';"
        )
    file.execute("UPDATE col SET ver = ?", [schema])
    file.close()
    older = package(tmp_path / "older.apkg", path.read_bytes())
    with read_package(older, tmp_path, unheard) as opened:
        head = opened.content.head
        assert head.schema == schema
        assert (head.decks, head.presets) == (wanted.head.decks, wanted.head.presets)
        assert (head.notetypes, head.rollover) == (wanted.head.notetypes, 3)
        assert opened.content.cards == wanted.cards


def _database(archive: zipfile.ZipFile, variant: Variant) -> bytes:
    if variant is Variant.LATEST:
        packed = archive.read("collection.anki21b")
        return zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    return archive.read("collection.anki21")


def read_made(tmp_path: Path, made: Made) -> OpenPackage:
    path = package(tmp_path / "made.apkg", collection_11(tmp_path, made))
    return read_package(path, tmp_path, unheard)


def test_ratings_of_the_first_scheduler_get_the_numbers_of_today(tmp_path: Path) -> None:
    made = Made(conf={"schedVer": 1}, cards=[(10, 1, 1, 0, 2, 1), (11, 2, 1, 0, 2, 2)])
    made.answers = [(1, 10, 1, 0), (2, 10, 2, 0), (3, 10, 3, 2), (4, 10, 2, 1), (5, 10, 4, 1)]
    with read_made(tmp_path, made) as opened:
        assert [answer.rating for answer in opened.content.answers] == [1, 3, 4, 2, 4]
        assert [card.type for card in opened.content.cards] == [3, 2]


def test_what_belongs_to_nothing_is_left_out_and_counted(tmp_path: Path) -> None:
    made = Made(
        notes=[(1, "a", 1, "f\x1fb"), (2, "b", 99, "f\x1fb"), (3, "", 1, "f\x1fb")],
        cards=[(10, 1, 1, 0, 0, 0), (11, 2, 1, 0, 0, 0), (12, 77, 1, 0, 0, 0), (13, 1, 1, 1, 0, 0)],
        answers=[(1, 10, 3, 0), (2, 10, 9, 0), (3, 10, 0, 1), (4, 77, 3, 0), (5, 10, 3, 9)],
    )
    with read_made(tmp_path, made) as opened:
        content = opened.content
        assert [note.id for note in content.notes] == [1]
        assert [card.id for card in content.cards] == [10]
        assert [answer.id for answer in content.answers] == [1]
        assert opened.warnings == (
            "Left out: 2 notes without a note type or a text.",
            "Left out: 3 cards without a note or a template.",
            "Left out: 3 answers without a time or a rating.",
        )


def test_a_card_of_a_missing_deck_goes_into_the_default_one(tmp_path: Path) -> None:
    made = Made(cards=[(10, 1, 4711, 0, 0, 0)], decks={})
    with read_made(tmp_path, made) as opened:
        assert [card.deck for card in opened.content.cards] == [1]
        assert opened.content.head.decks[1].name == "Default"


def test_a_note_has_as_many_fields_as_its_type(tmp_path: Path) -> None:
    notes = [(1, "a", 1, "alone"), (2, "b", 1, FIELD_SEPARATOR.join(["front", "one", "two", "three"]))]
    with read_made(tmp_path, Made(notes=notes, cards=[])) as opened:
        assert [note.fields.split(FIELD_SEPARATOR) for note in opened.content.notes] == [
            ["alone", ""],
            ["front", "one<br>two<br>three"],
        ]
