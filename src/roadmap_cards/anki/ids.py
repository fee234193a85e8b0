"""Ids that are the same in every collection and every export, so that Anki knows again what it has seen.

All come from the first 64 bits of a SHA-256, and hang on nothing but the names they are made of.
"""

from __future__ import annotations

from hashlib import sha256

APP = "roadmap-cards"
"""Part of every hash: if it changed, all that was exported before would be imported again beside it."""

# The printable characters of ASCII but for space, quotes and backslash; Anki's own guids use them too.
_DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
# 9 September 2001 and somewhat less than 18 years behind it: no id is in the future.
_FIRST, _SPAN = 1_000_000_000_000, 560_000_000_000


def guid_of(key: str, notetype_key: str) -> str:
    """Return the guid of a note: from its entry's key and its note type's key (see `notetypes`).

    The note type is part of it because Anki cannot give a known note another type: between a cloze and a
    normal one it would refuse the whole package.
    """
    number = _hash("note", key, notetype_key)
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def stable_id(kind: str, key: str) -> int:
    """Return an id like a time in milliseconds, as Anki gives to note types, decks and presets."""
    return _FIRST + _hash(kind, key) % _SPAN


def stable_64(kind: str, key: str) -> int:
    """Return an id of 63 bits, as Anki gives to fields and templates."""
    return _hash(kind, key) >> 1


def _hash(*parts: str) -> int:
    return int.from_bytes(sha256("\x1f".join((APP, *parts)).encode()).digest()[:8], "big")
