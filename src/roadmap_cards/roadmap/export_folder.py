"""A folder of deck files and pictures, written as a whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from roadmap_cards.errors import ProblemError
from roadmap_cards.work import Report, unheard


def write_decks(
    folder: Path, decks: Mapping[str, str], pictures: Mapping[str, Path], report: Report = unheard
) -> None:
    """Write deck files and copies of pictures into a new or empty folder.

    Both are named by their path in the folder, with `/`. They are written beside it first, so that what fails
    or is stopped leaves nothing. Raises ProblemError where the folder holds anything, or cannot be written.
    """
    target = folder.absolute()
    unfinished = target.with_name(f".{target.name}.part")
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise ProblemError(
                f"{folder} is not an empty folder.", hint="Choose an empty one, or the name of a new one."
            )
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        _write(unfinished, decks, pictures, report)
        if target.exists():
            target.rmdir()
        unfinished.rename(target)
    except OSError as error:
        raise ProblemError(
            f"The folder {folder} cannot be written: {error.strerror or error}.",
            hint="Give yourself the right to write there, free some space, or choose another folder.",
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _write(folder: Path, decks: Mapping[str, str], pictures: Mapping[str, Path], report: Report) -> None:
    total = len(decks) + len(pictures)
    for done, (name, text) in enumerate(sorted(decks.items())):
        report("Writing decks", done, total)
        _place(folder, name).write_bytes(text.encode())
    for done, (name, picture) in enumerate(sorted(pictures.items()), start=len(decks)):
        report("Copying pictures", done, total)
        shutil.copyfile(picture, _place(folder, name))


def _place(folder: Path, name: str) -> Path:
    """Return where a file of the folder goes, and make what it stands in."""
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts or not inside.parts:
        raise ValueError(name)
    path = folder.joinpath(*inside.parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
