"""Code cut into pieces, each with a class: Pygments says what it is, whoever shows it which colour it has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

MAX_LENGTH = 20_000
"""Longer code is of one colour: some lexers are slow, and nobody studies a card of this size."""

# The first that contains the token's type decides. The names are those of pygments.token, the classes those
# that Pygments gives to them: https://pygments.org/docs/tokens/
_CLASSES = (
    ("Comment", "c"),
    ("Literal.String", "s"),
    ("Literal.Number", "m"),
    ("Keyword", "k"),
    ("Operator.Word", "k"),
    ("Name.Builtin", "nb"),
    ("Name.Function", "nf"),
    ("Name.Class", "nf"),
    ("Name.Decorator", "nf"),
    ("Operator", "o"),
    ("Punctuation", "o"),
)


def code_pieces(code: str, language: str) -> list[tuple[str, str]]:
    """Return code in pieces, each with its class; it is empty for what has no colour of its own.

    Together the pieces are the code. A language that Pygments does not know is one piece.
    """
    lexer = _lexer(language.lower()) if len(code) <= MAX_LENGTH else None
    if lexer is None:
        return [(code, "")]
    pieces: list[tuple[str, str]] = []
    # Some lexers know the end of a comment by the end of its line.
    for _, kind, piece in lexer.get_tokens_unprocessed(f"{code}\n"):
        found = _class(str(kind).removeprefix("Token."))
        # White space has no colour: what stands on both sides of it can be one piece.
        if pieces and (found == pieces[-1][1] or piece.isspace()):
            pieces[-1] = (pieces[-1][0] + piece, pieces[-1][1])
        else:
            pieces.append((piece, found))
    last, found = pieces.pop()
    pieces.append((last.removesuffix("\n"), found))
    # A lexer of somebody else's making might lose something.
    return pieces if "".join(piece for piece, _ in pieces) == code else [(code, "")]


@cache
def _class(kind: str) -> str:
    return next((name for token, name in _CLASSES if f"{kind}.".startswith(f"{token}.")), "")


@cache
def _lexer(language: str) -> Lexer | None:
    """Return the lexer, asking none of the plug-ins that other packages may have installed."""
    from pygments.lexers import get_all_lexers, get_lexer_by_name  # noqa: PLC0415 - not before the first code

    if language in {"", "text"}:
        return None
    known = {alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases}
    return get_lexer_by_name(language) if language in known else None
