"""Pictures of cards: only files that lie in the deck's own folder, by their plain name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QImageReader

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
"""Not SVG: it can name further files."""

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000


def load_picture(folder: Path | None, name: str) -> QImage | None:
    """Return the picture `name` of `folder`; None where it is missing, elsewhere, too large or no picture."""
    if folder is None or not is_plain_name(name):
        return None
    path = folder / name
    try:
        # A link that leads out of the folder is no file of the deck.
        if path.resolve().parent != folder.resolve() or path.stat().st_size > MAX_BYTES or not path.is_file():
            return None
    except (OSError, ValueError):
        return None
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    if QByteArray(reader.format()).data() not in {b"png", b"jpeg", b"webp", b"gif"}:
        return None
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > MAX_PIXELS:
        return None
    image = reader.read()
    return None if image.isNull() else image


def is_plain_name(name: str) -> bool:
    """Tell whether `name` is the name of a picture file and no path, address, drive or hidden file."""
    return (
        not set(name) & set('/\\:%?#*<>|"\0')
        and not name.startswith(".")
        and Path(name).suffix.lower() in SUFFIXES
    )
