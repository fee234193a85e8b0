"""A folder of generated decks: read for a plan, and written as the plan says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.roadmap.lock import LOCK_NAME, ROADMAP_NAME
from roadmap_cards.roadmap.regeneration import Plan
from roadmap_cards.roadmap.whole_file import write_whole


def read_folder(folder: Path) -> dict[str, str]:
    """Return the texts of the deck files and the lock in a folder by their names; none where it is not there.

    Bytes that are no text are kept as they are (`surrogateescape`), so that they are written as they were.
    Raises ProblemError for a file that cannot be read.
    """
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise ProblemError(f"{folder} is a file, not a folder.", hint="Name the folder for the deck files.")
    texts: dict[str, str] = {}
    try:
        for path in sorted(folder.iterdir()):
            is_deck = path.suffix == ".md" and path.name != ROADMAP_NAME
            if path.is_file() and (is_deck or path.name == LOCK_NAME):
                texts[path.name] = path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError as error:
        raise ProblemError(
            f"The folder {folder} cannot be read: {error.strerror or error}.",
            hint="Give yourself the right to read it, or choose another.",
        ) from error
    return texts


def write_plan(folder: Path, plan: Plan) -> None:
    """Write and delete the files of a plan; each is whole at any moment, and the lock comes last.

    Stopped half-way, the next generation finds its own entries by their text and goes on from there.
    """
    with _said(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in sorted(plan.files.items(), key=lambda file: (file[0] == LOCK_NAME, file[0])):
            if text is None:
                (folder / name).unlink(missing_ok=True)
            else:
                write_whole(folder / name, text.encode("utf-8", "surrogateescape"))


def write_source(path: Path, source: bytes) -> None:
    """Write a roadmap beside the decks that come from it."""
    with _said(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, source)


def write_ledger(path: Path, text: str) -> None:
    """Write a ledger of published ids into its folder beside the decks."""
    with _said(path.parent.parent):
        path.parent.mkdir(exist_ok=True)
        write_whole(path, text.encode("utf-8"))


@contextmanager
def _said(folder: Path) -> Iterator[None]:
    """Say in a sentence why nothing can be written."""
    try:
        yield
    except OSError as error:
        raise ProblemError(
            f"The folder {folder} cannot be written to: {error.strerror or error}.",
            hint="Give yourself the right to write there, free some space, or choose another folder.",
        ) from error
