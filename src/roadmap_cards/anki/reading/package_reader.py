"""Reading an Anki package that may come from anybody.

The file is never trusted: see `zip_entries`, `archive`, `untrusted_database` for what each of them guards
against. All is read at once but for the media files, which are read when they are asked for.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from types import TracebackType

from roadmap_cards.anki.content import Content
from roadmap_cards.anki.reading.archive import Archive, Variant
from roadmap_cards.anki.reading.limits import USUAL, Limits
from roadmap_cards.anki.reading.media_list import read_media
from roadmap_cards.anki.reading.package_head import PackageHead, read_head
from roadmap_cards.anki.reading.package_rows import Rows, read_rows
from roadmap_cards.anki.reading.refusals import too_large
from roadmap_cards.anki.reading.untrusted_database import open_untrusted
from roadmap_cards.anki.reading.watch import Watch
from roadmap_cards.errors import ProblemError
from roadmap_cards.work import Report

_WHOLE_COLLECTION = ".colpkg"


class OpenPackage:
    """A package that was read, whose media files can still be asked for; closed at the end of `with`."""

    def __init__(
        self,
        archive: Archive,
        content: Content,
        left_out: tuple[str, ...],
        warnings: tuple[str, ...],
        *,
        whole: bool,
    ) -> None:
        """Take over an open archive and what was read of it; see the properties."""
        self._archive = archive
        self._members = {name: member for member, name in content.media.items()}
        self._given = 0
        self.content = content
        self.left_out = left_out
        """The media files that are not taken: by names that are not safe, twice the same, or missing."""
        self.warnings = warnings
        """Sentences about rows that could not be read."""
        self.whole = whole
        """Whether it is a whole collection (.colpkg), by its name."""

    def __enter__(self) -> OpenPackage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def variant(self) -> Variant:
        """In which of Anki's three ways it was made."""
        return self._archive.variant

    def media_bytes(self, name: str) -> bytes:
        """Return a media file by its outside name, as in the values of `content.media`.

        Raises KeyError where there is none, ProblemError where it is damaged or larger than any of Anki's.
        """
        limits = self._archive.limits
        data = self._archive.read(self._members[name], limits.media_file)
        self._given += len(data)
        if self._given > limits.media_total:
            raise too_large(self._archive.name, f"more than {limits.media_total >> 20:,} MB of media files")
        return data

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()


def read_package(
    path: Path,
    scratch: Path,
    report: Report,
    limits: Limits = USUAL,
    clock: Callable[[], float] = monotonic,
) -> OpenPackage:
    """Read a package; `scratch` is a folder for a copy of its database, which is gone when this returns.

    Raises ProblemError where it is not one, is damaged, is too new, too large or takes too long, and
    CancelledError where `report` does. `clock` counts the seconds.
    """
    archive = Archive(path, limits)
    try:
        watch = Watch(archive.name, report, limits.seconds, clock)
        media, left_out = read_media(archive, limits)
        package, rows = _read_collection(archive, scratch, limits, watch)
        content = Content(package.head, rows.notes, rows.cards, rows.answers, media)
        whole = path.suffix.lower() == _WHOLE_COLLECTION
        return OpenPackage(archive, content, left_out, rows.warnings, whole=whole)
    except BaseException:
        archive.close()
        raise


def _read_collection(
    archive: Archive, scratch: Path, limits: Limits, watch: Watch
) -> tuple[PackageHead, Rows]:
    try:
        with tempfile.TemporaryDirectory(prefix="anki-", dir=scratch) as folder:
            copy = Path(folder, "collection.db")
            _unpack(archive, copy, limits, watch)
            watch.step("Checking the package")
            with open_untrusted(copy, archive.name, limits, watch) as database:
                package = read_head(database, archive.name, limits)
                return package, read_rows(database, package, archive.name, limits, watch)
    except MemoryError as error:
        raise too_large(archive.name, "there is not enough memory to read it") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ProblemError(
            f"{archive.name} could not be unpacked in {scratch}: {reason}.",
            hint="Free some space there, or look at its permissions.",
        ) from error


def _unpack(archive: Archive, target: Path, limits: Limits, watch: Watch) -> None:
    written = 0
    shown = -1
    with target.open("wb") as file:
        for piece in archive.pieces(archive.collection, limits.database):
            written += len(piece)
            file.write(piece)
            if written >> 20 != shown:
                shown = written >> 20
                watch.step("Unpacking", written)
