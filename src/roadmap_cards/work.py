"""Long work that says how far it is and can be stopped."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for garbage among millions of new values: it takes a third and finds none."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
