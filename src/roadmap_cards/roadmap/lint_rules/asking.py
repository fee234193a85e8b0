"""Rules about what a recall card asks, and whether one answer fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roadmap_cards.roadmap.lint_rules.plain_words import bare, content_words, last_sentence
from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import CardText
from roadmap_cards.roadmap.wording import quoted
from roadmap_cards.study.card import Basic, Reversible, Typed

_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s", re.MULTILINE)
_STATEMENT_END = re.compile(r"[.!?](?=\s+[A-Z])")
_ALL_OF = re.compile(
    r"(?:list|name|enumerate|give|state)"
    r" (?:all|the|every|at least|\w+ (?:reasons|advantages|types|ways|steps))\b"
    r"|.*\bwhat are the (?:two|three|four|five|six|\d+|main|key|different)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"(?:is|are|was|were|does|do|did|can|could|should|will|would|has|have|must)\b", re.IGNORECASE
)
_ESSAY = re.compile(r"(?:explain|describe|discuss|elaborate|tell)\b", re.IGNORECASE)
# “above” and “below” point out of the card only where nothing follows that they could be above of.
_POINTS_OUT = re.compile(
    r"\b(?:the above|(?:as|shown|given|listed|defined|described|mentioned|stated|see) (?:above|below)"
    r"|(?:code|formula|equation|program|function|figure|table|diagram|example|snippet|list|text|question|card|one)"
    r" (?:above|below)|this paper|the authors?(?! of)|(?:previous|last|next) card|the following)\b",
    re.IGNORECASE,
)
_SHOWS_SOMETHING = re.compile(r"^\s*(?:```|~~~|\$\$|[-*+] |\d+[.)] |\|)", re.MULTILINE)
_CLOSE = 88
"""Likeness in percent from which a prompt nearly holds an answer."""


@rule(
    "one-fact",
    "E/W",
    what="an answer that is a list of two or more (three or more statements: a warning)",
    why="half of it will be known, and no grade fits that",
    remedy="make a card of each part, or use kind cloze or order",
)
def one_fact(card: CardText) -> Iterator[Found]:
    if not isinstance(card.body, Basic | Reversible):
        return
    text = card.texts[1]
    points = len(_BULLET.findall(text.markdown))
    statements = max(len(_STATEMENT_END.findall(card.answer)), card.answer.count(";")) + 1
    if points >= 2:
        yield Found(text.line, f"the {text.name} is a list of {points}")
    elif statements >= 3:
        yield Found(text.line, f"the {text.name} makes {statements} statements", warning=True)


@rule(
    "list-all",
    "E",
    what="a prompt that asks for a list (“list all”, “what are the three”)",
    why="lists are forgotten in parts, and no grade fits that",
    remedy="ask for one part with the rest in view, or use kind order",
)
def asks_for_a_list(card: CardText) -> Iterator[Found]:
    yield from _asked(card, _ALL_OF, "asks for a list")


@rule(
    "yes-no",
    "E",
    what="a prompt that can be answered with yes or no",
    why="a guess is right half the time",
    remedy="ask which, why, or what happens",
)
def yes_or_no(card: CardText) -> Iterator[Found]:
    if not re.search(r"\bor\b", last_sentence(card.prompt)):
        yield from _asked(card, _AUXILIARY, "can be answered with yes or no")


@rule(
    "vague",
    "E",
    what="a prompt that asks for an essay (explain, describe, discuss)",
    why="many answers fit, so none can be graded",
    remedy="ask for the one reason, cause or effect that matters",
)
def vague(card: CardText) -> Iterator[Found]:
    yield from _asked(card, _ESSAY, "asks for an essay")


@rule(
    "dangling",
    "E",
    what="a prompt that points out of its card (the code above, this paper, the following)",
    why="a card is met alone, months later",
    remedy="name the thing, or put it into the prompt",
)
def dangling(card: CardText) -> Iterator[Found]:
    found = _POINTS_OUT.search(card.prompt) if card.english else None
    first = card.texts[0]
    if found is None:
        return
    word = found[0].casefold()
    shown = bool(card.options or _SHOWS_SOMETHING.search(first.markdown))
    # What stands in the prompt itself, below the words that point to it, is no riddle.
    if not (shown and (word.endswith(("following", "below", "above")))):
        yield Found(first.line, f"the {first.name} says {quoted(found[0])}")


@rule(
    "answer-in-prompt",
    "E/W",
    what="an answer whose words all stand in the prompt (nearly so: a warning), or a definition that holds "
    "its term",
    why="the card is solved by reading, not from memory",
    remedy="reword the prompt so that the answer has to be recalled",
)
def answer_in_prompt(card: CardText) -> Iterator[Found]:
    body, first = card.body, card.texts[0]
    if isinstance(body, Reversible):
        term = bare(re.sub(r"\(.*?\)", "", card.prompt))
        if term and re.search(rf"\b{re.escape(term)}\b", bare(card.answer)):
            message = f"the definition holds its term {quoted(card.prompt)}"
            yield Found(card.line_of("D"), message, remedy="define it in other words")
    elif isinstance(body, Basic | Typed):
        answer = content_words(card.answer)
        telling = any(word.isalpha() and len(word) > 1 for word in answer)
        # “Larger or smaller?” names the answer among others.
        choice = re.search(r"\bor\b", last_sentence(card.prompt))
        if telling and not choice and len(answer) <= 8 and set(answer) <= set(content_words(card.prompt)):
            yield Found(first.line, f"every word of the answer {quoted(card.answer)} stands in the prompt")
        elif len(bare(card.answer)) > 12 and _nearly_within(bare(card.answer), bare(card.prompt)):
            yield Found(first.line, f"the prompt nearly holds the answer {quoted(card.answer)}", warning=True)


def _asked(card: CardText, pattern: re.Pattern[str], message: str) -> Iterator[Found]:
    asked = last_sentence(card.prompt)
    if card.english and isinstance(card.body, Basic | Typed) and pattern.match(asked):
        yield Found(card.line_of("Q"), f"{quoted(asked)} {message}")


def _nearly_within(piece: str, text: str) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415  (the command line starts without it)

    return len(piece) <= len(text) and fuzz.partial_ratio(piece, text, score_cutoff=_CLOSE) > 0
