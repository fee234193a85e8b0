"""The clock of the tests: it stands at a Monday morning until a test moves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass
class Clock:
    """Called, it says what time it is; each look makes it `step` later first."""

    now: datetime = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    step: timedelta = timedelta()

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now
