"""The clock of a real run; tests bring their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]


def local_now() -> datetime:
    """Return the time now in the machine's zone."""
    return datetime.now().astimezone()
