"""Which file a person means who drops something onto the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from roadmap_cards.errors import ProblemError


def dropped_file(paths: Sequence[str], endings: Sequence[str]) -> Path:
    """Return the file among what is being dropped; ProblemError where that cannot be opened.

    `paths` are empty where what is dropped is not on this machine. `endings` are those that are opened here.
    """
    if not paths or not all(paths):
        raise ProblemError("Only files on this machine can be opened here.", hint="Save it first.")
    if len(paths) > 1:
        raise ProblemError(f"These are {len(paths)} files; one is opened at a time.")
    path = Path(paths[0])
    if path.is_dir():
        raise ProblemError(f"{path.name} is a folder.", hint="Drop the file that is in it.")
    if path.suffix.lower() not in endings:
        raise ProblemError(
            f"{path.name} is no file that is opened here.", hint=f"These are: {', '.join(endings)}."
        )
    return path
