"""Long work that says how far it is and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Report: TypeAlias = Callable[[str, int, int], None]
"""Called now and then with what is being done (“Reading cards”), how far it is, and out of how many.

Zero means that nobody knows how many. Raises CancelledError where the person wants no more of it: whoever
works leaves no trace then.
"""


class CancelledError(Exception):
    """The person stopped the work; nothing was changed."""


def unheard(_doing: str, _done: int, _of: int) -> None:
    """Take no notice: a `Report` for work that nobody watches."""
