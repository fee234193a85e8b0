"""Card Markdown as one line of plain text, for lists, window titles and screen readers."""

from __future__ import annotations

from markdown_it.token import Token

from roadmap_cards.study.markdown import DISPLAY_MATH, INLINE_MATH, parse

_APART = {"paragraph_close": " ", "heading_close": " ", "td_close": " ", "th_close": " ", "hr": " "}


def plain(markdown: str) -> str:
    """Return the text without its marks, in one line; an image is its description.

    Formulas are in plain characters where that is possible; of code there is the first line.
    """
    return " ".join("".join(_pieces(parse(markdown))).split())


def _pieces(tokens: list[Token]) -> list[str]:
    pieces: list[str] = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            pieces.append(token.content)
        elif token.type == INLINE_MATH:
            pieces.append(_formula(token.content))
        elif token.type == DISPLAY_MATH:
            pieces += " ", _formula(token.content), " "
        elif token.type in {"fence", "code_block"}:
            pieces += " ", _first_line(token.content), " "
        elif token.type == "image":
            pieces.append(token.content or str(token.attrGet("src") or ""))
        elif token.type in {"softbreak", "hardbreak"}:
            pieces.append(" ")
        elif token.type == "list_item_open":
            pieces += f"{token.info}." if token.info else "•", " "
        elif token.type in _APART:
            pieces.append(_APART[token.type])
        else:
            pieces += _pieces(token.children or [])
    return pieces


def _first_line(code: str) -> str:
    first, *rest = code.strip().splitlines() or [""]
    return f"{first} …" if rest else first


def _formula(latex: str) -> str:
    from roadmap_cards.study.formula_text import formula_text  # noqa: PLC0415  (few lists hold a formula)

    return formula_text(latex)
