"""Levels and topics by what a person calls them: a key, a title, or the beginning of either."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar


class Named(Protocol):
    """What has a key, `roadmap/name`, and a title."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...


_Named = TypeVar("_Named", bound=Named)


def named(name: str, among: Sequence[_Named], short_key: Callable[[_Named], str]) -> list[_Named]:
    """Return what bears exactly this key or title, else whose key or title begins so."""
    wanted = " ".join(name.split()).casefold()
    names = [(one, {one.key.casefold(), short_key(one).casefold(), one.title.casefold()}) for one in among]
    exact = [one for one, called in names if wanted and wanted in called]
    return exact or [one for one, called in names if wanted and any(x.startswith(wanted) for x in called)]


def some(titles: Sequence[str], most: int = 8) -> str:
    """Return titles in one line, not all of a long list."""
    shown = ", ".join(titles[:most])
    return f"{shown} and {len(titles) - most} more" if len(titles) > most else shown
