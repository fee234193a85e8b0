"""A JSON text read piece by piece, so that a file of any size takes little memory."""

from __future__ import annotations

import json
from typing import Any, TextIO

from roadmap_cards.errors import ProblemError

LONGEST_VALUE = 32_000_000
"""Characters of one value that are read."""

_CHUNK = 1 << 18
_SPACE = " \t\r\n"


class JsonStream:
    """Walks through a JSON text: its marks are taken one by one, the values between them whole.

    Every method raises ProblemError, with the line, where the text is not what is asked for.
    """

    def __init__(self, source: TextIO, name: str) -> None:
        """Read from the beginning of `source`; `name` is the file as the errors name it."""
        self._source = source
        self._name = name
        self._buffer = ""
        self._at = 0
        self._lines = 1
        self._ended = False
        self._decoder = json.JSONDecoder(parse_constant=_refuse)

    @property
    def line(self) -> int:
        """The line, from 1, that is being read."""
        return self._lines + self._buffer.count("\n", 0, self._at)

    def problem(self, what: str) -> ProblemError:
        """Return an error about the line that is being read; `what` is a clause."""
        return ProblemError(
            f"{self._name}, line {self.line}: {what}.",
            hint="Nothing was changed. Take the file as it was exported; it may have been cut off or edited.",
        )

    def peek(self) -> str:
        """Return the next character that is no white space, without taking it; empty at the end."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in _SPACE:
                    return self._buffer[self._at]
                self._at += 1
            if not self._more(_CHUNK):
                return ""

    def take(self, mark: str) -> None:
        """Take a mark such as `{` or `:`."""
        if self.peek() != mark:
            raise self.problem(f"here should stand “{mark}”")
        self._at += 1

    def next_one(self, closing: str) -> bool:
        """Take what stands behind a member of a list or object: tell whether another one follows."""
        if self.peek() == closing:
            self._at += 1
            return False
        self.take(",")
        return True

    def first_one(self, opening: str, closing: str) -> bool:
        """Take the beginning of a list or object: tell whether it has any member."""
        self.take(opening)
        if self.peek() != closing:
            return True
        self._at += 1
        return False

    def key(self, wanted: str = "") -> str:
        """Take the name of a member and the colon; `wanted` is the only one that may stand here."""
        found = self.value()
        if not isinstance(found, str) or (wanted and found != wanted):
            raise self.problem(f"here should stand “{wanted}”" if wanted else "here should stand a name")
        self.take(":")
        return found

    def value(self) -> Any:
        """Take a whole value."""
        self.peek()
        size = _CHUNK
        while True:
            try:
                found, end = self._decoder.raw_decode(self._buffer, self._at)
            except RecursionError as error:
                raise self.problem("the values are nested too deeply") from error
            except json.JSONDecodeError as error:
                if self._fills(size):
                    size *= 2
                    continue
                raise self.problem("this is not JSON, or it was cut off") from error
            except ValueError as error:
                raise self.problem("here stands a number that none can be") from error
            # A number at the end of what was read may go on behind it.
            if end < len(self._buffer) or not self._more(_CHUNK):
                self._at = end
                return found

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self.peek():
            raise self.problem("here the file should end")

    def _fills(self, size: int) -> bool:
        """Read on for a value that is not all there; False where nothing is left or it grows too long."""
        return len(self._buffer) - self._at < LONGEST_VALUE and self._more(size)

    def _more(self, size: int) -> bool:
        if self._ended:
            return False
        try:
            piece = self._source.read(size)
        except UnicodeDecodeError as error:
            raise self.problem("what follows is not text in UTF-8") from error
        self._ended = not piece
        self._lines += self._buffer.count("\n", 0, self._at)
        self._buffer = self._buffer[self._at :] + piece
        self._at = 0
        return bool(piece)


def _refuse(constant: str) -> float:
    raise ValueError(constant)
