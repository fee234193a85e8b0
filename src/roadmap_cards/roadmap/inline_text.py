"""The text of a Markdown line as a person reads it: no emphasis, images or HTML; links apart; code kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_URL = re.compile(r"https?://[^\s)\]>]+")
_URL_IN_BRACKETS = re.compile(r"\(?https?://[^\s)\]>]+\)?")
_CHECK_BOX = re.compile(r"^\[[ xX]\]\s+")
# A link whose address has a space in it is none for Markdown, but a person meant one.
_BROKEN_LINK = re.compile(r"\[([^\[\]]+)\]\((?:\.{0,2}/|https?:)[^()`]*\)")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_LINK_TAIL = 25


@dataclass(frozen=True, slots=True)
class InlineText:
    """`parts` are what `<br>` and check-boxes separate (in the cell of a table); `text` is all of them."""

    text: str
    links: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    link_only: bool = False
    """The text begins with a link and has almost nothing else."""
    lead: str = ""
    """The bold words that the text begins with, if it goes on after them."""


def read_inline(content: str, markdown: MarkdownIt, references: dict[str, Any]) -> InlineText:
    """Read one paragraph's content; `references` are the link definitions of the whole file."""
    tokens: list[Token] = []
    markdown.inline.parse(content, markdown, references, tokens)
    pieces: list[str] = []
    links: list[str] = []
    outside_links = 0
    first_seen: str | None = None
    in_link = 0
    lead: list[str] = []
    in_lead: bool | None = None
    for token in tokens:
        piece = ""
        if token.type == "strong_open" and in_lead is None:
            in_lead = not re.search(r"\w", _CHECK_BOX.sub("", "".join(pieces)))
        elif token.type == "strong_close":
            in_lead = False
        if token.type == "link_open":
            links.append(str(token.attrs.get("href", "")))
            in_link += 1
            first_seen = first_seen or "link"
        elif token.type == "link_close":
            in_link -= 1
        elif token.type == "code_inline":
            piece = f"`{token.content}`"
        elif token.type in ("softbreak", "hardbreak"):
            piece = " "
        elif token.type == "html_inline":
            piece = "\n" if _BREAK.match(token.content) else ""
        elif token.type in ("text", "text_special"):
            piece = token.content if in_link else _without_urls(token.content, links)
        pieces.append(piece)
        if in_lead:
            lead.append(piece)
        if not in_link and piece.strip(" []xX"):
            first_seen = first_seen or "text"
            outside_links += len(piece)
    raw = "".join(pieces)
    text = _plain(raw)
    if not text and links and not first_seen:  # nothing but a bare address
        text = links[0]
    return InlineText(
        text=text,
        links=tuple(links),
        parts=_parts(raw),
        link_only=bool(links) and first_seen != "text" and outside_links < _LINK_TAIL,
        lead=_plain("".join(lead)),
    )


def _without_urls(text: str, links: list[str]) -> str:
    found = _URL.findall(text)
    if not found:
        return text
    links.extend(found)
    return _URL_IN_BRACKETS.sub("", text).rstrip(" -–—:")


def _plain(raw: str) -> str:
    text = _BROKEN_LINK.sub(r"\1", _SPACES.sub(" ", raw).strip())
    return _CHECK_BOX.sub("", text).strip()


def _parts(raw: str) -> tuple[str, ...]:
    pieces = re.split(r"\n|(?:^|(?<=\s))[-*]?\s*\[[ xX]\]\s|•", raw)
    plain = (_SPACES.sub(" ", piece).strip(" -") for piece in pieces)
    return tuple(piece for piece in plain if piece)
