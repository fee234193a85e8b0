"""Rules about “Verify:”, as far as reading tells. Nothing is run here: a deck may come from anywhere."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from roadmap_cards.roadmap.lint_rules.programs import syntax_error
from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import CardText
from roadmap_cards.roadmap.wording import quoted
from roadmap_cards.study.card import Basic, Choice, Multi, Order, Output, Typed

# A number by itself: no part of a name (GPT-2, L2), no year.
_NUMBER = re.compile(r"(?<![\w.-])(?!(?:19|20)\d\d\b)\d[\d,]*(?:\.\d+)?(?![\w.-]*[A-Za-z])")


@rule(
    "verify",
    "E/W",
    what="a typed answer with a digit and no “Verify:”, a proof that sets nothing to compare with the key; "
    "a number in an answer with neither proof nor place in the source, or True and False written into "
    "`holds`: a warning",
    why="a wrong number is learned as well as a right one",
    remedy="compute it in “Verify:”",
)
def proof(card: CardText) -> Iterator[Found]:
    entry = card.entry
    if entry.verify:
        yield from _unbound(card)
        return
    if isinstance(entry.body, Typed) and re.search(r"\d", entry.body.answer):
        yield Found(card.line_of("A"), f"the number {quoted(entry.body.answer)} has no proof")
    # What a paper reports cannot be computed: there the place in the source is the proof.
    located = any(source.where for source in entry.sources)
    if isinstance(entry.body, Basic) and not located and (number := _NUMBER.search(card.answer)):
        remedy = "compute it in “Verify:”, or name the place in the source (“sources: key#3.2”)"
        message = f"the number {quoted(number[0])} has neither proof nor place"
        yield Found(card.line_of("A"), message, warning=True, remedy=remedy)


def _unbound(card: CardText) -> Iterator[Found]:
    """Tell of a proof that could pass whatever the key says."""
    line = card.line_of("Verify")
    # The fence stands on the line below the label.
    if error := syntax_error(card.entry.verify):
        yield Found(line + 1 + error[0], f"the proof is not Python ({error[1]})", remedy="mend it")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nodes = list(ast.walk(ast.parse(card.entry.verify)))
    if isinstance(card.body, Output | Order):
        return
    name = "holds" if isinstance(card.body, Choice | Multi) else "answer"
    if not any(isinstance(node, ast.Name) and node.id == name and _is_set(node) for node in nodes):
        remedy = f"set {name} = …"
        yield Found(line, f"the proof never sets `{name}`, so it proves nothing about the key", remedy=remedy)
    for node in nodes:
        if isinstance(node, ast.Assign) and any(_named(target, "holds") for target in node.targets):
            values = node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else []
            if literal := sum(map(_is_truth, values)):
                message = f"`holds` asserts {literal} of its {len(values)} values, and proves them not"
                remedy = "construct the counterexample"
                yield Found(line + 1 + node.lineno, message, warning=True, remedy=remedy)


def _is_set(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_truth(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)
