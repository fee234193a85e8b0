"""The words of card Markdown, as rules count and compare them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from roadmap_cards.study.markdown import DISPLAY_MATH, INLINE_MATH, parse

# Words that carry no fact of their own.
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "do",
        "does",
        "for",
        "from",
        "how",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "this",
        "to",
        "what",
        "which",
        "why",
        "with",
    ]
)
FORMULAS = (INLINE_MATH, DISPLAY_MATH)
_BLOCKS = ("fence", "code_block")
_COMMAND = re.compile(r"\\[a-zA-Z]+|\\.|[{}_^&$]")


def counted(markdown: str) -> str:
    """Return what a person reads in one line: without code blocks, marks and the commands of formulas."""
    return prose(pieces(markdown))


def pieces(markdown: str) -> tuple[Token, ...]:
    """Return the tokens that hold text, code or a formula, with a blank between the blocks."""
    return tuple(_leaves(parse(markdown)))


def prose(tokens: Iterable[Token], *, code: bool = True) -> str:
    """Return the words of tokens in one line, with or without the code in a sentence."""
    unwanted = _BLOCKS if code else ("code_inline", *_BLOCKS)
    texts = (
        _COMMAND.sub("", token.content) if token.type in FORMULAS else token.content
        for token in tokens
        if token.type not in unwanted
    )
    return " ".join("".join(texts).split())


def whole(markdown: str) -> str:
    """Return all that tells two cards apart: words, formulas as LaTeX, and code."""
    return " ".join(token.content for token in pieces(markdown))


def _leaves(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type in {"text", "code_inline", *FORMULAS, *_BLOCKS}:
            yield token
        elif token.type in {"softbreak", "hardbreak"} or (token.block and token.nesting < 0):
            yield Token("text", "", 0, content=" ")
        yield from _leaves(token.children or [])


def words(text: str) -> list[str]:
    """Return the words of a plain text, in small letters."""
    return re.findall(r"\w+", text.replace("_", "").casefold())


def content_words(text: str) -> list[str]:
    """Return the words that carry meaning."""
    return [word for word in words(text) if word not in _SMALL]


def bare(text: str) -> str:
    """Return a plain text for comparison: its words with one blank between them."""
    return " ".join(words(text))


def last_sentence(text: str) -> str:
    """Return the sentence that asks."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)[-1]
