"""Going to something by its number: digits are typed one after the other, Enter or the last one goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from roadmap_cards.gui.widgets.page import Command


class NumberEntry:
    """The digits typed so far. `go` is called with the number, from 1; `say` with what to show meanwhile."""

    def __init__(
        self, go: Callable[[int], None], say: Callable[[str], None], left: Callable[[], None]
    ) -> None:
        """`left` is called when nothing comes of it."""
        self._go, self._say, self._left = go, say, left
        self._typed: str | None = None
        self._most = 0

    @property
    def open(self) -> bool:
        """Whether digits belong to it."""
        return self._typed is not None

    def begin(self, most: int) -> None:
        """Take digits from now on, for a number up to `most`."""
        self._typed, self._most = "", most
        self._say("Go to question: type its number.")

    def close(self) -> None:
        self._typed = None

    def commands(self) -> list[Command]:
        """Return what keys do while it is open."""
        return [
            *(
                Command(f"Digit {digit}", (str(digit),), partial(self._type, digit), "Go to")
                for digit in range(10)
            ),
            Command("Go there", ("Enter",), self._end, "Go to"),
            Command("Stay here", ("Esc",), self._leave, "Go to"),
        ]

    def _type(self, digit: int) -> None:
        self._typed = f"{self._typed or ''}{digit}"
        if int(self._typed) * 10 > self._most or len(self._typed) == len(str(self._most)):
            self._end()
        else:
            self._say(f"Go to question {self._typed}\u2026 Enter goes there.")

    def _end(self) -> None:
        number = int(self._typed or 0)
        self._leave()
        if 1 <= number <= self._most:
            self._go(number)

    def _leave(self) -> None:
        self._typed = None
        self._say("")
        self._left()
