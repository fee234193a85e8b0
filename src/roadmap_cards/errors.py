"""The two kinds of error: a sentence for a person, and (everything else) a bug."""

from __future__ import annotations

from dataclasses import dataclass


class ProblemError(Exception):
    """Something a person can understand and mend; shown as it is, never as a traceback.

    `message` is one clear sentence that names the place; `hint`, where there is one, is the remedy.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep the sentence and its remedy apart, so that a window can set them in two styles."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Both sentences, for a terminal or a log."""
        return f"{self.message} {self.hint}".strip()


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """One thing that is wrong in a file a person wrote, at its place.

    `where` is the file as the person knows it, `line` counts from 1 (0: the file as a whole). `code` names a
    lint rule (empty for what the parser says); only an error keeps the file from being read. `remedy` is what
    to do, where the message does not say it.
    """

    where: str
    line: int
    message: str
    code: str = ""
    warning: bool = False
    remedy: str = ""

    def __str__(self) -> str:
        """`path:line: message; remedy`, the form editors and continuous integration understand."""
        place = f"{self.where}:{self.line}" if self.line else self.where
        rule = f" {'W' if self.warning else 'E'} [{self.code}]" if self.code else ""
        return f"{place}:{rule} {'; '.join(part for part in (self.message, self.remedy) if part)}"
