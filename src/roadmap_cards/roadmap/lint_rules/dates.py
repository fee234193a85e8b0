"""Rules about what will not be true for long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roadmap_cards.roadmap.lint_rules.rule import Found, rule
from roadmap_cards.roadmap.lint_rules.subject import CardText
from roadmap_cards.roadmap.wording import quoted

# “latest” and “newest” only of things that are released: the newest token of a sequence stays the newest.
_DATED = re.compile(
    r"\b(?:as of (?:today|now|\d{4})|currently|nowadays|deprecated|free tier|per million tokens"
    r"|version \d+(?:\.\d+)*|v\d+\.\d+|state[- ]of[- ]the[- ]art today"
    r"|(?:latest|newest|current) (?:stable )?(?:version|release|models?|api|sdk)"
    r"|GPT-[4-9]\w*|Claude \d[\d.]*|Gemini \d[\d.]*|Llama[ -]?\d[\d.]*)",
    re.IGNORECASE,
)
OLD, TOO_OLD = 365, 540


@rule(
    "as-of",
    "E/W",
    what="a word that dates a fact (currently, deprecated, version 3, GPT-4) without “as_of:”; a day in the "
    "future, or over 540 days ago (over 365: a warning)",
    why="what was true once is learned as true",
    remedy="check it and write “as_of: YYYY-MM-DD”, or say what lasts",
)
def dated(card: CardText) -> Iterator[Found]:
    as_of = card.entry.as_of
    if as_of is None:
        for text in card.texts:
            if found := _DATED.search(text.plain):
                yield Found(card.line_with(text, found[0]), f"{quoted(found[0])} has no date")
                return
        return
    age = (card.today - as_of).days
    if age < 0:
        remedy = "write the day on which it was checked"
        yield Found(card.line_of("as_of"), f"“as_of: {as_of}” lies in the future", remedy=remedy)
    elif age > OLD:
        remedy = "check the fact and write today's date"
        message = f"the fact was checked {age} days ago"
        yield Found(card.line_of("as_of"), message, warning=age <= TOO_OLD, remedy=remedy)
