"""The colours of code: what each piece is, is known already; the theme says what colour that has."""

from __future__ import annotations

from roadmap_cards.study.code_pieces import code_pieces

_TOKENS = {
    "c": "syntax_comment",
    "s": "syntax_string",
    "m": "syntax_number",
    "k": "syntax_keyword",
    "nb": "syntax_builtin",
    "nf": "syntax_function",
    "o": "syntax_operator",
}


def highlighted(code: str, language: str) -> list[list[tuple[str, str]]]:
    """Return the lines of `code`, each as pieces of text with the theme's token for their colour.

    A language that Pygments does not know, and plain text, are all `ink`.
    """
    lines: list[list[tuple[str, str]]] = [[]]
    for text, kind in code_pieces(code, language):
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append((piece, _TOKENS.get(kind, "ink")))
    return lines
