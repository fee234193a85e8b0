"""Which addresses of a field may stay: links that a person may click, and files of the package by name."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")
_LINK = re.compile(r"(?:https?://[^/:?#@]|mailto:[^/])", re.IGNORECASE)
_LONGEST_LINK = 2000
_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_NO_FILE = re.compile(r"[/\\:*?\"<>|\x00-\x1f\x7f]|\A\.|\A\s|\s\Z|\A\Z")
_LONGEST_NAME = 255
_BARE = re.compile(r"[\w.,@+=-]+")
_HARMLESS = str.maketrans("[]{}`\\|$<>", "()()'//＄‹›")


def link_address(address: str) -> str:
    """Return an address as it can stand in Markdown; empty for one that is not http, https or mailto."""
    address = _BLANK.sub("", address)
    if not _LINK.match(address) or len(address) > _LONGEST_LINK:
        return ""
    # What Markdown, or a formula, could begin or end with is written as a number.
    return re.sub(r"&(?=[#a-zA-Z])", "&amp;", quote(address, safe="/:?#@!,;=&%+~.-_'", errors="replace"))


def is_remote(source: str) -> bool:
    """Tell whether the source of a picture is an address of the web, which is never asked for."""
    return _SCHEME.match(_BLANK.sub("", source)) is not None


def file_name(source: str) -> str:
    """Return the name of a file of the package; empty for a path, an address, a drive or a hidden file.

    Anki writes the name as it is or with some characters as `%20`; see
    https://docs.ankiweb.net/media.html.
    """
    name = unquote(source) if "%" in source else source
    return "" if _NO_FILE.search(name) or len(name) > _LONGEST_NAME else name


def picture_markdown(name: str, description: str) -> str:
    """Return a picture as Markdown. What means something in its description is written in another way.

    A description is shown as it stands, backslashes too: escaping would not help.
    """
    shown = " ".join(description.translate(_HARMLESS).split())
    place = name if _BARE.fullmatch(name) else re.sub(r"[&$`]", r"\\\g<0>", f"<{name}>")
    return f"![{shown}]({place})"
