"""Writing a file so that nobody ever finds half of it."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from roadmap_cards.errors import ProblemError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it; one that was there keeps its permissions.

    Raises OSError.
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            shutil.copymode(path, unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """Put a text in the place of a file's own; a link still leads to it.

    ProblemError says why it cannot be written.
    """
    try:
        write_whole(path.resolve(), text.encode("utf-8"))
    except OSError as error:
        raise ProblemError(
            f"{path} cannot be written: {error.strerror or error}.",
            hint="Give yourself the right to write there, or free some space.",
        ) from error
