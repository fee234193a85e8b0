"""The pictures and sounds of an import: kept in the collection's folder, under names that are free there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.incoming_file import IncomingFile

_ADDRESS_SIGNS = re.compile(r"[%#]")


@dataclass(slots=True)
class IncomingMedia:
    """Writes files into `folder`; `take_back` removes what was written, where the import fails."""

    folder: Path
    file: IncomingFile
    written: list[Path] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    def keep(self, names: Iterable[str]) -> dict[str, str]:
        """Keep files of the package and return those that are kept under another name, with that name.

        A file that the package does not have is passed over. Raises ProblemError where one cannot be written.
        """
        return {name: kept for name in names if (kept := self._kept(name)) != name}

    def take_back(self) -> None:
        """Remove what was written."""
        for path in self.written:
            path.unlink(missing_ok=True)
        self.written.clear()

    def _kept(self, name: str) -> str:
        if name not in self._names:
            self._names[name] = self._write(name)
        return self._names[name]

    def _write(self, name: str) -> str:
        try:
            data = self.file.media_bytes(name)
        except KeyError:
            return name
        # No card of ours shows a picture whose name could be read as an address.
        path = self.folder / _ADDRESS_SIGNS.sub("-", name)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.read_bytes() != data:
                # Another picture has this name: both stay.
                path = path.with_name(f"{path.stem}-{sha256(data).hexdigest()[:12]}{path.suffix}")
            if not path.exists():
                self._store(path, data)
        except OSError as error:
            raise ProblemError(
                f"The file {name} cannot be kept in {self.folder}: {error.strerror or error}.",
                hint="Free some space there, or give yourself the right to write, and import again.",
            ) from error
        return path.name

    def _store(self, path: Path, data: bytes) -> None:
        unfinished = path.with_name(f".{path.name[:200]}.part")
        try:
            unfinished.write_bytes(data)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        self.written.append(path)
