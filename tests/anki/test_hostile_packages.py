"""What a stranger packs is refused with one sentence, or read without harm, and what is lost is named."""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

import pytest
import zstandard

from made_package import (
    DECK,
    NOTE_TYPE,
    TABLES,
    Made,
    collection_11,
    collection_18,
    latest,
    media_message,
    package,
    patched,
    zstd_bomb,
)
from roadmap_cards.anki.reading.limits import USUAL, Limits
from roadmap_cards.anki.reading.package_reader import OpenPackage, read_package
from roadmap_cards.errors import ProblemError
from roadmap_cards.work import unheard

SECONDS = 10
CENTRAL, END = b"PK\x01\x02", b"PK\x05\x06"
DEEP = "[" * 50_000 + "]" * 50_000


def read(path: Path, limits: Limits = USUAL) -> OpenPackage:
    """Read a package, and see that it takes seconds, and leaves no file anywhere."""
    scratch = path.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    before = sorted(path.parent.rglob("*"))
    begun = monotonic()
    try:
        return read_package(path, scratch, unheard, limits)
    finally:
        assert monotonic() - begun < SECONDS
        assert sorted(path.parent.rglob("*")) == before


def refusal(path: Path, limits: Limits = USUAL) -> str:
    """Return the sentence with which a package is refused."""
    with pytest.raises(ProblemError) as caught:
        read(path, limits)
    message = caught.value.message
    assert message.endswith(".")
    assert message.isprintable()
    assert len(message) < 300
    assert caught.value.hint
    return message


def made(folder: Path, **parts: Any) -> Path:
    """Write a package around a collection that is sound but for these parts."""
    return package(folder / "deck.apkg", collection_11(folder, Made(**parts)))


def newest(folder: Path, after: str = "", *blobs: tuple[str, bytes]) -> Path:
    return package(folder / "deck.apkg", collection_18(folder, after, blobs))


def around(folder: Path, database: bytes, **parts: Any) -> Path:
    return package(folder / "deck.apkg", database, **parts)


def sound(folder: Path, **parts: Any) -> Path:
    return package(folder / "deck.apkg", collection_11(folder, Made()), **parts)


def edited(path: Path, edit: Callable[[bytes], bytes]) -> Path:
    path.write_bytes(edit(path.read_bytes()))
    return path


def retold(folder: Path, edit: Callable[[bytes], bytes]) -> Path:
    """Write a package whose ZIP file was changed."""
    return edited(sound(folder), edit)


def rebuilt(folder: Path, edit: Callable[[bytes], bytes]) -> Path:
    """Write a package whose database was changed."""
    return around(folder, edit(collection_11(folder, Made())))


def file_of(folder: Path, data: bytes, name: str = "deck.apkg") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def zstd(data: bytes) -> bytes:
    return zstandard.compress(data)


def twice(folder: Path) -> Path:
    """Write a package with two collections."""
    path = sound(folder, files={"collection.anki2x": b"another"})
    return edited(path, lambda data: data.replace(b"collection.anki2x", b"collection.anki21"))


def overlapping(folder: Path) -> Path:
    """Write a package whose list says of the last file that it begins where the first one does."""
    return retold(folder, lambda data: patched(data, CENTRAL, 42, bytes(4), last=True))


def other_size(folder: Path) -> Path:
    """Write a package whose list says that the database has 512 bytes."""
    path = sound(folder, meta=None)
    return edited(path, lambda data: patched(data, CENTRAL, 24, struct.pack("<L", 512)))


def zip64(folder: Path, count: int, size: int) -> Path:
    """Write a package with a second record at its end, which says something else of its list of files."""

    def edit(data: bytes) -> bytes:
        at = data.rfind(END)
        start = data.find(CENTRAL)
        record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
        locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
        full = struct.pack("<4s4H2LH", END, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
        return data[:at] + record + locator + (full if count > 99 else data[at:])

    return retold(folder, edit)


def bzip2(folder: Path) -> Path:
    path = folder / "deck.apkg"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("collection.anki2", b"data" * 100)
    return path


def many_decks() -> str:
    """Return a million decks as JSON, 19 MB of it."""
    return "{" + ",".join(f'"{at}":{{"id":0}}' for at in range(1_000_000)) + "}"


def large_cell(folder: Path) -> Path:
    """Write a package with one field of 90 MB, not packed at all."""
    notes = [(1, "a", 1, "x" * 90_000_000)]
    path = folder / "deck.apkg"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("collection.anki2", collection_11(folder, Made(notes=notes, cards=[])))
    return path


def shuffled(data: bytes) -> bytes:
    """Return a database with noise in the place of all pages but the first."""
    return data[:4096] + Random(7).randbytes(len(data) - 4096)


def without(table: str) -> str:
    """Return the tables but for one."""
    return "".join(f"{text};" for text in TABLES.split(";") if f"TABLE {table} " not in text)


def of_type(**parts: Any) -> dict[str, Any]:
    return {"1": NOTE_TYPE | parts}


TYPE_18 = "UPDATE notetypes SET config = ?"
PRESET_18 = "INSERT INTO deck_config VALUES (2, 'Bad', 0, 0, ?)"
DECK_18 = "INSERT INTO decks VALUES (2, 'Bad', 0, 0, x'', ?)"

REFUSED: Mapping[str, tuple[Callable[[Path], Path], str]] = {
    # The file as such.
    "empty file": (lambda folder: file_of(folder, b""), "not an Anki package"),
    "text": (lambda folder: file_of(folder, b"Dear all,\n" * 1000), "not an Anki package"),
    "bare collection": (lambda folder: file_of(folder, collection_11(folder, Made())), "not an Anki package"),
    "folder": (lambda folder: folder, "is a folder"),
    "missing": (lambda folder: folder / "gone.apkg", "is no longer there"),
    "strange name": (lambda folder: file_of(folder, b"", "a\nb\x1b[31m" + "c" * 200), "not an Anki package"),
    # The ZIP file.
    "zip bomb": (lambda folder: around(folder, bytes(40 << 20)), "far more than it is"),
    "collection larger than any": (lambda folder: around(folder, bytes(1 << 20)), "not a database"),
    "overlapping entries": (overlapping, "over each other"),
    "size that lies": (other_size, "longer than it should be"),
    "two of one name": (twice, "two files of the same name"),
    "encrypted": (
        lambda folder: retold(folder, lambda data: patched(data, CENTRAL, 8, b"\x01\0")),
        "locked with a password",
    ),
    "bzip2": (bzip2, "packed in another way"),
    "one of several disks": (
        lambda folder: retold(folder, lambda data: patched(data, END, 4, b"\x02\0", last=True)),
        "only one part",
    ),
    "a file too many in the list": (
        lambda folder: retold(folder, lambda data: patched(data, END, 8, b"\x04\0\x04\0", last=True)),
        "list of files is not complete",
    ),
    "a file too few in the list": (
        lambda folder: retold(folder, lambda data: patched(data, END, 8, b"\x02\0\x02\0", last=True)),
        "length that it should",
    ),
    "list elsewhere": (
        lambda folder: retold(folder, lambda data: patched(data, END, 16, bytes(4), last=True)),
        "not where it should be",
    ),
    "something before": (
        lambda folder: retold(folder, lambda data: b"#!/bin/sh\n" + data),
        "not where it should",
    ),
    "something behind": (lambda folder: retold(folder, lambda data: data + bytes(9)), "behind its end"),
    "two names of one file": (
        lambda folder: retold(folder, lambda data: data.replace(b"collection", b"selections", 1)),
        "two names",
    ),
    "wrong checksum": (
        lambda folder: edited(sound(folder, meta=None), lambda data: patched(data, CENTRAL, 16, bytes(4))),
        "not what was packed",
    ),
    "two lists of files": (lambda folder: zip64(folder, 1, 60), "two lists of files differ"),
    "a billion files": (lambda folder: zip64(folder, 10**9, 60), "more than 200,000 files"),
    "a list of a terabyte": (lambda folder: zip64(folder, 1000, 1 << 40), "more than 200,000 files"),
    # Members.
    "no collection": (lambda folder: sound(folder, meta=None, member="note.txt"), "not an Anki package"),
    "collection of another kind": (
        lambda folder: sound(folder, member="collection.anki2"),
        "the collection inside it is missing",
    ),
    "look-alike name": (
        lambda folder: sound(folder, meta=None, member="сollection.anki21"),
        "not an Anki package",
    ),
    "collection in a folder": (
        lambda folder: sound(folder, meta=None, member="../collection.anki21"),
        "not an Anki package",
    ),
    "newer kind": (lambda folder: sound(folder, meta=b"\x08\x04"), "newer Anki"),
    "kind 0": (lambda folder: sound(folder, meta=b""), "of which kind it is"),
    "negative kind": (
        lambda folder: sound(folder, meta=b"\x08" + b"\xff" * 9 + b"\x01"),
        "of which kind it is",
    ),
    "kind cut off": (lambda folder: sound(folder, meta=b"\x08\xff"), "of which kind it is"),
    "kind as a text": (lambda folder: sound(folder, meta=b"\x0a\x01\x02"), "of which kind it is"),
    "kind beyond its end": (lambda folder: sound(folder, meta=b"\x0a\x7f\x02"), "of which kind it is"),
    "kind of no wire type": (lambda folder: sound(folder, meta=b"\x0f\x01"), "of which kind it is"),
    "kind of eleven bytes": (
        lambda folder: sound(folder, meta=b"\x08" + b"\xff" * 11),
        "of which kind it is",
    ),
    "kind of a megabyte": (lambda folder: sound(folder, meta=bytes(1 << 20)), "larger than any"),
    "not zstd": (
        lambda folder: latest(folder / "deck.apkg", collection_11(folder, Made())),
        "cannot be unpacked",
    ),
    "zstd cut off": (
        lambda folder: latest(folder / "deck.apkg", zstd(collection_11(folder, Made()))[:-40]),
        "not complete",
    ),
    "two zstd frames": (
        lambda folder: latest(folder / "deck.apkg", zstd(b"one" * 900) + zstd(b"two")),
        "is not complete",
    ),
    "zstd bomb": (lambda folder: latest(folder / "deck.apkg", zstd_bomb(1 << 30)), "far more than it is"),
    "zstd with a window of 2 GB": (
        lambda folder: latest(folder / "deck.apkg", b"\x28\xb5\x2f\xfd\x00\xa8" + bytes(100)),
        "cannot be unpacked",
    ),
    "media list as an array": (lambda folder: sound(folder, media=["a.png"]), "list of media files"),
    "media list too deep": (lambda folder: sound(folder, media=DEEP.encode()), "list of media files"),
    "media list that is no JSON": (lambda folder: sound(folder, media=b"\xff\xfe{"), "list of media files"),
    "media list of 20 MB": (lambda folder: sound(folder, media=b" " * (20 << 20)), "larger than any"),
    "media message cut off": (
        lambda folder: latest(folder / "deck.apkg", zstd(collection_11(folder, Made())), b"\x0a\x09abc"),
        "list of media files",
    ),
    "media message of numbers": (
        lambda folder: latest(folder / "deck.apkg", zstd(collection_11(folder, Made())), b"\x08\x01"),
        "list of media files",
    ),
    # The database file.
    "empty database": (lambda folder: around(folder, b""), "not a database"),
    "picture for a database": (lambda folder: around(folder, b"\x89PNG\r\n" * 900), "not a database"),
    "database cut off": (lambda folder: rebuilt(folder, lambda data: data[:9000]), "database inside it"),
    "header alone": (lambda folder: rebuilt(folder, lambda data: data[:100]), "database inside it"),
    "page size of 7": (
        lambda folder: rebuilt(folder, lambda data: data[:16] + b"\0\x07" + data[18:]),
        "database inside it cannot be read",
    ),
    "noise in all pages": (lambda folder: rebuilt(folder, shuffled), "database inside it"),
    "cell of 90 MB": (large_cell, "one text in it is larger"),
    # What a schema can hold.
    "view for a table": (
        lambda folder: made(
            folder,
            after="ALTER TABLE notes RENAME TO graves2; CREATE VIEW notes AS WITH RECURSIVE n(id) AS "
            "(SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'g' || id AS guid FROM n;",
        ),
        "its database",
    ),
    "view": (lambda folder: made(folder, after="CREATE VIEW v AS SELECT 1;"), "more than tables: “v”"),
    "trigger": (
        lambda folder: made(folder, after="CREATE TRIGGER t AFTER INSERT ON col BEGIN SELECT 1; END;"),
        "more than tables: “t”",
    ),
    "virtual table": (
        lambda folder: made(
            folder, tables=without("graves"), after="CREATE VIRTUAL TABLE graves USING fts5(a);"
        ),
        "more than tables: “graves”",
    ),
    "computed column": (
        lambda folder: made(
            folder, after="ALTER TABLE notes ADD COLUMN more text AS (hex(zeroblob(99999999)));"
        ),
        "column that is computed",
    ),
    "table of another program": (
        lambda folder: made(folder, after='CREATE TABLE "a\nb" (id integer);'),
        "table of another program, “a?b”",
    ),
    "index with an expression": (
        lambda folder: made(folder, after="CREATE INDEX i ON notes (length(flds));"),
        "the index “i” of its database is not a plain one",
    ),
    "index of some rows": (
        lambda folder: made(folder, after="CREATE INDEX i ON cards (id) WHERE abs(due) > 5;"),
        "the index “i” of its database is not a plain one",
    ),
    "hundreds of indexes": (
        lambda folder: made(folder, after="".join(f"CREATE INDEX i{at} ON notes (id);" for at in range(300))),
        "hundreds of tables",
    ),
    "table of 500 columns": (
        lambda folder: made(
            folder, tables=TABLES + f"CREATE TABLE tags ({', '.join(f'c{at}' for at in range(500))});"
        ),
        "cannot be read",
    ),
    "schema that cannot be parsed": (
        lambda folder: made(
            folder,
            after="PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE TABLE graves (' "
            "WHERE name = 'graves';",
        ),
        "cannot be read",
    ),
    # What the tables hold.
    "no tables": (lambda folder: made_empty(folder, "CREATE TABLE tags (tag text);"), "is not a collection"),
    "empty collection": (lambda folder: made(folder, after="DELETE FROM col;"), "is empty"),
    "no cards": (lambda folder: made(folder, after="DROP TABLE cards;"), "the table “cards”"),
    "notes without fields": (
        lambda folder: made(folder, after="ALTER TABLE notes DROP COLUMN flds;"),
        "the table “notes”",
    ),
    "numbers that are texts": (
        lambda folder: made(folder, tables=TABLES.replace("due integer", "due text")),
        "the table “cards”",
    ),
    "rows without numbers": (
        lambda folder: made(
            folder,
            tables=TABLES.replace("time integer, type integer)", "time integer, type integer) WITHOUT ROWID"),
        ),
        "cannot be read",
    ),
    "rows with false numbers": (
        lambda folder: made(folder, after="ALTER TABLE cards ADD COLUMN rowid integer;"),
        "the table “cards”",
    ),
    "schema 10": (lambda folder: made(folder, version=10), "no Anki of today"),
    "schema 19": (lambda folder: made(folder, version=19), "newer Anki"),
    "schema of letters": (lambda folder: made(folder, version="eleven"), "no Anki of today"),
    "no schema": (lambda folder: made(folder, version=None), "no Anki of today"),
    "note types too deep": (lambda folder: made(folder, models=DEEP), "note types, decks or settings"),
    "decks too deep": (
        lambda folder: made(folder, decks='{"1":' + DEEP + "}"),
        "note types, decks or settings",
    ),
    "settings too deep": (lambda folder: made(folder, conf=DEEP), "note types, decks or settings"),
    "note types as a list": (
        lambda folder: made(folder, models=[NOTE_TYPE]),
        "note types, decks or settings",
    ),
    "presets as a text": (lambda folder: made(folder, dconf='"fast"'), "note types, decks or settings"),
    "decks that are no JSON": (lambda folder: made(folder, decks="{1: 2}"), "note types, decks or settings"),
    "number of 9,000 digits": (
        lambda folder: made(folder, conf='{"rollover":' + "9" * 9000 + "}"),
        "note types, decks or settings",
    ),
    "a million decks": (
        lambda folder: made(folder, decks=many_decks()),
        "note types, decks or settings",
    ),
    "60,000 decks": (
        lambda folder: newest(
            folder,
            "WITH RECURSIVE n(id) AS (SELECT 2 UNION ALL SELECT id + 1 FROM n LIMIT 60000) "
            "INSERT INTO decks SELECT id, id, 0, 0, x'', x'' FROM n;",
        ),
        "more than 50,000 decks",
    ),
    "template of 10 MB": (
        lambda folder: made(folder, models=of_type(tmpls=[{"name": "T", "qfmt": "x" * 10_000_000}])),
        "the templates of the note type “Basic”",
    ),
    "message cut off": (lambda folder: newest(folder, "", (TYPE_18, b"\x08")), "cannot be read"),
    "message of no wire type": (lambda folder: newest(folder, "", (DECK_18, b"\x0b\x01")), "cannot be read"),
    "message beyond its end": (lambda folder: newest(folder, "", (DECK_18, b"\x0a\x05a")), "cannot be read"),
    "number for a message": (lambda folder: newest(folder, "", (DECK_18, b"\x08\x05")), "cannot be read"),
    "half a weight": (lambda folder: newest(folder, "", (PRESET_18, b"\x32\x02ab")), "cannot be read"),
    "weights without end": (
        lambda folder: newest(folder, "", (PRESET_18, b"\x32\x04" + struct.pack("<f", float("inf")))),
        "cannot be read",
    ),
}


def made_empty(folder: Path, tables: str) -> Path:
    path = folder / "empty.db"
    file = sqlite3.connect(path)
    file.executescript(tables)
    file.close()
    data = path.read_bytes()
    path.unlink()
    return around(folder, data)


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_package_is_refused_with_one_sentence(tmp_path: Path, case: str) -> None:
    build, words = REFUSED[case]
    assert words in refusal(build(tmp_path))


@pytest.mark.parametrize("tenth", range(10))
@pytest.mark.parametrize("kind", ["legacy", "latest"])
def test_a_package_that_was_cut_off_is_refused(tmp_path: Path, tenth: int, kind: str) -> None:
    database = collection_11(tmp_path, Made())
    path = around(tmp_path, database) if kind == "legacy" else latest(tmp_path / "a.apkg", zstd(database))
    whole = path.read_bytes()
    refusal(file_of(tmp_path, whole[: len(whole) * tenth // 10]))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.apkg"
    os.mkfifo(path)
    assert "not an Anki package" in refusal(path)


def test_a_file_that_the_system_does_not_give_is_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path, b"") / "deck.apkg"
    with pytest.raises(ProblemError, match=r"^deck\.apkg cannot be read: Not a directory\."):
        read_package(path, tmp_path, unheard)


def test_a_scratch_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"could not be unpacked in .*: No such file or directory\."):
        read_package(sound(tmp_path), tmp_path / "gone", unheard)


@pytest.mark.parametrize("seed", range(8))
def test_a_flipped_bit_in_the_package_ends_in_a_sentence_or_in_cards(tmp_path: Path, seed: int) -> None:
    whole = sound(tmp_path, media={"0": "a.png"}, files={"0": b"picture"}).read_bytes()
    seen = [outcome(tmp_path, flipped(whole, Random(seed * 100 + at))) for at in range(40)]
    assert "refused" in seen


@pytest.mark.parametrize("seed", range(8))
def test_flipped_bits_in_the_database_end_in_a_sentence_or_in_cards(tmp_path: Path, seed: int) -> None:
    database = collection_11(tmp_path, Made(answers=[(at, 10, 3, 1) for at in range(1, 200)]))
    seen = set()
    for at in range(30):
        rng = Random(seed * 100 + at)
        damaged = database
        for _ in range(rng.randint(1, 20)):
            damaged = flipped(damaged, rng)
        seen.add(outcome(tmp_path, around(tmp_path, damaged).read_bytes()))
    assert seen == {"refused", "read"}


def flipped(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def outcome(folder: Path, data: bytes) -> str:
    path = file_of(folder, data)
    try:
        with read(path) as opened:
            for name in opened.content.media.values():
                opened.media_bytes(name)
            assert len(opened.content.cards) <= 2
    except ProblemError as problem:
        return "refused" if problem.message.isprintable() else problem.message
    return "read"


UNSAFE = [
    "../../evil.png",
    "/etc/passwd",
    "C:\\evil.png",
    "c:evil.png",
    "a\\b.png",
    "\\\\server\\share",
    "..",
    "",
    "con",
    "NUL.png",
    "COM¹.txt",
    "lpt9.tar.gz",
    "nul\0.png",
    "new\nline.png",
    "\x1b[31m.png",
    "stream.png:hidden",
    "ends with a dot.",
    " spaces ",
    "ü" * 128,
    "\ud800.png",
    "<script>.png",
]


@pytest.mark.parametrize("unsafe", UNSAFE)
@pytest.mark.parametrize("kind", ["legacy", "latest"])
def test_a_media_file_with_an_unsafe_name_is_left_out_and_named(
    tmp_path: Path, kind: str, unsafe: str
) -> None:
    if kind == "legacy":
        path = sound(tmp_path, media={"0": unsafe, "1": "good.png"}, files={"0": b"bad", "1": b"good"})
    else:
        names = media_message(b"good.png", unsafe.encode("utf-8", "replace"))
        path = latest(tmp_path / "deck.apkg", zstd(collection_11(tmp_path, Made())), names)
    with read(path) as opened:
        assert list(opened.content.media.values()) == ["good.png"]
        assert len(opened.left_out) == 1
        assert opened.left_out[0].isprintable()
        with pytest.raises(KeyError):
            opened.media_bytes(unsafe)


def test_media_files_that_are_missing_or_there_twice_are_named(tmp_path: Path) -> None:
    listed = {"0": "a.png", "1": "a.png", "2": "gone.png", "³": "power.png", "meta": "meta.png", "4": 7}
    with read(sound(tmp_path, media=listed, files={"0": b"1", "1": b"2", "4": b""})) as opened:
        assert opened.content.media == {"0": "a.png"}
        assert opened.media_bytes("a.png") == b"1"
        assert opened.left_out == ("a.png", "gone.png", "power.png", "meta.png", "4")


def test_a_link_inside_a_package_is_a_file_with_a_path_in_it(tmp_path: Path) -> None:
    path = sound(tmp_path, media={"0": "link.png"})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("0")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("../../escape", "never looked at")
    with read(path) as opened:
        assert opened.media_bytes("link.png") == b"/etc/passwd"


def test_a_bomb_among_the_media_files_is_noticed_when_it_is_asked_for(tmp_path: Path) -> None:
    path = sound(tmp_path, media={"0": "a.png"}, files={"0": bytes(40 << 20)})
    with read(path) as opened, pytest.raises(ProblemError, match="far more than it is"):
        opened.media_bytes("a.png")


LIMITS: Mapping[str, tuple[Limits, str]] = {
    "archive": (Limits(archive=500), "more than 0 MB"),
    "entries": (Limits(entries=2), "more than 2 files"),
    "directory": (Limits(directory=100), "files"),
    "database": (Limits(database=9000), "larger than any"),
    "notes": (Limits(notes=1), "more than 1 notes"),
    "cards": (Limits(cards=1), "more than 1 cards"),
    "answers": (Limits(answers=1), "more than 1 answers"),
    "text": (Limits(text=5), "more text"),
    "decks": (Limits(decks=0), "more than 0 decks"),
    "parts": (Limits(parts=2), "fields of its note types"),
}


@pytest.mark.parametrize("case", LIMITS)
def test_a_package_that_is_larger_than_any_is_refused(tmp_path: Path, case: str) -> None:
    limits, words = LIMITS[case]
    path = made(tmp_path, answers=[(1, 10, 3, 1), (2, 10, 3, 1)])
    assert words in refusal(path, limits)
    read(path).close()


def test_all_media_files_together_have_a_limit(tmp_path: Path) -> None:
    path = sound(tmp_path, media={"0": "a", "1": "b"}, files={"0": b"123", "1": b"456"})
    with read(path, Limits(media_total=5)) as opened:
        opened.media_bytes("a")
        with pytest.raises(ProblemError, match="media files"):
            opened.media_bytes("b")


def test_a_package_with_sizes_of_64_bits_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for files of more than 4 GB; a smaller limit makes Python write all of them so."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 10)
    path = sound(tmp_path, media={"0": "a.png"}, files={"0": b"more than ten bytes"})
    assert b"PK\x06\x06" in path.read_bytes()
    with read(path) as opened:
        assert opened.media_bytes("a.png") == b"more than ten bytes"


def test_a_write_ahead_header_is_no_reason_to_write(tmp_path: Path) -> None:
    with read(rebuilt(tmp_path, lambda data: data[:18] + b"\x02\x02" + data[20:])) as opened:
        assert len(opened.content.cards) == 2


def test_a_constraint_that_would_take_minutes_is_not_computed(tmp_path: Path) -> None:
    slow = "guid text CHECK (length(hex(zeroblob(400000000))) + length(hex(zeroblob(400000000))) > 0)"
    tables = "PRAGMA ignore_check_constraints = ON;" + TABLES.replace("guid text", slow)
    with read(made(tmp_path, tables=tables)) as opened:
        assert len(opened.content.notes) == 2


def test_odd_values_in_columns_become_numbers_in_range(tmp_path: Path) -> None:
    odd = (
        "UPDATE cards SET due = 9223372036854775807, ivl = -9223372036854775808, factor = 1e300, "
        "reps = 'many', lapses = x'ff', left = 3.7, odid = 5, flags = 1025, queue = 99, type = NULL, "
        "data = x'ff7b' WHERE id = 10;"
        f"UPDATE cards SET did = NULL, mod = -5, data = '{DEEP}' WHERE id = 11;"
        "UPDATE notes SET tags = NULL, mod = 1e20, flds = CAST(x'66ff1f62' AS TEXT) WHERE id = 1;"
    )
    answers = [(1, 10, 3, 1), (2, 10, 2.5, 1), (3, 10, "good", 1), (4, 10, None, 1), (5, None, 3, 1)]
    with read(made(tmp_path, answers=answers, after=odd)) as opened:
        first, second = opened.content.cards
        assert first[4:] == (
            *(0, 0, 0, 2**31 - 1, -(2**31), 2**31 - 1, 0, 0, 3, 0, 1, 1),
            "\N{REPLACEMENT CHARACTER}{",
        )
        assert (second.deck, second.changed, second.data) == (1, 0, "")
        note = opened.content.notes[0]
        assert (note.tags, note.fields) == ("", "f\N{REPLACEMENT CHARACTER}\x1fb")
        assert note.changed == 253_402_300_799
        assert [(answer.id, answer.rating) for answer in opened.content.answers] == [(1, 3), (2, 2)]
        assert all(type(value) is int for row in opened.content.cards for value in row[:-1])
        assert opened.warnings == ("Left out: 2 answers without a time or a rating.",)


def test_ids_that_are_no_times_are_left_out_and_counted(tmp_path: Path) -> None:
    notes = [(-5, "a", 1, "f\x1fb"), (2, "b", 1, "f\x1fb"), (2**63 - 1, "c", 1, "f\x1fb")]
    cards = [(-9, 2, 1, 0, 0, 0), (10, 2, 1, 0, 0, 0), (11, -5, 1, 0, 0, 0), (12, 2, 1, 0, 0, 0)]
    answers = [(-1, 10, 3, 1), (2**62, 10, 3, 1), (5, 10, 3, 1)]
    with read(made(tmp_path, notes=notes, cards=cards, answers=answers)) as opened:
        assert [note.id for note in opened.content.notes] == [2, 2**63 - 1]
        assert [card.id for card in opened.content.cards] == [10]
        assert [answer.id for answer in opened.content.answers] == [5]
        assert len(opened.warnings) == 3


def test_json_of_odd_types_is_read_as_far_as_it_makes_sense(tmp_path: Path) -> None:
    fields = [{"name": "Front", "ord": "0", "id": None}, {"name": 5, "ord": 1.0}, "no field"]
    models = of_type(id="1", flds=fields, mod=float("nan"), sortf=10**30, css=["x"], type="cloze")
    models |= {"2": [], "x": NOTE_TYPE | {"id": -4}, "3": NOTE_TYPE | {"id": 3, "flds": []}, "4": None}
    presets = {
        "1": {
            "id": 1,
            "desiredRetention": float("inf"),
            "new": 5,
            "rev": {"maxIvl": -1},
            "fsrsWeights": "0.1",
        },
        "2": {"id": 2, "fsrsParams6": [1.0] * 20 + [None], "new": {"delays": [1, "2"], "perDay": 1e99}},
    }
    conf = {"rollover": 99, "creationOffset": "west", "schedVer": [2]}
    with read(made(tmp_path, models=models, dconf=presets, conf=conf)) as opened:
        head = opened.content.head
        assert list(head.notetypes) == [1]
        assert head.notetypes[1].fields == ("Front", "")
        assert (head.notetypes[1].css, head.notetypes[1].cloze, head.notetypes[1].changed) == ("", False, 0)
        assert [(preset.target_recall, preset.weights) for preset in head.presets.values()] == [(0.9, ())] * 2
        assert [preset.new_per_day for preset in head.presets.values()] == [20, 20]
        assert (head.rollover, head.minutes_west) == (4, None)


def test_absurd_deck_names_become_names(tmp_path: Path) -> None:
    names = ["a\0b\n\x1b[31mc", "::", "x::" * 1000, "\ud800half", "", "y" * 5000]
    decks: dict[str, Any] = {str(at): {"id": at, "name": name} for at, name in enumerate(names, start=2)}
    decks |= {"1": DECK, "99": {"id": 10**30, "name": None}}
    with read(made(tmp_path, decks=decks)) as opened:
        found = opened.content.head.decks
        assert [found[at].name for at in (2, 3, 5, 6)] == ["ab [31mc", "blank::blank", "half", "blank"]
        assert found[4].name == "::".join(["x"] * 30)
        assert found[7].name == "y" * 200
        assert found[99].name == "blank"


def test_a_note_with_ten_thousand_fields_keeps_its_text_in_two(tmp_path: Path) -> None:
    notes = [(1, "a", 1, "\x1f".join(str(at) for at in range(10_000)))]
    with read(made(tmp_path, notes=notes, cards=[])) as opened:
        front, back = opened.content.notes[0].fields.split("\x1f")
        assert front == "0"
        assert back.split("<br>") == [str(at) for at in range(1, 10_000)]


def test_two_cards_of_one_side_are_read_as_one(tmp_path: Path) -> None:
    cards = [(10, 1, 1, 0, 0, 0), (11, 1, 1, 0, 0, 0)]
    with read(made(tmp_path, cards=cards)) as opened:
        assert [card.id for card in opened.content.cards] == [10]
        assert opened.warnings == ("Left out: 1 card without a note or a template.",)


def test_a_database_in_utf_16_is_read(tmp_path: Path) -> None:
    notes = [(1, "a", 1, "größe\x1f漢字")]
    with read(made(tmp_path, before="PRAGMA encoding = 'UTF-16le';", notes=notes, cards=[])) as opened:
        assert opened.content.notes[0].fields == "größe\x1f漢字"
