"""The sources of a deck as its front matter lists them, each under a key of its own."""

from __future__ import annotations

import json
import re

from roadmap_cards.roadmap.deck_models import SOURCE_KEY, Source
from roadmap_cards.roadmap.slug import slug, unique
from roadmap_cards.study.card import Citation

_NONE = Citation("No source given", "", key="none")
_LONGEST_TITLE = 300
_LONGEST_KEY = 50


class CitedWorks:
    """Collects what the entries of a deck cite; a citation without a key gets one made of its title."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str, str, int | None], str] = {}
        self._taken: dict[str, int] = {}
        self._lines: list[str] = []

    def refs(self, citations: tuple[Citation, ...]) -> str:
        """Return the value of `sources:` for an entry. One that cites nothing says so: a source is a must."""
        return ", ".join(self._ref(citation) for citation in citations or (_NONE,))

    def lines(self) -> list[str]:
        """Return the lines of the front matter, in the order in which works were cited."""
        return list(self._lines) or [f"  {_NONE.key}: {_described(_NONE)}"]

    def _ref(self, citation: Citation) -> str:
        work = (citation.key, citation.title, citation.url, citation.year)
        if work not in self._keys:
            own = re.fullmatch(SOURCE_KEY, citation.key)
            key = unique(citation.key if own else slug(citation.title, _LONGEST_KEY), self._taken)
            self._keys[work] = key
            self._lines.append(f"  {key}: {_described(citation)}")
        # A comma would begin another source.
        where = " ".join(citation.where.replace(",", ";").split())
        return f"{self._keys[work]}#{where}" if where else self._keys[work]


def quoted_yaml(text: str) -> str:
    """Return a text in one line and in double quotes, as YAML and JSON both read it."""
    shown = "".join(c for c in " ".join(text.split()) if c.isprintable())
    return json.dumps(shown, ensure_ascii=False)


def _described(citation: Citation) -> str:
    """Return a work as YAML. What has no address that a deck file may hold is a file on somebody's disk."""
    title = " ".join(citation.title.split())
    year = citation.year if citation.year and 1800 <= citation.year <= 2100 else None
    fits = _fits(citation.url)
    if citation.url and not fits:
        title = f"{title} ({citation.url})"
    if len(title) < 3:
        title = f"Source “{title}”"
    parts = [f"title: {quoted_yaml(title[:_LONGEST_TITLE])}"]
    parts.append(f"url: {quoted_yaml(citation.url)}" if fits else "kind: roadmap")
    if year:
        parts.append(f"year: {year}")
    return f"{{{', '.join(parts)}}}"


def _fits(url: str) -> bool:
    try:
        Source.model_validate({"title": "any", "url": url})
    except ValueError:
        return False
    return True
