"""A ZIP file that a stranger made, read by hand: only a few names, nothing believed that can be checked.

The format is PKWARE's (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT): a directory at the end
names every entry and its place. What two readers could understand differently is refused: something before
the first or behind the last byte, entries over each other, a name twice, a count or size that is not true.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from roadmap_cards.anki.reading.limits import Limits
from roadmap_cards.anki.reading.refusals import damaged, not_a_package, suspicious, too_large

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_RECORD = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 0xFFFF
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
_ENCRYPTED = 1 | 1 << 6 | 1 << 13
_STORED, _DEFLATED = 0, 8
_PIECE = 1 << 16
_LARGEST_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A file inside a ZIP file: where it begins, before which byte it ends, its sizes packed and not."""

    name: bytes
    start: int
    end: int
    packed: int
    size: int
    deflated: bool
    checksum: int


@dataclass(frozen=True, slots=True)
class _Directory:
    start: int
    size: int
    count: int


def read_entries(file: BinaryIO, name: str, limits: Limits) -> dict[bytes, Entry]:
    """Return the entries by name. Raises ProblemError where `file`, called `name`, is no sound ZIP file."""
    directory = _directory(file, name, limits)
    file.seek(directory.start)
    data = file.read(directory.size)
    records: list[Entry] = []
    at = 0
    for _ in range(directory.count):
        if data[at : at + 4] != b"PK\x01\x02" or at + _RECORD.size > len(data):
            raise damaged(name, "its list of files is not complete")
        entry, at = _record(data, at, name)
        records.append(entry)
    if at != len(data):
        raise damaged(name, "its list of files does not have the length that it should")
    records.sort(key=lambda entry: entry.start)
    ends = [entry.start for entry in records[1:]] + [directory.start]
    placed = {
        entry.name: Entry(
            entry.name, entry.start, end, entry.packed, entry.size, entry.deflated, entry.checksum
        )
        for entry, end in zip(records, ends, strict=True)
    }
    if len(placed) != len(records):
        raise suspicious(name, "it holds two files of the same name")
    if any(
        entry.start + _LOCAL.size + len(entry.name) + entry.packed > entry.end for entry in placed.values()
    ):
        raise suspicious(name, "files inside it lie over each other")
    return placed


def unpack(file: BinaryIO, entry: Entry, name: str, cap: int, limits: Limits) -> Iterator[bytes]:
    """Yield what an entry holds in pieces of at most 1 MB, of `cap` bytes in all.

    Raises ProblemError where there is more, or where the entry is damaged.
    """
    if entry.size > cap:
        raise too_large(name, "a file inside it is larger than any that Anki makes")
    total, checksum = 0, 0
    for piece in _inflated(file, entry, name):
        total += len(piece)
        if total > limits.ratio_floor and total > limits.ratio * entry.packed:
            raise suspicious(name, "it unpacks to far more than it is")
        if total > entry.size:
            raise damaged(name, "a file inside it is longer than it should be")
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if total != entry.size or checksum != entry.checksum:
        raise damaged(name, "a file inside it is not what was packed")


def _inflated(file: BinaryIO, entry: Entry, name: str) -> Iterator[bytes]:
    left = _go_to_data(file, entry, name)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while left:
        packed = file.read(min(_PIECE, left))
        if not packed:
            raise damaged(name, "it ends too soon")
        left -= len(packed)
        if not entry.deflated:
            yield packed
            continue
        full = False
        # A full piece may have more behind it though all that was packed is taken.
        while packed or full:
            try:
                piece = inflater.decompress(packed, _LARGEST_PIECE)
            except zlib.error as error:
                raise damaged(name, "a file inside it cannot be unpacked") from error
            packed, full = inflater.unconsumed_tail, len(piece) == _LARGEST_PIECE
            yield piece
    if entry.deflated and (not inflater.eof or inflater.unused_data):
        raise damaged(name, "a file inside it is not complete")


def _go_to_data(file: BinaryIO, entry: Entry, name: str) -> int:
    """Put the file where the entry's data begins, and return how many bytes they are."""
    file.seek(entry.start)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
        raise damaged(name, "a file inside it is not where it should be")
    *_, name_length, extra_length = _LOCAL.unpack(head)
    if file.read(name_length) != entry.name:
        raise suspicious(name, "a file inside it has two names")
    if file.seek(extra_length, 1) + entry.packed > entry.end:
        raise suspicious(name, "files inside it lie over each other")
    return entry.packed


def _record(data: bytes, at: int, name: str) -> tuple[Entry, int]:
    """Return an entry as the directory has it, and the place behind it. Where it ends is not known yet."""
    record = _RECORD.unpack_from(data, at)
    flags, method, checksum, packed, size = record[3], record[4], *record[7:10]
    name_length, extra_length, comment_length, start = *record[10:13], record[16]
    at += _RECORD.size
    called = data[at : at + name_length]
    at += name_length
    extra = data[at : at + extra_length]
    at += extra_length + comment_length
    if at > len(data):
        raise damaged(name, "its list of files is not complete")
    if flags & _ENCRYPTED:
        raise suspicious(name, "it is locked with a password")
    if method not in {_STORED, _DEFLATED}:
        raise suspicious(name, "it is packed in another way than Anki packs")
    size, packed, start = _wide((size, packed, start), extra, name)
    if method == _STORED and packed != size:
        raise damaged(name, "a file inside it has two sizes")
    return Entry(called, start, 0, packed, size, method == _DEFLATED, checksum), at


def _wide(values: tuple[int, int, int], extra: bytes, name: str) -> tuple[int, int, int]:
    """Return size, packed size and place, taken from the ZIP64 field where they do not fit 32 bits."""
    if _FULL_32 not in values:
        return values
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        at += 4
        if kind == 1:
            missing = values.count(_FULL_32)
            if length < 8 * missing or at + 8 * missing > len(extra):
                break
            wide = iter(struct.unpack_from(f"<{missing}Q", extra, at))
            size, packed, start = (next(wide) if value == _FULL_32 else value for value in values)
            return size, packed, start
        at += length
    raise damaged(name, "the size of a file inside it is missing")


def _directory(file: BinaryIO, name: str, limits: Limits) -> _Directory:
    """Find the directory by the record at the end of the file."""
    length = file.seek(0, 2)
    if length > limits.archive:
        raise too_large(name, f"more than {limits.archive >> 20:,} MB")
    begin = max(0, length - _LONGEST_COMMENT - _END.size - _LOCATOR_64.size)
    file.seek(begin)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        file.seek(0)
        raise damaged(name, "its end is missing") if file.read(4) == b"PK\x03\x04" else not_a_package(name)
    _, disk, first_disk, count_here, count, size, start, comment = _END.unpack_from(tail, at)
    if at + _END.size + comment != len(tail):
        raise damaged(name, "there is something behind its end")
    end = begin + at
    locator = tail[max(0, at - _LOCATOR_64.size) : at]
    if locator.startswith(b"PK\x06\x07") and len(locator) == _LOCATOR_64.size:
        end = _LOCATOR_64.unpack(locator)[2]
        file.seek(min(end, length))
        record = file.read(_END_64.size)
        if len(record) < _END_64.size or record[:4] != b"PK\x06\x06":
            raise damaged(name, "its end is not complete")
        narrow = (count, size, start)
        *_, disk, first_disk, count_here, count, size, start = _END_64.unpack(record)
        full = (_FULL_16, _FULL_32, _FULL_32)
        if any(a not in {b, most} for a, b, most in zip(narrow, (count, size, start), full, strict=True)):
            raise suspicious(name, "its two lists of files differ")
    if disk or first_disk or count_here != count:
        raise damaged(name, "it is only one part of several")
    if count > limits.entries or size > limits.directory:
        raise too_large(name, f"more than {limits.entries:,} files")
    if start + size != end:
        raise damaged(name, "its list of files is not where it should be")
    return _Directory(start, size, count)
