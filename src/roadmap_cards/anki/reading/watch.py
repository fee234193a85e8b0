"""Keeping an eye on a reading that may take too long or be called off."""

from __future__ import annotations

from collections.abc import Callable

from roadmap_cards.errors import ProblemError
from roadmap_cards.work import Report


class Watch:
    """Tells the report how far a reading is, and ends it when its time is up."""

    def __init__(self, name: str, report: Report, seconds: float, clock: Callable[[], float]) -> None:
        """Start the watch; `clock` counts seconds from anywhere."""
        self._name = name
        self._report = report
        self._seconds = seconds
        self._clock = clock
        self._end = clock() + seconds
        self._at = ("", 0, 0)

    def step(self, doing: str, done: int = 0, of: int = 0) -> None:
        """Report what is being done. Raises CancelledError, or ProblemError when the time is up."""
        self._at = (doing, done, of)
        self.look()

    def look(self) -> None:
        """Report the last step again, so that the person can call the work off; raises as `step`."""
        self._report(*self._at)
        if self._clock() > self._end:
            raise ProblemError(
                f"{self._name} takes longer than {self._seconds:.0f} seconds to read.",
                hint="Export single decks in Anki, one after another.",
            )
