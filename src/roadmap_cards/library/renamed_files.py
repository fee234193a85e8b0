"""Texts in which files bear the names under which they are kept: where a file is named, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from urllib.parse import unquote

_IN_MARKDOWN = re.compile(r"(!\[[^\]]*\]\(<?)([^<>()]*(?:\([^<>()]*\)[^<>()]*)*)(>?\))")
_IN_HTML = re.compile(r"""(\ssrc\s*=\s*")([^"]*)(")|(\ssrc\s*=\s*')([^']*)(')|(\[sound:)([^\]]*)(\])""")
_SOUND = re.compile(r"\[sound:([^\]]*)\]")


def files_of(pictures: Iterable[str], fields: str) -> list[str]:
    """Return the files that a note of Anki needs: its pictures, and its sounds for the way back."""
    if "[sound:" not in fields:
        return list(pictures)
    return [*pictures, *(unescape(found[1]) for found in _SOUND.finditer(fields))]


def renamed_in_json(text: str, names: Mapping[str, str]) -> str:
    """Return an entry as JSON; its texts are Markdown (a mark that is escaped stands behind backslashes)."""
    if not names:
        return text
    return _IN_MARKDOWN.sub(
        lambda found: f"{found[1]}{names.get(found[2].replace(chr(92), ''), found[2])}{found[3]}", text
    )


def renamed_in_html(text: str, names: Mapping[str, str]) -> str:
    """Return the fields of a note of Anki."""
    if not names:
        return text
    return _IN_HTML.sub(lambda found: _renamed(found, names), text)


def _renamed(found: re.Match[str], names: Mapping[str, str]) -> str:
    before, name, after = (part for part in found.groups() if part is not None)
    plain = unescape(name)
    return f"{before}{names.get(plain) or names.get(unquote(plain)) or name}{after}"
