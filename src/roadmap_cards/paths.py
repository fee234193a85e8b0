"""Where things are: what the program ships, and the folder that holds a person's collection."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from roadmap_cards.errors import ProblemError

DATA_VARIABLE = "ROADMAP_CARDS_DATA"


def shipped(name: str) -> Path:
    """Return the folder `decks` or `resources`: inside the package in a wheel, else in the repository."""
    package = Path(__file__).parent
    for folder in (package / name, package.parent.parent / name):
        if folder.is_dir():
            return folder
    raise ProblemError(
        f"The folder “{name}” that belongs to the program is missing from {package}.",
        hint="Install Roadmap Cards again.",
    )


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The files of one collection; nothing is made until `prepare`."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "collection.db"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def decks(self) -> Path:
        """The person's own deck files: `decks/<roadmap>/<topic>.md`."""
        return self.root / "decks"

    @property
    def media(self) -> Path:
        """The pictures of imported cards, and of the person's own, by their plain names."""
        return self.root / "media"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def lock(self) -> Path:
        return self.root / "in-use.lock"

    def prepare(self) -> None:
        """Make the folders; a ProblemError names the one that cannot be made."""
        for folder in (self.root, self.backups, self.decks, self.media, self.logs):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ProblemError(
                    f"The folder {folder} cannot be made: {error.strerror or error}.",
                    hint=f"Choose another with --data DIR or the variable {DATA_VARIABLE}.",
                ) from error


def data_folder(chosen: str | None = None) -> DataFolder:
    """Return the chosen folder, else the one the variable names, else the platform's place for data."""
    named = chosen or os.environ.get(DATA_VARIABLE)
    if named:
        return DataFolder(Path(named).expanduser().absolute())
    return DataFolder(platformdirs.user_data_path("roadmap-cards", appauthor=False))
