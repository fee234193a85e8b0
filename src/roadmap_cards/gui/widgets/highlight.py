"""The colours of code: Pygments decides what each piece is, the theme what colour that has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

# Longer code is shown in one colour: some lexers are slow, and nobody studies a card of this size.
MAX_LENGTH = 20_000

# The first that contains the token's type decides; the names are those of pygments.token.
_TOKENS = (
    ("Comment", "syntax_comment"),
    ("Literal.String", "syntax_string"),
    ("Literal.Number", "syntax_number"),
    ("Keyword", "syntax_keyword"),
    ("Operator.Word", "syntax_keyword"),
    ("Name.Builtin", "syntax_builtin"),
    ("Name.Function", "syntax_function"),
    ("Name.Class", "syntax_function"),
    ("Name.Decorator", "syntax_function"),
    ("Operator", "syntax_operator"),
    ("Punctuation", "syntax_operator"),
)


def highlighted(code: str, language: str) -> list[list[tuple[str, str]]]:
    """Return the lines of `code`, each as pieces of text with the theme's token for their colour.

    A language that Pygments does not know, and plain text, are all `ink`.
    """
    lexer = _lexer(language.lower()) if len(code) <= MAX_LENGTH else None
    if lexer is None:
        return [[(line, "ink")] if line else [] for line in code.split("\n")]
    lines: list[list[tuple[str, str]]] = [[]]
    for kind, text in lexer.get_tokens(code):
        colour = _colour(str(kind).removeprefix("Token."))
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append((piece, colour))
    return lines


@cache
def _colour(kind: str) -> str:
    return next((token for name, token in _TOKENS if f"{kind}.".startswith(f"{name}.")), "ink")


@cache
def _lexer(language: str) -> Lexer | None:
    """Return the lexer, asking none of the plug-ins that other packages may have installed."""
    from pygments.lexers import get_all_lexers, get_lexer_by_name  # noqa: PLC0415 - not before the first code

    if language in {"", "text"}:
        return None
    known = {alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases}
    return get_lexer_by_name(language, stripnl=False, ensurenl=False) if language in known else None
