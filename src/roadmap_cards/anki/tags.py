"""Tags as Anki can hold them: without spaces, quotes and empty parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

PLACE_TAG = "roadmap-cards"
"""The tag above all those that say where an entry stands: they are not its own, and stay in Anki."""

# \s covers the ideographic space, at which Anki splits tags too.
_FORBIDDEN = re.compile(r'[\s\x00-\x1f\x7f"]+')


@lru_cache(maxsize=1024)
def clean_tag(tag: str) -> str:
    """Return a tag in one word; empty where nothing is left of it.

    Anki cuts a tag at every space, drops quotes, and calls an empty part between two `::` “blank”.
    """
    parts = (_FORBIDDEN.sub("_", part.strip()) for part in normalize("NFC", tag).split("::"))
    return "::".join(part for part in parts if part)


def tag_column(tags: Iterable[str]) -> str:
    """Return tags as a note holds them: in order of the alphabet, with a space around each, none twice."""
    cleaned = {tag.casefold(): tag for tag in sorted(map(clean_tag, tags), reverse=True) if tag}
    return f" {' '.join(sorted(cleaned.values()))} " if cleaned else ""
