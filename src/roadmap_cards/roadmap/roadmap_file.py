"""A roadmap file on the disk: read with a key that its name or its title gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.roadmap.outline import Roadmap
from roadmap_cards.roadmap.parser import parse_roadmap
from roadmap_cards.roadmap.slug import slug

_KEY_LENGTH = 40
# Names that say nothing of the roadmap: there its title gives the key.
_PLAIN_NAMES = frozenset({"readme", "roadmap", "index", "main", "document", "untitled"})


def read_roadmap_file(path: Path, key: str = "") -> Roadmap:
    """Read a roadmap; its key is `key`, else the file's name up to the first dot, else made of its title.

    Raises ProblemError where the file cannot be read, or nothing in it is to be learned.
    """
    return parse_file(path, read_source_file(path), key)


def read_source_file(path: Path) -> bytes:
    """Return the bytes of a roadmap file, or raise the ProblemError that says why they cannot be had."""
    if path.is_dir():
        raise ProblemError(f"{path} is a folder.", hint="Name the Markdown file of the roadmap.")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ProblemError(
            f"There is no file {path}.", hint="Name the Markdown file of the roadmap."
        ) from error
    except OSError as error:
        raise ProblemError(
            f"{path} cannot be read: {error.strerror or error}.", hint="Give yourself the right to read it."
        ) from error


def parse_file(path: Path, source: bytes, key: str = "") -> Roadmap:
    """Read the bytes of a roadmap file."""
    name = slug(path.name.partition(".")[0] or path.stem, _KEY_LENGTH)
    roadmap = parse_roadmap(source, key or name, path.name)
    if not key and name in _PLAIN_NAMES:
        return replace(roadmap, key=slug(roadmap.title, _KEY_LENGTH))
    return roadmap
