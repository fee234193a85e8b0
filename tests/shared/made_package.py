"""Packages that Anki would never make, built when a test asks for them."""

from __future__ import annotations

import json
import sqlite3
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zstandard

NOTE_TYPE: dict[str, Any] = {
    "id": 1,
    "name": "Basic",
    "type": 0,
    "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
    "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
}
DECK = {"id": 1, "name": "Default"}

TABLES = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer, mod integer, scm integer, ver integer, dty integer,
    usn integer, ls integer, conf text, models text, decks text, dconf text, tags text);
CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer, tags text,
    flds text, sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer, mod integer, usn integer,
    type integer, queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer,
    left integer, odue integer, odid integer, flags integer, data text);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, usn integer, ease integer, ivl integer,
    lastIvl integer, factor integer, time integer, type integer);
CREATE TABLE graves (usn integer, oid integer, type integer);
"""


@dataclass
class Made:
    """What to write: notes (id, guid, type, fields), cards (id, note, deck, ordinal, type, queue), answers
    (id, card, rating, kind); and SQL to run at the end.
    """

    notes: Sequence[tuple[Any, ...]] = ((1, "a", 1, "f\x1fb"), (2, "b", 1, "f\x1fb"))
    cards: Sequence[tuple[Any, ...]] = ((10, 1, 1, 0, 0, 0), (11, 2, 1, 0, 0, 0))
    answers: Sequence[tuple[Any, ...]] = ()
    conf: Any = field(default_factory=lambda: {"schedVer": 2})
    models: Any = field(default_factory=lambda: {"1": NOTE_TYPE})
    decks: Any = field(default_factory=lambda: {"1": DECK})
    dconf: Any = field(default_factory=dict)
    version: Any = 11
    before: str = ""
    tables: str = TABLES
    after: str = ""


def collection_11(folder: Path, made: Made) -> bytes:
    """Return the bytes of a collection of schema 11."""
    path = folder / "hostile.db"
    path.unlink(missing_ok=True)
    file = sqlite3.connect(path, isolation_level=None)
    file.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    file.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {made.before} {made.tables}")
    texts = [
        value if isinstance(value, str) else json.dumps(value)
        for value in (made.conf, made.models, made.decks, made.dconf)
    ]
    file.execute(
        "INSERT INTO col VALUES (1, 1700000000, 0, 0, ?, 0, 0, 0, ?, ?, ?, ?, '{}')", [made.version, *texts]
    )
    file.executemany("INSERT INTO notes VALUES (?, ?, ?, 0, 0, '', ?, '', 0, 0, '')", made.notes)
    file.executemany(
        "INSERT INTO cards VALUES (?, ?, ?, ?, 0, 0, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, '')", made.cards
    )
    file.executemany("INSERT INTO revlog VALUES (?, ?, 0, ?, 1, 0, 2500, 900, ?)", made.answers)
    file.executescript(made.after)
    file.close()
    data = path.read_bytes()
    path.unlink()
    return data


def collection_18(folder: Path, after: str = "", blobs: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """Return the bytes of a collection of schema 18; `blobs` are statements with one parameter each."""
    tables = """
        CREATE TABLE deck_config (id integer, name text, mtime_secs integer, usn integer, config blob);
        CREATE TABLE config (KEY text, usn integer, mtime_secs integer, val blob);
        CREATE TABLE fields (ntid integer, ord integer, name text, config blob);
        CREATE TABLE templates (ntid integer, ord integer, name text, mtime_secs integer, usn integer,
            config blob);
        CREATE TABLE notetypes (id integer, name text, mtime_secs integer, usn integer, config blob);
        CREATE TABLE decks (id integer, name text, mtime_secs integer, usn integer, common blob, kind blob);
        INSERT INTO notetypes VALUES (1, 'Basic', 0, 0, x'');
        INSERT INTO fields VALUES (1, 0, 'Front', x''), (1, 1, 'Back', x'');
        INSERT INTO templates VALUES (1, 0, 'Card 1', 0, 0, x'0a02' || 'Hi');
        INSERT INTO decks VALUES (1, 'Default', 0, 0, x'', x'0a00');
    """
    path = folder / "hostile.db"
    path.write_bytes(collection_11(folder, Made(version=18, after=tables)))
    file = sqlite3.connect(path, isolation_level=None)
    file.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {after}")
    for statement, blob in blobs:
        file.execute(statement, [blob])
    file.close()
    data = path.read_bytes()
    path.unlink()
    return data


def package(
    path: Path,
    database: bytes,
    *,
    media: object = None,
    files: Mapping[str, bytes] | None = None,
    meta: bytes | None = b"\x08\x02",
    member: str = "collection.anki21",
) -> Path:
    """Write a package of the second kind, with a list of media files as JSON."""
    listed = media if isinstance(media, bytes) else json.dumps(media or {}).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if meta is not None:
            archive.writestr("meta", meta)
        archive.writestr(member, database)
        archive.writestr("media", listed)
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return path


def latest(path: Path, packed: bytes, media: bytes = b"") -> Path:
    """Write a package of the third kind; `packed` is the database as zstd packed it, `media` a message."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("meta", b"\x08\x03")
        archive.writestr("collection.anki21b", packed)
        archive.writestr("media", zstandard.compress(media))
        archive.writestr("0", zstandard.compress(b"picture"))
    return path


def media_message(*names: bytes) -> bytes:
    """Return `MediaEntries` with these names."""
    entries = (b"\x0a" + varint(len(name)) + name for name in names)
    return b"".join(b"\x0a" + varint(len(entry)) + entry for entry in entries)


def varint(number: int) -> bytes:
    """Return a number as Protocol Buffers write it."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def zstd_bomb(size: int) -> bytes:
    """Return a frame of blocks that repeat one byte, of `size` bytes when unpacked, that says so of itself.

    Four bytes make 128 kB: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1.2
    """
    block = 128 << 10
    count = size // block
    blocks = b"".join(
        struct.pack("<I", block << 3 | 1 << 1 | (at == count - 1))[:3] + b"\0" for at in range(count)
    )
    # No checksum, no single segment, content size of eight bytes; a window of 1 MB.
    return b"\x28\xb5\x2f\xfd" + bytes([0b1100_0000, 10 << 3]) + struct.pack("<Q", size) + blocks


def patched(data: bytes, signature: bytes, offset: int, new: bytes, *, last: bool = False) -> bytes:
    """Return a ZIP file with some bytes replaced behind the first or last record of a kind."""
    at = (data.rfind(signature) if last else data.find(signature)) + offset
    return data[:at] + new + data[at + len(new) :]
