"""What an action did: the only notification there is."""

from __future__ import annotations

from dataclasses import dataclass, field

IMPORTED = frozenset({"card", "entry", "topic", "review"})
"""The tables in which an import, and taking it back, can be seen."""


@dataclass(frozen=True, slots=True)
class Change:
    """An action that happened: its name, the tables it wrote and the cards it touched.

    `undone` says that the step was taken back. Pages look at `tables` to decide whether to draw again.
    `step` is the number of the step that undo or redo moved, 0 for all else.
    """

    name: str
    tables: frozenset[str]
    cards: frozenset[int] = field(default=frozenset())
    undone: bool = False
    step: int = 0
