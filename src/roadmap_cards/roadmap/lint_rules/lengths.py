"""Rules about how long the texts of a card are."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import CardText
from roadmap_cards.study.card import Basic, Cloze, Reversible, Typed

LONG_PROMPT, LONGEST_PROMPT = 180, 240
LONG_ANSWER, LONGEST_ANSWER = 110, 160
LONGEST_TYPED = 40
LONGEST_WHY = 450


@rule(
    "len-prompt",
    "E/W",
    what="a prompt of over 240 characters (over 180: a warning); code and commands of formulas do not count",
    why="a long prompt is known by its look, not answered",
    remedy="keep only what the answer depends on",
)
def prompt_length(card: CardText) -> Iterator[Found]:
    first = card.texts[0]
    size = first.length
    # A cloze shows its answer's sentence, so it has no shorter part to warn of.
    warn_from = LONGEST_PROMPT if isinstance(card.body, Cloze) else LONG_PROMPT
    if size > warn_from:
        most = LONGEST_PROMPT if size > LONGEST_PROMPT else LONG_PROMPT
        message = f"the {first.name} has {size} characters, over {most}"
        yield Found(first.line, message, warning=size <= LONGEST_PROMPT)


@rule(
    "len-answer",
    "E/W",
    what="an answer of over 160 characters (over 110: a warning), a typed one of over 40",
    why="what cannot be graded in two seconds is graded by mood",
    remedy="keep the one fact, and move the rest to “Why:”",
)
def answer_length(card: CardText) -> Iterator[Found]:
    if isinstance(card.body, Typed) and len(card.answer) > LONGEST_TYPED:
        remedy = "ask for a number or a word, or make it kind basic"
        message = f"the typed answer has {len(card.answer)} characters, over {LONGEST_TYPED}"
        yield Found(card.line_of("A"), message, remedy=remedy)
    elif isinstance(card.body, Basic | Reversible):
        text = card.texts[1]
        size = text.length
        most = LONGEST_ANSWER if size > LONGEST_ANSWER else LONG_ANSWER
        if size > most:
            message = f"the {text.name} has {size} characters, over {most}"
            yield Found(text.line, message, warning=size <= LONGEST_ANSWER)


@rule(
    "len-why",
    "W",
    what="an explanation (“Why:” or “More:”) of over 450 characters",
    why="nobody reads a page between two cards",
    remedy="say the mechanism or the usual mistake, nothing else",
)
def explanation_length(card: CardText) -> Iterator[Found]:
    for text in card.texts:
        if text.label in {"Why", "More"} and (size := text.length) > LONGEST_WHY:
            yield Found(text.line, f"“{text.label}:” has {size} characters, over {LONGEST_WHY}")
