"""What was measured so far, kept in a file after every row, so that a run can go on where it was stopped."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from bench.collection_pair import ANKI, OURS

Samples = dict[str, list[float]]
"""By program: what each time was measured, in seconds or megabytes."""


@dataclass(slots=True)
class Results:
    """Samples by cards and row, why a row was left out, and what the machine is."""

    path: Path | None
    rows: dict[int, dict[str, Samples]] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, path: Path | None) -> Results:
        """Return what a file holds, nothing yet where there is none; without a path nothing is kept."""
        results = cls(path)
        if path is not None and path.exists():
            kept = json.loads(path.read_text(encoding="utf-8"))
            results.rows = {int(cards): rows for cards, rows in kept["rows"].items()}
            results.skipped, results.about = kept["skipped"], kept["about"]
        return results

    def has(self, cards: int, row: str) -> bool:
        return row in self.rows.get(cards, {})

    def add(self, cards: int, row: str, ours: list[float], anki: list[float]) -> None:
        """Add the samples of a row and keep all."""
        self.rows.setdefault(cards, {})[row] = {OURS: ours, ANKI: anki}
        self.keep()

    def keep(self) -> None:
        if self.path is not None:
            kept = {"rows": self.rows, "skipped": self.skipped, "about": self.about}
            self.path.write_text(json.dumps(kept), encoding="utf-8")
