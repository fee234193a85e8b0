"""Rules about the code blocks of a card."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import CardText, Text


@rule(
    "fence-lang",
    "E",
    what="a code block without a language",
    why="code without colours is harder to read",
    remedy="name it behind the back-ticks: ```python, or ```text for what is no code",
)
def language_named(card: CardText) -> Iterator[Found]:
    for text, language, _, line in _blocks(card):
        if not language:
            yield Found(line, f"a code block of the {text.name} names no language")


@rule(
    "code",
    "E",
    what="a python block that is not Python",
    why="a learner believes the code on a card",
    remedy="mend it; a session with >>> is ```pycon",
)
def python_parses(card: CardText) -> Iterator[Found]:
    for text, language, code, line in _blocks(card):
        if language == "python" and (error := syntax_error(code)):
            yield Found(line + error[0], f"this code of the {text.name} is not Python ({error[1]})")


def syntax_error(code: str) -> tuple[int, str] | None:
    """Return the line (from 1) and the gist of what keeps code from being read, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(code)
    except SyntaxError as error:
        return error.lineno or 1, error.msg
    except (ValueError, RecursionError, MemoryError) as error:
        return 1, str(error)
    return None


def _blocks(card: CardText) -> Iterator[tuple[Text, str, str, int]]:
    """Return the code blocks that are shown: their text, language, code and the line of the opening fence."""
    for text in card.texts:
        for token in text.pieces:
            if token.type == "fence":
                language = (token.info.split() or [""])[0]
                opening = f"{token.markup}{token.info}"
                yield text, language, token.content, card.line_with(text, opening)
