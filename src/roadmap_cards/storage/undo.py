"""Named steps that can be undone and redone exactly, from images of the rows before and after.

A step holds what one action did. Undoing writes the before-images back, but only where each row still equals
its after-image: what somebody changed since is never overwritten. Rows of the review log are not taken back,
they are voided by a further row (and written once more by a redo), because the log is append-only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]

STEPS_KEPT = 200
"""How many steps back one can go."""


@dataclass(frozen=True, slots=True)
class Image:
    """One row before and after an action; None where it did not exist."""

    table: str
    id: int
    before: Row | None
    after: Row | None

    def reversed(self) -> Image:
        return Image(self.table, self.id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """What one action did: row images in the order they were made, and the log rows it wrote.

    `number` tells it from all other steps of this opening, and stays when it is taken back and done again.
    """

    number: int
    name: str
    images: tuple[Image, ...]
    logged: tuple[int, ...]

    @property
    def tables(self) -> frozenset[str]:
        written = {image.table for image in self.images}
        return frozenset(written | ({"review"} if self.logged else set()))

    def rows(self, table: str) -> frozenset[int]:
        """Return the ids of the rows of one table that the step wrote."""
        return frozenset(image.id for image in self.images if image.table == table)


@dataclass(slots=True)
class UndoStack:
    """The steps that can be undone, newest last, and those that can be redone."""

    limit: int = STEPS_KEPT
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    pushed: int = 0

    def push(self, name: str, images: Sequence[Image], logged: Sequence[int]) -> None:
        """Add a new step; what had been undone can no longer be redone."""
        self.pushed += 1
        self.done.append(Step(self.pushed, name, tuple(images), tuple(logged)))
        self.undone.clear()
        del self.done[: -self.limit]

    def clear(self) -> None:
        self.done.clear()
        self.undone.clear()
