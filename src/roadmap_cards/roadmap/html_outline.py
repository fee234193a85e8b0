"""What a block of HTML in a Markdown file contributes: headings, folded parts and list items."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>[^<>]*)>")
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")


@dataclass(frozen=True, slots=True)
class HtmlPart:
    """`fold` opens a `<details>`, `unfold` closes it; `summary` is its title; a heading has a depth."""

    kind: Literal["heading", "summary", "bullet", "fold", "unfold"]
    text: str = ""
    depth: int = 0
    links: tuple[str, ...] = ()


def read_html(source: str) -> Iterator[HtmlPart]:
    """Yield the parts in their order; a list item inside another comes after it, on the same level."""
    text: list[str] = []
    links: list[str] = []
    collecting = ""
    depth_in_summary = 0
    position = 0
    source = _without_comments(source)

    def collected(kind: Literal["heading", "summary", "bullet"], depth: int = 0) -> HtmlPart:
        words = re.sub(r"\s+", " ", html.unescape("".join(text))).strip()
        return HtmlPart(kind, words, depth, tuple(links))

    for tag in _TAG.finditer(source):
        if collecting:
            text.append(source[position : tag.start()])
        position = tag.end()
        name, closing = tag["name"].lower(), bool(tag["close"])
        heading = _HEADING.fullmatch(name)
        if name == "li" or (name in ("ul", "ol") and collecting == "li"):
            if collecting == "li":
                yield collected("bullet")
            collecting = "li" if name == "li" and not closing else ""
            text, links = [], []
        elif name == "details":
            yield HtmlPart("unfold" if closing else "fold")
        elif name == "summary" and not closing:
            collecting, text, links, depth_in_summary = "summary", [], [], 0
        elif name == "summary" and collecting == "summary":
            yield collected("heading", depth_in_summary) if depth_in_summary else collected("summary")
            collecting = ""
        elif heading and collecting == "summary":
            depth_in_summary = depth_in_summary or int(heading[1])
        elif heading and not closing and not collecting:
            collecting, text, links = name, [], []
        elif heading and closing and collecting == name:
            yield collected("heading", int(heading[1]))
            collecting = ""
        elif name == "a" and not closing and collecting:
            links.extend(html.unescape(href) for href in _HREF.findall(tag["rest"]))
        elif name == "br" and collecting:
            text.append(" ")
    if collecting == "li":
        text.append(source[position:])
        yield collected("bullet")


def _without_comments(source: str) -> str:
    kept: list[str] = []
    start = 0
    while (opened := source.find("<!--", start)) >= 0:
        kept.append(source[start:opened])
        closed = source.find("-->", opened)
        if closed < 0:
            return "".join(kept)
        start = closed + 3
    return "".join([*kept, source[start:]])
