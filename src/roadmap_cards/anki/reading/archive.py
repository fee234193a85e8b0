"""An Anki package as a file: which of the three variants it is, and what its members hold, unpacked.

A package is a ZIP file with a database, files named by numbers, and a list of the names that these have
outside. Anki describes the variants in https://github.com/ankitects/anki/blob/main/proto/anki/import_export.proto
(`PackageMetadata`): the latest one packs each member with zstd (https://www.rfc-editor.org/rfc/rfc8878).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from zstandard import ZstdDecompressor, ZstdError

from roadmap_cards.anki.reading import protobuf
from roadmap_cards.anki.reading.foreign_text import shown
from roadmap_cards.anki.reading.limits import Limits
from roadmap_cards.anki.reading.refusals import damaged, not_a_package, suspicious, too_large, too_new
from roadmap_cards.anki.reading.zip_entries import Entry, read_entries, unpack
from roadmap_cards.errors import ProblemError

META, MEDIA = "meta", "media"

_MEMBER = re.compile(rb"meta|media|collection\.anki2(?:1b?)?|[0-9]{1,10}")
_LARGEST_WINDOW = 1 << 27
# What so much packed data can unpack to at once: a block of 128 kB takes four bytes, which makes 32 MB.
_PIECE = 1 << 10


class Variant(IntEnum):
    """The three ways in which packages were made, with the number that stands in `meta`."""

    LEGACY_1 = 1
    LEGACY_2 = 2
    LATEST = 3


_COLLECTIONS = {
    Variant.LEGACY_1: "collection.anki2",
    Variant.LEGACY_2: "collection.anki21",
    Variant.LATEST: "collection.anki21b",
}


class Archive:
    """An open package file. Only members with a name that Anki gives are looked at, and none is extracted."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open a package. Raises ProblemError where it is none, is damaged, locked or of a newer kind."""
        self.name = shown(path.name)
        self.limits = limits
        self._file = _opened(path, self.name)
        try:
            entries = read_entries(self._file, self.name, limits)
            self._members = {
                called.decode("ascii"): entry
                for called, entry in entries.items()
                if _MEMBER.fullmatch(called)
            }
            self.variant = self._variant()
            self.collection = _COLLECTIONS[self.variant]
            if self.collection not in self._members:
                raise damaged(self.name, "the collection inside it is missing")
        except OSError as error:
            self.close()
            raise unreadable(self.name, error) from error
        except BaseException:
            self.close()
            raise

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def size(self, member: str) -> int:
        """Return how many bytes a member takes in the package; KeyError where there is none."""
        return self._members[member].packed

    def read(self, member: str, cap: int) -> bytes:
        """Return a whole member, of `cap` bytes at most. Raises as `pieces`."""
        return b"".join(self.pieces(member, cap))

    def pieces(self, member: str, cap: int) -> Iterator[bytes]:
        """Yield a member piece by piece, of `cap` bytes in all at most.

        Raises KeyError where there is none, and ProblemError where it holds more, is damaged or a bomb.
        """
        entry = self._members[member]
        try:
            if self.variant is Variant.LATEST and member != META:
                yield from self._decompressed(entry, cap)
            else:
                yield from unpack(self._file, entry, self.name, cap, self.limits)
        except OSError as error:
            raise unreadable(self.name, error) from error

    def _decompressed(self, entry: Entry, cap: int) -> Iterator[bytes]:
        decompressor = ZstdDecompressor(max_window_size=_LARGEST_WINDOW).decompressobj()
        total = 0
        # zstd does not make anything longer by more than a few bytes.
        for packed in unpack(self._file, entry, self.name, cap + (cap >> 7) + 1024, self.limits):
            view = memoryview(packed)
            for start in range(0, len(view), _PIECE):
                if decompressor.eof:
                    raise suspicious(self.name, "there is something behind the end of a file inside it")
                try:
                    piece = decompressor.decompress(view[start : start + _PIECE])
                except ZstdError as error:
                    raise damaged(self.name, "a file inside it cannot be unpacked") from error
                total += len(piece)
                if total > cap:
                    raise too_large(self.name, "a file inside it is larger than any that Anki makes")
                if total > self.limits.ratio_floor and total > self.limits.ratio * entry.packed:
                    raise suspicious(self.name, "it unpacks to far more than it is")
                yield piece
        if not decompressor.eof or decompressor.unused_data:
            raise damaged(self.name, "a file inside it is not complete")

    def _variant(self) -> Variant:
        if META not in self._members:
            # The newest wins: older ones are there for programs that cannot read it, often as a dummy.
            found = [variant for variant in reversed(Variant) if _COLLECTIONS[variant] in self._members]
            if not found:
                raise not_a_package(self.name)
            return found[0]
        entry = self._members[META]
        meta = b"".join(unpack(self._file, entry, self.name, self.limits.meta, self.limits))
        try:
            version = protobuf.integer(protobuf.decode(meta), 1)
        except ValueError as error:
            raise damaged(self.name, "it does not say of which kind it is") from error
        if version > max(Variant):
            raise too_new(self.name)
        if version < min(Variant):
            raise damaged(self.name, "it does not say of which kind it is")
        return Variant(version)


def unreadable(name: str, error: OSError) -> ProblemError:
    """Return the sentence for a file that the system does not let us read."""
    reason = error.strerror or type(error).__name__
    return ProblemError(f"{name} cannot be read: {reason}.", hint="Look at its permissions and its disk.")


def _opened(path: Path, name: str) -> BinaryIO:
    try:
        if path.is_dir():
            raise ProblemError(
                f"{name} is a folder, not an Anki package.", hint="Choose the .apkg file itself."
            )
        # A pipe or a device would be waited for without end.
        if path.exists() and not path.is_file():
            raise not_a_package(name)
        file = path.open("rb")
    except FileNotFoundError as error:
        raise ProblemError(f"{name} is no longer there.", hint="Choose the file again.") from error
    except OSError as error:
        raise unreadable(name, error) from error
    except ValueError as error:
        # A path with a NUL in it.
        raise not_a_package(name) from error
    return file
