"""The fields of a note that are no text of an entry: options, where the entry stands, its sources."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from roadmap_cards.anki.writing.field_html import Picture, escaped, field_html
from roadmap_cards.study.card import Citation, Option
from roadmap_cards.study.wording import plain_title


def options_html(texts: Iterable[str], picture: Picture) -> str:
    """Return what there is to choose from, or the steps to be put in order, as they are asked."""
    return _listed("rc-options", (f"<li>{field_html(text, picture)}</li>" for text in texts))


def steps_html(steps: Iterable[str], picture: Picture) -> str:
    """Return steps in the right order."""
    return _listed("rc-steps", (f"<li>{field_html(step, picture)}</li>" for step in steps))


def verdicts_html(options: Iterable[Option], picture: Picture) -> str:
    """Return every option with the sign that says whether it is right, and the reason."""
    return f'<ul class="rc-verdicts">{"".join(_verdict(option, picture) for option in options)}</ul>'


# One entry after the other stands at the same place and names the same sources.
@lru_cache(maxsize=64)
def where_html(path: tuple[str, ...]) -> str:
    """Return the titles above an entry: level, topic, section, item."""
    return " › ".join(escaped(plain_title(title)) for title in path if title)


@lru_cache(maxsize=64)
def sources_html(sources: tuple[Citation, ...]) -> str:
    """Return the sources of an entry, each a link where it has an address that can be opened."""
    return "<br>".join(map(_source, sources))


def _listed(name: str, items: Iterable[str]) -> str:
    return f'<ol class="{name}">{"".join(items)}</ol>'


def _verdict(option: Option, picture: Picture) -> str:
    why = f'<div class="rc-reason">{field_html(option.why, picture)}</div>' if option.why else ""
    name = "rc-right" if option.correct else "rc-wrong"
    return f'<li class="{name}">{field_html(option.text, picture)}{why}</li>'


def _source(source: Citation) -> str:
    year = f" ({source.year})" if source.year else ""
    place = f", {source.where}" if source.where else ""
    told = escaped(f"{source.title}{year}{place}")
    if not source.url.lower().startswith(("http://", "https://")):
        return told
    address = escaped(source.url).replace('"', "&quot;")
    return f'<a href="{address}">{told}</a>'
