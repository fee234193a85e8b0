"""Rules about formulas: they must be drawn, here and where a card is exported to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from roadmap_cards.roadmap.lint_rules.plain_words import pieces
from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import CardText, Text
from roadmap_cards.roadmap.lint_rules.tex_commands import COMMANDS, ENVIRONMENTS, INSTEAD, SIGNS
from roadmap_cards.roadmap.wording import nearest, quoted

_TOKEN = re.compile(
    r"\\(?P<kind>begin|end)\s*\{(?P<environment>[^{}]*)\}|\\(?P<word>[a-zA-Z]+)|\\(?P<sign>.)|(?P<brace>[{}])",
    re.DOTALL,
)
_ESCAPED_DOLLAR = re.compile(r"(?<!\\)((?:\\\\)*)\\\$")
_DEEPEST = 12
"""Groups in groups: each level doubles the work of drawing, and no card needs more."""


@rule(
    "latex",
    "E",
    what="a formula that cannot be drawn: braces, \\left or \\begin not closed, a “$” that opens nothing",
    why="the card shows its source, or nothing",
    remedy="close what is open",
)
def drawable(card: CardText) -> Iterator[Found]:
    for text in card.texts:
        for latex in text.formulas:
            if trouble := _unbalanced(latex) or _refused(latex):
                yield Found(card.line_with(text, latex), f"in the formula {quoted(latex)} {trouble}")
        if piece := _lone_dollar(text):
            remedy = "close the formula, or write “\\$” for a dollar"
            yield Found(card.line_with(text, piece), "a “$” opens no formula", remedy=remedy)


@rule(
    "latex-command",
    "E",
    what="a command that ziamath or MathJax does not know (the list stands in lint_rules/tex_commands.py)",
    why="the card shows its name instead of a sign",
    remedy="write it with commands that both know",
)
def known_commands(card: CardText) -> Iterator[Found]:
    for text in card.texts:
        for latex in text.formulas:
            for command in unknown_commands(latex):
                line = card.line_with(text, command)
                yield Found(line, f"“{command}” is not known everywhere", remedy=_instead(command))


def unknown_commands(latex: str) -> list[str]:
    """Return the commands of a formula that are not on the list, each once, as they are written."""
    found: dict[str, None] = {}
    for token in _TOKEN.finditer(latex):
        if (
            (token["kind"] == "begin" and token["environment"].strip() not in ENVIRONMENTS)
            or (token["word"] and token["word"] not in COMMANDS)
            or (token["sign"] and token["sign"] not in SIGNS)
        ):
            found[token[0]] = None
    return list(found)


def _instead(command: str) -> str:
    if command.startswith("\\begin"):
        name = command.partition("{")[2].strip("{} ")
        near = nearest(name, sorted(ENVIRONMENTS))
        return f"did you mean “{{{near}}}”?" if near else "use aligned, cases or a matrix"
    word = command[1:]
    if word in INSTEAD:
        return f"write {INSTEAD[word]}"
    near = nearest(word, sorted(COMMANDS)) if word.isalpha() else None
    return f"did you mean “\\{near}”?" if near else "a name of more letters is \\operatorname{…}"


def _unbalanced(latex: str) -> str:
    """Return what is not closed in a formula, as the end of a sentence; empty where all is."""
    opened: list[str] = []
    for token in _TOKEN.finditer(latex):
        closes = {"}": "{", "right": "\\left"}.get(token["brace"] or token["word"] or "")
        if token["kind"] == "end":
            closes = f"\\begin{{{token['environment'].strip()}}}"
        if closes is not None:
            if not opened or opened.pop() != closes:
                return f"“{token[0]}” closes nothing"
        elif token["brace"]:
            opened.append("{")
        elif token["word"] == "left":
            opened.append("\\left")
        elif token["kind"]:
            opened.append(f"\\begin{{{token['environment'].strip()}}}")
        if len(opened) > _DEEPEST:
            return f"over {_DEEPEST} groups stand in each other"
    return f"“{opened[-1]}” is never closed" if opened else ""


@lru_cache(maxsize=4096)
def _refused(latex: str) -> str:
    """Return why ziamath cannot read a formula, as the end of a sentence; empty where it can."""
    import xml.etree.ElementTree as ET  # noqa: PLC0415  (as ziamath)

    from ziamath.tex import tex2mml  # noqa: PLC0415  (takes a tenth of a second, which other commands spare)

    if unknown_commands(latex):
        return ""  # told by a rule of its own
    try:
        ET.fromstring(tex2mml(latex))
    except Exception as error:
        # An error's name is all that latex2mathml gives: “DoubleSuperscriptsError”.
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
        return f"something is wrong ({name})"
    return ""


def _lone_dollar(text: Text) -> str:
    """Return the words around a dollar that neither opens a formula nor is escaped."""
    if "$" not in text.markdown:
        return ""
    for token in pieces(_ESCAPED_DOLLAR.sub(r"\1", text.markdown)):
        if token.type == "text" and "$" in token.content:
            at = token.content.index("$")
            return token.content[at : at + 12]
    return ""
