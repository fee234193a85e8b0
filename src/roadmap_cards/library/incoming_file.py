"""The file of an import, whatever its kind: what is in it, in the same values, and its pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_cards.anki.content import Content, NoteType
from roadmap_cards.anki.reading.package_reader import read_package
from roadmap_cards.anki.text.text_file import read_text
from roadmap_cards.anki.text.text_notes import as_content
from roadmap_cards.errors import ProblemError
from roadmap_cards.work import Report

PACKAGES = frozenset({".apkg", ".colpkg", ".zip"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})
LARGEST_TEXT = 64 << 20
"""Bytes."""


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that was read. `origin` says from where its notes are, as in “164 notes from Anki”.

    `media_bytes` gives a picture by its name (KeyError for one that is not there); `warnings` are sentences
    about what could not be read. `close` lets go of the file.
    """

    content: Content
    origin: str
    warnings: tuple[str, ...]
    media_bytes: Callable[[str], bytes]
    close: Callable[[], None]


def open_file(
    path: Path, scratch: Path, report: Report, known: Mapping[str, NoteType] | None = None
) -> IncomingFile:
    """Read a file by the kind that its ending tells; `known` are note types of the collection by name.

    Raises ProblemError for one that cannot be read, is of no such kind or holds no note.
    """
    ending = path.suffix.lower()
    if ending in TEXTS:
        file = _text(path, known or {})
    elif ending in PACKAGES:
        file = _package(path, scratch, report)
    else:
        raise ProblemError(
            f"{path.name} is no file that can be imported.",
            hint="Packages of Anki end in .apkg or .colpkg, texts in .csv, .tsv or .txt.",
        )
    if not file.content.notes:
        file.close()
        raise ProblemError(f"{path.name} holds no notes.", hint="Choose another file.")
    return file


def _package(path: Path, scratch: Path, report: Report) -> IncomingFile:
    package = read_package(path, scratch, report)
    warnings = package.warnings
    if package.left_out:
        number = len(package.left_out)
        named = "1 file has a name" if number == 1 else f"{number:,} files have names"
        warnings = (*warnings, f"{named} that cannot be kept: {package.left_out[0]}.")
    return IncomingFile(package.content, "Anki", warnings, package.media_bytes, package.close)


def _text(path: Path, known: Mapping[str, NoteType]) -> IncomingFile:
    try:
        changed, size = int(path.stat().st_mtime), path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_TEXT else None
    except OSError as error:
        raise ProblemError(
            f"{path.name} cannot be read: {error.strerror or error}.", hint="Choose a file that you may read."
        ) from error
    if data is None:
        raise ProblemError(
            f"{path.name} has {size >> 20:,} MB; a text of up to {LARGEST_TEXT >> 20} MB can be imported.",
            hint="Split it into several files.",
        )
    content = as_content(read_text(data, path.name), changed, path.stem, known)
    return IncomingFile(content, "a text file", (), _no_media, _nothing_to_close)


def _no_media(name: str) -> bytes:
    raise KeyError(name)


def _nothing_to_close() -> None:
    """A text file is read as a whole."""
