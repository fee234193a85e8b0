"""The names of a package's media files: which of its members is which, and which names are not taken.

The older packages have them as JSON, the latest one as a message `MediaEntries`
(https://github.com/ankitects/anki/blob/main/proto/anki/import_export.proto).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from roadmap_cards.anki.reading import protobuf
from roadmap_cards.anki.reading.archive import MEDIA, Archive, Variant
from roadmap_cards.anki.reading.foreign_text import shown
from roadmap_cards.anki.reading.limits import Limits
from roadmap_cards.anki.reading.refusals import damaged, too_large

_LONGEST_NAME = 255
# Windows' own list: https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*/\\]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def read_media(archive: Archive, limits: Limits) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the file names by the name inside the package, and the names that are left out.

    Left out is what no file should be called, what is there twice, and what is not in the package. Raises
    ProblemError where the list is damaged or too long.
    """
    if MEDIA not in archive:
        return {}, ()
    data = archive.read(MEDIA, limits.json)
    try:
        pairs = list(_message(data, limits) if archive.variant is Variant.LATEST else _json(data))
    except (ValueError, RecursionError) as error:
        raise damaged(archive.name, "its list of media files cannot be read") from error
    if len(pairs) > limits.entries:
        raise too_large(archive.name, f"more than {limits.entries:,} media files")
    return _sorted_out(pairs, archive)


def safe_name(name: str) -> str:
    """Return a file name as every system can store it, in normal form C; empty where it is not safe."""
    normal = normalize("NFC", name)
    unsafe = (
        not normal
        or _FORBIDDEN.search(normal)
        or _DEVICE.match(normal)
        or normal != normal.strip(" .")
        or len(normal.encode("utf-8", "surrogatepass")) > _LONGEST_NAME
        or any("\ud800" <= character <= "\udfff" for character in normal)
    )
    return "" if unsafe else normal


def _sorted_out(pairs: Iterable[tuple[str, str]], archive: Archive) -> tuple[dict[str, str], tuple[str, ...]]:
    media: dict[str, str] = {}
    left_out: list[str] = []
    taken: set[str] = set()
    for member, name in pairs:
        safe = safe_name(name)
        if safe and safe not in taken and member.isascii() and member.isdigit() and member in archive:
            media[member] = safe
            taken.add(safe)
        else:
            left_out.append(shown(name or member))
    return media, tuple(left_out)


def _json(data: bytes) -> Iterator[tuple[str, str]]:
    found = json.loads(data or b"{}")
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return ((member, name if isinstance(name, str) else "") for member, name in found.items())


def _message(data: bytes, limits: Limits) -> Iterator[tuple[str, str]]:
    for number, entry in enumerate(protobuf.decode(data, limits.entries).get(1, [])):
        if isinstance(entry, int):
            raise ValueError("a number where an entry should be")
        yield str(number), protobuf.text(protobuf.decode(entry, 100), 1)
