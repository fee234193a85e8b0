"""Names of pictures in Anki's one folder for all decks: made of what the picture holds."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

from roadmap_cards.anki.ids import APP


def content_name(path: Path) -> str:
    """Return the name under which a picture goes to Anki, from its content and its ending.

    Under a name that Anki already has for another content it would store a copy and rewrite the field. Raises
    OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        digest = file_digest(file, "sha1").hexdigest()
    return f"{APP}-{digest[:16]}{path.suffix.lower()}"
