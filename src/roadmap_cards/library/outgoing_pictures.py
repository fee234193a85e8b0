"""The pictures that go along with an export: found in the folder of the collection, named by content."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from roadmap_cards.anki.media_names import content_name

_FILES = re.compile(r"""\ssrc=(?:"([^"<>]+)"|'([^'<>]+)')|\[sound:([^\]]+)\]""")


@dataclass(slots=True)
class OutgoingPictures:
    """The files in `folder` that are wanted, by the names they get in the package."""

    folder: Path
    files: dict[str, Path] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def name(self, picture: str) -> str:
        """Return the name that a picture gets; empty where there is no such file."""
        if picture not in self._names:
            path = self.path(picture)
            if path is None:
                return ""
            name = content_name(path)
            self._names[picture] = name
            self.files[name] = path
        return self._names[picture]

    def keep(self, fields: str) -> None:
        """Take along the files that a note from Anki names, under their own names."""
        if "src=" not in fields and "[sound:" not in fields:
            return
        for found in _FILES.finditer(fields):
            name = found[1] or found[2] or found[3]
            path = self.path(name)
            if path is not None:
                self.files[name] = path

    def path(self, name: str) -> Path | None:
        """Return where a file is; only one that lies in the folder itself is ever sent out."""
        if Path(name).name != name or name.startswith(".") or "\0" in name:
            return None
        path = self.folder / name
        return path if path.is_file() and not path.is_symlink() else None
