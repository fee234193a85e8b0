"""The HTML of Anki's fields as a stream of tokens: tags, text, formulas, sounds, and the marks of gaps.

Read in one pass that never goes back, so that its time grows with the length of the text and no faster,
whatever stands in it. (The parser of the standard library takes quadratic time for unclosed tags and comments
up to Python 3.11.13: CVE-2025-6069.) How a browser reads broken HTML is the pattern:
https://html.spec.whatwg.org/multipage/parsing.html. Anki's own marks: https://docs.ankiweb.net/math.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from html import unescape
from typing import NamedTuple

_SPECIAL = r"<(?=[a-zA-Z/!?])|\\[(\[]|\[(?i:sound:|latex\]|\$\$?\]|anki:)"
_START = re.compile(_SPECIAL)
_GAP_START = re.compile(rf"{_SPECIAL}|\{{\{{c[\d,]{{1,20}}::|\}}\}}|::")
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_VALUE_OR_END = re.compile(r"=\s*([\"'])|>")
_ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_ENTITY = re.compile(r"&#?\w{1,40};")
_IN_FORMULA = re.compile(
    r"</?(?:br|div|p|span|font|b|i|u|em|strong|sub|sup|code|a)(?:[\s/][^<>]*)?>", re.IGNORECASE
)
_SPEECH_END = "[/anki:tts]"

# What stands in them is no HTML; a browser reads on to their end tag.
_OPAQUE = frozenset(
    {
        "script",
        "style",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "textarea",
        "title",
        "xmp",
        "anki-mathjax",
    }
)
_CODE = frozenset({"code", "pre", "kbd", "samp", "tt"})


class Kind(Enum):
    """What a token is; `Token` says what stands in it."""

    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()
    FORMULA = auto()
    DISPLAY = auto()
    LATEX = auto()
    SOUND = auto()
    GAP = auto()
    HINT = auto()
    GAP_END = auto()


class Token(NamedTuple):
    """One piece of a field.

    `text` is what is shown (TEXT, entities resolved), the LaTeX (FORMULA inside a line, DISPLAY on a line of
    its own, LATEX a document of Anki's `[latex]`), the name of a tag in small letters (OPEN, CLOSE), the name
    of a file (SOUND), or the numbers of a gap (GAP, such as `1` or `1,2`). `rest` are the attributes of an
    OPEN tag as they stand.
    """

    kind: Kind
    text: str
    rest: str = ""


def tokens(html: str, *, gaps: bool = False) -> Iterator[Token]:
    """Go through a field once. With `gaps`, `{{c1::…::…}}` is read as the marks of a cloze, else as text."""
    return _Scanner(html, gaps=gaps).tokens()


def attributes(rest: str) -> dict[str, str]:
    """Return the attributes of a tag, names in small letters; the first counts, as in a browser."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), _ENTITY.sub(lambda entity: unescape(entity[0]), value))
    return found


class _Scanner:
    """Where the reading stands, and which ends of marks are known not to come any more."""

    def __init__(self, html: str, *, gaps: bool) -> None:
        self._html = html
        self._start = _GAP_START if gaps else _START
        self._absent: set[str] = set()
        self._quotes_close = True
        self._in_code = 0
        self._in_gap = 0

    def tokens(self) -> Iterator[Token]:
        html, written, position = self._html, 0, 0
        while found := self._start.search(html, position):
            read = self._read(found)
            if read is None:
                position = found.start() + 1
                continue
            token, end = read
            if written < found.start():
                yield self._text(written, found.start())
            if token is not None:
                yield token
            written = position = end
        if written < len(html):
            yield self._text(written, len(html))

    def _text(self, start: int, end: int) -> Token:
        text = self._html[start:end]
        return Token(Kind.TEXT, unescape(text) if "&" in text else text)

    def _read(self, found: re.Match[str]) -> tuple[Token | None, int] | None:
        """Return the token that begins here (None: nothing is shown) and its end; None where this is text."""
        mark = found[0]
        if mark == "<":
            return self._tag(found.start())
        if mark.startswith("{{"):
            self._in_gap += 1
            return Token(Kind.GAP, mark[3:-2]), found.end()
        if mark == "}}":
            if not self._in_gap:
                return None
            self._in_gap -= 1
            return Token(Kind.GAP_END, ""), found.end()
        if mark == "::":
            return (Token(Kind.HINT, ""), found.end()) if self._in_gap else None
        return None if self._in_code else self._bracket(mark.lower(), found.end())

    def _bracket(self, mark: str, start: int) -> tuple[Token | None, int] | None:
        """Read a formula, a sound or speech."""
        match mark:
            case "\\(":
                return self._formula(Kind.FORMULA, start, "\\)")
            case "\\[":
                return self._formula(Kind.DISPLAY, start, "\\]")
            case "[$]":
                return self._formula(Kind.FORMULA, start, "[/$]")
            case "[$$]":
                return self._formula(Kind.DISPLAY, start, "[/$$]")
            case "[latex]":
                return self._formula(Kind.LATEX, start, "[/latex]")
            case "[sound:":
                end = self._find("]", start)
                return None if end < 0 else (Token(Kind.SOUND, unescape(self._html[start:end])), end + 1)
            case _:
                end = self._find(_SPEECH_END, start)
                return None if end < 0 else (Token(Kind.SOUND, ""), end + len(_SPEECH_END))

    def _formula(self, kind: Kind, start: int, closing: str) -> tuple[Token, int] | None:
        end = self._find(closing, start)
        if end < 0:
            return None
        return Token(kind, formula_source(self._html[start:end])), end + len(closing)

    def _find(self, wanted: str, start: int) -> int:
        """Return where a mark stands next, or -1; one that was missing once is not looked for again."""
        if wanted in self._absent:
            return -1
        at = self._html.find(wanted, start)
        if at < 0:
            self._absent.add(wanted)
        return at

    def _tag(self, at: int) -> tuple[Token | None, int] | None:
        html = self._html
        if html.startswith("<!--", at):
            if html.startswith((">", "->"), at + 4):
                return None, html.index(">", at) + 1
            end = html.find("-->", at + 4)
            return None, len(html) if end < 0 else end + 3
        closing = html.startswith("</", at)
        name = _NAME.match(html, at + 1 + closing)
        end = self._tag_end(at) if name else self._find(">", at)
        if end < 0:
            return None
        if name is None:  # a declaration, or no tag at all: a browser drops it
            return None, end + 1
        called = name[0].lower()
        if called in _CODE:
            self._in_code = max(0, self._in_code + (-1 if closing else 1))
        if closing:
            return Token(Kind.CLOSE, called), end + 1
        rest = html[name.end() : end]
        if called in _OPAQUE:
            return self._opaque(called, rest, end + 1)
        return Token(Kind.OPEN, called, rest), end + 1

    def _tag_end(self, at: int) -> int:
        """Return where a tag ends: at a `>` outside quotes, or at the next one where a quote never closes."""
        if self._find(">", at) < 0:
            return -1
        position = at
        while self._quotes_close:
            found = _VALUE_OR_END.search(self._html, position)
            if found and found[0] == ">":
                return found.start()
            closing = self._find(found[1], found.end()) if found else -1
            # From here on a quote is a character like any other; else each one would be followed in vain.
            self._quotes_close = closing >= 0
            position = closing + 1
        return self._find(">", at)

    def _opaque(self, name: str, rest: str, start: int) -> tuple[Token, int]:
        closing = re.compile(rf"</{name}(?=[\s/>]|\Z)", re.IGNORECASE).search(self._html, start)
        inside = self._html[start : closing.start() if closing else None]
        end = self._find(">", closing.start()) + 1 if closing else 0
        if name == "anki-mathjax":
            display = attributes(rest).get("block", "false").lower() != "false"
            token = Token(Kind.DISPLAY if display else Kind.FORMULA, formula_source(inside))
        else:
            token = Token(Kind.OPEN, name, rest)
        return token, end or len(self._html)


def formula_source(html: str) -> str:
    """Return the LaTeX of a formula as it stands in a field: tags out, entities resolved, in one line."""
    text = _IN_FORMULA.sub(" ", html) if "<" in html else html
    return " ".join((unescape(text) if "&" in text else text).split())
